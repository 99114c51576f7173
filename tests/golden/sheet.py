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


def sheet(name: str) -> Image.Image:
    """The card: four or five screens a row, each with its caption below."""
    pictures = {each: _kept(name, each) for each in scenes.ALL}
    width, height = next(iter(pictures.values())).size
    scale = 3 if width < 160 else 2
    columns = 4 if width * scale > 350 else 5
    wide, high = width * scale + _GAP, height * scale + _GAP + _LINE
    rows = -(-len(pictures) // columns)
    card = Image.new("RGB", (columns * wide + _GAP, rows * high + _GAP), _CARD)
    draw = ImageDraw.Draw(card)
    font = ImageFont.load_default(13)
    for number, (each, picture) in enumerate(pictures.items()):
        x, y = _GAP + number % columns * wide, _GAP + number // columns * high
        large = picture.resize((width * scale, height * scale), Image.Resampling.NEAREST)
        draw.rectangle((x - 2, y - 2, x + large.width + 1, y + large.height + 1), outline=_EDGE)
        card.paste(large, (x, y))
        text = each.replace("-", " ")
        middle = x + (large.width - draw.textlength(text, font)) / 2
        draw.text((middle, y + large.height + 3), text, _CAPTION, font)
    return card.quantize(32, dither=Image.Dither.NONE)


def _kept(board: str, name: str) -> Image.Image:
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
