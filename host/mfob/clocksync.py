"""The host's time for the fob: round trips to its counter of milliseconds, the best one kept.

As NTP does it: a round trip that was begun at t0 and over at t1 says that the fob's counter stood
where the answer says at (t0 + t1) / 2, give or take half of t1 - t0, whichever way was the slower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mfob.errors import NO_FOB, HostError
from mfob.records import ClockState, Setting

TRIPS = 8  # before a setting
FEW = 3  # to say how far the fob is from the host
TICKS = 1 << 29  # the fob's counter of milliseconds begins anew there
_ROUNDING = 1  # ms, of two clocks that tell whole ones
_LARGEST = 60_000  # ms of error that the fob takes


class Stale(Exception):
    """A setting was to be sent again: the fob may have been restarted, its counter with it."""


@dataclass(frozen=True)
class Trip:
    """One answer to `clock`, and the host's UTC in ms before its question and after it."""

    before_ms: int
    after_ms: int
    answer: Mapping[str, Any]

    @property
    def utc_ms(self) -> int:
        """The host's UTC when the fob answered, within error_ms."""
        return (self.before_ms + self.after_ms) // 2

    @property
    def error_ms(self) -> int:
        return (self.after_ms - self.before_ms + 1) // 2 + _ROUNDING


def best(ask: Callable[[], Mapping[str, Any]], utc_ms: Callable[[], int], trips: int) -> Trip:
    """The quickest of several trips: nothing is between the looks at the host's clock but `ask`.

    Raises HostError "clock_moved" where the host's clock ran backwards in all of them.
    """
    taken = []
    for _ in range(trips):
        before = utc_ms()
        answer = ask()
        after = utc_ms()
        if after >= before:
            taken.append(Trip(before, after, answer))
    if not taken:
        raise HostError("This computer's clock was set back meanwhile: try again.", "clock_moved")
    return min(taken, key=lambda trip: trip.error_ms)


def setting(trip: Trip, shift_ms: int, error_ms: int) -> dict[str, object]:
    """The request that sets the fob's clock to the host's plus `shift_ms`, which is right within
    `error_ms`. Raises HostError "slow_line"."""
    utc = trip.utc_ms + shift_ms
    error = trip.error_ms + error_ms
    if error > _LARGEST:
        raise HostError(
            f"UTC is known no better than to {error // 1000} s here: the line to the fob is too"
            " slow, or the time server is too far away, to set a clock by it.",
            "slow_line",
        )
    place = {"time": utc // 1000, "ms": utc % 1000, "ticks": _told(trip, "ticks")}
    return {"do": "set_clock", **place, "error_ms": error}


def once(body: Mapping[str, object]) -> Callable[[], Mapping[str, object]]:
    """A request that ages: made a second time it raises Stale."""
    left = [body]

    def make() -> Mapping[str, object]:
        if not left:
            raise Stale
        return left.pop()

    return make


def state_of(trip: Trip, shift_ms: int = 0) -> ClockState:
    """The fob's clock, held against the host's plus `shift_ms`. Raises HostError "bad_answer"."""
    answer = trip.answer
    time = _told(trip, "time")
    time_ms = None if time is None else time * 1000 + (answer.get("ms") or 0)
    return ClockState(
        state=_told(trip, "state"),
        time_ms=time_ms,
        last_set=_told(trip, "last_set"),
        offset_ms=None if time_ms is None else time_ms - trip.utc_ms - shift_ms,
        offset_error_ms=None if time_ms is None else trip.error_ms,
        ticks=_told(trip, "ticks"),
        error_ms=answer.get("error_ms"),
        age=answer.get("age"),
        drift_ppb=answer.get("drift_ppb"),
        drift_error_ppb=answer.get("drift_error_ppb"),
        free_ms=answer.get("free_ms", 0),
        lost=answer.get("lost", ""),
        aging=answer.get("aging"),
        part=answer.get("part", ""),
    )


def settings_of(answer: Mapping[str, Any]) -> list[Setting]:
    """The rows of `clock_history`, oldest first. Raises HostError "bad_answer"."""
    try:
        return [
            Setting(
                row["time"],
                row["off_ms"],
                row["error_ms"],
                row["after"],
                row["pressed"],
                row["by"],
            )
            for row in answer["settings"]
        ]
    except (KeyError, TypeError):
        raise HostError("The fob's history of its clock makes no sense.", "bad_answer") from None


def passed(ticks: int, then: int) -> int:
    """Milliseconds from one reading of the fob's counter to a later one."""
    return (then - ticks) % TICKS


def restarted() -> HostError:
    """The fob was restarted each time that its clock was to be set."""
    return HostError(
        "The fob was restarted again and again while its clock was to be set: look at it"
        " (`mfob info`) before you try again.",
        "lost",
        NO_FOB,
    )


def _told(trip: Trip, name: str) -> Any:
    if name not in trip.answer:
        raise HostError(f"The fob's answer lacks '{name}'.", "bad_answer")
    return trip.answer[name]
