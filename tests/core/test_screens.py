"""Layouts in every size: everything inside, nothing over another, the digits large."""

import fakes
from fobcore import codescreen
from fobcore.codescreen import Shown
from fobcore.dialog import Menu
from fobcore.screens import BOX, TEXT, shorten, wrap
from wiring import layout_of

SIZES = ((128, 64), (128, 32), (160, 80), (240, 135))
CODES = ("12345", "123456", "1234567", "12345678", "123456789", "1234567890")
NAMES = ("", "a", "alice@example.com", "x" * 64, "Zo\u00eb \u00dcn\u00efcode " * 5)
KEYS = {
    1: ({"role": "ok"},),
    2: ({"role": "ok"}, {"role": "next"}),
    3: ({"role": "ok"}, {"role": "next"}, {"role": "back"}),
}


def layout(width: int, height: int, buttons: int = 2):
    return layout_of({"buttons": KEYS[buttons]}, fakes.Display(width, height))


def box_of(item) -> tuple:
    if item[0] == BOX:
        return item[1:5]
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


def shown(issuer="GitHub", name="alice", code="123456", left=9, place="1/1", period=30) -> Shown:
    it = Shown(issuer, name, code, len(code), place)
    it.left = left
    it.period = period
    return it


def digits_of(items: list) -> str:
    return "".join([i[4] for i in items if i[0] == TEXT and i[4].isdigit() and i[3].HEIGHT > 12])


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
                    assert not it.off or "!+-86400s" in texts
                    assert not it.note or it.note in texts
                    assert it.off or not it.next or ">" + code in texts


def test_hidden_digits_are_not_in_the_picture():
    for width, height in SIZES:
        for code in CODES:
            it = Shown("GitHub", "alice", "", len(code), "1/2")
            it.hidden, it.left, it.period = True, 9, 30
            items = codescreen.items(layout(width, height), it)
            check(width, height, items)
            assert digits_of(items) == ""
            assert len([item for item in items if item[0] == BOX]) == len(code) + 1


def test_six_digits_are_a_third_of_the_height():
    for width, height in SIZES:
        items = codescreen.items(layout(width, height), shown())
        font = [i[3] for i in items if i[0] == TEXT and i[4] == "123"][0]
        assert height <= font.HEIGHT * 3
        assert width < 6 * font.WIDTH * 2  # and half the width


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
                        it = Shown(issuer, name, text, len(code), "999/1000")
                        it.hint = "ok = new code"
                        items = codescreen.items(layout(width, height), it)
                        check(width, height, items)
                        assert all(item[0] == TEXT for item in items)  # no bar: nothing runs out
                        read = "".join(item[4] for item in items)
                        assert (text or "-" * len(code)) in read, (width, height, text)
                        if height >= 64:
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
