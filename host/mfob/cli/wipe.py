"""`mfob wipe`: erases everything on the fob."""

from __future__ import annotations

import click

from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, printable
from mfob.errors import HostError, usage
from mfob.records import Info


@click.command(
    short_help="Erase everything on the fob.",
    epilog=examples(
        "mfob wipe",
        "mfob wipe -f                 # does not ask here; the fob still does",
    ),
)
@click.option("-f", "--force", is_flag=True, help="Do not ask here; the fob still does.")
@click.pass_obj
def wipe(state: State, force: bool) -> None:
    """Erase the fob's keys, accounts, name, settings and PIN. Needs no PIN, and the fob waits for
    its button. It restarts as a new one."""
    with state.open_fob() as fob:
        what = _named(fob.info())
        note(
            "Nothing brings the keys back: switch MFA off at the services first, or have another"
            " way in."
        )
        if not force:
            agreed = terminal.ask_yes(f"Erase everything on the fob {what}?")
            if agreed is None:
                raise usage("There is no terminal to ask on: -f erases without asking here.")
            if not agreed:
                raise HostError("Nothing was erased.", "declined")
        state.progress.expect("ERASE EVERYTHING")
        fob.wipe()
    if state.json:
        state.emit({"erased": True})
    else:
        click.echo("Erased. `mfob setup` makes the fob ready again.")


def _named(told: Info) -> str:
    """`Ann's (0011223344556677), 3 accounts`, as far as the fob tells."""
    named = f"{printable(told.name)} ({told.id})" if told.name else told.id
    return named if told.accounts is None else f"{named}, accounts: {told.accounts}"
