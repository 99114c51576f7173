"""The PCF8563 model against its data sheet."""

import json

import pytest

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.pcf8563 import PCF8563
from mfob.sim.world import SECOND
from sim.clockbus import read, write
from sim.steady import START, Steady

MASKS = bytes.fromhex("a81fff7f3f3f079fff")  # the bits that there are


def fresh() -> tuple[Steady, PCF8563]:
    steady = Steady()
    return steady, PCF8563(steady.world)


def shown(rtc: PCF8563) -> str:
    """The first nine registers, without the bits that are not there."""
    return bytes(byte & mask for byte, mask in zip(read(rtc, 0, 9), MASKS, strict=True)).hex(" ")


def set_clock(rtc: PCF8563, text: str) -> None:
    write(rtc, 2, *bytes.fromhex(text))


def test_the_state_at_first_power() -> None:
    _, rtc = fresh()
    assert shown(rtc) == "08 00 80 00 00 01 00 01 00"
    assert bytes(byte & 0x83 for byte in read(rtc, 0x0D, 2)) == b"\x80\x03"
    assert [byte & 0x80 for byte in read(rtc, 0x09, 4)] == [0x80] * 4
    assert rtc.stop_flag


def test_bits_that_are_not_there_read_as_anything() -> None:
    _, rtc = fresh()
    set_clock(rtc, "00 00 00 01 00 01 26")
    assert read(rtc, 0, 9).hex(" ") == "5f e0 00 80 c0 c1 f8 61 26"


def test_set_and_read_back_over_a_century_s_end() -> None:
    steady, rtc = fresh()
    write(rtc, 0, 0x00)
    set_clock(rtc, "58 59 23 31 04 12 99")
    assert not rtc.stop_flag
    steady.wait(1)
    assert shown(rtc) == "00 00 59 59 23 31 04 12 99"
    steady.wait(1)
    assert shown(rtc) == "00 00 00 00 00 01 05 81 00"  # the century bit


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("59 59 23 28 06 02 24", "00 00 00 29 00 02 24"),  # Saturday is 6, Sunday 0
        ("59 59 23 28 01 02 23", "00 00 00 01 02 03 23"),
        ("59 59 23 28 01 02 00", "00 00 00 29 02 02 00"),  # exactly divisible by 4, 00 too
    ],
)
def test_the_calendar(before: str, after: str) -> None:
    steady, rtc = fresh()
    set_clock(rtc, before)
    steady.wait(1)
    assert shown(rtc)[6:] == after


def test_stop_holds_the_time_and_the_first_second_comes_early() -> None:
    """Data sheet, "STOP bit function": 0.507813 s to 0.507935 s after the release."""
    steady, rtc = fresh()
    for phase in (0, 0.3, 0.7, 0.99):
        write(rtc, 0, 0x20)
        set_clock(rtc, "00 00 08 01 00 01 26")
        steady.wait(5 + phase)
        assert shown(rtc) == "20 00 00 00 08 01 00 01 26"
        write(rtc, 0, 0x00)
        steady.wait(0.507812)
        assert shown(rtc)[6:8] == "00"
        steady.wait(0.000124)
        assert shown(rtc)[6:8] == "01"
        steady.wait(0.9998)
        assert shown(rtc)[6:8] == "01"
        steady.wait(0.0003)
        assert shown(rtc)[6:8] == "02"


def test_without_stop_the_prescaler_goes_on() -> None:
    steady, rtc = fresh()
    set_clock(rtc, "00 00 08 01 00 01 26")
    steady.wait(0.9)
    set_clock(rtc, "30 00 08 01 00 01 26")
    steady.wait(0.15)
    assert shown(rtc)[6:8] == "31"


def test_vl_can_be_cleared_and_not_set() -> None:
    _, rtc = fresh()
    write(rtc, 2, 0x80)
    assert rtc.stop_flag
    write(rtc, 2, 0x00)
    assert not rtc.stop_flag
    write(rtc, 2, 0x80)
    assert not rtc.stop_flag


def test_a_quartz_that_stands_sets_vl_and_resets_the_rest() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    write(rtc, 0x0D, 0x00)
    rtc.stop_oscillator()
    steady.wait(10)
    assert rtc.utc() == START
    write(rtc, 2, 0x07)
    assert read(rtc, 2, 1) == b"\x87"
    assert read(rtc, 0x0D, 1)[0] & 0x83 == 0x80
    rtc.go_oscillator()
    write(rtc, 2, 0x07)
    assert read(rtc, 2, 1) == b"\x07"


def test_battery_and_power() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert rtc.utc() == START + 100 * SECOND
    assert not rtc.stop_flag
    rtc.battery = False
    rtc.power_off()
    steady.wait(100)
    rtc.power_on()
    assert rtc.stop_flag
    assert shown(rtc) == "08 00 80 00 00 01 00 01 00"


@pytest.mark.parametrize(
    ("register", "value"),
    [
        (0, 0x80), (0, 0x40), (0, 0x01), (1, 0x20), (1, 0x02), (1, 0x01), (2, 0x5A), (2, 0x60),
        (3, 0xA0), (3, 0x80), (4, 0x24), (4, 0x40), (5, 0x32), (5, 0), (5, 0x40), (6, 7), (6, 8),
        (7, 0x13), (7, 0), (7, 0x21), (8, 0xA0), (0x0A, 0x40), (0x0D, 0x04), (0x0E, 0x80),
        (0x0E, 0x04), (0x10, 0),
    ],
)  # fmt: skip
def test_what_the_part_has_not_is_refused(register: int, value: int) -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError, match="PCF8563"):
        write(rtc, register, value)


def test_a_date_that_does_not_exist_is_refused() -> None:
    _, rtc = fresh()
    with pytest.raises(ModelError, match="2026-2-29"):
        set_clock(rtc, "00 00 00 29 00 02 26")


def test_the_other_registers() -> None:
    _, rtc = fresh()
    write(rtc, 0x09, 0x59, 0x23, 0x31, 0x06, 0x03, 0x03, 0xFF)
    assert read(rtc, 0x09, 7) == bytes((0x59, 0x63, 0x71, 0x7E, 0x7F, 0x7F, 0xFF))
    write(rtc, 0, 0x08)
    write(rtc, 1, 0x1C)  # flags can be cleared only
    assert read(rtc, 1, 1)[0] & 0x1F == 0x10
    assert len(read(rtc, 0x0F, 2)) == 2  # behind the last comes the first


def test_flipped_bits() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    rtc.flip(2, 7)
    assert rtc.stop_flag
    rtc.flip(2, 7)
    rtc.flip(0, 5)  # STOP
    steady.wait(10)
    assert rtc.utc() == START
    rtc.flip(0, 5)
    steady.wait(1)
    assert 0 < rtc.utc() - START < 2 * SECOND
    rtc.flip(0, 7)  # TEST1: it waits for pulses
    before = rtc.utc()
    steady.wait(10)
    assert rtc.utc() == before
    for register, bit in ((0, 6), (3, 7), (7, 5), (0x0E, 2), (0x10, 0)):
        with pytest.raises(SimError, match="no"):
            rtc.flip(register, bit)


def test_it_lives_on_in_a_file() -> None:
    steady, rtc = fresh()
    rtc.set_utc(START)
    for stopped in (False, True):
        if stopped:
            write(rtc, 0, 0x20)
        kept = json.loads(json.dumps(rtc.dump()))
        steady.world.advance(1000 * SECOND)
        other = PCF8563(steady.world)
        other.load(kept)
        assert other.utc() == rtc.utc()
        assert not other.stop_flag
        assert read(other, 0, 1)[0] & 0x20 == (0x20 if stopped else 0)
