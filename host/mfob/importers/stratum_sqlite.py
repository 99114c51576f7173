"""Stratum's own database, from a rooted phone; where the app has a password it is encrypted, and
not read."""

from __future__ import annotations

from mfob.importers import safe_sqlite, stratum_account
from mfob.importers.entries import read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_TABLE = "authenticator"
_COLUMNS = (
    "type", "issuer", "username", "secret", "algorithm", "digits", "period", "counter",
)  # fmt: skip


class StratumSqlite:
    """The columns of table `authenticator` are what the backups have."""

    name = "stratum-sqlite"
    title = "Stratum's database"

    def detect(self, file: File) -> bool:
        return {"secret", "username", "type"} <= safe_sqlite.columns(file.data, _TABLE)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        rows = safe_sqlite.rows(file.data, _TABLE, _COLUMNS)
        return read_each(rows, stratum_account.who, stratum_account.entry)


STRATUM_SQLITE = StratumSqlite()
