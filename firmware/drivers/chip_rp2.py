"""The RP2040 (and RP2350) under MicroPython's port rp2: its raw flash, its USB line, its sleep."""

import sys

import machine
import rp2

from drivers.chip import MachineChip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockDevice, Sequence, Stream

_SIE_STATUS = 0x50110050  # of the USB controller
_SUSPENDED = 0x10  # the bus has been idle for 3 ms: nobody is there, or the computer sleeps
# Registers of four bits a pin, eight pins each: what of it ends the sleep of the quartz.
_WAKE = {"RP2040": 0x40014160, "RP2350": 0x400282D8}  # DORMANT_WAKE_INTE0
_LOW, _HIGH = 1, 2
_NAP = 25  # ms; no pin ends it, so that is how long a press may wait


class Chip(MachineChip):
    """See drivers.chip."""

    def flash(self) -> "BlockDevice":
        """The raw block device of the file system."""
        return rp2.Flash()  # pyright: ignore[reportReturnType]  its overloads

    def console(self) -> "Stream":
        """The USB serial line: readinto, write, and select.poll can register it."""
        # One object is both ends, without the translation of line ends.
        return sys.stdin.buffer  # pyright: ignore[reportReturnType]

    @property
    def woken(self) -> str:
        """See fobcore.parts.Chip: its memory outlives its sleep, so no start is the end of one."""
        return ""

    def host(self) -> bool | None:
        """Whether a computer that is awake keeps the USB line busy."""
        return not machine.mem32[_SIE_STATUS] & _SUSPENDED

    def nap(self, ms: int, pins: "Sequence[dict]") -> None:
        """See fobcore.parts.Chip. Not while there is a host: its line would stand."""
        machine.lightsleep(min(ms, _NAP))

    def sleep(self, pins: "Sequence[dict]", held: "Sequence[tuple[int, int]]", ms: int) -> None:
        """See fobcore.parts.Chip: the quartz stands, the memory is kept, outputs stay as they
        are. It never ends by time."""
        chip = "RP2350" if "RP2350" in sys.implementation._machine else "RP2040"
        for wakes in (True, False):
            for spec in pins:
                register = _WAKE[chip] + spec["pin"] // 8 * 4
                bits = (_HIGH if spec["active"] else _LOW) << spec["pin"] % 8 * 4
                others = machine.mem32[register] & ~bits
                machine.mem32[register] = others | bits if wakes else others
            if wakes:
                machine.lightsleep()
