"""The chip of the virtual fob: its flash and console lead to the computer."""

import virtual

from drivers.chip import MachineChip


class Chip(MachineChip):
    """See drivers.chip."""

    def flash(self) -> virtual.Flash:
        """The raw block device of the file system, as rp2.Flash behaves."""
        return virtual.Flash()

    def console(self) -> virtual.Console:
        """The serial line: readinto, write, and select.poll can register it."""
        return virtual.Console()
