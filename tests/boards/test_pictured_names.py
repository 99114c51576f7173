"""Names in scripts that the fob has no font for, on every board's display: the pixels are those
that Pillow draws of the whole name at once."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageFont

from fobcore.account import Account
from golden.glass import NAMES, board, glass
from host.test_labels import SCRIPTS, at_once, font, names
from mfob.labels import strip_of, systemfont
from mfob.sim.picture import Picture

from wiring import layout_of  # isort: skip
from fobcore import codescreen, strip
from fobcore.screens import PICTURE

# Those whose order and forms Pillow finds by itself wherever it runs.
PLAIN = ("han", "kana", "hangul", "thai", "lao", "georgian", "armenian", "ethiopic", "emoji")


@cache
def cached(name: str) -> ImageFont.FreeTypeFont:
    return font(name, ImageFont.Layout.BASIC)


def lit(picture: Picture, x: int, y: int, width: int) -> list[list[bool]]:
    return [[bool(picture.pixel(x + i, y + j)) for i in range(width)] for j in range(16)]


def pixels(picture: Image.Image, first: int, last: int) -> list[list[bool]]:
    return [[bool(picture.getpixel((i, j))) for i in range(first, last)] for j in range(16)]


def whole(script: str, name: str, packed: bytes) -> Image.Image:
    """The name as Pillow draws it; of a script that needs more than that, the strip's picture,
    which tests/host/test_labels.py holds against Pillow."""
    if script in PLAIN and "…" not in name:
        return at_once(name, cached(SCRIPTS[script][0]))
    rows = strip.rows_of(packed)
    return Image.frombytes("1", (strip.width(packed), strip.HEIGHT), rows)


def drawn_names() -> list[tuple[str, str]]:
    """(script, name), no two alike."""
    made = [(script, name) for script in SCRIPTS for name in names(script)]
    assert len(SCRIPTS) >= 12 and len({name for _, name in made}) == len(made) >= 300
    return made


@pytest.mark.parametrize("kind", NAMES)
def test_each_pixel_on_every_board(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systemfont, "_font", lambda *_: None)
    data = board(kind)
    wrong = []
    unseen = []
    made = drawn_names()
    made += made[: len(made) % 2]  # two a screen
    with glass(data) as (display, circuit):
        from fobcore.paint import paint

        layout = layout_of(data, display)
        before, picture = None, circuit.picture()
        for pair in zip(made[::2], made[1::2], strict=True):
            account = Account("GitHub", "alice", b"key")
            packs = [label.strip if label else None for label in (strip_of(n) for _, n in pair)]
            assert all(packs), pair
            issuer, name = (packed or b"" for packed in packs)
            account.issuer_strip, account.name_strip = issuer, name
            wanted = {
                packed: whole(*named, packed)
                for packed, named in zip((issuer, name), pair, strict=True)
            }
            hidden = {packed: set(range(strip.width(packed))) for packed in wanted}
            shown = codescreen.Shown(account, "1/1")
            shown.code, shown.left, shown.period = "123456", 20, 30
            # views of 2 s each, until the first one comes again: on a line of its own, or in turns
            for shown.turn in range(sum(len(strip.views(packed, 8)) for packed in wanted)):
                items = codescreen.items(layout, shown)
                if items != before:
                    paint(display, items, before)
                    picture = circuit.picture()
                before = items
                for _, x, y, packed, first, last, _ in (i for i in items if i[0] == PICTURE):
                    hidden[packed] -= set(range(first, last))
                    if lit(picture, x, y, last - first) != pixels(wanted[packed], first, last):
                        wrong.append((pair, shown.turn, first))
                if not any(hidden.values()):
                    break
            unseen += [(pair, columns) for columns in hidden.values() if columns]
    assert not wrong
    assert not unseen
