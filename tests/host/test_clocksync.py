"""Round trips to the fob's counter: the quickest is kept, its error never told too small."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest

from mfob import clocksync
from mfob.clocksync import TICKS, Trip
from mfob.errors import HostError

ANSWER = {"state": "trusted", "time": 5, "ms": 250, "ticks": 77, "last_set": 1}


class Line:
    """A host's clock and a fob's counter over a line that takes a while either way, in µs.

    The counter stands at `first` when UTC is 1,000,000 s.
    """

    def __init__(self, ways: Iterator[tuple[int, int]], first: int = TICKS - 100) -> None:
        self._ways = ways
        self._first = first
        self._us = 10**12
        self.looks: list[int] = []

    def utc_ms(self) -> int:
        self.looks.append(self._us // 1000)
        return self._us // 1000

    def ask(self) -> dict[str, Any]:
        there, back = next(self._ways)
        self._us += there
        ticks = (self._first + (self._us - 10**12) // 1000) % TICKS
        self._us += back
        return {**ANSWER, "ticks": ticks}

    def true_ms(self, ticks: int) -> float:
        """UTC at the beginning of a tick."""
        return 10**9 + clocksync.passed(self._first, ticks)


def test_the_quickest_of_all_is_kept() -> None:
    line = Line(iter([(90_000, 10_000), (8_000, 30_000), (3_000, 7_000), (500, 40_000)]))
    trip = clocksync.best(line.ask, line.utc_ms, 4)
    assert (trip.after_ms - trip.before_ms, trip.error_ms) == (10, 6)
    assert len(line.looks) == 8


def test_the_time_is_within_the_error_however_lopsided_the_line_is() -> None:
    chance = random.Random(7)
    for _ in range(500):
        ways = [(chance.randrange(60_000), chance.randrange(60_000)) for _ in range(8)]
        line = Line(iter(ways), chance.randrange(TICKS))
        trip = clocksync.best(line.ask, line.utc_ms, 8)
        body = clocksync.setting(trip, 0, 0)
        given = int(str(body["time"])) * 1000 + int(str(body["ms"]))
        off = given - line.true_ms(int(str(body["ticks"])))
        assert abs(off) <= int(str(body["error_ms"]))
        assert int(str(body["error_ms"])) <= min(map(sum, ways)) / 2000 + 2.5


def test_a_request_is_whole_numbers_of_the_hosts_shifted_time() -> None:
    trip = Trip(1_000_000_000_990, 1_000_000_001_000, {**ANSWER, "ticks": 12})
    assert clocksync.setting(trip, 0, 0) == {
        "do": "set_clock", "time": 1_000_000_000, "ms": 995, "ticks": 12, "error_ms": 6,
    }  # fmt: skip
    assert clocksync.setting(trip, 5, 44) == {
        "do": "set_clock", "time": 1_000_000_001, "ms": 0, "ticks": 12, "error_ms": 50,
    }  # fmt: skip
    assert clocksync.setting(trip, -996, 44)["ms"] == 999
    assert clocksync.setting(trip, 0, 59_994)["error_ms"] == 60_000
    with pytest.raises(HostError) as caught:
        clocksync.setting(trip, 0, 59_995)
    assert caught.value.code == "slow_line"


def test_a_host_s_clock_that_is_set_back_is_noticed() -> None:
    times = iter([100, 50, 60, 90, 100, 40])
    trip = clocksync.best(lambda: ANSWER, lambda: next(times), 3)
    assert (trip.before_ms, trip.after_ms) == (60, 90)
    times = iter([100, 50])
    with pytest.raises(HostError) as caught:
        clocksync.best(lambda: ANSWER, lambda: next(times), 1)
    assert caught.value.code == "clock_moved"


def test_the_counter_begins_anew() -> None:
    assert clocksync.passed(TICKS - 3, 4) == 7
    assert clocksync.passed(4, 10_004) == 10_000


def test_a_setting_is_not_sent_twice() -> None:
    make = clocksync.once({"do": "x"})
    assert make() == {"do": "x"}
    with pytest.raises(clocksync.Stale):
        make()


def test_how_far_the_fob_is_from_the_host() -> None:
    told = clocksync.state_of(Trip(5_200, 5_210, ANSWER))
    assert (told.time_ms, told.offset_ms, told.offset_error_ms) == (5_250, 45, 6)
    assert clocksync.state_of(Trip(5_200, 5_210, ANSWER), 1000).offset_ms == -955
    unset = {**ANSWER, "state": "unset", "time": None, "ms": None, "lost": "bus"}
    told = clocksync.state_of(Trip(5_200, 5_210, unset))
    assert (told.time, told.offset_ms, told.offset_error_ms) == (None, None, None)
    assert told.lost == "bus"


@pytest.mark.parametrize("missing", ["state", "time", "ticks", "last_set"])
def test_an_answer_that_lacks_something(missing: str) -> None:
    answer = {name: value for name, value in ANSWER.items() if name != missing}
    with pytest.raises(HostError, match=f"lacks '{missing}'"):
        clocksync.state_of(Trip(0, 0, answer))


def test_a_history_that_makes_no_sense() -> None:
    row = {"time": 9, "off_ms": -21, "error_ms": 5, "after": 7000, "pressed": True, "by": "hand"}
    (setting,) = clocksync.settings_of({"settings": [row]})
    assert (setting.off_ms, setting.by, setting.ppm) == (-21, "hand", -3.0)
    for answer in ({}, {"settings": [{}]}, {"settings": [7]}, {"settings": None}):
        with pytest.raises(HostError) as caught:
            clocksync.settings_of(answer)
        assert caught.value.code == "bad_answer"
