"""Each board of boards/: how long a press takes to its pixels, and a second that shows a code

On this computer (unix), and on an emulated RP2040 at 125 MHz in its own time, where the board has
one and MFOB_UF2 names MicroPython's image. There a row is right to 2 ms of the world or better.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.device import Measured, _code, _displayed, _instrumented, _start
from fobcore.account import Account
from mfob import Fob, data
from mfob.sim import chips
from mfob.sim.client import Sim
from mfob.sim.readback import read_text

_IMAGE = os.environ.get("MFOB_UF2")
_KEYS = {"alice": b"12345678901234567890", "bob": b"Hello!\xde\xad\xbe\xef"}
_AFTER = 0.6  # s of the world that are looked at after a press
_PRESSES = 5
_TRIES = 3
_PATIENCE = 300.0  # s
_ROWS = (
    ("next", "letting go of next to the other code on the display, median of 5", "ms"),
    ("longest next", "the longest of them", "ms"),
    ("awake", "awake in a second that shows a code", "ms"),
    ("turn", "longest turn of the loop in such seconds", "ms"),
    ("bus", "bytes on the I2C bus in such a second", "bytes"),
    ("spi", "bytes on the SPI bus in such a second", "bytes"),
    ("dark awake", "awake in a second with the display dark, on a plug", "ms"),
    ("dark bus", "bytes on both buses in such a second", "bytes"),
)


def _runs() -> list[tuple[str, str]]:
    """(board, chip) of each column."""
    boards = [name for name in data.board_names() if name != "virtual"]
    found = [(board, "unix") for board in boards]
    if _IMAGE:
        emulated = chips.of("rp2040")
        found += [(board, "rp2040") for board in boards if emulated.runs(data.board(board))]
    return found


COLUMNS = ("what", "unit", *(f"{board}, {chip}" for board, chip in _runs()))


def rows() -> Iterator[tuple[object, ...]]:
    """All of _ROWS."""
    columns = [_measured(board, chip) for board, chip in _runs()]
    for key, what, unit in _ROWS:
        yield what, unit, *(column.get(key, "-") for column in columns)


def _measured(board: str, chip: str) -> Measured:
    """One board with two accounts, its clock set."""
    given: dict[str, Any] = {"chip": chip, "image": _IMAGE} if chip != "unix" else {}
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        # The computer's chip takes the accounts in: an emulated one needs minutes for it.
        with (
            Sim.start(
                here / "fob", board=board, rtc_set=True, auto_approve=True, lease=True
            ) as sim,
            Fob.open(f"sim:{sim.state.path}") as fob,
        ):
            for name, key in _KEYS.items():
                fob.add(Account("GitHub", name, key))
        firmware = _instrumented(here / "firmware")
        with Sim.start(
            here / "fob",
            board=board,
            rtc_set=True,
            lease=True,
            wait=False,
            firmware=firmware,
            **given,
        ) as sim:
            _start(sim, _code)
            found = _displayed(sim)
            taken = sorted(_next(sim) for _ in range(_PRESSES))
            found.update(_dark(sim))
    return {**found, "next": taken[_PRESSES // 2], "longest next": taken[-1]}


def _dark(sim: Sim) -> Measured:
    """After five minutes without a press."""
    for _ in range(3):
        sim.advance(250)
        until = sim.ticks() + 2
        while sim.ticks() < until:
            time.sleep(0.01)
    assert not sim.status()["display"]["on"]
    found = _displayed(sim)
    return {"dark awake": found["awake"], "dark bus": found["bus"] + found["spi"]}


def _next(sim: Sim) -> float:
    """ms from the end of a press to the first picture that has all of the other account; of the
    first press that the fob has heard: a busy computer loses some."""
    for _ in range(_TRIES):
        took = _pressed(sim)
        if took is not None:
            return took
    raise AssertionError(sim.text())


def _pressed(sim: Sim) -> float | None:
    """The same of one press; None where no such picture came."""
    before = _read(sim.text())
    sim.press("next")
    began = sim.ticks()
    pictures: list[tuple[float, dict[str, Any]]] = []
    seen = None
    until = time.monotonic() + _PATIENCE
    now = began
    while now - began < _AFTER and time.monotonic() < until:
        now = sim.ticks()
        look = sim.look(seen)
        if look["changes"] != seen:
            seen = look["changes"]
            pictures.append((now, look))
        time.sleep(0.001)
    # Read afterwards: to read a picture takes longer than to draw the next.
    for at, look in pictures:
        after = _read(read_text(Sim.picture_of(look)))
        if all(after) and after[0] != before[0] and after[1] != before[1]:
            return (at - began) * 1000
    return None


def _read(lines: list[str]) -> tuple[str, str]:
    """(whose code, its digits), "" for what can't be read."""
    text = "\n".join(lines)
    name = next((name for name in _KEYS if name in text), "")
    code = re.search(r"^(\d{3}) ?(\d{3})\b", text, re.MULTILINE)
    return name, "".join(code.groups()) if code else ""
