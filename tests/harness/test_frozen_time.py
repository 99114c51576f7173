"""The core in CPython, the computer's clock mocked: the display shows pyotp's now()."""

from __future__ import annotations

import importlib
import sys
import time
from pathlib import Path
from typing import Any

import pyotp
import pytest
from freezegun import freeze_time

from mfob.sim.picture import Picture
from mfob.sim.readback import read_text

# The fob in memory of the core's tests, and the shims for MicroPython's modules.
TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "core"), str(TESTS / "runtimes" / "shims" / "cpython")]
Fob = importlib.import_module("fob").Fob

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


class ComputersClock:
    """A clock chip that tells the computer's time, whatever that is made to be."""

    lost = ""

    def passed(self, ms: int) -> None:
        """It goes by the computer's clock alone."""

    def read(self) -> int:
        return int(time.time())

    def write(self, utc: int) -> None:
        assert utc == int(time.time())


def shown(fob: Any) -> list[str]:
    """The text that the display's pixels show."""
    display = fob.display
    width = display.width
    rows = []
    for y in range(display.height):
        page = display.shown[y // 8 * width : (y // 8 + 1) * width]
        rows.append(int("".join(str(column >> y % 8 & 1) for column in page), 2))
    picture = Picture(width, display.height, rows)
    return read_text(picture)


@pytest.mark.parametrize("size", [(128, 64), (128, 32)])
@pytest.mark.parametrize(
    "moment", ["2026-11-24 12:00:00", "2038-01-19 03:14:00", "2099-12-31 23:59:30"]
)
def test_the_display_shows_what_pyotp_says(moment: str, size: tuple[int, int]) -> None:
    with freeze_time(moment) as frozen:
        width, height = size
        fob = Fob(rtc=ComputersClock(), width=width, height=height)
        fob.hello()
        fob.add("alice", SECRET)
        now = int(time.time())
        # Pressed within the second, since time stands: the chip takes what it shows already.
        fob.clock.set(now, fob.now)
        for step in range(40 * 50):
            frozen.tick(0.02)
            fob.pass_time(20)
            if step % 50 in (4, 24, 48):  # a second's end is seen within 0.1 s
                text = "".join(shown(fob)).replace(" ", "")
                assert pyotp.TOTP(SECRET).now() in text, (step, text)
