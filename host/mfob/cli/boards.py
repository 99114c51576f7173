"""`mfob boards`: the boards that this program knows."""

from __future__ import annotations

import click

from mfob import data
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import table

_FIELDS = ("name", "title", "chip", "host_can_dump")


@click.command(
    short_help="List the boards that a fob can be built from.",
    epilog=examples(
        "mfob boards",
        "mfob boards --json",
    ),
)
@click.pass_obj
def boards(state: State) -> None:
    """List the boards that a fob can be built from. No fob is needed for that."""
    known = [data.board(name) for name in data.board_names()]
    if state.json:
        state.emit({"boards": [{field: board[field] for field in _FIELDS} for board in known]})
    else:
        table([(board["name"], board["chip"], board["title"]) for board in known])
