"""The firmware's own fonts as tables from pixels to characters.

The modules of one size are one font, as they are on the fob. Letters of several scripts may look
the same there, an A of Latin, Greek and Cyrillic: such pixels stand for each of them.
"""

import ast
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from fobcore import scripts
from mfob import data

REPLACEMENT = "\ufffd"  # what a font shows for a character that it has not


@dataclass(frozen=True)
class Font:
    """glyphs: the columns of a cell, each an int whose lowest bit is the top row -> the characters
    that look like that, Spleen's first. name: of the module, Spleen's where there are several."""

    name: str
    width: int
    height: int
    glyphs: dict[tuple[int, ...], str]

    @property
    def signs(self) -> bool:
        """True if its characters only stand for drawings, as a lock or a battery."""
        return self.name.startswith("signs")

    @cached_property
    def middles(self) -> set[tuple[int, int]]:
        """Two columns in the middle of each cell: what tells soon that there is no glyph."""
        at = self.width // 2
        return {(cell[at - 1], cell[at]) for cell in self.glyphs}


@cache
def fonts() -> tuple[Font, ...]:
    """All of the firmware's fonts, the largest first."""
    folder = data.firmware_dir() / "fonts"
    others = tuple(script for script, _ in scripts.SCRIPTS[1:])
    paths = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith(others)]
    found = [_load(path) for path in paths]
    known = [_with_scripts(folder, font) for font in found if font is not None]
    return tuple(sorted(known, key=lambda font: -font.width * font.height))


def _with_scripts(folder: Path, font: Font) -> Font:
    """A font of Spleen's with the glyphs of the other scripts in its size."""
    glyphs = dict(font.glyphs)
    for script, _ in () if font.signs else scripts.SCRIPTS[1:]:
        path = folder / f"{script}{font.width}x{font.height}.py"
        other = _load(path) if path.exists() else None
        for columns, chars in other.glyphs.items() if other else ():
            glyphs[columns] = glyphs.get(columns, "") + chars
    return replace(font, glyphs=glyphs)


def _load(path: Path) -> Font | None:
    """The font of a module with WIDTH, HEIGHT, CHARS and DATA; None for another module."""
    values: dict[str, Any] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                values[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue  # const(...), say
    if not {"WIDTH", "HEIGHT", "CHARS", "DATA"} <= set(values):
        return None
    width, height = values["WIDTH"], values["HEIGHT"]
    stride = (width + 7) // 8
    size = stride * height
    glyphs: dict[tuple[int, ...], str] = {}
    for i, char in enumerate(values["CHARS"]):
        rows = values["DATA"][i * size : (i + 1) * size]
        columns = [0] * width
        for y in range(height):
            row = int.from_bytes(rows[y * stride : (y + 1) * stride], "big")
            for x in range(width):
                columns[x] |= (row >> (stride * 8 - 1 - x) & 1) << y
        if any(columns):
            glyphs[tuple(columns)] = glyphs.get(tuple(columns), "") + char
    return Font(path.stem, width, height, glyphs)
