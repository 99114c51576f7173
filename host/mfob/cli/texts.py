"""Lines and tables for people."""

from __future__ import annotations

from collections.abc import Sequence

import click


def printable(text: str) -> str:
    """What came from outside, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def note(line: str) -> None:
    """A line for the person at the keyboard: on stderr, so that it is never part of the data."""
    click.echo(line, err=True)


def table(rows: Sequence[Sequence[object]]) -> None:
    """Rows on stdout, in columns as wide as needed."""
    texts = [[printable(str(cell)) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
