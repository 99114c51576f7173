"""The fob without its chip: the parts that a board's data name, wired to buses and pins."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from mfob import data
from mfob.sim import catalogue
from mfob.sim.bus import I2CBus
from mfob.sim.errors import ModelError, SimError
from mfob.sim.line import Line
from mfob.sim.parts.backlight import Backlight
from mfob.sim.parts.battery import Battery
from mfob.sim.parts.button import Button
from mfob.sim.parts.desk import Desk
from mfob.sim.parts.flash import Flash
from mfob.sim.parts.led import Led
from mfob.sim.parts.processorclock import ProcessorClock
from mfob.sim.parts.st77xx import ST77xx
from mfob.sim.parts.usb import Usb
from mfob.sim.picture import Picture
from mfob.sim.pins import AnalogPin, ButtonPin, LightPin, OutputPin, Terminal
from mfob.sim.spibus import SPIBus
from mfob.sim.supply import Supply, measured
from mfob.sim.world import World

_OWN_USB = {"unix": True, "rp2": True, "esp32": False}  # else a chip between it and the computer
_NOWHERE = {"id": -1, "sda": -1, "scl": -1}  # the I2C of a board that has none


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
        self.desk = Desk()
        self.usb: Usb | None = None  # once the chip has started
        self.on_usb_gone: Callable[[], None] = _nothing
        self._pins: dict[int, Terminal] = {}
        wires = board.get("i2c") or _NOWHERE
        self.bus = I2CBus(wires["id"], wires["sda"], wires["scl"], world.ticks)
        wires = board.get("spi")
        self.spi = SPIBus(wires["id"], wires["sck"], wires["mosi"]) if wires else None
        self.backlight: Backlight | None = None
        self.display = catalogue.display(board["display"], world)
        self._wire_display(board["display"])
        self.rtc = catalogue.clock(board["rtc"], world)
        if not isinstance(self.rtc, ProcessorClock):
            self.bus.attach(board["rtc"]["address"], self.rtc)
        self.buttons: dict[str, Button] = {}
        for spec in board["buttons"]:
            button = Button(world, spec["role"], spec["active"])
            self.buttons[button.role] = button
            self._solder(ButtonPin(spec["pin"], button, spec["pull"]))
        self.led: Led | None = None
        if board.get("led"):
            self.led = Led(board["led"]["active"])
            self._solder(OutputPin(board["led"]["pin"], "the LED", self.led.level))
        self.battery: Battery | None = None
        if board.get("battery"):
            self.battery = self._wire_battery(board["battery"])
        self.supply = Supply((board.get("power") or {}).get("hold"))
        if self.supply.hold is not None:
            self._solder(self.supply.hold)

    # power

    def power_off(self) -> None:
        """The supply goes: the display forgets, the RTC lives on its battery."""
        self.release()
        self.usb = None
        self.display.power_on()
        self.rtc.power_off()

    def power_on(self) -> None:
        """The supply comes back."""
        self.rtc.power_on()

    def release(self, but: Collection[int] = ()) -> None:
        """The chip has been reset: it lets go of its pins, and what has power keeps its state.
        `but`: pins that it holds on to."""
        for number, terminal in self._pins.items():
            if number not in but:
                terminal.release()
        if self.spi is not None:
            self.spi.release()

    def start_usb(self) -> None:
        """MicroPython starts: the serial line alone is there."""
        self.desk.all_up()
        if _OWN_USB[self.board["chip"]]:
            self.usb = Usb(self.world.ticks, self.desk)
            self.usb.on_gone = self.on_usb_gone

    # buses

    def i2c(self, number: int) -> I2CBus:
        """The bus of that number; ModelError if nothing is wired to it."""
        if number != self.bus.number:
            raise ModelError(f"I2C {number} is used, but the board has no such bus")
        return self.bus

    def spi_bus(self, number: int) -> SPIBus:
        """The SPI bus of that number; ModelError if nothing is wired to it."""
        if self.spi is None or number != self.spi.number:
            raise ModelError(f"SPI {number} is used, but the board has no such bus")
        return self.spi

    # pins

    def pin(self, number: int) -> Terminal:
        """What is on that pin; ModelError if nothing is."""
        if number not in self._pins:
            raise ModelError(f"pin {number} is used, but the board has nothing on it")
        return self._pins[number]

    def pin_mode(self, pin: int, output: bool, pull: str | None, level: int | None = None) -> None:
        """The chip sets a pin up; level: what an output begins with."""
        if pin not in self._bus_pins():
            self.pin(pin).set_up(output, pull, level)

    def pin_level(self, pin: int) -> int:
        """What the chip reads there: 0 or 1."""
        return self.pin(pin).level()

    def wired(self) -> dict[int, Terminal]:
        """What is on each pin, the buses' left out."""
        return dict(self._pins)

    def button(self, role: str) -> Button:
        """The button with that role; SimError names those that there are."""
        if role not in self.buttons:
            names = ", ".join(self.buttons)
            raise SimError(f"this board has no button {role!r}; it has: {names}")
        return self.buttons[role]

    # what one sees

    def picture(self) -> Picture:
        """What a person sees on the display, as it is mounted."""
        glass = self.display
        colours: bytes | None = None
        rows = glass.rows()
        if isinstance(glass, ST77xx):
            colours = glass.rgb()
            if self.backlight is not None and not self.backlight.lit:
                rows, colours = [0] * glass.height, bytes(len(colours))
        picture = Picture(glass.width, glass.height, rows, colours)
        turned = self.board["display"].get("rotation", 0)
        return picture.turned(-turned)  # the panel shows it turned; who holds it turns it back

    def _wire_display(self, spec: dict[str, Any]) -> None:
        glass = self.display
        if not isinstance(glass, ST77xx):
            self.bus.attach(spec["address"], glass)
            return
        if self.spi is None:
            raise SimError(f"the board has no SPI bus for its {spec['driver']}")
        select = OutputPin(spec["cs"], "the display's CS", _known(glass.select))
        others = [
            OutputPin(spec["dc"], "the display's D/C", _known(glass.dc)),
            OutputPin(spec["reset"], "the display's reset", _known(glass.reset)),
        ]
        for pin in (select, *others):
            self._solder(pin)
        self.spi.attach(glass, select, *others)
        if spec["backlight"] is not None:
            self.backlight = light = Backlight()

            def shine(duty: int, freq: int) -> None:
                before = light.lit
                light.pulse(duty, freq)
                if light.lit != before and glass.on_change is not None:
                    glass.on_change()

            self._solder(LightPin(spec["backlight"], "the backlight", shine))

    def _wire_battery(self, spec: dict[str, Any]) -> Battery:
        battery = Battery(spec["times"])
        enable = None
        if spec["enable"] is not None:
            enable = OutputPin(spec["enable"], "the battery's divider")
            self._solder(enable)
        measure = measured(battery.microvolts, enable)
        self._solder(AnalogPin(spec["adc"], "the battery", measure))
        return battery

    def _solder(self, terminal: Terminal) -> None:
        number = terminal.number
        if number in self._bus_pins() or number in self._pins:
            raise SimError(f"the board has {terminal.what} and another part on pin {number}")
        self._pins[number] = terminal

    def _bus_pins(self) -> tuple[int, ...]:
        more = (self.spi.sck, self.spi.mosi) if self.spi is not None else ()
        return (self.bus.sda, self.bus.scl, *more)


def _nothing() -> None:
    """Nobody cares."""


def _known(line: Callable[[int], None]) -> Callable[[int | None], None]:
    """For a model's line, which is told of levels: one that floats is the bus' affair."""
    return lambda level: line(level) if level is not None else None


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
