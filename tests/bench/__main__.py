"""Measures and prints: each file beside this one is a section with one table.

    python -m bench [SECTION...]      (`make bench` sets the paths)

A section is a module with a docstring (its first line is the title), COLUMNS, a tuple of texts,
and rows(), which returns or yields tuples of as many cells. A cell that is no text is printed with
up to three significant digits. Files that begin with _ are no sections.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

HERE = Path(__file__).parent


class Section(Protocol):
    """What a module here offers."""

    COLUMNS: Sequence[str]

    def rows(self) -> Iterable[Sequence[object]]: ...


def sections() -> list[str]:
    """The names of all sections."""
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def show(name: str) -> None:
    """Measures a section and prints its table."""
    module = import_module(f"bench.{name}")
    section: Section = module  # type: ignore[assignment]
    title = (module.__doc__ or name).splitlines()[0]
    print(f"\n## {name}: {title}\n")
    begin = time.monotonic()
    table = [tuple(section.COLUMNS), *(tuple(map(cell, row)) for row in section.rows())]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    ruled = [table[0], tuple("-" * width for width in widths), *table[1:]]
    for row in ruled:
        padded = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        print("| " + " | ".join(padded) + " |")
    print(f"\n({time.monotonic() - begin:.1f} s)", flush=True)


def cell(value: object) -> str:
    """A cell's text."""
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def main(names: Sequence[str]) -> int:
    """Prints the sections of those names, or all; 2 for a name that there is not."""
    known = sections()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such section: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    for name in names or known:
        show(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
