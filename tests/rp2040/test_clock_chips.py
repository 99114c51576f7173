"""The drivers of clock chips on the emulated chip, and its own clock where a board has none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rp2040.conftest import Chip
from sim.clockboard import MAIN, UTC, board, drivers

BEGIN = "import time\ntime.sleep_ms(400)  # until USB is there\n"


@pytest.mark.parametrize("kind", ["pcf8563", "ds1307", "chip"])
def test_a_clock(chip: Callable[..., Chip], tmp_path: Path, kind: str) -> None:
    drivers(tmp_path)
    fob = chip(BEGIN + MAIN, board=str(board(tmp_path, kind)))
    assert "new None stopped" in fob.hear("new")
    assert f"set {UTC} \r\n" in fob.hear("set")
    took = int(fob.hear("second", 300).partition("second")[2].split()[0])
    assert 999 <= took < 1010  # a reading takes milliseconds
    assert f"now {UTC + 1} " in fob.hear("now")
    if kind == "chip":
        return
    fob.machine.circuit.bus.stuck = True
    assert "bus 5" in fob.hear("bus")
    fob.machine.circuit.bus.stuck = False
    fob.heard = b""
    assert f"now {UTC}"[:-1] in fob.hear("now")
