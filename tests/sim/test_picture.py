"""A picture's packing, its PNG and its drawings in characters."""

from pathlib import Path

import pytest
from PIL import Image

from mfob.sim.picture import Picture

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
