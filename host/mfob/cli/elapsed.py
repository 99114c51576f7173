"""A line on stderr that counts seconds until stdin ends, and then is gone.

    python elapsed.py TEXT SECONDS      as a program of its own, see mfob.cli.working

SECONDS: how long it may take; 0 where that is not known.
"""

from __future__ import annotations

import signal
import sys
import threading
import time

_EVERY = 0.2  # s
_BAR = 20  # characters


def line(text: str, seconds: float, most: float) -> str:
    """What stands on the terminal after so many seconds."""
    if not most:
        return f"{text} … {seconds:.0f} s"
    filled = min(int(seconds * _BAR / most), _BAR)
    bar = "#" * filled + "-" * (_BAR - filled)
    return f"{text} [{bar}] {seconds:.0f} s of some {max(seconds, most):.0f} s"


def _main(text: str, most: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the program that this one is of
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    begin = time.monotonic()
    drawn = 0
    while not over.wait(_EVERY):
        shown = line(text, time.monotonic() - begin, most)
        sys.stderr.write("\r" + shown.ljust(drawn))
        sys.stderr.flush()
        drawn = len(shown)
    sys.stderr.write("\r" + " " * drawn + "\r" if drawn else "")
    sys.stderr.flush()


if __name__ == "__main__":
    _main(sys.argv[1], float(sys.argv[2]))
