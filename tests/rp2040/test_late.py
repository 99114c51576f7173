"""What the fob loads late, on a heap that is as good as full: a first PIN, a first pictured name.

The ballast is more than a thousand accounts take (9 KB): until 8 KB are free in one piece, and
16 KB in holes of 512 bytes, where neither a large module nor a large table has room.
"""

from __future__ import annotations

import shutil
from base64 import b32encode
from pathlib import Path
from typing import Any

from e2e.conftest import Bench, code_of, oathtool
from fobcore.account import Account
from mfob import Fob
from mfob.sim.client import Sim
from rp2040.conftest import PATIENCE, UF2
from rp2040.test_fob import look_for
from soak.flashfiles import read_file

KEY = bytes(range(20))
MAIN = """
import sys
sys.path.insert(0, "/a")
import gc
gc.threshold(1 << 14)  # as the firmware's main.py
import start

class App(start.App):
    ballast = None

    def step(self, ticks, down):
        if self.ballast is None and "health" in sys.modules:  # the last that answers a computer
            self.ballast = []
            gc.collect()
            for _ in range((gc.mem_free() >> 9) - 16):
                self.ballast.append(bytearray(480))  # 512 with the object
            self.ballast[-64:] = self.ballast[-64::2]
            gc.collect()
            assert gc.mem_free() < 26 << 10
        super().step(ticks, down)

start.App = App
try:
    start.main()
except BaseException as error:
    with open("/crash.log", "w") as file:
        sys.print_exception(error, file)
"""


def test_a_first_pin_and_a_first_pictured_name(few_iterations: Path, tmp_path: Path) -> None:
    firmware = tmp_path / "firmware"
    shutil.copytree(few_iterations, firmware)
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text(MAIN)
    state = tmp_path / "fob"
    given: dict[str, Any] = {"lease": True, "rtc_set": True, "auto_approve": True}
    with Sim.start(state, **given) as unix, Fob.open(f"sim:{unix.state.path}") as mine:
        mine.add(Account("GitHub", "alice", b"another key"))
        mine.add(Account("\u963f\u91cc\u4e91", "bob", KEY))
    with Sim.start(state, chip="rp2040", image=UF2, firmware=firmware, **given) as sim:
        fob = Bench(sim, sim.ticks, PATIENCE)
        result = fob.run("info")
        assert result.code == 0, (result, crash(state))
        sim.wait_screen("alice", PATIENCE)
        (tmp_path / "pin").write_text("1000\n")
        (tmp_path / "pin").chmod(0o600)
        result = fob.run("pin", "set", "--pin-file", str(tmp_path / "pin"))
        assert result.code == 0, (result, crash(state))
        look_for(fob, "bob")  # beside the picture
        fob.stand()
        wanted = oathtool(b32encode(KEY).decode(), sim.utc())
        sim.wait_screen(lambda lines: code_of(lines) == wanted, PATIENCE)
        sim.go()
        assert (sim.status()["resets"], crash(state)) == (0, None)


def crash(state: Path) -> bytes | None:
    """The traceback that ended the firmware."""
    return read_file(state / "flash.img", "/crash.log")
