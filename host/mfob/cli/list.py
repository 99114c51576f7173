"""`mfob list`: the accounts on the fob."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.info import warn_of_damage
from mfob.cli.texts import note, table
from mfob.records import Entry


@click.command(
    name="list",
    short_help="List the accounts on the fob.",
    epilog=examples(
        "mfob list",
        "mfob list -o -P             # with type, algorithm, digits and period",
    ),
)
@click.option("-o", "--type", "show_type", is_flag=True, help="Show type, algorithm and digits.")
@click.option("-P", "--period", "show_period", is_flag=True, help="Show the period.")
@click.pass_obj
def list_accounts(state: State, show_type: bool, show_period: bool) -> None:
    """List the accounts on the fob, in the fob's order: favourites, with a star, first."""
    with state.open_fob() as fob:
        entries = fob.accounts()
        warn_of_damage(fob.info())
    if state.json:
        state.emit({"accounts": [asdict(entry) for entry in entries]})
    elif entries:
        table([_row(entry, show_type, show_period) for entry in entries])
    else:
        note("There is no account on the fob yet: see `mfob add --help`.")


def _row(entry: Entry, show_type: bool, show_period: bool) -> list[str]:
    row = [f"* {entry.label}" if entry.favourite else entry.label]
    if show_type:
        row += [entry.type, entry.algorithm, str(entry.digits)]
    if show_period:
        row.append("-" if entry.type == "hotp" else f"{entry.period} s")
    return row
