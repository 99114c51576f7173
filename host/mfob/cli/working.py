"""That a key is being worked out of a password, which takes seconds: a line that counts them.

A process of its own draws it: what decrypts backups (pyrage) lets no other thread of this one
run. It ends when this one does, however that is, and takes its line with it.
"""

from __future__ import annotations

import subprocess
import sys
from types import TracebackType

from mfob.cli import elapsed
from mfob.cli.texts import note

_SHORT = 1.0  # s that nobody is told of


class Working:
    """While it is entered, start() may draw; stop() and the end of it take the line away."""

    def __init__(self, what: str) -> None:
        self._text = f"Working out the key from the {what}"
        self._process: subprocess.Popen[str] | None = None

    def start(self, seconds: float | None = None) -> None:
        """It begins, and may take so long, by a slow computer's measure; None: not known."""
        self.stop()
        if seconds is not None and seconds < _SHORT:
            return
        if not sys.stderr.isatty():
            long = "some seconds" if seconds is None else f"{seconds:.0f} s"
            note(f"{self._text}; it may take {long} …")
            return
        # -I and -S: nothing but the standard library, so that it is there at once
        command = [sys.executable, "-I", "-S", "-X", "utf8", elapsed.__file__]
        self._process = subprocess.Popen(
            [*command, self._text, str(seconds or 0)], stdin=subprocess.PIPE, text=True
        )

    def stop(self) -> None:
        """The line is gone when this returns."""
        process, self._process = self._process, None
        if process is not None and process.stdin:
            process.stdin.close()
            process.wait()

    def __enter__(self) -> Working:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()
