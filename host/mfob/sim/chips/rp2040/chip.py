"""The chip: power, slices between the loop's other work, its time as the world's, the line."""

import traceback
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mfob.compiling import Abi
from mfob.sim.chips import Chip, Owner
from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError, SimError
from mfob.sim.loop import Loop, Timer
from mfob.sim.parts.flash import PowerCut

if TYPE_CHECKING:
    from mfob.sim.chips.rp2040.board import Board

_ANY = "unix"  # the chip of the virtual board
_SLICE_NS = 1_000_000  # of the world's time at rate 1


class _Standing:
    """The time of a chip that has no power yet."""

    nanos = 0

    def jump(self, nanoseconds: int) -> None:
        """Nothing passes: while the chip is made, nobody asks."""


class Rp2040Chip(Chip):
    """An emulated RP2040 at 125 MHz. It never runs ahead of the world's rate; what it computes
    takes longer than a real one would, and then the world's time waits for it."""

    usual_board = "pico_oled"
    driver = "rp2"
    patience = 300.0

    @classmethod
    def abi(cls) -> Abi | None:
        """MicroPython 1.23 and newer."""
        return Abi(6, 3, "armv6m")

    @classmethod
    def runs(cls, board: dict[str, Any]) -> bool:
        """What has its pins: a board of this chip, or one that stands for any."""
        return board["chip"] in (cls.driver, _ANY)

    def __init__(self, circuit: Circuit, loop: Loop, owner: Owner, log: Path) -> None:
        super().__init__(circuit, loop, owner, log)
        if circuit.line.kind != "usb":
            raise SimError("The chip rp2040 has USB: its line can't be a UART.")
        if find_spec("rp2040py") is None:
            raise SimError("The chip rp2040 needs rp2040py: `pip install mfob[rp2040]`.")
        self._board: Board | None = None
        self._timer: Timer | None = None
        self._due = 0  # the computer's clock at which the chip's time is the world's
        self._slices = 0

    @property
    def running(self) -> bool:
        """True while there is power."""
        return self._board is not None

    @property
    def transactions(self) -> int:
        """Slices run since the power came."""
        return self._slices

    def start(self) -> None:
        """Power comes; the world's time is the chip's from now on."""
        if self.heap is not None or self.first_tick:
            raise SimError("The chip rp2040 has its own heap, and its ticks begin at 0.")
        from mfob.sim.chips.rp2040.board import Board

        world = self.circuit.world
        world.follow(_Standing())  # that the emulator takes long to make is not the world's time
        try:
            self._board = board = Board(self.circuit, self.owner, self.image)
        except Exception:
            world.follow(None)
            raise
        world.follow(board.engine)
        self._slices = 0
        self._due = 0
        self._run()

    def stop(self) -> None:
        """Power goes; the world's time is the computer's again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._board is not None:
            self._board = None
            self.circuit.world.follow(None)

    def received(self) -> None:
        """Bytes are there for the chip."""
        if self._board is not None:
            self._board.usb.feed()

    def relieved(self) -> None:
        """The port has taken some."""
        if self._board is not None:
            self._board.usb.relieved()

    def _run(self) -> None:
        """One slice; then the next, when the computer's clock is where this one ended."""
        board = self._board
        assert board is not None
        world = self.circuit.world
        begun, before = world.mono(), board.engine.nanos
        try:
            board.pins.look()
            board.engine.run(int(_SLICE_NS * max(1, world.rate)))
        except ModelError as e:
            self.owner.refused(e)
        except PowerCut as e:
            self.owner.power_went(str(e))
        except Exception as e:  # of the emulator itself: what the chip did is beyond it
            traceback.print_exc()
            self.owner.power_went(f"the emulated chip can't go on: {type(e).__name__}: {e}")
        if self._board is not board:
            return
        self._slices += 1
        took = int((board.engine.nanos - before) / world.rate)
        self._due = max(self._due, begun) + took  # what was late stays late
        self._timer = self.loop.after(max(0, self._due - world.mono()) / 1e9, self._run)
