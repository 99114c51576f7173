"""The ESP32 under MicroPython's port esp32: its raw flash, its line, its analog inputs."""

import sys

import machine
from esp32 import Partition

from drivers.chip import Adc, MachineChip

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockDevice, Stream


class _Calibrated(Adc):
    """Up to about 2.45 V, by the calibration that Espressif burnt into the chip."""

    def microvolts(self) -> int:
        """What is on the pin, in uV."""
        return self._adc.read_uv()


class Chip(MachineChip):
    """See drivers.chip."""

    def flash(self) -> "BlockDevice":
        """The raw block device of the file system. Raises OSError where there is none."""
        found = Partition.find(Partition.TYPE_DATA, label="vfs")
        if not found:
            raise OSError(19)  # ENODEV
        return found[0]  # pyright: ignore[reportReturnType]  its overloads

    def console(self) -> "Stream":
        """UART 0, the board's USB serial line: readinto, write, select.poll can register it."""
        # One object is both ends, without the translation of line ends.
        return sys.stdin.buffer  # pyright: ignore[reportReturnType]

    def adc(self, number: int) -> Adc:
        """The analog input on a pin: microvolts()."""
        return _Calibrated(machine.ADC(machine.Pin(number), atten=machine.ADC.ATTN_11DB))
