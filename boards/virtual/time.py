"""The time module that the virtual fob sees: the world's ticks, the chip's own poor clock."""

import virtual
from micropython import const

_PERIOD = const(1 << 30)  # ticks wrap here, as they do on an RP2040 and an ESP32
_HALF = const(1 << 29)


def _ticks(value: int) -> int:
    if not isinstance(value, int):
        raise TypeError("can't convert %s to int" % type(value).__name__)
    return value


def ticks_ms() -> int:
    """Milliseconds since the chip started, modulo 2**30."""
    return virtual.call(virtual.TICKS_MS)


def ticks_us() -> int:
    """Microseconds since the chip started, modulo 2**30."""
    return virtual.call(virtual.TICKS_US)


def ticks_cpu() -> int:
    """The finest ticks there are."""
    return virtual.call(virtual.TICKS_US)


def ticks_add(ticks: int, delta: int) -> int:
    """ticks moved by delta, which must be less than half the period."""
    if not -_HALF < _ticks(delta) < _HALF:
        raise OverflowError("ticks interval overflow")
    return (_ticks(ticks) + delta) & (_PERIOD - 1)


def ticks_diff(end: int, start: int) -> int:
    """end - start, signed, right within half a period."""
    return ((_ticks(end) - _ticks(start) + _HALF) & (_PERIOD - 1)) - _HALF


def sleep_ms(ms: int) -> None:
    """Stand still for ms milliseconds of the world."""
    virtual.call(virtual.SLEEP_MS, 0, max(0, _ticks(ms)))


def sleep_us(us: int) -> None:
    """Stand still for us microseconds of the world."""
    virtual.call(virtual.SLEEP_US, 0, max(0, _ticks(us)))


def sleep(seconds: float) -> None:
    """Stand still for seconds (int or float) of the world."""
    sleep_ms(int(seconds * 1000))


def time() -> int:
    """Seconds since 1970 of the chip's own clock, which begins at 2021-01-01 at each power-on.

    So it is on an RP2040. Whoever wants the time asks the real-time clock on the bus.
    """
    return virtual.call(virtual.SECONDS)
