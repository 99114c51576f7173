"""A whole virtual fob in the test's own process, with a firmware of the test's own."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mfob.sim.machine import Machine, Options
from mfob.sim.state import StateDir

BOUND = 10.0  # s


class Bench:
    """boot and main are the two files that MicroPython runs; files: others, in the slot /a."""

    def __init__(self, folder: Path, main: str, boot: str = "", **options: Any) -> None:
        self.closed = False
        firmware = folder / "firmware"
        firmware.mkdir(exist_ok=True)
        (firmware / "boot.py").write_text(boot)
        (firmware / "main.py").write_text(main)
        self.state = StateDir(folder / "state")
        self.state.take()
        self.machine = Machine(self.state, Options(firmware=firmware, **options))
        self.machine.power_on()

    def until(self, condition: Callable[[], bool], bound: float = BOUND) -> None:
        """Run the fob until the condition holds."""
        end = time.monotonic() + bound
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(
                    f"not within {bound} s; {self.machine.error}; log:\n{self.log}"
                )
            self.machine.loop.turn(0.02)

    def run(self, seconds: float) -> None:
        """Run the fob for so long, to see that nothing happens."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.machine.loop.turn(0.02)

    @property
    def log(self) -> str:
        """What print() and stderr have said."""
        return self.state.log.read_text()

    def printed(self, text: str) -> str:
        """Wait until the firmware has printed text, and its line to the end; returns the log."""
        self.until(lambda: "\n" in self.log.rpartition(text)[2] and text in self.log)
        return self.log

    def open(self) -> int:
        """Open the port as a host does, and wait until the fob knows."""
        fd = os.open(self.state.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self.until(lambda: self.machine.port is not None and self.machine.port.host)
        return fd

    def close(self) -> None:
        """Give everything back."""
        if not self.closed:
            self.machine.close()
            self.state.leave()
        self.closed = True


def received(fd: int) -> bytes:
    """What has come for a host that has the port open as fd."""
    try:
        return os.read(fd, 65536)
    except BlockingIOError:
        return b""
