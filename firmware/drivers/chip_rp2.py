"""The RP2040 under MicroPython's port rp2: its raw flash and USB line."""

import sys

import rp2

from drivers.chip import MachineChip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockDevice, Stream


class Chip(MachineChip):
    """See drivers.chip."""

    def flash(self) -> "BlockDevice":
        """The raw block device of the file system."""
        return rp2.Flash()  # pyright: ignore[reportReturnType]  its overloads

    def console(self) -> "Stream":
        """The USB serial line: readinto, write, and select.poll can register it."""
        # One object is both ends, without the translation of line ends.
        return sys.stdin.buffer  # pyright: ignore[reportReturnType]
