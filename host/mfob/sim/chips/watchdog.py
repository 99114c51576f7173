"""The watchdog. It watches a processor, so it counts the computer's time, not the world's."""

from collections.abc import Callable

from mfob.sim.loop import Loop, Timer
from mfob.sim.world import World


class Watchdog:
    """bite() is called when it was started and not fed in time."""

    def __init__(self, loop: Loop, world: World, bite: Callable[[], None]) -> None:
        self._loop = loop
        self._world = world
        self._bite = bite
        self._ns = 0
        self._fed = 0
        self._timer: Timer | None = None

    def start(self, ms: int) -> None:
        """Watch, from now on; there is no way back but stop()."""
        self.stop()
        self._ns = ms * 1_000_000
        self.feed()
        self._look()

    def feed(self) -> None:
        """The processor lives."""
        self._fed = self._world.mono()

    def stop(self) -> None:
        """The chip is reset, or has no power."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        left = self._fed + self._ns - self._world.mono()
        if left > 0:
            self._timer = self._loop.after(left / 1e9, self._look)
        else:
            self._timer = None
            self._bite()
