"""Board data to chip, display, clock, battery, lamp and fonts."""

import sys

from face import Face
from fobcore import faces
from fobcore.screens import ONE_KEY, THREE_KEYS, TWO_KEYS, Layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.battery import Battery
    from drivers.led import Led
    from fobcore.parts import Chip, Display, Rtc


def chip_of() -> "Chip":
    """The chip that this runs on."""
    name = {"rp2": "chip_rp2", "esp32": "chip_esp32"}.get(sys.platform, "chip_unix")
    return getattr(__import__("drivers." + name), name).Chip()


def keep_power(chip: "Chip", board: dict) -> None:
    """First of all, on a board that else switches itself off when the button is let go; where
    it has slept for so long that nobody will come, that is what it does."""
    power = board.get("power")
    if not power:
        return
    if chip.woken == "timer":
        chip.pin_out(power["hold"], 0)
        chip.sleep(board["buttons"], (), 0)  # on a plug it goes on sleeping
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


def layout_of(board: dict, display: "Display") -> Layout:
    """The screens for the board's display and buttons."""
    width, height = display.width - display.spare[0], display.height - display.spare[1]
    texts = [Face("spleen", size, True) for size in faces.texts(display.height)]
    digits = [Face("digits", size) for size in faces.digits(display.height)]
    count = len(board["buttons"])
    keys = ONE_KEY if count == 1 else TWO_KEYS if count == 2 else THREE_KEYS
    return Layout(width, height, texts, digits, Face("signs", faces.signs(display.height)), keys)
