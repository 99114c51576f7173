"""2FAS: backups made here, plain and encrypted."""

import base64
import json
import os
from typing import Any

import pytest

from importers import sealing
from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers.model import FORMAT, PASSWORD


def service(account: dict[str, Any]) -> dict[str, Any]:
    otp = {
        "account": account["name"],
        "label": account["name"],
        "issuer": account["issuer"],
        "tokenType": account["type"].upper(),
        "source": "Link",
        "algorithm": account["algo"],
        "digits": account["digits"],
    }
    for name in ("period", "counter"):
        if account[name] is not None:
            otp[name] = account[name]
    return {"name": account["issuer"], "secret": base32(account), "otp": otp}


def backup(services: list[Any], **more: Any) -> bytes:
    return json.dumps({"schemaVersion": 4, "services": services, "groups": [], **more}).encode()


def encrypted(services: list[Any], password: str) -> str:
    salt = os.urandom(256)
    key = sealing.pbkdf2("sha256", password, salt, 10_000)
    nonce, data = sealing.gcm(key, json.dumps(services).encode())
    return ":".join(base64.b64encode(part).decode() for part in (data, salt, nonce))


def test_plain() -> None:
    accounts = all_kinds()
    assert found("2fas", backup([service(one) for one in accounts])) == accounts


def test_encrypted() -> None:
    accounts = all_kinds()
    text = encrypted([service(one) for one in accounts], "pässword")
    data = backup([], servicesEncrypted=text, reference="a:b:c")
    assert found("2fas", data, "pässword") == accounts
    with pytest.raises(HostError) as raised:
        entries("2fas", data, "passwort")
    assert raised.value.code == PASSWORD


def test_the_first_schema_tells_neither_type_nor_parameters() -> None:
    whole = account("Example", "alice")
    old = {"name": "Example", "secret": base32(whole), "otp": {"account": "alice"}}
    read = one("2fas", backup([old]))
    made = enrol(read.fields)
    assert {*made.assumed, *read.assumed} == {"type", "algorithm", "digits", "period"}
    assert made.account.secret.hex() == whole["secret_hex"]


def test_names_where_there_are_few() -> None:
    whole = service(account("Example", "alice"))
    del whole["name"]
    del whole["otp"]["account"]
    whole["otp"]["label"] = "the label"
    read = one("2fas", backup([whole]))
    assert (read.fields.issuer, read.fields.name) == ("Example", "the label")


@pytest.mark.parametrize("algorithm", ["SHA224", "SHA384"])
def test_algorithms_that_no_fob_has(algorithm: str) -> None:
    read = one("2fas", backup([service(account("Example", "alice", algo=algorithm))]))
    with pytest.raises(HostError, match=f"{algorithm} can't be used"):
        enrol(read.fields)


@pytest.mark.parametrize("otp", [None, [], "otp", {"tokenType": 7}, {"tokenType": "MOTP"}])
def test_what_is_no_otp(otp: object) -> None:
    whole = {**service(account("Example", "alice")), "otp": otp}
    assert isinstance(entries("2fas", backup([whole]))[0].reject, str)


@pytest.mark.parametrize("text", ["a:b", "a:b:c:d", "!:!:!", 5, ["a"], "a" * 5])
def test_damaged_ciphertexts(text: object) -> None:
    with pytest.raises(HostError) as raised:
        entries("2fas", backup([], servicesEncrypted=text), "any")
    assert raised.value.code == FORMAT
