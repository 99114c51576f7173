"""A file's way to its entries: the format, the password, the importer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mfob.errors import HostError, shown
from mfob.importers import registry
from mfob.importers.gather import Source
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, Entry, File, Importer

ENTRIES_MAX = 20_000
TRIES = 3

Ask = Callable[[File, Importer, int], str | None]  # a password for the try 0, 1 …; None: no more


def load(path: str) -> File:
    """A file's bytes. Raises HostError "unreadable", "import_limit"."""
    name = shown(Path(path).name or path)
    try:
        with open(path, "rb") as file:
            data = file.read(registry.SIZE_MAX + 1)
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "not a file's name"
        raise HostError(f"{shown(path)} can't be read: {why}.", "unreadable") from None
    registry.check_size(name, len(data))
    return File(name, data)


def read(file: File, format: str | None, ask: Ask, kdf: Kdf) -> Source:
    """What is in a file; `format` names it where detection shall not decide. Raises HostError."""
    known = registry.importer(format) if format else registry.detect(file)
    source = Source(file.name, known.name, known.title)
    if not known.encrypted(file):
        source.entries = _entries(known, file, None, kdf)
        return source
    for number in range(TRIES):
        password = ask(file, known, number)
        if password is None:
            break
        kdf.again()
        try:
            source.entries = _entries(known, file, password, kdf)
            return source
        except HostError as error:
            if error.code != PASSWORD or number == TRIES - 1:
                raise
    raise HostError("The password is wrong, or the file is damaged.", PASSWORD)


def _entries(known: Importer, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
    entries: list[Entry] = []
    try:
        for entry in known.read(file, password, kdf):
            entries.append(entry)
            if len(entries) > ENTRIES_MAX:
                raise HostError(f"{file.name} has more accounts than any app.", LIMIT)
    except (MemoryError, RecursionError):
        raise HostError(f"{file.name} is damaged: it can't be read.", FORMAT) from None
    return entries
