"""The sorts (fobcore.initials) of letters beyond ASCII."""

from fobcore.initials import of_ascii

_SCRIPTS = 28
_OTHER = 92
_SORTS = 36
# Their bases in ASCII; "*": neither letter nor digit
_LATIN = (  # from U+00C0
    b"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO*OUUUUYTY"
    b"AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLL"
    b"LLLNNNNNNNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS"
)
# others in UTF-8, each before its base
_MORE = b"\xc6\x8fE\xc9\x99E\xc8\x98S\xc8\x99S\xc8\x9aT\xc8\x9bT\xe1\xba\x9eS"
# two bytes a letter
_ORDER = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЂЕЄЖЗИІЈЙКЛЉМНЊОПРСТЋУФХЦЧЏШЩЪЫЬЭЮЯ".encode()
_MADE_OF = (  # a letter, then the one that it goes with
    "ΆΑΈΕΉΗΊΙΌΟΎΥΏΩΪΙΫΥΐΙΰΥάΑέΕήΗίΙόΟύΥώΩϊΙϋΥςΣЀЕЁЕЃГЅЗЇІЌКЍИЎУҐГҒГҖЖҚКҢНҮУҰУҲХҶЧҺХӘАӢИӨОӮУ"
).encode()


def letter_of(sort: int) -> str:
    """The letter of a Greek or Cyrillic sort; "" of another."""
    at = 2 * (sort - _SCRIPTS)
    return _ORDER[at : at + 2].decode() if _SCRIPTS <= sort < _OTHER else ""


def sort_of(char: bytes) -> int:
    """The number, 0 to 127, of a character of two to four bytes."""
    at = _MORE.find(char)
    if at >= 0:
        return of_ascii(_MORE[at + len(char)])
    code = (char[0] & 0x1F) << 6 | char[1] & 0x3F
    if char[0] == 0xE2 and char[1] <= 0x81:
        return 0  # U+2000 to U+207F: dashes and quotes
    if len(char) > 2:  # what tells letters of a script apart is at the end
        return _OTHER + ((char[1] << 6 | char[2]) & 0xFFF) % _SORTS
    if code < 0x180:
        return of_ascii(_LATIN[code - 0xC0]) if code >= 0xC0 else 0
    capital = _capital(code)
    char = bytes((0xC0 | capital >> 6, 0x80 | capital & 0x3F))
    at = _MADE_OF.find(char)
    if at >= 0 and not at % 4:
        char = _MADE_OF[at + 2 : at + 4]
    at = _ORDER.find(char)
    return _SCRIPTS + at // 2 if at >= 0 else _OTHER + code % _SORTS


def _capital(code: int) -> int:
    """Of a Greek or Cyrillic letter; what has none, and Greek accents, as they are."""
    if 0x3B1 <= code <= 0x3C9 and code != 0x3C2 or 0x430 <= code <= 0x44F:
        return code - 0x20
    if 0x450 <= code <= 0x45F:
        return code - 0x50
    return code & ~1 if 0x490 <= code <= 0x4FF else code
