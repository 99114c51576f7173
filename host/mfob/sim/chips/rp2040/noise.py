"""The ring oscillator's random bit, from the computer's: without it every boot draws the same."""

import os
from typing import TYPE_CHECKING

from rp2040py.peripherals.peripheral import BasePeripheral

if TYPE_CHECKING:
    from rp2040py.rp2040 import RP2040

ROSC = 0x40060
_RANDOM_BIT = 0x1C
_STATUS = 0x18
_RUNS = 1 << 31 | 1 << 12  # stable, enabled
_DRAWN = 512


class Rosc(BasePeripheral):
    """The registers of the ring oscillator (RP2040 data sheet, 2.17.8) that firmware reads."""

    def __init__(self, rp2040: "RP2040") -> None:
        super().__init__(rp2040, "ROSC_BASE")
        self._drawn = b""

    def read_uint32(self, offset: int) -> int:
        """The random bit: a fresh one at each read."""
        if offset != _RANDOM_BIT:
            return _RUNS if offset == _STATUS else 0
        if not self._drawn:
            self._drawn = os.urandom(_DRAWN)
        byte, self._drawn = self._drawn[0], self._drawn[1:]
        return byte & 1

    def write_uint32(self, offset: int, value: int) -> None:
        """Its settings change nothing here."""
