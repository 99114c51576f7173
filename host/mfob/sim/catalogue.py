"""Which model stands for a part that a board's data name; SimError where there is none."""

from typing import Any

from mfob.sim.errors import SimError
from mfob.sim.parts.clockpart import ClockPart
from mfob.sim.parts.ds1307 import DS1307
from mfob.sim.parts.ds3231 import DS3231
from mfob.sim.parts.pcf8563 import PCF8563
from mfob.sim.parts.processorclock import ProcessorClock
from mfob.sim.parts.sh1106 import SH1106
from mfob.sim.parts.ssd1306 import SSD1306
from mfob.sim.parts.st77xx import ST77xx
from mfob.sim.parts.st7735s import ST7735S
from mfob.sim.parts.st7789 import ST7789
from mfob.sim.world import World

_CLOCKS: dict[str, type[ClockPart]] = {
    "ds3231": DS3231,
    "ds1307": DS1307,
    "pcf8563": PCF8563,
    "bm8563": PCF8563,
    "chip": ProcessorClock,
}
_ON_I2C: dict[str, type[SSD1306]] = {"ssd1306": SSD1306, "sh1106": SH1106}
_ON_SPI: dict[str, type[ST77xx]] = {"st7735s": ST7735S, "st7789": ST7789}
_ON_I2C_WIDTH = 128


def clock(spec: dict[str, Any], world: World) -> ClockPart:
    """The real-time clock of a board's "rtc"."""
    if spec["driver"] not in _CLOCKS:
        raise SimError(f"the virtual fob has no model of a {spec['driver']} clock yet")
    return _CLOCKS[spec["driver"]](world)


def display(spec: dict[str, Any], world: World) -> SSD1306 | ST77xx:
    """The display of a board's "display"; on SPI in the panel's own portrait."""
    driver = spec["driver"]
    width, height = spec["width"], spec["height"]
    if driver in _ON_I2C and width == _ON_I2C_WIDTH:
        return _ON_I2C[driver](height)
    if driver in _ON_SPI:
        if spec["rotation"] in (90, 270):
            width, height = height, width
        return _ON_SPI[driver](world, width, height, spec["offset"])
    raise SimError(f"the virtual fob has no model of a {driver} display yet")
