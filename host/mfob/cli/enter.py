"""Puts accounts that `mfob add` has found on the fob, and reports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from fobcore.account import Account
from mfob import strips
from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.sources import Rejected, Wanted
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.enrol import Enrolment
from mfob.errors import PART, HostError
from mfob.records import Added, label

if TYPE_CHECKING:
    from mfob.labels.label import Label

_SAID = {
    "added": "Added {}.",
    "duplicate": "{} was there already, with the same key: nothing was changed.",
    "replaced": "Replaced {}.",
}
_TWIN = "{} was there already, as {} with the same key: nothing was changed."


def put_on_fob(state: State, wanted: Sequence[Wanted], force: bool) -> None:
    """Adds all of them. One that fails alone raises its HostError; among several it is reported
    and the others go on (exit code 7)."""
    for enrolment in wanted:
        if isinstance(enrolment, Enrolment):
            for warning in enrolment.warnings:
                note(f"Warning: {printable(enrolment.label)}: {printable(warning)}")
            show_labels(strips.label(enrolment.account))
    for item in wanted:
        if isinstance(item, Rejected):
            _say(state, item.label, item.outcome)
    valid = [item for item in wanted if isinstance(item, Enrolment)]
    added = iter(_add(state, valid, force, alone=len(wanted) == 1) if valid else ())
    told = [(i.outcome, "") if isinstance(i, Rejected) else next(added) for i in wanted]
    if state.json:
        pairs = zip(wanted, told, strict=True)
        state.emit({"accounts": [_object(item, *outcome) for item, outcome in pairs]})
    outcomes = [outcome for outcome, _ in told]
    failures = [outcome.error for outcome in outcomes if outcome.error]
    if failures:
        whole = len(failures) == len(outcomes)
        click.get_current_context().exit(failures[0].exit_code if whole else PART)


def show_labels(labels: Sequence[Label]) -> None:
    """How the fob will show names that it has no font for."""
    if not labels:
        return
    from mfob.labels.preview import preview

    for made in labels:
        if made.strip is not None:
            note(f"{printable(made.text)} comes onto the fob as this picture:")
            note(preview(made.strip))
        for sentence in made.notes:
            note(f"Note: {printable(sentence)}")


def _add(
    state: State, valid: Sequence[Enrolment], force: bool, alone: bool
) -> list[tuple[Added, str]]:
    """What became of the valid ones, with the other name that a duplicate has on the fob, or "".
    Raises HostError where nothing could be begun with."""
    with state.open_fob() as fob:
        unset = fob.info().clock == "unset"  # asked before the fob may be gone
        twins = _Twins(fob)
        if alone:
            outcomes = [_one(state, fob, valid[0], force, twins)]
        else:
            outcomes = _several(state, fob, valid, force, twins)
        if unset and any(added.error is None for added in outcomes):
            note("Warning: the fob's clock is not set, so it shows no codes: `mfob clock set`.")
        pairs = zip(valid, outcomes, strict=True)
        return [(added, twins.label(one.account, added)) for one, added in pairs]


class _Twins:
    """How duplicates are called on the fob, which is asked for its list where there is one."""

    def __init__(self, fob: Fob) -> None:
        self._fob = fob
        self._names: dict[int, tuple[str, str]] = {}

    def label(self, account: Account, added: Added) -> str:
        """`issuer:name` of the account that has the key, where that is another name; else ""."""
        if added.status != "duplicate" or added.id is None:
            return ""
        if added.id not in self._names:
            try:
                listed = self._fob.accounts()
            except HostError:  # gone; what became of the account is told all the same
                return ""
            self._names = {entry.id: (entry.issuer, entry.name) for entry in listed}
        mine = account.issuer, account.name
        name = self._names.setdefault(added.id, mine)
        return "" if name == mine else label(*name)


def _one(
    state: State, fob: Fob, enrolment: Enrolment, force: bool, twins: _Twins
) -> Added:
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
    _say(state, enrolment.label, added, twins.label(account, added))
    return added


def _several(
    state: State, fob: Fob, valid: Sequence[Enrolment], force: bool, twins: _Twins
) -> list[Added]:
    """Adds several with one approval. Raises HostError where none could be begun with."""

    def asking(count: int) -> None:
        if count > 1:
            state.progress.expect("Import", f"{count} accounts; next turns to their names")
        else:
            state.progress.expect("Add")

    def progress(place: int, added: Added) -> None:
        one = valid[place]
        _say(state, one.label, added, twins.label(one.account, added))

    return fob.add_many(
        [enrolment.account for enrolment in valid],
        replace=force or (lambda account: bool(_ask_replace(account))),
        progress=progress,
        asking=asking,
    )


def _ask_replace(account: Account) -> bool | None:
    return terminal.ask_yes(
        f"The fob already has {label(account.issuer, account.name)} with another key. If the page"
        " was reloaded, the new key is the right one, and the old one's codes no longer work."
        " Replace it?"
    )


def _say(state: State, shown: str, added: Added, twin: str = "") -> None:
    """`twin`: the other name of the account that has the key."""
    if added.error:
        note(f"Error: {printable(shown)}: {added.error}")
    elif twin and not state.json:
        click.echo(_TWIN.format(printable(shown), printable(twin)))
    elif not state.json:
        click.echo(_SAID[added.status].format(printable(shown)))


def _object(item: Wanted, added: Added, twin: str) -> dict[str, object]:
    fields = ("issuer", "name", "type", "algorithm", "digits", "period", "counter")
    account = item.account if isinstance(item, Enrolment) else item
    return {
        "id": added.id,
        **{field: getattr(account, field, None) for field in fields},
        "status": added.status,
        "reason": added.error.message if added.error else _reason(twin),
        "assumed": list(item.assumed) if isinstance(item, Enrolment) else [],
    }


def _reason(twin: str) -> str | None:
    return f"It is on the fob as {twin}." if twin else None
