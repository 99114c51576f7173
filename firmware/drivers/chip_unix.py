"""The chip of the virtual fob: its flash and console lead to the computer."""

import virtual

from drivers.chip import MachineChip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Sequence

_WOKEN = ("", "button", "timer")
_UNSEEN = 2  # what a host on the far side of a UART is


class Chip(MachineChip):
    """See drivers.chip."""

    def flash(self) -> virtual.Flash:
        """The raw block device of the file system, as rp2.Flash behaves."""
        return virtual.Flash()

    def console(self) -> virtual.Console:
        """The serial line: readinto, write, and select.poll can register it."""
        return virtual.Console()

    @property
    def woken(self) -> str:
        """What has ended its sleep, "" where it has not slept."""
        return _WOKEN[virtual.call(virtual.WOKEN)]

    def host(self) -> bool | None:
        """Whether a computer is on the USB line; None on a UART."""
        seen = virtual.call(virtual.HOST)
        return None if seen == _UNSEEN else seen == 1

    def nap(self, ms: int, pins: "Sequence[dict]") -> None:
        """See fobcore.parts.Chip; a button ends it."""
        virtual.call(virtual.NAP, 0, ms, 0, _levels(pins))

    def sleep(self, pins: "Sequence[dict]", held: "Sequence[tuple[int, int]]", ms: int) -> None:
        """See fobcore.parts.Chip; the memory goes."""
        levels = _levels(pins) + bytes([byte for pair in held for byte in pair])
        virtual.call(virtual.SLEEP, len(pins), ms, 0, levels)

    def note(self) -> int:
        """See fobcore.parts.Chip."""
        return virtual.call(virtual.NOTE)

    def keep(self, note: int) -> None:
        """See fobcore.parts.Chip."""
        virtual.call(virtual.KEEP, note)


def _levels(pins: "Sequence[dict]") -> bytes:
    """Pin and level in turn."""
    return bytes([byte for spec in pins for byte in (spec["pin"], spec["active"])])
