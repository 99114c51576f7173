"""A serial port that only one program holds, opened so that no board is reset by it (pyserial)."""

from __future__ import annotations

import errno
import os
import re

import serial

from mfob import portadvice
from mfob.errors import NO_FOB, HostError, shown

_BAUD = 115200  # what a USB-UART chip runs at; USB CDC ignores it
_SLICE = 0.05  # seconds that read() waits at most
_WRITE = 2.0  # seconds that the system may take to accept a line

_MISSING = (errno.ENOENT, errno.ENXIO, errno.ENODEV)
_BUSY = (errno.EBUSY, errno.EAGAIN)
_DENIED = (errno.EACCES, errno.EPERM)
_TOLD = re.compile(r"Error\((\d+),")  # a Windows error as Python shows it, in pyserial's text


class PortLost(Exception):
    """The port went away under us: unplugged, or its other end closed."""


class SerialPort:
    """`path` at 115,200 baud. Raises HostError "no_port", "port_busy" or "port_denied".

    An ESP32's loader is entered, and the chip reset, by DTR and RTS moving apart. The system
    raises both together at open and nothing here moves them afterwards; `hold` (for USB-UART
    chips) keeps the system from dropping them at close as well. A board with USB of its own needs
    the drop: it is how the fob learns that nobody listens.
    """

    def __init__(self, path: str, hold: bool = False) -> None:
        self.path = path
        try:
            self._serial = serial.Serial(
                path, _BAUD, timeout=_SLICE, write_timeout=_WRITE, exclusive=True
            )
            if hold and os.name == "posix":  # pyserial has no descriptor on Windows
                _keep_lines(self._serial.fileno())
        except (serial.SerialException, OSError, ValueError) as error:
            raise _refused(path, _number(error)) from None

    def write(self, data: bytes) -> bool:
        """Sends; False when the other end takes nothing. Raises PortLost."""
        try:
            self._serial.write(data)
        except serial.SerialTimeoutException:
            return False
        except (serial.SerialException, OSError) as error:
            raise PortLost(self.path) from error
        return True

    def read(self) -> bytes:
        """What has arrived, after at most 50 ms; b"" for nothing. Raises PortLost."""
        try:
            return self._serial.read(max(1, min(self._serial.in_waiting, 4096)))
        except (serial.SerialException, OSError) as error:
            raise PortLost(self.path) from error

    def lend(self, timeout: float) -> serial.Serial:
        """The port for a library that reads and writes by itself; it waits `timeout` seconds."""
        self._serial.timeout = timeout
        return self._serial

    def close(self) -> None:
        """Gives the port back. A second time does nothing."""
        self._serial.close()


def _keep_lines(descriptor: int) -> None:
    import termios

    settings = termios.tcgetattr(descriptor)
    settings[2] &= ~termios.HUPCL
    termios.tcsetattr(descriptor, termios.TCSANOW, settings)


def _number(error: Exception) -> int | None:
    """The errno of a port that could not be opened. On Windows pyserial has it in its text alone,
    and a port without permission is one that another program has."""
    number = getattr(error, "errno", None)
    told = _TOLD.search(str(error)) if number is None else None
    if told is None:
        return number
    return errno.EBUSY if int(told[1]) in _DENIED else int(told[1])


def _refused(path: str, number: int | None) -> HostError:
    """Why a port could not be opened, for people."""
    path = shown(path)
    if number in _MISSING:
        message = f"There is no port {path}: is the fob plugged in? `mfob devices` lists fobs."
        return HostError(message, "no_port", NO_FOB)
    if number in _BUSY:
        return HostError(portadvice.busy(path), "port_busy", NO_FOB)
    if number in _DENIED:
        return HostError(portadvice.denied(path), "port_denied", NO_FOB)
    return HostError(f"{path} can't be used: it is no serial port.", "no_port", NO_FOB)
