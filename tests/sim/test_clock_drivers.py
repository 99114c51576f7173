"""The firmware's drivers of clock chips on the models of them, and every fault that those have."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from drivers import pcf8563
from drivers.ds1307 import DS1307
from drivers.ds3231 import DS3231
from drivers.pcf8563 import PCF8563
from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts import ds1307, ds3231
from mfob.sim.parts.clockpart import FOREVER, ClockPart
from mfob.sim.parts.pcf8563 import PCF8563 as PCF8563Model
from mfob.sim.world import SECOND
from sim.clockbus import Wired, read, write
from sim.steady import Steady

NOW = 2_000_000_000  # 2033-05-18 03:33:20
FIRST, LAST = 946_684_800, 4_102_444_799  # 2000 to 2099
TIMES = {"DS3231": 0, "DS1307": 0, "PCF8563": 2}  # the first register of the time
KINDS: dict[str, tuple[type[ClockPart], Callable[[Any], Any], int]] = {
    "DS3231": (ds3231.DS3231, DS3231, 0x68),
    "DS1307": (ds1307.DS1307, DS1307, 0x68),
    "PCF8563": (PCF8563Model, PCF8563, 0x51),
}


class Bench:
    """A driver on its model; the driver's waits are the world's time."""

    def __init__(self, kind: str) -> None:
        model, driver, address = KINDS[kind]
        self.steady = Steady(NOW * SECOND + 700_000_000)
        self.part = model(self.steady.world)
        self.wired = Wired(self.part, address)
        self.driver = driver(self.wired)

    def wait(self, seconds: float) -> None:
        self.steady.wait(seconds)

    @property
    def ahead(self) -> float:
        """What the part shows, less UTC, in seconds."""
        return (self.part.utc() - self.steady.world.utc()) / SECOND


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def bench(kind: str, monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench(kind)
    ticks = SimpleNamespace(
        ticks_us=lambda: made.steady.now // 1000,
        ticks_diff=lambda end, start: end - start,
        sleep_us=lambda us: made.wait(us / 1_000_000),
    )
    monkeypatch.setattr(pcf8563, "time", ticks)
    return made


def test_a_new_part_knows_no_time_until_it_is_set(bench: Bench) -> None:
    assert bench.driver.read() is None
    assert bench.driver.lost == "stopped"
    bench.driver.write(NOW)
    assert bench.driver.read() == NOW
    assert bench.driver.lost == ""


def test_the_second_begins_with_the_write(bench: Bench) -> None:
    begun = bench.steady.now
    bench.driver.write(NOW)
    passed = (bench.steady.now - begun) / SECOND
    assert passed in (0, pytest.approx(0.492126))
    bench.wait(0.9998 - passed)
    assert bench.driver.read() == NOW
    bench.wait(0.0004)
    assert bench.driver.read() == NOW + 1
    bench.wait(1000)
    assert bench.driver.read() == NOW + 1001


def test_random_dates_are_those_of_python_s_datetime(kind: str, bench: Bench) -> None:
    numbers = random.Random(kind)
    edges = [FIRST, LAST - 2, 951_782_399, 951_868_800, 1_709_164_799, 2_147_483_647]
    for utc in edges + [numbers.randrange(FIRST, LAST - 1) for _ in range(1500)]:
        bench.driver.write(utc)
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=utc)
        r = read(bench.part, TIMES[kind], 7)
        weekday = moment.isoweekday()
        days = [weekday, moment.day] if kind != "PCF8563" else [moment.day, weekday % 7]
        masks = (0x7F, 0x7F, 0x3F, 0x3F if kind == "PCF8563" else 7,
                 7 if kind == "PCF8563" else 0x3F, 0x1F, 0xFF)  # fmt: skip
        assert [f"{byte & mask:02x}" for byte, mask in zip(r, masks, strict=True)] == [
            moment.strftime("%S"), moment.strftime("%M"), moment.strftime("%H"),
            f"{days[0]:02d}", f"{days[1]:02d}", moment.strftime("%m"), moment.strftime("%y"),
        ]  # fmt: skip
        assert bench.driver.read() == utc
        step = numbers.randrange(1, 400 * 86400)
        bench.steady.world.advance(step * SECOND)
        if utc + step + 1 <= LAST:
            assert bench.driver.read() in (utc + step, utc + step + 1), utc


def test_a_halted_or_stopped_part(kind: str, bench: Bench) -> None:
    bench.driver.write(NOW)
    bench.part.stop_oscillator()
    bench.wait(100)
    if kind == "DS1307":
        assert bench.driver.read() == NOW  # it can't know
        bench.part.flip(0, 7)
    assert bench.driver.read() is None
    assert bench.driver.lost == "stopped"
    if kind != "DS1307":
        with pytest.raises(OSError):
            bench.driver.write(NOW + 100)
        assert bench.driver.read() is None
    bench.part.go_oscillator()
    assert bench.driver.read() is None
    bench.driver.write(NOW + 100)
    bench.wait(5)
    assert bench.driver.read() in (NOW + 105, NOW + 106)


def test_a_battery_that_is_out(bench: Bench) -> None:
    bench.driver.write(NOW)
    bench.part.power_off()
    bench.wait(100)
    bench.part.power_on()
    assert bench.driver.read() in (NOW + 100, NOW + 101)
    bench.part.battery = False
    assert bench.driver.read() is not None
    bench.part.power_off()
    bench.part.power_on()
    assert bench.driver.read() is None
    assert bench.driver.lost == "stopped"


@pytest.mark.parametrize("fails", [1, 2, 3, 4, FOREVER])
def test_transfers_that_fail(bench: Bench, fails: int) -> None:
    bench.driver.write(NOW)
    bench.part.failing = fails
    if 0 < fails < 3:
        assert bench.driver.read() in (NOW, NOW + 1)
        bench.part.failing = fails
        bench.driver.write(NOW + 7)
        assert bench.driver.read() == NOW + 7
        return
    with pytest.raises(OSError):
        bench.driver.read()
    assert bench.part.failing == (FOREVER if fails == FOREVER else fails - 3)
    bench.part.failing = fails
    with pytest.raises(OSError):
        bench.driver.write(NOW)


def test_a_stuck_bus(bench: Bench) -> None:
    bench.driver.write(NOW)
    bench.wired.bus.stuck = True
    for _ in range(3):
        with pytest.raises(OSError):
            bench.driver.read()
    with pytest.raises(OSError):
        bench.driver.write(NOW + 50)
    bench.wired.bus.stuck = False
    bench.wait(10)
    assert bench.driver.read() in (NOW + 10, NOW + 11)


def test_a_jump(bench: Bench) -> None:
    bench.driver.write(NOW)
    bench.part.quartz.set(bench.part.quartz.time() - 3600 * SECOND)
    assert bench.driver.read() == NOW - 3600


def test_drift(bench: Bench) -> None:
    bench.driver.write(NOW)
    before = bench.ahead
    bench.part.quartz.drift(-20_000)
    bench.steady.world.advance(1_000_000 * SECOND)
    assert bench.ahead - before == pytest.approx(-20, abs=0.001)


def test_every_bit_of_the_time_flipped_is_another_time_or_none(kind: str, bench: Bench) -> None:
    """Never the right one, and none for good where it is none: until it is set again."""
    first = TIMES[kind]
    seen = {"other": 0, "none": 0}
    weekday = first + bench.part.WEEKDAY
    for register in range(first, first + 7):
        for bit in range(8):
            if not bench.part.BITS[register - first] >> bit & 1:
                with pytest.raises(SimError):
                    bench.part.flip(register, bit)
                continue
            bench.driver.write(NOW)
            bench.part.flip(register, bit)
            got = bench.driver.read()
            if register == weekday or (register, bit) == (first + 5, 7):
                assert got == NOW  # the weekday and the century say nothing
            elif got is None:
                seen["none"] += 1
                bench.wait(100)
                assert bench.driver.read() is None
                assert bench.driver.lost in ("rubbish", "stopped")
            else:
                seen["other"] += 1
                assert got != NOW
                bench.wait(100)
                assert bench.driver.read() in (got + 100, got + 101)
    assert min(seen.values()) > 5


def test_rubbish_lives_on_in_a_file(bench: Bench) -> None:
    bench.driver.write(NOW)
    bench.part.flip(TIMES[bench.part.NAME] + 6, 3)  # 33 to 3B
    assert bench.driver.read() is None
    assert bench.driver.lost == "rubbish"
    kept = bench.part.dump()
    other = Bench(bench.part.NAME)
    other.part.load(kept)
    assert other.driver.read() is None
    assert other.driver.lost == "rubbish"


def test_another_part_s_file_is_none_of_ours(bench: Bench) -> None:
    for other in set(KINDS) - {bench.part.NAME}:
        there = Bench(other)
        there.part.set_utc(NOW * SECOND)
        bench.part.load(there.part.dump())
        assert bench.driver.read() is None


def test_the_twelve_hour_mode_is_left_at_the_next_setting() -> None:
    for kind in ("DS3231", "DS1307"):
        bench = Bench(kind)
        bench.driver.write(NOW)
        write(bench.part, 2, 0x71)  # 11 PM
        assert bench.driver.read() is None
        assert bench.driver.lost == "rubbish"
        bench.driver.write(NOW + 60)
        assert bench.driver.read() == NOW + 60


@pytest.mark.parametrize("kind", ["PCF8563"], indirect=True)
def test_a_setting_that_is_cut_leaves_a_stopped_clock(bench: Bench) -> None:
    bench.driver.write(NOW)
    writes = 0
    through = bench.wired.writeto_mem

    def cut(address: int, memory: int, data: bytes) -> None:
        nonlocal writes
        writes += 1
        if writes > 1:
            raise OSError(5)
        through(address, memory, data)

    bench.wired.writeto_mem = cut
    with pytest.raises(OSError):
        bench.driver.write(NOW + 1000)
    bench.wait(100)
    assert bench.driver.read() is None
    assert bench.driver.lost == "stopped"
    bench.wired.writeto_mem = through
    bench.driver.write(NOW + 1000)
    assert bench.driver.read() == NOW + 1000


def test_aging_and_temperature_of_the_ds3231() -> None:
    bench = Bench("DS3231")
    bench.driver.write(NOW)
    assert bench.driver.aging == 0
    bench.driver.set_aging(-20)  # 2 ppm faster
    assert bench.driver.aging == -20
    bench.wait(1)
    before = bench.ahead
    bench.steady.world.advance(1_000_000 * SECOND)
    assert bench.ahead - before == pytest.approx(2, abs=0.001)
    assert bench.driver.temperature() == 100
    bench.part.quartz.warm(-12_500)
    bench.wait(64)
    assert bench.driver.temperature() == -50


def test_aging_set_while_the_ds3231_measures_acts_after_the_next_reading() -> None:
    bench = Bench("DS3231")
    bench.driver.write(NOW)
    bench.steady.world.advance(63_950_000_000)
    bench.driver.set_aging(10)
    bench.wait(0.2)
    bench.driver.read()
    bench.wait(0.2)
    before = bench.ahead
    bench.steady.world.advance(1_000_000 * SECOND)
    assert bench.ahead - before == pytest.approx(-1, abs=0.001)


def test_a_ds1307_is_not_asked_at_400_khz() -> None:
    bench = Bench("DS1307")
    bench.wired.bus.configure(4, 5, 400_000)
    with pytest.raises(ModelError, match="100000 Hz"):
        bench.driver.read()


def test_the_driver_waits_by_micropython_s_clock_by_default() -> None:
    assert pcf8563.time is time
