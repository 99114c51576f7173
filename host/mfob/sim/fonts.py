"""The firmware's own fonts as tables from pixels to characters."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mfob import data

REPLACEMENT = "\ufffd"  # what a font shows for a character that it has not


@dataclass(frozen=True)
class Font:
    """glyphs: the columns of a cell, each an int whose lowest bit is the top row -> character."""

    name: str
    width: int
    height: int
    glyphs: dict[tuple[int, ...], str]

    @property
    def signs(self) -> bool:
        """True if its characters only stand for drawings, as a lock or a battery."""
        return self.name.startswith("signs")


@cache
def fonts() -> tuple[Font, ...]:
    """All of the firmware's fonts, the largest first."""
    found = [_load(path) for path in sorted((data.firmware_dir() / "fonts").glob("*.py"))]
    known = [font for font in found if font is not None]
    return tuple(sorted(known, key=lambda font: -font.width * font.height))


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
            glyphs.setdefault(tuple(columns), char)
    return Font(path.stem, width, height, glyphs)
