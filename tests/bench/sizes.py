"""The firmware of a pico_oled as .mpy, in bytes, by what it is for

"loaded": while a code is shown and no computer has spoken, as a virtual fob's MicroPython says.
Nothing here needs an image: tests/lint/test_sizes.py holds the sums against their bounds.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from fobcore.account import Account
from mfob import Fob
from mfob.compiling import Abi, compiled
from mfob.firmware import place_files
from mfob.sim.client import Sim

COLUMNS = ("what", "loaded", "all")
_ROOT = Path(__file__).parents[2]
_BOARD = _ROOT / "boards" / "pico_oled" / "board.py"
_PICO = Abi(6, 3, "armv6m")
_PATIENCE = 60.0  # s
_SETTLES = 4.0  # s of the world, in which a shown code has been drawn anew some times
# A module belongs to the first group that names it.
GROUPS = (
    ("codes: hashes, HMAC, TOTP, base32", "fobcore/sha1 fobcore/sha512 fobcore/hashes"
     " fobcore/hmac fobcore/otp fobcore/base32"),
    ("keys and accounts on flash", "fobcore/vault fobcore/journal fobcore/sealing fobcore/records"
     " fobcore/index fobcore/broken fobcore/keys fobcore/keeper fobcore/attempts fobcore/pin"
     " fobcore/opening fobcore/preparing fobcore/entropy fobcore/account fobcore/rules"
     " fobcore/errors"),
    ("clock", "fobcore/clock fobcore/clock_memory fobcore/drift fobcore/calendar"),
    ("screen of a code, lock, quiet", "fobcore/app fobcore/views fobcore/onscreen fobcore/idle"
     " fobcore/screens fobcore/codescreen fobcore/faces fobcore/paint fobcore/quiet"
     " fobcore/initials fobcore/settings face"),
    ("the owner's dialogs", "fobcore/dialog fobcore/menu fobcore/pinpad fobcore/finder"
     " fobcore/letters fobcore/settings_screens fobcore/clock_screens fobcore/strip"),
    ("link and commands", "fobcore/frames fobcore/wire fobcore/wireform fobcore/link"
     " fobcore/computer fobcore/consent fobcore/*commands fobcore/batch fobcore/manifest"
     " fobcore/merkle fobcore/twins fobcore/selftest fobcore/fob health"),
    ("keyboard", "keyboard drivers/usbkeyboard fobcore/keymap fobcore/typist"),
    ("fonts of other scripts", "fonts/latin* fonts/greek* fonts/cyrillic* others fobcore/scripts"),
    ("fonts", "fonts/*"),
    ("drivers", "drivers/*"),
    ("start and loop, the board's data", "start loop wiring power halt board fobcore/__init__"),
)  # fmt: skip
_MAIN = """
import sys
sys.path.insert(0, "/a")
import start, time

class App(start.App):
    said = 0
    def step(self, ticks, down):
        super().step(ticks, down)
        if time.ticks_diff(ticks, self.said) > 500:
            self.said = ticks
            print("LOADED", " ".join(sys.modules))

start.App = App
start.main()
"""


def rows() -> Iterator[tuple[object, ...]]:
    """A group each, and their sum."""
    sizes = mpy()
    with tempfile.TemporaryDirectory() as folder:
        loaded = shows_a_code(Path(folder))
    sums: dict[str, list[int]] = {name: [0, 0] for name, _ in GROUPS}
    for module, size in sizes.items():
        found = sums[group(module)]
        found[0] += size if module in loaded else 0
        found[1] += size
    for name, (now, all) in sorted(sums.items(), key=lambda row: -row[1][1]):
        yield name, now, all
    yield "sum", *(sum(column) for column in zip(*sums.values(), strict=True))


def mpy() -> dict[str, int]:
    """The modules that a pico_oled has, as paths, and the bytes of each."""
    files, note = compiled(place_files(_BOARD, chip="rp2"), _PICO)
    assert not note, note
    return {path.removesuffix(".mpy"): len(content) for path, content in files.items()}


def group(module: str) -> str:
    """The group that a module is in."""
    for name, patterns in GROUPS:
        if any(fnmatch(module, pattern) for pattern in patterns.split()):
            return name
    raise ValueError(f"no group has {module}")


def shows_a_code(folder: Path) -> set[str]:
    """The modules that are loaded then, as paths; those of the chip's for the computer's."""
    firmware = folder / "firmware"
    shutil.copytree(_ROOT / "firmware", firmware, ignore=shutil.ignore_patterns("__pycache__"))
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text(_MAIN)
    given = {"board": "pico_oled", "rtc_set": True, "auto_approve": True}
    with Sim.start(folder / "fob", lease=True, firmware=firmware, **given) as sim:
        with Fob.open(f"sim:{sim.state.path}") as fob:
            for name in ("alice", "bob"):
                fob.add(Account("GitHub", name, name.encode() * 4))
        sim.power_cut()
        sim.power_on(wait=False)
        sim.wait_screen(lambda lines: any(re.fullmatch(r"\d{3} ?\d{3}", it) for it in lines))
        heard = _heard(sim)
    names = {name.replace(".", "/") for name in heard}
    assert "fobcore/otp" in names and "fobcore/link" not in names, heard
    names |= {f"{name}/__init__" for name in names}
    return {name.replace("drivers/chip_unix", "drivers/chip_rp2") for name in names}


def _heard(sim: Sim) -> list[str]:
    """The modules that the fob tells of, once it has shown its code for a while."""
    since, until = sim.ticks(), time.monotonic() + _PATIENCE
    heard = ""
    port = os.open(sim.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        while sim.ticks() - since < _SETTLES:
            assert time.monotonic() < until, heard
            time.sleep(0.05)
            with suppress(BlockingIOError):
                heard += os.read(port, 65536).decode()
    finally:
        os.close(port)
    return re.findall(r"^LOADED (.*)$", heard, re.MULTILINE)[-1].split()
