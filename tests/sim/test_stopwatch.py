"""What a host waits by: the world's seconds or its own, whichever are fewer."""

from mfob.sim.errors import SimError
from mfob.sim.stopwatch import Stopwatch


class Clocks:
    """The computer's clock and the world's ticks (None: there is no world)."""

    def __init__(self) -> None:
        self.mono = 50.0
        self.ticks: float | None = 7.0
        self.watch = Stopwatch(self.world, lambda: self.mono)

    def world(self) -> float:
        if self.ticks is None:
            raise SimError("none runs")
        return self.ticks

    def pass_(self, mono: float, ticks: float) -> float:
        """What the watch has gained."""
        before = self.watch()
        self.mono += mono
        if self.ticks is not None:
            self.ticks += ticks
        return round(self.watch() - before, 6)


def test_a_slow_world() -> None:
    assert Clocks().pass_(10, 0.4) == 0.4


def test_a_fast_world_and_a_jump() -> None:
    clocks = Clocks()
    assert clocks.pass_(1, 50) == 1
    assert clocks.pass_(1, 3600) == 1


def test_without_a_world_the_computers() -> None:
    clocks = Clocks()
    clocks.ticks = None
    clocks.pass_(1, 0)
    assert clocks.pass_(2, 0) == 2
    clocks.ticks = 3.0  # another one, which begins anew
    assert clocks.pass_(2, 0) == 2
    assert clocks.pass_(2, 0.5) == 0.5


def test_the_world_is_not_asked_at_every_look() -> None:
    clocks = Clocks()
    clocks.ticks = 8.0
    clocks.mono += 0.001
    assert clocks.watch() == 0
