"""What a page shows as commands: blocks between fences, and code within sentences and tables."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^( *)```(.*)\n((?:.*\n)*?)^ *```$", re.M)
_COMMENT = re.compile(r"\s+#.*$")


class Block(NamedTuple):
    """`language` as behind the fence: commands have none."""

    language: str
    lines: list[str]


def text(page: str) -> str:
    """A page by its path from the root."""
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    """All fenced ones, in their order."""
    found = [
        Block(language.strip(), textwrap.dedent(body).splitlines())
        for _, language, body in _FENCE.findall(text(page))
    ]
    assert text(page).count("```") == 2 * len(found), f"{page} has a fence without its other"
    return found


def commands(page: str) -> list[str]:
    """Each line of its blocks that have no language, without comments."""
    lines = [line for block in blocks(page) if not block.language for line in block.lines]
    return [bare for line in lines if (bare := _COMMENT.sub("", line).strip())]


def inline(page: str) -> list[str]:
    """The code in its sentences and tables, between single backticks."""
    prose = _FENCE.sub("", text(page))
    return [" ".join(code.split()) for code in re.findall(r"(?<!`)`([^`]+)`(?!`)", prose)]


def table(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without the one that names the columns."""
    below = text(page).split(f"\n{heading}\n", 1)[1].splitlines()
    rows: list[list[str]] = []
    for line in below:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            break
    return rows[2:]
