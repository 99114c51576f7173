"""The tables of screens in firmware/README.md are the ones that tests/core/test_states.py
walks."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
README = ROOT / "firmware" / "README.md"
TEST = ROOT / "tests" / "core" / "test_states.py"


def constant(name: str) -> Any:
    """A literal of the test."""
    for node in ast.parse(TEST.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    raise AssertionError(name)


def rows(title: str) -> dict[str, list[str]]:
    """First cell -> the others, of the table whose first heading is `title`."""
    lines = README.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {title} |"))
    found = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        first, *cells = [cell.strip().strip("`") for cell in line.strip("|").split(" | ")]
        found[first] = cells
    return found


def test_the_edges() -> None:
    table = {state: tuple(cells[1:]) for state, cells in rows("state").items()}
    assert table == constant("EDGES")


def test_the_rows_of_the_menu() -> None:
    assert {row: cell for row, (cell,) in rows("row of the menu").items()} == constant("ROWS")


def test_the_edges_of_typing() -> None:
    table = {state: tuple(cells) for state, cells in rows("typing").items()}
    assert table == constant("TYPED")
