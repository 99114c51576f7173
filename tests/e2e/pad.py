"""A PIN typed on a fob's own pad, as a person does: looks at it, presses, looks again."""

from __future__ import annotations

import time

from e2e.conftest import Bench
from mfob.sim.fonts import fonts
from mfob.sim.readback import read_items

_WIDTHS = {font.name: font.width for font in fonts()}
_PRESSES = 5  # until the fob has taken one: a busy computer loses some


def on_pad(fob: Bench) -> tuple[int, str] | None:
    """How many digits are taken, by where the next one stands, and that one."""
    for item in read_items(fob.sim.picture()):
        if item.font.startswith("digits") and item.text.isdigit():
            return item.x // _WIDTHS[item.font], item.text
    return None


def turn_to(fob: Bench, button: str, taken: int, digit: int, patience: float = 2.0) -> None:
    """Presses until the pad stands there. patience: s of the computer's for a press."""
    for _ in range(_PRESSES):
        fob.sim.press(button, ms=200)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if on_pad(fob) == (taken, str(digit)):
                return
            time.sleep(0.02)
    raise AssertionError(fob.sim.text())


def fill(fob: Bench, pin: str, patience: float = 2.0) -> None:
    """Types on the pad that is on the screen; holds ok to end."""
    for taken, digit in enumerate(pin):
        for shown in range(int(digit)):
            turn_to(fob, "next", taken, shown + 1, patience)
        turn_to(fob, "ok", taken + 1, 0, patience)
    fob.sim.press("ok", ms=1000)
