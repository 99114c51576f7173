"""The DS3231 real-time clock (Maxim 19-5170; the DS3231M, 19-5312, answers alike)."""

from drivers.dallas import registers_of, time_of
from drivers.registers import EIO, RUBBISH, STOPPED, Registers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_SECONDS = 0x00
_CONTROL = 0x0E
_STATUS = 0x0F
_AGING = 0x10
_TEMPERATURE = 0x11
_EOSC = 0x80  # control: the oscillator stops on battery
_CONV = 0x20  # control: measure the temperature now, and let the aging act
_BSY = 0x04  # status: it is being measured
_OSF = 0x80  # status: the oscillator has stopped since the flag was last cleared


class DS3231:
    """The chip on an I2C bus. It keeps two-digit years: a reading lies in 2000 to 2099.

    `lost`: after a read() that gave None "stopped" or "rubbish", else "".
    Every call raises OSError where the bus fails three times in a row.
    """

    def __init__(self, i2c: "I2C", address: int = 0x68) -> None:
        self._chip = Registers(i2c, address)
        self._registers = bytearray(16)
        self._seen = b""  # the registers of the time at the last reading, and what they said
        self._utc = 0
        self._unconverted = False  # an aging was set while the chip was measuring
        self.lost = ""

    def read(self) -> int | None:
        """Seconds UTC since 1970; None where the oscillator stopped or the registers hold no
        date. One transfer, so that the registers belong together."""
        self.lost = ""
        r = self._registers
        self._chip.read_into(_SECONDS, r)
        if self._unconverted:
            self._convert(r[_CONTROL], r[_STATUS])
        if r[_STATUS] & _OSF:
            self.lost = STOPPED
            return None
        seen = bytes(r[:_CONTROL])
        if seen == self._seen:
            return self._utc
        try:
            self._utc = time_of(r)
            self._seen = seen
            return self._utc
        except ValueError:
            self.lost = RUBBISH
            return None

    def write(self, utc: int) -> None:
        """Sets the time: the second begins with the write, which restarts the chip's countdown
        chain. Clears the stop flag behind it, sees to it that the battery keeps the oscillator
        going, and reads the time back: OSError where the chip did not take it."""
        self._chip.write(_SECONDS, registers_of(utc))
        r = bytearray(2)
        self._chip.read_into(_CONTROL, r)
        if r[0] & _EOSC:
            self._chip.write(_CONTROL, bytes([r[0] & ~_EOSC & 0xFF]))
        self._chip.write(_STATUS, bytes([r[1] & ~_OSF & 0xFF]))
        if self.read() not in (utc, utc + 1):
            raise OSError(EIO)

    @property
    def aging(self) -> int:
        """The aging offset, -128 to 127: a step is about 0.1 ppm, a positive one slows."""
        r = bytearray(1)
        self._chip.read_into(_AGING, r)
        return r[0] - 256 if r[0] & 0x80 else r[0]

    def set_aging(self, steps: int) -> None:
        """Sets it, and has the chip begin a conversion, with which it acts, in 0.2 s; where one is
        under way (an eighth of a second each 64 s), a read() behind that begins it. Without
        that it would act only where a conversion finds another temperature."""
        if not -128 <= steps <= 127:
            raise ValueError("no such aging")
        self._chip.write(_AGING, bytes([steps & 0xFF]))
        r = bytearray(2)
        self._chip.read_into(_CONTROL, r)
        self._unconverted = True
        self._convert(r[0], r[1])

    def temperature(self) -> int:
        """The chip's own, in quarters of a degree Celsius; measured every 64 s."""
        r = bytearray(2)
        self._chip.read_into(_TEMPERATURE, r)
        return (r[0] - 256 if r[0] & 0x80 else r[0]) * 4 + (r[1] >> 6)

    def _convert(self, control: int, status: int) -> None:
        if not status & _BSY:  # while one is under way no other can be begun
            self._chip.write(_CONTROL, bytes([control | _CONV]))
            self._unconverted = False
