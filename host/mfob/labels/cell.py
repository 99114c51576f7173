"""One cluster of a name, drawn."""

from __future__ import annotations

from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

HEIGHT = 16  # rows of every strip
_ROOM = 64  # pixels on either side, for ink that reaches out of its advance


class Cell(NamedTuple):
    """Its pixels (mode "1", HEIGHT rows) and the font's name; as wide as it is set."""

    picture: Image.Image
    font: str


class Pen:
    """Sets characters side by side on HEIGHT rows, without anti-aliasing."""

    def __init__(self, room: int) -> None:
        """room: pixels, at least the sum of all advances."""
        self._picture = Image.new("1", (_ROOM + room + _ROOM, HEIGHT))
        self._draw = ImageDraw.Draw(self._picture)
        self._draw.fontmode = "1"
        self._at = 0.0

    def set(self, text: str, font: ImageFont.FreeTypeFont, baseline: int) -> None:
        """Sets a text with its baseline on that row, and goes on by its advance."""
        at = (_ROOM + round(self._at), baseline)
        self._draw.text(at, text, font=font, fill=1, anchor="ls")
        self._at += font.getlength(text, mode="1")

    def cell(self, font: str) -> Cell | None:
        """What was set; wider than its advance where ink reaches out; None for nothing at all."""
        left, right = _ROOM, _ROOM + round(self._at)
        box = self._picture.getbbox()
        if box:
            left, right = min(left, box[0]), max(right, box[2])
        if left == right:
            return None
        return Cell(self._picture.crop((left, 0, right, HEIGHT)), font)


def look(font: ImageFont.FreeTypeFont, char: str) -> tuple[float, bytes]:
    """What tells two characters of a font apart, and one that it has from its box: pixels."""
    picture = Image.new("1", (2 * _ROOM, 2 * HEIGHT))
    draw = ImageDraw.Draw(picture)
    draw.fontmode = "1"
    draw.text((_ROOM, HEIGHT), char, font=font, fill=1, anchor="ls")
    return font.getlength(char), picture.tobytes()
