"""The one clock of the virtual fob's world: ticks of the processor, and UTC.

All times are ints in nanoseconds. Ticks run always; UTC runs, stands or jumps. `rate` says how
many seconds of the world pass in one second of the computer's.
"""

import time
from collections.abc import Callable
from fractions import Fraction

from mfob.sim.errors import SimError

SECOND = 1_000_000_000
FASTEST = 1000


class World:
    """Where `mono` is the computer's steady clock (ns), and `utc_ns` the UTC to begin with."""

    def __init__(
        self,
        utc_ns: int,
        rate: Fraction = Fraction(1),
        mono: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._mono = mono
        self._mono_base = mono()
        self._ticks_base = 0
        self._utc_base = utc_ns
        self._standing = False
        self._rate = checked_rate(rate)

    @property
    def rate(self) -> Fraction:
        """Seconds of the world in one of the computer's."""
        return self._rate

    @property
    def standing(self) -> bool:
        """True while UTC, and the clocks that follow it, stand."""
        return self._standing

    def ticks(self) -> int:
        """Nanoseconds of the world since it began; never goes back."""
        return self._ticks_base + self._passed()

    def utc(self) -> int:
        """UTC in nanoseconds since 1970."""
        return self._utc_base if self._standing else self._utc_base + self._passed()

    def mono_at(self, ticks: int) -> int:
        """The computer's steady clock (ns) at which ticks() will have reached ticks."""
        wait = Fraction(ticks - self._ticks_base) / self._rate
        return self._mono_base + -(-wait.numerator // wait.denominator)

    def mono(self) -> int:
        """The computer's steady clock, ns."""
        return self._mono()

    def advance(self, nanoseconds: int) -> None:
        """Let this much pass at once, in ticks and in UTC, standing or not."""
        if nanoseconds < 0:
            raise SimError("time can't be advanced by less than nothing; use --set to go back")
        self._rebase()
        self._ticks_base += nanoseconds
        self._utc_base += nanoseconds

    def set_utc(self, utc_ns: int) -> None:
        """Later than now: the time between passes. Earlier: UTC alone goes back."""
        self._rebase()
        if utc_ns >= self._utc_base:
            self._ticks_base += utc_ns - self._utc_base
        self._utc_base = utc_ns

    def stop(self) -> None:
        """UTC stands from now on; ticks go on."""
        self._rebase()
        self._standing = True

    def go(self) -> None:
        """UTC runs again."""
        self._rebase()
        self._standing = False

    def set_rate(self, rate: Fraction) -> None:
        """From now on, this many seconds of the world in one of the computer's."""
        rate = checked_rate(rate)
        self._rebase()
        self._rate = rate

    def _passed(self) -> int:
        passed = (self._mono() - self._mono_base) * self._rate
        return passed.numerator // passed.denominator

    def _rebase(self) -> None:
        now = self._mono()
        passed = (now - self._mono_base) * self._rate
        whole = passed.numerator // passed.denominator
        self._mono_base = now
        self._ticks_base += whole
        if not self._standing:
            self._utc_base += whole


def checked_rate(rate: Fraction) -> Fraction:
    """The rate if it is one that the world can run at; raises SimError."""
    if not 0 < rate <= FASTEST:
        raise SimError(f"the rate must be over 0 and at most {FASTEST}; to stand still use --stop")
    return Fraction(rate)
