"""Puts accounts that `mfob add` has found on the fob, one after the other, and reports."""

from __future__ import annotations

from collections.abc import Sequence

import click

from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.enrol import Enrolment
from mfob.errors import PART, HostError
from mfob.records import Added

_SAID = {
    "added": "Added {}.",
    "duplicate": "{} was there already, with the same key: nothing was changed.",
    "replaced": "Replaced {}.",
}
_ONE_ONLY = ("clash", "refused", "timeout", "declined")  # the next account may still be added


def put_on_fob(state: State, wanted: Sequence[Enrolment], force: bool) -> None:
    """Adds all of them. One that fails alone raises its HostError; among several it is reported
    and the others go on (exit code 7)."""
    for enrolment in wanted:
        for warning in enrolment.warnings:
            note(f"Warning: {printable(enrolment.label)}: {printable(warning)}")
    results: list[dict[str, object]] = []
    failures: list[HostError] = []
    with state.open_fob() as fob:
        for enrolment in wanted:
            try:
                added = _put(state, fob, enrolment, force)
            except HostError as error:
                if len(wanted) == 1 or error.code not in _ONE_ONLY:
                    raise
                failures.append(error)
                results.append(_object(enrolment, None, "rejected", error.message))
                note(f"Error: {printable(enrolment.label)}: {error.message}")
                continue
            results.append(_object(enrolment, added.id, added.status, None))
            if not state.json:
                click.echo(_SAID[added.status].format(printable(enrolment.label)))
        if len(failures) < len(wanted) and fob.info().clock == "unset":
            note("Warning: the fob's clock is not set, so it shows no codes: `mfob clock set`.")
    if state.json:
        state.emit({"accounts": results})
    if failures:
        whole = len(failures) == len(wanted)
        click.get_current_context().exit(failures[0].exit_code if whole else PART)


def _put(state: State, fob: Fob, enrolment: Enrolment, force: bool) -> Added:
    """Adds one account; asks before it replaces another key. Raises HostError."""
    shown = printable(enrolment.label)
    state.progress.expect("Add", enrolment.label)
    try:
        return fob.add(enrolment.account, replace=force)
    except HostError as error:
        if error.code != "clash":
            raise
        question = (
            f"The fob already has {shown} with another key. If the page was reloaded, the new key"
            " is the right one, and the old one's codes no longer work. Replace it?"
        )
        agreed = terminal.ask_yes(question)
        if agreed is None:
            raise
        if not agreed:
            raise HostError("Nothing was changed.", "declined") from None
    state.progress.expect("Replace", enrolment.label)
    return fob.add(enrolment.account, replace=True)


def _object(
    enrolment: Enrolment, number: int | None, status: str, reason: str | None
) -> dict[str, object]:
    account = enrolment.account
    return {
        "id": number,
        "issuer": account.issuer,
        "name": account.name,
        "type": account.type,
        "algorithm": account.algorithm,
        "digits": account.digits,
        "period": account.period,
        "counter": account.counter,
        "status": status,
        "reason": reason,
        "assumed": list(enrolment.assumed),
    }
