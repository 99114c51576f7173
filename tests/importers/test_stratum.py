"""Stratum: backups and a database made here."""

import json
import os
import sqlite3
from typing import Any

import pytest

from importers import sealing
from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers import registry, safe_sqlite
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, File

KINDS = {"hotp": 1, "totp": 2, "steam": 4}
ALGORITHMS = {"SHA1": 0, "SHA256": 1, "SHA512": 2}


def entry(account: dict[str, Any]) -> dict[str, Any]:
    return {
        "Type": KINDS[account["type"]],
        "Icon": None,
        "Issuer": account["issuer"],
        "Username": account["name"],
        "Secret": base32(account),
        "Pin": None,
        "Algorithm": ALGORITHMS[account["algo"]],
        "Digits": account["digits"],
        "Period": account["period"] or 30,
        "Counter": account["counter"] or 0,
        "Ranking": 0,
    }


def backup(items: list[Any]) -> bytes:
    return json.dumps({"Authenticators": items, "Categories": []}).encode()


def strong(data: bytes, password: str) -> bytes:
    salt = os.urandom(16)
    nonce, sealed = sealing.gcm(sealing.argon2id(password, salt, 3, 64 << 10, 4), data)
    return b"AUTHENTICATORPRO" + salt + nonce + sealed


def legacy(data: bytes, password: str) -> bytes:
    salt, iv = os.urandom(20), os.urandom(16)
    key = sealing.pbkdf2("sha1", password, salt, 64_000)
    return b"AuthenticatorPro" + salt + iv + sealing.cbc(key, iv, data)


def database(statements: str) -> bytes:
    base = sqlite3.connect(":memory:")
    base.executescript(statements)
    return base.serialize()


def table(accounts: list[dict[str, Any]]) -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE authenticator (type integer, icon varchar, issuer varchar(32), username"
        " varchar(40), secret varchar primary key not null, pin varchar, algorithm integer,"
        " digits integer, period integer, counter integer, ranking integer)"
    )
    rows = [tuple(entry(one).values()) for one in accounts]
    base.executemany("INSERT INTO authenticator VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    base.commit()
    return base.serialize()


def test_plain() -> None:
    accounts = all_kinds()
    assert found("stratum", backup([entry(one) for one in accounts])) == accounts


@pytest.mark.parametrize("seal", [strong, legacy])
def test_encrypted(seal: Any) -> None:
    accounts = all_kinds()
    data = seal(backup([entry(one) for one in accounts]), "pässword")
    assert found("stratum", data, "pässword") == accounts
    with pytest.raises(HostError) as raised:
        entries("stratum", data, "password")
    assert raised.value.code == PASSWORD


def test_legacy_files_have_no_check_but_what_comes_out() -> None:
    data = legacy(b"\x93\x81 no JSON", "right")
    with pytest.raises(HostError) as raised:
        entries("stratum", data, "right")
    assert raised.value.code == PASSWORD


@pytest.mark.parametrize("mark", [b"AUTHENTICATORPRO", b"AuthenticatorPro"])
def test_cut_short(mark: bytes) -> None:
    with pytest.raises(HostError) as raised:
        entries("stratum", mark + bytes(40), "any")
    assert raised.value.code == FORMAT


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        (3, "Mobile-OTP accounts can't be put on the fob."),
        (5, "Yandex accounts can't be put on the fob."),
        (9, "This entry is of a type that is not known."),
        (None, "This entry is of a type that is not known."),
        ("x", "Its type is not what an account has there."),
    ],
)
def test_types_that_no_fob_has(kind: object, sentence: str) -> None:
    read = one("stratum", backup([{**entry(account("Example", "a")), "Type": kind}]))
    assert (read.reject, read.fields.issuer) == (sentence, "Example")


def test_algorithms_that_are_not_known() -> None:
    read = one("stratum", backup([{**entry(account("Example", "a")), "Algorithm": 3}]))
    assert read.reject == "It is made by an algorithm that is not known."


def test_database() -> None:
    accounts = all_kinds()
    data = table(accounts)
    assert found("stratum-sqlite", data) == accounts
    with_log = bytearray(data)
    with_log[18:20] = b"\2\2"  # as SQLite marks one that has a write-ahead log
    assert found("stratum-sqlite", bytes(with_log)) == accounts


def test_a_view_is_no_table() -> None:
    data = database("CREATE VIEW authenticator AS SELECT 'A' secret, 2 type, 'x' username")
    assert safe_sqlite.columns(data, "authenticator") == set()
    with pytest.raises(HostError) as raised:
        safe_sqlite.rows(data, "authenticator", ("secret",))
    assert raised.value.code == FORMAT


def test_a_column_that_computes_is_none() -> None:
    data = database(
        "CREATE TABLE authenticator (type, username, secret AS (zeroblob(900000000)));"
        " INSERT INTO authenticator (type) VALUES (2)"
    )
    assert safe_sqlite.rows(data, "authenticator", ("type", "secret")) == [
        {"type": 2, "secret": None}
    ]


def test_a_query_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_sqlite, "_SECONDS", -1.0)
    monkeypatch.setattr(safe_sqlite, "_OPERATIONS", 1)
    with pytest.raises(HostError) as raised:
        safe_sqlite.rows(table(all_kinds()), "authenticator", ("type", "secret"))
    assert raised.value.code == FORMAT


def test_rows_that_stand_in_one_place_count_each_time() -> None:
    data = bytearray(
        database(
            "PRAGMA page_size = 4096; CREATE TABLE authenticator (type, secret);"
            " INSERT INTO authenticator VALUES (2, printf('%.900750c', 'x'))"
        )
    )
    assert data[4096] == 13  # the table's page, a leaf (https://sqlite.org/fileformat2.html, 1.6)
    data[4096 + 3 : 4096 + 5] = (400).to_bytes(2, "big")  # cells, all at the first one's place
    data[4096 + 8 : 4096 + 808] = data[4096 + 8 : 4096 + 10] * 400
    with pytest.raises(HostError) as raised:
        safe_sqlite.rows(bytes(data), "authenticator", ("secret",))
    assert raised.value.code == LIMIT


def test_more_rows_than_any_has() -> None:
    data = database(
        "CREATE TABLE authenticator (type, username, secret);"
        " WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= 10000)"
        " INSERT INTO authenticator (type) SELECT i FROM n"
    )
    with pytest.raises(HostError) as raised:
        entries("stratum-sqlite", data)
    assert raised.value.code == LIMIT


@pytest.mark.parametrize("cut", [16, 100, 1000, 4096, 5000])
def test_damaged_databases(cut: int) -> None:
    data = table(all_kinds())
    file = File("a", data[:cut])
    assert registry.importer("stratum-sqlite").detect(file) in (True, False)
    with pytest.raises(HostError) as raised:
        list(registry.importer("stratum-sqlite").read(file, None, None))  # type: ignore
    assert raised.value.code == FORMAT
