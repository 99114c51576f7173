"""The ST7735S display controller over SPI (Sitronix, ST7735S V1.4)."""

from drivers.st77xx import ST77xx


class ST7735S(ST77xx):
    """A colour display, see drivers.st77xx: the IPS panels of 160x80, which want their colours
    inverted and blue first, with the voltages and gamma that their makers give."""

    MEMORY = (132, 162)
    ORDER = 0x08
    AWAKE = 120
    SETTINGS = (
        (0xB1, b"\x05\x3a\x3a"),  # FRMCTR1: frame rate, normal
        (0xB2, b"\x05\x3a\x3a"),  # FRMCTR2: idle
        (0xB3, b"\x05\x3a\x3a\x05\x3a\x3a"),  # FRMCTR3: partial
        (0xB4, b"\x03"),  # INVCTR: the drive's polarity, by dots in normal mode
        (0xC0, b"\x62\x02\x04"),  # PWCTR1: GVDD, GVCL
        (0xC1, b"\xc0"),  # PWCTR2: VGH, VGL
        (0xC2, b"\x0d\x00"),  # PWCTR3: currents, normal
        (0xC3, b"\x8d\x6a"),  # PWCTR4: idle
        (0xC4, b"\x8d\xee"),  # PWCTR5: partial
        (0xC5, b"\x0e"),  # VMCTR1: VCOM
        (0xE0, b"\x10\x0e\x02\x03\x0e\x07\x02\x07\x0a\x12\x27\x37\x00\x0d\x0e\x10"),  # GMCTRP1
        (0xE1, b"\x10\x0e\x03\x03\x0f\x06\x02\x08\x0a\x13\x26\x36\x00\x0d\x0e\x10"),  # GMCTRN1
        (0x3A, b"\x05"),  # COLMOD: RGB565
        (0x21, b""),  # INVON
    )
