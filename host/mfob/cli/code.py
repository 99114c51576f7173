"""`mfob code`: a code of now, after a press on the fob."""

from __future__ import annotations

import click

from mfob import query as queries
from mfob.cli.common import State
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.errors import PART, HostError
from mfob.records import Code, Entry

_ON_THE_FOB = ("refused", "timeout")


@click.command(short_help="Show a code, after a press on the fob.")
@click.argument("query", required=False)
@click.option("-s", "--single", is_flag=True, help="Print the code alone; needs one account.")
@click.pass_obj
def code(state: State, query: str | None, single: bool) -> None:
    """Show the code of the account that QUERY means: part of issuer:name, in any case.

    Without QUERY the codes of all TOTP accounts, one after the other. Each code waits for a press
    of the fob's button.
    """
    with state.open_fob() as fob:
        entries = fob.accounts()
        if query is not None:
            wanted = [queries.find(entries, query)]
        else:
            wanted = [entry for entry in entries if entry.type != "hotp"]
        if single and len(wanted) != 1:
            raise click.UsageError("--single needs a QUERY: the fob has not just one account.")
        if not entries:
            note("There is no account on the fob yet: see `mfob add --help`.")
        if len(wanted) > 1:
            note(
                f"Each of the {len(wanted)} codes needs a press of its own on the fob."
                " `mfob code QUERY` shows one."
            )
        codes, failure = _ask(state, fob, wanted, single)
    if state.json:
        state.emit({"accounts": [_object(entry, code) for entry, code in codes]})
    if failure:
        note(f"Error: {failure}")
        click.get_current_context().exit(PART)


def _ask(
    state: State, fob: Fob, wanted: list[Entry], single: bool
) -> tuple[list[tuple[Entry, Code]], HostError | None]:
    """The codes one by one, shown as they come, until one is refused. Raises HostError for the
    first one; a later one's is returned, so that what was got is not lost."""
    codes: list[tuple[Entry, Code]] = []
    width = max((len(entry.label) for entry in wanted), default=0)
    for entry in wanted:
        state.progress.expect("Code to computer", entry.label)
        try:
            answer = fob.code(entry.id)
        except HostError as error:
            if codes and error.code in _ON_THE_FOB:
                return codes, error
            raise
        codes.append((entry, answer))
        if not state.json:
            named = "" if single else f"{printable(entry.label).ljust(width)}  "
            click.echo(named + answer.code)
    return codes, None


def _object(entry: Entry, code: Code) -> dict[str, object]:
    return {
        "issuer": entry.issuer,
        "name": entry.name,
        "code": code.code,
        "valid_from": code.valid_from,
        "valid_until": code.valid_until,
        "warning": None,
    }
