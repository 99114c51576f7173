"""The chip's end of the serial line: poll, read, write, and Ctrl-C where MicroPython has it armed.

Bytes move into the chip's buffer only while the process waits for an answer: then, and only then,
it is certain whether Ctrl-C is armed.
"""

from collections.abc import Callable

from mfob.sim.chips.runner import Runner
from mfob.sim.chips.wire import Wire
from mfob.sim.line import Line
from mfob.sim.loop import Loop, Timer
from mfob.sim.world import World

_POLLIN, _POLLOUT = 1, 4
_FOREVER = 0xFFFFFFFF
_CTRL_C = 3
_PATIENCE_NS = 500_000_000  # MicroPython's with a USB host that does not read


class Console:
    """sent and took tell that there is something for the host, or room for something from it."""

    def __init__(
        self,
        loop: Loop,
        world: World,
        wire: Wire,
        line: Line,
        runner: Runner,
        sent: Callable[[], None],
        took: Callable[[], None],
    ) -> None:
        self._loop = loop
        self._world = world
        self._wire = wire
        self._line = line
        self._runner = runner
        self._sent = sent
        self._took = took
        self._waits: Callable[[], bool] | None = None  # answers if it can, for an open request
        self._arrival: Timer | None = None
        self.deaf = False  # what comes is lost

    def begin(self) -> None:
        """A new request: what an earlier one waited for, until its time was over, is no matter."""
        self._waits = None

    def arrive(self) -> None:
        """Bytes whose time has come go into the buffer, but a Ctrl-C interrupts if it is armed."""
        if not self._wire.open:
            return
        for byte in self._line.arrivals():
            if self.deaf:
                self._line.dropped += 1
            elif byte == _CTRL_C and self._runner.catches_interrupt():
                self._wire.interrupt()
            else:
                self._line.accept(byte)
        self._await_arrival()

    def window(self) -> None:
        """Ctrl-C is armed from now on: answer 1 if one came in this moment."""
        came = 0
        for byte in self._line.arrivals():
            if byte == _CTRL_C and self._runner.catches_interrupt():
                came = 1
            else:
                self._line.accept(byte)
        self._wire.answer(came)

    def received(self) -> None:
        """Something may have come on the line, or gone to the host."""
        self.arrive()
        if self._wire.open and self._waits is not None and self._waits():
            self._waits = None

    def poll(self, mask: int, timeout_ms: int) -> None:
        """Answer with the events of mask that are there, or at the end of the time with 0."""

        def ready() -> bool:
            events = self._events() & mask
            if events:
                self._wire.answer(events)
            return bool(events)

        if not ready():
            self._wait(ready, 0 if timeout_ms == 0 else timeout_ms)

    def read(self, most: int) -> None:
        """Answer with one byte or more, waited for."""

        def ready() -> bool:
            if not self._line.readable():
                return False
            data = self._line.read(most)
            self._wire.answer(len(data), payload=data)
            self._took()
            return True

        if not ready():
            self._wait(ready, _FOREVER)

    def write(self, data: bytes) -> None:
        """Answer when data is sent, or given up since the host does not read."""
        left = self._line.write(data) - self._world.ticks()
        self._sent()
        if not self._line.congested():
            self._wire.busy(max(0, left), self._wire.answer)
            return

        def ready() -> bool:
            if self._line.congested():
                return False
            self._wire.answer()
            return True

        def give_up() -> None:
            self._line.hang_up()
            self._wire.answer()

        self._waits = ready
        self._wire.rest(_PATIENCE_NS, give_up)

    def close(self) -> None:
        """The process is gone."""
        self._waits = None
        if self._arrival is not None:
            self._arrival.cancel()

    def _events(self) -> int:
        events = _POLLIN if self._line.readable() else 0
        return events if self._line.congested() else events | _POLLOUT

    def _wait(self, ready: Callable[[], bool], timeout_ms: int) -> None:
        if not timeout_ms:
            self._wire.answer()
            return
        self._waits = ready
        self._wire.rest(None if timeout_ms == _FOREVER else timeout_ms * 1_000_000)

    def _await_arrival(self) -> None:
        """On a slow line the next byte has a time of its own."""
        if self._arrival is not None:
            self._arrival.cancel()
        next_one = self._line.next_arrival()
        if next_one is not None:
            self._arrival = self._loop.at_ticks(next_one, self.received)
