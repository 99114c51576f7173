"""The SSD1306 display controller over I2C (Solomon Systech, SSD1306 rev 1.1)."""

import framebuf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_COMMANDS = 0x00  # control byte: all that follows are commands
_DATA = 0x40  # control byte: all that follows is display data


class SSD1306:
    """A monochrome display of 128x64 or 128x32: draw on `canvas`, then show().

    Only what has changed since the last show() travels, a stretch of columns a page.
    """

    colours = 1

    def __init__(
        self, i2c: "I2C", width: int, height: int, address: int = 0x3C, flip: bool = False
    ) -> None:
        self.width = width
        self.height = height
        self._i2c = i2c
        self._address = address
        self._pages = height // 8
        self._buffer = bytearray(width * self._pages)
        self._shown = bytearray(width * self._pages)
        self._out = bytearray(width + 1)
        self._out[0] = _DATA
        self.canvas = framebuf.FrameBuffer(self._buffer, width, height, framebuf.MONO_VLSB)
        self._start(flip)

    def show(self) -> None:
        """Sends the changed columns of the changed pages. Raises OSError."""
        width = self.width
        for page in range(self._pages):
            start = page * width
            first, last = _changed(self._buffer, self._shown, start, width)
            if first < 0:
                continue
            self._send(page, first, last, self._buffer)

    def answers(self) -> bool:
        """Whether the part acknowledges on the bus."""
        try:
            self._command(0xE3)  # do nothing
        except OSError:
            return False
        return True

    def contrast(self, level: int) -> None:
        """Brightness, 0 to 255."""
        self._command(0x81, level)

    def power(self, on: bool) -> None:
        self._command(0xAF if on else 0xAE)

    def _send(self, page: int, first: int, last: int, source: bytearray) -> None:
        start = page * self.width
        count = last - first + 1
        out = self._out
        out[1 : count + 1] = source[start + first : start + last + 1]
        self._command(0x21, first, last, 0x22, page, page)
        self._i2c.writeto(self._address, memoryview(out)[: count + 1])
        self._shown[start + first : start + last + 1] = source[start + first : start + last + 1]

    def _start(self, flip: bool) -> None:
        self._command(
            0xAE,  # off
            0xD5, 0x80,  # clock
            0xA8, self.height - 1,  # multiplex
            0xD3, 0x00,  # no offset
            0x40,  # first line 0
            0x8D, 0x14,  # charge pump on
            0x20, 0x00,  # horizontal addressing
            0xA0 if flip else 0xA1,  # segments
            0xC0 if flip else 0xC8,  # rows
            0xDA, 0x12 if self.height == 64 else 0x02,  # how the rows are wired
            0x81, 0x7F,  # contrast
            0xD9, 0xF1,  # pre-charge
            0xDB, 0x30,  # deselect level
            0xA4,  # show the memory
            0xA6,  # not inverted
        )  # fmt: skip
        for page in range(self._pages):  # its memory holds noise at power-on
            self._send(page, 0, self.width - 1, self._buffer)
        self._command(0xAF)

    def _command(self, *values: int) -> None:
        self._i2c.writeto(self._address, bytes((_COMMANDS,) + values))


def _changed(new: bytearray, old: bytearray, start: int, width: int) -> tuple[int, int]:
    """(first, last) column of a page that differs, or (-1, -1)."""
    end = start + width
    if new[start:end] == old[start:end]:
        return -1, -1
    first = start
    while new[first] == old[first]:
        first += 1
    last = end - 1
    while new[last] == old[last]:
        last -= 1
    return first - start, last - start
