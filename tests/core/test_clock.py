"""The clock's states, its error budget, its years, what it remembers; and the calendar."""

import fakes
from fobcore import calendar, clock_memory
from fobcore.clock import DOUBTFUL, PRESSED, STALE, SURE, TRUSTED, UNSET, UNSURE, Clock

NOW = 1790000000
DAY = 86400


def kept_at(utc: int, error: int = 20) -> fakes.Kept:
    return fakes.Kept(clock_memory.set_at(utc, error).pack())


def seen(rtc, kept, ppm: int = 5) -> Clock:
    """A clock that has seen a second begin."""
    clock = Clock(rtc, kept, ppm)
    clock.step(0, fakes.ticks_diff)
    if rtc.utc is not None and not rtc.fails:
        clock.step(990, fakes.ticks_diff)
        rtc.utc += 1
        clock.step(1000, fakes.ticks_diff)
        rtc.utc -= 1
    return clock


def set_to(clock: Clock, utc: int, ticks: int = 5, error: int = 20, how: int = PRESSED) -> bool:
    clock.prepare(utc * 1000, how == PRESSED)
    return clock.set(utc, ticks, error, how)


def test_never_set_is_unset_even_when_the_chip_runs():
    clock = seen(fakes.Rtc(NOW), fakes.Kept())
    assert (clock.state, clock.utc, clock.error_ms, clock.lost) == (UNSET, None, None, "never")


def test_set_then_trusted_over_a_restart():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    assert clock.state == UNSET
    assert set_to(clock, NOW)
    assert (clock.state, clock.utc, clock.last_set) == (TRUSTED, NOW, NOW)
    rtc.utc += 100
    again = Clock(rtc, kept)
    again.step(0, fakes.ticks_diff)
    assert (again.state, again.utc, again.last_set) == (TRUSTED, NOW + 100, NOW)


def test_a_stopped_or_absurd_chip_is_unset():
    for utc, why in (
        (None, "stopped"), (NOW - 10, "absurd"), (calendar.seconds(2000, 1, 1, 0, 0, 0), "absurd")
    ):  # fmt: skip
        clock = Clock(fakes.Rtc(utc), kept_at(NOW))
        clock.step(0, fakes.ticks_diff)
        assert (clock.state, clock.lost) == (UNSET, why), utc
    rtc = fakes.Rtc(NOW)
    rtc.fails = True
    clock = Clock(rtc, kept_at(NOW))
    clock.step(0, fakes.ticks_diff)
    assert (clock.state, clock.lost) == (UNSET, "bus")
    rtc.fails = False
    clock.step(50, fakes.ticks_diff)
    assert (clock.state, clock.lost) == (TRUSTED, "")


def test_the_century_turns():
    set_at = calendar.seconds(2099, 12, 31, 23, 59, 45)
    for utc in (set_at, set_at + 15, set_at + 3600, calendar.seconds(2100, 2, 28, 23, 59, 59)):
        clock = Clock(fakes.Rtc(utc), kept_at(set_at))
        clock.step(0, fakes.ticks_diff)
        # The second is known, the moment in it is not: whether drift has taken it over its edge.
        assert clock.utc == utc
    # From the 29th of February 2100 on, which the chips have and the world has not, it is doubt.
    late = calendar.seconds(2100, 3, 1, 0, 0, 0)
    clock = Clock(fakes.Rtc(late), kept_at(set_at))
    clock.step(0, fakes.ticks_diff)
    assert clock.state == UNSET


def test_a_second_is_looked_for_where_it_ends():
    rtc = fakes.Rtc(NOW)
    clock = Clock(rtc, kept_at(NOW))
    clock.step(0, fakes.ticks_diff)
    clock.step(290, fakes.ticks_diff)
    rtc.utc += 1
    clock.step(300, fakes.ticks_diff)
    assert (clock.utc, clock.edge) == (NOW + 1, 300)
    rtc.utc += 1
    clock.step(1249, fakes.ticks_diff)  # 949 ms later: not yet
    assert clock.utc == NOW + 1
    clock.step(1290, fakes.ticks_diff)
    assert (clock.utc, clock.edge) == (NOW + 2, 1290)
    assert clock.error_ms == 1020  # it may have begun long before that look
    clock.step(2285, fakes.ticks_diff)
    rtc.utc += 1
    clock.step(2295, fakes.ticks_diff)
    assert (clock.utc, clock.edge, clock.error_ms) == (NOW + 3, 2295, 60)


def test_the_budget_grows_with_the_chips_tolerance():
    """20 ms, and 5 ppm of the time since: 432 ms a day; +-40 ms for the edge of the second."""
    for days, ppm, expected in ((0, 5, 60), (10, 5, 4380), (10, 20, 17340), (365, 2, 63132)):
        clock = seen(fakes.Rtc(NOW + days * DAY), kept_at(NOW), ppm)
        error = clock.error_ms
        assert error is not None and abs(error - expected) <= 1, (days, ppm, error)
        assert clock.state == (TRUSTED if expected < 10000 else STALE)


def test_before_an_edge_was_seen_a_second_is_not_known():
    clock = Clock(fakes.Rtc(NOW), kept_at(NOW))
    clock.step(0, fakes.ticks_diff)
    assert clock.error_ms == 1020


def test_doubt_begins_at_a_third_of_the_period_or_ten_seconds():
    def at(error: int) -> Clock:
        return seen(fakes.Rtc(NOW), kept_at(NOW, error - 40))

    for error, period, doubt in (
        (9999, 30, SURE), (10000, 30, DOUBTFUL), (30000, 30, DOUBTFUL), (30001, 30, UNSURE),
        (4999, 15, SURE), (5000, 15, DOUBTFUL), (15001, 15, UNSURE),
        (9999, 3600, SURE), (10000, 3600, DOUBTFUL),
    ):  # fmt: skip
        assert at(error).doubt(period) == doubt, (error, period)


def running(clock: Clock, rtc, ticks: int, seconds: int) -> int:
    """So many seconds of the chip and the processor alike; the ticks behind them."""
    for _ in range(seconds):
        rtc.utc += 1
        ticks += 1000
        clock.step(ticks, fakes.ticks_diff)
    return ticks


def test_a_chip_that_jumps_is_not_believed_even_after_a_restart():
    for jump in (3, 3600, -1, -60):
        rtc, kept = fakes.Rtc(NOW + 1000), kept_at(NOW)
        clock = Clock(rtc, kept)
        clock.step(0, fakes.ticks_diff)
        ticks = running(clock, rtc, 0, 3)
        rtc.utc += jump
        for _ in range(60):
            ticks += 50
            clock.step(ticks, fakes.ticks_diff)
        assert (clock.state, clock.lost) == (UNSET, "stepped"), jump
        assert Clock(rtc, kept).state == UNSET
        assert set_to(clock, NOW + 2000, ticks) and clock.state == TRUSTED


def test_a_second_too_much_is_a_jump_where_both_ends_were_seen():
    """As one flipped bit of the seconds makes it."""
    rtc = fakes.Rtc(NOW + 1000)
    clock = Clock(rtc, kept_at(NOW))
    ticks = 0
    for _ in range(400):
        clock.step(ticks, fakes.ticks_diff)
        ticks += 10
        rtc.passed(10)
    assert clock.state == TRUSTED
    rtc.utc += 1
    for _ in range(120):
        clock.step(ticks, fakes.ticks_diff)
        ticks += 10
        rtc.passed(10)
    assert (clock.state, clock.lost) == (UNSET, "stepped")


def test_a_fob_that_was_busy_does_not_take_that_for_a_jump():
    """As long as it is busy, it has not seen the seconds' ends: up to a second is not known."""
    rtc = fakes.Rtc(NOW + 1000)
    clock = Clock(rtc, kept_at(NOW))
    ticks = 0
    for busy in (10, 10, 700, 10, 10, 10, 1900, 10, 990, 10, 3300, 10) * 40:
        clock.step(ticks, fakes.ticks_diff)
        for _ in range(20):
            clock.step(ticks, fakes.ticks_diff)
            ticks += 10
            rtc.passed(10)
        ticks += busy
        rtc.passed(busy)
    assert clock.state == TRUSTED and clock._stood == 0
    true = (NOW + 1000) * 1000 + ticks
    clock.step(ticks, fakes.ticks_diff)
    assert abs(clock.utc_ms - true) <= clock.error_ms


def test_a_bad_reading_is_not_a_jump():
    rtc = fakes.Rtc(NOW + 1000)
    clock = Clock(rtc, kept_at(NOW))
    clock.step(0, fakes.ticks_diff)
    ticks = running(clock, rtc, 0, 3)
    rtc.utc += 7200 + 1
    clock.step(ticks + 1000, fakes.ticks_diff)
    assert clock.state == TRUSTED and clock.utc == NOW + 1003
    rtc.utc -= 7200
    clock.step(ticks + 1010, fakes.ticks_diff)
    assert clock.utc == NOW + 1004


def test_a_chip_that_stood_is_doubted_by_as_much():
    rtc = fakes.Rtc(NOW + 1000)
    clock = Clock(rtc, kept_at(NOW))
    clock.step(0, fakes.ticks_diff)
    ticks = running(clock, rtc, 0, 3)
    before = clock.error_ms
    rtc.utc += 1
    clock.step(ticks + 21000, fakes.ticks_diff)
    assert clock.error_ms - before == 20000 and clock.state == STALE


def test_what_is_free_without_a_press():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    assert clock.wants_press(NOW * 1000) and clock.free_ms == 0
    set_to(clock, NOW)
    assert clock.free_ms == 120000
    utc = NOW
    for _ in range(3):
        utc += 39
        assert not clock.wants_press(utc * 1000)
        set_to(clock, utc, how=0)
        clock = Clock(rtc, kept)  # the power goes
        clock.step(0, fakes.ticks_diff)
    # 3 s, less 40 ms for the first and 1 s for those whose second was not seen to begin
    assert clock.free_ms == 960 and clock.wants_press((utc - 1) * 1000)
    set_to(clock, utc + 500)
    assert clock.free_ms == 120000


def test_a_cut_while_it_is_set_leaves_it_unset_and_the_way_spent():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    set_to(clock, NOW)
    clock.prepare((NOW + 100) * 1000, False)
    assert clock.state == TRUSTED
    again = Clock(rtc, kept)
    again.step(0, fakes.ticks_diff)
    assert again.state == UNSET and again.wants_press(NOW * 1000)
    assert again.memory.spent == 100040


def test_a_setting_that_is_given_up_costs_nothing():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    set_to(clock, NOW)
    clock.prepare((NOW + 100) * 1000, False)
    clock.give_up()
    again = Clock(rtc, kept)
    again.step(0, fakes.ticks_diff)
    assert again.state == TRUSTED and again.free_ms == clock.free_ms == 120000


def test_a_chip_that_did_not_take_it_is_not_believed():
    """It shows the new time all the same: the transfer behind it failed."""
    rtc, kept = fakes.Rtc(NOW + 100), kept_at(NOW)
    rtc.fails = True
    clock = Clock(rtc, kept)
    clock.step(0, fakes.ticks_diff)
    try:
        set_to(clock, NOW + 5000, 5, 60000)
        raise AssertionError("set")
    except OSError:
        rtc.fails = False
    rtc.utc = NOW + 5000
    for ticks in (50, 100, 150, 200):
        clock.step(ticks, fakes.ticks_diff)
    assert clock.state == UNSET and Clock(rtc, kept).memory.lost


def test_a_second_that_went_by_while_it_was_set_is_doubted():
    class Slow(fakes.Kept):
        def save(self, data: bytes) -> None:
            super().save(data)
            rtc.passed(1100)

    rtc = fakes.Rtc()
    clock = Clock(rtc, Slow())
    set_to(clock, NOW)
    assert clock.utc == NOW + 1 and clock.error_ms == 1021


def test_settings_that_move_nothing_are_not_free():
    """Each may lose what the second had begun before it was seen."""
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    set_to(clock, NOW)
    times = 0
    while times < 4000 and not clock.wants_press(NOW * 1000):
        set_to(clock, NOW, how=0)
        times += 1
    assert times == 3000


def test_that_a_chip_stood_is_known_over_a_restart():
    rtc, kept = fakes.Rtc(NOW + 1000), kept_at(NOW)
    clock = Clock(rtc, kept)
    clock.step(0, fakes.ticks_diff)
    ticks = running(clock, rtc, 0, 3)
    rtc.utc += 1
    clock.step(ticks + 21000, fakes.ticks_diff)
    again = seen(rtc, kept)
    assert again.state == STALE and again.error_ms >= 20000
    # Set now, it is not taken for a slow chip.
    utc = NOW + 100 * DAY
    rtc.utc = utc - 20
    again = seen(rtc, kept)
    set_to(again, utc)
    assert again.memory.drift_error == 0 or abs(again.memory.drift) <= again.memory.drift_error


def test_that_a_chip_stood_teaches_nothing():
    rtc, kept = fakes.Rtc(NOW + 100 * DAY), kept_at(NOW)
    clock = seen(rtc, kept)
    ticks = running(clock, rtc, 1000, 3)
    rtc.utc += 1
    clock.step(ticks + 21000, fakes.ticks_diff)
    set_to(clock, rtc.utc + 20, ticks + 21000)
    assert clock.memory.drift_error == 0 and clock.error_ms == 61


def test_a_chip_that_stands_again_and_again_is_not_saved_each_time():
    class Counted(fakes.Kept):
        saves = 0

        def save(self, data: bytes) -> None:
            super().save(data)
            self.saves += 1

    rtc, kept = fakes.Rtc(NOW + 1000), Counted(kept_at(NOW).data)
    clock = Clock(rtc, kept)
    ticks = 0
    clock.step(ticks, fakes.ticks_diff)
    for _ in range(500):
        rtc.utc += 1
        ticks += 3000
        clock.step(ticks, fakes.ticks_diff)
    assert clock.error_ms > 900000 and kept.saves < 12
    again = Clock(rtc, kept)
    again.step(0, fakes.ticks_diff)
    assert again.error_ms >= clock.error_ms


def test_memory_comes_back_and_is_checked():
    rtc, kept = fakes.Rtc(), fakes.Kept()
    clock = seen(rtc, kept)
    for n in range(15):
        set_to(clock, NOW + n * DAY, how=PRESSED if n % 2 else 0)
    memory = clock_memory.unpack(kept.load())
    assert memory.history == clock.memory.history and len(memory.history) == 12
    assert memory.pack() == kept.load()
    good = kept.load()
    for i in range(len(good)):
        damaged = bytearray(good)
        damaged[i] ^= 4
        assert clock_memory.unpack(bytes(damaged)).lost
    assert clock_memory.unpack(b"").lost


def test_memory_of_format_1():
    """`mC`, 1, 0, seconds, CRC-32, as the first firmware wrote it."""
    memory = clock_memory.unpack(bytes.fromhex("6d430100803bb16a0000000017640b96"))
    assert not memory.lost and memory.last_set == NOW * 1000 and memory.error == 1500


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
