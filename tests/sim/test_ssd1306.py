"""The SSD1306 model against its data sheet: windows, orientation, light, and what it refuses."""

import pytest

from mfob.sim.errors import ModelError
from mfob.sim.parts.ssd1306 import SSD1306

START = (0x8D, 0x14, 0x20, 0x00, 0xA1, 0xC8, 0xAF)


def command(display: SSD1306, *values: int) -> None:
    send(display, 0x00, *values)


def send(display: SSD1306, *values: int) -> None:
    assert display.start(False)
    for value in values:
        display.write(value)
    display.stop()


def lit(height: int = 64) -> SSD1306:
    """A display that is on and all dark."""
    display = SSD1306(height)
    command(display, 0xA8, height - 1, 0xDA, 0x12 if height == 64 else 0x02, *START)
    send(display, 0x40, *bytes(1024))
    return display


def pixels(display: SSD1306) -> set[tuple[int, int]]:
    rows = display.rows()
    return {(x, y) for y, row in enumerate(rows) for x in range(128) if row >> (127 - x) & 1}


def test_a_byte_is_eight_rows_of_a_column_the_lowest_bit_on_top() -> None:
    display = lit()
    command(display, 0x21, 5, 5, 0x22, 2, 2)
    send(display, 0x40, 0x81)
    assert pixels(display) == {(5, 16), (5, 23)}


def test_horizontal_addressing_fills_the_window_and_goes_round() -> None:
    display = lit()
    command(display, 0x21, 126, 127, 0x22, 6, 7)
    send(display, 0x40, 1, 2, 4, 8)
    assert pixels(display) == {(126, 48), (127, 49), (126, 58), (127, 59)}
    send(display, 0x40, 0x80)
    assert (126, 55) in pixels(display)


def test_page_addressing_is_the_state_after_power_on() -> None:
    display = lit()
    command(display, 0x20, 0x02, 0xB3, 0x05, 0x11)
    send(display, 0x40, 0xFF)
    assert pixels(display) == {(0x15, y) for y in range(24, 32)}


def test_vertical_addressing() -> None:
    display = lit()
    command(display, 0x20, 0x01, 0x21, 0, 1, 0x22, 0, 1)
    send(display, 0x40, 1, 1, 1)
    assert pixels(display) == {(0, 0), (0, 8), (1, 0)}


@pytest.mark.parametrize(
    ("segments", "rows", "where"),
    [(0xA1, 0xC8, (3, 1)), (0xA0, 0xC8, (124, 1)), (0xA1, 0xC0, (3, 62)), (0xA0, 0xC0, (124, 62))],
)
def test_orientation(segments: int, rows: int, where: tuple[int, int]) -> None:
    display = lit()
    command(display, 0x21, 3, 3, 0x22, 0, 0, segments, rows)
    send(display, 0x40, 0x02)
    assert pixels(display) == {where}


def test_a_start_line_scrolls() -> None:
    display = lit()
    command(display, 0x21, 0, 0, 0x22, 0, 0, 0x41)
    send(display, 0x40, 0x03)
    assert pixels(display) == {(0, 0), (0, 63)}


def test_32_rows() -> None:
    display = lit(32)
    assert len(display.rows()) == 32
    command(display, 0x21, 0, 0, 0x22, 3, 3)
    send(display, 0x40, 0x80)
    assert pixels(display) == {(0, 31)}


def test_light_wants_the_display_on_and_the_charge_pump() -> None:
    display = SSD1306(64)
    command(display, 0xA5)
    assert not any(display.rows())
    command(display, 0xAF)
    assert not any(display.rows())
    command(display, 0x8D, 0x14)
    assert all(row == (1 << 128) - 1 for row in display.rows())
    command(display, 0xAE)
    assert not any(display.rows())


def test_invert_and_contrast() -> None:
    display = lit()
    command(display, 0xA7, 0x81, 0x10)
    assert len(pixels(display)) == 128 * 64
    assert display.contrast == 0x10


def test_power_on_leaves_noise_in_the_memory() -> None:
    display = lit()
    display.power_on()
    assert not display.lit
    command(display, *START)
    assert any(display.rows())


def test_the_status_says_whether_it_is_on() -> None:
    display = lit()
    assert display.read() & 0x40 == 0
    command(display, 0xAE)
    assert display.read() & 0x40


def test_a_command_may_come_a_byte_a_transfer() -> None:
    display = lit()
    for value in (0x81, 0x55):
        send(display, 0x80, value)
    assert display.contrast == 0x55


@pytest.mark.parametrize(
    "values",
    [
        (0x23,),  # no such command
        (0x26, 0),  # scrolling is not modelled
        (0x20, 3),
        (0x21, 0, 128),
        (0x21, 5, 4),
        (0x22, 0, 8),
        (0x22, 3, 2),
        (0x8D, 0x15),
        (0xA8, 14),
        (0xA8, 64),
        (0xD3, 64),
        (0xD9, 0xF0),
        (0xDA, 0x13),
        (0xDB, 0x40),
        (0xB0,),  # page addressing is off
        (0x10,),
    ],
)
def test_refused_commands(values: tuple[int, ...]) -> None:
    display = lit()
    with pytest.raises(ModelError):
        command(display, *values)


def test_refused_control_byte() -> None:
    with pytest.raises(ModelError):
        send(lit(), 0x01, 0xAF)


def test_data_in_the_middle_of_a_command_is_refused() -> None:
    display = lit()
    command(display, 0x81)
    with pytest.raises(ModelError):
        send(display, 0x40, 0)


def test_more_data_than_the_window_holds_is_refused() -> None:
    display = lit()
    command(display, 0x21, 0, 9, 0x22, 0, 0)
    with pytest.raises(ModelError):
        send(display, 0x40, *bytes(11))


def test_the_wrong_number_of_rows_is_seen() -> None:
    display = lit()
    command(display, 0xA8, 31)
    with pytest.raises(ModelError):
        display.rows()
    display = lit(32)
    command(display, 0xDA, 0x12)
    with pytest.raises(ModelError):
        display.rows()


def test_there_is_no_module_of_48_rows() -> None:
    with pytest.raises(ModelError):
        SSD1306(48)
