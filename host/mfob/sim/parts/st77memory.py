"""The memory of an ST7735S or ST7789: where MADCTL lets pixels go, and the colours they give."""

import sys
from array import array
from collections.abc import Callable
from functools import cache

from mfob.sim.errors import ModelError

MY, MX, MV, BGR = 0x80, 0x40, 0x20, 0x08  # of MADCTL


class Memory:
    """Noise at first. `order`: MADCTL; `half`: the byte that waits for its pixel's other one."""

    def __init__(self, name: str, columns: int, rows: int) -> None:
        self._name = name
        self._wide = columns
        self._high = rows
        noise = 0x2545F491
        self._ram = array("H", bytes(2 * columns * rows))
        for i in range(len(self._ram)):
            noise = (noise * 1103515245 + 12345) & 0x7FFFFFFF
            self._ram[i] = noise >> 15 & 0xFFFF
        self.reset()

    def reset(self) -> None:
        """The settings; the pixels stay."""
        self.order = 0
        self.half = b""
        self._columns = (0, self._wide - 1)
        self._rows = (0, self._high - 1)
        self._at = 0  # pixels since the write began

    def row(self, column: int, row: int, count: int) -> "array[int]":
        """The pixels from there on, as RGB565."""
        start = row * self._wide + column
        return self._ram[start : start + count]

    def set_window(self, rows: bool, first: int, last: int) -> None:
        """CASET or, with rows, RASET; MADCTL's MV says which of them is the longer way."""
        size = self._high if bool(self.order & MV) != rows else self._wide
        if not first <= last < size:
            raise ModelError(f"{self._name}: a window from {first} to {last}, of {size}")
        if rows:
            self._rows = (first, last)
        else:
            self._columns = (first, last)

    def begin(self) -> None:
        """RAMWR: at the window's first pixel."""
        self._at = 0

    def write(self, data: bytes) -> int:
        """Pixels, the high byte first; gives how many bytes of whole ones there were."""
        data = self.half + data
        self.half = data[len(data) & ~1 :]
        values = array("H", data[: len(data) & ~1])
        if sys.byteorder == "little":
            values.byteswap()
        wide = self._columns[1] - self._columns[0] + 1
        if self._at + len(values) > wide * (self._rows[1] - self._rows[0] + 1):
            raise ModelError(f"{self._name}: more pixels than the window holds")
        done = 0
        while done < len(values):
            row, column = divmod(self._at, wide)
            run = values[done : done + wide - column]
            self._put(self._columns[0] + column, self._rows[0] + row, run)
            done += len(run)
            self._at += len(run)
        return 2 * len(values)

    def _put(self, column: int, row: int, run: "array[int]") -> None:
        """Pixels at column, column + 1, ... as MADCTL has them."""
        step, mirrored, across, down = 1, self.order & MX, len(run), 1
        if self.order & MV:
            column, row = row, column
            step, mirrored, across, down = self._wide, self.order & MY, 1, len(run)
        if column + across > self._wide or row + down > self._high:
            raise ModelError(f"{self._name}: the window was set for another MADCTL")
        if self.order & MX:
            column = self._wide - 1 - column
        if self.order & MY:
            row = self._high - 1 - row
        start = row * self._wide + column
        step = -step if mirrored else step
        end = start + step * len(run)
        self._ram[start : end if end >= 0 else None : step] = run


@cache
def colours(swapped: bool, inverted: bool) -> Callable[[int], bytes]:
    """Three bytes for RGB565: red and blue the other way round, or all of it inverted."""

    @cache
    def colour(value: int) -> bytes:
        if inverted:
            value ^= 0xFFFF
        red, green, blue = value >> 11, value >> 5 & 63, value & 31
        if swapped:
            red, blue = blue, red
        return bytes((red << 3 | red >> 2, green << 2 | green >> 4, blue << 3 | blue >> 2))

    return colour
