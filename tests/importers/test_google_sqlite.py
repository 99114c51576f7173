"""Google Authenticator's old database, and databases that mean harm; made by SQLite here."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.google_sqlite import GOOGLE_SQLITE
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, Entry, File

KEY = "JBSWY3DPEHPK3PXP"
TABLE = (
    "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT NOT NULL, secret TEXT NOT NULL,"
    " counter INTEGER DEFAULT 0, type INTEGER, provider INTEGER DEFAULT 0, issuer TEXT)"
)


def database(folder: Path, *statements: str, log: bool = False) -> File:
    path = folder / "databases"
    with sqlite3.connect(path) as base:
        if log:
            base.execute("PRAGMA journal_mode = WAL")
        for statement in statements:
            base.execute(statement)
    base.close()
    return File("databases", path.read_bytes())


def read(file: File) -> list[Entry]:
    return list(GOOGLE_SQLITE.read(file, None, Kdf()))


def test_accounts(tmp_path: Path) -> None:
    file = database(
        tmp_path, TABLE,
        "INSERT INTO accounts (email, secret, type, issuer) VALUES"
        f" ('Acme:alice', '{KEY.lower()}', 0, 'Acme'), ('Beta:bob', '{KEY}', 0, NULL)",
        f"INSERT INTO accounts (email, secret, counter, type) VALUES ('c', '{KEY}', 41, 1)",
        f"INSERT INTO accounts (email, secret, type) VALUES ('d', '{KEY}', 7)",
        "INSERT INTO accounts (email, secret, type) VALUES (x'ff00', 12, 'x')",
        log=True,
    )  # fmt: skip
    assert registry.detect(file).name == "google-sqlite"
    a, b, c, d, e = read(file)
    first, second, third = (enrol(one.fields) for one in (a, b, c))
    assert (first.account.issuer, first.account.name) == ("Acme", "alice")
    assert first.account.secret == b"Hello!\xde\xad\xbe\xef"
    assert first.assumed == ("algorithm", "digits", "period")
    assert (second.account.issuer, second.account.name) == ("Beta", "bob")
    assert (third.account.type, third.account.counter) == ("hotp", 41)
    assert d.reject == e.reject == "It is of a type that is neither TOTP nor HOTP."


def test_other_databases_are_not_it(tmp_path: Path) -> None:
    for number, table in enumerate((
        "CREATE TABLE accounts (account_type, oath_secret_key, name)",
        "CREATE TABLE others (email, secret, type)",
        "CREATE VIEW accounts AS SELECT 1 AS email, 2 AS secret, 3 AS type",
    )):  # fmt: skip
        folder = tmp_path / str(number)
        folder.mkdir()
        assert not GOOGLE_SQLITE.detect(database(folder, table))
    assert not GOOGLE_SQLITE.detect(File("x", b"SQLite format 3\0" + b"\0" * 4096))
    assert not GOOGLE_SQLITE.detect(File("x", b"SQLite format 3\0"))


@pytest.mark.parametrize("column", [
    "CREATE TABLE accounts (email, type, issuer, counter, secret AS"
    " (printf('%.*c', 900000, 'A')))",
    "CREATE TABLE accounts (email, type, issuer, counter, secret AS"
    " (hex(hex(hex(hex(zeroblob(100000)))))))",
])  # fmt: skip
def test_values_that_are_computed(column: str, tmp_path: Path) -> None:
    rows = ", ".join(["('x', 0)"] * 5000)
    file = database(tmp_path, column, f"INSERT INTO accounts (email, type) VALUES {rows}")
    begin = time.monotonic()
    try:
        found = read(file)
    except HostError as error:
        assert error.code in (FORMAT, LIMIT)
    else:
        assert sum(len(one.fields.secret or "") for one in found) < 1 << 26
    assert time.monotonic() - begin < 5


def test_keys_that_the_phone_encrypted(tmp_path: Path) -> None:
    """A column of some versions; what stands in `secret` then is no key."""
    file = database(
        tmp_path, TABLE.replace("issuer TEXT)", "issuer TEXT, isEncrypted INTEGER DEFAULT 0)"),
        f"INSERT INTO accounts (email, secret, type) VALUES ('open', '{KEY}', 0)",
        "INSERT INTO accounts (email, secret, type, issuer, isencrypted) VALUES"
        " ('alice', x'8001ff', 0, 'Acme', 1), ('bob', 'Zm9v+/==', 0, NULL, '1')",
    )  # fmt: skip
    plain, alice, bob = read(file)
    assert enrol(plain.fields).account.secret == b"Hello!\xde\xad\xbe\xef"
    assert alice.reject == bob.reject and "encrypted by the phone" in alice.reject
    assert (alice.fields.issuer, alice.fields.name, alice.fields.secret) == ("Acme", "alice", None)


def test_more_rows_than_accounts(tmp_path: Path) -> None:
    many = (
        "INSERT INTO accounts (email, secret, type) WITH RECURSIVE n(x) AS"
        " (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 30000) SELECT x, 'AAAA', 0 FROM n"
    )
    with pytest.raises(HostError) as caught:
        read(database(tmp_path, TABLE, many))
    assert caught.value.code == LIMIT


def test_flipped_bytes(tmp_path: Path) -> None:
    file = database(
        tmp_path, TABLE,
        f"INSERT INTO accounts (email, secret, type) VALUES ('alice', '{KEY}', 0)",
    )  # fmt: skip
    for place in range(0, len(file.data), 37):
        data = bytearray(file.data)
        data[place] ^= 0xFF
        spoilt = File("x", bytes(data))
        if GOOGLE_SQLITE.detect(spoilt):
            try:
                read(spoilt)
            except HostError as error:
                assert error.code in (FORMAT, LIMIT) and KEY not in error.message
