"""The sort of a name's first letter, a small number: what a list of names is jumped through by.

0          neither letter nor digit
1          a digit
2 to 27    A to Z, whatever the case and the accents
28 to 51   Greek
52 to 91   Cyrillic; a letter that few languages have is with the one it is made of
92 to 127  other letters, by their place in Unicode; some share a number
"""


def sort_of(name: bytes) -> int:
    """The number, 0 to 127, of a name in UTF-8."""
    first = name[0] if name else 0
    if first >= 0xC2:
        from fobcore import letters  # not loaded for names in ASCII

        return letters.sort_of(name[: 2 if first < 0xE0 else 3 if first < 0xF0 else 4])
    return of_ascii(first)


def letter_of(sort: int) -> str:
    """The letter of a sort; "" where it has none or several."""
    if sort < 28:
        return chr(sort - 2 + 0x41) if sort >= 2 else ""
    from fobcore import letters

    return letters.letter_of(sort)


def of_ascii(char: int) -> int:
    """The number of a character of ASCII."""
    if 0x61 <= char <= 0x7A:
        char -= 0x20
    if 0x41 <= char <= 0x5A:
        return char - 0x41 + 2
    return 1 if 0x30 <= char <= 0x39 else 0
