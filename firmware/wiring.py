"""Board data to chip, display, clock and fonts: what start.py and halt.py both put together."""

import sys

from fobcore import faces
from fobcore.screens import ONE_KEY, THREE_KEYS, TWO_KEYS, Layout

_BATTERY_EVERY = 10000  # ms

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.battery import Battery
    from drivers.led import Led
    from fobcore.app import App
    from fobcore.parts import Chip, Display, Font, Rtc, TicksDiff


def chip_of() -> "Chip":
    """The chip that this runs on."""
    name = {"rp2": "chip_rp2", "esp32": "chip_esp32"}.get(sys.platform, "chip_unix")
    return getattr(__import__("drivers." + name), name).Chip()


def keep_power(chip: "Chip", board: dict) -> None:
    """First of all, on a board that else switches itself off when the button is let go."""
    power = board.get("power")
    if power:
        chip.pin_out(power["hold"], 1)


def display_of(board: dict, chip: "Chip") -> "Display":
    """The board's display, started."""
    spec = board["display"]
    name = spec["driver"]
    module = getattr(__import__("drivers." + name), name)
    kind = getattr(module, name.upper())
    if "cs" not in spec:
        bus = chip.i2c(board["i2c"])
        return kind(bus, spec["width"], spec["height"], spec["address"], spec["rotation"] == 180)
    light = None
    if spec["backlight"] is not None:
        from drivers.backlight import Backlight

        light = Backlight(chip.pwm(spec["backlight"]))
    pins = [chip.pin_out(spec[name], 1) for name in ("cs", "dc", "reset")]
    size = spec["width"], spec["height"]
    return kind(chip.spi(board["spi"]), *pins, light, *size, spec["rotation"], spec["offset"])


def rtc_of(board: dict, chip: "Chip") -> "Rtc":
    """The board's real-time clock; the processor's own where the driver is "chip"."""
    spec = board["rtc"]
    driver = spec["driver"]
    if driver == "chip":
        from drivers.chipclock import ChipClock

        return ChipClock()
    module = {"bm8563": "pcf8563"}.get(driver, driver)
    name = module.upper()
    bus = chip.i2c(board["i2c"])
    return getattr(getattr(__import__("drivers." + module), module), name)(bus, spec["address"])


def battery_of(board: dict, chip: "Chip") -> "Battery | None":
    """The board's battery, where it has one that can be measured."""
    spec = board.get("battery")
    if not spec:
        return None
    from drivers.battery import Battery

    enable = spec["enable"]
    pin = None if enable is None else chip.pin_out(enable, 0)
    return Battery(chip.adc(spec["adc"]), spec["times"], pin)


def led_of(board: dict, chip: "Chip") -> "Led | None":
    """The board's lamp, dark."""
    spec = board.get("led")
    if not spec:
        return None
    from drivers.led import Led

    led = Led(chip.pin_out(spec["pin"], 1 - spec["active"]), spec["active"])
    led.off()
    return led


class Lamps:
    """What goes on beside the screen: the lamp is lit while a question waits, the battery looked
    at."""

    def __init__(
        self, app: "App", battery: "Battery | None", led: "Led | None", ticks_diff: "TicksDiff"
    ) -> None:
        self._app = app
        self._battery = battery
        self._led = led
        self._ticks_diff = ticks_diff
        self._lit = False
        self._looked_at: "int | None" = None

    def step(self, ticks: int) -> None:
        """A look at both, where it is time to."""
        if self._led is not None and self._app.asking != self._lit:
            self._lit = not self._lit
            if self._lit:
                self._led.on()
            else:
                self._led.off()
        if self._battery is None:
            return
        if self._looked_at is None or self._ticks_diff(ticks, self._looked_at) >= _BATTERY_EVERY:
            self._looked_at = ticks
            self._app.charge = self._battery.percent()


class Face:
    """A font by its size; its module is loaded when the first text is drawn with it."""

    def __init__(self, kind: str, size: "tuple[int, int]") -> None:
        self.WIDTH, self.HEIGHT = size
        self._kind = kind
        self._module: "Font | None" = None

    @property
    def CHARS(self) -> str:  # noqa: N802  as the module's
        """The characters that there are; the last one stands for all others."""
        return self._loaded().CHARS

    @property
    def DATA(self) -> bytes:  # noqa: N802
        """Their pictures, each row in whole bytes."""
        return self._loaded().DATA

    def _loaded(self) -> "Font":
        if self._module is None:
            name = "%s%dx%d" % (self._kind, self.WIDTH, self.HEIGHT)
            self._module = getattr(__import__("fonts." + name), name)
        assert self._module is not None
        return self._module


def layout_of(board: dict, display: "Display") -> Layout:
    """The screens for the board's display and buttons."""
    width, height = display.width, display.height
    texts = [Face("spleen", size) for size in faces.texts(height)]
    digits = [Face("spleen", size) for size in faces.digits(height)]
    count = len(board["buttons"])
    keys = ONE_KEY if count == 1 else TWO_KEYS if count == 2 else THREE_KEYS
    return Layout(width, height, texts, digits, Face("signs", faces.signs(height)), keys)
