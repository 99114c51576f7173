"""The DS1307 real-time clock (Maxim, data sheet of 2015): 100 kHz at most, a plain quartz.

What it can't tell: whether its oscillator stood while the power was there. A clock without power
and battery comes back with its halt bit set.
"""

from drivers.dallas import registers_of, time_of
from drivers.registers import EIO, RUBBISH, STOPPED, Registers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_SECONDS = 0x00
_CH = 0x80  # seconds: clock halt, set when power comes to a chip that had none


class DS1307:
    """The chip on an I2C bus, with the calls of drivers.ds3231: read, write, lost."""

    def __init__(self, i2c: "I2C", address: int = 0x68) -> None:
        self._chip = Registers(i2c, address)
        self._registers = bytearray(7)
        self.lost = ""

    def read(self) -> int | None:
        """Seconds UTC since 1970, in 2000 to 2099; None where the clock is halted or the registers
        hold no date. One transfer. Raises OSError."""
        self.lost = ""
        r = self._registers
        self._chip.read_into(_SECONDS, r)
        if r[0] & _CH:
            self.lost = STOPPED
            return None
        try:
            return time_of(r)
        except ValueError:
            self.lost = RUBBISH
            return None

    def write(self, utc: int) -> None:
        """Sets the time and lets the clock run. The second begins with the write, which resets the
        divider chain; an oscillator that was halted needs up to a second to start (data sheet),
        and is late by so much. Raises OSError, also where the chip did not take the time."""
        self._chip.write(_SECONDS, registers_of(utc))
        if self.read() not in (utc, utc + 1):
            raise OSError(EIO)
