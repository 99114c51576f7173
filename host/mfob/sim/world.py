"""The one clock of the virtual fob's world: ticks of the processor, and UTC.

All times are ints in nanoseconds. Ticks run always; UTC runs, stands or jumps. `rate` says how
many seconds of the world pass in one second of the computer's; while the world follows the clock
of a chip that can't keep up, fewer do.
"""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

from mfob.sim.errors import SimError

SECOND = 1_000_000_000
FASTEST = 1000


class ChipClock(Protocol):
    """The time of a chip that is emulated."""

    @property
    def nanos(self) -> int:
        """Nanoseconds, of any beginning; never goes back."""
        ...

    def jump(self, nanoseconds: int) -> None:
        """Let so much pass at once."""
        ...


class World:
    """Where `mono` is the computer's steady clock (ns), and `utc_ns` the UTC to begin with."""

    def __init__(
        self,
        utc_ns: int,
        rate: Fraction = Fraction(1),
        mono: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        self._mono = mono
        self._chip: ChipClock | None = None
        self._base = mono()  # of the clock that is followed
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
        """The computer's steady clock (ns) at which ticks() will have reached ticks, or, behind a
        chip, may have."""
        if self._chip is None:
            wait = Fraction(ticks - self._ticks_base) / self._rate
            return self._base + -(-wait.numerator // wait.denominator)
        wait = Fraction(max(0, ticks - self.ticks())) / self._rate
        return self._mono() + -(-wait.numerator // wait.denominator)

    def mono(self) -> int:
        """The computer's steady clock, ns."""
        return self._mono()

    def follow(self, chip: ChipClock | None) -> None:
        """From now on time passes as the chip's does; None: as the computer's, at the rate."""
        self._rebase()
        self._chip = chip
        self._base = self._now()

    def advance(self, nanoseconds: int) -> None:
        """Let this much pass at once, in ticks and in UTC, standing or not."""
        if nanoseconds < 0:
            raise SimError("time can't be advanced by less than nothing; use --set to go back")
        self._rebase()
        self._jump(nanoseconds)
        self._utc_base += nanoseconds

    def set_utc(self, utc_ns: int) -> None:
        """Later than now: the time between passes. Earlier: UTC alone goes back."""
        self._rebase()
        if utc_ns >= self._utc_base:
            self._jump(utc_ns - self._utc_base)
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

    def _now(self) -> int:
        """The clock that is followed."""
        return self._mono() if self._chip is None else self._chip.nanos

    def _since(self, now: int) -> int:
        """What has passed in the world from the base to there."""
        if self._chip is not None:
            return now - self._base
        passed = (now - self._base) * self._rate
        return passed.numerator // passed.denominator

    def _passed(self) -> int:
        return self._since(self._now())

    def _rebase(self) -> None:
        now = self._now()
        whole = self._since(now)
        self._base = now
        self._ticks_base += whole
        if not self._standing:
            self._utc_base += whole

    def _jump(self, nanoseconds: int) -> None:
        """The ticks go on at once, the chip's too."""
        if self._chip is not None:
            self._chip.jump(nanoseconds)
            self._base = self._chip.nanos
        self._ticks_base += nanoseconds


def checked_rate(rate: Fraction) -> Fraction:
    """The rate if it is one that the world can run at; raises SimError."""
    if not 0 < rate <= FASTEST:
        raise SimError(f"the rate must be over 0 and at most {FASTEST}; to stand still use --stop")
    return Fraction(rate)
