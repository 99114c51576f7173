"""What the drivers of clock chips share: registers on an I2C bus, and two digits in a byte."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C

_TRIES = 3
STOPPED = "stopped"  # the chip says that its oscillator stood, or its voltage was too low
RUBBISH = "rubbish"  # the registers hold no date and time
EIO = 5


class Registers:
    """A part's registers by number. A transfer that fails is tried again, twice, then raised."""

    def __init__(self, i2c: "I2C", address: int) -> None:
        self._i2c = i2c
        self._address = address

    def read_into(self, first: int, data: bytearray) -> None:
        """Fills data from register `first` on, in one transfer. Raises OSError."""
        tries = _TRIES
        while True:
            try:
                return self._i2c.readfrom_mem_into(self._address, first, data)
            except OSError:
                tries -= 1
                if not tries:
                    raise

    def write(self, first: int, data: "bytes | bytearray") -> None:
        """Writes data to register `first` and those after it, in one transfer. Raises OSError."""
        tries = _TRIES
        while True:
            try:
                return self._i2c.writeto_mem(self._address, first, bytes(data))
            except OSError:
                tries -= 1
                if not tries:
                    raise


def number(byte: int) -> int:
    """The number of two decimal digits in a byte. Raises ValueError where they are none."""
    if byte & 15 > 9 or byte >> 4 > 9:
        raise ValueError("not BCD")
    return (byte >> 4) * 10 + (byte & 15)


def digits(value: int) -> int:
    """A byte of two decimal digits."""
    return value // 10 << 4 | value % 10
