"""Opens pictures, in grey: files of any format, and what a clipboard or a screen gave (Pillow)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from mfob.errors import HostError, shown


def load(path: Path) -> list[Image.Image]:
    """The picture of a file, as grey() gives it. Raises HostError "unreadable"."""
    try:
        with opened(shown(str(path))), Image.open(path) as picture:
            picture.load()
            return grey(picture)
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        message = f"{shown(str(path))} can't be read: {error.strerror}."
        raise HostError(message, "unreadable") from None


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
        raise HostError(f"{what} is no picture (PNG, JPEG, WebP …).", "unreadable") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        message = f"{what} is too large a picture: cut out the QR code."
        raise HostError(message, "unreadable") from None
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
