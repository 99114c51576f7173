"""Addresses, one a line: what many apps call a text export, and what QR codes hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mfob import otpauth
from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import migration, plain_text
from mfob.importers.kdf import Kdf
from mfob.importers.model import LIMIT, Entry, File

SCHEMES = ("otpauth://", "apple-otpauth://", "steam://", "motp://", migration.SCHEME)
_ANY = re.compile(rb"(?im)^[ \t]*(?:apple-otpauth|otpauth|otpauth-migration|steam|motp)\Z")
_MOST = 20_000  # addresses


class Uris:
    """otpauth://, steam://, otpauth-migration://; blank lines and `#` comments in between."""

    name = "uris"
    title = "otpauth addresses"

    def detect(self, file: File) -> bool:
        return plain_text.may_hold(file.data, _ANY)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterator[Entry]:
        lines = plain_text.lines(file.data, "The list")
        named = ((f"Line {number}: ", line) for number, line in enumerate(lines, 1))
        return entries((place, line) for place, line in named if line and line[0] != "#")


def entries(texts: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """The accounts of addresses, each with what begins a sentence about it, "Line 3: " say.
    Raises HostError import_limit."""
    for count, (place, text) in enumerate(texts):
        if count >= _MOST:
            raise HostError(f"More than {_MOST:,} addresses at a time are not taken.", LIMIT)
        if len(text) > plain_text.LINE_MAX:
            yield Entry(Fields(), reject=f"{place}It is longer than any address.")
        elif not is_one(text):
            yield Entry(Fields(), skip=f"{place}It is no address of an account (otpauth://).")
        else:
            yield from _of_one(place, text)


def is_one(text: str) -> bool:
    """Whether a text begins as an address that is of an account, or of an export of some."""
    return text.lstrip("\ufeff \t").lower().startswith(SCHEMES)


def _of_one(place: str, text: str) -> Iterator[Entry]:
    try:
        if text.lstrip("\ufeff \t").lower().startswith(migration.SCHEME):
            yield from list(migration.entries(text))
            return
        found = otpauth.take_apart(text)
    except HostError as error:
        yield Entry(Fields(), reject=place + error.message)
    else:
        yield Entry(found.fields, warnings=found.warnings)


URIS = Uris()
