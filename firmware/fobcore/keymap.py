"""Which keys make a computer read a code: a text to the keys of a keyboard, by layout.

Numbers of keys are those of the HID Usage Tables, 10, Keyboard/Keypad page. They name places: what
stands on a key is the computer's affair, and its layout is what the owner set.
"""

NUM = 1  # bits of what a computer says of its lamps (HID 1.11, B.1)
CAPS = 2
SHIFT = 2  # the left one, in the first byte of a report
_ENTER = 0x28
_A = 0x04  # to Z
_ROW = 0x1E  # 1 to 9, and 0 behind them
_KEYPAD = 0x59  # the same
# Letters that are elsewhere than on an American keyboard, and where.
_ELSEWHERE = {"de": (b"YZ", b"\x1d\x1c"), "fr": (b"AMQWZ", b"\x14\x33\x04\x1d\x1a")}
_SHIFTED_ROW = ("fr",)  # digits with Shift
# On Windows Caps Lock turns the digits of these over as well, elsewhere it does not.
_LOCKED_ROW = ("de", "fr")


def strokes(
    text: str, layout: str, keypad: bool, enter: bool, lamps: "int | None"
) -> "bytearray | None":
    """The keys for digits and capital letters: for each a byte of modifiers and one of its key.

    `lamps`: what the computer last said, NUM | CAPS; None: it has not. The keypad is the same in
    every layout, but has digits with Num Lock alone. None: it can't be known which keys would be
    right (Caps Lock, and no keypad). Raises ValueError: another character.
    """
    numbers = lamps is None or lamps & NUM != 0
    caps = lamps is not None and lamps & CAPS != 0
    unsure = caps and layout in _LOCKED_ROW
    keypad = numbers and (keypad or unsure)
    moved, places = _ELSEWHERE.get(layout, (b"", b""))
    keys = bytearray(2 * len(text) + (2 if enter else 0))
    at = 0
    for char in text.encode():  # bytes: each character of a text would be kept for ever
        if 48 <= char <= 57:
            if unsure and not keypad:
                return None
            keys[at + 1] = (_KEYPAD if keypad else _ROW) + (char - 49) % 10
            keys[at] = SHIFT if layout in _SHIFTED_ROW and not keypad else 0
        elif 65 <= char <= 90:
            there = moved.find(bytes((char,)))
            keys[at + 1] = _A + char - 65 if there < 0 else places[there]
            keys[at] = 0 if caps else SHIFT
        else:
            raise ValueError("not a character of codes")
        at += 2
    if enter:
        keys[at + 1] = _ENTER
    return keys
