"""A board at MicroPython's prompt: runs code on it, over mpremote's serial transport.

The only place that knows mpremote, whose Python API is internal (hence the pin in pyproject.toml).
The port is opened by serialport, so that no board is reset by that.
"""

from __future__ import annotations

import ast
import contextlib
import io
import struct
import time
from collections.abc import Callable
from typing import Any

import serial
from mpremote.transport import TransportError, TransportExecError
from mpremote.transport_serial import SerialTransport

from mfob.errors import NO_FOB, HostError
from mfob.serialport import PortLost, SerialPort

Clock = Callable[[], float]

_PROMPT = b">>> "
_CTRL_C = b"\x03"
_TO_PROMPT = b"\r\x02"  # Enter, and Ctrl-B out of raw mode; a running fob skips it as noise
_LOOK = 0.25  # seconds for the prompt to show
_QUIET = 0.3  # seconds without a byte after which the board is taken to wait
_BYTES = 5.0  # seconds for bytes that mpremote knows to come
_RUNS = 60.0  # seconds that code may run without a word
_GOES = 3.0  # seconds for what was interrupted to end


class BoardError(HostError):
    """What the board raised; `raised` is the last line of its traceback."""

    def __init__(self, raised: str) -> None:
        super().__init__(f"The board could not do it ({raised}).", "board")
        self.raised = raised


class _Transport(SerialTransport):
    """mpremote's, over a port that is open already."""

    def __init__(self, port: SerialPort) -> None:
        self.serial = port.lend(_BYTES)
        self.device_name = port.path
        self.in_raw_repl = False
        self.use_raw_paste = True
        self.mounted = False
        self.is_pty = True  # wait for each byte in read(), not by looking every 10 ms


def waits(port: SerialPort, seconds: float, now: Clock = time.monotonic) -> bool:
    """Whether a board is at a prompt there; nothing that runs is interrupted. Raises PortLost."""
    return _shows(port, _TO_PROMPT, seconds, now)


class BoardPrompt:
    """Takes over an open port whose board is at a prompt, or comes to one.

    `calm` seconds long nothing is interrupted; then, for `roused` seconds, Ctrl-C ends the program
    that runs there, both by the clock `now`. The board is started softly, without its main.py.
    Raises HostError "no_prompt", with the port closed.
    """

    def __init__(
        self, port: SerialPort, calm: float, roused: float, now: Clock = time.monotonic
    ) -> None:
        self._port = port
        self._now = now
        try:
            self._enter(calm, roused, soft_reset=True)
        except BaseException:
            port.close()
            raise

    def run(self, code: str) -> str:
        """Runs code; returns what it printed. Raises BoardError, HostError "lost"."""
        with _failures(self._port.path):
            self._transport.exec_raw_no_follow(code)
            out, error = self._transport.follow(_RUNS)
        if error:
            raise BoardError(error.decode(errors="replace").strip().splitlines()[-1])
        return out.decode()

    def ask(self, code: str) -> Any:
        """Runs code that prints one literal; returns it."""
        return ast.literal_eval(self.run(code).strip())

    def restart(self) -> None:
        """Resets the board and gives the port back."""
        with contextlib.suppress(TransportError, serial.SerialException, OSError):
            self._transport.exec_raw_no_follow("import machine\nmachine.reset()")
            time.sleep(0.05)  # what a UART still sends
        self._port.close()

    def abandon(self) -> None:
        """As restart(), from the middle of whatever the board does."""
        with contextlib.suppress(HostError, TransportError, serial.SerialException, OSError):
            self._until_quiet()
            self._enter(_LOOK, _GOES, soft_reset=False)
        self.restart()

    def _enter(self, calm: float, roused: float, soft_reset: bool) -> None:
        self._find_prompt(calm, roused)
        self._transport = _Transport(self._port)
        with _failures(self._port.path), contextlib.redirect_stdout(io.StringIO()):
            self._transport.enter_raw_repl(soft_reset=soft_reset)

    def _find_prompt(self, calm: float, roused: float) -> None:
        begun = self._now()
        try:
            while (passed := self._now() - begun) < calm + roused:
                keys = _TO_PROMPT if passed < calm else _CTRL_C + _TO_PROMPT
                if _shows(self._port, keys, _LOOK, self._now):
                    return
        except PortLost:
            raise _lost(self._port.path) from None
        raise HostError(f"Nothing answers on {self._port.path}.", "no_prompt", NO_FOB)

    def _until_quiet(self) -> None:
        """What was begun on the board ends by itself: an interrupted flash step helps nobody."""
        until = time.monotonic() + _GOES
        self._port.lend(_QUIET)
        with contextlib.suppress(PortLost):
            while time.monotonic() < until and self._port.read():
                pass


def _shows(port: SerialPort, keys: bytes, seconds: float, now: Clock) -> bool:
    """Whether the prompt shows after some keys."""
    port.write(keys)
    heard = b""
    until = now() + seconds
    while now() < until:
        heard = (heard + port.read())[-4096:]
        if _PROMPT in heard:
            return True
    return False


class _failures(contextlib.AbstractContextManager[None]):  # noqa: N801
    """What mpremote and pyserial raise, as HostError."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, TransportExecError):
            raise BoardError(str(error).strip().splitlines()[-1]) from None
        if isinstance(error, serial.SerialException | OSError):
            raise _lost(self._path) from None
        if isinstance(error, TransportError | struct.error):
            raise HostError(
                f"The board on {self._path} stopped to answer: unplug it, plug it in and run the"
                " same command again.",
                "silent",
                NO_FOB,
            ) from None


def _lost(path: str) -> HostError:
    return HostError(
        f"The board on {path} was unplugged: plug it in and run the same command again.",
        "lost",
        NO_FOB,
    )
