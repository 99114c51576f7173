"""The ST7735S display controller (Sitronix, ST7735S V1.4) with a 0.96 inch IPS glass on it."""

from mfob.sim.parts.st77xx import COMMON, SETTLE, ST77xx


class ST7735S(ST77xx):
    """Its memory is 132 x 162; the glass is wired blue first and wants inverted colours."""

    NAME = "ST7735S"
    COLUMNS, ROWS = 132, 162
    FASTEST = 15_151_515  # Hz: a write cycle of 66 ns
    COMMANDS = COMMON | {
        0xB1: 3, 0xB2: 3, 0xB3: 6, 0xB4: 1, 0xC0: 3, 0xC1: 1, 0xC2: 2, 0xC3: 2, 0xC4: 2,
        0xC5: 1, 0xC7: 1, 0xE0: 16, 0xE1: 16, 0xFC: 1,
    }  # fmt: skip
    AFTER_RESET = SETTLE
    AFTER_SLEEP_OUT = SETTLE  # 120 ms, the cautious reading
    BLUE_FIRST = True
