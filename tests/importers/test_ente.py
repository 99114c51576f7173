"""Ente Auth: addresses with `codeDisplay`, and what libsodium encrypted of them (make_ente.py)."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from importers.exports import entries, found
from mfob.errors import HostError
from mfob.importers import secretstream
from mfob.importers.model import FORMAT, LIMIT, PASSWORD

SEALED = (Path(__file__).parent / "data" / "ente_encrypted.json").read_bytes()
WORD = "correct horse ü"
DISPLAY = "&codeDisplay=%7B%22trashed%22%3Afalse%7D"


def account(issuer: str, name: str, secret: bytes, **over: object) -> dict[str, object]:
    usual = {"type": "totp", "algo": "SHA1", "digits": 6, "period": 30, "counter": None}
    return {"issuer": issuer, "name": name, "secret_hex": secret.hex(), **usual, **over}


# what make_ente.py wrote, in base32, as bytes: RFC 4226's key, "Hello!…" of the Key URI Format
STEAM = base64.b32decode("63BEDWCQZKTQWPESARIERL5DTTQFCJTK")
EXPECTED = [
    account("GitHub", "alice", b"Hello!\xde\xad\xbe\xef"),
    account("Bank", "bob", b"1234567890", type="hotp", digits=8, period=None, counter=7),
    account("", "dave", b"abcdefghij"),
    account("Steam", "gabe", STEAM, type="steam", digits=5),
]


def test_what_libsodium_encrypted() -> None:
    assert found("ente", SEALED, WORD) == EXPECTED


def test_trashed_and_refused_ones_are_told() -> None:
    every = entries("ente", SEALED, WORD)
    assert [(entry.fields.name, entry.skip) for entry in every if entry.skip] == [
        ("carol", "It is in Ente's trash.")
    ]
    assert [(entry.fields.name, entry.reject) for entry in every if entry.reject] == [
        ("Ya:eve", "Yandex accounts can't be put on the fob.")
    ]
    assert len(every) == 6


def test_a_wrong_password() -> None:
    with pytest.raises(HostError) as caught:
        entries("ente", SEALED, "correct horse")
    assert caught.value.code == PASSWORD


@pytest.mark.parametrize("place", [0, 1, 100, -17, -16, -1])
def test_any_changed_byte_is_noticed(place: int) -> None:
    outer = json.loads(SEALED)
    changed = bytearray(base64.b64decode(outer["encryptedData"]))
    changed[place] ^= 1
    outer["encryptedData"] = base64.b64encode(changed).decode()
    with pytest.raises(HostError) as caught:
        entries("ente", json.dumps(outer).encode(), WORD)
    assert caught.value.code == PASSWORD


@pytest.mark.parametrize(
    ("kdf", "code"),
    [
        ({"memLimit": 1 << 40}, LIMIT),
        ({"opsLimit": 1 << 40}, LIMIT),
        ({"memLimit": 1}, FORMAT),
        ({"opsLimit": 0}, FORMAT),
        ({"opsLimit": None}, FORMAT),
        ({"salt": "AA=="}, FORMAT),
        ({"salt": "?"}, FORMAT),
    ],
)
def test_costs_that_can_not_be(kdf: dict[str, object], code: str) -> None:
    outer = json.loads(SEALED)
    outer["kdfParams"] |= kdf
    with pytest.raises(HostError) as caught:
        entries("ente", json.dumps(outer).encode(), WORD)
    assert caught.value.code == code


def test_hchacha20_against_the_draft() -> None:
    """draft-irtf-cfrg-xchacha-03, 2.2.1."""
    nonce = bytes.fromhex("000000090000004a0000000031415927")
    assert secretstream.hchacha20(bytes(range(32)), nonce) == bytes.fromhex(
        "82413b4227b27bfed30e42508a877d73a0f9e4d58a74a853c12ec41326d3ecdc"
    )


def test_the_plain_list() -> None:
    lines = [
        f"otpauth://totp/GitHub:alice?secret=jbswy3dpehpk3pxp&issuer=GitHub{DISPLAY}",
        "",
        f"otpauth://totp/a%20b?secret=GEZDGNBVGY3TQOJQ&algorithm=Algorithm.sha256{DISPLAY}",
        f"otpauth://hotp/x:y?secret=GEZDGNBVGY3TQOJQ&issuer=x{DISPLAY}",
        f"otpauth://totp/z?secret=GEZDGNBVGY3TQOJQ{DISPLAY.replace('false', 'true')}",
        f"motp://x:y?secret=GEZDGNBVGY3TQOJQ{DISPLAY}",
    ]
    data = "\ufeff" + "\r\n".join(lines)
    assert found("ente", data.encode()) == [
        EXPECTED[0],
        account("", "a b", b"1234567890", algo="SHA256"),
        account("x", "y", b"1234567890", type="hotp", period=None, counter=0),
    ]
    assert [entry.reject for entry in entries("ente", data.encode()) if entry.reject] == [
        "Mobile-OTP accounts (motp://) can't be put on the fob."
    ]
