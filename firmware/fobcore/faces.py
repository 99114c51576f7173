"""Which fonts a display of some size has use for: sizes (width, height) of a character's cell,
small to large. The host ships only these (modules fonts/spleenWxH.py for texts, and other
scripts' in their sizes; fonts/digitsWxH.py), the firmware loads one when it draws with it.
"""

STRIP = 16  # rows of a name's picture (fobcore.strip), on every display
_TEXTS = (  # from this height on
    (100, ((6, 12), (8, 16))),
    (48, ((5, 8), (6, 12))),
    (0, ((5, 8),)),
)
_DIGITS = (
    (100, ((18, 28), (22, 36), (32, 56))),
    (72, ((12, 22), (15, 24), (18, 28), (22, 36))),
    (48, ((12, 22), (15, 24), (18, 28))),
    (0, ((8, 12), (12, 20), (15, 20))),
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Sizes


def texts(height: int) -> "Sizes":
    """Of names, questions and messages: the first for what matters less, the last for the rest."""
    return _for(_TEXTS, height)


def digits(height: int) -> "Sizes":
    """Of codes: digits and capitals, with no blank rows above and below."""
    return _for(_DIGITS, height)


def signs(height: int) -> "tuple[int, int]":
    """Of the signs beside the text: a lock, a battery, a star (fonts/signsWxH.py)."""
    return (16, 16) if height >= 100 else (8, 8)


def sizes(width: int, height: int) -> "Sizes":
    """All fonts of text and digits, each once."""
    return tuple(sorted(set(texts(height) + digits(height))))


def _for(table: "tuple[tuple[int, Sizes], ...]", height: int) -> "Sizes":
    for least, found in table:
        if height >= least:
            return found
    return ()
