"""The ST7789 display controller over SPI (Sitronix, ST7789V V1.6; V2 and V3 alike)."""

from drivers.st77xx import ST77xx


class ST7789(ST77xx):
    """A colour display, see drivers.st77xx: the IPS panels of 240x135, which want their colours
    inverted. Voltages, gamma and frame rate are as the controller begins with."""

    MEMORY = (240, 320)
    AWAKE = 5
    SETTINGS = (
        (0x3A, b"\x55"),  # COLMOD: RGB565
        (0x21, b""),  # INVON
    )
