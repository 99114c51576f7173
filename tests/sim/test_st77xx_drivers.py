"""The drivers of the ST7789 and the ST7735S on their models: what is painted is what one sees."""

from typing import Any

import pytest

from mfob.sim.errors import ModelError
from sim.glassbench import MS, Bench, paint, wanted  # first: it brings framebuf

from drivers import st77xx  # isort: skip
from drivers.st7735s import ST7735S  # isort: skip
from drivers.st7789 import ST7789  # isort: skip

DRIVERS = (ST7735S, ST7789)
ROTATIONS = (0, 90, 180, 270)
Patch = pytest.MonkeyPatch


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("driver", DRIVERS)
def test_what_is_painted_is_seen(
    driver: Any, rotation: int, over: bool, monkeypatch: Patch
) -> None:
    bench = Bench(driver, monkeypatch, rotation)
    bench.display.turn(over)
    paint(bench.display)
    size = bench.display.width, bench.display.height
    assert bench.seen((rotation + 180 * over) % 360) == wanted(*size)


@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("driver", DRIVERS)
def test_turned_while_it_runs(driver: Any, rotation: int, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, rotation)
    for over in (False, True, False):
        bench.display.turn(over)
        paint(bench.display)
        size = bench.display.width, bench.display.height
        assert bench.seen((rotation + 180 * over) % 360) == wanted(*size)


@pytest.mark.parametrize("bit", [0x80, 0x40, 0x20, 0x08])
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("driver", DRIVERS)
def test_each_bit_of_madctl_matters(
    driver: Any, rotation: int, bit: int, monkeypatch: Patch
) -> None:
    bench = Bench(type("Broken", (driver,), {}), monkeypatch, rotation)
    right = driver._command

    def broken(self: Any, command: int, data: bytes = b"") -> None:
        right(self, command, bytes((data[0] ^ bit,)) if command == 0x36 else data)

    monkeypatch.setattr(type(bench.display), "_command", broken)
    try:
        paint(bench.display)
    except ModelError:
        return  # a window past the memory
    assert bench.seen(rotation) != wanted(bench.display.width, bench.display.height)


@pytest.mark.parametrize("wrong", [(1, 0), (-1, 0), (0, 1), (0, -1)])
@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("driver", DRIVERS)
def test_an_offset_that_is_one_off_is_seen(
    driver: Any, rotation: int, wrong: tuple[int, int], monkeypatch: Patch
) -> None:
    right = {ST7735S: (26, 1), ST7789: (52, 40)}[driver]
    offset = right[0] + wrong[0], right[1] + wrong[1]
    bench = Bench(driver, monkeypatch, rotation, offset)
    paint(bench.display)
    assert bench.seen(rotation) != wanted(bench.display.width, bench.display.height)


@pytest.mark.parametrize("driver", DRIVERS)
def test_colours_need_the_inversion(driver: Any, monkeypatch: Patch) -> None:
    settings = tuple(pair for pair in driver.SETTINGS if pair[0] != 0x21)
    bench = Bench(type("Broken", (driver,), {"SETTINGS": settings}), monkeypatch, 90)
    paint(bench.display)
    assert bench.seen(90)[0][0] == (0, 0, 0)  # it is to be white
    assert bench.seen(90)[5][5] == (255, 255, 255)


@pytest.mark.parametrize("driver", DRIVERS)
def test_strips_are_of_4_kb_at_most_and_cover_what_was_asked(
    driver: Any, monkeypatch: Patch
) -> None:
    bench = Bench(driver, monkeypatch, 90)
    width, height = bench.display.width, bench.display.height
    paint(bench.display)
    bench.sent.clear()
    tops = [top for _, top in bench.display.strips(5, height - 2)]
    rows = 4096 // (2 * width)
    assert tops == list(range(5, height - 2, rows))
    data = [sent for dc, sent in bench.sent if dc and len(sent) > 4]
    assert sum(map(len, data)) == (height - 7) * width * 2
    assert max(map(len, data)) <= 4096
    bench.sent.clear()
    assert list(bench.display.strips(-9, 0)) == []
    assert not bench.sent


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_band_leaves_the_rest(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 270)
    paint(bench.display)
    for canvas, _ in bench.display.strips(20, 31):
        canvas.fill(bench.display.inks[3])
    expected = wanted(bench.display.width, bench.display.height)
    for y in range(20, 31):
        expected[y] = [(0, 255, 0)] * bench.display.width
    assert bench.seen(270) == expected


@pytest.mark.parametrize("driver", DRIVERS)
def test_no_light_before_the_first_picture_and_no_noise(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 90)
    strips = bench.display.strips(0, bench.display.height)
    next(strips)
    assert bench.glass.lit and not any(bench.glass.rgb())  # the noise has gone
    assert bench.light.levels == []
    strips.close()  # nobody painted it
    paint(bench.display)
    assert bench.light.levels == [127]
    assert bench.seen(90) == wanted(bench.display.width, bench.display.height)
    assert bench.light.seen == [bench.glass.rgb()]


@pytest.mark.parametrize("driver", DRIVERS)
def test_the_start_takes_what_the_data_sheet_asks_for(driver: Any, monkeypatch: Patch) -> None:
    """120 ms from the reset, and 5 or 120 ms from sleep out; the first overlap with what else a
    start has to do. The model refuses anything sooner."""
    bench = Bench(driver, monkeypatch, 90)
    begun = bench.time.now
    next(bench.display.strips(0, 9))
    assert bench.time.now - begun <= (120 + driver.AWAKE + 2) * MS
    later = Bench(driver, monkeypatch, 90)
    later.time.now += 500 * MS
    begun = later.time.now
    next(later.display.strips(0, 9))
    assert later.time.now - begun <= (driver.AWAKE + 1) * MS


@pytest.mark.parametrize("wrong", ["_SETTLE", "_RESET"])
def test_the_model_refuses_haste(wrong: str, monkeypatch: Patch) -> None:
    monkeypatch.setattr(st77xx, wrong, 9)
    with pytest.raises(ModelError):
        paint(Bench(ST7789, monkeypatch, 0).display)


@pytest.mark.parametrize("driver", DRIVERS)
def test_the_chip_alone_starts_again(driver: Any, monkeypatch: Patch) -> None:
    """The display kept its power and was awake: a watchdog's reset."""
    bench = Bench(driver, monkeypatch, 90)
    paint(bench.display)
    again = type(bench.display)(
        bench,
        bench.display._cs,
        bench.display._dc,
        type("Reset", (), {"value": lambda _, level: bench.glass.reset(level)})(),
        bench.light,
        bench.display.width,
        bench.display.height,
        90,
        bench.display._offset,
    )
    paint(again)
    assert bench.seen(90) == wanted(again.width, again.height)


@pytest.mark.parametrize("driver", DRIVERS)
def test_power_and_brightness(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 90)
    bench.display.brightness(7)
    paint(bench.display)
    assert bench.light.levels[-1] == 7
    picture = bench.glass.rgb()
    bench.display.power(False)
    assert bench.light.levels[-1] == -1
    assert not bench.glass.lit and bench.glass.asleep
    bench.display.brightness(9)
    assert bench.light.levels[-1] == -1
    bench.display.power(True)
    assert bench.glass.lit and bench.glass.rgb() == picture
    assert bench.light.levels[-1] == 9
    bench.display.power(False)
    for canvas, _ in bench.display.strips(0, bench.display.height):
        canvas.fill(bench.display.inks[5])
    assert bench.light.levels[-1] == -1
    bench.time.now += 400 * 24 * 3600 * 1000 * MS  # the ticks have gone round many times
    bench.display.power(True)
    assert bench.light.levels[-1] == 9
    assert set(bench.seen(90)[0]) == {(255, 0, 0)}  # never the picture from before
    assert bench.display.answers() is None


@pytest.mark.parametrize("driver", DRIVERS)
def test_off_before_anything_was_painted(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 0)
    bench.display.power(False)
    paint(bench.display)
    assert not bench.glass.lit and max(bench.light.levels) == -1
    bench.display.power(True)
    assert bench.seen(0) == wanted(bench.display.width, bench.display.height)
    assert bench.light.levels[-1] == 127


@pytest.mark.parametrize("driver", DRIVERS)
def test_without_a_backlight_to_switch(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 0)
    bench.display._backlight = None
    bench.display.brightness(3)
    paint(bench.display)
    bench.display.power(False)
    assert not bench.glass.lit


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_write_that_fails_lets_go_of_the_bus(driver: Any, monkeypatch: Patch) -> None:
    bench = Bench(driver, monkeypatch, 90)
    paint(bench.display)
    bench.fails_at = 5  # the pixels of the first strip
    with pytest.raises(OSError):
        paint(bench.display)
    assert not bench.glass._selected
    bench.fails_at = -1
    paint(bench.display)
    assert bench.seen(90) == wanted(bench.display.width, bench.display.height)


@pytest.mark.parametrize("number", range(40))
def test_a_start_that_fails_is_done_again(number: int, monkeypatch: Patch) -> None:
    bench = Bench(ST7735S, monkeypatch, 90)
    bench.fails_at = number
    with pytest.raises(OSError):
        paint(bench.display)
    bench.fails_at = -1
    paint(bench.display)
    assert bench.seen(90) == wanted(bench.display.width, bench.display.height)
    assert bench.light.levels[-1] == 127
