"""The driver of the ST7789: what travels; tests/sim has it on a model of the controller."""

from colourbus import check

from drivers.st7789 import ST7789


def test_each_rotation() -> None:
    check(ST7789, (135, 240), 0, (52, 40), 0x00, 52, 40)
    check(ST7789, (240, 135), 90, (52, 40), 0x60, 40, 53)
    check(ST7789, (135, 240), 180, (52, 40), 0xC0, 53, 40)
    check(ST7789, (240, 135), 270, (52, 40), 0xA0, 40, 52)
