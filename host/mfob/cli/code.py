"""`mfob code`: codes of now, after a press on the fob."""

from __future__ import annotations

from dataclasses import replace

import click

from mfob import query as queries
from mfob.cli.common import State
from mfob.cli.examples import examples
from mfob.cli.info import warn_of_damage
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.errors import PART, HostError
from mfob.records import Code, Entry

_ON_THE_FOB = ("refused", "timeout")
Answer = tuple[Entry, Code]


@click.command(
    short_help="Show a code, after a press on the fob.",
    epilog=examples(
        "mfob code github             # of the account with github in issuer:name",
        "mfob code -s github          # the code alone, for a pipe",
        "mfob code --next github      # and the one after it",
    ),
)
@click.argument("query", required=False)
@click.option("-s", "--single", is_flag=True, help="Print the code alone; needs one account.")
@click.option("--next", "following", is_flag=True, help="And the code after it, as some ask for.")
@click.pass_obj
def code(state: State, query: str | None, single: bool, following: bool) -> None:
    """Show the code of the account that QUERY means: part of issuer:name, in any case.

    Without QUERY the codes of all accounts that go by time, one after the other: a counter is
    moved only for an account that QUERY means. Each code waits for a press of the fob's button,
    unless its setting usb_code says otherwise (`mfob config`).
    """
    with state.open_fob() as fob:
        entries = fob.accounts()
        warn_of_damage(fob.info())
        if query is not None:
            wanted = [queries.find(entries, query)]
        else:
            wanted = [entry for entry in entries if entry.type != "hotp"]
        if single and len(wanted) != 1:
            raise click.UsageError("--single needs a QUERY: the fob has not just one account.")
        if not entries:
            note("There is no account on the fob yet: see `mfob add --help`.")
        if following and wanted and wanted[0].type == "hotp":
            wanted *= 2  # each moves the counter, by a press of its own
        if len(wanted) > 1 and fob.settings().get("usb_code") == "press":
            note(
                f"Each of the {len(wanted)} codes needs a press of its own on the fob."
                + ("" if query else " `mfob code QUERY` shows one.")
            )
        codes, failure = _ask(state, fob, wanted, single, following)
    for doubt in sorted({warning for _, code in codes if (warning := _doubt(code))}):
        note(f"Warning: {doubt}: `mfob clock set`.")
    if state.json:
        state.emit({"accounts": [_object(entry, code) for entry, code in codes]})
    if failure:
        note(f"Error: {failure}")
        click.get_current_context().exit(PART)


def _ask(
    state: State, fob: Fob, wanted: list[Entry], single: bool, following: bool
) -> tuple[list[Answer], HostError | None]:
    """The codes one by one, shown as they come, until one is refused. Raises HostError for the
    first one; a later one's is returned, so that what was got is not lost."""
    codes: list[Answer] = []
    width = max((len(entry.label) for entry in wanted), default=0)
    for entry in wanted:
        both = following and entry.type != "hotp"
        state.progress.expect("2 codes to computer" if both else "Code to computer", entry.label)
        try:
            answer = fob.code(entry.id, both)
        except HostError as error:
            if codes and error.code in _ON_THE_FOB:
                return codes, error
            raise
        for each in (answer, answer.next):
            if each is None:
                continue
            codes.append((entry, replace(each, next=None)))
            if not state.json:
                named = "" if single else f"{printable(entry.label).ljust(width)}  "
                click.echo(named + each.code)
    return codes, None


def _doubt(code: Code) -> str | None:
    if code.error_ms is None:
        return None
    return f"the fob's clock may be off by {-(-code.error_ms // 1000)} s"


def _object(entry: Entry, code: Code) -> dict[str, object]:
    return {
        "issuer": entry.issuer,
        "name": entry.name,
        "code": code.code,
        "valid_from": code.valid_from,
        "valid_until": code.valid_until,
        "warning": _doubt(code),
    }
