"""Which characters the fob draws by itself, and which font module has each.

A module is fonts/SCRIPTWxH.py, one for each size of text (fobcore.faces). A name with any other
character in it has boxes in its place, unless a computer sends a picture of it.
"""

# first and last of each range
_BASE = (0x20, 0x7E, 0xA1, 0xAC, 0xAE, 0xFF, 0x2026, 0x2026)  # ASCII, Latin-1, the ellipsis
_LATIN = (
    0x0100, 0x017F,  # Latin Extended-A
    0x018F, 0x018F, 0x0259, 0x0259,  # the schwa of Azerbaijan
    0x0218, 0x021B,  # Romanian s and t with a comma
    0x1E9E, 0x1E9E,  # capital sharp s
    0x2013, 0x2014, 0x2018, 0x201A, 0x201C, 0x201E, 0x2022, 0x2022,  # dashes, quotes, the bullet
    0x20AC, 0x20AC, 0x2116, 0x2116,  # euro, numero
)  # fmt: skip
_GREEK = (0x0384, 0x038A, 0x038C, 0x038C, 0x038E, 0x03A1, 0x03A3, 0x03CE)  # monotonic
_CYRILLIC = (
    0x0400, 0x045F,  # Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian
    0x0490, 0x0493, 0x0496, 0x0497, 0x049A, 0x049B, 0x04A2, 0x04A3, 0x04AE, 0x04B3,
    0x04B6, 0x04B7, 0x04BA, 0x04BB, 0x04D8, 0x04D9, 0x04E2, 0x04E3, 0x04E8, 0x04E9,
    0x04EE, 0x04EF,  # and Kazakh, Kyrgyz, Mongolian, Tajik, Tatar, Uzbek
)  # fmt: skip
SCRIPTS = (
    ("spleen", _BASE),
    ("latin", _LATIN),
    ("greek", _GREEK),
    ("cyrillic", _CYRILLIC),
)


def script_of(code: int) -> str:
    """The script whose fonts have a character, by its place in Unicode; "" where none has it."""
    for name, ranges in SCRIPTS:
        for at in range(0, len(ranges), 2):
            if ranges[at] <= code <= ranges[at + 1]:
                return name
    return ""


def by_script(chars: str) -> "list[tuple[str, str]]":
    """The characters of a text that are not in Spleen's own fonts: (script, its characters)."""
    found = []
    for name, _ in SCRIPTS[1:]:
        some = ""
        for at in range(len(chars)):
            char = chars[at : at + 1]  # no iteration: see fobcore.rules.is_text
            if script_of(ord(char)) == name:
                some += char
        if some:
            found.append((name, some))
    return found


def drawn(text: bytes) -> bool:
    """Whether there is a glyph for every character of a text in UTF-8. Raises UnicodeError."""
    chars = text.decode()
    return all(script_of(ord(chars[at : at + 1])) for at in range(len(chars)))
