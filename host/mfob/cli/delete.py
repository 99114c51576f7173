"""`mfob delete`: takes an account off the fob."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob import query as queries
from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, printable
from mfob.errors import HostError, usage


@click.command(
    short_help="Take an account off the fob.",
    epilog=examples(
        "mfob delete github:alice",
        "mfob delete -f github:alice    # does not ask here; the fob still does",
    ),
)
@click.argument("query")
@click.option("-f", "--force", is_flag=True, help="Do not ask here; the fob still does.")
@click.pass_obj
def delete(state: State, query: str, force: bool) -> None:
    """Take the account that QUERY means off the fob. The fob waits for its button.

    Switch MFA off at the service first: once the account is gone, so are its codes.
    """
    with state.open_fob() as fob:
        entry = queries.find(fob.accounts(), query)
        shown = printable(entry.label)
        note(
            f"Switch MFA off at {printable(entry.issuer) or 'the service'} first, or have another"
            f" way in: there will be no more codes for {shown}."
        )
        if not force:
            agreed = terminal.ask_yes(f"Delete {shown} from the fob?")
            if agreed is None:
                raise usage("There is no terminal to ask on: -f deletes without asking here.")
            if not agreed:
                raise HostError("Nothing was deleted.", "declined")
        state.progress.expect("Delete", entry.label)
        fob.delete(entry.id)
    if state.json:
        state.emit({"accounts": [{**asdict(entry), "status": "deleted"}]})
    else:
        click.echo(f"Deleted {shown}.")
