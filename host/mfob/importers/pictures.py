"""Pictures and PDF pages with QR codes: of accounts, or of an export of Google Authenticator."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mfob.errors import HostError
from mfob.importers import uris
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

if TYPE_CHECKING:
    from PIL import Image

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-")
_SECONDS = 2.5  # of the processor, for QR codes; of a PDF for its pages' drawing too
_PIXELS = 12_000_000  # larger pictures are made smaller: phones take them with 50 million


class Pictures:
    """PNG, JPEG, WebP, GIF, BMP; PDF where pdftoppm is installed."""

    name = "qr"
    title = "QR codes"

    def detect(self, file: File) -> bool:
        data = file.data
        if data[:4] == b"RIFF":
            return data[8:12] == b"WEBP"
        if data[:2] == b"BM":  # and a header of one of few sizes, which no text has
            return data[14:18] in (b"\x0c\0\0\0", b"\x28\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
        return data.startswith(_MAGIC)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        from mfob import pdf, pictures

        try:
            if file.data.startswith(pdf.MAGIC):
                begin = _spent()
                shown = [[page] for page in pdf.pages(file.data, file.name)]
                return seen(shown, file.name, _SECONDS - (_spent() - begin))
            return seen([pictures.of_bytes(file.data, file.name, _PIXELS)], file.name)
        except HostError as error:
            raise damaged(error.message) from None


def seen(
    shown: Sequence[Sequence[Image.Image]], what: str, seconds: float = _SECONDS
) -> Iterator[Entry]:
    """The accounts in pictures that belong together, each in the variants of pictures.grey():
    one of them must have some. `seconds`: how long all of them may take. Raises HostError "no_qr",
    "no_account", "import_limit"."""
    from mfob import qr

    return of_codes(qr.of_several(shown, what, uris.SCHEMES, seconds))


def _spent() -> float:
    """Seconds of the processor, those of pdftoppm too."""
    return sum(os.times()[:4])


def of_codes(texts: Iterable[str]) -> Iterator[Entry]:
    """The accounts of QR codes' texts."""
    named = ((f"QR code {number}: ", text) for number, text in enumerate(texts, 1))
    return uris.entries(named)


QR = Pictures()
