"""The real clock, driver and model of its chip in one world that passes as fast as it can."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

from drivers.ds3231 import DS3231 as Driver
from mfob.sim.parts.ds3231 import DS3231 as Model
from mfob.sim.world import SECOND, World
from sim.clockbus import Wired

# The fob in memory of the core's tests, and the shims for MicroPython's modules.
TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "core"), str(TESTS / "runtimes" / "shims" / "cpython")]
fakes: Any = importlib.import_module("fakes")
fob_in_memory: Any = importlib.import_module("fob")

MS = SECOND // 1000
ADDRESS = 0x68
TICKS_MASK: int = fakes.TICKS_MASK


class Told:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.nanos = 0

    def jump(self, nanoseconds: int) -> None:
        self.nanos += nanoseconds


class Chip(Driver):
    """The driver over the model, and the world that both live in."""

    def __init__(self, utc: int, ppb: int = 0) -> None:
        self.world = World(utc * SECOND)
        self.world.follow(Told())
        self.model = Model(self.world)
        self.model.quartz.drift(ppb)
        super().__init__(Wired(self.model, ADDRESS), ADDRESS)

    def passed(self, ms: int) -> None:
        """Time passes."""
        self.world.advance(ms * MS)

    @property
    def true_ms(self) -> int:
        """UTC of the world, ms."""
        return self.world.utc() // MS

    def to_the_second(self) -> int:
        """Time passes until a whole second of the world's begins; UTC in seconds."""
        self.world.advance(-self.world.utc() % SECOND)
        return self.world.utc() // SECOND


def ticks_of(chip: Chip) -> int:
    """The processor's counter of ms, in the same world."""
    return chip.world.ticks() // MS & TICKS_MASK
