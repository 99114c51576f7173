"""FreeOTP, FreeOTP+ and FreeOTP 2: files made here."""

import json
import os
import struct
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

from importers import sealing
from importers.exports import account, all_kinds, entries, found, one, signed
from mfob.errors import HostError
from mfob.importers.model import FORMAT, LIMIT, PASSWORD


def token(account: dict[str, Any], short: int) -> dict[str, Any]:
    """`short`: of what the stored counter is less than the next one."""
    whole = {
        "algo": account["algo"],
        "digits": account["digits"],
        "issuerExt": account["issuer"],
        "issuerInt": account["issuer"],
        "label": account["name"],
        "period": account["period"] or 30,
        "type": account["type"].upper(),
    }
    counter = {"counter": account["counter"] - short} if account["type"] == "hotp" else {}
    return {**whole, **counter}


def with_key(account: dict[str, Any], short: int = 1) -> dict[str, Any]:
    secret = signed(bytes.fromhex(account["secret_hex"]))
    return {**token(account, short), "secret": secret}


def accounts() -> list[dict[str, Any]]:
    """Those that FreeOTP has a type for."""
    return [one for one in all_kinds() if one["type"] != "steam"]


def preferences(texts: dict[str, str]) -> bytes:
    lines = [
        f"<string name={quoteattr(name)}>{escape(text)}</string>" for name, text in texts.items()
    ]
    head = "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n"
    return (head + "\n".join(lines) + '\n<int name="other" value="1" />\n</map>').encode()


def tokens(*items: Any) -> bytes:
    return json.dumps({"tokenOrder": [], "tokens": items}).encode()


def test_preferences_in_the_order_of_the_app() -> None:
    made = accounts()
    texts = {f"id {number}": json.dumps(with_key(one)) for number, one in enumerate(made)}
    order = {"tokenOrder": json.dumps([*reversed(texts), "gone", 5, ["x"]])}
    assert found("freeotp", preferences({**texts, **order})) == made[::-1]


def test_other_preferences_are_no_accounts_and_a_damaged_one_is_rejected() -> None:
    texts = {"tokenOrder": "[]", "theme": "dark", "a": "{", "b": "[1]", "c": '{"secret": [300]}'}
    damaged, none, third = entries("freeotp", preferences(texts))
    assert damaged.reject == none.reject == "This entry of the file is no account."
    assert third.reject == "Its key is none: it is no list of bytes."


def test_freeotp_plus() -> None:
    made = accounts()
    assert found("freeotpplus", tokens(*(with_key(one) for one in made))) == made


def test_names_that_people_gave_go_first() -> None:
    whole = {**with_key(account("Example", "a")), "issuerAlt": "Mine", "labelAlt": "that one"}
    read = one("freeotpplus", tokens(whole))
    assert (read.fields.issuer, read.fields.name) == ("Mine", "that one")


def test_steam_is_told_by_its_issuer() -> None:
    made = account("Steam", "gabe")
    (read,) = found("freeotpplus", tokens(with_key(made)))
    assert read == {**made, "type": "steam", "digits": 5}


@pytest.mark.parametrize("secret", [None, "text", {}, [128.5], [-129], [True], ["1"]])
def test_keys_that_are_none(secret: object) -> None:
    read = one("freeotpplus", tokens({**with_key(account("Example", "a")), "secret": secret}))
    assert read.reject == "Its key is none: it is no list of bytes."


def test_doctypes_are_refused() -> None:
    lol = "<!DOCTYPE map [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    data = f'<?xml version="1.0"?>{lol}<map><string name="tokenOrder">&b;</string></map>'
    with pytest.raises(HostError) as raised:
        entries("freeotp", data.encode())
    assert raised.value.code == FORMAT


def text(value: str) -> bytes:
    raw = value.encode()
    return b"\x74" + struct.pack(">H", len(raw)) + raw


def java_map(texts: dict[str, str], fields: bytes) -> bytes:
    """A HashMap by the Java Object Serialization Specification, 6.4."""
    head = b"\xac\xed\x00\x05\x73\x72\x00\x11java.util.HashMap" + bytes.fromhex("0507dac1c31660d1")
    pairs = b"".join(text(name) + text(value) for name, value in texts.items())
    count = struct.pack(">II", 64, len(texts))
    return head + b"\x03" + fields + b"\x77\x08" + count + pairs + b"\x78"


# loadFactor alone, as Android up to 6 has it, and with threshold
FIELDS = [
    b"\0\1F\0\x0aloadFactorxp?@\0\0",
    b"\0\2F\0\x0aloadFactorI\0\x09thresholdxp?@\0\0\0\0\0\x30",
]


def sealed(key: bytes, plain: bytes, aad: str, short_parameters: bool) -> dict[str, Any]:
    nonce, data = sealing.gcm(key, plain, aad.encode())
    der = b"\x04\x0c" + nonce
    if not short_parameters:
        der = b"\x30\x11" + der + b"\x02\x01\x10"
    names = {"mCipher": "AES/GCM/NoPadding", "mToken": aad}
    return {**names, "mCipherText": signed(data), "mParameters": signed(der)}


def backup(
    made: list[dict[str, Any]], password: str, hash: str = "sha512", iterations: int = 1000
) -> dict[str, str]:
    salt, master = os.urandom(32), os.urandom(32)
    key = sealing.pbkdf2(hash, password, salt, iterations)
    texts = {}
    for number, each in enumerate(made):
        inner = sealed(master, bytes.fromhex(each["secret_hex"]), "Hmac" + each["algo"], False)
        texts[f"id-{number}"] = json.dumps({"key": json.dumps(inner)})
        texts[f"id-{number}-token"] = json.dumps(token(each, 0))
    texts["masterKey"] = json.dumps(
        {
            "mAlgorithm": f"PBKDF2withHmac{hash.upper()}",
            "mEncryptedKey": sealed(key, master, "AES", hash == "sha1"),
            "mIterations": iterations,
            "mSalt": signed(salt),
        }
    )
    return texts


@pytest.mark.parametrize("hash", ["sha1", "sha512"])
@pytest.mark.parametrize("fields", FIELDS)
def test_freeotp_2(hash: str, fields: bytes) -> None:
    made = accounts()
    data = java_map(backup(made, "pässword", hash), fields)
    assert found("freeotp2", data, "pässword") == made
    with pytest.raises(HostError) as raised:
        entries("freeotp2", data, "password")
    assert raised.value.code == PASSWORD


def test_a_key_that_is_missing_or_damaged_is_one_entry() -> None:
    texts = backup(accounts(), "right")
    del texts["id-0"]
    texts["id-1"] = texts["id-2"]  # sealed for another algorithm: authentic, and its own
    texts["id-3"] = "{"
    del texts["id-4-token"]
    read = entries("freeotp2", java_map(texts, FIELDS[1]), "right")
    assert [bool(one.reject) for one in read] == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("mIterations", 10**12, LIMIT),
        ("mIterations", 0, FORMAT),
        ("mIterations", "1000", FORMAT),
        ("mIterations", True, FORMAT),
        ("mAlgorithm", "PBKDF2withHmacMD5", FORMAT),
        ("mSalt", None, FORMAT),
        ("mEncryptedKey", [], FORMAT),
    ],
)
def test_master_keys_that_can_not_be(name: str, value: object, code: str) -> None:
    texts = backup([], "right")
    texts["masterKey"] = json.dumps({**json.loads(texts["masterKey"]), name: value})
    with pytest.raises(HostError) as raised:
        entries("freeotp2", java_map(texts, FIELDS[1]), "right")
    assert raised.value.code == code
