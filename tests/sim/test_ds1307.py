"""The DS1307 model against its data sheet."""

import json

import pytest

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.ds1307 import DS1307
from mfob.sim.world import SECOND
from sim.clockbus import read, write
from sim.steady import START, Steady


def fresh() -> tuple[Steady, DS1307]:
    steady = Steady()
    return steady, DS1307(steady.world)


def set_clock(rtc: DS1307, text: str) -> None:
    write(rtc, 0, *bytes.fromhex(text))


def test_the_state_at_first_power() -> None:
    steady, rtc = fresh()
    assert read(rtc, 0, 8).hex(" ") == "80 00 00 01 01 01 00 03"
    assert rtc.stop_flag
    steady.wait(100)
    assert read(rtc, 0, 1) == b"\x80"


def test_the_halt_bit_halts_it_and_lets_it_run() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "58 59 23 04 31 12 99")
    assert not rtc.stop_flag
    steady.wait(1)
    assert read(rtc, 0, 7).hex(" ") == "59 59 23 04 31 12 99"
    steady.wait(1)
    assert read(rtc, 0, 7).hex(" ") == "00 00 00 05 01 01 00"  # it has no century
    write(rtc, 0, 0x85)
    assert rtc.stop_flag
    steady.wait(100)
    assert read(rtc, 0, 1) == b"\x85"
    write(rtc, 0, 0x05)
    steady.wait(1)
    assert read(rtc, 0, 1) == b"\x06"


def test_the_halted_clock_stays_so_over_a_power_cut() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "90 00 00 01 01 01 26")
    rtc.power_off()
    rtc.power_on()
    steady.wait(10)
    assert read(rtc, 0, 1) == b"\x90"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("59 59 23 01 28 02 24", "00 00 00 02 29 02 24"),
        ("59 59 23 01 28 02 23", "00 00 00 02 01 03 23"),
        ("59 59 51 01 28 02 23", "00 00 52 01 28 02 23"),  # 11:59:59 to 12:00:00 AM
    ],
)
def test_the_calendar(before: str, after: str) -> None:
    steady, rtc = fresh()
    set_clock(rtc, before)
    steady.wait(1)
    after = after.replace("52", "72")  # noon is PM
    assert read(rtc, 0, 7).hex(" ") == after


def test_writing_the_seconds_resets_the_divider_chain() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "00 00 00 01 01 01 26")
    steady.wait(0.9)
    write(rtc, 0, 0x30)
    steady.wait(0.99)
    assert read(rtc, 0, 1) == b"\x30"
    steady.wait(0.02)
    assert read(rtc, 0, 1) == b"\x31"


def test_the_memory_is_kept_by_the_battery() -> None:
    _, rtc = fresh()
    write(rtc, 0x08, *range(56))
    assert read(rtc, 0x3F, 2) == b"\x37\x80"  # behind the last register comes the first
    rtc.power_off()
    rtc.power_on()
    assert read(rtc, 0x08, 56) == bytes(range(56))
    rtc.battery = False
    rtc.power_off()
    rtc.power_on()
    assert read(rtc, 0x08, 56) != bytes(range(56))


def test_without_a_battery_a_cut_loses_all() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.battery = False
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert read(rtc, 0, 8).hex(" ") == "80 00 00 01 01 01 00 03"


def test_the_battery_carries_it_over_a_power_cut() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert rtc.utc() == START + 100 * SECOND


def test_it_has_no_flag_for_a_quartz_that_stood() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.stop_oscillator()
    write(rtc, 7, 0x03)
    steady.wait(50)
    assert rtc.utc() == START
    assert not rtc.stop_flag
    rtc.go_oscillator()
    steady.wait(1)
    assert rtc.utc() == START + SECOND


@pytest.mark.parametrize(
    ("register", "value"),
    [
        (0, 0x5A), (0, 0x60), (0, 0xE0), (1, 0xA0), (1, 0x80), (2, 0x24), (2, 0x53), (2, 0x40),
        (2, 0x80), (3, 0), (3, 8), (4, 0x32), (4, 0), (5, 0x13), (5, 0), (5, 0x81), (6, 0xA0),
        (7, 0x40), (7, 0x0C), (0x40, 0),
    ],
)  # fmt: skip
def test_illogical_entries_are_refused(register: int, value: int) -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError, match="DS1307"):
        write(rtc, register, value)


def test_the_control_register() -> None:
    _, rtc = fresh()
    write(rtc, 7, 0x93)
    assert read(rtc, 7, 1) == b"\x93"


def test_it_drifts_with_the_temperature_as_a_tuning_fork_does() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.quartz.warm(45_000)  # 20 degrees off: 14 ppm
    steady.world.advance(1_000_000 * SECOND)
    assert rtc.utc() == START + (1_000_000 - 14) * SECOND
    rtc.quartz.warm(5_000)
    rtc.quartz.drift(24_000)
    steady.world.advance(1_000_000 * SECOND)
    assert rtc.utc() == START + (2_000_000 - 14 + 10) * SECOND


def test_flipped_bits() -> None:
    _, rtc = fresh()
    rtc.set_utc(START)
    rtc.flip(0, 7)
    assert rtc.stop_flag
    assert not rtc.quartz.running
    rtc.flip(0, 7)
    assert rtc.quartz.running
    rtc.flip(0x3F, 0)
    assert read(rtc, 0x3F, 1) == b"\xa4"
    for register, bit in ((1, 7), (5, 7), (7, 6), (0x40, 0)):
        with pytest.raises(SimError, match="no"):
            rtc.flip(register, bit)


def test_it_lives_on_in_a_file() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 8, 77)
    for halted in (False, True):
        if halted:
            write(rtc, 0, 0x81)
        kept = json.loads(json.dumps(rtc.dump()))
        steady.world.advance(1000 * SECOND)
        other = DS1307(steady.world)
        other.load(kept)
        assert other.utc() == rtc.utc()
        assert other.stop_flag is halted
        assert read(other, 8, 1) == b"\x4d"
