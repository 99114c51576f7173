"""What the ST7735S and the ST7789 share: a colour picture over SPI that is painted in strips.

Both keep a picture of their own; MADCTL says in which order the pixels that arrive go into it.
"""

import time

import framebuf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.backlight import Backlight
    from fobcore.parts import SPI, Output, Strips

_SLPIN, _SLPOUT = 0x10, 0x11
_DISPOFF, _DISPON = 0x28, 0x29
_CASET, _RASET, _RAMWR, _MADCTL = 0x2A, 0x2B, 0x2C, 0x36
_MY, _MX, _MV = 0x80, 0x40, 0x20  # MADCTL: rows mirrored, columns mirrored, rows as columns
_ORDERS = {0: 0, 90: _MX | _MV, 180: _MX | _MY, 270: _MY | _MV}  # degrees clockwise
_STRIP = 4096  # bytes at most
_RESET = 20  # us; 10 at least
_SETTLE = 120  # ms from a reset to sleep out, and between sleep out and sleep in
_FALLEN_ASLEEP = 5  # ms from sleep in to the next command
_LEVEL = 127  # brightness to begin with
_COLOURS = (0x0000, 0xFFFF, 0x8410, 0x07E0, 0xFD20, 0xF800)  # RGB565 by ink number


class ST77xx:
    """See fobcore.parts.Display. A subclass has the controller's own figures.

    width and height as a person sees them. rotation: by how many degrees, clockwise, the picture
    is turned against the panel's own portrait (0, 90, 180, 270). offset: of the panel in the
    memory, columns and rows, at rotation 0. backlight None: it can't be switched.

    Making it resets the controller and returns at once; the first strips() waits for what is
    left of the time that it needs, clears its memory and lets the display begin. The backlight
    comes on behind the first picture.
    """

    spare = 0, 0  # a liquid crystal does not age by what it shows
    place = 0, 0
    MEMORY = (0, 0)  # columns and rows
    ORDER = 0x00  # MADCTL: 0x08 where the panel has blue first
    AWAKE = 0  # ms from sleep out to the next command
    SETTINGS: "tuple[tuple[int, bytes], ...]" = ()  # commands with their parameters

    def __init__(
        self,
        spi: "SPI",
        cs: "Output",
        dc: "Output",
        reset: "Output",
        backlight: "Backlight | None",
        width: int,
        height: int,
        rotation: int,
        offset: "tuple[int, int]",
    ) -> None:
        self.width = width
        self.height = height
        self._spi = spi
        self._cs = cs
        self._dc = dc
        self._backlight = backlight
        self._rotation = rotation
        self._offset = offset
        self._over = False
        self._level = _LEVEL
        self._on = True
        self._begun = False
        self._pictured = False  # a whole picture has been sent
        self.strip = min(_STRIP // (width * 2), height)
        self._buffer = bytearray(self.strip * width * 2)
        self._canvas = framebuf.FrameBuffer(self._buffer, width, self.strip, framebuf.RGB565)
        self.inks = tuple([_swapped(colour) for colour in _COLOURS])
        self.palettes = [_palette(self.inks[0], ink) for ink in self.inks]
        cs.value(1)
        reset.value(0)
        time.sleep_us(_RESET)
        reset.value(1)
        self._since = time.ticks_ms()  # the reset, or the last sleep in or out

    def strips(self, first: int, last: int) -> "Strips":
        """See fobcore.parts.Display: as many rows at a time as the buffer holds."""
        if not self._begun:
            self._begin()
        last = min(last, self.height)
        top = max(first, 0)
        while top < last:
            yield self._canvas, top
            self._send(top, min(self.strip, last - top))
            top += self.strip
        self._pictured = True
        self._light()

    def turn(self, over: bool) -> None:
        """The picture upside down against the board's rotation, from the next strip on."""
        self._over = over
        if self._begun:
            self._orient()

    def brightness(self, level: int) -> None:
        """Of the backlight: 0, the dimmest that can be read, to 255."""
        self._level = level
        self._light()

    def power(self, on: bool) -> None:
        """Off: no light, and the controller sleeps; its memory keeps the picture, strips() still
        change it. On again within 120 ms waits for those to pass."""
        if on == self._on:
            return
        self._on = on
        if not self._begun:
            return
        if not on:
            self._light()
            self._command(_DISPOFF)
            self._sleep(_SLPIN, _FALLEN_ASLEEP)
        else:
            self._sleep(_SLPOUT, self.AWAKE)
            self._command(_DISPON)
            self._light()

    def answers(self) -> "bool | None":
        """None: nothing leads back from it."""
        return None

    def _begin(self) -> None:
        self._sleep(_SLPOUT, self.AWAKE)
        for command, data in self.SETTINGS:
            self._command(command, data)
        self._orient()
        self._canvas.fill(0)
        for top in range(0, self.height, self.strip):  # its memory holds noise at power-on
            self._send(top, min(self.strip, self.height - top))
        self._begun = True
        if self._on:
            self._command(_DISPON)
        else:
            self._sleep(_SLPIN, _FALLEN_ASLEEP)

    def _light(self) -> None:
        if self._backlight is None:
            return
        if self._on and self._pictured:
            self._backlight.level(self._level)
        else:
            self._backlight.off()

    def _sleep(self, command: int, wait: int) -> None:
        """Into sleep or out of it, as soon as the controller takes that."""
        left = _SETTLE - time.ticks_diff(time.ticks_ms(), self._since)
        if 0 < left <= _SETTLE:  # else it was long ago, and the ticks have gone round
            time.sleep_ms(left + 1)  # the ticks are of whole ms
        self._command(command)
        self._since = time.ticks_ms()
        time.sleep_ms(wait + 1)

    def _orient(self) -> None:
        """MADCTL, and where in the memory the picture begins when it is seen that way."""
        rotation = (self._rotation + (180 if self._over else 0)) % 360
        order = _ORDERS[rotation]
        panel = (self.height, self.width) if order & _MV else (self.width, self.height)
        start = [self._offset[0], self._offset[1]]
        for axis, mirrored in ((0, _MX), (1, _MY)):
            if order & mirrored:
                start[axis] = self.MEMORY[axis] - panel[axis] - start[axis]
        if order & _MV:
            start.reverse()
        self._left, self._top = start
        self._command(_MADCTL, bytes((order | self.ORDER,)))

    def _send(self, top: int, rows: int) -> None:
        """The buffer's first rows, to the picture's rows from top on."""
        self._command(_CASET, _window(self._left, self.width))
        self._command(_RASET, _window(self._top + top, rows))
        self._command(_RAMWR, memoryview(self._buffer)[: rows * self.width * 2])

    def _command(self, command: int, data: "bytes | memoryview" = b"") -> None:
        self._cs.value(0)
        try:
            self._dc.value(0)
            self._spi.write(bytes((command,)))
            self._dc.value(1)
            if data:
                self._spi.write(data)
        finally:
            self._cs.value(1)


def _window(start: int, count: int) -> bytes:
    end = start + count - 1
    return bytes((start >> 8, start & 0xFF, end >> 8, end & 0xFF))


def _swapped(colour: int) -> int:
    """A framebuf's RGB565 has its low byte first, the wire its high byte."""
    return (colour & 0xFF) << 8 | colour >> 8


def _palette(back: int, ink: int) -> framebuf.FrameBuffer:
    """For blit: the colours of a glyph's bits 0 and 1."""
    palette = framebuf.FrameBuffer(bytearray(4), 2, 1, framebuf.RGB565)
    palette.pixel(0, 0, back)
    palette.pixel(1, 0, ink)
    return palette
