"""Random names on every board, read back from the pixels of the glass: what should be shown is.

What should be shown is worked out here, from the firmware README's rules and the width of the
glass: a name that is longer than its place loses its middle to an ellipsis, no more of it than it
must; a character that no font has would be a box, and none is.
"""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pyotp
import pytest

from boards.rules import ONE_BIT
from golden.glass import NAMES, board, glass
from mfob.sim.fonts import fonts
from mfob.sim.picture import Picture
from mfob.sim.readback import Item, lines_of, read_items

from wiring import layout_of  # isort: skip
from fobcore import codescreen, scripts
from fobcore.account import Account

COUNT = {"Latin": 300, "scripts": 100}
SEEDS = {"Latin": 2033, "scripts": 2034}
ASCII = "".join(map(chr, range(0x21, 0x7F)))
LATIN = "".join(map(chr, range(0xA1, 0x100))).replace("\xad", "")  # the soft hyphen is unseen
ALPHA = "".join(char for char in ASCII + LATIN if char.isalnum())
# of one language each: Polish, Czech and Slovak, Hungarian, Romanian, Turkish and Azerbaijani,
# Baltic, South Slavic, Maltese and Esperanto
WEST = (
    "aąbcćdeęfghijklłmnńoóprsśtuwyzźżĄĆĘŁŃÓŚŹŻ",
    "aábcčdďeéěfghiíjklmnňoóprřsštťuúůvyýzžľĺŕôäĽĹŔČĎĚŇŘŠŤŮŽ",
    "aábcdeéfghiíjklmnoóöőprstuúüűvzÁÉÍÓÖŐÚÜŰ",
    "aăâbcdefghiîjlmnoprsștțuvxzĂÂÎȘȚ",
    "abcçdeəfgğhıijklmnoöprsştuüvyzÇƏĞİÖŞÜ",
    "aāąbcčdeēęėfgģhiīįjkķlļmnņoprsštuūųvzžĀĒĢĪĶĻŅŠŪŽŲĮ",
    "abcčćdđefghijklmnoprsštuvzžČĆŠŽ",
    "abcċdefġghħijklmnopqrstuvwxżzĉĝĥĵŝŭĊĠĦŻĈĜĤĴŜŬ",
)
GREEK = "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏΪΫ"
CYRILLIC = (  # Russian, Ukrainian, Belarusian, Serbian, Macedonian, Kazakh, Tatar, Tajik
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇ",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюяЎ",
    "абвгдђежзијклљмнњопрстћуфхцчџшЂЈЉЊЋЏ",
    "абвгдѓежзѕијклљмнњопрстќуфхцчџшЃЅЌ",
    "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщыіэюяӘҒҚҢӨҰҮҺ",
    "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщыэюяҖ",
    "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюяӢӮҲҶ",
)
ALIKE = {frozenset(pair) for font in fonts() for chars in font.glyphs.values()
         for pair in combinations(chars, 2)}  # fmt: skip
LINE = 9  # pixels from the top within which what stands on the first line begins
WIDTHS = {font.name: font.width for font in fonts()}
GLYPHS = {
    font.name: {char: columns for columns, chars in font.glyphs.items() for char in chars}
    for font in fonts()
}
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


def of_scripts(dice: random.Random, least: int) -> str:
    """Words of one language, now and then with a number or a word in ASCII beside them."""
    letters = dice.choice((dice.choice(WEST), GREEK, dice.choice(CYRILLIC)))
    words: list[str] = []
    for _ in range(dice.randrange(max(1, least), 7) if least or dice.random() < 0.8 else 0):
        some = letters if dice.random() < 0.8 else ASCII[32:58] + "0123456789-"
        words.append("".join(dice.choice(some) for _ in range(dice.randrange(1, 12))))
    return " ".join(words)[:64].strip()


def alike(shown: str, whole: str) -> bool:
    """Whether two texts look the same: letters of several scripts may."""
    pairs = list(zip(shown, whole, strict=False))
    same = all(a == b or frozenset((a, b)) in ALIKE for a, b in pairs)
    return len(shown) == len(whole) and same


def shortened(text: str, room: int) -> str:
    """A text in a place for so many characters: the whole of it, or as much of its start and its
    end, of the start one more where they can't be equal."""
    if len(text) <= room:
        return text
    return text[: room // 2] + "\u2026" + text[len(text) - (room - 1) // 2 :]


def width_of(picture: Picture, right: int, text: str) -> int:
    """Of a character of the text that stands at the right edge of the first line, pixel for pixel
    in one of the fonts; 0: it does not. (Close behind a name readback may not see it.)"""
    for font in fonts():
        glyphs = GLYPHS[font.name]
        x = right - len(text) * font.width
        if x < 0 or not all(char in glyphs for char in text):
            continue
        wanted = [column for char in text for column in glyphs[char]]
        for y in range(LINE):
            for column, bits in enumerate(wanted, x):
                lit = [bool(picture.pixel(column, y + row)) for row in range(font.height)]
                if lit != [bool(bits >> row & 1) for row in range(font.height)]:
                    break
            else:
                return font.width
    return 0


def rooms(items: list[Item], right: int, taken: int) -> list[int]:
    """For how many characters there is room on each line of names, top to bottom, from the left
    edge to the right one; on the first of them so many pixels are taken."""
    fonts = [WIDTHS[item.font] for item in items if item.x == 0]
    return [(right - (0 if line else taken)) // font for line, font in enumerate(fonts)]


def complaint(picture: Picture, right: int, issuer: str, name: str, code: str, place: str) -> str:
    """What is wrong with the names, the place and the code that can be read, or ""."""
    items = read_items(picture)
    lines = lines_of(items)
    both = " ".join(filter(None, (issuer, name)))
    texts = [both] if len(lines) == 2 else [it for it in (issuer, name) if it]
    if len(lines) != len(texts) + 1:
        return f"{len(lines)} lines: {lines}"
    width = width_of(picture, right, place)
    if not width:
        return f"no {place}: {lines}"
    # a character's width between the names and it
    room = rooms(items, right, (len(place) + 1) * width)
    seen = [lines[0].removesuffix(place).rstrip(), *lines[1:-1]]
    wanted = [shortened(text, most) for text, most in zip(texts, room, strict=False)]
    if lines[-1] != code[:3] + " " + code[3:] or len(wanted) != len(seen):
        return str(lines)
    for shown, text in zip(seen, wanted, strict=True):
        if not alike(shown, text):
            return f"{shown!r} for {text!r}"
    return ""


def shown(name: str, kind: str) -> list[str]:
    """The complaints of a board."""
    data: dict[str, Any] = board(name)
    dice = random.Random(SEEDS[kind])
    make = random_name if kind == "Latin" else of_scripts
    wrong = []
    # an OLED's layout leaves a column free, so that the picture can be moved
    right = data["display"]["width"] - (data["display"]["driver"] in ONE_BIT)
    with glass(data) as (display, circuit):
        from fobcore.paint import paint

        layout = layout_of(data, display)
        before = None
        for number in range(COUNT[kind]):
            issuer, who = make(dice, 0), make(dice, 1)
            code = pyotp.HOTP(SECRET).at(number)
            seen = codescreen.Shown(Account(issuer, who, b"k"), f"{number + 1}/300")
            seen.code = code
            seen.left, seen.period = dice.randrange(1, 31), 30
            items = codescreen.items(layout, seen)
            paint(display, items, before)
            before = items
            said = complaint(circuit.picture(), right, issuer, who, code, seen.place)
            if said:
                wrong.append(f"{name}, {number}: {said}")
    return wrong


# What Unicode's own charts draw alike, and a dash that is one pixel row in a small font
SAME = ("-\u2013", ",\u201a", "\u00d0\u0110", "3\u0417")
IN_TURN = ("latin", "greek", "cyrillic")


@pytest.mark.parametrize("script", IN_TURN)
def test_no_two_characters_look_the_same(script: str) -> None:
    """Those of a name in one script, with ASCII and Latin-1; but for SAME, and letters that a
    script has in common with the Latin ones."""
    alike = []
    for font in fonts():
        for chars in font.glyphs.values():
            some = [char for char in chars if scripts.script_of(ord(char)) in ("spleen", script)]
            own = [char for char in some if scripts.script_of(ord(char)) == script]
            common = script != "latin" and len(own) < 2 and all(map(str.isalpha, some))
            if len(some) > 1 and "".join(some) not in SAME and not common:
                alike.append((font.name, some))
    assert not alike


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("name", NAMES)
def test_names_and_digits(name: str, kind: str) -> None:
    wrong = shown(name, kind)
    assert not wrong, "\n".join([str(len(wrong)), *wrong[:10]])


@pytest.mark.parametrize(
    ("text", "room", "wanted"),
    [
        ("alice", 5, "alice"),
        ("alice", 6, "alice"),
        ("alice", 4, "al\u2026e"),
        ("alicealice", 5, "al\u2026ce"),
        ("alicealice", 2, "a\u2026"),
        ("alicealice", 9, "alic\u2026lice"),
    ],
)
def test_what_should_be_shown(text: str, room: int, wanted: str) -> None:
    assert shortened(text, room) == wanted


@pytest.mark.parametrize(
    ("shown", "whole", "is_so"),
    [
        ("alice", "alice", True),
        ("alic", "alice", False),
        ("\u041e\u0431", "O\u0431", True),
        ("\u041e\u0431", "A\u0431", False),
    ],
)
def test_what_looks_alike(shown: str, whole: str, is_so: bool) -> None:
    assert alike(shown, whole) == is_so
