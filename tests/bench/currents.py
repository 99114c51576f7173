"""Days on 200 mAh at 20 looks a day, from currents in data sheets and what a second takes

A look: the start, bright, dim, dark, sleep, as the firmware has them when new; with a PIN also
typing it, stretching it, the time for which the dark vault stays open, and the lock. Nothing of it
was measured on a board: each figure below says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import power
from fobcore import quiet
from fobcore.settings import LEVELS, VALUES
from mfob import data

COLUMNS = (
    "board", "asleep mA", "a look mAs", "the same with a PIN", "days", "days with a PIN",
)  # fmt: skip
CELL = 200.0  # mAh
LOOKS = 20  # a day
_DAY = 86400.0
# s, of the firmware
_BRIGHT = quiet._DIM_AFTER / 1000
_DIM = int(VALUES["dark_after"][0]) - _BRIGHT
_CLOSED, _OPEN = power._DARK_CLOSED / 1000, power._DARK_OPEN / 1000
# bright and dim, of the full light: a PWM takes the square of how it looks
_LEVELS = tuple((level / 255) ** 2 for level in (LEVELS["medium"], LEVELS["medium"] // 8))
# ms awake in a second; firmware/README.md, "Quiet", has where that was measured
LIT = {"pico_oled": 21.8, "waveshare_lcd_096": 23.2}  # on an emulated RP2040
LIKE = "waveshare_lcd_096"  # an ESP32 was never measured: this one's figures are taken
DARK = 8.1  # pico_oled, emulated
TYPING = 187.0  # the same, at two or three presses a second
# assumed: a practised hand needs 12 s for six digits (tests/drivers/test_typing.py), a button
# being down, or just up, in two fifths of it: then nothing naps
_TYPED, _DOWN = 12.0, 0.4  # s, and of each
_STRETCHED = 1.0  # s of PBKDF2: iterations are measured for that
_LOCKED = 0.3  # s, the free heap is overwritten: 0.26 on an RP2040
_LETS_GO = 0.5  # s, assumed: MicroPython starts by time, to switch the board off


@dataclass
class Currents:
    """In mA at the battery. `waits`: awake with nothing to do. `light`: of the display at full
    brightness (a backlight's is dimmed with it; an OLED's by half at the dim level), `logic`: of
    its controller besides. `off`: where the board switches itself off. `start`: s of a start;
    `ends`: ms that the ends of naps take in a second. `naps_lit`: it naps under its light."""

    awake: float
    waits: float
    nap: float
    asleep: float
    light: float
    logic: float = 0.0
    off: float | None = None
    start: float = 1.0
    ends: float = 3.0
    oled: bool = False
    naps_lit: bool = True


# Sources. PICO: MicroPython's commit b004e7e397 measured 1.5 mA in lightsleep(ms) and 0.9 mA in
# lightsleep() at the USB plug of a Pico. DS3231: 19-5170 rev 10, 0.11 mA standby at most. ESP32:
# its data sheet v3.5, table 6, at 160 MHz without radio 27 mA idle to 44 mA busy, 0.8 mA in light
# sleep. BACKLIGHT: data sheet of ER-TFT1.14-2, a 1.14" ST7789 of 240x135: 20 mA at most. ST7789:
# 7.5 mA while it shows a picture, that of Sitronix' ST7789V and V2 as done.land, "ST7789", has it
# (the module's own sheet: 10 mA at most); Sitronix' figure for the ST7735S was not to be had, so
# it is taken for that one too, which has a third of the pixels. PLUS2: m5stack/M5StickCPlus2,
# issue 7, a user's measurements: 1 mA in deep sleep, of which its 5 V converter takes half,
# 0.04 mA switched off. TDISPLAY: done.land, "T-Display", 0.37 mA in deep sleep. Not from a sheet
# but assumed: 25 mA of an awake RP2040; 10 mA of an OLED at medium brightness, its controller
# in it; starts of 1 s (ESP32) and 0.1 s (RP2040, which goes on); 0.5 ms for each of the 40 naps
# that an RP2040 takes in a second, 1 ms for the three of an ESP32; that a board takes on top of
# its chip in light sleep what it does in deep sleep. A BM8563's 0.25 uA and a sleeping display's
# 10 uA are left off.
CURRENTS = {
    "pico_oled": Currents(25, 25, 1.5 + 0.11, 0.9 + 0.11, 10, start=0.1, ends=20, oled=True),
    "waveshare_lcd_096": Currents(
        25, 25, 1.5 + 0.11, 0.9 + 0.11, 20, 7.5, start=0.1, ends=20, naps_lit=False
    ),
    "tdisplay": Currents(44, 27, 0.8 + 0.37 + 0.11, 0.37 + 0.11, 20, 7.5),
    "m5stickc_plus2": Currents(44, 27, 0.8 + 1.0, 1.0, 20, 7.5, off=0.04),
}


def rows() -> Iterator[tuple[object, ...]]:
    """A row a board."""
    for name, currents in CURRENTS.items():
        looks = look(name, currents), look(name, currents, pin=True)
        seconds = _BRIGHT + _DIM + _CLOSED, _TYPED + _STRETCHED + _BRIGHT + _DIM + _OPEN
        found = (days(name, *pair) for pair in zip(looks, seconds, strict=True))
        yield name, currents.asleep, *looks, *found


def look(name: str, currents: Currents, pin: bool = False) -> float:
    """mAs from a press to the sleep behind it."""
    awake = LIT.get(name, LIT[LIKE])
    if currents.oled:
        bright, dim = currents.light, currents.light / 2
    else:
        bright, dim = (currents.light * level + currents.logic for level in _LEVELS)
    lit = _second(currents, awake, naps=currents.naps_lit)
    dark = _second(currents, DARK)
    charge = currents.start * currents.awake + _BRIGHT * (lit + bright) + _DIM * (lit + dim)
    if not pin:
        return charge + _CLOSED * dark
    typing = _second(currents, TYPING, _DOWN, currents.naps_lit)
    charge += _TYPED * (typing + bright) + _STRETCHED * (currents.awake + bright)
    return charge + _OPEN * dark + _LOCKED * currents.awake


def days(name: str, look: float, seconds: float) -> float:
    """`look`: mAs; `seconds`: of it, behind which the board sleeps until the next one."""
    currents = CURRENTS[name]
    rest = _DAY / LOOKS - seconds
    board: Any = data.board(name)["power"]
    if board and currents.off is not None:
        asleep = board["off_after"]
        look += _LETS_GO * currents.awake + (rest - asleep) * currents.off
        rest = asleep
    return CELL * 3600 / ((look + rest * currents.asleep) * LOOKS)


def _second(currents: Currents, awake: float, waits: float = 0.0, naps: bool = True) -> float:
    """mA without the display. `awake`: ms of a second; `waits`: of it, without a nap."""
    if not naps:
        return currents.waits + awake / 1000 * (currents.awake - currents.waits)
    busy = (awake + currents.ends) / 1000
    rest = 1 - busy - waits
    return busy * currents.awake + waits * currents.waits + rest * currents.nap
