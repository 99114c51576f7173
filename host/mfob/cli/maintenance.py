"""`mfob maintenance`: MicroPython's prompt on the fob, for whoever wants to look inside."""

from __future__ import annotations

import click

from mfob.cli.common import State
from mfob.cli.examples import examples


@click.command(
    short_help="Restart the fob into MicroPython's prompt.",
    epilog=examples(
        "mfob maintenance",
    ),
)
@click.pass_obj
def maintenance(state: State) -> None:
    """Restart the fob, once, into MicroPython's prompt; its accounts stay locked.

    It waits for its button. Unplugging it makes it a fob again.
    """
    with state.open_fob() as fob:
        state.progress.expect("Maintenance")
        fob.maintenance()
    if state.json:
        state.emit({"maintenance": True})
    else:
        click.echo("MicroPython's prompt is on the fob's port. Unplug it to make it a fob again.")
