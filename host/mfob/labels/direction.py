"""Brings text that runs from right to left into the order in which it is seen."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from unicodedata import bidirectional

from arabic_reshaper import ArabicReshaper
from bidi import get_display
from bidi.mirror import MIRRORED

# joiners belong to it only within a word: elsewhere they are an emoji's or another script's
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff"
_RUN = re.compile(f"[{_ARABIC}][{_ARABIC}\u200c\u200d]*")

_MARKS = "".join(map(chr, range(0xE0100, 0xE01F0)))  # variation selectors, which no name keeps
_STEERING = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN")


class Placed(NamedTuple):
    """A cluster at its place, from left to right, and whether it is read from right to left."""

    cluster: str
    rtl: bool


def joined(text: str) -> str:
    """The text with Arabic letters in the forms that they have beside each other.

    These are characters of their own (Unicode's Arabic Presentation Forms), which need no font
    that knows how to join. Vowel signs stay.
    """
    return _RUN.sub(lambda run: _reshaper().reshape(run[0]), text)


def leftward(text: str) -> bool:
    """Whether a text as a whole is read from right to left: its first letter decides."""
    for char in text:
        if bidirectional(char) in ("L", "R", "AL"):
            return bidirectional(char) != "L"
    return False


def placed(clusters: list[str]) -> list[Placed]:
    """The clusters as they are seen (Unicode Standard Annex 9), brackets mirrored.

    The text's direction is that of its first letter. Marks that steer it are left out, and so is
    what is over 240 clusters.

    A cluster goes by its first character. The algorithm's result does not say where a character
    came from nor which way it is read, so each is followed by a mark of its own, which goes where
    it goes: after it from left to right, before it from right to left.
    """
    seen = [part for part in clusters if not _steers(part[0])][: len(_MARKS)]
    marks = _MARKS[: len(seen)]
    marked = (part[0] + mark for part, mark in zip(seen, marks, strict=True))
    display = str(get_display("".join(marked)))
    result = []
    for pair in zip(display[::2], display[1::2], strict=True):
        rtl = pair[0] in _MARKS
        base, mark = reversed(pair) if rtl else pair
        if rtl:
            base = MIRRORED.get(base, base)
        result.append(Placed(base + seen[_MARKS.index(mark)][1:], rtl))
    return result


def _steers(char: str) -> bool:
    return bidirectional(char) in _STEERING or char in _MARKS


@cache
def _reshaper() -> ArabicReshaper:
    return ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
