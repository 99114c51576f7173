"""TOTP Authenticator: backups made here, with a password and without."""

import base64
import gzip
import hashlib
import json
import random
from typing import Any
from xml.sax.saxutils import escape

import pytest

from importers import sealing
from importers.exports import account, base32, entries, found, one
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.model import PASSWORD, File

NONE = "TotpAuthenticator"  # what the app takes where people gave no password


def accounts() -> list[dict[str, Any]]:
    return [
        account("Example", "alice"),
        account("Acme", "bob 🔑", digits=8, period=60, size=33),
        account("", "carol"),
    ]


def key(account: dict[str, Any], base: int) -> str:
    secret = bytes.fromhex(account["secret_hex"])
    if base == 16:
        return secret.hex().upper()
    return base64.b64encode(secret).decode() if base == 64 else base32(account)


def entry(account: dict[str, Any], base: int) -> dict[str, Any]:
    usual = account["digits"] == 6
    return {
        "issuer": account["issuer"] or "Unknown",
        "name": account["name"],
        "key": key(account, base),
        "base": base,
        "digits": "" if usual else str(account["digits"]),
        "period": "" if usual else str(account["period"]),
        "isFavorite": False,
    }


def sealed(plain: bytes, password: str) -> bytes:
    whole = sealing.cbc(sealing.sha256(password.encode()), bytes(16), plain)
    return base64.encodebytes(whole)  # with line ends


def backup(items: list[Any], password: str) -> bytes:
    return sealed(json.dumps({json.dumps(items): 1}).encode(), password)


@pytest.mark.parametrize("base", [16, 32, 64])
@pytest.mark.parametrize("password", [None, "pässword"])
def test_backups(base: int, password: str | None) -> None:
    made = accounts()
    data = backup([entry(one, base) for one in made], password or NONE)
    assert found("totp-authenticator", data, password) == made


def test_a_wrong_password() -> None:
    data = backup([], "right")
    for number in range(300):  # the padding alone lets one in 256 pass
        with pytest.raises(HostError) as raised:
            list(
                registry.importer("totp-authenticator").read(
                    File("a", data),
                    f"wrong {number}",
                    None,  # type: ignore
                )
            )
        assert raised.value.code == PASSWORD


def test_preferences() -> None:
    made = accounts()
    text = escape(json.dumps([entry(one, 16) for one in made]))
    data = f'<?xml version="1.0"?><map><string name="STATIC_TOTP_CODES_LIST">{text}</string></map>'
    assert found("totp-authenticator", data.encode()) == made


def test_it_does_not_know_the_algorithm() -> None:
    read = one("totp-authenticator", backup([entry(account("Example", "a"), 32)], NONE))
    assert "algorithm" in enrol(read.fields).assumed


@pytest.mark.parametrize(
    ("key", "base"), [("0G", 16), ("ABC", 16), ("!", 64), ("AAAA", 10), (None, "x"), ([], 16)]
)
def test_keys_that_are_none(key: object, base: object) -> None:
    whole = {**entry(account("Example", "a"), 16), "key": key, "base": base}
    read = one("totp-authenticator", backup([whole], NONE))
    assert read.reject or read.fields.secret is None
    assert "Its " in read.reject or read.fields.secret is None


def packed(size: int) -> bytes:
    """base64 of gzip's bytes, in whole blocks."""
    data = gzip.compress(random.Random(9).randbytes(size))
    return base64.b64encode(data + bytes(-len(data) % 16))


@pytest.mark.parametrize("data", [
    b"", b"AAAA", b"A" * 31, b"QUJD" * 5, b"?" * 64, b"A=" * 32, b"A" * 64, b"A" * 6400,
    b"d41d8cd98f00b204e9800998ecf8427e" * 2, b"D41D8CD98F00B204E9800998ECF8427E\n" * 80,
    b"".join(hashlib.sha256(bytes((n,))).hexdigest().encode() for n in range(40)),
    base64.b64encode(random.Random(1).randbytes(96)),  # shorter than one account is
    base64.b64encode(b"\x30\x82\x04\xa3" + random.Random(2).randbytes(1196)),  # a key in DER
    base64.b64encode(b"age-encryption.org/v1\n" + random.Random(3).randbytes(602)),
    base64.b64encode(b"A text, long enough to be taken for something else. " * 32), packed(900),
])  # fmt: skip
def test_other_texts_are_not_taken_for_one(data: bytes) -> None:
    assert not registry.importer("totp-authenticator").detect(File("a", data))


def test_a_list_is_not_enough() -> None:
    data = sealed(b'{"[": "no list, but an object with some key"%s}' % (b" " * 99), NONE)
    with pytest.raises(HostError) as raised:
        entries("totp-authenticator", data, "any")
    assert raised.value.code == PASSWORD
