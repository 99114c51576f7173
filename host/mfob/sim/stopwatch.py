"""What a host waits by at a virtual fob: seconds of the world, never faster than the computer's.

An emulated chip takes longer than a real one, and the world's time waits for it: a host's patience
has to wait as well. In a world that runs faster than the computer the host has its own time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from mfob.sim.client import Sim
from mfob.sim.errors import SimError

_EVERY = 0.02  # s between two questions to the world


class Stopwatch:
    """Call it for seconds since some beginning; `ticks` are the world's (s), and raise SimError
    where there is no world."""

    def __init__(
        self, ticks: Callable[[], float], mono: Callable[[], float] = time.monotonic
    ) -> None:
        self._ticks = ticks
        self._mono = mono
        self._looked = mono()
        self._world = self._ask()
        self._total = 0.0

    @classmethod
    def of(cls, folder: Path) -> Stopwatch:
        """That of the virtual fob in a state folder."""
        return cls(Sim(folder).ticks)

    def __call__(self) -> float:
        now = self._mono()
        passed = now - self._looked
        if passed < _EVERY:
            return self._total
        world, before = self._ask(), self._world
        if world is not None and before is not None and world >= before:
            passed = min(passed, world - before)
        self._looked, self._world = now, world
        self._total += passed
        return self._total

    def _ask(self) -> float | None:
        try:
            return self._ticks()
        except SimError:
            return None
