"""A clock chip's seconds: a quartz that follows the world's UTC with an error of its own.

All times are ints in nanoseconds. Its error: its own drift, a parabola of the temperature around
25 degrees, and what the DS3231's aging register takes off, which acts at a temperature conversion:
one that was asked for, or one of those every 64 s that finds another temperature than the one
before (Maxim 19-5170 rev 10, "Aging Offset").
"""

from typing import Any

from mfob.sim.parts.calendar4 import CENTURIES_NS
from mfob.sim.world import SECOND, World

CONVERSION_NS = 125_000_000  # typical
EVERY_NS = 64 * SECOND
ROOM = 25_000  # thousandths of a degree Celsius
TUNING_FORK = 35_000  # parts in 1e12 a degree squared: -0.035 ppm
COMPENSATED = 400  # what is left of it in a DS3231
_AGING_PPB = 100  # a step at 25 degrees; a positive one slows the clock


class Quartz:
    """Nanoseconds since 2000-01-01 as the part counts them. `parabola`: as TUNING_FORK."""

    def __init__(self, world: World, parabola: int = TUNING_FORK) -> None:
        self._world = world
        self._parabola = parabola
        self.ppb = 0
        self.celsius = ROOM  # of the air around, in thousandths
        self.reset()

    def reset(self) -> None:
        """Power comes after there was none: it counts from nothing."""
        self._utc = self._world.utc()
        self._time = 0
        self.running = True
        self.held = False
        self.aging = self._aging_used = 0
        self.measured = self.celsius  # at the last conversion
        self._asked = False
        self._conversion = self._utc + EVERY_NS  # when the next one ends

    def time(self) -> int:
        """What it shows, in nanoseconds since 2000-01-01; goes round after two centuries."""
        return self._at(self._sync())

    def clock(self) -> int:
        """The nanoseconds that make its waves: of any beginning."""
        return self._world.utc()

    def set(self, time: int) -> None:
        """It shows `time` from now on."""
        self._rebase()
        self._time = time % CENTURIES_NS

    def drift(self, ppb: int) -> None:
        """Its own error from now on, in parts per 1e9, before temperature and aging."""
        self._rebase()
        self.ppb = ppb

    def warm(self, celsius: int) -> None:
        """It has this temperature from now on, in thousandths of a degree."""
        self._rebase()
        self.celsius = celsius

    def stop(self) -> None:
        """It stands."""
        self._rebase()
        self.running = False

    def go(self) -> None:
        """It runs, from where it stood."""
        self._rebase()
        self.running = True

    def hold(self, held: bool) -> None:
        """While held, it runs and what it drives is not counted."""
        self._rebase()
        self.held = held

    def convert(self) -> None:
        """Begin a temperature conversion now; one that is under way goes on instead."""
        now = self._sync()
        if not self.converting:
            self._conversion = now + CONVERSION_NS
            self._asked = True

    @property
    def converting(self) -> bool:
        """True while a conversion is going on."""
        return self._conversion - self._sync() <= CONVERSION_NS

    @property
    def asked(self) -> bool:
        """True while one is going on that was asked for."""
        return self.converting and self._asked

    @property
    def rate(self) -> int:
        """All of its error now, in parts per 1e9."""
        off = self.celsius - ROOM
        warmth = -self._parabola * off * off // 1_000_000_000
        return self.ppb + warmth - self._aging_used * _AGING_PPB

    def dump(self) -> dict[str, Any]:
        """All of it, for a file."""
        self._rebase()
        return {
            "utc": self._utc,
            "time": self._time,
            "running": self.running,
            "held": self.held,
            "ppb": self.ppb,
            "celsius": self.celsius,
            "aging": self.aging,
            "aging_used": self._aging_used,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from what dump() gave; the world's UTC has moved meanwhile."""
        self._utc, self._time = int(state["utc"]), int(state["time"])
        self.running, self.ppb = bool(state["running"]), int(state["ppb"])
        self.held = bool(state.get("held", False))
        self.celsius = self.measured = int(state.get("celsius", ROOM))
        self.aging, self._aging_used = int(state["aging"]), int(state["aging_used"])
        self._asked = False
        self._conversion = self._utc + EVERY_NS

    def _at(self, utc: int) -> int:
        if not self.running or self.held:
            return self._time
        passed = utc - self._utc
        return (self._time + passed + passed * self.rate // SECOND) % CENTURIES_NS

    def _sync(self) -> int:
        """Take in a conversion that lies between the base and now; returns now's UTC."""
        now = self._world.utc()
        if now >= self._conversion:
            self._time, self._utc = self._at(self._conversion), self._conversion
            if self._asked or self.measured != self.celsius:
                self._aging_used = self.aging
            self.measured = self.celsius
            self._asked = False
            self._conversion += ((now - self._conversion) // EVERY_NS + 1) * EVERY_NS
        elif now < self._conversion - EVERY_NS:  # UTC was set back
            self._conversion = now + EVERY_NS
        return now

    def _rebase(self) -> None:
        """Make now the base, before something changes; reading never does, so nothing is lost."""
        now = self._sync()
        self._time, self._utc = self._at(now), now
