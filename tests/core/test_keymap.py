"""Keys for codes: usages as the HID Usage Tables, 10, list them."""

from fobcore.keymap import CAPS, NUM, strokes

ROW = {"1": 0x1E, "2": 0x1F, "3": 0x20, "4": 0x21, "5": 0x22, "6": 0x23, "7": 0x24, "8": 0x25,
       "9": 0x26, "0": 0x27}  # fmt: skip
PAD = {"1": 0x59, "2": 0x5A, "3": 0x5B, "4": 0x5C, "5": 0x5D, "6": 0x5E, "7": 0x5F, "8": 0x60,
       "9": 0x61, "0": 0x62}  # fmt: skip
DIGITS = "0123456789"
LAYOUTS = ("us", "uk", "de", "fr", "es")
# the key of an American keyboard at the place of each letter, where it is not the letter's own
OTHERS = {"de": {"Y": "Z", "Z": "Y"}, "fr": {"A": "Q", "Q": "A", "Z": "W", "W": "Z"}}
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def keys(text, layout="us", keypad=True, enter=False, lamps=None):
    found = strokes(text, layout, keypad, enter, lamps)
    return None if found is None else [(found[i], found[i + 1]) for i in range(0, len(found), 2)]


def row(text, modifier=0):
    return [(modifier, ROW[digit]) for digit in text]


def pad(text):
    return [(0, PAD[digit]) for digit in text]


def test_digits_by_the_keypad_are_the_same_everywhere():
    for layout in LAYOUTS:
        for lamps in (None, NUM, NUM | CAPS):
            assert keys(DIGITS, layout, True, False, lamps) == pad(DIGITS)


def test_without_num_lock_they_come_from_the_row():
    for layout in LAYOUTS:
        assert keys(DIGITS, layout, True, False, 0) == row(DIGITS, 2 if layout == "fr" else 0)


def test_digits_by_the_row():
    for layout in LAYOUTS:
        for lamps in (None, 0, NUM):
            shift = 2 if layout == "fr" else 0
            assert keys(DIGITS, layout, False, False, lamps) == row(DIGITS, shift)


def test_caps_lock_and_the_row():
    for layout in ("us", "uk", "es"):
        assert keys(DIGITS, layout, False, False, CAPS) == row(DIGITS)
        assert keys(DIGITS, layout, False, False, CAPS | NUM) == row(DIGITS)
    for layout in ("de", "fr"):  # what it does to the row depends on the system
        assert keys(DIGITS, layout, False, False, CAPS | NUM) == pad(DIGITS)
        assert keys(DIGITS, layout, False, False, CAPS) is None
        assert keys("BCD", layout, False, False, CAPS) == [(0, 5), (0, 6), (0, 7)]


def test_letters_are_capitals_in_every_layout():
    for layout in LAYOUTS:
        moved = OTHERS.get(layout, {})
        for letter in CAPITALS:
            usage = 4 + CAPITALS.index(moved.get(letter, letter))
            if layout == "fr" and letter == "M":
                usage = 0x33  # right of L
            for lamps, shift in ((None, 2), (0, 2), (NUM, 2), (CAPS, 0), (CAPS | NUM, 0)):
                assert keys(letter, layout, True, False, lamps) == [(shift, usage)]


def test_enter_comes_last():
    assert keys("1B", enter=True) == [(0, 0x59), (2, 5), (0, 0x28)]
    assert keys("", enter=True) == [(0, 0x28)]
    assert keys("") == []


def test_other_characters_are_none_of_a_code():
    for text in ("a", " ", "1-2", "\n", "\xe9", "/", ":", "@", "["):
        try:
            strokes(text, "us", True, False, None)
        except ValueError:
            continue
        raise AssertionError(text)
