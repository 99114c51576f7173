"""Bitwarden's JSON: plain, protected by a password with either derivation, restricted."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from importers import sealing, uri
from importers.exports import all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers.model import FORMAT, LIMIT, PASSWORD

WORD = "pässword 🔑"


def item(totp: object, name: object = "Title", username: object = "user", **more: object) -> Any:
    login = {"uris": None, "username": username, "password": "hunter2", "totp": totp}
    return {"type": 1, "name": name, "notes": None, "login": login, **more}


def plain(*items: Any) -> bytes:
    return json.dumps({"encrypted": False, "folders": [], "items": items}).encode()


def enc_string(data: bytes, key: bytes) -> str:
    """https://bitwarden.com/help/bitwarden-security-white-paper/: type 2."""
    encryption, mac = (HKDFExpand(SHA256(), 32, use).derive(key) for use in (b"enc", b"mac"))
    iv = os.urandom(16)
    sealed = sealing.cbc(encryption, iv, data)
    tag = hmac.new(mac, iv + sealed, hashlib.sha256).digest()
    return "2." + "|".join(base64.b64encode(part).decode() for part in (iv, sealed, tag))


def protected(content: bytes, argon: bool, word: str = WORD, **over: Any) -> bytes:
    salt = base64.b64encode(os.urandom(16)).decode()
    if argon:
        key = sealing.argon2id(word, sealing.sha256(salt.encode()), 2, 1024, 2)
        cost = {"kdfType": 1, "kdfIterations": 2, "kdfMemory": 1, "kdfParallelism": 2}
    else:
        key = sealing.pbkdf2("sha256", word, salt.encode(), 5000)
        cost = {"kdfType": 0, "kdfIterations": 5000}
    outer = {
        "encrypted": True,
        "passwordProtected": True,
        "salt": salt,
        **cost,
        "encKeyValidation_DO_NOT_EDIT": enc_string(os.urandom(16), key),
        "data": enc_string(content, key),
    }
    return json.dumps(outer | over).encode()


def test_every_kind_plain() -> None:
    accounts = all_kinds()
    assert found("bitwarden", plain(*(item(uri.of(one)) for one in accounts))) == accounts


@pytest.mark.parametrize("argon", [False, True])
def test_every_kind_protected(argon: bool) -> None:
    accounts = all_kinds()
    data = protected(plain(*(item(uri.of(one)) for one in accounts)), argon)
    assert found("bitwarden", data, WORD) == accounts


@pytest.mark.parametrize("argon", [False, True])
def test_a_wrong_password(argon: bool) -> None:
    data = protected(plain(item("JBSWY3DPEHPK3PXP")), argon)
    with pytest.raises(HostError) as caught:
        entries("bitwarden", data, "not it")
    assert caught.value.code == PASSWORD


def test_changed_data_is_noticed() -> None:
    """By the HMAC, before anything is decrypted."""
    outer = json.loads(protected(plain(item("JBSWY3DPEHPK3PXP")), False))
    iv, sealed, tag = outer["data"].split("|")
    changed = bytearray(base64.b64decode(sealed))
    changed[-1] ^= 1
    outer["data"] = "|".join((iv, base64.b64encode(changed).decode(), tag))
    with pytest.raises(HostError) as caught:
        entries("bitwarden", json.dumps(outer).encode(), WORD)
    assert caught.value.code == PASSWORD


def test_bare_keys_and_steam_take_title_and_username() -> None:
    account = all_kinds()[0]
    data = plain(
        item(base32(account).lower(), "GitHub", "alice"),
        item(base32(account), "No user", None),
        item("steam://" + base32(account), "My Steam", None),
        item("otpauth://totp/?secret=" + base32(account), "Titled", "erin"),
    )
    who = [(each["issuer"], each["name"], each["type"]) for each in found("bitwarden", data)]
    assert who == [
        ("GitHub", "alice", "totp"),
        ("No user", "No user", "totp"),
        ("Steam", "My Steam", "steam"),
        ("Titled", "erin", "totp"),
    ]
    assert {each["secret_hex"] for each in found("bitwarden", data)} == {account["secret_hex"]}


def test_items_without_codes_are_not_listed() -> None:
    note = {"type": 2, "name": "Note"}
    data = plain(item(None), item(""), item("  "), note, None, 7, item(True))
    assert entries("bitwarden", data) == []


def test_what_can_not_be_read_is_one_rejected_entry() -> None:
    data = plain(item("https://example.com/JBSWY3DPEHPK3PXP", "Bad"), item("JBSWY3DPEHPK3PXP"))
    bad, good = entries("bitwarden", data)
    assert bad.reject == "This is the address of a web page, not of an account (otpauth://)."
    assert (bad.fields.issuer, bad.fields.secret) == ("Bad", None)
    assert not good.reject


def test_the_trash() -> None:
    entry = one("bitwarden", plain(item("JBSWY3DPEHPK3PXP", deletedDate="2024-01-01T00:00:00Z")))
    assert entry.skip == "It is in Bitwarden's trash."


def test_account_restricted_says_how_else() -> None:
    outer = {
        "encrypted": True,
        "encKeyValidation_DO_NOT_EDIT": "2.AA==|AA==|AA==",
        "folders": [],
        "items": [item("2.AA==|AA==|AA==")],
    }
    with pytest.raises(HostError, match="Password protected") as caught:
        entries("bitwarden", json.dumps(outer).encode())
    assert caught.value.code == FORMAT


@pytest.mark.parametrize(
    ("over", "code"),
    [
        ({"kdfIterations": 10**9}, LIMIT),
        ({"kdfType": 1, "kdfMemory": 4096, "kdfParallelism": 1}, LIMIT),
        ({"kdfType": 1, "kdfMemory": 1, "kdfParallelism": 1000}, FORMAT),
        ({"kdfType": 2}, FORMAT),
        ({"kdfIterations": 0}, FORMAT),
        ({"kdfIterations": "x"}, FORMAT),
        ({"salt": 5}, FORMAT),
        ({"data": "0.AA=="}, FORMAT),
        ({"encKeyValidation_DO_NOT_EDIT": "2.AA==|AA=="}, FORMAT),
        ({"encKeyValidation_DO_NOT_EDIT": None}, FORMAT),
    ],
)
def test_costs_and_parts_that_can_not_be(over: dict[str, Any], code: str) -> None:
    with pytest.raises(HostError) as caught:
        entries("bitwarden", protected(plain(), False, **over), WORD)
    assert caught.value.code == code
    assert WORD not in caught.value.message
