"""A virtual fob in one piece: world, parts, chip, port; its power, and what it keeps."""

import secrets
import time
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from fobcore import clock_memory
from mfob import data
from mfob.sim import chips
from mfob.sim.circuit import Circuit, load_board
from mfob.sim.errors import ModelError, SimError
from mfob.sim.image import erased, firmware_files, lay_out
from mfob.sim.line import Line
from mfob.sim.loop import Loop, Timer
from mfob.sim.parts.flash import Flash
from mfob.sim.parts.usb import GONE
from mfob.sim.port import Port
from mfob.sim.state import StateDir
from mfob.sim.supply import HOLD_NS
from mfob.sim.world import SECOND, World


@dataclass
class Options:
    """How a virtual fob starts, as in `mfob sim start`.

    at: UTC in ns, None: where the state folder left off, or the computer's for a new one.
    blank: no firmware is put on the flash; what lies on it stays as it is.
    """

    board: str | None = None  # None: the chip's usual one
    chip: str = "unix"
    image: Path | None = None  # of MicroPython, where the chip runs one
    at: int | None = None
    rtc_set: bool = False
    rate: Fraction = field(default_factory=lambda: Fraction(1))
    line: str = "usb"
    heap: str | None = None
    ticks_ms: int = 0
    bounce_ms: int = 0
    firmware: Path | None = None
    blank: bool = False


class Machine:
    """Built in a state folder that is taken already; off until power_on()."""

    def __init__(self, state: StateDir, options: Options) -> None:
        self.state = state
        self.error: str | None = None  # why it stands: a model refused, or the process ended
        self.resets = 0
        self.wakes = 0  # starts that were the end of a sleep
        self.changes = 0  # of the display
        kept = state.load()
        utc = options.at if options.at is not None else int(kept.get("utc", time.time_ns()))
        self.world = World(utc, options.rate)
        self.loop = Loop(self.world)
        chip = chips.of(options.chip)
        board_name = options.board or chip.usual_board
        board = load_board(board_name)
        if not chip.runs(board):
            raise SimError(
                f"The board {board['name']} has an {board['chip']}: the chip {options.chip} does"
                " not stand for that, the chip unix does."
            )
        if options.blank:
            erased(state.flash)
        else:
            board_file = _board_file(board_name)
            files = firmware_files(board_file, options.firmware, chip.driver, chip.abi())
            if options.rtc_set:  # as on a fob whose owner has set it
                files["clock"] = clock_memory.set_at(utc // SECOND).pack()
            lay_out(state.flash, files)
        self.flash = Flash(state.flash)
        self.line = Line(self.world, options.line)
        uid = bytes.fromhex(kept["id"]) if "id" in kept else secrets.token_bytes(8)
        self.circuit = Circuit(self.world, board, self.flash, self.line, uid)
        if "rtc" in kept:
            self.circuit.rtc.load(kept["rtc"])
        if options.rtc_set:
            self.circuit.rtc.set_utc(self.world.utc())
        for button in self.circuit.buttons.values():
            button.bounce_ns = options.bounce_ms * 1_000_000
        self.circuit.display.on_change = self._drawn
        self.circuit.rtc.on_set = self.save
        self.circuit.supply.on_let_go = self._let_go
        self.circuit.on_usb_gone = self._usb_gone
        self.on_drawn = lambda: None
        owner = chips.Owner(
            self._power_went,
            self._refused,
            self._service,
            self._took,
            self._reset,
            self._printed,
            self._woke,
        )
        self.chip = chip(self.circuit, self.loop, owner, state.log)
        self.chip.image = options.image
        self.chip.heap = options.heap
        self.chip.first_tick = options.ticks_ms
        self.port: Port | None = None
        self._latch: Timer | None = None
        self.save()

    def power_on(self) -> None:
        """Plug it in."""
        self.circuit.supply.plugged = True
        if self.chip.running:
            self._open_port()
        else:
            self._start()

    def power_battery(self) -> None:
        """Pull the plug of a board that goes on with its battery, its own or one that somebody
        has wired to it; off, it is switched on."""
        self.circuit.supply.plugged = False
        if not self.chip.running:
            self._start()
            return
        self._close_port()
        self._look_at_supply()

    def power_off(self) -> None:
        """Pull it out: the chip ends in the middle of what it does, the port is gone."""
        self.chip.stop()
        self._close_port()
        self.circuit.power_off()
        self.save()

    def _start(self) -> None:
        self.error = None
        self.line.reset()
        self.circuit.power_on()
        self._let_go(at_once=False)
        if self.circuit.supply.plugged:
            self._open_port()
        self.chip.start()

    def _open_port(self) -> None:
        if self.port is None:
            self.port = Port(self.loop, self.line, self.state.port, self.chip.received)
            self.port.on_drained = self.chip.relieved

    def _close_port(self) -> None:
        if self.port is not None:
            self.port.close()
            self.port = None

    def _usb_gone(self) -> None:
        """The computer sees the fob go and come back: who had the port open has to begin anew."""
        self._close_port()

        def back() -> None:
            if self.chip.running and self.circuit.supply.plugged:
                self._open_port()

        self.loop.at_ticks(self.world.ticks() + GONE, back)

    def _let_go(self, at_once: bool) -> None:
        """Whether the power's latch opens now, or if nothing holds it until then."""
        if self._latch is not None:
            self._latch.cancel()
        wait = 0 if at_once else HOLD_NS
        self._latch = self.loop.at_ticks(self.world.ticks() + wait, self._look_at_supply)

    def _look_at_supply(self) -> None:
        if self.chip.running and not self.circuit.supply.enough:
            self._power_went("the power went: nothing holds the latch of the battery")

    def save(self) -> None:
        """Keep the world and the RTC for the next start."""
        content: dict[str, Any] = {
            "id": self.circuit.unique_id.hex(),
            "rtc": self.circuit.rtc.dump(),
        }
        self.state.save(self.world.utc(), content)

    def close(self) -> None:
        """The end: as a power cut, and everything is given back."""
        self.power_off()
        self.flash.close()
        self.loop.close()

    def say(self, sentence: str) -> None:
        """A line for the log."""
        with open(self.state.log, "a") as log:
            log.write(f"mfob sim: {sentence}\n")

    def _power_went(self, reason: str) -> None:
        self.say(reason)
        self.error = None if reason.startswith("the power") else reason
        self.power_off()

    def _refused(self, error: ModelError) -> None:
        self.say(str(error))
        self.power_off()
        self.error = str(error)

    def _reset(self) -> None:
        self.resets += 1
        self.say("the chip resets")

    def _woke(self) -> None:
        self.wakes += 1
        self.say("the chip wakes")
        self._let_go(at_once=False)

    def _printed(self, text: bytes) -> None:
        with open(self.state.log, "ab") as log:
            log.write(text)

    def _service(self) -> None:
        if self.port is not None:
            self.port.service()
        else:
            self.line.hang_up()

    def _took(self) -> None:
        if self.port is not None:
            self.port.took()

    def _drawn(self) -> None:
        self.changes += 1
        self.on_drawn()


def _board_file(name: str) -> Path:
    return Path(name) if name.endswith(".py") else data.boards_dir() / name / "board.py"
