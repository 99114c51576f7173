"""Layouts in every size: everything inside, nothing over another, the digits large."""

import fakes
from fobcore import codescreen, strip
from fobcore.account import Account
from fobcore.codescreen import Shown
from fobcore.dialog import Menu
from fobcore.screens import BOX, PICTURE, TEXT, shorten, wrap
from wiring import layout_of

SIZES = ((127, 63), (128, 32), (160, 80), (240, 135))  # of 128x64 what an OLED's picture takes
CODES = ("12345", "123456", "1234567", "12345678", "123456789", "1234567890")
NAMES = ("", "a", "alice@example.com", "x" * 64, "Zo\u00eb \u00dcn\u00efcode " * 5)
KEYS = {
    1: ({"role": "ok"},),
    2: ({"role": "ok"}, {"role": "next"}),
    3: ({"role": "ok"}, {"role": "next"}, {"role": "back"}),
}


def layout(width: int, height: int, buttons: int = 2):
    display = fakes.Display((width + 7) // 8 * 8, height + height % 2 * (height < 100))
    display.spare = display.width - width, display.height - height
    return layout_of({"buttons": KEYS[buttons]}, display)


def box_of(item) -> tuple:
    if item[0] == BOX:
        return item[1:5]
    if item[0] == PICTURE:
        return item[1], item[2], item[5] - item[4], strip.HEIGHT
    _, x, y, font, text, _ = item
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


def shown_of(issuer: str, name: str, code: str, place: str, digits: int = 6) -> Shown:
    it = Shown(Account(issuer, name, b"k", digits=digits), place)
    it.code = code
    return it


def strip_of(*pieces: int, leftward: bool = False) -> bytes:
    """A strip of pieces of these widths, all lit."""
    stride = (sum(pieces) + 7) // 8
    return strip.pack(list(pieces), b"\xff" * stride * strip.HEIGHT, leftward)


def shown(issuer="GitHub", name="alice", code="123456", left=9, place="1/1", period=30) -> Shown:
    it = shown_of(issuer, name, code, place, len(code))
    it.left = left
    it.period = period
    return it


def digits_of(items: list) -> str:
    return "".join([i[4] for i in items if i[0] == TEXT and i[4].isdigit() and i[3].HEIGHT > 12])


def test_strips_in_every_size():
    """Both names, or one of them, as pictures, narrow and wide."""
    for width, height in SIZES:
        screen = layout(width, height)
        for code in CODES:
            for issuer in (b"", strip_of(16), strip_of(*[16] * 32)):
                for name in (b"", strip_of(16, 8), strip_of(*[16] * 32)):
                    for turn in range(6):
                        it = shown("GitHub", "alice@example.com", code, 9, "999/1000")
                        it.account.issuer_strip, it.account.name_strip = issuer, name
                        it.next = code
                        it.turn = turn
                        items = codescreen.items(screen, it)
                        check(width, height, items)
                        pictures = [item for item in items if item[0] == PICTURE]
                        assert len(pictures) <= 2


def test_two_strips_and_digits_of_a_third():
    it = shown("GitHub", "alice", "123456", 9, "1/1")
    it.account.issuer_strip, it.account.name_strip = strip_of(16, 16, 16), strip_of(16, 8)
    items = codescreen.items(layout(127, 63), it)
    assert [item[1:3] for item in items if item[0] == PICTURE] == [(0, 0), (0, 16)]
    assert [item[3].HEIGHT for item in items if item[0] == TEXT and item[4] == "123"] == [24]


def test_a_wide_strip_is_shown_in_views_that_part_no_piece():
    packed = strip_of(16, 16, 16, 8)
    assert strip.views(packed, 40) == [(packed, 0, 32), (packed, 32, 56)]
    assert strip.views(packed, 128) == [(packed, 0, 56)]
    packed = strip_of(16, 16, 16, 8, leftward=True)  # it is read from the right
    assert strip.valid(packed) and strip.width(packed) == 56
    assert strip.views(packed, 40) == [(packed, 16, 56), (packed, 0, 16)]
    assert strip.first_piece(packed) == (packed, 48, 56)


def test_what_is_no_strip():
    packed = strip_of(16, 16)
    assert strip.valid(packed)
    for bad in (b"", packed[:-1], packed + b"x", b"\x00\x00\x00", strip_of(8) + b"\x00"):
        assert not strip.valid(bad)
    assert not strip.valid(strip.pack([0, 8], b"\xff" * 16))
    assert not strip.valid(strip.pack([255, 255, 8], b"\xff" * 65 * 16))  # wider than 512
    assert not strip.valid(b"\x09" + strip_of(8)[1:])  # its pieces are narrower


def test_a_question_with_strips():
    for width, height in SIZES:
        screen = layout(width, height)
        what = [strip_of(*[16] * 10), strip_of(16), "SHA1 6 30s"]
        pages = screen.pages(what)
        seen = []
        for number, lines in enumerate(pages):
            items = screen.consent("Add", lines, number, len(pages))
            check(width, height, items)
            seen += [item[4:6] for item in items if item[0] == PICTURE]
        assert sum([last - first for first, last in seen]) == 176


def test_rows_with_strips():
    for width, height in SIZES:
        screen = layout(width, height)
        pictured = ["* ", strip_of(16, 16), "alice@example.com"]
        rows = ["GitHub alice", pictured, [strip_of(*[16] * 32)]]
        menu = Menu(rows)
        for chosen in range(3):
            menu.chosen = chosen
            items = menu.items(screen)
            check(width, height, items)
            assert [item for item in items if item[0] == TEXT and item[4][:2] == "> "]


def test_the_code_screen_in_every_size():
    for width, height in SIZES:
        screen = layout(width, height)
        for code in CODES:
            for issuer in NAMES:
                for name in NAMES[1:]:
                    for left in (0, 15, 30):
                        items = codescreen.items(
                            screen, shown(issuer, name, code, left, "999/1000")
                        )
                        check(width, height, items)
                        assert digits_of(items) == code


def test_notes_and_signs_have_their_place():
    for width, height in SIZES:
        screen = layout(width, height)
        for code in CODES:
            for issuer in NAMES:
                it = shown(issuer, NAMES[3], code, 3, "999/1000")
                it.signs = "SL0"
                for it.off, it.next in ((0, code), (86400, ""), (86400, code), (0, "")):
                    it.note = "" if it.off or it.next else "not stored"
                    items = codescreen.items(screen, it)
                    check(width, height, items)
                    texts = [item[4] for item in items if item[0] == TEXT]
                    assert not it.off or "!\xb186400s" in texts
                    assert not it.note or it.note in texts
                    assert it.off or not it.next or ">" + code in texts


def test_hidden_digits_are_not_in_the_picture():
    for width, height in SIZES:
        for code in CODES:
            it = shown_of("GitHub", "alice", "", "1/2", len(code))
            it.hidden, it.left, it.period = True, 9, 30
            items = codescreen.items(layout(width, height), it)
            check(width, height, items)
            assert digits_of(items) == ""
            assert len([item for item in items if item[0] == BOX]) == len(code) + 1


def lit_rows(font, char: str) -> list:
    """Which rows of a character have a pixel."""
    stride = (font.WIDTH + 7) // 8
    at = font.CHARS.index(char) * stride * font.HEIGHT
    rows = [font.DATA[at + y * stride : at + (y + 1) * stride] for y in range(font.HEIGHT)]
    return [y for y in range(font.HEIGHT) if any(rows[y])]


def test_digits_are_a_third_of_the_height():
    """Lit ones: of 64 rows 22. Ten digits are so on a display of one colour, else a quarter."""
    for width, height in SIZES:
        for code in CODES:
            items = codescreen.items(layout(width, height), shown(code=code))
            fonts = [i[3] for i in items if i[0] == TEXT and i[4] in codescreen._grouped(code)]
            for char in "0123456789":
                lit = lit_rows(fonts[0], char)
                assert lit == list(range(fonts[0].HEIGHT)), (width, char)
            part = 3 if len(code) < 8 or width < 160 else 4
            assert height <= fonts[0].HEIGHT * part, (width, height, code)
            if len(code) == 6:
                assert width < 6 * fonts[0].WIDTH * 2  # and half the width


def test_the_bar_shrinks():
    for width, height in SIZES:
        lengths = []
        for left in (30, 20, 10, 1):
            items = codescreen.items(layout(width, height), shown(left=left))
            lengths.append(items[-1][3])
        assert lengths == sorted(lengths, reverse=True) and lengths[-1] > 0
        assert len(set(lengths)) == 4


def test_a_consent_shows_every_word_on_some_page():
    text = "Issuer " + "y" * 64 + " " + "some one " * 7 + "SHA1 6 30s"
    for width, height in SIZES:
        for buttons in KEYS:
            screen = layout(width, height, buttons)
            pages = screen.pages(text)
            read = "".join("".join(lines) for lines in pages).replace(" ", "")
            assert read == text.replace(" ", "")
            for number, lines in enumerate(pages):
                check(width, height, screen.consent("Replace", lines, number, len(pages)))


def test_messages_fit():
    for width, height in SIZES:
        screen = layout(width, height)
        check(width, height, screen.message("CLOCK NOT SET", "On the computer:\nmfob clock set"))
        check(width, height, screen.message("T" * 99, "word " * 200))


def test_pads_entries_and_menus_fit():
    date = ["2026", "12", "31", "23", "59", "UTC+12:45"]
    for width, height in SIZES:
        for buttons in KEYS:
            screen = layout(width, height, buttons)
            for taken in (0, 1, 6, 12):
                check(width, height, screen.pad("New PIN again", taken, "<"))
            for at in range(len(date)):
                check(width, height, screen.entry(date, at))
            for chosen in range(9):
                menu = Menu([NAMES[3]] * 9, chosen)
                items = menu.items(screen)
                check(width, height, items)
                assert len([i for i in items if i[4].startswith("> ")]) == 1


def test_shorten_and_wrap():
    assert shorten("alice", 5) == "alice"
    assert shorten("alice@example.com", 9) == "alic\u2026.com"
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]
    assert wrap("ab cdefghij", 4) == ["ab c", "defg", "hij"]
    assert wrap("a\nb", 9) == ["a", "b"]


def test_a_counted_code_and_its_hint():
    for width, height in SIZES:
        for issuer in NAMES:
            for name in NAMES[1:]:
                for code in CODES:
                    for text in (code, ""):
                        it = shown_of(issuer, name, text, "999/1000", len(code))
                        it.hint = "ok = new code"
                        items = codescreen.items(layout(width, height), it)
                        check(width, height, items)
                        assert all(item[0] == TEXT for item in items)  # no bar: nothing runs out
                        read = "".join(item[4] for item in items)
                        assert (text or "-" * len(code)) in read, (width, height, text)
                        if height >= 63:
                            assert items[-1][4] == "ok = new code", (width, height, items)


def test_steam_codes_in_every_size():
    for width, height in SIZES:
        items = codescreen.items(layout(width, height), shown("Steam", "gabe", "FR8RV"))
        check(width, height, items)
        fonts = [item[3] for item in items if item[0] == TEXT and item[4] == "FR8RV"]
        assert len(fonts) == 1
        for char in "23456789BCDFGHJKMNPQRTVWXY-":  # what codes are made of
            assert char in fonts[0].CHARS, (width, char)


def test_a_question_says_which_button_is_which():
    for width, height in SIZES:
        for buttons, yes, no, browse in (
            (1, "hold = yes", "press = no", "hold on = no"),
            (2, "ok = yes", "next = no", "hold next = no"),
            (3, "ok = yes", "next = no", "back = no"),
        ):
            screen = layout(width, height, buttons)
            items = screen.consent("Add", ["alice"], 0, 1)
            assert [item[4] for item in items[-2:]] == [yes, no]
            for page in range(3):
                items = screen.consent("Import", ["3 accounts"], page, 3, True)
                check(width, height, items)
                assert [item[4] for item in items[-2:]] == [yes, browse]
