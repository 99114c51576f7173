"""Puts accounts that `mfob add` has found on the fob, and reports."""

from __future__ import annotations

from collections.abc import Sequence

import click

from fobcore.account import Account
from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.sources import Rejected, Wanted
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.enrol import Enrolment
from mfob.errors import PART, HostError
from mfob.records import Added, label

_SAID = {
    "added": "Added {}.",
    "duplicate": "{} was there already, with the same key: nothing was changed.",
    "replaced": "Replaced {}.",
}


def put_on_fob(state: State, wanted: Sequence[Wanted], force: bool) -> None:
    """Adds all of them. One that fails alone raises its HostError; among several it is reported
    and the others go on (exit code 7)."""
    for enrolment in wanted:
        if isinstance(enrolment, Enrolment):
            for warning in enrolment.warnings:
                note(f"Warning: {printable(enrolment.label)}: {printable(warning)}")
    for item in wanted:
        if isinstance(item, Rejected):
            _say(state, item.label, item.outcome)
    valid = [item for item in wanted if isinstance(item, Enrolment)]
    added = iter(_add(state, valid, force, alone=len(wanted) == 1) if valid else ())
    outcomes = [i.outcome if isinstance(i, Rejected) else next(added) for i in wanted]
    if state.json:
        pairs = zip(wanted, outcomes, strict=True)
        state.emit({"accounts": [_object(item, outcome) for item, outcome in pairs]})
    failures = [outcome.error for outcome in outcomes if outcome.error]
    if failures:
        whole = len(failures) == len(outcomes)
        click.get_current_context().exit(failures[0].exit_code if whole else PART)


def _add(state: State, valid: Sequence[Enrolment], force: bool, alone: bool) -> list[Added]:
    """What became of the valid ones. Raises HostError where nothing could be begun with."""
    with state.open_fob() as fob:
        if alone:
            outcomes = [_one(state, fob, valid[0], force)]
        else:
            outcomes = _several(state, fob, valid, force)
        if any(added.error is None for added in outcomes) and fob.info().clock == "unset":
            note("Warning: the fob's clock is not set, so it shows no codes: `mfob clock set`.")
    return outcomes


def _one(state: State, fob: Fob, enrolment: Enrolment, force: bool) -> Added:
    """Adds one account; asks before it replaces another key. Raises HostError."""
    account = enrolment.account
    state.progress.expect("Add", enrolment.label)
    try:
        added = fob.add(account, replace=force)
    except HostError as error:
        agreed = _ask_replace(account) if error.code == "clash" else None
        if agreed is None:
            raise
        if not agreed:
            raise HostError("Nothing was changed.", "declined") from None
        state.progress.expect("Replace", enrolment.label)
        added = fob.add(account, replace=True)
    _say(state, enrolment.label, added)
    return added


def _several(state: State, fob: Fob, valid: Sequence[Enrolment], force: bool) -> list[Added]:
    """Adds several with one approval. Raises HostError where none could be begun with."""

    def asking(count: int) -> None:
        if count > 1:
            state.progress.expect("Import", f"{count} accounts; next turns to their names")
        else:
            state.progress.expect("Add")

    return fob.add_many(
        [enrolment.account for enrolment in valid],
        replace=force or (lambda account: bool(_ask_replace(account))),
        progress=lambda place, added: _say(state, valid[place].label, added),
        asking=asking,
    )


def _ask_replace(account: Account) -> bool | None:
    return terminal.ask_yes(
        f"The fob already has {label(account.issuer, account.name)} with another key. If the page"
        " was reloaded, the new key is the right one, and the old one's codes no longer work."
        " Replace it?"
    )


def _say(state: State, shown: str, added: Added) -> None:
    if added.error:
        note(f"Error: {printable(shown)}: {added.error}")
    elif not state.json:
        click.echo(_SAID[added.status].format(printable(shown)))


def _object(item: Wanted, added: Added) -> dict[str, object]:
    fields = ("issuer", "name", "type", "algorithm", "digits", "period", "counter")
    account = item.account if isinstance(item, Enrolment) else item
    return {
        "id": added.id,
        **{field: getattr(account, field, None) for field in fields},
        "status": added.status,
        "reason": added.error.message if added.error else None,
        "assumed": list(item.assumed) if isinstance(item, Enrolment) else [],
    }
