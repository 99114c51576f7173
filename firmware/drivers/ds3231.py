"""The DS3231 real-time clock (Maxim 19-5170; the DS3231M, 19-5312, answers alike)."""

from fobcore.calendar import fields, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_SECONDS = 0x00
_STATUS = 0x0F
_OSF = 0x80  # status: the oscillator has stopped since the flag was last cleared
_TWELVE = 0x40  # hours: 12-hour mode


class DS3231:
    """The chip on an I2C bus. It keeps two-digit years: a reading lies in 2000 to 2099."""

    def __init__(self, i2c: "I2C", address: int = 0x68) -> None:
        self._i2c = i2c
        self._address = address
        self._registers = bytearray(16)

    def read(self) -> int | None:
        """Seconds UTC since 1970; None where the oscillator stopped or the registers hold no
        date. One transfer, so that the registers belong together. Raises OSError."""
        r = self._registers
        self._i2c.readfrom_mem_into(self._address, _SECONDS, r)
        if r[_STATUS] & _OSF or r[2] & _TWELVE:
            return None
        try:
            # The month's top bit, the "century", is not used: it says nothing that was set.
            year, month = 2000 + _bcd(r[6]), _bcd(r[5] & 0x1F)
            return seconds(year, month, _bcd(r[4]), _bcd(r[2]), _bcd(r[1]), _bcd(r[0]))
        except ValueError:
            return None

    def write(self, utc: int) -> None:
        """Sets the time: the second begins with the write. Clears the stop flag behind it."""
        year, month, day, hour, minute, second, weekday = fields(utc)
        values = (second, minute, hour, weekday, day, month, year % 100)
        data = bytes([value // 10 << 4 | value % 10 for value in values])
        self._i2c.writeto_mem(self._address, _SECONDS, data)
        status = self._i2c.readfrom_mem(self._address, _STATUS, 1)[0]
        self._i2c.writeto_mem(self._address, _STATUS, bytes([status & ~_OSF & 0xFF]))


def _bcd(value: int) -> int:
    if value & 15 > 9 or value >> 4 > 9:
        raise ValueError("not BCD")
    return (value >> 4) * 10 + (value & 15)
