"""Splits a text into what is drawn as one and never parted: a letter with its marks, an emoji."""

from __future__ import annotations

import unicodedata

from wcwidth import iter_graphemes

_VIRAMA = 9  # Unicode's combining class of the signs that take a consonant's vowel away
_NO_JOINER = "\u0e3a\u103a"  # of that class, but what follows them stands beside, not below
_ZWJ = "\u200d"


def clusters(text: str) -> list[str]:
    """Its grapheme clusters (Unicode Standard Annex 29), with all marks and conjuncts whole.

    The annex parts some marks from their letter (Burmese a), and keeps conjuncts whole in some
    scripts only, not in Kannada, Tamil, Sinhala or Khmer.
    """
    parts: list[str] = []
    for part in iter_graphemes(text):
        if parts and (_is_mark(part) or _binds(parts[-1])) and script(parts[-1]) == script(part):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def script(cluster: str) -> str:
    """The script of its first character, as Unicode's names begin: "DEVANAGARI", "HANGUL"."""
    return unicodedata.name(cluster[0], "").partition(" ")[0]


def unseen(char: str) -> bool:
    """Whether a character only steers others: joiners, direction marks, variation selectors."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cf")
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
        or char in "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    )


def _is_mark(cluster: str) -> bool:
    return unicodedata.category(cluster[0]).startswith("M")


def _binds(cluster: str) -> bool:
    last = cluster.rstrip(_ZWJ)[-1:]
    return bool(last) and unicodedata.combining(last) == _VIRAMA and last not in _NO_JOINER
