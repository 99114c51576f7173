"""Board data to chip, display, clock and fonts: what start.py and halt.py both put together."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C, Chip, Display, Fonts, Rtc


def chip_of() -> "Chip":
    """The chip that this runs on."""
    name = {"rp2": "chip_rp2", "esp32": "chip_esp32"}.get(sys.platform, "chip_unix")
    return getattr(__import__("drivers." + name), name).Chip()


def display_of(spec: dict, i2c: "I2C") -> "Display":
    """The board's display, started."""
    from drivers.ssd1306 import SSD1306

    flip = spec["rotation"] == 180
    return {"ssd1306": SSD1306}[spec["driver"]](
        i2c, spec["width"], spec["height"], spec["address"], flip
    )


def rtc_of(spec: dict, i2c: "I2C") -> "Rtc":
    """The board's real-time clock."""
    from drivers.ds3231 import DS3231

    return {"ds3231": DS3231}[spec["driver"]](i2c, spec["address"])


def fonts_for(width: int, height: int) -> "tuple[Fonts, Fonts]":
    """(text fonts, digit fonts), small to large, as far as the display has use for them."""
    from fonts import spleen5x8, spleen6x12, spleen8x16, spleen12x24, spleen16x32

    return (spleen5x8, spleen6x12), (spleen8x16, spleen12x24, spleen16x32)
