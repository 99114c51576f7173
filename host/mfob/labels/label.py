"""Decides how a name comes onto the fob's screen: by itself, as a picture, or in plain letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

from fobcore import scripts, strip
from fobcore.rules import NAME_MAX
from mfob.labels import draw

TRANSLITERATED = "transliterated"


@dataclass(frozen=True)
class Label:
    """How the fob shows a name that it has no characters of.

    text: what is shown: the name in form NFC, or plain ASCII letters in its place. strip: the
    picture (fobcore.strip), None where those letters are sent instead. how: the fonts that it is
    drawn with, by name, "unifont" for the one that mfob brings; or "transliterated". notes:
    sentences for the owner: what is not as it should be; empty where all is well.
    """

    text: str
    strip: bytes | None
    how: str
    notes: tuple[str, ...] = ()


def strip_of(text: str) -> Label | None:
    """The label of an issuer or a name; None where it is empty or the fob draws it by itself.

    The same text gives the same label on every computer with the same fonts. UnicodeError where
    `text` is none (half of a surrogate pair).
    """
    text = unicodedata.normalize("NFC", text)
    if scripts.drawn(text.encode()):
        return None
    drawing = draw.draw(text)
    if drawing is None:
        return _transliterated(text)
    packed = strip.pack(drawing.pieces, drawing.picture.tobytes(), drawing.leftward)
    return Label(text, packed, ", ".join(drawing.fonts), tuple(_notes(drawing)))


def _notes(drawing: draw.Drawing) -> list[str]:
    notes = []
    if drawing.cut:
        notes.append(f"It is too long for the fob's picture and ends after {drawing.cut!r}.")
    if drawing.unshaped:
        notes.append(
            f"No font was found that joins the letters of {', '.join(drawing.unshaped)}: they"
            " stand one by one."
        )
    if drawing.replaced:
        notes.append(f"No font has {' '.join(drawing.replaced)}: plain letters stand instead.")
    return notes


def _transliterated(text: str) -> Label:
    plain = " ".join(anyascii(text).split())[:NAME_MAX].rstrip() or "?"
    note = f"It can't be drawn with any font here: the fob shows {plain!r} in its place."
    return Label(plain, None, TRANSLITERATED, (note,))
