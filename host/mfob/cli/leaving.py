"""Accounts and their keys, for `mfob backup`, `restore` and `export`: from the fob, which asks its
owner, or out of a backup."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mfob.cli import passphrase
from mfob.cli.common import State
from mfob.cli.pinfile import Pins, read
from mfob.cli.progress import Bar
from mfob.cli.texts import note
from mfob.cli.unlock import try_pin
from mfob.cli.working import Working
from mfob.errors import HostError, of_code

if TYPE_CHECKING:
    from mfob.backup.document import Document
    from mfob.device import Fob
    from mfob.records import Exported, Info

_IDENTITY_MAX = 1 << 16  # bytes of a file of -i


def ready(state: State, fob: Fob, pins: Pins) -> tuple[Info, str | None]:
    """A fob that may give its accounts, unlocked, and its PIN: before more is asked for.
    Raises HostError."""
    told = fob.info()
    pin = pins.current(told) if told.pin else None
    if told.locked and pin is not None:
        try_pin(state, fob, pin)
        told = fob.info()
    if fob.settings().get("exportable") == "never":
        raise of_code("no_export")
    if not told.accounts:
        raise HostError("There is no account on the fob.", "empty")
    return told, pin


def from_fob(state: State, fob: Fob, told: Info, pin: str | None) -> Exported:
    """All accounts, after the press. Raises HostError."""
    count = told.accounts or 0
    state.progress.expect("EXPORT", "1 account" if count == 1 else f"{count} accounts")
    bar = Bar(count, "Reading")
    try:
        found = fob.export(pin, lambda done, of: bar.step())
    finally:
        bar.end()
    if found.unreadable:
        note(f"Warning: {found.unreadable} of its accounts the fob itself can't read.")
    return found


def from_backup(path: str, identities: Sequence[str], passphrase_file: str | None) -> Document:
    """The document of a backup, which may be one that `age -d` has decrypted. Raises HostError."""
    from mfob.backup import agefile, document

    if path == "-" and passphrase_file == "-":
        raise HostError("stdin is either the backup or its passphrase.", "usage", 2)
    data = _content(path, agefile.SIZE_MAX)
    if document.is_one(data):
        return document.read(data)
    kind = agefile.kind(data)
    if kind is None:
        raise HostError("This is no backup: neither an age file nor what is in one.", "bad_backup")
    if kind == agefile.RECIPIENTS:
        if not identities:
            raise HostError(
                "The backup is encrypted to recipients: -i names the file of an identity.",
                "no_identity",
            )
        keys = [read(one, "-i", _IDENTITY_MAX) for one in identities]
        return document.read(agefile.unseal_with(data, keys))
    given = passphrase.current(passphrase_file, "The backup's passphrase (not shown):")
    with Working("passphrase") as working:
        working.start()
        plain = agefile.unseal(data, given)
    return document.read(plain)


def _content(path: str, most: int) -> bytes:
    try:
        if path == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(most + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "not a file's name"
        raise HostError(f"The backup can't be read: {why}.", "unreadable") from None
    if len(data) > most:
        raise HostError("This is no backup: it is too large to be one.", "bad_backup")
    return data
