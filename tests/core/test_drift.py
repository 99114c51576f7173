"""Learning a chip's rate: what the settings say, how sure that is, what is not learnt."""

import fakes
from fobcore import clock_memory, drift
from fobcore.clock import PRESSED, Clock

START = 1790000000
DAY = 86400
E9 = 1000000000


class Chip(fakes.Rtc):
    """One that is `ppb` fast from its last setting on."""

    def __init__(self, ppb: int) -> None:
        super().__init__()
        self.ppb = ppb
        self.true = START
        self.set_true = START
        self.base = 0

    def at(self, true: int) -> None:
        self.true = true
        if self.base:
            passed = true - self.set_true
            self.utc = self.base + passed + passed * self.ppb // E9

    def write(self, utc: int) -> None:
        self.base, self.set_true, self.utc = utc, self.true, utc


def opened(chip: Chip, kept) -> Clock:
    clock = Clock(chip, kept)
    clock.step(0, fakes.ticks_diff)
    return clock


def set_after(days: "list[int]", ppb: int, error: int = 20) -> "tuple[Chip, fakes.Kept]":
    """Settings at those days, the power off in between."""
    chip, kept = Chip(ppb), fakes.Kept()
    for day in days:
        chip.at(START + day * DAY)
        clock = opened(chip, kept)
        clock.prepare(chip.true * 1000, True)
        assert clock.set(chip.true, 0, error, PRESSED)
    return chip, kept


def off_at(chip: Chip, kept, day: int) -> "tuple[int, int]":
    """(how far off, how far off it says it may be) on a day, ms."""
    chip.at(START + day * DAY)
    clock = opened(chip, kept)
    now, error = clock.utc_ms, clock.error_ms
    assert now is not None and error is not None
    return now - chip.true * 1000, error


def test_two_settings_give_a_rate_with_its_uncertainty():
    """The second of the chip's was not seen to begin: 20 + 20 ms and 1 s of ten weeks, 172 ppb."""
    _, kept = set_after([0, 70], 3100)
    memory = clock_memory.unpack(kept.load())
    assert abs(memory.drift - 3100) <= memory.drift_error
    assert 0 < memory.drift_error < 180
    assert memory.history[-1][1] == 18000


def test_a_year_with_and_without_learning():
    """98 s is 3.1 ppm of a year."""
    chip, kept = set_after([0], 3100)
    off, error = off_at(chip, kept, 365)
    assert 97000 <= off <= 98000 and error > off
    chip, kept = set_after([0, 70], 3100)
    off, error = off_at(chip, kept, 70 + 365)
    assert abs(off) < 5500 and error > abs(off)


def test_a_mean_is_weighted_by_how_sure_each_rate_is():
    memory = clock_memory.set_at(START)
    drift._combine(memory, 4000, 1000, 5)
    drift._combine(memory, 1000, 500, 5)
    # 1 / 1000**2 and 1 / 500**2: one to four; 1 / sqrt(1 / 1000**2 + 1 / 500**2) = 447.2
    assert (memory.drift, memory.drift_error) == (1600, 448)


def test_what_was_learnt_gives_way_to_a_new_rate():
    """A learnt rate is never taken for surer than the chip's wander, here 1,000 ppb."""
    memory = clock_memory.set_at(START)
    drift._combine(memory, 4000, 10, 5)
    drift._combine(memory, 2000, 10, 5)
    assert memory.drift in (2000, 2001)


def test_short_spans_add_up():
    """An hour tells no rate: set each hour, the drift of a month is learnt all the same."""
    memory = clock_memory.set_at(START, 20)
    utc = START * 1000
    for _ in range(30 * 24):
        utc += 3600 * 1000
        passed = utc - memory.raw
        raw = memory.raw + passed + passed * 4000 // E9
        drift.learn(memory, raw, utc, 20, 5)
        memory.raw = memory.utc = utc
    assert abs(memory.drift - 4000) <= 1000 and memory.drift_error


def test_readings_of_short_spans_add_up_too():
    """Each reading is late by up to 40 ms: 18 of them, hourly, look like a chip 5 ppm slow."""
    memory = clock_memory.set_at(START, 20)
    for _ in range(30 * 24):
        utc = memory.raw + 3600 * 1000
        drift.learn(memory, utc - 20, utc, 21, 5, 40)
        memory.raw = memory.utc = utc
        assert not memory.drift_error or abs(memory.drift) <= memory.drift_error
    assert memory.anchor_error <= 1000
    # Once it is set monthly it learns.
    utc = memory.raw + 60 * DAY * 1000
    drift.learn(memory, utc + 60 * DAY * 4 // 1000, utc, 21, 5, 40)
    assert abs(memory.drift - 4000) <= memory.drift_error < 250


def test_a_host_that_teaches_gets_no_more_than_two_minutes():
    """Each day it says that the chip is 15 ppm slow, for years, and the owner presses nothing."""
    for ppb in (0, 5000):
        chip, kept = set_after([0], ppb)
        told = START * 1000
        for day in range(1, 1500):
            chip.at(START + day * DAY)
            clock = opened(chip, kept)
            told = (chip.utc or 0) * 1000 + 1296 if day < 4 else clock.utc_ms or 0
            told -= told % 1000
            if not clock.wants_press(told):
                clock.prepare(told, False)
                assert clock.set(told // 1000, 0, 1, 0)
        now = opened(chip, kept).utc_ms
        chip.at(START + 3000 * DAY)
        later = opened(chip, kept).utc_ms
        assert now is not None and later is not None
        true = (START + 1499 * DAY) * 1000
        raw = true - START * 1000
        assert abs(now - true) <= 120000 + raw * ppb // E9 + 1000, (now - true, ppb)
        true = (START + 3000 * DAY) * 1000
        raw = true - START * 1000
        assert abs(later - true) <= 120000 + raw * ppb // E9 + 1000, (later - true, ppb)


def test_what_is_learnt_is_part_of_the_free_way():
    chip, kept = set_after([0, 70], 3100)
    chip.at(START + 270 * DAY)
    clock = opened(chip, kept)
    moved = (chip.utc or 0) * 1000 - (clock.utc_ms or 0)
    assert moved > 50000 and clock.free_ms == 120000 - moved
    clock.prepare(clock.utc_ms or 0, False)
    assert clock.set(chip.true, 0, 20, 0)
    again = opened(chip, kept)
    assert again.free_ms == 120000 - moved - 1000
    # Where the way ends, the clock says by how much it may be off for that.
    chip, kept = set_after([0, 70], 3100)
    off, error = off_at(chip, kept, 70 + 600)
    assert 35000 < off < error and error > 90000
    assert opened(chip, kept).free_ms == 0


def test_a_rate_that_no_chip_has_is_not_learnt():
    chip, kept = set_after([0, 30], 100000)
    assert clock_memory.unpack(kept.load()).drift_error == 0


def test_where_the_chip_lost_the_time_nothing_is_learnt():
    chip, kept = set_after([0], 3000)
    chip.base, chip.utc = 0, None
    chip.at(START + 100 * DAY)
    clock = opened(chip, kept)
    clock.prepare(chip.true * 1000, True)
    assert clock.set(chip.true, 0, 20, PRESSED)
    assert clock.memory.drift_error == 0 and clock.memory.history[-1][1] is None


def test_trimming_keeps_the_time_and_forgets_the_rate():
    chip, kept = set_after([0, 70], 3000)
    off, error = off_at(chip, kept, 170)
    clock = opened(chip, kept)
    clock.trim(30)
    assert chip.aging == 30
    assert abs(clock.utc_ms - chip.true * 1000 - off) <= 1
    assert clock.memory.drift_error == 0 and clock.error_ms >= error
    again = opened(chip, kept)
    assert again.utc_ms == clock.utc_ms
    # From here on the rate is learnt anew, from the time as it was corrected.
    chip.set_true, chip.base, chip.ppb = chip.true, chip.utc, 0
    chip.at(START + 400 * DAY)
    clock = opened(chip, kept)
    clock.prepare(chip.true * 1000, True)
    assert clock.set(chip.true, 0, 20, PRESSED)
    assert abs(clock.memory.drift) <= clock.memory.drift_error


def test_a_trim_that_fails_leaves_no_rate_behind():
    class Failing(fakes.Rtc):
        """It takes the aging, then its bus fails."""

        def set_aging(self, steps: int) -> None:
            self.aging = steps
            raise OSError(5)

    _, kept = set_after([0, 70], 3000)
    chip = Failing(START + 170 * DAY + 25)
    clock = Clock(chip, kept)
    clock.step(0, fakes.ticks_diff)
    now = clock.utc_ms
    try:
        clock.trim(30)
        raise AssertionError("trimmed")
    except OSError:
        pass
    again = Clock(chip, kept)
    again.step(0, fakes.ticks_diff)
    assert chip.aging == 30 and clock.memory.drift == again.memory.drift == 0
    assert again.utc_ms == clock.utc_ms == now


def test_whole_roots():
    for value in (0, 1, 2, 3, 4, 15, 16, 17, 10**12, 10**12 - 1, 2**61):
        root = drift._root(value)
        assert root * root <= value < (root + 1) * (root + 1), value
