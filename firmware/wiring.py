"""Board data to chip, display, clock and fonts: what start.py and halt.py both put together."""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C, Chip, Display, Font, Fonts, Rtc


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
    """The board's real-time clock; the processor's own where the driver is "chip"."""
    driver = spec["driver"]
    if driver == "chip":
        from drivers.chipclock import ChipClock

        return ChipClock()
    module = {"bm8563": "pcf8563"}.get(driver, driver)
    name = module.upper()
    return getattr(getattr(__import__("drivers." + module), module), name)(i2c, spec["address"])


class Face:
    """A font by its size; its module is loaded when the first text is drawn with it."""

    def __init__(self, width: int, height: int) -> None:
        self.WIDTH = width
        self.HEIGHT = height
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
            name = "spleen%dx%d" % (self.WIDTH, self.HEIGHT)
            self._module = getattr(__import__("fonts." + name), name)
        assert self._module is not None
        return self._module


def fonts_for(width: int, height: int) -> "tuple[Fonts, Fonts]":
    """(text fonts, digit fonts), small to large, as far as the display has use for them."""
    return (Face(5, 8), Face(6, 12)), (Face(8, 16), Face(12, 24), Face(16, 32))
