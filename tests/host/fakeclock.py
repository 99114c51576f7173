"""The fake fob's clock: what it takes, when it asks its owner, and what it remembers of that.

Its counter of milliseconds is near its end at the beginning, so that each test crosses it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from host.fakerules import Refusal

TICKS = 1 << 29
FREE = 120_000  # ms without a press
_HISTORY = 12
_MS = 1_000_000  # ns
_EARLIEST = 1_767_225_600  # 2026-01-01
_LATEST = 4_102_444_799  # 2099-12-31
_LONG_AGO = 120_000  # ms: ticks that are older, or to come, are not of this run

Act = Callable[[], dict[str, Any]]


class Clock:
    """`off_ms` is how far it is ahead of this computer's UTC, None when unset; `rate` how fast its
    second runs against its ticks. `delays` are seconds that the next answers to `clock` take to be
    made, and to be sent once they are made."""

    def __init__(self) -> None:
        self._utc_at_0 = _utc_at_0()
        self._begun = time.monotonic_ns()
        self._first = TICKS - 50
        self._seen = False  # the counter
        self.last_set: int | None = None
        self.free_ms = FREE
        self.lost = ""
        self.told: dict[str, Any] = {
            "error_ms": 25, "drift_ppb": None, "drift_error_ppb": None, "aging": 0,
            "part": "ds3231",
        }  # fmt: skip
        self.stale = False
        self.rate = 1.0
        self.delays: Iterator[tuple[float, float]] = iter(())
        self.history: list[dict[str, Any]] = []
        self.taken: list[int] = []  # ms of true error of each setting's (time, ticks)
        self.off_ms = 0

    @property
    def off_ms(self) -> int | None:
        """How far ahead of this computer's it is."""
        return self._off

    @off_ms.setter
    def off_ms(self, off_ms: int | None) -> None:
        self._off = off_ms
        self._from = time.monotonic_ns()  # since when it runs at its rate

    def restart(self) -> None:
        """The processor's counter begins anew, if anybody has seen it."""
        if self._seen:
            self._begun, self._first, self._seen = time.monotonic_ns(), TICKS // 2, False

    def ticks(self, at: int | None = None) -> int:
        """The counter, now or at a reading of monotonic_ns()."""
        passed = (time.monotonic_ns() if at is None else at) - self._begun
        return (self._first + passed // _MS) % TICKS

    def now_ms(self, at: int | None = None) -> int | None:
        """Its UTC, now or at a reading of monotonic_ns()."""
        if self._off is None:
            return None
        at = time.monotonic_ns() if at is None else at
        slip = (at - self._from) * (self.rate - 1) / 1_000_000
        return self._true_ms(at) + self._off + round(slip)

    def answer(self) -> dict[str, Any]:
        before, after = next(self.delays, (0.0, 0.0))
        time.sleep(before)
        self._seen = True
        at = time.monotonic_ns()
        now = self.now_ms(at)
        state = "unset" if now is None else "stale" if self.stale else "trusted"
        told = {
            "state": state, "time": None, "ms": None, "ticks": self.ticks(at), "age": None,
            "last_set": self.last_set, "free_ms": self.free_ms, "lost": "", **self.told,
        }  # fmt: skip
        if now is None:
            told.update(error_ms=None, free_ms=0, lost=self.lost)
        else:
            told.update(time=now // 1000, ms=now % 1000)
            if self.last_set is not None:
                told["age"] = now // 1000 - self.last_set
        time.sleep(after)
        return told

    def set(self, request: dict[str, Any]) -> tuple[bool, Act]:
        """Whether the owner is asked, and what then happens. Raises Refusal."""
        fields = ("time", "ms", "ticks", "error_ms")
        if any(type(request[field]) is not int for field in fields):
            raise Refusal("bad_request")
        utc, ms, ticks, error = (request[field] for field in fields)
        arrived = time.monotonic_ns()
        since = (self.ticks(arrived) - ticks) % TICKS
        if not _EARLIEST <= utc <= _LATEST or not 0 <= ms <= 999:
            raise Refusal("clock_range")
        if not 1 <= error <= 60_000 or not 0 <= ticks < TICKS or since > _LONG_AGO:
            raise Refusal("bad_request")
        at = arrived - (arrived - self._begun) % _MS - since * _MS  # where that tick began
        given = utc * 1000 + ms
        before = self.now_ms(at)
        off = None if before is None else before - given
        pressed = off is None or abs(off) > self.free_ms

        def act() -> dict[str, Any]:
            self.taken.append(given - self._true_ms(at))
            after = None if self.last_set is None else utc - self.last_set
            row = {"time": utc, "off_ms": off, "error_ms": error, "after": after}
            self.history = [*self.history, {**row, "pressed": pressed, "by": "host"}][-_HISTORY:]
            self.off_ms = given - self._true_ms(at)
            self.last_set, self.lost, self.stale = utc, "", False
            self.free_ms = FREE if pressed else self.free_ms - abs(off or 0)
            self.told["error_ms"] = error + 1
            return {**self.answer(), "pressed": pressed}

        return pressed, act

    def trim(self) -> tuple[bool, Act]:
        """As set(): one of the register is about a tenth of a ppm."""
        was, drift = self.told["aging"], self.told["drift_ppb"]
        if was is None:
            raise Refusal("no_trim")
        if drift is None:
            raise Refusal("not_learnt")

        def act() -> dict[str, Any]:
            aging = was + round(drift / 100)
            self.told.update(aging=aging, drift_ppb=None, drift_error_ppb=None)
            return {"aging": aging, "was": was, "drift_ppb": drift}

        return True, act

    def _true_ms(self, at: int) -> int:
        """This computer's UTC at a reading of monotonic_ns()."""
        return (self._utc_at_0 + at) // _MS


def _utc_at_0() -> int:
    """UTC in ns when monotonic_ns() was 0, as well as a busy computer lets one see that."""
    looks = []
    for _ in range(20):
        before, utc, after = time.monotonic_ns(), time.time_ns(), time.monotonic_ns()
        looks.append((after - before, utc - (before + after) // 2))
    return min(looks)[1]
