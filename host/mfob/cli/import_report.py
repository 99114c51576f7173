"""What became of everything that `mfob import` has found: a table, --json, the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from fobcore.account import Account
from mfob.cli import texts
from mfob.cli.common import State
from mfob.errors import FAILED, PART
from mfob.importers.gather import STATUSES, Item, Source

_FIELDS: tuple[str, ...] = ("issuer", "name", "type", "algorithm", "digits", "period", "counter")
_STYLES = {"added": "green", "found": "green", "replaced": "yellow", "rejected": "red"}


def report(
    state: State, sources: Sequence[Source], found: Sequence[Item], missing: Sequence[str]
) -> None:
    """Prints, and ends with exit code 7 where something is missing, 1 where all is."""
    for source in sources:
        if source.error:
            texts.note(f"Error: {texts.printable(_why(source.name, source.error.message))}")
    sums = Counter(item.status for item in found)
    if state.json:
        state.emit({
            "accounts": [_object(item) for item in found],
            "files": [_of_file(source, found) for source in sources],
            "missing": list(missing),
            "sums": {status: sums[status] for status in STATUSES},
        })
    else:
        _table([item for item in found if item.selected])
        click.echo(_told(found, sums))
    failed = bool(sums["rejected"] or missing or any(source.error for source in sources))
    if failed:
        done = sum(sums.values()) - sums["rejected"] - sums["skipped"]
        click.get_current_context().exit(PART if done else _first_code(sources, found))


def _first_code(sources: Sequence[Source], found: Sequence[Item]) -> int:
    errors = [one.error for one in (*sources, *found) if one.error]
    return errors[0].exit_code if errors else FAILED


def _table(listed: Sequence[Item]) -> None:
    """On stdout; on a terminal coloured, and what is too long for a line goes on below."""
    rows = [
        (item.status, item.label, _kind(item), " ".join(filter(None, _notes(item))))
        for item in listed
    ]
    if not sys.stdout.isatty():
        texts.table(rows)
    elif rows:
        _on_terminal(rows)


def _notes(item: Item) -> Iterator[str]:
    """What there is to say of it, a sentence each."""
    yield item.reason
    yield from item.warnings
    taken = item.enrolment and [_value(item.account, name) for name in item.assumed]
    if taken:
        yield f"Assumed: {', '.join(taken)}."


def _value(account: Account, field: str) -> str:
    """A field that nobody gave, as a person reads it: `SHA1`, `6 digits`, `30 s`."""
    said = {"digits": "{} digits", "period": "{} s", "counter": "counter {}", "name": "name {}"}
    return said.get(field, "{}").format(getattr(account, field, ""))


def _why(name: str, message: str) -> str:
    """A file's error behind the file's name, with which it may begin itself."""
    for told in (f"{name} ", f"{Path(name).name} "):
        if message.startswith(told):
            return f"{name} {message.removeprefix(told)}"
    return f"{name}: {message}"


def _on_terminal(rows: Sequence[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for status, *rest in rows:
        cells = [Text(texts.printable(cell)) for cell in rest]
        table.add_row(Text(status, _STYLES.get(status, "")), *cells)
    Console(highlight=False, emoji=False).print(table)


def _kind(item: Item) -> str:
    """`SHA1 6 30s`, as the fob shows it; of those that are no account, nothing."""
    if item.enrolment is None:
        return ""
    account = item.account
    if account.type == "steam":
        return "steam"
    last = f"#{account.counter}" if account.type == "hotp" else f"{account.period}s"
    return f"{account.algorithm} {account.digits} {last}"


def _told(found: Sequence[Item], sums: Counter[str]) -> str:
    """`3 accounts: 2 added, 1 rejected.`"""
    if not found:
        return "No account was found."
    count = f"{len(found)} accounts" if len(found) > 1 else "1 account"
    parts = ", ".join(f"{sums[status]} {status}" for status in STATUSES if sums[status])
    unselected = sum(not item.selected for item in found)
    return f"{count}: {parts}" + (f" ({unselected} not selected)." if unselected else ".")


def _object(item: Item) -> dict[str, object]:
    account = item.account if item.enrolment else None
    fields = {name: getattr(account, name, None) for name in _FIELDS}
    if account is None:
        fields |= {"issuer": item.fields.issuer, "name": item.fields.name}
    return {
        "id": item.id,
        **fields,
        "status": item.status,
        "reason": item.reason or None,
        "assumed": list(item.assumed),
        "warnings": list(item.warnings),
        "file": item.source.name,
    }


def _of_file(source: Source, found: Sequence[Item]) -> dict[str, object]:
    error = source.error
    return {
        "file": source.name,
        "format": source.format,
        "accounts": sum(item.source is source for item in found),
        "error": {"code": error.code, "message": error.message} if error else None,
    }
