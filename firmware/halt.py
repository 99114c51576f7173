"""The screen of a fob whose firmware fails again and again: it names the button, and stands."""

import time

_TITLE = "FIRMWARE FAILS"
_TEXT = "Hold ok while you plug it in, then on the computer:\nmfob install"


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
    paint(display, layout_of(BOARD, display).message(_TITLE, _TEXT))
