"""Authenticator Plus: an archive made here, and a database that SQLCipher made."""

from pathlib import Path

import pytest

from importers import sealing
from importers.exports import account, base32, entries, found
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry, sqlcipher
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, PASSWORD, File

DATA = (Path(__file__).parent / "data" / "authplus.db").read_bytes()
PASSWORD_OF_IT = "correct horse"
# of data/make_authplus.py; the first key is the one of RFC 4226, appendix D
ACCOUNTS = [
    ("Example", "alice@example.com", b"12345678901234567890", "totp", 6, 0),
    ("Counted", "bob", b"abcdefghij", "hotp", 6, 7),
    ("Blizzard", "EU-1234", b"12345678901234567890", "totp", 8, 0),
]


def test_archive() -> None:
    made = account("Example", "alice", algo="SHA256", digits=8)
    text = f"otpauth://totp/Example:alice?secret={base32(made)}&algorithm=SHA256&digits=8\n"
    data = sealing.zip_of("Accounts.txt", text.encode(), "pässword")
    assert found("authenticator-plus", data, "pässword") == [made]
    assert found("authenticator-plus", sealing.zip_of("Accounts.txt", text.encode())) == [made]


def test_database() -> None:
    *read, strange = entries("authenticator-plus", DATA, PASSWORD_OF_IT, "authplus.db")
    accounts = [enrol(entry.fields).account for entry in read]
    assert [
        (one.issuer, one.name, one.secret, one.type, one.digits, one.counter) for one in accounts
    ] == ACCOUNTS
    assert strange.reject == "This entry is of a type that is not known."


def test_a_wrong_password() -> None:
    with pytest.raises(HostError) as raised:
        entries("authenticator-plus", DATA, "wrong", "authplus.db")
    assert raised.value.code == PASSWORD


@pytest.mark.parametrize("place", [1100, 2047, 3000])
def test_each_page_is_authenticated(place: int) -> None:
    data = bytearray(DATA)
    data[place] ^= 1
    in_padding = 1024 - place % 1024 <= 12  # what rounds a page's MAC up to blocks
    if in_padding:
        assert sqlcipher.decrypted(bytes(data), PASSWORD_OF_IT.encode(), Kdf())
        return
    with pytest.raises(HostError) as raised:
        sqlcipher.decrypted(bytes(data), PASSWORD_OF_IT.encode(), Kdf())
    assert raised.value.code == FORMAT


def test_pages_that_changed_places() -> None:
    with pytest.raises(HostError) as raised:
        swapped = DATA[:1024] + DATA[2048:] + DATA[1024:2048]
        sqlcipher.decrypted(swapped, PASSWORD_OF_IT.encode(), Kdf())
    assert raised.value.code == FORMAT


@pytest.mark.parametrize(
    ("name", "data"),
    [("x.db", DATA[:-1]), ("x.db", b"SQLite format 3\0" + bytes(2032)), ("x.bin", DATA)],
)
def test_other_databases_are_not_its(name: str, data: bytes) -> None:
    assert not registry.importer("authenticator-plus").detect(File(name, data))
