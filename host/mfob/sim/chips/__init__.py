"""Chips that run the firmware: what every one of them offers, and which there are.

A chip is handed a Circuit (buses, pins, flash, line) and drives it; no model of a part knows
which chip does. What the chip can't decide alone (a flash step at which the power goes, a model
that refuses) it tells its owner by the calls of Owner.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from mfob.compiling import Abi
from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError, SimError
from mfob.sim.loop import Loop

_CHIPS = {
    "unix": ("mfob.sim.chips.unix", "UnixChip"),
    "rp2040": ("mfob.sim.chips.rp2040.chip", "Rp2040Chip"),
}


@dataclass
class Owner:
    """What a chip tells of itself."""

    power_went: Callable[[str], None]  # at a flash step that was armed, or the process ended
    refused: Callable[[ModelError], None]  # a part's model refused
    sent: Callable[[], None]  # there is something in the line for the host
    took: Callable[[], None]  # there may be room in the line's buffer again
    reset: Callable[[], None]  # the chip starts again
    printed: Callable[[bytes], None]  # by print(), for the log
    woke: Callable[[], None] = lambda: None  # the chip has slept, and starts


class Chip(ABC):
    """A chip that is off until start()."""

    usual_board = "virtual"
    driver: str | None = None  # of the firmware's drivers/chip_*; None: it gets all of them
    patience = 10.0  # s of the computer's, within which its firmware answers after power-on

    def __init__(self, circuit: Circuit, loop: Loop, owner: Owner, log: Path) -> None:
        self.circuit = circuit
        self.loop = loop
        self.owner = owner
        self.log = log
        self.heap: str | None = None  # of MicroPython; None: the chip's usual
        self.first_tick = 0  # ms that the ticks begin with
        self.image: Path | None = None  # of MicroPython, where the chip runs one

    @classmethod
    @abstractmethod
    def abi(cls) -> Abi | None:
        """Of the .mpy files that it loads; None: modules stay source."""

    @classmethod
    def runs(cls, board: dict[str, Any]) -> bool:
        """Whether it can stand for the board's chip."""
        return True

    @property
    def pid(self) -> int | None:
        """The process that runs the firmware, if there is one."""
        return None

    @property
    def transactions(self) -> int:
        """How often the firmware has asked for something since it started."""
        return 0

    sleeping = False  # off, but for what waits for a button

    @property
    @abstractmethod
    def running(self) -> bool:
        """True between start() and stop()."""

    @abstractmethod
    def start(self) -> None:
        """Power comes: the firmware runs. Raises SimError if there is nothing to run it."""

    @abstractmethod
    def stop(self) -> None:
        """Power goes, at once, in the middle of whatever it does."""

    @abstractmethod
    def received(self) -> None:
        """The line may have something for the chip."""

    @abstractmethod
    def relieved(self) -> None:
        """The host has taken what the chip sent."""


def of(name: str) -> type[Chip]:
    """The chip of that name; SimError says which there are."""
    if name not in _CHIPS:
        raise SimError(f"there is no simulated chip {name!r}; there is: {', '.join(_CHIPS)}")
    module, cls = _CHIPS[name]
    return getattr(import_module(module), cls)
