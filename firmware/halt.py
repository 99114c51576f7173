"""The screen of a fob whose firmware fails again and again: it names the button, and stands.

By what is written on or beside it: which one is "ok" on the screens is a setting.
"""

import time

_TITLE = "FIRMWARE FAILS"
_TEXT = "Hold button %s while you plug it in, then run:\nmfob install"


def show() -> None:
    """Draws it, if the display can be had, and does not come back."""
    try:
        _draw()
    finally:
        while True:  # a reset would only begin it all again
            time.sleep_ms(1000)


def _draw() -> None:
    from board import BOARD
    from fobcore.paint import paint
    from wiring import chip_of, display_of, keep_power, layout_of

    chip = chip_of()
    keep_power(chip, BOARD)
    display = display_of(BOARD, chip)
    for button in BOARD["buttons"]:
        if button["role"] == "ok":  # main.py looks at this one
            text = _TEXT % button["label"]
            paint(display, layout_of(BOARD, display).message(_TITLE, text))
