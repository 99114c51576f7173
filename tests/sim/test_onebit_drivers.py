"""The drivers of the SSD1306 and the SH1106 on their models: pictures, turned, and bus errors."""

import random
from typing import Any

import pytest

from mfob.sim.parts.sh1106 import SH1106 as SH1106Model
from mfob.sim.parts.ssd1306 import SSD1306 as SSD1306Model
from sim.glassbench import draw  # first: it brings framebuf

from drivers.sh1106 import SH1106  # isort: skip
from drivers.ssd1306 import SSD1306  # isort: skip

KINDS = ((SSD1306, SSD1306Model, 64), (SSD1306, SSD1306Model, 32), (SH1106, SH1106Model, 64))


class Wire:
    """An I2C bus with the model on it. The byte number `fails_at` (from 0) is not acknowledged."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.fails_at = -1
        self.bytes = 0

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        assert address == 0x3C
        self.part.start(False)
        try:
            for byte in bytes(data):
                if self.fails_at == 0:
                    raise OSError(5)
                self.fails_at -= 1
                self.bytes += 1
                self.part.write(byte)
        finally:
            self.part.stop()
        return len(data)


def made(kind: Any, flip: bool = False) -> "tuple[Any, Any, Wire]":
    driver, model, height = kind
    glass = model(height)
    wire = Wire(glass)
    return driver(wire, 128, height, 0x3C, flip), glass, wire


def paint(display: Any) -> None:
    for canvas, top in display.strips(0, display.height):
        draw(canvas, display, top)


def expected(height: int, over: bool) -> list[int]:
    """What draw() draws, of one bit."""
    rows = [0] * height

    def box(x: int, y: int, w: int, h: int) -> None:
        for i in range(y, min(y + h, height)):
            rows[i] |= ((1 << w) - 1) << (128 - x - w)

    for one in ((0, 0, 1, 1), (125, 0, 3, 2), (0, height - 4, 2, 4), (123, height - 1, 5, 1),
                (10, 10, 3, 30), (13, 10, 17, 3), (13, 22, 10, 3)):  # fmt: skip
        box(*one)
    return [int(f"{row:0128b}"[::-1], 2) for row in reversed(rows)] if over else rows


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_painted_is_seen(kind: Any, flip: bool, over: bool) -> None:
    display, glass, _ = made(kind, flip)
    assert glass.lit and not any(glass.rows())
    display.turn(over)
    paint(display)
    assert glass.rows() == expected(display.height, flip != over)


@pytest.mark.parametrize("kind", KINDS)
def test_turned_back_and_forth(kind: Any) -> None:
    display, glass, wire = made(kind)
    for over in (False, True, False, True):
        display.turn(over)
        paint(display)
        assert glass.rows() == expected(display.height, over)
        before = wire.bytes
        paint(display)
        assert wire.bytes == before  # nothing has changed, nothing travels


@pytest.mark.parametrize("kind", KINDS)
def test_power_keeps_the_picture(kind: Any) -> None:
    display, glass, wire = made(kind)
    paint(display)
    display.power(False)
    assert not glass.lit
    display.power(True)
    assert glass.rows() == expected(display.height, False)
    display.brightness(3)
    assert glass.contrast == 3
    assert display.answers()
    wire.fails_at = 0
    assert display.answers() is False


@pytest.mark.parametrize("kind", KINDS)
def test_bus_errors_go_through_and_the_next_draw_is_right(kind: Any) -> None:
    """Also where the next picture is the one from before the failure, of which part arrived."""
    rng = random.Random(7)
    display, glass, wire = made(kind)
    failed = 0
    for _ in range(300):
        before = glass.rows()
        kept = bytes(display._buffer)
        wire.fails_at = rng.randrange(60)
        try:
            for canvas, _ in display.strips(0, display.height):
                canvas.fill_rect(rng.randrange(128), rng.randrange(64), 40, 9, rng.randrange(2))
        except OSError:
            failed += 1
            glass._command = None  # the part forgets what broke off
            wire.fails_at = -1
            for _ in display.strips(0, display.height):
                display._buffer[:] = kept
            assert glass.rows() == before
        wire.fails_at = -1
    assert failed > 50


def test_an_sh1106_with_the_other_driver_is_refused() -> None:
    from mfob.sim.errors import ModelError

    with pytest.raises(ModelError):
        made((SSD1306, SH1106Model, 64))


@pytest.mark.parametrize("offset", [0, 1, 3, 4])
def test_the_columns_of_the_glass_matter(offset: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from drivers import sh1106

    monkeypatch.setattr(sh1106, "_OFFSET", offset)
    display, glass, _ = made(KINDS[2])
    paint(display)
    assert glass.rows() != expected(64, False)
