"""The driver of the ST7735S: what travels; tests/sim has it on a model of the controller."""

from colourbus import Wires, check

from drivers.st7735s import ST7735S


def test_each_rotation() -> None:
    check(ST7735S, (80, 160), 0, (26, 1), 0x08, 26, 1)
    check(ST7735S, (160, 80), 90, (26, 1), 0x68, 1, 26)
    check(ST7735S, (80, 160), 180, (26, 1), 0xC8, 26, 1)
    check(ST7735S, (160, 80), 270, (26, 1), 0xA8, 1, 26)  # as Waveshare's own program


def test_turned() -> None:
    """With an offset that is another one mirrored: 24 of 132 - 80 columns, 0 of 162 - 160 rows."""
    wires = Wires()
    display = wires.made(ST7735S, 160, 80, 90, (24, 0))
    next(display.strips(0, 1))
    wires.sent = []
    display.turn(True)
    assert wires.sent == [(0x36, b"\xa8")]
    for _ in display.strips(7, 8):
        pass
    assert wires.sent[1:3] == [(0x2A, b"\x00\x02\x00\xa1"), (0x2B, b"\x00\x1f\x00\x1f")]
    display.turn(False)
    wires.sent = []
    for _ in display.strips(7, 8):
        pass
    assert wires.sent[:2] == [(0x2A, b"\x00\x00\x00\x9f"), (0x2B, b"\x00\x23\x00\x23")]
