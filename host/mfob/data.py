"""Where the firmware and the boards lie: inside an installed wheel, or in the checkout."""

from __future__ import annotations

import ast
from pathlib import Path

from mfob.errors import HostError

_HERE = Path(__file__).resolve().parent


def firmware_dir() -> Path:
    """The folder with boot.py, main.py, start.py, fobcore, drivers and fonts."""
    return _find("firmware")


def boards_dir() -> Path:
    """The folder with one folder a board."""
    return _find("boards")


def board_names() -> list[str]:
    """The boards that board() knows, in the order of their names."""
    return sorted(path.parent.name for path in boards_dir().glob("*/board.py"))


def board(name: str) -> dict[str, object]:
    """The literal data of boards/NAME/board.py. Raises HostError "unknown_board"."""
    path = boards_dir() / name / "board.py"
    if not name.isidentifier() or not path.is_file():
        raise HostError(f"There is no board called {name!r}.", "unknown_board")
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Name) and target.id == "BOARD":
            return ast.literal_eval(node.value)
    raise ValueError(f"no BOARD in {path}")


def host_can_dump(name: str) -> bool:
    """Whether any host can read that board's flash; no, where the board is not known here."""
    try:
        return bool(board(name)["host_can_dump"])
    except HostError:
        return False


def _find(name: str) -> Path:
    for folder in (_HERE / "_data" / name, _HERE.parent.parent / name):
        if folder.is_dir():
            return folder
    raise HostError(
        f"The {name} files that belong to mfob are missing; install it again.", "no_data"
    )
