"""The PCF8563 real-time clock (NXP, rev 11), and the BM8563, which answers alike."""

import time

from drivers.registers import EIO, RUBBISH, STOPPED, Registers, digits, number
from fobcore.calendar import fields, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_CONTROL = 0x00  # then control 2, seconds, minutes, hours, day, weekday, month, year
_STOP = 0x20  # control 1: the prescaler is held in reset, the time stands
_TEST = 0x80  # control 1: clocked from outside
_VL = 0x80  # seconds: the voltage was too low for the time to be right
# of those nine, the bits that are there: others may read as anything
_MASKS = (0xA8, 0x1F, 0xFF, 0x7F, 0x3F, 0x3F, 0x07, 0x1F, 0xFF)
# "STOP bit function": the first increment comes 0.507813 to 0.507935 s after STOP is released,
# since the prescaler begins in the middle. The rest of the second is waited for with STOP set.
_FIRST_HALF = 1000000 - 507874  # us


class PCF8563:
    """The chip on an I2C bus, with the calls of drivers.ds3231: read, write, lost."""

    def __init__(self, i2c: "I2C", address: int = 0x51) -> None:
        self._chip = Registers(i2c, address)
        self._registers = bytearray(9)
        self._seen = b""  # the registers at the last reading, and what they said
        self._utc = 0
        self.lost = ""

    def read(self) -> int | None:
        """Seconds UTC since 1970, in 2000 to 2099; None where the voltage was low, the clock is
        stopped (a write() that was cut leaves it so) or the registers hold no date. One transfer.
        Raises OSError."""
        self.lost = ""
        r = self._registers
        self._chip.read_into(_CONTROL, r)
        if r[0] & (_STOP | _TEST) or r[2] & _VL:
            self.lost = STOPPED
            return None
        if r == self._seen:
            return self._utc
        try:
            # The month's top bit, the "century", is not used: it says nothing that was set.
            year, month = 2000 + number(r[8]), number(r[7] & 0x1F)
            day, hour = number(r[5] & 0x3F), number(r[4] & 0x3F)
            self._utc = seconds(year, month, day, hour, number(r[3] & 0x7F), number(r[2]))
            self._seen = bytes(r)
            return self._utc
        except ValueError:
            self.lost = RUBBISH
            return None

    def write(self, utc: int) -> None:
        """Sets the time: the second begins with the call, which takes 0.49 s of it. What remains:
        0.06 ms either way (two stages of the prescaler go on), and the transfer of three bytes.

        Alarms and test modes are off afterwards. Raises OSError, also where the chip did not take
        the time; then it may be left stopped, and reads as that.
        """
        begun = time.ticks_us()
        year, month, day, hour, minute, second, weekday = fields(utc)
        data = bytearray((_STOP, 0, second, minute, hour, day, weekday % 7, month, year % 100))
        for i in range(2, 9):
            data[i] = digits(data[i])
        self._chip.write(_CONTROL, data)
        r = self._registers
        self._chip.read_into(_CONTROL, r)
        for i in range(9):
            if r[i] & _MASKS[i] != data[i]:
                raise OSError(EIO)
        rest = _FIRST_HALF - time.ticks_diff(time.ticks_us(), begun)
        if rest > 0:
            time.sleep_us(rest)
        self._chip.write(_CONTROL, b"\x00")
        if self.read() not in (utc, utc + 1):
            raise OSError(EIO)
