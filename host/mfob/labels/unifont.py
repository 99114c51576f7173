"""GNU Unifont, which mfob brings: nearly every character of Unicode 15, on 16 rows.

Its outlines are squares, one a pixel: at 16 pixels without anti-aliasing Pillow gives back its
bitmaps exactly. It has no tables for shaping: clusters are put together here from its marks,
which go back over the letter before them, or, from right to left, stand before it.
"""

from __future__ import annotations

import lzma
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import ImageFont

from mfob.labels.cell import Cell, Pen, look
from mfob.labels.clusters import unseen

NAME = "unifont"
FOLDER = Path(__file__).resolve().parent.parent / "fonts"
_FILES = ("unifont.otf.xz", "unifont_upper.otf.xz")  # the planes 0, and 1 to 15
_SIZE = 16
_BASELINE = 14
_NOWHERE = "\uffff"  # no character ever: the font's box
_SKIN = range(0x1F3FB, 0x1F400)  # colours of an emoji before it, which one bit has not


def available() -> bool:
    """Whether its files are there and can be read by this computer's Pillow."""
    return None not in (_font(0), _font(1))


@lru_cache(1024)
def has(char: str) -> bool:
    """Whether it has a character, or nothing of the character is ever seen."""
    if unseen(char):
        return True
    font = _font(ord(char) > 0xFFFF)
    return font is not None and look(font, char) != look(font, _NOWHERE)


@lru_cache(1024)
def cell(cluster: str, rtl: bool) -> Cell | None:
    """A cluster, all characters of which it has; None where nothing of it is seen."""
    seen = [char for char in cluster if not unseen(char)]
    if len(seen) > 1:
        seen = seen[:1] + [char for char in seen[1:] if ord(char) not in _SKIN]
    pen = Pen(_SIZE * len(seen))
    for char in reversed(seen) if rtl else seen:
        font = _font(ord(char) > 0xFFFF)
        if font is not None:
            pen.set(char, font, _BASELINE)
    return pen.cell(NAME)


@cache
def _font(plane: int) -> ImageFont.FreeTypeFont | None:
    try:
        data = lzma.decompress((FOLDER / _FILES[plane]).read_bytes())
        # the other layout engine is not on every computer, and would give nothing more here
        return ImageFont.truetype(BytesIO(data), _SIZE, layout_engine=ImageFont.Layout.BASIC)
    except (OSError, ImportError, lzma.LZMAError):  # left out, damaged, or Pillow without FreeType
        return None
