"""MicroPython's prompt on the virtual fob's console: line by line, and raw for programs.

The bytes are those of shared/runtime/pyexec.c and of "Raw mode and raw-paste mode" in
MicroPython's reference, which mpremote speaks. What a chip has beyond it (editing, history,
completion, blocks that are continued, paste mode) is not here.
"""

import sys
from io import StringIO

import micropython
import virtual
from micropython import const

_CTRL_A = const(1)
_CTRL_B = const(2)
_CTRL_C = const(3)
_CTRL_D = const(4)
_CTRL_E = const(5)
_RETURN = const(13)
_WINDOW = const(128)  # bytes of raw paste that the host may be ahead, as on an RP2040
_RAW_BANNER = b"raw REPL; CTRL-B to exit\r\n"


def report(console: virtual.Console, error: BaseException) -> str:
    """Prints a traceback on the console; returns its text."""
    stream = StringIO()
    sys.print_exception(error, stream)  # pyright: ignore[reportArgumentType]
    text = stream.getvalue()  # pyright: ignore[reportAttributeAccessIssue]
    console.write(text.replace("\n", "\r\n"))
    return text


class Repl:
    """The prompt. `names`: the globals of what is typed; `raw`: begin in raw mode."""

    def __init__(self, console: virtual.Console, names: dict, raw: bool) -> None:
        self._console = console
        self._names = names
        self._raw = raw
        self._byte = bytearray(1)

    def run(self) -> None:
        """Serves until a soft reset; does not return."""
        while True:
            if self._raw:
                self._serve_raw()
            else:
                self._serve_lines()

    def _get(self) -> int:
        self._console.readinto(self._byte)
        return self._byte[0]

    def _serve_lines(self) -> None:
        """The prompt for people, until Ctrl-A."""
        write = self._console.write
        write("MicroPython %s; virtual fob\r\n" % sys.version)
        write('Type "help()" for more information.\r\n>>> ')
        line = bytearray()
        while True:
            byte = self._get()
            if byte == _CTRL_A and not line:
                write(b"\r\n")
                self._raw = True
                return
            if byte == _CTRL_B and not line:
                write(b"\r\n")
                return
            if byte == _CTRL_D and not line:
                write(b"\r\n")
                self._soft_reset()
            if byte == _CTRL_C:
                line = bytearray()
                write(b"\r\n>>> ")
            elif byte == _RETURN:
                write(b"\r\n")
                if line:
                    self._execute(bytes(line), "single")
                line = bytearray()
                write(b">>> ")
            elif byte >= 32:
                line.append(byte)
                write(self._byte)

    def _serve_raw(self) -> None:
        """The prompt for programs, until Ctrl-B."""
        write = self._console.write
        write(_RAW_BANNER)
        write(b">")
        text = bytearray()
        while True:
            byte = self._get()
            if byte == _CTRL_A:
                if len(text) == 2 and text[0] == _CTRL_E:
                    self._paste(text[1])
                else:
                    write(_RAW_BANNER)
                text = bytearray()
                write(b">")
            elif byte == _CTRL_B:
                write(b"\r\n")
                self._raw = False
                return
            elif byte == _CTRL_C:
                text = bytearray()
            elif byte == _CTRL_D:
                write(b"OK")
                if not text:
                    write(b"\r\n")
                    self._soft_reset()
                self._execute_raw(bytes(text))
                text = bytearray()
                write(b">")
            else:
                text.append(byte)

    def _paste(self, kind: int) -> None:
        """Raw paste: the source with flow control, then as in raw mode."""
        write = self._console.write
        if kind != ord("A"):
            write(b"R\x00")
            return
        write(b"R\x01" + bytes((_WINDOW & 0xFF, _WINDOW >> 8)) + b"\x01")
        text = bytearray()
        room = _WINDOW
        while True:
            byte = self._get()
            if byte in (_CTRL_C, _CTRL_D):
                write(b"\x04")
                break
            text.append(byte)
            room -= 1
            if not room:
                write(b"\x01")
                room = _WINDOW
        if byte == _CTRL_C:
            write(b"\x04")
            report(self._console, KeyboardInterrupt())
            write(b"\x04")
        else:
            self._execute_raw(bytes(text))

    def _execute_raw(self, source: bytes) -> None:
        """Output, 04, traceback, 04."""
        error = self._run(source, "exec")
        self._console.write(b"\x04")
        if error is not None:
            report(self._console, error)
        self._console.write(b"\x04")

    def _execute(self, source: bytes, kind: str) -> None:
        error = self._run(source, kind)
        if error is not None:
            report(self._console, error)

    def _run(self, source: bytes, kind: str) -> "BaseException | None":
        """Executes with Ctrl-C armed; what it raised."""
        try:
            code = compile(source, "<stdin>", kind)
            del source
            micropython.kbd_intr(3)
            exec(code, self._names)
        except SystemExit:
            micropython.kbd_intr(-1)
            self._soft_reset()
        except BaseException as error:
            micropython.kbd_intr(-1)
            return error
        micropython.kbd_intr(-1)
        return None

    def _soft_reset(self) -> None:
        """Starts MicroPython again, in the mode that it is in; does not return."""
        self._console.write(b"MPY: soft reboot\r\n")
        while True:
            virtual.call(virtual.RESET, 2 if self._raw else 1)
