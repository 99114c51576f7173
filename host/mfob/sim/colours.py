"""A picture's characters in its colours, for a terminal of 24 bits a colour."""

from mfob.sim.picture import Picture

_HALF = "▀"
_PLAIN = "\x1b[0m"


def coloured(picture: Picture, rows: list[str], wide: int, high: int) -> list[str]:
    """The rows of characters that stand for wide x high pixels each, with their colours: both
    of them where a character has one column and two rows, else that of a lit pixel."""
    made = []
    for y, row in enumerate(rows):
        line, last = "", ""
        for x, char in enumerate(row):
            if (wide, high) == (1, 2):
                above, below = picture.colour(x, 2 * y), picture.colour(x, 2 * y + 1)
                code, char = _ink(38, above) + _ink(48, below), _HALF
            else:
                code = _ink(38, _lit(picture, x * wide, y * high, wide, high))
            if code != last:
                line, last = line + code, code
            line += char
        made.append(line + _PLAIN)
    return made


def _lit(picture: Picture, left: int, top: int, wide: int, high: int) -> tuple[int, int, int]:
    """The colour of the brightest pixel of some."""
    cells = ((left + x, top + y) for y in range(high) for x in range(wide))
    return max((picture.colour(x, y) for x, y in cells), key=sum)


def _ink(where: int, colour: tuple[int, int, int]) -> str:
    """where: 38 for a character, 48 for what is behind it."""
    red, green, blue = colour
    return f"\x1b[{where};2;{red};{green};{blue}m"
