"""Google Authenticator's export as text: otpauth-migration addresses, a page each, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mfob.importers import plain_text
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File
from mfob.importers.uris import URIS

_ITS_OWN = re.compile(rb"(?im)^[ \t]*otpauth-migration\Z")


class Google:
    """What its QR codes hold; a picture of them is of the format qr."""

    name = "google"
    title = "Google Authenticator"

    def detect(self, file: File) -> bool:
        return plain_text.may_hold(file.data, _ITS_OWN)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        return URIS.read(file, password, kdf)


GOOGLE = Google()
