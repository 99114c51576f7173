"""The SH1106 model against its data sheet: where it differs from an SSD1306, what it refuses."""

import pytest

from mfob.sim.errors import ModelError
from mfob.sim.parts.sh1106 import SH1106


def send(display: SH1106, *values: int) -> None:
    assert display.start(False)
    for value in values:
        display.write(value)
    display.stop()


def lit() -> SH1106:
    """On, and all dark."""
    display = SH1106(64)
    send(display, 0x00, 0xA8, 63, 0xA1, 0xC8, 0xAF)
    for page in range(8):
        send(display, 0x00, 0xB0 | page, 0x00, 0x10)
        send(display, 0x40, *bytes(132))
    return display


def pixels(display: SH1106) -> set[tuple[int, int]]:
    rows = display.rows()
    return {(x, y) for y, row in enumerate(rows) for x in range(128) if row >> (127 - x) & 1}


def test_the_glass_has_the_columns_from_2_on() -> None:
    display = lit()
    send(display, 0x00, 0xB2, 0x01, 0x10)
    send(display, 0x40, 0xFF, 0x81)
    assert pixels(display) == {(0, 16), (0, 23)}
    send(display, 0x00, 0xB3, 0x01, 0x18)
    send(display, 0x40, 0x01, 0xFF)
    assert pixels(display) == {(0, 16), (0, 23), (127, 24)}


def test_mirrored_at_once() -> None:
    display = lit()
    send(display, 0x00, 0xB0, 0x02, 0x10)
    send(display, 0x40, 0x01)
    send(display, 0x00, 0xA0, 0xC0)
    assert pixels(display) == {(127, 63)}


@pytest.mark.parametrize(
    "values", [(0x20, 0), (0x21, 0, 127), (0x22, 0, 7), (0x8D, 0x14), (0x19,), (0xAD, 0x8A)]
)
def test_refused(values: tuple[int, ...]) -> None:
    """No other addressing, no charge pump, column 144, the converter under a lit display."""
    with pytest.raises(ModelError):
        send(lit(), 0x00, *values)


def test_data_past_the_last_column_is_refused() -> None:
    display = lit()
    send(display, 0x00, 0x03, 0x18)
    with pytest.raises(ModelError):
        send(display, 0x40, 0, 0)


def test_no_other_size() -> None:
    with pytest.raises(ModelError):
        SH1106(32)
