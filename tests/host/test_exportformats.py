"""What other apps are given, read by other programs: pyotp, zxing, the ciphers themselves."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import pyotp
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fobcore.account import Account
from mfob import otpauth
from mfob.exportformats import aegis, qrcodes
from mfob.exportformats.uri import uri
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import File

KEY = b"12345678901234567890"
PASSWORD = "correct horse é"
ACCOUNTS = [
    Account("GitHub", "alice@example.com", KEY, favourite=True),
    Account("Bank: of & co?", "b#b /%", KEY, "hotp", "SHA512", 8, 30, 41),
    Account("Steam", "carol", KEY, "steam", digits=5),
    Account("", "a:b", KEY, "totp", "SHA256", 7, 60),
    Account("阿里云", "莎士", b"\x00" * 255),
]


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)
def test_an_address_reads_back(account: Account) -> None:
    back = otpauth.parse(uri(account))
    assert back.assumed == () and back.warnings == ()
    account_ = Account(**{**fields(account), "favourite": False})
    assert fields(back.account) == fields(account_)


@pytest.mark.parametrize("account", [*ACCOUNTS[:2], *ACCOUNTS[3:]], ids=lambda a: a.name)
def test_an_address_by_pyotp(account: Account) -> None:
    otp: Any = pyotp.parse_uri(uri(account))
    assert (otp.name, otp.issuer or "") == (account.name, account.issuer)
    assert otp.digits == account.digits and otp.byte_secret() == account.secret
    assert otp.digest().name.upper().replace("-", "") == account.algorithm
    if account.type == "hotp":
        assert otp.initial_count == account.counter
    else:
        assert otp.interval == account.period


def test_an_address_to_the_letter() -> None:
    assert uri(ACCOUNTS[0]) == (
        "otpauth://totp/GitHub:alice@example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=GitHub&algorithm=SHA1&digits=6&period=30"
    )
    assert uri(ACCOUNTS[2]).startswith("otpauth://steam/Steam:carol?secret=")


def fields(account: Account) -> dict[str, Any]:
    return {name: value for name, value in vars(account).items() if not name.endswith("_strip")}


def rows(db: dict[str, Any]) -> list[dict[str, Any]]:
    assert db["version"] == 3
    return db["entries"]


def check(entries: list[dict[str, Any]]) -> None:
    """As Aegis' docs/vault.md has them."""
    assert [entry["type"] for entry in entries] == ["totp", "hotp", "steam", "totp", "totp"]
    assert [entry["favorite"] for entry in entries] == [True, False, False, False, False]
    assert len({entry["uuid"] for entry in entries}) == 5
    assert entries[1]["info"] == {
        "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "algo": "SHA512", "digits": 8, "counter": 41,
    }  # fmt: skip
    assert entries[2]["info"]["digits"] == 5 and entries[2]["info"]["period"] == 30
    assert entries[4]["issuer"] == "阿里云" and entries[4]["note"] == ""


def test_aegis_plain() -> None:
    vault = json.loads(aegis.plain(ACCOUNTS))
    assert vault["version"] == 1 and vault["header"] == {"slots": None, "params": None}
    check(rows(vault["db"]))


def gcm(key: bytes, params: dict[str, str], data: bytes) -> bytes:
    sealed = data + bytes.fromhex(params["tag"])
    return AESGCM(key).decrypt(bytes.fromhex(params["nonce"]), sealed, None)


def test_aegis_under_a_password() -> None:
    vault = json.loads(aegis.under_password(ACCOUNTS, PASSWORD))
    (slot,) = vault["header"]["slots"]
    assert slot["type"] == 1 and (slot["n"], slot["r"], slot["p"]) == (32768, 8, 1)
    salt = bytes.fromhex(slot["salt"])
    key = Scrypt(salt, 32, slot["n"], slot["r"], slot["p"]).derive(PASSWORD.encode())
    master = gcm(key, slot["key_params"], bytes.fromhex(slot["key"]))
    check(rows(json.loads(gcm(master, vault["header"]["params"], b64decode(vault["db"])))))
    again = json.loads(aegis.under_password(ACCOUNTS, PASSWORD))
    assert again["header"]["slots"][0]["salt"] != slot["salt"] and again["db"] != vault["db"]


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_aegis_comes_in_again(password: str | None) -> None:
    data = aegis.under_password(ACCOUNTS, password) if password else aegis.plain(ACCOUNTS)
    importer = registry.importer("aegis")
    file = File("vault.json", data)
    assert importer.detect(file) and importer.encrypted(file) == bool(password)
    entries = importer.read(file, password, Kdf(lambda *_: None))
    assert [entry.fields.name for entry in entries] == [one.name for one in ACCOUNTS]
    assert [entry.reject for entry in entries] == [""] * 5


def test_the_names_of_pictures() -> None:
    names = [name for name, _ in qrcodes.pictures([*ACCOUNTS, Account("..", "/../x", KEY)], "png")]
    assert names[0] == "1-GitHub-alice@example.com.png"
    assert names[5] == "6-x.png" and names[4] == "5-account.png"
    assert not any("/" in name or name.startswith(".") for name in names)
