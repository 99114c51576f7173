"""All screens of a board on one card, boards/NAME/screens.png: what tests/golden keeps of them.

python -m golden.sheet [BOARD...]      (`make screens` sets the paths)
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from golden import glass, scenes

HERE = Path(__file__).resolve().parent
BOARDS = HERE.parents[1] / "boards"
NAMES = [name for name in glass.NAMES if (BOARDS / name).is_dir()]
_CARD = (0x16, 0x1B, 0x22)
_EDGE = (0x3A, 0x44, 0x50)
_CAPTION = (0xC0, 0xC8, 0xD0)
_GAP = 14
_LINE = 20  # pixels of a caption's line


class Grid:
    """Where on the card the screens are, of a board's size: four or five a row."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.scale = 3 if size[0] < 160 else 2
        self.size = size[0] * self.scale, size[1] * self.scale  # of a screen, enlarged
        self._columns = 4 if self.size[0] > 350 else 5
        self._wide, self._high = self.size[0] + _GAP, self.size[1] + _GAP + _LINE

    def at(self, number: int) -> tuple[int, int]:
        """The upper left corner of the number-th, from 0."""
        row, column = divmod(number, self._columns)
        return _GAP + column * self._wide, _GAP + row * self._high

    def card(self, count: int) -> tuple[int, int]:
        """The size of a card with so many."""
        rows = -(-count // self._columns)
        return self._columns * self._wide + _GAP, rows * self._high + _GAP


def sheet(name: str) -> Image.Image:
    """The card, each screen with its caption below."""
    pictures = {each: kept(name, each) for each in scenes.ALL}
    grid = Grid(next(iter(pictures.values())).size)
    card = Image.new("RGB", grid.card(len(pictures)), _CARD)
    draw = ImageDraw.Draw(card)
    font = ImageFont.load_default(13)
    for number, (each, picture) in enumerate(pictures.items()):
        x, y = grid.at(number)
        large = picture.resize(grid.size, Image.Resampling.NEAREST)
        draw.rectangle((x - 2, y - 2, x + large.width + 1, y + large.height + 1), outline=_EDGE)
        card.paste(large, (x, y))
        text = each.replace("-", " ")
        middle = x + (large.width - draw.textlength(text, font)) / 2
        draw.text((middle, y + large.height + 3), text, _CAPTION, font)
    return card.quantize(32, dither=Image.Dither.NONE)


def kept(board: str, name: str) -> Image.Image:
    """A screen as it is kept."""
    path = HERE / "pictures" / board / f"{name}.png"
    with Image.open(path) as opened:
        return opened.convert("RGB")


def main(names: list[str]) -> None:
    """Writes the cards, and says how large they are."""
    for name in names or NAMES:
        path = BOARDS / name / "screens.png"
        sheet(name).save(path, format="PNG", optimize=True)
        print(f"{path.relative_to(BOARDS.parent)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
