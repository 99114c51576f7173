"""The README's picture, boards/front.png: some of the screens that tests/golden keeps.

python -m golden.front      (`make screens` sets the paths)
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
PATH = HERE.parents[1] / "boards" / "front.png"
_SHOWN = (
    ("pico_oled", "code", "a code, and the time it has left"),
    ("tdisplay", "code-next", "last seconds: the next code beside it"),
    ("pico_oled", "consent", "nothing changes without a press"),
    ("tdisplay", "list", "any account in five presses"),
    ("pico_oled", "pin", "a PIN, typed on the fob itself"),
    ("tdisplay", "code-cyrillic", "names in your language"),
)
_COLUMNS = 3
_WIDTH, _HEIGHT = 288, 162  # of a screen, at most
_GAP = 18
_LINE = 24  # pixels of a caption's line
_CARD = (0x16, 0x1B, 0x22)
_BEZEL = (0x05, 0x06, 0x08)
_EDGE = (0x3A, 0x44, 0x50)
_CAPTION = (0xC0, 0xC8, 0xD0)


def picture() -> Image.Image:
    """Two rows of three screens, each with a caption below."""
    wide, high = _WIDTH + _GAP, _HEIGHT + _GAP + _LINE
    rows = -(-len(_SHOWN) // _COLUMNS)
    card = Image.new("RGB", (_COLUMNS * wide + _GAP, rows * high + _GAP), _CARD)
    draw = ImageDraw.Draw(card)
    font = ImageFont.load_default(14)
    for (left, top), (board, name, caption) in zip(places(), _SHOWN, strict=True):
        frame = (left - 3, top - 3, left + _WIDTH + 2, top + _HEIGHT + 2)
        draw.rectangle(frame, fill=_BEZEL, outline=_EDGE)
        screen = _screen(board, name)
        x, y = left + (_WIDTH - screen.width) // 2, top + (_HEIGHT - screen.height) // 2
        card.paste(screen, (x, y))
        middle = left + (_WIDTH - draw.textlength(caption, font)) / 2
        draw.text((middle, top + _HEIGHT + 5), caption, _CAPTION, font)
    return card.quantize(48, dither=Image.Dither.NONE)


def places() -> list[tuple[int, int]]:
    """Left and top of each screen."""
    wide, high = _WIDTH + _GAP, _HEIGHT + _GAP + _LINE
    return [
        (_GAP + number % _COLUMNS * wide, _GAP + number // _COLUMNS * high)
        for number in range(len(_SHOWN))
    ]


def screens(card: Image.Image) -> list[bytes]:
    """What is lit of each screen on a card: the rest depends on who draws letters and colours."""
    boxes = [(left, top, left + _WIDTH, top + _HEIGHT) for left, top in places()]
    lit = card.convert("L").point([255 * (level > 60) for level in range(256)])
    return [lit.crop(box).tobytes() for box in boxes]


def _screen(board: str, name: str) -> Image.Image:
    """As large as goes in whole pixels."""
    with Image.open(HERE / "pictures" / board / f"{name}.png") as opened:
        kept = opened.convert("RGB")
    times = min(_WIDTH // kept.width, _HEIGHT // kept.height)
    return kept.resize((kept.width * times, kept.height * times), Image.Resampling.NEAREST)


def main() -> None:
    """Writes it, and says how large it is."""
    picture().save(PATH, format="PNG", optimize=True)
    print(f"{PATH.relative_to(PATH.parents[1])}: {PATH.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
