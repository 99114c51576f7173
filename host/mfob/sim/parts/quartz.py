"""The DS3231's seconds: a quartz that follows the world's UTC with an error of its own.

All times are ints in nanoseconds. The aging register acts on it at a temperature conversion,
every 64 s or when asked for (Maxim 19-5170 rev 10, "Aging Offset").
"""

from typing import Any

from mfob.sim.parts.calendar4 import CENTURIES_NS
from mfob.sim.world import SECOND, World

CONVERSION_NS = 125_000_000  # typical
EVERY_NS = 64 * SECOND
_AGING_PPB = 100  # a step at 25 degrees; a positive one slows the clock


class Quartz:
    """Nanoseconds since 2000-01-01 as the part counts them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.ppb = 0
        self.reset()

    def reset(self) -> None:
        """Power comes after there was none: it counts from nothing."""
        self._utc = self._world.utc()
        self._time = 0
        self.running = True
        self.aging = self._aging_used = 0
        self._conversion = self._utc + EVERY_NS  # when the next one ends

    def time(self) -> int:
        """What it shows, in nanoseconds since 2000-01-01; goes round after two centuries."""
        return self._at(self._sync())

    def set(self, time: int) -> None:
        """It shows `time` from now on."""
        self._rebase()
        self._time = time % CENTURIES_NS

    def drift(self, ppb: int) -> None:
        """Its own error from now on, in parts per 1e9, before aging."""
        self._rebase()
        self.ppb = ppb

    def stop(self) -> None:
        """It stands."""
        self._rebase()
        self.running = False

    def go(self) -> None:
        """It runs, from where it stood."""
        self._rebase()
        self.running = True

    def convert(self) -> None:
        """Begin a temperature conversion now."""
        now = self._sync()
        self._conversion = min(self._conversion, now + CONVERSION_NS)

    @property
    def converting(self) -> bool:
        """True while a conversion is going on."""
        return self._conversion - self._sync() <= CONVERSION_NS

    def dump(self) -> dict[str, Any]:
        """All of it, for a file."""
        self._rebase()
        return {
            "utc": self._utc,
            "time": self._time,
            "running": self.running,
            "ppb": self.ppb,
            "aging": self.aging,
            "aging_used": self._aging_used,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from what dump() gave; the world's UTC has moved meanwhile."""
        self._utc, self._time = int(state["utc"]), int(state["time"])
        self.running, self.ppb = bool(state["running"]), int(state["ppb"])
        self.aging, self._aging_used = int(state["aging"]), int(state["aging_used"])
        self._conversion = self._utc + EVERY_NS

    def _at(self, utc: int) -> int:
        if not self.running:
            return self._time
        passed = utc - self._utc
        rate = self.ppb - self._aging_used * _AGING_PPB
        return (self._time + passed + passed * rate // SECOND) % CENTURIES_NS

    def _sync(self) -> int:
        """Take in a conversion that lies between the base and now; returns now's UTC."""
        now = self._world.utc()
        if now >= self._conversion:
            self._time, self._utc = self._at(self._conversion), self._conversion
            self._aging_used = self.aging
            self._conversion += ((now - self._conversion) // EVERY_NS + 1) * EVERY_NS
        elif now < self._conversion - EVERY_NS:  # UTC was set back
            self._conversion = now + EVERY_NS
        return now

    def _rebase(self) -> None:
        """Make now the base, before something changes; reading never does, so nothing is lost."""
        now = self._sync()
        self._time, self._utc = self._at(now), now
