"""A picture's packing, its PNG and its drawings in characters."""

from pathlib import Path

import pytest
from PIL import Image

from mfob.sim.colours import coloured
from mfob.sim.picture import Picture
from mfob.sim.window import framed, helped, pressed

CORNER = Picture(4, 4, [0b1000, 0b0000, 0b0000, 0b0011])


def test_packing_goes_there_and_back() -> None:
    assert Picture.from_bytes(4, 4, CORNER.to_bytes()) == CORNER
    odd = Picture(9, 2, [0b100000001, 0b011111110])
    assert odd.to_bytes() == bytes((0x80, 0x80, 0x7F, 0x00))
    assert Picture.from_bytes(9, 2, odd.to_bytes()) == odd


def test_pixels_and_turning() -> None:
    assert [CORNER.pixel(0, 0), CORNER.pixel(1, 0), CORNER.pixel(3, 3)] == [1, 0, 1]
    assert CORNER.pixel(-1, 0) == CORNER.pixel(0, 4) == 0
    assert CORNER.turned().rows == [0b1100, 0, 0, 0b0001]
    assert not CORNER.blank()
    assert Picture(1, 1, [0]).blank()


def test_characters() -> None:
    assert CORNER.halves() == ["▀   ", "  ▄▄"]
    assert CORNER.quadrants() == ["▘ ", " ▄"]
    assert CORNER.braille() == ["⠁⣀"]
    assert Picture(2, 4, [3, 3, 3, 3]).braille() == ["⣿"]


@pytest.mark.parametrize("scale", [1, 3])
def test_png(tmp_path: Path, scale: int) -> None:
    path = tmp_path / "picture.png"
    CORNER.save_png(path, scale)
    with Image.open(path) as image:
        assert image.size == (12 * scale, 12 * scale)
        lit, dark = (image.getpixel(((4 + x) * scale, 4 * scale)) for x in (0, 1))
    assert lit == (0x9F, 0xE8, 0xFF)
    assert dark == (0x06, 0x0A, 0x10)


RED, GREEN, BLACK = b"\xff\0\0", b"\0\xff\0", bytes(3)
TRAFFIC = Picture(2, 3, [0b10, 0b00, 0b01], RED + BLACK + BLACK + BLACK + BLACK + GREEN)


def test_a_coloured_picture_is_turned_with_its_mask() -> None:
    """Clockwise: the upper left corner goes to the upper right."""
    quarter = TRAFFIC.turned(90)
    assert (quarter.width, quarter.height) == (3, 2)
    assert quarter.colour(2, 0) == (255, 0, 0) and quarter.colour(0, 1) == (0, 255, 0)
    assert quarter.rows == [0b001, 0b100]
    half = TRAFFIC.turned()
    assert half.rows == [0b10, 0b00, 0b01]
    assert half.colour(0, 0) == (0, 255, 0)
    assert quarter.turned(90) == half and quarter.turned(-90) == TRAFFIC.turned(0) == TRAFFIC
    assert TRAFFIC.turned(270) == half.turned(90)


def test_a_coloured_png(tmp_path: Path) -> None:
    TRAFFIC.save_png(tmp_path / "picture.png", 1)
    with Image.open(tmp_path / "picture.png") as image:
        assert image.size == (10, 11)
        pixels = [image.getpixel((4 + x, 4 + y)) for y in range(3) for x in range(2)]
    assert pixels[0] == (255, 0, 0) and pixels[5] == (0, 255, 0) and pixels[1] == (0, 0, 0)


def test_colours_in_a_terminal() -> None:
    """A half block has two colours; a smaller one that of what is lit in it."""
    rows = coloured(TRAFFIC, TRAFFIC.halves(), 1, 2)
    assert len(rows) == 2
    assert rows[0].startswith("\x1b[38;2;255;0;0m\x1b[48;2;0;0;0m▀")
    assert "\x1b[38;2;0;255;0m" in rows[1] and rows[1].endswith("\x1b[0m")
    (row,) = coloured(TRAFFIC, TRAFFIC.braille(), 2, 4)
    assert row.count("\x1b[38;") == 1 and len(row) == len("\x1b[38;2;255;0;0m⠁\x1b[0m")


def test_a_window_frames_what_fits() -> None:
    for columns, lines, high in ((4, 5, 2), (3, 5, 2), (3, 4, 1)):
        shown = framed(TRAFFIC, columns, lines)
        assert len(shown) == high + 2 <= lines
        assert shown[0] == "╭" + "─" * (2 if columns == 4 else 1) + "╮"
    assert "does not fit" in framed(TRAFFIC, 2, 2)[1]
    assert "\x1b" not in "".join(framed(CORNER, 80, 24))


def test_the_keys_are_the_board_s_buttons() -> None:
    assert helped(["ok", "next", "back"]) == "o ok  n next  b back  O N B long  q quit"
    assert helped(["ok"]) == "o ok  O long  q quit"
    assert pressed(b"b", ["ok", "next", "back"]) and pressed(b"B", ["ok", "next", "back"])
    assert not pressed(b"n", ["ok"]) and not pressed(b"x", ["ok"])
