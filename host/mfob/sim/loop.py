"""One single-threaded loop: file descriptors, and timers in the world's time or the computer's."""

import heapq
import itertools
import selectors
from collections.abc import Callable
from typing import Any

from mfob.sim.world import World

READ = selectors.EVENT_READ
WRITE = selectors.EVENT_WRITE
_LONGEST = 1.0  # s; nothing depends on it


class Timer:
    """Something that will be called once; cancel() forgets it."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Don't call it any more."""
        self.call = None


class Loop:
    """Runs until stop() is called."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._selector = selectors.DefaultSelector()
        self._ticks: list[tuple[int, int, Timer]] = []
        self._mono: list[tuple[int, int, Timer]] = []
        self._order = itertools.count()
        self._running = False

    def watch(self, fd: Any, events: int, call: Callable[[int], None]) -> None:
        """Call call(events) whenever fd is ready; events 0 ends that."""
        known = fd in self._selector.get_map()
        if not events:
            if known:
                self._selector.unregister(fd)
        elif known:
            self._selector.modify(fd, events, call)
        else:
            self._selector.register(fd, events, call)

    def at_ticks(self, ticks: int, call: Callable[[], None]) -> Timer:
        """Call once the world's ticks are there."""
        return self._add(self._ticks, ticks, call)

    def after(self, seconds: float, call: Callable[[], None]) -> Timer:
        """Call after so many of the computer's seconds."""
        return self._add(self._mono, self._world.mono() + int(seconds * 1e9), call)

    def stop(self) -> None:
        """Let run() return after this turn."""
        self._running = False

    def run(self) -> None:
        """Serve until stop()."""
        self._running = True
        while self._running:
            self.turn(_LONGEST)

    def turn(self, longest: float) -> None:
        """Wait for something, at most so many seconds, and serve it."""
        for key, events in self._selector.select(self._timeout(longest)):
            current = self._selector.get_map().get(key.fd)
            if current is not None and current.data == key.data:  # not closed by one before
                key.data(events)
        self._due(self._ticks, self._world.ticks())
        self._due(self._mono, self._world.mono())

    def close(self) -> None:
        """Give the selector back."""
        self._selector.close()

    def _add(
        self, heap: list[tuple[int, int, Timer]], when: int, call: Callable[[], None]
    ) -> Timer:
        timer = Timer(call)
        heapq.heappush(heap, (when, next(self._order), timer))
        return timer

    def _timeout(self, longest: float) -> float:
        nearest: list[int] = []
        for heap in (self._ticks, self._mono):
            while heap and heap[0][2].call is None:
                heapq.heappop(heap)
        if self._ticks:
            nearest.append(self._world.mono_at(self._ticks[0][0]))
        if self._mono:
            nearest.append(self._mono[0][0])
        if not nearest:
            return longest
        return min(longest, max(0, min(nearest) - self._world.mono()) / 1e9)

    def _due(self, heap: list[tuple[int, int, Timer]], now: int) -> None:
        while heap and heap[0][0] <= now:
            call = heapq.heappop(heap)[2].call
            if call is not None:
                call()
