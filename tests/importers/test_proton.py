"""Proton Authenticator and Proton Pass."""

from __future__ import annotations

import base64
import io
import json
import os
import zipfile
from typing import Any

import pytest

from importers import sealing, uri
from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers.model import FORMAT, PASSWORD

WORD = "pässword"


def authenticator(*contents: dict[str, Any]) -> bytes:
    listed = [{"id": "x", "content": content, "note": None} for content in contents]
    return json.dumps({"version": 1, "entries": listed}).encode()


def content(one: dict[str, Any], name: str | None = None) -> dict[str, Any]:
    return {"uri": uri.of(one), "entry_type": "Totp", "name": name or one["name"]}


def sealed(plain: bytes, word: str = WORD) -> bytes:
    """protonpass/proton-pass-common, proton-authenticator: Argon2id, AES-256-GCM, a context."""
    salt = os.urandom(16)
    key = sealing.argon2id(word, salt, 2, 19456, 1)
    nonce, body = sealing.gcm(key, plain, b"proton.authenticator.export.v1")
    made = {"salt": salt, "content": nonce + body}
    texts = {name: base64.b64encode(value).decode() for name, value in made.items()}
    return json.dumps({"version": 1, **texts}).encode()


def test_every_kind_plain_and_encrypted() -> None:
    accounts = all_kinds()
    plain = authenticator(*map(content, accounts))
    assert found("proton", plain) == accounts
    assert found("proton", sealed(plain), WORD) == accounts


def test_a_wrong_password() -> None:
    with pytest.raises(HostError) as caught:
        entries("proton", sealed(authenticator()), "other")
    assert caught.value.code == PASSWORD


def test_the_name_in_the_app_goes_before_the_label() -> None:
    given = account("GitHub", "alice")
    data = authenticator(content(given, "Work"))
    assert found("proton", data) == [given | {"name": "Work"}]


def test_steam_has_the_name_alone() -> None:
    given = account("Steam", "gabe", "steam", digits=5)
    address = f"steam://{base32(given)}"
    data = authenticator({"uri": address, "entry_type": "Steam", "name": "gabe"})
    assert found("proton", data) == [given]


def test_an_entry_without_an_address_is_rejected_alone() -> None:
    good = account("GitHub", "alice")
    data = authenticator({"entry_type": "Totp", "name": "x"}, content(good))
    assert found("proton", data) == [good]


def vault(*items: Any) -> dict[str, Any]:
    return {
        "version": "1.29.8",
        "userId": "u",
        "encrypted": False,
        "vaults": {"share": {"name": "Personal", "items": list(items)}},
    }


def item(totp: str, title: str = "Title", state: int = 1, **of_content: str) -> dict[str, Any]:
    login = {"itemEmail": "", "itemUsername": "", "password": "hunter2", "totpUri": totp}
    data = {"metadata": {"name": title}, "extraFields": [], "type": "login"}
    return {"itemId": "i", "state": state, "data": {**data, "content": login | of_content}}


def archive(outer: dict[str, Any], name: str = "Proton Pass/data.json") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, json.dumps(outer))
    return made.getvalue()


def test_pass_every_kind_as_zip_and_as_json() -> None:
    accounts = all_kinds()
    outer = vault(*(item(uri.of(each)) for each in accounts))
    assert found("proton-pass", archive(outer)) == accounts
    assert found("proton-pass", json.dumps(outer).encode()) == accounts


def test_pass_names_of_bare_keys_and_further_fields() -> None:
    key = account("GitHub", "alice")
    several = item(base32(key), "GitHub", itemUsername="alice", itemEmail="a@b.c")
    several["data"]["extraFields"] = [
        {"fieldName": "2nd", "type": "totp", "data": {"totpUri": base32(key)}},
        {"fieldName": "x", "type": "text", "data": {"totpUri": base32(key)}},
    ]
    data = archive(vault(several, item(base32(key), "B", itemEmail="a@b.c"), item("", "none")))
    who = [(each["issuer"], each["name"]) for each in found("proton-pass", data)]
    assert who == [("GitHub", "alice"), ("GitHub", "alice"), ("B", "a@b.c")]


def test_pass_trash() -> None:
    data = archive(vault(item("JBSWY3DPEHPK3PXP", state=2)))
    assert one("proton-pass", data).skip == "It is in Proton Pass's trash."


def test_pass_encrypted_says_how_else() -> None:
    with pytest.raises(HostError, match="without a passphrase") as caught:
        entries("proton-pass", archive(vault(), "Proton Pass/data.pgp"))
    assert caught.value.code == FORMAT
