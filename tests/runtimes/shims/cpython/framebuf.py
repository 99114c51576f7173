"""MicroPython's framebuf in plain Python, for tests on CPython: the same pixels, by definition.

MONO_VLSB, MONO_HLSB and RGB565 with fill, fill_rect, pixel, hline, vline, rect, line, blit and
scroll. Not here: the other formats, text, ellipse, poly, and reading it as a buffer.
"""

MONO_VLSB = 0
RGB565 = 1
MONO_HLSB = 3


class FrameBuffer:
    """Pixels in a writable buffer. Raises ValueError where they do not fit in it."""

    def __init__(
        self, buffer: bytearray, width: int, height: int, format: int, stride: int | None = None
    ) -> None:
        if memoryview(buffer).readonly:
            raise TypeError("object with buffer protocol required")
        self._set(buffer, width, height, format, width if stride is None else stride)

    def _set(self, buffer: bytes, width: int, height: int, format: int, stride: int) -> None:
        if not (1 <= width <= 0xFFFF and 1 <= height <= 0xFFFF and width <= stride <= 0xFFFF):
            raise ValueError
        if format == MONO_VLSB:
            need = (height - 1) // 8 * stride + width
        elif format == MONO_HLSB:
            stride = (stride + 7) // 8 * 8
            need = ((height - 1) * stride + (width + 7) // 8 * 8) // 8
        elif format == RGB565:
            need = ((height - 1) * stride + width) * 2
        else:
            raise ValueError("invalid format")
        view = memoryview(buffer).cast("B")
        if need > len(view):
            raise ValueError
        self._view = view
        self._width = width
        self._height = height
        self._format = format
        self._stride = stride

    def _get(self, x: int, y: int) -> int:
        if self._format == RGB565:
            at = 2 * (x + y * self._stride)
            return self._view[at] | self._view[at + 1] << 8
        at, bit = self._place(x, y)
        return self._view[at] >> bit & 1

    def _put(self, x: int, y: int, color: int) -> None:
        if not (0 <= x < self._width and 0 <= y < self._height):
            return
        if self._format == RGB565:
            at = 2 * (x + y * self._stride)
            self._view[at] = color & 0xFF
            self._view[at + 1] = color >> 8 & 0xFF
            return
        at, bit = self._place(x, y)
        self._view[at] = self._view[at] & ~(1 << bit) | (color != 0) << bit

    def _place(self, x: int, y: int) -> tuple[int, int]:
        """Byte and bit of a one-bit pixel."""
        if self._format == MONO_VLSB:
            return y // 8 * self._stride + x, y % 8
        return (x + y * self._stride) // 8, 7 - x % 8

    def fill(self, color: int) -> None:
        """All pixels."""
        self.fill_rect(0, 0, self._width, self._height, color)

    def fill_rect(self, x: int, y: int, width: int, height: int, color: int) -> None:
        """A filled rectangle."""
        for row in range(max(y, 0), min(y + height, self._height)):
            for column in range(max(x, 0), min(x + width, self._width)):
                self._put(column, row, color)

    def pixel(self, x: int, y: int, color: int | None = None) -> int | None:
        """Read a pixel (None outside), or set it."""
        if color is not None:
            self._put(x, y, color)
        elif 0 <= x < self._width and 0 <= y < self._height:
            return self._get(x, y)
        return None

    def hline(self, x: int, y: int, width: int, color: int) -> None:
        """One row of pixels."""
        self.fill_rect(x, y, width, 1, color)

    def vline(self, x: int, y: int, height: int, color: int) -> None:
        """One column of pixels."""
        self.fill_rect(x, y, 1, height, color)

    def rect(
        self, x: int, y: int, width: int, height: int, color: int, fill: bool = False
    ) -> None:
        """An outline, or a filled rectangle."""
        if fill:
            self.fill_rect(x, y, width, height, color)
            return
        self.hline(x, y, width, color)
        self.hline(x, y + height - 1, width, color)
        self.vline(x, y, height, color)
        self.vline(x + width - 1, y, height, color)

    def line(self, x1: int, y1: int, x2: int, y2: int, color: int) -> None:
        """Bresenham's line, both ends drawn."""
        steep = abs(y2 - y1) > abs(x2 - x1)
        if steep:
            x1, y1, x2, y2 = y1, x1, y2, x2
        long, short = abs(x2 - x1), abs(y2 - y1)
        x_step, y_step = (1 if x2 > x1 else -1), (1 if y2 > y1 else -1)
        error = 2 * short - long
        for _ in range(long + 1):
            if steep:
                self._put(y1, x1, color)
            else:
                self._put(x1, y1, color)
            if error >= 0 and long:
                y1 += y_step
                error -= 2 * long
            x1 += x_step
            error += 2 * short

    def blit(
        self,
        source: "FrameBuffer | tuple",
        x: int,
        y: int,
        key: int = -1,
        palette: "FrameBuffer | tuple | None" = None,
    ) -> None:
        """Draw another one; pixels of colour `key` (after the palette) stay out."""
        picture, colors = _readable(source), palette and _readable(palette)
        for row in range(max(0, -y), min(picture._height, self._height - y)):
            for column in range(max(0, -x), min(picture._width, self._width - x)):
                color = picture._get(column, row)
                if colors:
                    color = colors._get(color, 0)
                if color != key:
                    self._put(x + column, y + row, color)

    def scroll(self, x_step: int, y_step: int) -> None:
        """Move all pixels; those that nothing moves to stay as they are."""
        if abs(x_step) >= self._width or abs(y_step) >= self._height:
            return
        columns = range(max(0, x_step), self._width + min(0, x_step))
        rows = range(max(0, y_step), self._height + min(0, y_step))
        for row in reversed(rows) if y_step >= 0 else rows:
            for column in reversed(columns) if x_step >= 0 else columns:
                self._put(column, row, self._get(column - x_step, row - y_step))


def _readable(source: FrameBuffer | tuple) -> FrameBuffer:
    """A blit's source: a frame buffer, or (buffer, width, height, format[, stride])."""
    if isinstance(source, FrameBuffer):
        return source
    if not 4 <= len(source) <= 5:
        raise ValueError
    picture = FrameBuffer.__new__(FrameBuffer)
    picture._set(*source, *(() if len(source) == 5 else (source[1],)))
    return picture
