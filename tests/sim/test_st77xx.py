"""The models of the ST7735S and the ST7789 against their data sheets, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pytest

from mfob.sim.errors import ModelError
from mfob.sim.parts.st77xx import MS
from mfob.sim.parts.st7735s import ST7735S
from mfob.sim.parts.st7789 import ST7789

RED, GREEN, BLUE = b"\xf8\x00", b"\x07\xe0", b"\x00\x1f"


class Ticks:
    """The world's clock."""

    def __init__(self) -> None:
        self.now = 0

    def ticks(self) -> int:
        return self.now


class Wired:
    """A model that has been reset, and what a controller does to it."""

    def __init__(self, kind: Any = ST7789, size: Any = (135, 240, (52, 40))) -> None:
        self.time = Ticks()
        self.glass = kind(self.time, *size)
        self.glass.reset(0)
        self.time.now += 10_000
        self.glass.reset(1)

    def awake(self) -> "Wired":
        """Sleep out, 16 bits, inverted, on."""
        self.time.now += 120 * MS
        self.send(0x11)
        self.time.now += 120 * MS
        self.send(0x3A, 0x05)
        self.send(0x21)
        self.send(0x29)
        return self

    def send(self, command: int, *given: int) -> None:
        glass = self.glass
        glass.select(0)
        glass.dc(0)
        glass.write(bytes((command,)))
        glass.dc(1)
        if given:
            glass.write(bytes(given))
        glass.select(1)

    def window(self, x: int, y: int, w: int, h: int) -> None:
        for command, start, size in ((0x2A, x, w), (0x2B, y, h)):
            end = start + size - 1
            self.send(command, start >> 8, start & 255, end >> 8, end & 255)

    def lit(self) -> dict[tuple[int, int], tuple[int, ...]]:
        """The pixels of the glass that are not black."""
        rgb, wide = self.glass.rgb(), self.glass.width
        assert len(rgb) == 3 * wide * self.glass.height
        found = {}
        for i in range(0, len(rgb), 3):
            if any(rgb[i : i + 3]):
                found[(i // 3 % wide, i // 3 // wide)] = tuple(rgb[i : i + 3])
        return found

    def clear(self) -> "Wired":
        columns, rows = self.glass.COLUMNS, self.glass.ROWS
        self.window(0, 0, columns, rows)
        self.send(0x2C, *bytes(2 * columns * rows))
        return self


def small() -> Wired:
    return Wired(ST7735S, (80, 160, (26, 1))).awake()


@pytest.mark.parametrize(
    ("order", "where"),
    [
        (0x00, [(0, 0), (1, 0), (0, 1)]),
        (0x40, [(134, 0), (133, 0), (134, 1)]),
        (0x80, [(0, 239), (1, 239), (0, 238)]),
        (0xC0, [(134, 239), (133, 239), (134, 238)]),
        (0x20, [(0, 0), (0, 1), (1, 0)]),
        (0x60, [(134, 0), (134, 1), (133, 0)]),
        (0xA0, [(0, 239), (0, 238), (1, 239)]),
        (0xE0, [(134, 239), (134, 238), (133, 239)]),
    ],
)
def test_madctl_says_where_pixels_go(order: int, where: list[tuple[int, int]]) -> None:
    wired = Wired().awake().clear()
    wired.send(0x36, order)
    column = 53 if order & 0x40 else 52
    row = 40
    x, y = (row, column) if order & 0x20 else (column, row)
    wired.window(x, y, 2, 2)
    wired.send(0x2C, *(RED + GREEN + BLUE))
    lit = wired.lit()
    assert lit == dict(zip(where, [(255, 0, 0), (0, 255, 0), (0, 0, 255)], strict=True))
    rows = wired.glass.rows()
    for x, y in where:
        assert rows[y] >> (134 - x) & 1
    assert sum(row.bit_count() for row in rows) == 3


def test_order_and_inversion_of_colours() -> None:
    for wired, plain in ((Wired().awake(), 0x00), (small(), 0x08)):
        wired.clear()
        column, row = wired.glass._offset
        wired.send(0x36, plain)
        wired.window(column, row, 1, 1)
        wired.send(0x2C, *RED)
        assert wired.lit() == {(0, 0): (255, 0, 0)}
        wired.send(0x36, plain ^ 0x08)
        assert wired.lit() == {(0, 0): (0, 0, 255)}
        wired.send(0x20)
        assert wired.lit()[(0, 0)] == (255, 255, 0)
        assert wired.lit()[(1, 0)] == (255, 255, 255)


def test_power_on_leaves_noise_and_darkness() -> None:
    wired = Wired().awake()
    assert len(set(wired.glass.rgb())) > 20
    wired.send(0x28)
    assert not any(wired.glass.rgb())
    wired.send(0x29)
    assert any(wired.glass.rgb())
    wired.glass.power_on()
    assert not wired.glass.lit
    with pytest.raises(ModelError):
        wired.send(0x00)  # its reset is not driven


def test_a_reset_keeps_the_memory_and_forgets_the_settings() -> None:
    wired = Wired().awake().clear()
    wired.window(52, 40, 1, 1)
    wired.send(0x2C, *RED)
    wired.glass.reset(0)
    wired.time.now += 10_000
    wired.glass.reset(1)
    assert not wired.glass.lit
    wired.awake()
    assert wired.lit() == {(0, 0): (255, 0, 0)}


def test_what_is_changed_is_told_once_a_transfer() -> None:
    wired = Wired().awake().clear()
    told: list[int] = []
    wired.glass.on_change = lambda: told.append(1)
    wired.glass.bytes = 0
    wired.window(52, 40, 2, 1)
    assert told == []
    wired.send(0x2C, *(RED + RED))
    assert told == [1] and wired.glass.bytes == 4


def test_pixels_in_several_transfers_go_on() -> None:
    wired = Wired().awake().clear()
    wired.window(52, 40, 2, 1)
    wired.send(0x2C, *(RED + GREEN[:1]))
    wired.glass.select(0)
    wired.glass.write(GREEN[1:])
    wired.glass.select(1)
    assert wired.lit() == {(0, 0): (255, 0, 0), (1, 0): (0, 255, 0)}


def early_reset(wired: Wired) -> None:
    wired.glass.reset(0)
    wired.time.now += 9_999
    wired.glass.reset(1)


def parameters_alone(wired: Wired) -> None:
    fresh = Wired()
    fresh.glass.select(0)
    fresh.glass.dc(1)
    fresh.glass.write(b"\x00")


def not_selected(wired: Wired) -> None:
    wired.glass.select(1)
    wired.glass.write(b"\x00")


def in_reset(wired: Wired) -> None:
    wired.glass.reset(0)
    wired.send(0x00)


def past_the_window(wired: Wired) -> None:
    wired.window(52, 40, 2, 2)
    wired.send(0x2C, *bytes(10))


def half_a_pixel(wired: Wired) -> None:
    wired.window(52, 40, 2, 2)
    wired.send(0x2C, 0)
    wired.send(0x00)


def too_few(wired: Wired) -> None:
    wired.send(0x2A, 0, 0, 0)
    wired.send(0x00)


def window_for_another_order(wired: Wired) -> None:
    wired.send(0x36, 0x20)
    wired.window(300, 0, 10, 10)
    wired.send(0x36, 0x00)
    wired.send(0x2C, *bytes(20))


REFUSED: list[Callable[[Wired], None]] = [
    early_reset,
    parameters_alone,
    not_selected,
    in_reset,
    past_the_window,
    half_a_pixel,
    too_few,
    window_for_another_order,
    lambda wired: wired.send(0x02),  # no such command
    lambda wired: wired.send(0x12),  # partial mode is not modelled
    lambda wired: wired.send(0x29, 0),  # it takes no parameter
    lambda wired: wired.send(0x36, 0, 0),
    lambda wired: wired.send(0x36, 0x01),
    lambda wired: wired.send(0x3A, 0x03),
    lambda wired: wired.window(200, 0, 41, 1),
    lambda wired: wired.window(0, 300, 1, 21),
    lambda wired: wired.send(0x2A, 0, 5, 0, 4),
]


@pytest.mark.parametrize("misuse", REFUSED)
def test_refused(misuse: Callable[[Wired], None]) -> None:
    with pytest.raises(ModelError):
        misuse(Wired().awake())


def test_pixels_want_16_bits_each_to_be_set() -> None:
    wired = Wired()
    wired.time.now += 5 * MS
    with pytest.raises(ModelError):
        wired.send(0x2C)


@pytest.mark.parametrize(("kind", "wait"), [(ST7789, 5), (ST7735S, 120)])
def test_the_waits(kind: Any, wait: int) -> None:
    size = (80, 160, (26, 1))

    def fresh() -> Wired:
        return Wired(kind, size)

    wired = fresh()
    wired.time.now += 5 * MS - 1
    with pytest.raises(ModelError):
        wired.send(0x3A, 0x05)
    wired.time.now += 1
    wired.send(0x3A, 0x05)
    wired.time.now += 115 * MS - 1
    with pytest.raises(ModelError):
        wired.send(0x11)
    wired.time.now += 1
    wired.send(0x11)
    wired.time.now += wait * MS - 1
    with pytest.raises(ModelError):
        wired.send(0x29)
    wired.time.now += 1
    wired.send(0x29)
    wired.time.now += (120 - wait) * MS
    wired.send(0x10)
    wired.time.now += 5 * MS
    with pytest.raises(ModelError):
        wired.send(0x11)
    wired.time.now += 115 * MS
    wired.send(0x11)
    wired.glass.reset(0)
    wired.time.now += 10_000
    wired.glass.reset(1)
    wired.time.now += 119 * MS
    with pytest.raises(ModelError):
        wired.send(0x3A, 0x05)  # it was awake


def test_the_panel_has_to_lie_in_the_memory() -> None:
    with pytest.raises(ModelError):
        ST7735S(Ticks(), 80, 160, (53, 1))
    with pytest.raises(ModelError):
        ST7735S(Ticks(), 80, 160, (26, 3))
