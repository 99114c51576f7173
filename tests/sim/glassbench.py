"""For the tests of displays: a driver on its model, a clock that both go by, and a picture."""

import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mfob.sim.parts.st77xx import ST77xx as Model
from mfob.sim.parts.st7735s import ST7735S as ST7735SModel
from mfob.sim.parts.st7789 import ST7789 as ST7789Model

# the drivers' framebuf, in plain Python
sys.path.append(str(Path(__file__).resolve().parent.parent / "runtimes" / "shims" / "cpython"))
framebuf: Any = import_module("framebuf")
MS = 1_000_000
INKS = ((0, 0, 0), (255, 255, 255), (132, 130, 132), (0, 255, 0), (255, 166, 0), (255, 0, 0))
MODELS = {"ST7735S": ST7735SModel, "ST7789": ST7789Model}
SIZES = {"ST7735S": (80, 160, (26, 1)), "ST7789": (135, 240, (52, 40))}


class Ticks:
    """The world's clock, and MicroPython's module time: it stands but for the sleeps."""

    def __init__(self) -> None:
        self.now = 12_345_000_000

    def ticks(self) -> int:
        return self.now

    def sleep_ms(self, ms: int) -> None:
        self.now += ms * MS

    def module(self) -> Any:
        return SimpleNamespace(
            ticks_ms=lambda: self.now // MS % (1 << 30),
            ticks_diff=lambda a, b: (a - b + (1 << 29)) % (1 << 30) - (1 << 29),
            sleep_ms=self.sleep_ms,
            sleep_us=lambda us: self.sleep_ms(us / 1000),  # type: ignore[arg-type]
        )


class Line:
    """An output pin, soldered to one line of the model."""

    def __init__(self, to: Any) -> None:
        self._to = to

    def value(self, level: int) -> None:
        assert level in (0, 1)
        self._to(level)


class Light:
    """A backlight, of which each change is kept with what the glass shows at that moment."""

    def __init__(self, glass: Model) -> None:
        self._glass = glass
        self.levels: list[int] = []  # -1: off
        self.seen: list[bytes] = []

    def level(self, level: int) -> None:
        self.levels.append(level)
        self.seen.append(self._glass.rgb())

    def off(self) -> None:
        self.levels.append(-1)


class Bench:
    """A driver on its model: `glass`, `display`, `light`, `time`, and the wire's `sent`."""

    def __init__(
        self, driver: Any, patch: Any, rotation: int, offset: tuple[int, int] | None = None
    ) -> None:
        name = driver.__mro__[-3].__name__ if driver.__name__ not in MODELS else driver.__name__
        width, height, real = SIZES[name]
        self.time = Ticks()
        self.glass = MODELS[name](self.time, width, height, real)
        self.light = Light(self.glass)
        self.sent: list[tuple[int, bytes]] = []  # the D/C line and the bytes
        self.fails_at = -1  # the number of the write that raises
        self._dc = 0
        import drivers.st77xx

        patch.setattr(drivers.st77xx, "time", self.time.module())
        if rotation in (90, 270):
            width, height = height, width
        self.display = driver(
            self,
            Line(self.glass.select),
            Line(self._dc_line),
            Line(self.glass.reset),
            self.light,
            width,
            height,
            rotation,
            real if offset is None else offset,
        )

    def _dc_line(self, level: int) -> None:
        self._dc = level
        self.glass.dc(level)

    def write(self, data: "bytes | memoryview") -> None:
        """As machine.SPI."""
        if self.fails_at == 0:
            self.glass.break_off()
            raise OSError(5)
        self.fails_at -= 1
        self.sent.append((self._dc, bytes(data)))
        self.glass.write(bytes(data))

    def seen(self, rotation: int) -> list[list[tuple[int, int, int]]]:
        """Rows of colours as a person sees them who turns the panel back by rotation degrees."""
        rgb, wide = self.glass.rgb(), self.glass.width
        pixels = [tuple(rgb[i : i + 3]) for i in range(0, len(rgb), 3)]
        rows = [pixels[i : i + wide] for i in range(0, len(pixels), wide)]
        for _ in range(rotation // 90):  # a quarter against the clock
            rows = [list(row) for row in zip(*rows, strict=True)][::-1]
        return rows  # type: ignore[return-value]


def draw(canvas: Any, display: Any, top: int) -> None:
    """A picture without any symmetry: marks in its corners, an F, a glyph in each colour."""
    width, height, inks = display.width, display.height, display.inks
    canvas.fill(inks[0])
    canvas.pixel(0, 0 - top, inks[1])
    canvas.fill_rect(width - 3, 0 - top, 3, 2, inks[3])
    canvas.fill_rect(0, height - 4 - top, 2, 4, inks[4])
    canvas.fill_rect(width - 5, height - 1 - top, 5, 1, inks[5])
    canvas.fill_rect(10, 10 - top, 3, 30, inks[1])
    canvas.fill_rect(13, 10 - top, 17, 3, inks[2])
    canvas.fill_rect(13, 22 - top, 10, 3, inks[5])
    if height >= 60 and display.palettes:
        for ink in range(6):
            glyph = bytearray((0xC0, 0x80))
            picture = framebuf.FrameBuffer(glyph, 2, 2, framebuf.MONO_HLSB)
            canvas.blit(picture, 30 + 3 * ink, 44 - top, -1, display.palettes[ink])


def wanted(width: int, height: int) -> list[list[tuple[int, int, int]]]:
    """What draw() draws, without a framebuf."""
    rows = [[INKS[0]] * width for _ in range(height)]

    def box(x: int, y: int, w: int, h: int, ink: int) -> None:
        for row in rows[y : y + h]:
            row[x : x + w] = [INKS[ink]] * w

    box(0, 0, 1, 1, 1)
    box(width - 3, 0, 3, 2, 3)
    box(0, height - 4, 2, 4, 4)
    box(width - 5, height - 1, 5, 1, 5)
    box(10, 10, 3, 30, 1)
    box(13, 10, 17, 3, 2)
    box(13, 22, 10, 3, 5)
    for ink in range(6):
        box(30 + 3 * ink, 44, 2, 1, ink)
        box(30 + 3 * ink, 45, 1, 1, ink)
    return rows


def paint(display: Any, first: int = 0, last: int | None = None) -> None:
    """draw(), through strips()."""
    for canvas, top in display.strips(first, display.height if last is None else last):
        draw(canvas, display, top)
