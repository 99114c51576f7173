"""Layouts in both sizes: everything inside, nothing over another, the digits large."""

from fob import DIGITS, TEXTS
from fobcore.screens import BOX, TEXT, Layout, shorten, wrap

SIZES = ((128, 64), (128, 32), (160, 80), (240, 135))
CODES = ("12345", "123456", "1234567", "12345678", "123456789", "1234567890")
NAMES = ("", "a", "alice@example.com", "x" * 64, "Zoë Ünïcode " * 5)


def box_of(item) -> tuple:
    if item[0] == BOX:
        return item[1:5]
    _, x, y, font, text = item
    return x, y, len(text) * font.WIDTH, font.HEIGHT


def check(width: int, height: int, items: list) -> None:
    boxes = [box_of(item) for item in items]
    for x, y, w, h in boxes:
        inside = x >= 0 and y >= 0 and w >= 0 and x + w <= width and y + h <= height
        assert inside, (width, height, items)
    for i, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[:i]:
            apart = x + w <= x2 or x2 + w2 <= x or y + h <= y2 or y2 + h2 <= y
            assert apart or not w or not w2, (width, height, items)


def test_the_code_screen_in_every_size():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        for code in CODES:
            for issuer in NAMES:
                for name in NAMES[1:]:
                    for left in (0, 1, 15, 30):
                        items = layout.code(issuer, name, code, left, 30, "999/1000")
                        check(width, height, items)
                        shown = "".join(i[4] for i in items if i[0] == TEXT and i[4].isdigit())
                        assert shown == code


def test_six_digits_are_a_third_of_the_height():
    for width, height in SIZES[:2]:
        layout = Layout(width, height, TEXTS, DIGITS)
        items = layout.code("GitHub", "alice", "123456", 9, 30, "1/1")
        font = [i[3] for i in items if i[0] == TEXT and i[4] == "123"][0]
        assert height <= font.HEIGHT * 3


def test_the_bar_shrinks():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        lengths = []
        for left in (30, 20, 10, 1):
            lengths.append(layout.code("a", "b", "123456", left, 30, "1/1")[-1][3])
        assert lengths == sorted(lengths, reverse=True) and lengths[-1] > 0
        assert len(set(lengths)) == 4


def test_a_consent_shows_every_word_on_some_page():
    text = "Issuer " + "y" * 64 + " " + "some one " * 7 + "SHA1 6 30s"
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        pages = layout.pages(text)
        read = "".join("".join(lines) for lines in pages).replace(" ", "")
        assert read == text.replace(" ", "")
        for number, lines in enumerate(pages):
            check(width, height, layout.consent("Replace", lines, number, len(pages)))


def test_messages_fit():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        check(width, height, layout.message("CLOCK NOT SET", "On the computer:\nmfob clock set"))
        check(width, height, layout.message("T" * 99, "word " * 200))


def test_shorten_and_wrap():
    assert shorten("alice", 5) == "alice"
    assert shorten("alice@example.com", 9) == "alic\u2026.com"
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("ab cdefghij", 4) == ["ab c", "defg", "hij"]
    assert wrap("a\nb", 9) == ["a", "b"]


def test_a_counted_code_and_its_hint():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        for issuer in NAMES:
            for name in NAMES[1:]:
                for code in CODES:
                    for shown in (code, "", "used up", "not stored"):
                        items = layout.counted(issuer, name, shown, len(code), "999/1000")
                        check(width, height, items)
                        assert all(item[0] == TEXT for item in items)  # no bar: nothing runs out
                        read = "".join(item[4] for item in items)
                        assert (shown or "-" * len(code)) in read, (width, height, shown)


def test_the_hint_says_what_ok_does():
    layout = Layout(128, 64, TEXTS, DIGITS)
    hints = []
    for code in ("", "123456"):
        hints.append(layout.counted("Bank", "alice", code, 6, "1/1")[-1][4])
    assert hints == ["ok = code", "ok = new code"]


def test_steam_codes_in_every_size():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        items = layout.code("Steam", "gabe", "FR8RV", 9, 30, "1/1")
        check(width, height, items)
        fonts = [item[3] for item in items if item[0] == TEXT and item[4] == "FR8RV"]
        assert len(fonts) == 1
        for char in "23456789BCDFGHJKMNPQRTVWXY-":  # what codes are made of
            assert char in fonts[0].CHARS, (width, char)


def test_a_browse_says_which_button_is_which():
    for width, height in SIZES:
        layout = Layout(width, height, TEXTS, DIGITS)
        for page in range(3):
            items = layout.consent("Import", ["3 accounts"], page, 3, True)
            check(width, height, items)
            assert [item[4] for item in items[-2:]] == ["ok = yes", "hold next = no"]
