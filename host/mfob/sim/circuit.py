"""The fob without its chip: the parts that a board's data name, wired to buses and pins."""

from pathlib import Path
from typing import Any

from mfob import data
from mfob.sim.bus import I2CBus
from mfob.sim.errors import ModelError, SimError
from mfob.sim.line import Line
from mfob.sim.parts.button import Button
from mfob.sim.parts.clockpart import ClockPart
from mfob.sim.parts.ds1307 import DS1307
from mfob.sim.parts.ds3231 import DS3231
from mfob.sim.parts.flash import Flash
from mfob.sim.parts.pcf8563 import PCF8563
from mfob.sim.parts.processorclock import ProcessorClock
from mfob.sim.parts.ssd1306 import SSD1306
from mfob.sim.picture import Picture
from mfob.sim.world import World

_CLOCKS: dict[str, type[ClockPart]] = {
    "ds3231": DS3231,
    "ds1307": DS1307,
    "pcf8563": PCF8563,
    "bm8563": PCF8563,
    "chip": ProcessorClock,
}


class Circuit:
    """What a chip is handed: buses, pins, flash and line by number; and the parts by name."""

    def __init__(
        self, world: World, board: dict[str, Any], flash: Flash, line: Line, unique_id: bytes
    ) -> None:
        self.world = world
        self.board = board
        self.flash = flash
        self.line = line
        self.unique_id = unique_id
        wires = board["i2c"]
        self.bus = I2CBus(wires["id"], wires["sda"], wires["scl"])
        self.display = _display(board["display"])
        self.bus.attach(board["display"]["address"], self.display)
        self.rtc = _clock(board["rtc"], world)
        if not isinstance(self.rtc, ProcessorClock):
            self.bus.attach(board["rtc"]["address"], self.rtc)
        self.buttons: dict[str, Button] = {}
        self._inputs: dict[int, tuple[Button, str | None]] = {}
        self._pulls: dict[int, str | None] = {}
        for spec in board["buttons"]:
            button = Button(world, spec["role"], spec["active"])
            self.buttons[button.role] = button
            self._inputs[spec["pin"]] = (button, spec["pull"])

    def power_off(self) -> None:
        """The supply goes: the display forgets, the RTC lives on its battery."""
        self.display.power_on()
        self.rtc.power_off()
        self._pulls = {}

    def power_on(self) -> None:
        """The supply comes back."""
        self.rtc.power_on()

    def i2c(self, number: int) -> I2CBus:
        """The bus of that number; ModelError if nothing is wired to it."""
        if number != self.bus.number:
            raise ModelError(f"I2C {number} is used, but the board has no such bus")
        return self.bus

    def pin_mode(self, pin: int, output: bool, pull: str | None) -> None:
        """The chip sets a pin up."""
        if pin in (self.bus.sda, self.bus.scl):
            return
        if pin not in self._inputs:
            raise ModelError(f"pin {pin} is used, but the board has nothing on it")
        if output:
            raise ModelError(f"pin {pin} is an output, but the board has a button on it")
        self._pulls[pin] = pull

    def pin_level(self, pin: int) -> int:
        """What the chip reads there: 0 or 1."""
        if pin not in self._pulls:
            raise ModelError(f"pin {pin} is read before it is set up as an input")
        button, pull = self._inputs[pin]
        if pull is not None and self._pulls[pin] != pull:
            raise ModelError(f"pin {pin} floats: the board wants it pulled {pull}")
        return button.level()

    def wired(self) -> dict[int, Button]:
        """The button on each pin that has one."""
        return {pin: button for pin, (button, _) in self._inputs.items()}

    def button(self, role: str) -> Button:
        """The button with that role; SimError names those that there are."""
        if role not in self.buttons:
            names = ", ".join(self.buttons)
            raise SimError(f"this board has no button {role!r}; it has: {names}")
        return self.buttons[role]

    def picture(self) -> Picture:
        """What a person sees on the display, as it is mounted."""
        picture = Picture(self.display.width, self.display.height, self.display.rows())
        turned = self.board["display"].get("rotation", 0) == 180
        return picture.turned() if turned else picture


def _display(spec: dict[str, Any]) -> SSD1306:
    if spec["driver"] != "ssd1306" or spec["width"] != 128:
        raise SimError(f"the virtual fob has no model of a {spec['driver']} display yet")
    return SSD1306(spec["height"])


def _clock(spec: dict[str, Any], world: World) -> ClockPart:
    if spec["driver"] not in _CLOCKS:
        raise SimError(f"the virtual fob has no model of a {spec['driver']} clock yet")
    return _CLOCKS[spec["driver"]](world)


def load_board(name: str) -> dict[str, Any]:
    """The data of a board: by its name, or from a board.py anywhere by its path."""
    if name.endswith(".py"):
        return _literal(Path(name))
    return dict(data.board(name))


def _literal(path: Path) -> dict[str, Any]:
    import ast

    try:
        tree = ast.parse(path.read_text(encoding="utf-8"))
    except (OSError, SyntaxError) as e:
        raise SimError(f"{path} can't be read as a board: {e}") from None
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "BOARD":
            return dict(ast.literal_eval(node.value))
    raise SimError(f"{path} has no BOARD")
