"""A board at MicroPython's prompt, on a PTY, in plain Python: it answers what a test lays ready.

It knows the raw mode of MicroPython's reference, without raw paste. Code that no answer is ready
for ends up in `unexpected`, which tests want empty.
"""

from __future__ import annotations

import os
import select
import threading
import tty
from pathlib import Path

SILENCE = None  # in place of an answer: not a word, until Ctrl-C
BANNER = b"raw REPL; CTRL-B to exit\r\n>"


class Raised(str):
    """An answer: the code ends in this last line of a traceback."""


class FakeBoard(threading.Thread):
    """`answers`: what each piece of code prints, in turn. `mute`: it says nothing at all."""

    def __init__(self, path: Path, answers: list[str | None], mute: bool = False) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.answers = answers
        self.mute = mute
        self.unexpected: list[str] = []
        self.resets = 0
        self._raw = False
        self._hangs = False
        self._text = bytearray()
        self._quit = os.pipe()
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        path.symlink_to(os.ttyname(self._slave))
        self.start()

    def stop(self) -> None:
        os.write(self._quit[1], b"x")
        self.join(5)
        for descriptor in (self._master, self._slave, *self._quit):
            os.close(descriptor)

    def run(self) -> None:
        while True:
            ready = select.select([self._master, self._quit[0]], [], [])[0]
            if self._quit[0] in ready:
                return
            for byte in os.read(self._master, 4096):
                if not self.mute:
                    self._take(byte)

    def _say(self, data: bytes) -> None:
        os.write(self._master, data)

    def _take(self, byte: int) -> None:
        if self._hangs and byte != 3:
            return
        if byte == 2:
            self._raw = False
            self._text.clear()
            self._say(b"\r\nMicroPython\r\n>>> ")
        elif byte == 1:
            if self._raw and self._text == b"\x05A":
                self._say(b"R\x00")
                self._text.clear()
                return
            self._raw = True
            self._text.clear()
            self._say(BANNER)
        elif byte == 3:
            self._hangs = False
            self._text.clear()
        elif self._raw and byte == 4:
            self._execute(bytes(self._text).decode())
            self._text.clear()
        elif self._raw:
            self._text.append(byte)
        elif byte == 13:
            self._say(b"\r\n>>> ")

    def _execute(self, code: str) -> None:
        self._say(b"OK")
        if not code:
            self._say(b"\r\nMPY: soft reboot\r\n" + BANNER)
        elif "machine.reset()" in code:
            self.resets += 1
            self._raw = False
        elif self.answers:
            self._answer(self.answers.pop(0))
        else:
            self.unexpected.append(code)
            self._answer(Raised("NotImplementedError: "))

    def _answer(self, answer: str | None) -> None:
        if answer is None:
            self._hangs = True
        elif isinstance(answer, Raised):
            self._say(b"\x04" + answer.encode() + b"\r\n\x04>")
        else:
            self._say(answer.encode() + b"\r\n\x04\x04>")
