"""Text is read back from pixels: every font, packed lines, neighbours, drawings that are none."""

import random

import pytest

from mfob.sim.finger import asks
from mfob.sim.fonts import REPLACEMENT, Font, fonts
from mfob.sim.picture import Picture
from mfob.sim.readback import Item, read_items, read_text

BY_NAME = {font.name: font for font in fonts()}


class Canvas:
    """Draws from the tables that the firmware's fonts give."""

    def __init__(self, width: int = 128, height: int = 64) -> None:
        self.width, self.height = width, height
        self.dots = [[0] * width for _ in range(height)]

    def text(self, x: int, y: int, font: str, text: str) -> "Canvas":
        for char in text:
            for dx, column in enumerate(glyph(BY_NAME[font], char)):
                for dy in range(BY_NAME[font].height):
                    if column >> dy & 1:
                        self.dots[y + dy][x + dx] = 1
            x += BY_NAME[font].width
        return self

    def box(self, x: int, y: int, width: int, height: int) -> "Canvas":
        for row in self.dots[y : y + height]:
            row[x : x + width] = [1] * width
        return self

    def picture(self) -> Picture:
        rows = [int("".join(map(str, row)), 2) for row in self.dots]
        return Picture(self.width, self.height, rows)


def glyph(font: Font, char: str) -> tuple[int, ...]:
    if char == " ":
        return (0,) * font.width
    return next(columns for columns, chars in font.glyphs.items() if char in chars)


def test_the_largest_font_comes_first() -> None:
    sizes = [font.width * font.height for font in fonts()]
    assert sizes == sorted(sizes, reverse=True)
    assert {"spleen5x8", "spleen6x12", "digits18x28", "digits32x56"} <= set(BY_NAME)


@pytest.mark.parametrize("font", [name for name, font in BY_NAME.items() if not font.signs])
def test_every_character_of_every_font(font: str) -> None:
    """Without those that look like one of Spleen's."""
    chars = [chars[0] for chars in BY_NAME[font].glyphs.values() if REPLACEMENT not in chars]
    columns = max(1, 128 // BY_NAME[font].width - 2)
    for start in range(0, len(chars), columns):
        some = "".join(chars[start : start + columns])
        if not any(char.isalnum() for char in some):
            some = "x" + some[1:]
        shown = Canvas(128, BY_NAME[font].height).text(0, 0, font, some).picture()
        assert read_text(shown) == [some]


@pytest.mark.parametrize("seed", range(20))
def test_lines_without_a_gap_anywhere_on_the_display(seed: int) -> None:
    dice = random.Random(seed)
    font = dice.choice(["spleen5x8", "spleen6x12"])
    width, height = BY_NAME[font].width, BY_NAME[font].height
    words = ["jumping", "Quick", "GitHub", "alice@example.org", "(yes)", "3/12", "x=1", "|p_q|"]
    lines = []
    for _ in range(64 // height):
        line = " ".join(dice.choices(words, k=3))[: 127 // width].rstrip()
        lines.append(line)
    canvas = Canvas()
    x = dice.randrange(0, 3)
    for i, line in enumerate(lines):
        canvas.text(x, i * height, font, line[: (127 - x) // width])
    assert read_text(canvas.picture()) == [line[: (127 - x) // width].rstrip() for line in lines]


def test_a_code_screen() -> None:
    canvas = Canvas().text(0, 0, "spleen6x12", "Göteborg").text(113, 0, "spleen5x8", "1/9")
    canvas.text(0, 12, "spleen5x8", "jy@gq.org")
    canvas.text(5, 28, "digits18x28", "012").text(68, 28, "digits18x28", "789")
    canvas.box(0, 61, 77, 3)
    assert read_text(canvas.picture()) == ["Göteborg 1/9", "jy@gq.org", "012 789"]


def test_digits_right_below_descenders() -> None:
    canvas = Canvas(128, 32).text(0, 0, "spleen5x8", "gypsy jq")
    canvas.text(4, 9, "digits12x20", "404 177")
    assert read_text(canvas.picture()) == ["gypsy jq", "404 177"]


@pytest.mark.parametrize("font", [name for name, font in BY_NAME.items() if font.signs])
def test_signs_are_items_and_no_text(font: str) -> None:
    sign = next(iter(BY_NAME[font].glyphs.values()))
    canvas = Canvas().text(0, 0, "spleen5x8", "alice").text(100, 3, font, sign)
    assert read_text(canvas.picture()) == ["alice"]
    assert Item(100, 3, font, sign) in read_items(canvas.picture())


@pytest.mark.parametrize(("width", "height"), [(160, 80), (240, 135)])
def test_a_large_screen_full_of_small_text(width: int, height: int) -> None:
    cell = BY_NAME["spleen5x8"]
    line = ("jumping Quick (yes) alice@example.org x=1 3/12 " * 2)[: width // cell.width].strip()
    canvas = Canvas(width, height)
    for y in range(0, height - cell.height, cell.height):
        canvas.text(0, y, "spleen5x8", line)
    assert read_text(canvas.picture()) == [line] * ((height - 1) // cell.height)


@pytest.mark.parametrize(
    "text",
    [
        "AAA OOO 3",
        "\u0410\u041d\u041d\u0410 \u0416 3",  # the first word has letters of the script's own
        "\u0391\u039d\u039d\u0391\u03a3",
        "\u041e\u0434\u0435\u0441\u0430 \u0410 12-3",
        "\u041e\u041e\u041e \u0411\u0430\u043d\u043a",
    ],
)
@pytest.mark.parametrize("font", ["spleen5x8", "spleen6x12", "spleen8x16"])
def test_letters_alike_are_of_the_script_around_them(text: str, font: str) -> None:
    shown = Canvas(160, 16).text(0, 0, font, text).picture()
    assert read_text(shown) == [text]


def test_an_o_alone_is_latin() -> None:
    assert read_text(Canvas().text(0, 0, "spleen6x12", "\u041e").picture()) == ["O"]


def test_where_and_how_large() -> None:
    canvas = Canvas().text(7, 3, "spleen8x16", "Hi").text(9, 30, "spleen5x8", "a  b     c")
    assert read_items(canvas.picture()) == [
        Item(7, 3, "spleen8x16", "Hi"),
        Item(9, 30, "spleen5x8", "a  b"),
        Item(54, 30, "spleen5x8", "c"),
    ]


def test_a_frame_around_a_text_and_lines_beside_it() -> None:
    canvas = Canvas().box(0, 0, 128, 1).box(0, 63, 128, 1).box(0, 0, 1, 64).box(127, 0, 1, 64)
    canvas.text(1, 1, "spleen6x12", "Framed").text(20, 40, "spleen6x12", "free")
    assert read_text(canvas.picture()) == ["Framed", "free"]


def test_drawings_are_no_text() -> None:
    noise = random.Random(7)
    for _ in range(20):
        rows = [noise.getrandbits(128) for _ in range(64)]
        assert read_text(Picture(128, 64, rows)) == []
    assert read_text(Canvas().box(3, 60, 90, 4).picture()) == []
    assert read_text(Canvas().box(0, 0, 128, 64).picture()) == []
    assert read_text(Canvas().picture()) == []


def test_punctuation_counts_where_it_stands_alone() -> None:
    assert read_text(Canvas().text(50, 30, "spleen5x8", "...").picture()) == ["..."]
    crowded = Canvas().text(50, 30, "spleen5x8", ".").box(50, 39, 40, 3)
    assert read_text(crowded.picture()) == []


def test_the_replacement_box_is_read_as_such() -> None:
    canvas = Canvas().text(0, 0, "spleen6x12", "a" + REPLACEMENT + "b")
    assert read_text(canvas.picture()) == ["a" + REPLACEMENT + "b"]


def test_what_a_finger_takes_for_a_consent() -> None:
    assert asks(["Add", "GitHub", "alice", "ok = yes next = no"])
    assert asks(["Add", "ok = more 1/2 next = no"]) == 120_000_000
    assert asks(["Add", "hold = yes press = no"]) == 1_000_000_000
    assert asks(["Add", "hold = more 1/2 press = no"])
    assert not asks(["Add", "hold = yes next = no"])
    assert not asks(["GitHub 1/1", "alice", "123 456"])
    assert not asks(["ok = yes"])
