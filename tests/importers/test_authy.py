"""Authy: preferences, answers and a table made here."""

import base64
import itertools
import json
import os
from typing import Any
from xml.sax.saxutils import escape

import pytest

from importers import sealing
from importers.exports import account, base32, entries, found, one
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import authy_seed, registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, File

AUTHENTICATOR = "com.authy.storage.tokens.authenticator.key"
OWN = "com.authy.storage.tokens.authy.key"
SALT = "z01fjH2vyzYks49nxaOTp8M39eMOjxT4"


def accounts() -> list[dict[str, Any]]:
    return [account("Example", "alice"), account("Acme", "bob 🔑", digits=8, size=33)]


def preferences(lists: dict[str, Any]) -> bytes:
    texts = "".join(
        f'<string name="{name}">{escape(json.dumps(items))}</string>'
        for name, items in lists.items()
    )
    return f'<?xml version="1.0"?><map><int name="v" value="1" />{texts}</map>'.encode()


def names(account: dict[str, Any]) -> dict[str, Any]:
    return {
        "accountType": "authenticator",
        "digits": account["digits"],
        "name": f"{account['issuer']}: {account['name']}",
        "originalName": f"{account['issuer']}:{account['name']}",
        "originalIssuer": account["issuer"],
    }


def sealed(
    plain: str, password: str, salt: str = SALT, iterations: int = 1000, iv: bytes = bytes(16)
) -> str:
    key = sealing.pbkdf2("sha1", password, salt.encode(), iterations)
    return base64.b64encode(sealing.cbc(key, iv, plain.encode())).decode()


def encrypted(account: dict[str, Any], password: str) -> dict[str, Any]:
    text = sealed(base32(account).lower(), password)
    return {**names(account), "encryptedSecret": text, "salt": SALT}


def own(account: dict[str, Any]) -> dict[str, Any]:
    return {"name": account["issuer"], "secretSeed": account["secret_hex"], "digits": 7}


def test_preferences() -> None:
    made = accounts()
    plain = [{**names(one), "decryptedSecret": base32(one)} for one in made]
    of_authy = account("Authy's own", "Authy's own", digits=7, period=10, size=32)
    assert found("authy", preferences({AUTHENTICATOR: plain})) == made
    assert found("authy", preferences({OWN: [own(of_authy)]})) == [of_authy]
    assert found("authy", preferences({AUTHENTICATOR: plain, OWN: [own(of_authy)]})) == [
        *made,
        of_authy,
    ]


def test_preferences_with_encrypted_keys() -> None:
    made = accounts()
    data = preferences({AUTHENTICATOR: [encrypted(one, "pässword") for one in made]})
    assert found("authy", data, "pässword") == made
    for number in range(100):
        with pytest.raises(HostError) as raised:
            entries("authy", data, f"wrong {number}")
        assert raised.value.code == PASSWORD


def test_a_key_of_an_older_password_is_one_entry() -> None:
    made = accounts()
    items = [encrypted(made[0], "older"), encrypted(made[1], "right")]
    first, second = entries("authy", preferences({AUTHENTICATOR: items}), "right")
    assert first.reject == authy_seed.LOST
    assert (first.fields.issuer, first.fields.secret) == ("Example", None)
    assert not second.reject


@pytest.mark.parametrize("plain", ["no key!", "GEZDGNBV 189", "A", "=", "ü"])
def test_only_a_key_in_base32_tells_that_the_password_is_right(plain: str) -> None:
    seed = authy_seed.Sealed(sealed(plain, "right"), SALT)
    with pytest.raises(HostError) as raised:
        authy_seed.opened([seed], "right", Kdf())
    assert raised.value.code == PASSWORD


def test_what_it_does_not_say() -> None:
    whole = {**names(account("Example", "a")), "decryptedSecret": "GEZDGNBV"}
    read = one("authy", preferences({AUTHENTICATOR: [whole]}))
    assert {*enrol(read.fields).assumed} == {"type", "algorithm", "period"}


@pytest.mark.parametrize(
    ("name", "original", "issuer", "made"),
    [
        ("Example: alice", "Example:alice", "Example", ("Example", "alice")),
        ("Mine", "Example:alice", "Example", ("Example", "Mine")),
        ("Example: alice", "Example:alice", None, ("Example", "alice")),
        ("Example - alice", None, None, ("Example", "alice")),
        ("Examples", None, "Example", ("Example", "Examples")),
        ("Example", None, "Example", ("Example", "Example")),
        (None, "Example:alice", None, ("Example", "alice")),
        ("alice", None, None, (None, "alice")),
    ],
)
def test_names(name: str | None, original: str | None, issuer: str | None, made: object) -> None:
    assert authy_seed.who(name, original, issuer) == made


def token(account: dict[str, Any]) -> dict[str, Any]:
    label = f"{account['issuer']}:{account['name']}"
    return {
        "account_type": "authenticator",
        "digits": account["digits"],
        "name": label,
        "original_name": label,
        "issuer": account["issuer"],
    }


def answer(made: list[dict[str, Any]], password: str) -> dict[str, Any]:
    """As in the apps' latest versions, and as before."""
    iv = os.urandom(16)
    newer = sealed(base32(made[0]), password, "s1", 2000, iv)
    more = {"key_derivation_iterations": 2000, "unique_iv": iv.hex(), "salt": "s1"}
    first = {**token(made[0]), "encrypted_seed": newer, **more}
    older = {"encrypted_seed": sealed(base32(made[1]), password), "salt": SALT}
    second = {**token(made[1]), **older, "unique_iv": None, "key_derivation_iterations": None}
    return {"message": "success", "authenticator_tokens": [first, second], "success": True}


def test_answers() -> None:
    made = accounts()
    data = json.dumps(answer(made, "pässword")).encode()
    assert found("authy-api", data, "pässword") == made
    with pytest.raises(HostError) as raised:
        entries("authy-api", data, "password")
    assert raised.value.code == PASSWORD


def test_answers_that_were_decrypted() -> None:
    made = accounts()
    items = [{**token(one), "decrypted_seed": base32(one)} for one in made]
    data = json.dumps({"decrypted_authenticator_tokens": items}).encode()
    assert found("authy-api", data) == made


def test_answers_about_authys_own() -> None:
    made = account("Service", "Service", digits=7, period=10)
    app = {"name": "Service", "digits": 7, "secret_seed": made["secret_hex"], "version": 7}
    assert found("authy-api", json.dumps({"apps": [app]}).encode()) == [made]


def test_the_table_of_people_who_asked_for_their_data() -> None:
    made = {**accounts()[0]}
    iv = os.urandom(16)
    text = sealed(base32(made), "pässword", SALT, 100_000, iv)
    table = f"Name,Encrypted_Seed,Salt,IV\nExample:alice,{text},{SALT},{iv.hex()}\n"
    assert found("authy-api", table.encode(), "pässword") == [made]


@pytest.mark.parametrize(
    "more",
    [
        {"salt": None},
        {"encrypted_seed": "!"},
        {"encrypted_seed": []},
        {"unique_iv": "zz"},
        {"unique_iv": "00"},
        {"key_derivation_iterations": -1},
        {"key_derivation_iterations": []},
    ],
)
def test_a_damaged_key_is_one_entry(more: dict[str, Any]) -> None:
    whole = answer(accounts(), "right")
    whole["authenticator_tokens"][0].update(more)
    first, second = entries("authy-api", json.dumps(whole).encode(), "right")
    assert first.reject and not second.reject


def test_keys_that_are_too_dear_together() -> None:
    """Each of 15.8 s, as it is declared: the second is not begun after 6 s for the first."""
    made = accounts()
    items = [
        {**token(made[0]), "encrypted_seed": sealed("x", "any", f"s{n}"), "salt": f"s{n}"}
        for n in range(5)
    ]
    for item in items:
        item["key_derivation_iterations"] = 7_900_000
    begun: list[float] = []
    ticks = itertools.count(0, 6)

    class Cheap(Kdf):
        def pbkdf2(
            self, hash: str, password: bytes, salt: bytes, iterations: int, length: int
        ) -> bytes:
            with self._paid(0, iterations * 2 / 1_000_000, True):
                return bytes(32)

    kdf = Cheap(lambda what, seconds: begun.append(seconds), lambda: next(ticks))
    data = json.dumps({"authenticator_tokens": items}).encode()
    with pytest.raises(HostError) as raised:
        list(registry.importer("authy-api").read(File("a", data), "word", kdf))
    assert raised.value.code == LIMIT and begun == [15.8]


def test_more_work_than_any_file_wants_is_not_begun() -> None:
    whole = answer(accounts(), "right")
    whole["authenticator_tokens"][0]["key_derivation_iterations"] = 10**9
    with pytest.raises(HostError) as raised:
        entries("authy-api", json.dumps(whole).encode(), "right")
    assert raised.value.code == LIMIT


@pytest.mark.parametrize("value", [None, 5, {}, "x"])
def test_no_list_is_damaged(value: object) -> None:
    with pytest.raises(HostError) as raised:
        entries("authy-api", json.dumps({"authenticator_tokens": value}).encode())
    assert raised.value.code == FORMAT
