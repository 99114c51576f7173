"""`mfob rename`, `move` and `favourite`: an account's name, and its place among the others."""

from __future__ import annotations

from dataclasses import asdict

import click

from mfob import query as queries
from mfob.cli.common import State
from mfob.cli.enter import show_labels
from mfob.cli.examples import examples
from mfob.cli.texts import printable
from mfob.device import Fob
from mfob.records import Entry, label


@click.command(
    short_help="Give an account another name.",
    epilog=examples(
        'mfob rename alice "GitHub:alice at work"',
        "mfob rename github:alice work        # the issuer stays as it is",
    ),
)
@click.argument("query")
@click.argument("name")
@click.pass_obj
def rename(state: State, query: str, name: str) -> None:
    """Give the account that QUERY means another NAME: "issuer:name", or the name alone.

    The name alone leaves the issuer as it is; ":name" takes it away. The codes stay the same. The
    fob waits for its button.
    """
    with state.open_fob() as fob:
        entry = queries.find(fob.accounts(), query)
        issuer, colon, rest = name.partition(":")
        issuer, rest = (issuer.strip(), rest.strip()) if colon else (entry.issuer, name.strip())
        state.progress.expect("Rename", label(issuer, rest))
        show_labels(fob.rename(entry.id, issuer, rest))
        _report(state, fob, entry, "renamed")


@click.command(
    short_help="Move an account to another place.",
    epilog=examples(
        "mfob move github 1           # to the first place",
    ),
)
@click.argument("query")
@click.argument("position", metavar="POS", type=click.IntRange(1))
@click.pass_obj
def move(state: State, query: str, position: int) -> None:
    """Move the account that QUERY means to place POS on the fob; 1 is the first.

    Beyond the end means the last; favourites stay before the others. The fob waits for its button.
    """
    with state.open_fob() as fob:
        entry = queries.find(fob.accounts(), query)
        state.progress.expect("Move", entry.label)
        fob.move(entry.id, position - 1)
        _report(state, fob, entry, "moved")


@click.command(
    short_help="Put an account before all others.",
    epilog=examples(
        "mfob favourite github",
        "mfob favourite github --off",
    ),
)
@click.argument("query")
@click.option("--off", is_flag=True, help="It is a favourite no longer.")
@click.pass_obj
def favourite(state: State, query: str, off: bool) -> None:
    """Make the account that QUERY means a favourite: the fob has those before all others.

    The fob waits for its button. Its menu does the same without a computer.
    """
    with state.open_fob() as fob:
        entry = queries.find(fob.accounts(), query)
        state.progress.expect("No favourite" if off else "Favourite", entry.label)
        fob.favour(entry.id, not off)
        _report(state, fob, entry, "moved")


def _report(state: State, fob: Fob, before: Entry, status: str) -> None:
    """What the account is now, and where."""
    entries = fob.accounts()
    places = [place for place, entry in enumerate(entries, 1) if entry.id == before.id]
    now = entries[places[0] - 1] if places else before
    if state.json:
        state.emit({"accounts": [{**asdict(now), "status": status}]})
    elif status == "moved":
        click.echo(f"{printable(now.label)} is number {places[0]} of {len(entries)} now.")
    else:
        click.echo(f"{printable(before.label)} is {printable(now.label)} now.")
