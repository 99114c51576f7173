"""Which of the firmware's files belong on a fob, and where: for the installer and the virtual fob.

    /boot.py /main.py   the guard
    /a/... /b/...       the two places for a firmware with its board.py
    /slot               the letter of the one that main.py starts; "!": the other one has failed
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from mfob import data

GUARD = ("boot.py", "main.py")
PLACES = ("a", "b")
POINTER = "slot"
MARK = b"import micropython; micropython.kbd_intr(-1)"  # how the guard's files begin
STARTS = ("start.py", "start.mpy")  # main.py takes a place for complete when it has one of them

# Scripts, types, stand-ins: the computer's; and a font that no display so far has room for.
_NOT_FOR_A_FOB = ("make_", "parts.py", "plain.py", "spleen32x64.py")
_FOR_IMAGES = ("manifest.py", "frozen")  # for a MicroPython with the firmware frozen in
_CHIP = "chip_"


def guard_files(source: Path | None = None) -> dict[str, bytes]:
    """The files of a fob's root by name."""
    source = source or data.firmware_dir()
    return {name: (source / name).read_bytes() for name in GUARD}


def place_files(
    board: Path, source: Path | None = None, chip: str | None = None
) -> dict[str, bytes]:
    """The files of one place, path -> content, for a board.py.

    chip: without the drivers of other chips.
    """
    source = source or data.firmware_dir()
    files = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in _modules(source)
        if chip is None or not path.name.startswith(_CHIP) or path.stem == _CHIP + chip
    }
    return {**files, "board.py": board.read_bytes()}


def version(source: Path | None = None) -> str:
    """FIRMWARE of start.py."""
    path = (source or data.firmware_dir()) / "start.py"
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FIRMWARE":
            return str(ast.literal_eval(node.value))
    raise ValueError(f"no FIRMWARE in {path}")


def _modules(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*.py")):
        inner = path.relative_to(source)
        if path.name.startswith(_NOT_FOR_A_FOB) or "__pycache__" in inner.parts:
            continue
        if inner.parts[0] in _FOR_IMAGES:
            continue
        if len(inner.parts) > 1 or path.name not in GUARD:
            yield path
