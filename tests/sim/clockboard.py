"""Boards with each clock chip, and a firmware of a few lines that sets and reads it."""

import shutil
from pathlib import Path

FIRMWARE = Path(__file__).resolve().parents[2] / "firmware"
KINDS = {"ds3231": 0x68, "ds1307": 0x68, "pcf8563": 0x51, "bm8563": 0x51}
UTC = 2_000_000_000
# Waits for a byte, sets the clock, and says what it reads, each half second.
MAIN = """
import sys
sys.path.insert(0, "/a")
import time
from board import BOARD
from wiring import chip_of, rtc_of
rtc = rtc_of(BOARD, chip_of())
print("new", rtc.read(), rtc.lost)
begun = time.ticks_ms()
rtc.write(2000000000)
print("set", rtc.read(), rtc.lost)
if BOARD["rtc"]["driver"] == "ds3231":
    rtc.set_aging(-7)
    print("aging", rtc.aging, rtc.temperature())
while rtc.read() == 2000000000:
    time.sleep_ms(1)
print("second", time.ticks_diff(time.ticks_ms(), begun))
while True:
    time.sleep_ms(500)
    try:
        print("now", rtc.read(), rtc.lost)
    except OSError as e:
        print("bus", e.errno)
"""


def board(folder: Path, kind: str) -> Path:
    """pico_oled with another clock; "chip": with none."""
    path = folder / "board.py"
    data = (FIRMWARE.parent / "boards" / "pico_oled" / "board.py").read_text()
    other = f'"driver": "{kind}", "address": {KINDS.get(kind)}'
    for before, after in (
        ('"driver": "ds3231", "address": 0x68', other),
        ('"freq": 400000', f'"freq": {100_000 if kind == "ds1307" else 400_000}'),
    ):
        assert data.count(before) == 1
        data = data.replace(before, after)
    path.write_text(data)
    return path


def drivers(folder: Path) -> None:
    """The firmware's drivers, in the firmware of the test's own."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("drivers", "fobcore"):
        shutil.copytree(FIRMWARE / name, folder / "firmware" / name, ignore=ignored)
    for name in ("wiring.py", "face.py"):
        shutil.copy(FIRMWARE / name, folder / "firmware" / name)
