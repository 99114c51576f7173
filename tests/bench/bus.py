"""Bytes on the I2C bus in a second that the display shows a code (address bytes counted)"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mfob.sim.client import Sim

COLUMNS = ("board", "bytes a second", "of them the clock's", "a whole frame would be")
_SECONDS = 10
_ROOT = Path(__file__).parents[2]
_ADDRESS = "otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub\n"


def rows() -> Iterator[tuple[object, ...]]:
    """The virtual board, over 10 seconds of its world at usual speed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Sim.start(Path(folder) / "fob", rtc_set=True, auto_approve=True, lease=True) as sim,
    ):
        # Without an account the display stands: what travels is the clock's.
        still = _rate(sim)
        command = [sys.executable, "-m", "mfob", "-p", f"sim:{sim.state.path}", "add", "-"]
        subprocess.run(command, input=_ADDRESS.encode(), check=True, capture_output=True)
        sim.wait_screen("alice")
        yield "virtual", _rate(sim), still, 1024 + 8 * 9


def _rate(sim: Sim) -> int:
    """Bytes a second of the world, the whole seconds that pass meanwhile."""
    begin, bytes_before = sim.utc_ms(), sim.status()["bus_bytes"]
    while sim.utc_ms() - begin < _SECONDS * 1000:
        sim.wait_screen(lambda _: True)
    return round((sim.status()["bus_bytes"] - bytes_before) * 1000 / (sim.utc_ms() - begin))
