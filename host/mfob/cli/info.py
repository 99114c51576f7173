"""`mfob info`: what the fob tells of itself."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.texts import note, table
from mfob.errors import tries_left
from mfob.records import Info

_CLOCK = {
    "unset": "not set: `mfob clock` says why, `mfob clock set` sets it",
    "stale": "set too long ago to be relied on: `mfob clock set` makes it right again",
    "trusted": "set",
}


@click.command(
    short_help="Show what the fob tells of itself.",
    epilog=examples(
        "mfob info",
        "mfob info -p sim              # of the virtual fob",
    ),
)
@click.pass_obj
def info(state: State) -> None:
    """Show the fob's board, firmware, id, name, how full it is and the state of its clock."""
    with state.open_fob() as fob:
        told = fob.info()
    show(state, told)


def show(state: State, told: Info) -> None:
    """The fob as a table, or as the object of --json."""
    if state.json:
        state.emit(asdict(told))
        return
    table(
        (
            ("Name", told.name or "-"),
            ("Board", told.board),
            ("Firmware", f"{told.firmware} (protocol {told.protocol})"),
            ("Id", told.id),
            ("Accounts", _accounts(told)),
            ("Clock", _CLOCK.get(told.clock, told.clock)),
            ("PIN", _pin(told)),
            ("Locked", _locked(told)),
            *([("Damage", damage(told.damaged))] if told.damaged else []),
        )
    )


def warn_of_damage(told: Info) -> None:
    """A line on stderr where not all of the store can be read, or some of it was changed."""
    if told.damaged:
        note(f"Warning: {damage(told.damaged)}. See `mfob doctor`.")


def damage(places: int) -> str:
    """What the number of damaged places means."""
    where = "one place" if places == 1 else f"{places} places"
    return f"{where} in the fob's store can't be read or was changed: accounts may be missing"


def _accounts(told: Info) -> str:
    if told.locked:
        return "not told while it is locked"
    if told.accounts is None:
        return "unreadable: the fob can't read its store, and keeps it as it is"
    return f"{told.accounts}, room for {told.room} more"


def _pin(told: Info) -> str:
    if not told.pin:
        return "no: who has the fob's flash can read its keys"
    return f"yes: {told.limit} wrong ones in a row erase the fob" if told.limit else "yes"


def _locked(told: Info) -> str:
    tries = "" if told.tries is None else f"{tries_left(told.tries)} before it erases itself"
    wait = f", the next in {told.wait} s" if told.wait else ""
    if told.locked:
        return f"yes: {tries}{wait}" if tries else "yes"
    return f"no; {tries}{wait}" if tries else "no"
