"""What the SSD1306 and the SH1106 share: a picture of one bit a pixel, of which changes travel."""

import framebuf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C, Strips

_COMMANDS = 0x00  # control byte: all that follows are commands
_DATA = 0x40  # control byte: all that follows is display data


class OneBit:
    """A monochrome display in pages of eight rows on an I2C bus; strips() gives all of it at once.

    Only what differs from what the display shows travels, a stretch of columns a page. A page of
    which a transfer failed is sent whole the next time. A subclass says how a place is addressed
    (_place) and how the picture is turned (_turned), and calls _begin().
    """

    inks = (0, 1, 1, 1, 1, 1)
    palettes = None

    def __init__(self, i2c: "I2C", width: int, height: int, address: int, flip: bool) -> None:
        self.width = width
        self.height = height
        self.strip = height
        # An OLED's pixels age where they are lit. 32 rows are just enough for large digits.
        self.spare = 1, 1 if height > 32 else 0
        self.place = 0, 0
        self._i2c = i2c
        self._address = address
        self._flip = flip
        self._pages = height // 8
        self._buffer = bytearray(width * self._pages)
        self._shown = bytearray(width * self._pages)
        self._known = bytearray(self._pages)  # 1 where _shown is what the page's memory holds
        self._out = bytearray(width + 1)
        self._out[0] = _DATA
        self._canvas = framebuf.FrameBuffer(self._buffer, width, height, framebuf.MONO_VLSB)

    def strips(self, first: int, last: int) -> "Strips":
        """See fobcore.parts.Display: once the whole canvas, whatever was asked for; it is kept."""
        yield self._canvas, 0
        self._send_changes(max(first, 0) // 8, (min(last, self.height) + 7) // 8)

    def turn(self, over: bool) -> None:
        """The picture upside down against the board's rotation. Raises OSError."""
        self._known = bytearray(self._pages)  # an SSD1306 turns what comes, not what is there
        self._command(self._turned(self._flip != over))

    def brightness(self, level: int) -> None:
        """0 to 255. Raises OSError."""
        self._command((0x81, level))

    def power(self, on: bool) -> None:
        """Light or sleep; the memory keeps the picture. Raises OSError."""
        self._command((0xAF if on else 0xAE,))

    def answers(self) -> "bool | None":
        """Whether the part acknowledges on the bus."""
        try:
            self._command((0xE3,))  # do nothing
        except OSError:
            return False
        return True

    def _place(self, page: int, first: int, last: int) -> "tuple[int, ...]":
        """The commands behind which data goes to the columns first to last of a page."""
        raise NotImplementedError

    def _turned(self, over: bool) -> "tuple[int, ...]":
        """The commands for upright, or upside down against the glass."""
        raise NotImplementedError

    def _begin(self, settings: "tuple[int, ...]") -> None:
        """Sets it up, clears the noise that its memory holds at power-on, and lights it."""
        self._command(settings)
        self._command(self._turned(self._flip))
        self._send_changes(0, self._pages)
        self._command((0xAF,))

    def _send_changes(self, first_page: int, end: int) -> None:
        width = self.width
        for page in range(first_page, end):
            if self._known[page]:
                first, last = _changed(self._buffer, self._shown, page * width, width)
                if first < 0:
                    continue
            else:
                first, last = 0, width - 1
            self._send(page, first, last)

    def _send(self, page: int, first: int, last: int) -> None:
        start, end = page * self.width + first, page * self.width + last + 1
        count = last - first + 1
        self._out[1 : count + 1] = self._buffer[start:end]
        self._known[page] = 0  # a transfer that breaks off leaves some of it there
        self._command(self._place(page, first, last))
        self._i2c.writeto(self._address, memoryview(self._out)[: count + 1])
        self._shown[start:end] = self._buffer[start:end]
        self._known[page] = 1

    def _command(self, values: "tuple[int, ...]") -> None:
        self._i2c.writeto(self._address, bytes((_COMMANDS,) + values))


def _changed(new: bytearray, old: bytearray, start: int, width: int) -> "tuple[int, int]":
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
