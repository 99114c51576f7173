"""Opens pictures, in grey: usual files, and what a clipboard or a screen gave (Pillow)."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from mfob.errors import HostError, shown

# Of all that Pillow knows: it hands an EPS to Ghostscript, and none has looked at its others here.
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
_MOST = 5  # times as many pixels as are wanted, that are decoded at all
_BYTES = 100_000_000  # of a decoded picture; making it smaller takes as much again, and half


def load(path: Path) -> list[Image.Image]:
    """The picture of a file, as grey() gives it. Raises HostError "unreadable"."""
    try:
        with opened(shown(str(path))), Image.open(path, formats=FORMATS) as picture:
            picture.load()
            return grey(picture)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        message = f"{shown(str(path))} can't be read: {error.strerror}."
        raise HostError(message, "unreadable") from None


def of_bytes(data: bytes, what: str, most: int) -> list[Image.Image]:
    """The picture of a file's bytes, as grey() gives it, made smaller where it has more than
    `most` pixels. Raises HostError "unreadable", also where it takes more memory than it is worth.
    """
    try:
        with opened(what), Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            pixels = picture.width * picture.height
            if pixels > _MOST * most:
                raise _too_large(what)
            factor = min(1.0, (most / pixels) ** 0.5)
            wanted = (max(1, int(picture.width * factor)), max(1, int(picture.height * factor)))
            picture.draft("L", wanted)  # a JPEG is then decoded smaller, and grey
            if picture.width * picture.height * len(picture.getbands()) > _BYTES:
                raise _too_large(what)
            picture.thumbnail(wanted)
            picture.load()
            return grey(picture)
    except MemoryError:
        raise _too_large(what) from None


def _too_large(what: str) -> HostError:
    return HostError(f"{what} is too large a picture: cut out the QR code.", "unreadable")


@contextmanager
def opened(what: str) -> Iterator[None]:
    """Makes HostError "unreadable" of what Pillow raises inside for a picture called `what`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise
    except UnidentifiedImageError:
        message = f"{what} is no picture (PNG, JPEG, WebP, GIF, BMP)."
        raise HostError(message, "unreadable") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(what) from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for damage
        raise HostError(f"{what} is a damaged picture.", "unreadable") from error


def grey(picture: Image.Image) -> list[Image.Image]:
    """The picture in grey; on white and on black where parts of it are transparent."""
    coloured = picture.convert("RGBA")
    if coloured.getchannel("A").getextrema() == (255, 255):  # nothing is transparent
        return [coloured.convert("L")]
    return [_on(background, coloured) for background in ("white", "black")]


def _on(background: str, picture: Image.Image) -> Image.Image:
    page = Image.new("RGBA", picture.size, background)
    page.alpha_composite(picture)
    return page.convert("L")
