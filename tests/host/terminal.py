"""Runs the program as its own process, with or without a terminal of its own."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

_CHECKOUT = Path(__file__).parents[2]
_PROGRAM = "from mfob.cli.main import main; main()"
_ON_TERMINAL = (  # the terminal whose path is the first argument becomes that of the process
    "import fcntl, os, sys, termios\n"
    "tty = os.open(sys.argv.pop(1), os.O_RDWR)\n"
    "fcntl.ioctl(tty, termios.TIOCSCTTY, 0)\n"
    f"{_PROGRAM}\n"
)


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that imports mfob and fobcore from the checkout."""
    paths = [str(_CHECKOUT / "host"), str(_CHECKOUT / "firmware")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}


def run(*args: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """The program without any terminal: not even /dev/tty can be opened."""
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *args],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=30,
        start_new_session=True,
        env=environment(**more),
    )


class OnTerminal:
    """The program on a terminal: `stdin` None means that it is read from the terminal too.

    stdout is a pipe, stderr goes to the terminal, whose contents are in `shown`.
    """

    def __init__(self, *args: str, stdin: str | None = None, **more: str) -> None:
        self.shown = ""
        self._master, slave = os.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _ON_TERMINAL, os.ttyname(slave), *args],
            stdin=slave if stdin is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=slave,
            text=True,
            start_new_session=True,
            env=environment(**more),
        )
        os.close(slave)
        if stdin is not None and self.process.stdin:
            self.process.stdin.write(stdin)
            self.process.stdin.close()

    def wait_for(self, text: str, seconds: float = 15) -> None:
        """Waits until the terminal shows it."""
        until = time.monotonic() + seconds
        while text not in self.shown:
            assert time.monotonic() < until, f"{text!r} did not show up: {self.shown}"
            self._look()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def end(self) -> tuple[int, str]:
        """The exit code and what came on stdout."""
        stdout = self.process.stdout.read() if self.process.stdout else ""
        exit_code = self.process.wait(15)
        while self._look():
            pass
        os.close(self._master)
        return exit_code, stdout

    def _look(self) -> bool:
        if not select.select([self._master], [], [], 0.1)[0]:
            return False
        try:
            data = os.read(self._master, 4096)
        except OSError:  # nobody holds the other end any more
            return False
        self.shown += data.decode()
        return bool(data)
