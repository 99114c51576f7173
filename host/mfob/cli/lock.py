"""`mfob lock`: locks the fob."""

from __future__ import annotations

import click

from mfob.cli.common import State
from mfob.cli.examples import examples


@click.command(
    short_help="Lock the fob.",
    epilog=examples(
        "mfob lock",
    ),
)
@click.pass_obj
def lock(state: State) -> None:
    """Lock the fob: until it gets its PIN, it shows and tells nothing of its accounts.

    It also locks when it loses its power, before it sleeps on its battery, and when nothing is
    done (`mfob config lock_after`).
    """
    with state.open_fob() as fob:
        fob.lock()
    if state.json:
        state.emit({"locked": True})
    else:
        click.echo("Locked.")
