"""A picture of dark and lit pixels, in colours or without: as rows of bits, as a PNG, as text."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

HALVES = " ▀▄█"
_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_LIT = (0x9F, 0xE8, 0xFF)
_DARK = (0x06, 0x0A, 0x10)
_FRAME = (0x1B, 0x22, 0x2B)


@dataclass(frozen=True)
class Picture:
    """rows: a line of `width` bits each, the leftmost pixel is the highest bit; colours: red,
    green, blue of each pixel, a byte each, line by line, or None on a display of one colour."""

    width: int
    height: int
    rows: list[int]
    colours: bytes | None = None

    @classmethod
    def from_bytes(
        cls, width: int, height: int, data: bytes, colours: bytes | None = None
    ) -> "Picture":
        """From packed rows of (width + 7) // 8 bytes, the leftmost pixel the highest bit."""
        stride = (width + 7) // 8
        rows = [
            int.from_bytes(data[y * stride : (y + 1) * stride], "big") >> (stride * 8 - width)
            for y in range(height)
        ]
        return cls(width, height, rows, colours)

    def to_bytes(self) -> bytes:
        """Packed rows, as from_bytes takes them."""
        stride = (self.width + 7) // 8
        pad = stride * 8 - self.width
        return b"".join((row << pad).to_bytes(stride, "big") for row in self.rows)

    def pixel(self, x: int, y: int) -> int:
        """1 if lit; outside of the picture 0."""
        if 0 <= x < self.width and 0 <= y < self.height:
            return self.rows[y] >> (self.width - 1 - x) & 1
        return 0

    def colour(self, x: int, y: int) -> tuple[int, int, int]:
        """Red, green and blue, as saved in a PNG; outside of the picture dark."""
        inside = 0 <= x < self.width and 0 <= y < self.height
        if self.colours is None or not inside:
            return _LIT if self.pixel(x, y) else _DARK
        at = 3 * (y * self.width + x)
        return self.colours[at], self.colours[at + 1], self.colours[at + 2]

    def turned(self, degrees: int = 180) -> "Picture":
        """Turned clockwise by a multiple of 90 degrees."""
        if not degrees % 360:
            return self
        from PIL import Image

        how = {
            90: Image.Transpose.ROTATE_270,  # it counts the other way
            180: Image.Transpose.ROTATE_180,
            270: Image.Transpose.ROTATE_90,
        }[degrees % 360]
        mask = self._mask().transpose(how)
        colours = self.colours
        if colours is not None:
            glass = Image.frombytes("RGB", (self.width, self.height), colours)
            colours = glass.transpose(how).tobytes()
        return Picture.from_bytes(mask.width, mask.height, mask.tobytes(), colours)

    def blank(self) -> bool:
        """True if nothing is lit."""
        return not any(self.rows)

    def halves(self) -> list[str]:
        """Lines of text, a character for one column and two rows."""
        return [
            "".join(
                HALVES[self.pixel(x, y) | self.pixel(x, y + 1) << 1] for x in range(self.width)
            )
            for y in range(0, self.height, 2)
        ]

    def quadrants(self) -> list[str]:
        """Lines of text, a character for two columns and two rows."""
        return [
            "".join(_QUADRANTS[self._cell(x, y, 2)] for x in range(0, self.width, 2))
            for y in range(0, self.height, 2)
        ]

    def braille(self) -> list[str]:
        """Lines of text, a character for two columns and four rows."""
        return [
            "".join(chr(0x2800 + _dots(self, x, y)) for x in range(0, self.width, 2))
            for y in range(0, self.height, 4)
        ]

    def _cell(self, x: int, y: int, rows: int) -> int:
        bits = 0
        for r in range(rows):
            bits |= self.pixel(x, y + r) << (2 * r) | self.pixel(x + 1, y + r) << (2 * r + 1)
        return bits

    def _mask(self) -> "Image.Image":
        from PIL import Image

        return Image.frombytes("1", (self.width, self.height), self.to_bytes())

    def save_png(self, path: Path | str, scale: int = 4) -> None:
        """Write a PNG in the display's colours, each pixel scale x scale, with a margin."""
        from PIL import Image

        margin = 4
        size = (self.width, self.height)
        image = Image.new("RGB", (self.width + 2 * margin, self.height + 2 * margin), _FRAME)
        if self.colours is not None:
            image.paste(Image.frombytes("RGB", size, self.colours), (margin, margin))
        else:
            image.paste(_DARK, (margin, margin, margin + self.width, margin + self.height))
            image.paste(_LIT, (margin, margin), self._mask())
        size = (image.width * scale, image.height * scale)
        image.resize(size, Image.Resampling.NEAREST).save(path, format="PNG")


def _dots(picture: Picture, x: int, y: int) -> int:
    """The dots of a braille cell: 1 to 3 and 7 down the left, 4 to 6 and 8 down the right."""
    dots = 0
    for r, (left, right) in enumerate(((0, 3), (1, 4), (2, 5), (6, 7))):
        dots |= picture.pixel(x, y + r) << left | picture.pixel(x + 1, y + r) << right
    return dots
