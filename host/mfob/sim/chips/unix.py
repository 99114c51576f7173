"""The chip `unix`: MicroPython as a process of the computer, over a bridge of two pipes."""

import os
from pathlib import Path

from mfob.compiling import Abi
from mfob.sim.chips import Chip, Owner
from mfob.sim.chips.bridge import Bridge
from mfob.sim.chips.runner import HEAP, Runner, mpy_abi
from mfob.sim.chips.sleep import AWAKE, Sleep
from mfob.sim.chips.watchdog import Watchdog
from mfob.sim.circuit import Circuit
from mfob.sim.loop import READ, Loop

_SLICE = 65536


class UnixChip(Chip):
    """Starts, resets and ends the process; the bridge serves what it asks for."""

    def __init__(self, circuit: Circuit, loop: Loop, owner: Owner, log: Path) -> None:
        super().__init__(circuit, loop, owner, log)
        self.watchdog = Watchdog(loop, circuit.world, lambda: self.restart(soft=False))
        self.asleep = Sleep(loop, circuit.world, circuit)
        self.woken = AWAKE  # by what, where the last start was the end of a sleep
        self.note = 0  # a byte that the chip keeps while it has power, asleep too
        self.sleeping = False
        self._runner: Runner | None = None
        self._bridge: Bridge | None = None

    @classmethod
    def abi(cls) -> Abi | None:
        """As the computer's MicroPython says."""
        return mpy_abi()

    @property
    def running(self) -> bool:
        """True while the process is there, or sleeps."""
        return self._runner is not None or self.sleeping

    @property
    def transactions(self) -> int:
        """Requests served since the last start of the process."""
        return self._bridge.wire.served if self._bridge else 0

    @property
    def pid(self) -> int | None:
        """The process."""
        return self._runner.pid if self._runner else None

    def start(self) -> None:
        """A new process, whose ticks begin now."""
        self.woken = AWAKE
        self.note = 0
        self._launch(self.circuit.world.ticks() - self.first_tick * 1_000_000)

    def stop(self) -> None:
        """Kill the process."""
        self.watchdog.stop()
        self.asleep.cancel()
        self.sleeping = False
        runner = self._let_go()
        if runner is not None:
            runner.kill()

    def sleep(self, wake: bytes, held: bytes, ms: int) -> None:
        """All but the wake pins and the held ones is off; its end is a new start. wake, held:
        pin and level in turn; ms: 0 for ever. Raises ModelError."""
        kept = self.asleep.begin(wake, held)
        self.drain()
        self.watchdog.stop()
        runner = self._let_go()
        if runner is not None:
            runner.kill()
        self.circuit.line.reset()
        self.sleeping = True
        self.circuit.release(kept)
        self.asleep.wait(wake, ms, self._wake)

    def _wake(self, by: int) -> None:
        self.sleeping = False
        self.woken = by
        self.circuit.line.reset()
        self.owner.woke()
        self._launch(self.circuit.world.ticks())

    def received(self) -> None:
        """Bytes are there for the console."""
        if self._bridge is not None:
            self._bridge.console.received()

    relieved = received

    def restart(self, soft: bool, raw: bool = False) -> None:
        """The chip resets itself; softly: MicroPython alone, while ticks and watchdog go on.

        raw: softly, out of the prompt's raw mode, which it then comes back to.
        """
        born = self.circuit.world.ticks()
        if soft and self._bridge is not None:
            born = self._bridge.born
        self.drain()
        if not soft:
            self.watchdog.stop()
        runner = self._let_go()
        if runner is not None:
            runner.kill()
        if not soft:
            self.circuit.line.reset()
            self.circuit.release()
            self.woken = AWAKE
        self.owner.reset()
        self._launch(born, raw)

    def drain(self) -> None:
        """What was printed belongs on the line before what the bridge writes."""
        if self._runner is not None:
            self._printed(self._runner)

    def _launch(self, born: int, raw: bool = False) -> None:
        self._runner = runner = Runner(self.log, self.heap or HEAP, raw)
        self._bridge = bridge = Bridge(self, runner, born)
        self.loop.watch(runner.requests, READ, lambda _: self._requests(runner, bridge))
        self.loop.watch(runner.stdout, READ, lambda _: self._printed(runner))

    def _let_go(self) -> Runner | None:
        """Stop listening to the process."""
        runner, self._runner = self._runner, None
        if self._bridge is not None:
            self._bridge.close()
            self._bridge = None
        if runner is not None:
            self.loop.watch(runner.requests, 0, _nothing)
            self.loop.watch(runner.stdout, 0, _nothing)
        return runner

    def _requests(self, runner: Runner, bridge: Bridge) -> None:
        try:
            data = os.read(runner.requests, _SLICE)
        except BlockingIOError:
            return
        if data:
            bridge.wire.take(data)
            return
        self.drain()
        self._let_go()
        self.watchdog.stop()
        status = runner.ended()
        what = f"signal {-status}" if status < 0 else f"status {status}"
        self.owner.power_went(f"the MicroPython process ended by itself ({what})")

    def _printed(self, runner: Runner) -> None:
        try:
            data = os.read(runner.stdout, _SLICE)
        except BlockingIOError:
            return
        if not data:
            self.loop.watch(runner.stdout, 0, _nothing)
            return
        self.circuit.line.write(data)
        self.owner.sent()
        self.owner.printed(data)


def _nothing(_: int) -> None:
    """What is called for no event."""
