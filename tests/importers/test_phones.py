"""What lies on a phone, or is exported of one: LastPass, Duo, Steam, Microsoft, Battle.net, GNOME
Authenticator."""

from __future__ import annotations

import base64
import json
import sqlite3
from typing import Any

import pytest
from pyotp.contrib import Steam

from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers.model import FORMAT

TIMED = [each for each in all_kinds() if each["type"] == "totp"]


def raw(one: dict[str, Any]) -> bytes:
    return bytes.fromhex(one["secret_hex"])


def lastpass(*accounts: Any) -> bytes:
    outer = {
        "deviceId": "", "deviceSecret": "", "localDeviceId": "a-b", "deviceName": "phone",
        "version": 3, "accounts": list(accounts), "folders": [],
    }  # fmt: skip
    return json.dumps(outer).encode()


def lastpass_account(one: dict[str, Any], **over: object) -> dict[str, Any]:
    return {
        "accountID": "x",
        "issuerName": one["issuer"],
        "originalIssuerName": "was",
        "userName": one["name"],
        "originalUserName": "was",
        "pushNotification": False,
        "secret": base32(one),
        "timeStep": one["period"],
        "digits": one["digits"],
        "creationTimestamp": 1,
        "isFavorite": False,
        "algorithm": one["algo"],
        **over,
    }


def test_lastpass() -> None:
    assert found("lastpass", lastpass(*map(lastpass_account, TIMED))) == TIMED


def test_lastpass_entries_that_are_none() -> None:
    good = TIMED[0]
    odd = [None, lastpass_account(good, timeStep=[30]), lastpass_account(good, secret={"a": 1})]
    listed = entries("lastpass", lastpass(*odd, lastpass_account(good)))
    assert [bool(entry.reject) for entry in listed] == [True, True, True, False]
    assert listed[1].reject == "Its timeStep is not what an account has there."


def duo(*accounts: Any) -> bytes:
    return json.dumps(list(accounts)).encode()


def test_duo() -> None:
    timed, counted = account("", "Ünïcode"), account("", "b", "hotp", period=None, counter=3)
    data = duo(
        {"name": "Ünïcode", "otpGenerator": {"otpSecret": base32(timed)}, "pkey": "y"},
        {"name": "b", "otpGenerator": {"otpSecret": base32(counted), "counter": 3}, "pkey": "x"},
    )
    assert found("duo", data) == [timed, counted]


def test_duo_push_accounts_are_skipped() -> None:
    entry = one("duo", duo({"accountType": "DuoAccount", "pkey": "x", "name": "Work"}))
    assert entry.skip == (
        "It is an account for Duo's push messages: there is no key for codes in it."
    )
    assert entry.fields.name == "Work"


def steam_account(one: dict[str, Any], **over: object) -> dict[str, Any]:
    shared = base64.b64encode(raw(one)).decode()
    return {"shared_secret": shared, "account_name": one["name"], "secret_1": "AA==", **over}


def test_steam() -> None:
    first = account("Steam", "gabe", "steam", digits=5)
    second = account("Steam", "alyx", "steam", digits=5)
    by_id = {"accounts": {"1": steam_account(first), "2": steam_account(second)}}
    assert found("steam", json.dumps(by_id).encode()) == [first, second]
    ma_file = json.dumps(steam_account(first, Session={"SteamID": 7})).encode()
    assert found("steam", ma_file, file="76561197960265728.maFile") == [first]


def test_steam_vector() -> None:
    """Published codes of a key, and when they were."""
    secret = base64.b32decode("63BEDWCQZKTQWPESARIERL5DTTQFCJTK")
    data = json.dumps({"shared_secret": base64.b64encode(secret).decode(), "account_name": "g"})
    codes = Steam(one("steam", data.encode()).fields.secret or "")
    assert (codes.at(1511200518), codes.at(1511200714)) == ("FR8RV", "9P3VP")


def test_steam_encrypted_says_what_to_do() -> None:
    sealed = base64.b64encode(bytes(64))
    with pytest.raises(HostError, match="Manage Encryption") as caught:
        entries("steam", sealed, file="7656.maFile")
    assert caught.value.code == FORMAT


def test_steam_accounts_that_are_none() -> None:
    listed = {"accounts": {"1": {"shared_secret": "?"}, "2": {"shared_secret": ""}, "3": 7}}
    reasons = [(each.reject, each.skip) for each in entries("steam", json.dumps(listed).encode())]
    assert reasons == [
        ("Its key is no valid base64.", ""),
        ("", "There is no key in it."),
        ("This entry of the file is no account.", ""),
    ]


def microsoft(*rows: tuple[object, object, object, object]) -> bytes:
    with sqlite3.connect(":memory:") as base:
        base.execute(
            "CREATE TABLE accounts (_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
            " username TEXT, oath_secret_key TEXT, account_type INTEGER)"
        )
        values = "(name, username, oath_secret_key, account_type) VALUES (?, ?, ?, ?)"
        base.executemany(f"INSERT INTO accounts {values}", rows)
        base.commit()
        return base.serialize()


def test_microsoft() -> None:
    timed, personal = account("Ünïcode", "a"), account("Microsoft", "me@live.com", digits=8)
    data = microsoft(
        (timed["issuer"], "a", base32(timed), 0),
        ("Microsoft", "me@live.com", base64.b64encode(raw(personal)).decode(), 1),
        ("Contoso", "me", "", 2),
        ("Odd", "me", "AAAA", 9),
        ("Odd", "me", "AAAA", "x"),
        ("Blob", "me", b"\x00\xff", 0),
        ("Bad", "me", "?", 1),
    )
    assert found("microsoft", data) == [timed, personal]
    told = [(each.fields.issuer, each.skip or each.reject) for each in entries("microsoft", data)]
    assert told[2:] == [
        ("Contoso", "It is an account for approvals: there is no key for codes in it."),
        ("Odd", "This entry is of a type that is not known."),
        ("Odd", "Its account_type is not what an account has there."),
        ("Blob", "Its oath_secret_key is not what an account has there."),
        ("Bad", "Its key is no valid base64."),
    ]


MASK = bytes.fromhex(  # https://github.com/winauth/winauth, Battle.net's preferences
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c"
    "6479015c1d5b8b8f6b9a"
)
PREFIX = "com.blizzard.messenger.AUTHENTICATOR_"


def battlenet(serial: str, secret: str) -> bytes:
    def masked(text: str) -> str:
        return bytes(a ^ b for a, b in zip(text.encode(), MASK, strict=False)).hex()

    values = {"SERIAL": masked(serial), "DEVICE_SECRET": masked(secret)}
    lines = "".join(f'<string name="{PREFIX}{k}">{v}</string>' for k, v in values.items())
    head = "<?xml version='1.0' encoding='utf-8'?>"
    return f"{head}<map>{lines}<int name='x' value='1'/></map>".encode()


def test_battlenet() -> None:
    given = account("Battle.net", "EU-1234-5678-9012", digits=8)
    assert found("battlenet", battlenet(given["name"], given["secret_hex"])) == [given]


@pytest.mark.parametrize(
    "secret", ["zz" * 20, "aü", "abc", "ab" * 28 + "a"], ids=["no hex", "no ASCII", "odd", "long"]
)
def test_battlenet_damaged(secret: str) -> None:
    with pytest.raises(HostError) as caught:
        entries("battlenet", battlenet("EU-1", secret))
    assert caught.value.code == FORMAT
    assert secret not in caught.value.message


def test_battlenet_longer_than_the_mask() -> None:
    data = battlenet("EU-1", "ab" * 20).replace(b"</string>", b"00" * 57 + b"</string>")
    with pytest.raises(HostError) as caught:
        entries("battlenet", data)
    assert caught.value.code == FORMAT


def gnome(one: dict[str, Any], kind: str, **over: object) -> dict[str, Any]:
    return {
        "secret": base32(one), "label": one["name"], "digits": one["digits"], "type": kind,
        "algorithm": one["algo"], "thumbnail": "Default", "last_used": 0, "tags": [one["issuer"]],
        "period": one["period"], **over,
    }  # fmt: skip


def test_gnome() -> None:
    counted = account("Bank", "b", "hotp", period=None, counter=5)
    listed = [
        *(gnome(each, kind) for each, kind in zip(TIMED, ("OTP", "TOTP", "totp"), strict=True)),
        gnome(counted, "HOTP", counter=5),
    ]
    assert found("gnome", json.dumps(listed).encode()) == [*TIMED, counted]
    untagged = json.dumps([gnome(TIMED[0], "OTP", tags=[])]).encode()
    assert one("gnome", untagged).fields.issuer is None
