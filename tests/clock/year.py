"""A year of a fob in a drawer: its clock's error each day, with and without what it learnt.

A crystal that is 3.1 ppm fast, in a room that is 8 degrees warmer by day than by night and 12
degrees warmer in summer than in winter; set at the start and after a week, each time right within
20 ms. `python tests/clock/year.py FILE.png` draws it (PYTHONPATH as `make bench` has it).
"""

from __future__ import annotations

import math
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from clock.rig import Chip, fakes, ticks_of
from fobcore.clock import PRESSED, Clock

START = 1790000000  # 2026-09-21
DAY = 86400
PPB = 3100
WEEK = 7
_QUARTER = DAY // 4
_ERROR = 20  # ms that a setting may be off by, and is off by at random
_SIZE = 900, 420
_MARGIN = 70, 40


@dataclass
class Year:
    """By day: error of the chip alone (ms), of the fob's clock, and what that says of itself."""

    raw: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    budget: list[float] = field(default_factory=list)


def run(set_on: tuple[int, ...] = (0, WEEK), seed: int = 1, days: int = 365) -> Year:
    """A year, with settings on those days; the fob has power for a few seconds a day."""
    chip, kept, chance = Chip(START, PPB), fakes.Kept(), random.Random(seed)
    year = Year()
    moved = 0.0  # what settings have moved the chip by, ms
    for day in range(days + 1):
        clock = Clock(chip, kept, 5)
        _run(clock, chip, 2500)
        if day in set_on:
            before = _off(chip)
            _set(clock, chip, chance)
            moved = moved + _off(chip) - before if day else 0.0
        if clock.utc_ms is not None:
            year.raw.append(_off(chip) - moved)
            year.shown.append(clock.utc_ms - chip.world.utc() / 1e6)
            year.budget.append(clock.error_ms or 0)
        for quarter in range(4):  # the fob is off
            season = 6 * math.sin(2 * math.pi * day / 365)
            chip.model.quartz.warm(int((21 + season + (4, 0, -4, 0)[quarter]) * 1000))
            chip.passed(_QUARTER * 1000 - (2500 if quarter == 3 else 0))
    return year


def _run(clock: Clock, chip: Chip, ms: int) -> None:
    for _ in range(ms // 10):
        clock.step(ticks_of(chip), fakes.ticks_diff)
        chip.passed(10)
    clock.step(ticks_of(chip), fakes.ticks_diff)


def _set(clock: Clock, chip: Chip, chance: random.Random) -> None:
    utc = chip.to_the_second()
    chip.world.advance(chance.randrange(_ERROR) * 1_000_000)  # the host was late by that
    clock.prepare(utc * 1000, True)
    assert clock.set(utc, ticks_of(chip), _ERROR, PRESSED)
    _run(clock, chip, 1500)


def _off(chip: Chip) -> float:
    """How far the chip's registers are from the truth, ms."""
    return (chip.model.utc() - chip.world.utc()) / 1e6


def draw(path: Path, with_learning: Year, without: Year) -> None:
    """Error in seconds over the days of the year."""
    picture = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(14)
    left, top = _MARGIN
    right, bottom = _SIZE[0] - 20, _SIZE[1] - 40
    most = 100.0

    def at(day: float, seconds: float) -> tuple[float, float]:
        x = left + (right - left) * day / 365
        return x, bottom - (bottom - top) * (seconds + 20) / (most + 20)

    for seconds in range(-20, 101, 20):
        pen.line([at(0, seconds), at(365, seconds)], fill="#dddddd")
        pen.text((left - 10, at(0, seconds)[1]), f"{seconds} s", "black", font, anchor="rm")
    for day in range(0, 366, 60):
        pen.text((at(day, -20)[0], bottom + 8), f"day {day}", "black", font, anchor="ma")
    pen.line([at(0, 0), at(365, 0)], fill="black")
    lines = (
        ([x / 1000 for x in without.shown], "#c03020", "set once, nothing learnt"),
        ([x / 1000 for x in with_learning.shown], "#1060c0", "set again after a week: learnt"),
        ([x / 1000 for x in with_learning.budget], "#80b0e0", "how far off it says it may be"),
    )
    for number, (values, colour, name) in enumerate(lines):
        pen.line([at(day, value) for day, value in enumerate(values)], fill=colour, width=2)
        pen.text((left + 20, top + 20 * number), name, colour, font)
    title = "Error of a DS3231 that is 3.1 ppm fast, over a year"
    pen.text((left, 12), title, "black", font)
    picture.save(path)


if __name__ == "__main__":
    draw(Path(sys.argv[1]), run(), run((0,)))
