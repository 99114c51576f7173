"""`mfob man`: the manual page, made from the commands as they are."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from mfob.cli import complete
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note
from mfob.errors import HostError, shown

_FILE = "mfob.1"


def usual_folder() -> Path:
    """Where man(1) looks for pages of this user, as long as ~/.local/bin is on PATH."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data, "man", "man1")


@click.command(
    short_help="Print or install the manual page.",
    epilog=examples(
        "mfob man | man -l -                  # to read it at once (mandoc: mfob man | mandoc -a)",
        "mfob man --install                   # then: man mfob",
        "mfob man --install --to /usr/local/share/man/man1",
    ),
)
@click.option("--install", is_flag=True, help="Write it where man looks for this user's pages.")
@click.option("--to", metavar="DIR", shell_complete=complete.folders,
              help="Another folder than ~/.local/share/man/man1.")  # fmt: skip
@click.pass_obj
def man(state: State, install: bool, to: str | None) -> None:
    """Print the manual page mfob(1), for man, groff or mandoc; or install it."""
    from mfob.cli import roff

    if to is not None and not install:
        raise click.UsageError("--to goes with --install.")
    program = click.get_current_context().find_root().command
    assert isinstance(program, click.Group)
    page = roff.page(program)
    if not install:
        if state.json:
            state.emit({"page": page, "path": None})
        else:
            sys.stdout.write(page)
        return
    path = (usual_folder() if to is None else Path(to)) / _FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        why = error.strerror or "it is no file's name"
        raise HostError(f"{shown(str(path))} can't be written: {why}.", "unwritable") from None
    if state.json:
        state.emit({"page": page, "path": str(path)})
    else:
        click.echo(f"Written to {path}.")
        note("`man mfob` shows it, where man looks there: ~/.local/bin on PATH does that.")
