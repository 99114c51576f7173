"""How quiet: what dims and darkens, what lights again, which presses count."""

import fakes
from fobcore import clock_memory
from fobcore.clock import Clock
from fobcore.quiet import ASLEEP, BRIGHT, DARK, DIM, Quiet, Wander


class Bench:
    """Steps of 100 ms, on battery with nothing open unless told otherwise."""

    def __init__(self, start: int = 1000) -> None:
        self.now = start
        self.quiet = Quiet(fakes.ticks_diff)
        self.after = 60
        self.battery = True
        self.dark = 2000  # ms before it sleeps; None: something is under way
        self.down = False
        self.counted = []  # of the last turns
        self.go(0.1)

    def go(self, seconds: float) -> str:
        for _ in range(int(seconds * 10)):
            self.now += 100
            self.counted = self.counted[-50:] + [self.quiet.press(self.down)]
            ticks = self.now & fakes.TICKS_MASK
            self.quiet.step(ticks, self.after, self.battery, self.dark)
        return self.quiet.state


def test_the_way_down():
    for start in (0, fakes.TICKS_MASK - 5000):  # also over the end of the ticks
        bench = Bench(start)
        assert bench.go(9.9) == BRIGHT
        assert bench.go(0.1) == DIM
        assert bench.go(49.9) == DIM and bench.quiet.lit
        assert bench.go(0.1) == DARK and not bench.quiet.lit
        assert bench.go(1.9) == DARK
        assert bench.go(0.1) == ASLEEP and not bench.quiet.lit


def test_the_idle_time_is_the_owner_s():
    for after in (30, 300):
        bench = Bench()
        bench.after = after
        assert bench.go(after - 0.1) == DIM
        assert bench.go(0.1) == DARK
    bench = Bench()
    bench.after = 0
    assert bench.go(600) == DIM


def test_on_a_plug_it_takes_longer_and_never_sleeps():
    bench = Bench()
    bench.battery = False
    assert bench.go(49.9) == BRIGHT
    assert bench.go(0.1) == DIM
    assert bench.go(549.9) == DIM  # ten times the idle time, bright included
    assert bench.go(0.1) == DARK
    assert bench.go(600) == DARK
    bench.battery = True  # pulled out: 2 s from then on
    assert bench.go(1.9) == DARK
    assert bench.go(0.1) == ASLEEP


def test_what_is_under_way_keeps_it_from_sleep():
    bench = Bench()
    bench.dark = None
    assert bench.go(360) == DARK
    bench.dark = 2000
    assert bench.go(1.9) == DARK
    assert bench.go(0.1) == ASLEEP


def test_how_long_it_is_dark_is_the_caller_s():
    bench = Bench()
    bench.dark = 20000
    assert bench.go(60) == DARK
    assert bench.go(19.9) == DARK
    assert bench.go(0.1) == ASLEEP


def test_dark_for_longer_than_the_ticks_can_tell():
    bench = Bench()
    bench.battery = False
    bench.go(610)
    for _ in range(12):  # a day a step
        bench.now += 86400000
        assert bench.go(0.1) == DARK
    bench.battery = True
    assert bench.go(2.1) == ASLEEP


def test_dim_for_longer_than_the_ticks_can_tell():
    bench = Bench()
    bench.after = 0
    bench.go(15)
    for _ in range(9):
        bench.now += 86400000
        assert bench.go(0.1) == DIM
    bench.after = 60
    assert bench.go(50.1) == DARK


def test_use_makes_it_bright():
    bench = Bench()
    bench.go(59)
    bench.quiet.use()
    assert bench.go(9.9) == BRIGHT  # from now on
    for seconds in (15, 62, 70):
        bench.go(seconds)
        bench.quiet.use()
        assert bench.go(0.1) == BRIGHT


def test_a_press_on_a_dark_display_only_lights_it():
    for dark_for in (60.5, 62.5):
        bench = Bench()
        bench.go(dark_for)
        bench.counted.clear()
        bench.down = True
        assert bench.go(0.1) == BRIGHT
        bench.go(3)  # however long it is held
        bench.down = False
        bench.go(0.1)  # at release the button tells what it was
        assert not any(bench.counted)
        bench.counted.clear()
        bench.down = True
        bench.go(0.2)
        bench.down = False
        bench.go(0.1)
        assert all(bench.counted)


def test_a_press_on_a_dim_display_counts():
    bench = Bench()
    bench.go(30)
    bench.counted.clear()
    bench.down = True
    assert bench.go(0.1) == BRIGHT
    assert all(bench.counted)


def test_a_button_that_is_held_keeps_it_bright():
    bench = Bench()
    bench.down = True
    assert bench.go(90) == BRIGHT


def test_the_press_that_has_switched_it_on_does_not_count():
    quiet = Quiet(fakes.ticks_diff)
    assert not quiet.press(True)
    assert not quiet.press(True)
    assert not quiet.press(False)
    assert quiet.press(True)


def test_back_from_sleep_with_its_memory():
    bench = Bench()
    assert bench.go(62) == ASLEEP
    bench.quiet.woken(bench.now)
    bench.down = True
    bench.counted.clear()
    assert bench.go(0.1) == BRIGHT and not any(bench.counted)
    bench.down = False
    bench.go(62)
    bench.quiet.woken(bench.now)  # by nobody's finger
    assert bench.go(1.9) == DARK
    assert bench.go(0.2) == ASLEEP


def test_the_picture_wanders_by_a_pixel_each_four_minutes():
    ways = {
        (1, 1): [(240, (1, 0)), (480, (1, 1)), (720, (0, 1)), (960, (0, 0)), (1200, (1, 0))],
        (1, 0): [(240, (1, 0)), (720, (0, 0)), (1200, (1, 0))],
        (0, 0): [],
    }
    for spare, way in ways.items():
        wander = Wander(spare, fakes.ticks_diff)
        places = []
        for second in range(1201):
            if wander.step((fakes.TICKS_MASK - 300000 + second * 1000) & fakes.TICKS_MASK):
                places.append((second, wander.place))
        assert places == way


def test_a_clock_over_a_sleep_in_which_the_ticks_stood():
    rtc = fakes.Rtc(2000000000)
    kept = fakes.Kept(clock_memory.set_at(2000000000).pack())
    clock = Clock(rtc, kept)
    now = 1000
    for _ in range(3):
        clock.step(now, fakes.ticks_diff)
        rtc.passed(1000)
        now += 1000
    rtc.passed(9 * 3600 * 1000)
    clock.resume()
    for _ in range(5):  # a lost time is said after some looks
        clock.step(now, fakes.ticks_diff)
        rtc.passed(20)
        now += 20
    assert clock.utc == 2000000003 + 9 * 3600 and clock.lost == ""


def test_when_the_clock_wants_to_be_looked_at():
    rtc = fakes.Rtc(2000000000)
    clock = Clock(rtc, fakes.Kept(clock_memory.set_at(2000000000).pack()))
    now, looks = 1000, []
    for _ in range(200):
        clock.step(now, fakes.ticks_diff)
        passed = max(clock.rest(now), 1)
        assert 1 <= clock.rest(now) <= 1000
        assert clock.rest(now + 5) == clock.rest(now) - 5
        looks.append(now)
        rtc.passed(passed)
        now += passed
    # Once a second was seen to begin, three looks a second are enough, and its end is never lost.
    assert (looks[-1] - looks[-61]) / 20 >= 990
    assert clock.error_ms < 100
