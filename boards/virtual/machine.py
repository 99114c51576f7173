"""The machine module that the virtual fob sees: what the firmware uses of it, and as strict."""

from struct import pack, unpack_from

import virtual
from micropython import const

PWRON_RESET = const(1)
WDT_RESET = const(3)
DEEPSLEEP_RESET = const(4)

_ENODEV = const(19)
_EIO = const(5)
_LAST_PIN = const(48)
_LONGEST_WATCHDOG = const(8388)  # an RP2040's, the shortest of the chips
# What both an RP2040 and an ESP32 can do.
_FASTEST_SPI = const(62_500_000)
_SLOWEST_PWM = const(8)
_FASTEST_PWM = const(20_000_000)
_FULL_DUTY = const(65535)
_CHANNELS = const(5)  # of an RP2040's ADC
_ADC_MICROVOLTS = const(3_300_000)
_CHUNK = const(32768)  # of what is sent at once


def unique_id() -> bytes:
    """The chip's own number, 8 bytes."""
    return virtual.unique_id()


def reset() -> None:
    """Start the chip again; does not return."""
    while True:
        virtual.call(virtual.RESET, 0)


def reset_cause() -> int:
    """PWRON_RESET, or DEEPSLEEP_RESET where this start is the end of a sleep."""
    return DEEPSLEEP_RESET if virtual.call(virtual.WOKEN) else PWRON_RESET


def soft_reset() -> None:
    """Start MicroPython again; does not return."""
    while True:
        virtual.call(virtual.RESET, 1)


class Pin:
    """A pin of the chip: an input with or without a pull, or an output."""

    IN = const(0)
    OUT = const(1)
    OPEN_DRAIN = const(2)
    PULL_UP = const(1)
    PULL_DOWN = const(2)

    def __init__(
        self, id: int, mode: int = -1, pull: int | None = -1, *, value: int | None = None
    ) -> None:
        if not isinstance(id, int):
            raise TypeError("pin must be a number")
        if not 0 <= id < _LAST_PIN:
            raise ValueError("invalid pin")
        self._id = id
        if mode != -1:
            self.init(mode, pull, value=value)
        elif pull not in (-1, None) or value is not None:
            raise ValueError("a pin without a mode takes neither pull nor value")

    def init(self, mode: int, pull: int | None = -1, *, value: int | None = None) -> None:
        """Set the direction and the pull; value: the first level of an output."""
        if mode not in (Pin.IN, Pin.OUT, Pin.OPEN_DRAIN):
            raise ValueError("invalid pin mode: %s" % mode)
        if pull not in (-1, None, Pin.PULL_UP, Pin.PULL_DOWN):
            raise ValueError("invalid pin pull: %s" % pull)
        if mode == Pin.IN and value is not None:
            raise ValueError("an input has no value to set")
        how = 0 if pull in (-1, None) else pull
        if value is not None:
            how |= 12 if value else 4
        virtual.call(virtual.PIN_MODE, mode, self._id, how)

    def value(self, level: int | None = None) -> int | None:
        """Without level: read 0 or 1. With it: drive the pin."""
        if level is None:
            return virtual.call(virtual.PIN_GET, 0, self._id)
        virtual.call(virtual.PIN_SET, 0, self._id, 1 if level else 0)
        return None

    __call__ = value

    def on(self) -> None:
        """Drive the pin high."""
        self.value(1)

    def off(self) -> None:
        """Drive the pin low."""
        self.value(0)

    def __int__(self) -> int:
        return self._id


def _pin_number(pin: Pin | int) -> int:
    if isinstance(pin, Pin):
        return int(pin)
    if isinstance(pin, int):
        return int(Pin(pin))
    raise TypeError("pin must be a Pin or a number")


class I2C:
    """An I2C bus of the chip, with the calls that go over the wire one for one."""

    def __init__(
        self,
        id: int,
        *,
        scl: Pin | int,
        sda: Pin | int,
        freq: int = 400_000,
        timeout: int = 50_000,
    ) -> None:
        if not isinstance(id, int) or not isinstance(freq, int) or not isinstance(timeout, int):
            raise TypeError("id, freq and timeout are ints")
        if not 0 <= id < 2:
            raise ValueError("I2C(%d) doesn't exist" % id)
        if not 1_000 <= freq <= 1_000_000:
            raise ValueError("invalid freq")
        self._id = id
        virtual.call(virtual.I2C_INIT, id, _pin_number(sda) | _pin_number(scl) << 8, freq)

    def scan(self) -> list:
        """The addresses from 8 to 119 that answer."""
        found = []
        for address in range(0x08, 0x78):
            try:
                virtual.call(virtual.I2C_WRITE, self._id, address, 1)
                found.append(address)
            except OSError as e:
                if e.errno != _EIO:
                    raise
        return found

    def writeto(self, addr: int, buf: bytes | bytearray | memoryview, stop: bool = True) -> int:
        """Write buf; returns the number of bytes acknowledged. OSError(EIO): nobody answered."""
        return virtual.call(virtual.I2C_WRITE, self._id, _address(addr), 1 if stop else 0, buf)

    def writevto(self, addr: int, vector: list | tuple, stop: bool = True) -> int:
        """Write the buffers of vector as one transfer."""
        return self.writeto(addr, b"".join(bytes(part) for part in vector), stop)

    def readfrom_into(self, addr: int, buf: bytearray | memoryview, stop: bool = True) -> None:
        """Fill buf from the device."""
        size = len(buf)
        if not 0 < size < 0x8000:
            raise ValueError("nothing to read")
        virtual.call(
            virtual.I2C_READ, self._id, _address(addr), size | (1 << 16 if stop else 0), None, buf
        )

    def readfrom(self, addr: int, nbytes: int, stop: bool = True) -> bytes:
        """nbytes from the device, as bytes."""
        buf = bytearray(nbytes)
        self.readfrom_into(addr, buf, stop)
        return bytes(buf)

    def writeto_mem(
        self, addr: int, memaddr: int, buf: bytes | bytearray | memoryview, *, addrsize: int = 8
    ) -> None:
        """Write the register address and buf in one transfer."""
        self.writeto(addr, _register(memaddr, addrsize) + bytes(buf))

    def readfrom_mem_into(
        self, addr: int, memaddr: int, buf: bytearray | memoryview, *, addrsize: int = 8
    ) -> None:
        """Write the register address, start again, fill buf."""
        self.writeto(addr, _register(memaddr, addrsize), False)
        self.readfrom_into(addr, buf)

    def readfrom_mem(self, addr: int, memaddr: int, nbytes: int, *, addrsize: int = 8) -> bytes:
        """Write the register address, start again, read nbytes."""
        buf = bytearray(nbytes)
        self.readfrom_mem_into(addr, memaddr, buf, addrsize=addrsize)
        return bytes(buf)


def _address(addr: int) -> int:
    if not isinstance(addr, int):
        raise TypeError("addr must be an int")
    if not 0 <= addr < 0x80:
        raise ValueError("addr must have 7 bits")
    return addr


def _register(memaddr: int, addrsize: int) -> bytes:
    if addrsize != 8 or not 0 <= memaddr < 0x100:
        raise ValueError("only registers of 8 bits")
    return bytes((memaddr,))


class SPI:
    """An SPI bus of the chip, which writes."""

    MSB = const(0)

    def __init__(
        self,
        id: int,
        baudrate: int = 1_000_000,
        *,
        polarity: int = 0,
        phase: int = 0,
        bits: int = 8,
        firstbit: int = 0,
        sck: Pin | int,
        mosi: Pin | int,
        miso: Pin | int | None = None,
    ) -> None:
        for value in (id, baudrate, polarity, phase, bits, firstbit):
            if not isinstance(value, int):
                raise TypeError("can't convert %s to int" % type(value).__name__)
        if not 0 <= id < 3:
            raise ValueError("SPI(%d) doesn't exist" % id)
        self._id = id
        self._pins = _pin_number(sck) | _pin_number(mosi) << 8
        self._pins |= (0xFF if miso is None else _pin_number(miso)) << 16
        if bits != 8:
            raise ValueError("invalid bits")
        if firstbit != SPI.MSB:
            raise NotImplementedError("LSB")
        self._polarity = polarity
        self._phase = phase
        self.init(baudrate=baudrate)

    def init(
        self, *, baudrate: int = -1, polarity: int | None = None, phase: int | None = None
    ) -> None:
        """Set the bus up, with what is given anew."""
        if baudrate != -1:
            if not 1_000 <= baudrate <= _FASTEST_SPI:
                raise ValueError("invalid baudrate")
            self._baudrate = baudrate
        if polarity is not None:
            self._polarity = polarity
        if phase is not None:
            self._phase = phase
        if self._polarity not in (0, 1) or self._phase not in (0, 1):
            raise ValueError("polarity and phase are 0 or 1")
        mode = self._polarity << 1 | self._phase
        virtual.call(virtual.SPI_INIT, self._id, self._pins | mode << 24, self._baudrate)

    def write(self, buf: bytes | bytearray | memoryview) -> None:
        """Send buf."""
        view = memoryview(buf)
        for start in range(0, len(view), _CHUNK):
            virtual.call(virtual.SPI_WRITE, self._id, 0, 0, view[start : start + _CHUNK])


class PWM:
    """A pin that is high for a part of each period; it begins with both frequency and duty."""

    def __init__(
        self, pin: Pin | int, freq: int = -1, *, duty_u16: int = -1, invert: bool = False
    ) -> None:
        if invert:
            raise ValueError("the virtual fob inverts no PWM")
        self._id = _pin_number(pin)
        self._freq = self._duty = -1
        self.init(freq, duty_u16=duty_u16)

    def init(self, freq: int = -1, *, duty_u16: int = -1) -> None:
        """Set one of them, or both."""
        if not isinstance(freq, int) or not isinstance(duty_u16, int):
            raise TypeError("freq and duty_u16 are ints")
        if freq != -1:
            if not _SLOWEST_PWM <= freq <= _FASTEST_PWM:
                raise ValueError("freq too small" if freq < _SLOWEST_PWM else "freq too large")
            self._freq = freq
        if duty_u16 != -1:
            if not 0 <= duty_u16 <= _FULL_DUTY:
                raise ValueError("duty_u16 must be from 0 to 65535")
            self._duty = duty_u16
        if self._freq != -1 and self._duty != -1:
            virtual.call(virtual.PWM, self._id, self._freq, self._duty)

    def freq(self, value: int | None = None) -> int | None:
        """Without value: Hz, 0 if it was not set. With it: set it."""
        if value is None:
            return max(0, self._freq)
        self.init(_set(value))
        return None

    def duty_u16(self, value: int | None = None) -> int | None:
        """Without value: 0 to 65535. With it: set it."""
        if value is None:
            return max(0, self._duty)
        self.init(duty_u16=_set(value))
        return None

    def deinit(self) -> None:
        """The pin is left alone."""
        self._freq = self._duty = -1
        virtual.call(virtual.PWM_OFF, self._id)


def _set(value: int) -> int:
    if value == -1:
        raise ValueError("value must be from 0")
    return value


class ADC:
    """An analog input, of 12 bits and 3.3 V."""

    def __init__(self, pin: Pin | int) -> None:
        if not isinstance(pin, Pin) and isinstance(pin, int) and pin < _CHANNELS:
            raise ValueError("a channel on an RP2040, a pin on an ESP32: hand over a Pin")
        self._id = _pin_number(pin)
        virtual.call(virtual.ADC_INIT, 0, self._id)

    def read_uv(self) -> int:
        """Microvolts."""
        return self._raw() * _ADC_MICROVOLTS // 4095

    def read_u16(self) -> int:
        """0 to 65535, at 3.3 V."""
        raw = self._raw()
        return raw << 4 | raw >> 8

    def _raw(self) -> int:
        microvolts = virtual.call(virtual.ADC_READ, 0, self._id)
        return min(4095, (microvolts * 4095 + _ADC_MICROVOLTS // 2) // _ADC_MICROVOLTS)


class RTC:
    """The processor's own clock: it begins at 2021-01-01 whenever the chip starts."""

    def __init__(self) -> None:
        self._fields = bytearray(8)

    def datetime(self, datetimetuple: tuple | None = None) -> tuple | None:
        """(year, month, day, weekday from Monday 0, hour, minute, second, 0), or set it so."""
        if datetimetuple is None:
            virtual.call(virtual.RTC_GET, into=self._fields)
            return unpack_from("<HBBBBBB", self._fields, 0) + (0,)
        if len(datetimetuple) != 8:
            raise ValueError("requested length 8 but object has length %d" % len(datetimetuple))
        virtual.call(virtual.RTC_SET, out=pack("<HBBBBBB", *datetimetuple[:7]))
        return None


class WDT:
    """The watchdog: not fed for timeout ms, it starts the chip again. It can't be stopped."""

    def __init__(self, id: int = 0, timeout: int = 5000) -> None:
        if id != 0:
            raise ValueError("WDT(%s) doesn't exist" % id)
        if not isinstance(timeout, int):
            raise TypeError("timeout must be an int")
        if not 1 <= timeout <= _LONGEST_WATCHDOG:
            raise ValueError("timeout out of range")
        virtual.call(virtual.WATCHDOG, 1, timeout)

    def feed(self) -> None:
        """Begin the wait again."""
        virtual.call(virtual.WATCHDOG, 0)


if virtual.call(virtual.USB):  # the board's chip has USB of its own
    from usbdevice import USBDevice  # noqa: F401
