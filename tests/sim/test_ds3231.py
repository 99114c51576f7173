"""The DS3231 model against its data sheet (Maxim 19-5170 rev 10)."""

import json

import pytest

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.ds3231 import DS3231
from mfob.sim.world import SECOND
from sim.clockbus import read, write
from sim.steady import START, Steady

POWER_ON = "00 00 00 01 01 01 00 00 00 00 00 00 00 00 1c 88 00 19 00"


def set_clock(rtc: DS3231, text: str) -> None:
    write(rtc, 0, *bytes.fromhex(text))


def fresh() -> tuple[Steady, DS3231]:
    steady = Steady()
    return steady, DS3231(steady.world)


def test_the_state_at_first_power() -> None:
    _, rtc = fresh()
    assert read(rtc, 0, 19).hex(" ") == POWER_ON
    assert rtc.stop_flag


def test_set_and_read_back_over_a_year_s_end() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "58 59 23 04 31 12 99")
    steady.wait(1)
    assert read(rtc, 0, 7).hex(" ") == "59 59 23 04 31 12 99"
    steady.wait(1)
    assert read(rtc, 0, 7).hex(" ") == "00 00 00 05 01 81 00"  # the century bit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("59 59 23 01 28 02 24", "00 00 00 02 29 02 24"),
        ("59 59 23 01 28 02 23", "00 00 00 02 01 03 23"),
        ("59 59 23 07 28 82 00", "00 00 00 01 29 82 00"),  # 2100 is a leap year to it
        ("59 59 23 03 30 04 26", "00 00 00 04 01 05 26"),
    ],
)
def test_months(before: str, after: str) -> None:
    steady, rtc = fresh()
    set_clock(rtc, before)
    steady.wait(1)
    assert read(rtc, 0, 7).hex(" ") == after


@pytest.mark.parametrize(
    ("hour", "later"),
    [(0x51, 0x72), (0x52, 0x41), (0x71, 0x52), (0x49, 0x50), (0x72, 0x61)],
)  # 11 AM to noon, midnight to 1 AM, 11 PM to midnight, 9 to 10 AM, noon to 1 PM
def test_twelve_hour_mode(hour: int, later: int) -> None:
    steady, rtc = fresh()
    write(rtc, 0, 0x59, 0x59, hour)
    steady.wait(1)
    assert read(rtc, 0, 3) == bytes((0, 0, later))


def test_the_time_is_latched_when_a_transfer_starts() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "59 59 23 01 31 12 26")
    rtc.start(False)
    rtc.write(0)
    rtc.start(True)
    first = rtc.read()
    steady.wait(1)  # all goes round between two bytes
    rest = bytes(rtc.read() for _ in range(6))
    rtc.stop()
    assert bytes((first, *rest)).hex(" ") == "59 59 23 01 31 12 26"


def test_the_pointer_goes_round_and_latches_anew() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "10 00 00 01 01 01 26")
    rtc.start(False)
    rtc.write(0x12)
    rtc.start(True)
    rtc.read()
    assert rtc.read() == 0x10
    steady.wait(1)
    for _ in range(18):
        rtc.read()
    assert rtc.read() == 0x11


def test_writing_the_seconds_begins_a_second() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "00 00 00 01 01 01 26")
    steady.wait(0.9)
    write(rtc, 0, 0x30)
    steady.wait(0.99)
    assert read(rtc, 0, 1) == b"\x30"
    steady.wait(0.02)
    assert read(rtc, 0, 1) == b"\x31"


def test_writing_the_minutes_alone_leaves_the_second_alone() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "00 00 00 01 01 01 26")
    steady.wait(0.9)
    write(rtc, 1, 0x30)
    steady.wait(0.2)
    assert read(rtc, 0, 2) == b"\x01\x30"


@pytest.mark.parametrize(
    ("register", "value"),
    [
        (0, 0x5A), (0, 0x60), (0, 0x80), (1, 0xA0), (2, 0x24), (2, 0x53), (2, 0x40), (3, 0),
        (3, 8), (4, 0x32), (4, 0), (5, 0x13), (5, 0), (5, 0x4A), (6, 0xA0), (0x11, 1),
        (0x0E, 0x1D),
    ],
)  # fmt: skip
def test_illogical_entries_are_refused(register: int, value: int) -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError):
        write(rtc, register, value)


def test_a_date_that_does_not_exist_is_refused() -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError):
        set_clock(rtc, "00 00 00 01 30 02 26")


def test_there_is_no_register_above_12() -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError):
        write(rtc, 0x13)


def test_flags_of_the_status_can_be_cleared_only() -> None:
    _, rtc = fresh()
    write(rtc, 0x0F, 0x08)
    assert read(rtc, 0x0F, 1) == b"\x08"
    write(rtc, 0x0F, 0xFF)
    assert read(rtc, 0x0F, 1) == b"\x08"
    write(rtc, 0x0F, 0x00)
    assert read(rtc, 0x0F, 1) == b"\x00"


def test_the_stop_flag_comes_back_while_the_quartz_stands() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    assert not rtc.stop_flag
    rtc.stop_oscillator()
    steady.wait(10)
    write(rtc, 0x0F, 0x08)
    assert rtc.stop_flag
    assert rtc.utc() == START
    rtc.go_oscillator()
    write(rtc, 0x0F, 0x08)
    assert not rtc.stop_flag


def test_the_battery_carries_it_over_a_power_cut() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert rtc.utc() == START + 100 * SECOND
    assert not rtc.stop_flag


def test_without_a_battery_a_cut_loses_all() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.battery = False
    assert rtc.utc() == START
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert read(rtc, 0, 19).hex(" ") == POWER_ON


def test_eosc_stops_it_on_battery_only() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 0x0E, 0x9C)
    steady.wait(1)
    assert rtc.utc() == START + SECOND
    rtc.power_off()
    steady.wait(10)
    rtc.power_on()
    assert rtc.utc() == START + SECOND
    assert rtc.stop_flag


def test_drift() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.quartz.drift(-2_500)  # 2.5 ppm slow
    steady.world.advance(4_000_000 * SECOND)
    assert rtc.utc() == START + 4_000_000 * SECOND - 10 * SECOND


@pytest.mark.parametrize("change", [0, 1000])
def test_aging_waits_for_a_conversion_that_finds_another_temperature(change: int) -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 0x10, 10)  # 1 ppm slower
    rtc.quartz.warm(25_000 + change)
    steady.world.advance(64 * SECOND)
    assert abs(rtc.utc() - START - 64 * SECOND) < 1000
    steady.world.advance(1_000_000 * SECOND)
    behind = START + 1_000_064 * SECOND - rtc.utc()
    assert 0 <= behind - (SECOND if change else 0) < 2_000_000  # the temperature's own part


def test_conv_makes_aging_act_at_once() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 0x10, 0xF6)  # -10: faster
    write(rtc, 0x0E, 0x3C)
    assert read(rtc, 0x0E, 2) == bytes((0x3C, 0x0C))  # CONV, BSY
    steady.wait(0.2)
    assert read(rtc, 0x0E, 2) == bytes((0x1C, 0x08))
    steady.world.advance(1_000_000 * SECOND)
    assert round(rtc.utc() - steady.world.utc(), -7) == SECOND


def test_conv_is_for_one_conversion() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 0x0E, 0x3C)
    steady.wait(1)
    write(rtc, 0x10, 0xF6)
    steady.world.advance(1_000_000 * SECOND)
    assert rtc.utc() == steady.world.utc()


def test_conv_does_nothing_while_it_measures_by_itself() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    steady.world.advance(64 * SECOND - 100_000_000)
    assert read(rtc, 0x0E, 2) == bytes((0x1C, 0x0C))  # BSY alone
    write(rtc, 0x10, 0xF6)
    write(rtc, 0x0E, 0x3C)
    assert read(rtc, 0x0E, 1) == b"\x1c"
    steady.world.advance(1_000_000 * SECOND)
    assert rtc.utc() == steady.world.utc()


def test_the_temperature_is_that_of_the_last_conversion() -> None:
    steady, rtc = fresh()
    for celsius, shown in ((25_250, b"\x19\x40"), (-250, b"\xff\xc0"), (-40_000, b"\xd8\x00")):
        before = read(rtc, 0x11, 2)
        rtc.quartz.warm(celsius)
        assert read(rtc, 0x11, 2) == before
        steady.wait(64)
        assert read(rtc, 0x11, 2) == shown


def test_what_the_compensation_leaves_is_small() -> None:
    """Data sheet: 2 ppm from 0 to 40 degrees, 3.5 from -40 to 85."""
    _, rtc = fresh()
    for celsius, ppb in ((25, 0), (0, 2000), (40, 2000), (-40, 3500), (85, 3500)):
        rtc.quartz.warm(celsius * 1000)
        assert -ppb <= rtc.quartz.rate <= 0
    assert rtc.quartz.rate < 0


def test_flipped_bits() -> None:
    _, rtc = fresh()
    rtc.set_utc(START)  # 2038-01-19 03:14:07
    rtc.flip(0x0F, 7)
    assert rtc.stop_flag
    rtc.flip(0x10, 7)
    assert read(rtc, 0x10, 1) == b"\x80"
    rtc.flip(0x0E, 7)
    rtc.flip(0x0F, 7)
    rtc.power_off()  # with EOSC
    assert rtc.stop_flag
    for register, bit in ((0x0E, 5), (0x0F, 4), (0x0F, 2), (0x11, 0), (0x13, 0), (0, 7), (3, 3)):
        with pytest.raises(SimError, match="no"):
            rtc.flip(register, bit)


def test_it_stands_and_goes_back_with_the_world_s_utc() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    steady.world.stop()
    steady.wait(50)
    assert rtc.utc() == START
    steady.world.go()
    steady.world.set_utc(START - 1000 * SECOND)
    assert rtc.utc() == START - 1000 * SECOND


def test_it_lives_on_in_a_file() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.quartz.drift(1000)
    kept = json.loads(json.dumps(rtc.dump()))
    steady.world.advance(1000 * SECOND)
    other = DS3231(steady.world)
    other.load(kept)
    assert other.utc() == rtc.utc() == START + 1000 * SECOND + 1_000_000
    assert not other.stop_flag


def test_a_file_of_the_first_version_is_read() -> None:
    """As mfob sim wrote it before there were other clock chips."""
    steady, rtc = fresh()
    rtc.set_utc(START)
    kept = rtc.dump()
    for name in ("part", "rubbish"):
        del kept[name]
    for name in ("celsius", "held"):
        del kept["quartz"][name]
    other = DS3231(steady.world)
    other.load(kept)
    assert other.utc() == START
    assert not other.stop_flag
