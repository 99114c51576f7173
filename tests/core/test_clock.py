"""The clock's states, its years, and the calendar under it."""

import fakes
from fobcore import calendar
from fobcore.clock import TRUSTED, UNSET, Clock, pack_kept, unpack_kept

NOW = 1790000000


def seen(rtc, kept):
    clock = Clock(rtc, kept)
    clock.step(0, fakes.ticks_diff)
    return clock


def test_never_set_is_unset_even_when_the_chip_runs():
    assert seen(fakes.Rtc(NOW), fakes.Kept()).state == UNSET


def test_set_then_trusted_over_a_restart():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    assert clock.state == UNSET
    assert clock.set(NOW, 5)
    assert (clock.state, clock.utc, clock.last_set) == (TRUSTED, NOW, NOW)
    rtc.utc += 100
    assert seen(rtc, kept).utc == NOW + 100


def test_a_stopped_or_absurd_chip_is_unset():
    for utc in (None, NOW - 10, calendar.seconds(2000, 1, 1, 0, 0, 0)):
        assert seen(fakes.Rtc(utc), fakes.Kept(pack_kept(NOW))).state == UNSET, utc
    rtc = fakes.Rtc(NOW)
    rtc.fails = True
    assert seen(rtc, fakes.Kept(pack_kept(NOW))).state == UNSET


def test_the_century_turns():
    set_at = calendar.seconds(2099, 12, 31, 23, 59, 45)
    for utc in (set_at, set_at + 15, set_at + 3600, calendar.seconds(2100, 2, 28, 23, 59, 59)):
        clock = seen(fakes.Rtc(utc), fakes.Kept(pack_kept(set_at)))
        assert clock.utc == utc
    # From the 29th of February 2100 on, which the chips have and the world has not, it is doubt.
    late = calendar.seconds(2100, 3, 1, 0, 0, 0)
    assert seen(fakes.Rtc(late), fakes.Kept(pack_kept(set_at))).state == UNSET


def test_it_looks_every_50_ms():
    rtc = fakes.Rtc(NOW)
    clock = seen(rtc, fakes.Kept(pack_kept(NOW)))
    rtc.utc += 1
    clock.step(49, fakes.ticks_diff)
    assert clock.utc == NOW
    clock.step(50, fakes.ticks_diff)
    assert (clock.utc, clock.edge) == (NOW + 1, 50)


def test_kept_bytes_are_checked():
    good = pack_kept(NOW)
    assert unpack_kept(good) == NOW and unpack_kept(b"") is None
    for i in range(len(good)):
        damaged = bytearray(good)
        damaged[i] ^= 4
        assert unpack_kept(bytes(damaged)) is None


def test_calendar_against_known_dates():
    # From `date -u -d @N`.
    for utc, date in (
        (0, (1970, 1, 1, 0, 0, 0, 4)),
        (951782400, (2000, 2, 29, 0, 0, 0, 2)),
        (2147483647, (2038, 1, 19, 3, 14, 7, 2)),
        (2147483648, (2038, 1, 19, 3, 14, 8, 2)),
        (4102444799, (2099, 12, 31, 23, 59, 59, 4)),
        (4107542400, (2100, 3, 1, 0, 0, 0, 1)),
        (7258118399, (2199, 12, 31, 23, 59, 59, 2)),
    ):
        assert calendar.fields(utc) == date
        assert calendar.seconds(*date[:6]) == utc


def test_every_day_follows_the_one_before():
    day = 0
    while day < 84006:  # to the end of 2199
        year, month, date = calendar.fields(day * calendar.DAY)[:3]
        assert calendar.days(year, month, date) == day
        day += 13


def test_dates_that_do_not_exist():
    for fields in (
        (2100, 2, 29, 0, 0, 0), (2026, 0, 1, 0, 0, 0), (2026, 13, 1, 0, 0, 0),
        (2026, 4, 31, 0, 0, 0), (2026, 1, 0, 0, 0, 0), (2026, 1, 1, 24, 0, 0),
        (2026, 1, 1, 0, 60, 0), (2026, 1, 1, 0, 0, 60),
    ):  # fmt: skip
        try:
            calendar.seconds(*fields)
            raise AssertionError(fields)
        except ValueError:
            pass
