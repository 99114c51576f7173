"""Rows of SQLite databases that anyone may have made, read in memory: no temporary file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged

MAGIC = b"SQLite format 3\0"
SIZE_MAX = 32 << 20  # bytes
ROWS_MAX = 10_000
_VALUE_MAX = 1 << 20  # bytes
_SECONDS = 2.0  # a query's; a schema may hold endless expressions
_OPERATIONS = 10_000  # of SQLite's machine between two looks at the clock
_DAMAGED = "The database is damaged."


def is_database(data: bytes) -> bool:
    """Whether it begins as one."""
    return data.startswith(MAGIC)


def columns(data: bytes, table: str) -> set[str]:
    """The names of a table's columns in lower case; none where there is no such table, or no
    database: for detect(). Raises nothing."""
    if not is_database(data) or len(data) > SIZE_MAX:
        return set()
    try:
        with _opened(data) as base:
            return set(_columns(base, table))
    except HostError:
        return set()


def rows(data: bytes, table: str, wanted: tuple[str, ...]) -> list[dict[str, Any]]:
    """The rows of a table in its order, the wanted columns by their names in lower case: None for
    one that the table lacks, bytes for blobs. Raises HostError import_format, import_limit."""
    if len(data) > SIZE_MAX:
        raise HostError(f"The file is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    with _opened(data) as base:
        names = _columns(base, table)
        there = [name for name in wanted if name in names]
        if not there:
            raise damaged(f"The database has no table {table}.")
        quoted = ", ".join('"' + names[name].replace('"', '""') + '"' for name in there)
        nothing = dict.fromkeys(wanted)
        found: list[dict[str, Any]] = []
        told = 0
        for row in base.execute(f'SELECT {quoted} FROM main."{table}"'):
            told += sum(len(value) for value in row if isinstance(value, (str, bytes)))
            # a damaged file may have its rows all in one place, and be full of them
            if len(found) == ROWS_MAX or told > SIZE_MAX:
                raise HostError("The database has more accounts than any app.", LIMIT)
            found.append({**nothing, **dict(zip(there, row, strict=True))})
    return found


def _columns(base: sqlite3.Connection, table: str) -> dict[str, str]:
    """The real names by those in lower case; of a table only: a view computes what it likes."""
    kinds = "SELECT type, sql FROM main.sqlite_master WHERE lower(name) = ? LIMIT 2"
    found = base.execute(kinds, (table,)).fetchall()
    if len(found) != 1 or found[0][0] != "table":
        return {}
    if not str(found[0][1]).lower().startswith("create table"):  # code that SQLite has makes it up
        return {}
    # it leaves out columns that are computed
    names = base.execute(f'PRAGMA main.table_info("{table}")').fetchmany(100)
    return {str(row[1]).lower(): str(row[1]) for row in names}


@contextmanager
def _opened(data: bytes) -> Iterator[sqlite3.Connection]:
    base = sqlite3.connect(":memory:")
    try:
        whole = bytearray(data)
        whole[18:20] = b"\1\1"  # a database with a write-ahead log can't be opened in memory
        base.deserialize(bytes(whole))
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _VALUE_MAX)
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        end = time.monotonic() + _SECONDS
        base.set_progress_handler(lambda: time.monotonic() > end, _OPERATIONS)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA cell_size_check = ON")
        yield base
    except (sqlite3.Error, ValueError, OverflowError, MemoryError):
        raise damaged(_DAMAGED) from None
    finally:
        base.close()
