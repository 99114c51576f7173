"""Buses, pins and buttons as the board's data wire them; and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from mfob.sim.circuit import Circuit, load_board
from mfob.sim.errors import ModelError, SimError
from mfob.sim.line import Line
from mfob.sim.parts.button import Button
from mfob.sim.parts.flash import SECTOR, SECTORS, Flash
from mfob.sim.parts.ssd1306 import SSD1306
from sim.steady import Steady


@pytest.fixture
def steady() -> Steady:
    return Steady()


def circuit(steady: Steady, folder: Path, board: dict[str, Any] | None = None) -> Circuit:
    image = folder / "flash.img"
    image.write_bytes(b"\xff" * (SECTOR * SECTORS))
    line = Line(steady.world)
    return Circuit(steady.world, board or load_board("virtual"), Flash(image), line, bytes(8))


def test_a_device_answers_at_its_address_alone(steady: Steady, tmp_path: Path) -> None:
    bus = circuit(steady, tmp_path).i2c(0)
    bus.configure(4, 5, 400_000)
    assert bus.write(0x68, b"\x00", True) == 1
    assert bus.write(0x69, b"\x00", True) == -1
    assert bus.read(0x69, 1, True) is None


def test_bus_time_is_nine_bits_a_byte(steady: Steady, tmp_path: Path) -> None:
    bus = circuit(steady, tmp_path).i2c(0)
    bus.configure(4, 5, 400_000)
    assert bus.duration(1024) == 1025 * 22_500


def test_the_bus_must_be_the_board_s_and_set_up(steady: Steady, tmp_path: Path) -> None:
    parts = circuit(steady, tmp_path)
    with pytest.raises(ModelError, match="before it is set up"):
        parts.i2c(0).write(0x68, b"", True)
    with pytest.raises(ModelError, match="pins 5 and 4"):
        parts.i2c(0).configure(5, 4, 400_000)
    with pytest.raises(ModelError, match="no such bus"):
        parts.i2c(1)


def test_pins(steady: Steady, tmp_path: Path) -> None:
    parts = circuit(steady, tmp_path)
    with pytest.raises(ModelError, match="before it is set up"):
        parts.pin_level(14)
    with pytest.raises(ModelError, match="nothing on it"):
        parts.pin_mode(13, False, "up")
    with pytest.raises(ModelError, match="output"):
        parts.pin_mode(14, True, None)
    parts.pin_mode(14, False, None)
    with pytest.raises(ModelError, match="floats"):
        parts.pin_level(14)
    parts.pin_mode(14, False, "up")
    assert parts.pin_level(14) == 1
    parts.button("ok").hold()
    assert parts.pin_level(14) == 0
    with pytest.raises(SimError, match="ok, next"):
        parts.button("up")


def test_a_bouncing_button_settles(steady: Steady) -> None:
    button = Button(steady.world, "ok", 0, bounce_ns=5_000_000)
    button.hold()
    levels = []
    for _ in range(100):
        levels.append(button.level())
        steady.wait(0.0001)
    assert set(levels[:50]) == {0, 1}
    assert set(levels[51:]) == {0}


def test_a_display_that_is_mounted_upside_down_is_seen_upright(
    steady: Steady, tmp_path: Path
) -> None:
    board = load_board("virtual")
    board["display"] = {**board["display"], "rotation": 180}
    parts = circuit(steady, tmp_path, board)
    assert isinstance(parts.display, SSD1306)
    for values in ((0x00, 0x8D, 0x14, 0xAF, 0x20, 0, 0xA0, 0xC0), (0x40, *bytes(1024))):
        parts.display.start(False)
        for value in values:
            parts.display.write(value)
        parts.display.stop()
    parts.display.start(False)
    for value in (0x40, 1):
        parts.display.write(value)
    assert parts.picture().pixel(0, 0)


def test_boards_are_literal_data(tmp_path: Path) -> None:
    assert load_board("pico_oled")["chip"] == "rp2"
    path = tmp_path / "board.py"
    path.write_text('BOARD = {"name": "mine"}\n')
    assert load_board(str(path)) == {"name": "mine"}
    path.write_text("BOARD = print(1)\n")
    with pytest.raises(ValueError, match="malformed"):
        load_board(str(path))
    path.write_text("A = 1\n")
    with pytest.raises(SimError):
        load_board(str(path))


def test_parts_without_a_model_are_named(steady: Steady, tmp_path: Path) -> None:
    board = load_board("virtual")
    board["display"] = {**board["display"], "driver": "ili9341"}
    with pytest.raises(SimError, match="ili9341"):
        circuit(steady, tmp_path, board)
