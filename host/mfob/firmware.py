"""Which of the firmware's files belong on a fob, and where: for the installer and the virtual fob.

/boot.py /main.py   the guard
/a/... /b/...       the two places for a firmware with its board.py
/slot               the letter of the one that main.py starts; "!": the other one has failed
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fobcore import faces
from mfob import data, shipping
from mfob.errors import HostError

GUARD = ("boot.py", "main.py")
PLACES = ("a", "b")
POINTER = "slot"
MARK = b"import micropython; micropython.kbd_intr(-1)"  # how the guard's files begin
STARTS = ("start.py", "start.mpy")  # main.py takes a place for complete when it has one of them

_FOR_IMAGES = ("manifest.py", "frozen")  # for a MicroPython with the firmware frozen in
_FACES = "fobcore/faces.py"


def guard_files(source: Path | None = None) -> dict[str, bytes]:
    """The files of a fob's root by name."""
    source = source or data.firmware_dir()
    return {name: (source / name).read_bytes() for name in GUARD}


def place_files(
    board: Path, source: Path | None = None, chip: str | None = None
) -> dict[str, bytes]:
    """The files of one place, path -> content, for a board.py: without what it has no use for.

    chip: without the drivers of other chips too. Raises HostError "no_driver" where the board's
    data name a driver that there is not.
    """
    source = source or data.firmware_dir()
    files = {path.relative_to(source).as_posix(): path.read_bytes() for path in _modules(source)}
    values = _literal(board, "BOARD")
    texts = {path: content.decode() for path, content in files.items()}
    fonts = fonts_of(values["display"]) if _FACES in files else None  # an older firmware: all
    try:
        names = faces.texts(values["display"]["height"])
        useless = shipping.left_out(texts, values, chip, fonts, names)
    except KeyError as error:
        raise HostError(
            f"The board {values.get('name')!r} names {error}, for which there is no driver.",
            "no_driver",
        ) from None
    for path in useless:
        del files[path]
    return {**files, "board.py": board.read_bytes()}


def fonts_of(display: Mapping[str, Any]) -> set[tuple[int, int]]:
    """The sizes of the fonts and signs that a display takes."""
    width, height = display["width"], display["height"]
    return {*faces.sizes(width, height), faces.signs(height)}


def version(source: Path | None = None) -> str:
    """FIRMWARE of start.py."""
    return str(_literal((source or data.firmware_dir()) / "start.py", "FIRMWARE"))


def _literal(path: Path, name: str) -> Any:
    """The literal that a source assigns to a name. Raises ValueError where it does not."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise ValueError(f"no {name} in {path}")


def _modules(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*.py")):
        inner = path.relative_to(source)
        if path.name.startswith(shipping.NEVER) or "__pycache__" in inner.parts:
            continue
        if inner.parts[0] in _FOR_IMAGES:
            continue
        if len(inner.parts) > 1 or path.name not in GUARD:
            yield path
