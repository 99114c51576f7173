"""The sort of a name's first letter, a small number: what a list of names is jumped through by.

0          neither letter nor digit
1          a digit
2 to 27    A to Z, whatever the case and the accents of Western Europe
28 to 127  other letters, by their place in Unicode; a few share a number
"""

_OTHER = 28
_SORTS = 100
# U+00C0 to U+00FF without their accents; "*": neither letter nor digit
_LATIN_1 = b"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO*OUUUUYTY"


def sort_of(name: bytes) -> int:
    """The number, 0 to 127, of a name in UTF-8."""
    first = name[0] if name else 0
    if first >= 0xC2:
        after = name[1] & 0x3F
        if (
            first >= 0xE0
        ):  # three or four bytes: what tells letters of a script apart is at the end
            after = (name[1] << 6 | name[2]) & 0xFFF
        code = (first & 0x1F) << 6 | after
        if first > 0xC3:
            return _OTHER + code % _SORTS
        first = _LATIN_1[code - 0xC0] if code >= 0xC0 else 0
    if 0x61 <= first <= 0x7A:
        first -= 0x20
    if 0x41 <= first <= 0x5A:
        return first - 0x41 + 2
    return 1 if 0x30 <= first <= 0x39 else 0
