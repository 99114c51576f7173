"""Examples at the end of a command's help. A test reads each of them as the program would."""

from __future__ import annotations

import click

_TITLE = "Examples:"


def examples(*lines: str) -> str:
    """The epilog of a command: lines as one would type them, `# ...` says what they do."""
    return "\b\n" + "\n".join([_TITLE, *(f"  {line}" for line in lines)])


def of(command: click.Command) -> list[str]:
    """The examples of a command, as they were given."""
    lines = (command.epilog or "").splitlines()
    return [line.strip() for line in lines[lines.index(_TITLE) + 1 :]] if _TITLE in lines else []
