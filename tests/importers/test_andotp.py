"""andOTP: backups made here, plain and encrypted in the two ways."""

import json
import os
import random
from typing import Any

import pytest

from importers import corpus, sealing
from importers.exports import account, all_kinds, base32, entries, found, one
from mfob.errors import HostError
from mfob.importers import foreign, registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, File


def entry(account: dict[str, Any]) -> dict[str, Any]:
    text = base32(account)
    whole = {
        "secret": text + "=" * (-len(text) % 8),
        "issuer": account["issuer"],
        "label": account["name"],
        "digits": account["digits"],
        "type": account["type"].upper(),
        "algorithm": account["algo"],
        "thumbnail": "Default",
        "last_used": 1608146844162,
        "used_frequency": 0,
        "tags": [],
    }
    name = "counter" if account["type"] == "hotp" else "period"
    return {**whole, name: account[name]}


def backup(items: list[Any]) -> bytes:
    return json.dumps(items).encode()


def newer(data: bytes, password: str, iterations: int = 140_000) -> bytes:
    salt = os.urandom(12)
    nonce, sealed = sealing.gcm(sealing.pbkdf2("sha1", password, salt, iterations), data)
    return iterations.to_bytes(4, "big") + salt + nonce + sealed


def older(data: bytes, password: str) -> bytes:
    nonce, sealed = sealing.gcm(sealing.sha256(password.encode()), data)
    return nonce + sealed


def test_plain() -> None:
    accounts = all_kinds()
    assert found("andotp", backup([entry(one) for one in accounts])) == accounts


@pytest.mark.parametrize(("seal", "name"), [(newer, "any"), (older, "otp_accounts.json.aes")])
def test_encrypted(seal: Any, name: str) -> None:
    accounts = all_kinds()
    data = seal(backup([entry(one) for one in accounts]), "pässword")
    assert found("andotp", data, "pässword", name) == accounts
    with pytest.raises(HostError) as raised:
        entries("andotp", data, "password", name)
    assert raised.value.code == PASSWORD


@pytest.mark.parametrize("seal", [older, lambda data, word: newer(data, word, 1000)])
def test_without_a_mark_it_is_said_and_not_guessed(seal: Any) -> None:
    accounts = all_kinds()
    file = File("a.bin", seal(backup([entry(one) for one in accounts]), "word"))
    for _ in range(20):  # whatever bytes its nonce has
        if foreign.sentence(file.data) is None:
            break
        file = File("a.bin", seal(backup([entry(one) for one in accounts]), "word"))
    with pytest.raises(HostError, match="looks like an encrypted andOTP backup") as raised:
        registry.detect(file)
    assert raised.value.code == FORMAT and "--format andotp" in raised.value.message
    named = list(registry.importer("andotp").read(file, "word", Kdf()))
    assert corpus.accounts(named) == accounts


def test_ten_million_iterations_are_a_count() -> None:
    """More are a nonce's beginning. What is asked of the derivation is seen here, not paid."""
    asked: list[int] = []

    class Counting(Kdf):
        def pbkdf2(
            self, hash: str, password: bytes, salt: bytes, iterations: int, length: int
        ) -> bytes:
            asked.append(iterations)
            return bytes(32)

    known, rest = registry.importer("andotp"), os.urandom(200)
    for count in (0, 1, 2_000_001, 10_000_000, 10_000_001, 0xFFFFFFFF):
        with pytest.raises(HostError) as raised:
            known.read(File("a", count.to_bytes(4, "big") + rest), "word", Counting())
        assert raised.value.code == PASSWORD
    assert asked == [1, 2_000_001, 10_000_000]


def test_ten_million_are_within_the_bounds() -> None:
    begun: list[float] = []

    class Stop(Exception):
        pass

    def progress(_what: str, seconds: float) -> None:
        begun.append(seconds)
        raise Stop

    data = (10_000_000).to_bytes(4, "big") + os.urandom(200)
    with pytest.raises(Stop):
        registry.importer("andotp").read(File("a", data), "word", Kdf(progress))
    assert begun == [20.0]


def test_labels_of_versions_that_had_no_issuer() -> None:
    whole = entry(account("", "Example - alice"))
    del whole["issuer"]
    read = one("andotp", backup([whole]))
    assert (read.fields.issuer, read.fields.name) == ("Example", "alice")


def test_motp() -> None:
    read = one("andotp", backup([{**entry(account("Example", "a")), "type": "MOTP"}]))
    assert read.reject == "Mobile-OTP accounts can't be put on the fob."


def test_a_cost_that_none_has_is_taken_for_a_nonce() -> None:
    data = newer(b"[]", "right")
    with pytest.raises(HostError) as raised:
        entries("andotp", (1 << 31).to_bytes(4, "big") + data[4:], "right", "a.json.aes")
    assert raised.value.code == PASSWORD  # at once: nothing was derived


def test_openpgp_is_refused_with_what_to_do() -> None:
    data = b"-----BEGIN PGP MESSAGE-----\n\nhQEMA\n"
    with pytest.raises(HostError, match="gpg first") as raised:
        list(registry.importer("andotp").read(File("a", data), "any", None))  # type: ignore
    assert raised.value.code == FORMAT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"A text, as any other that is long enough to be taken for something else. " * 9,
        bytes(500),
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" * 9,
        b"\x7fELF\x02\x01\x01" + bytes(200) + b"\x03\x00\x3e\x00" + bytes(300),
        random.Random(43).randbytes(43),
    ],
)
def test_other_files_are_not_taken_for_encrypted_ones(data: bytes) -> None:
    assert not registry.importer("andotp").detect(File("a", data))


def test_more_than_any_export_has() -> None:
    with pytest.raises(HostError) as raised:
        entries("andotp", backup([{"secret": "", "label": "", "type": ""}] * 10_001))
    assert raised.value.code == LIMIT
