"""Draws a whole name: each cluster in the font that is best for it, in the order it is seen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from anyascii import anyascii
from PIL import Image

from fobcore.strip import WIDTH_MAX
from mfob.labels import direction, systemfont, unifont
from mfob.labels.cell import HEIGHT, Cell
from mfob.labels.clusters import clusters, script

PIECE_MAX = 64  # pixels: no fob's display is narrower than a piece
_ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"


@dataclass
class Drawing:
    """A name's picture (mode "1") and what there is to say about it.

    pieces: widths in pixels, from left to right, of what is not to be parted; fonts: names; cut:
    what is left of the name before the ellipsis, or ""; unshaped: scripts with letters that
    should be joined and are not; replaced: characters that no font has; leftward: whether it is
    read from right to left.
    """

    picture: Image.Image
    pieces: list[int]
    fonts: list[str]
    cut: str = ""
    unshaped: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    leftward: bool = False


def draw(text: str) -> Drawing | None:
    """Draws a text, cut before 512 pixels; None where there is no font for it, or nothing seen."""
    parts = clusters("".join(map(_in_line, text)))
    drawing = _drawn("".join(parts))
    keep = len(parts)
    while drawing is not None and drawing.picture.width > WIDTH_MAX:
        keep -= 1
        cut = "".join(parts[:keep]).rstrip()
        drawing = _drawn(cut + _ELLIPSIS)  # anew: a letter has another form before the ellipsis
        if drawing is not None:
            drawing.cut = cut
    return drawing


def _in_line(char: str) -> str:
    """A space in the place of what would begin a line."""
    return " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char


def _drawn(text: str) -> Drawing | None:
    """The whole text, however wide."""
    shown = direction.placed(clusters(direction.joined(text)))
    faces = _faces([place.cluster for place in shown])
    rest = [part for part, _ in shown if script(part) not in faces and not _in_unifont(part)]
    shared = systemfont.general(rest) if rest else None  # one size for all, where one has all
    cells: list[Cell] = []
    unshaped: dict[str, None] = {}  # as an ordered set
    replaced: dict[str, None] = {}
    for cluster, rtl in shown:
        face = faces.get(script(cluster))
        if face:
            cell = systemfont.cell(cluster, face)
        elif _in_unifont(cluster):
            cell = unifont.cell(cluster, rtl)
            if systemfont.needs_shaping(script(cluster)):
                unshaped[script(cluster).title()] = None
        elif general := shared or systemfont.general([cluster]):
            cell = systemfont.cell(cluster, general)
        elif unifont.available():
            replaced[cluster] = None
            cell = unifont.cell(anyascii(cluster).strip() or _REPLACEMENT, False)
        else:
            return None
        if cell:
            cells.append(cell)
    if not cells:
        return None
    fonts = dict.fromkeys(cell.font for cell in cells)
    return Drawing(
        _side_by_side(cells),
        _pieces(cells),
        list(fonts),
        "",
        list(unshaped),
        list(replaced),
        direction.leftward(text),
    )


def _in_unifont(cluster: str) -> bool:
    return all(map(unifont.has, cluster))


def _faces(shown: list[str]) -> dict[str, systemfont.Face]:
    """The fonts of the scripts that need one that shapes, as far as there are any."""
    by_script: dict[str, list[str]] = {}
    for cluster in shown:
        if systemfont.needs_shaping(script(cluster)):
            by_script.setdefault(script(cluster), []).append(cluster)
    faces = {name: systemfont.shaping(name, parts) for name, parts in by_script.items()}
    return {name: face for name, face in faces.items() if face}


def _side_by_side(cells: list[Cell]) -> Image.Image:
    picture = Image.new("1", (sum(cell.picture.width for cell in cells), HEIGHT))
    at = 0
    for cell in cells:
        picture.paste(cell.picture, (at, 0))
        at += cell.picture.width
    return picture


def _pieces(cells: list[Cell]) -> list[int]:
    """Their widths; a chain of emoji is parted between them, as each is 16 pixels wide."""
    pieces = []
    for cell in cells:
        whole, rest = divmod(cell.picture.width, PIECE_MAX)
        pieces += [PIECE_MAX] * whole + [rest] * bool(rest)
    return pieces
