"""Random names on every board, read back from the pixels of the glass: what should be shown is.

What should be shown is worked out here, from the firmware README's rules alone: a name that is too
long loses its middle to an ellipsis; a character that no font has would be a box, and none is.
"""

from __future__ import annotations

import random
from typing import Any

import pyotp
import pytest

from golden.glass import NAMES, board, glass
from mfob.sim.fonts import fonts
from mfob.sim.readback import read_text

from wiring import layout_of  # isort: skip
from fobcore import codescreen

COUNT = 300
ASCII = "".join(map(chr, range(0x21, 0x7F)))
LATIN = "".join(map(chr, range(0xA1, 0x100))).replace("\xad", "")  # the soft hyphen is unseen
ALPHA = "".join(char for char in ASCII + LATIN if char.isalnum())
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


def random_name(dice: random.Random, least: int) -> str:
    """Of some length up to 64, words of ASCII and Latin-1."""
    length = dice.choice((least, dice.randrange(least, 20), dice.randrange(20, 65)))
    letters = dice.choice((ASCII, ASCII[32:], LATIN, ASCII + LATIN))
    name = "".join(dice.choice(letters) for _ in range(length))
    if length and not any(char.isalnum() for char in name[:5]):
        name = dice.choice(ALPHA) + name[1:]  # readback leaves out what is punctuation alone
    if length > 6 and dice.random() < 0.5:
        at = dice.randrange(2, length - 2)
        name = name[:at] + " " + name[at + 1 :]
    return name


def is_shortened(shown: str, whole: str) -> bool:
    """Whether that is the whole text or its two ends, as alike as can be, around an ellipsis."""
    start, mark, end = shown.partition("\u2026")
    if not mark:
        return shown == whole
    alike = len(start) - len(end) in (0, 1)
    return alike and len(shown) < len(whole) and whole.startswith(start) and whole.endswith(end)


def complaint(lines: list[str], issuer: str, name: str, code: str, place: str) -> str:
    """What is wrong with the lines that were read, or ""."""
    both = " ".join(filter(None, (issuer, name)))
    grouped = code[:3] + " " + code[3:]
    if len(lines) == 2:
        wanted = [(both, place), (grouped, "")]
    else:
        wanted = [(issuer or name, place), (name if issuer else "", ""), (grouped, "")]
        wanted = [line for line in wanted if line[0]]
    if len(lines) != len(wanted):
        return f"{len(lines)} lines"
    for line, (text, end) in zip(lines, wanted, strict=True):
        if not line.endswith(end):
            end = ""  # close behind a name, readback may take it for a drawing
        shown = line[: len(line) - len(end)].rstrip() if end else line
        if not is_shortened(shown, text):
            return f"{shown!r} for {text!r}"
    return ""


def shown(name: str) -> list[str]:
    """The complaints of a board."""
    data: dict[str, Any] = board(name)
    dice = random.Random(2033)
    wrong = []
    with glass(data) as (display, circuit):
        from fobcore.paint import paint

        layout = layout_of(data, display)
        before = None
        for number in range(COUNT):
            issuer, who = random_name(dice, 0), random_name(dice, 1)
            code = pyotp.HOTP(SECRET).at(number)
            seen = codescreen.Shown(issuer, who, code, 6, f"{number + 1}/300")
            seen.left, seen.period = dice.randrange(1, 31), 30
            items = codescreen.items(layout, seen)
            paint(display, items, before)
            before = items
            lines = read_text(circuit.picture())
            said = complaint(lines, issuer, who, code, seen.place)
            if said:
                wrong.append(f"{name}, {number}: {said}: {lines}")
    return wrong


def test_no_two_characters_look_the_same() -> None:
    import importlib

    alike = []
    for known in fonts():
        module = importlib.import_module(f"fonts.{known.name}")
        size = (module.WIDTH + 7) // 8 * module.HEIGHT
        pictures: dict[bytes, str] = {}
        for number, char in enumerate(module.CHARS):
            picture = bytes(module.DATA[number * size : (number + 1) * size])
            other = pictures.setdefault(picture, char)
            if other != char:
                alike.append((known.name, other, char))
    assert not alike


@pytest.mark.parametrize("name", NAMES)
def test_names_and_digits(name: str) -> None:
    wrong = shown(name)
    assert not wrong, "\n".join([str(len(wrong)), *wrong[:10]])


@pytest.mark.parametrize(
    ("shown", "whole", "is_so"),
    [
        ("alice", "alice", True),
        ("al\u2026ce", "alicealice", True),
        ("al\u2026e", "alicealice", True),
        ("a\u2026ce", "alicealice", False),
        ("al\u2026xe", "alicealice", False),
        ("alic", "alice", False),
    ],
)
def test_what_counts_as_shortened(shown: str, whole: str, is_so: bool) -> None:
    assert is_shortened(shown, whole) == is_so
