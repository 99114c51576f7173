"""The ST7789 display controller (Sitronix, ST7789V V1.6) with a 1.14 inch IPS glass on it."""

from mfob.sim.parts.st77xx import COMMON, MS, ST77xx


class ST7789(ST77xx):
    """Its memory is 240 x 320; the glass is wired red first and wants inverted colours."""

    NAME = "ST7789"
    COLUMNS, ROWS = 240, 320
    FASTEST = 62_500_000  # Hz: a write cycle of 16 ns
    COMMANDS = COMMON | {
        0x44: 2, 0x51: 1, 0x53: 1, 0x55: 1, 0x5E: 1,
        0xB0: 2, 0xB1: 3, 0xB2: 5, 0xB3: 3, 0xB5: 1, 0xB7: 1, 0xBB: 1, 0xC0: 1, 0xC2: 2,
        0xC3: 1, 0xC4: 1, 0xC5: 1, 0xC6: 1, 0xD0: 2, 0xE0: 14, 0xE1: 14,
    }  # fmt: skip
    AFTER_RESET = 5 * MS
    AFTER_SLEEP_OUT = 5 * MS
