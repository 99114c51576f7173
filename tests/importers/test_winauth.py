"""WinAuth: exports made here."""

import pytest

from importers import corpus, sealing
from importers.exports import account, base32, entries, found
from mfob.errors import HostError
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, PASSWORD, File


def lines(*texts: str) -> bytes:
    return ("\r\n".join(texts) + "\r\n").encode()


def read(data: bytes, password: str | None = None) -> list[dict[str, object]]:
    """With --format winauth."""
    return corpus.accounts(
        list(registry.importer("winauth").read(File("a.txt", data), password, Kdf()))
    )


def test_archives_with_a_password_and_without() -> None:
    made = [account("Example", "alice"), account("Acme", "bob", "hotp", period=None, counter=3)]
    first, second = (base32(one) for one in made)
    text = lines(
        f"otpauth://totp/Example:alice?secret={first}&digits=6&icon=WinAuth",
        f"otpauth://hotp/Acme:bob?secret={second}&digits=6&issuer=Acme&counter=3",
    )
    assert found("winauth", sealing.zip_of("my accounts.txt", text)) == made
    data = sealing.zip_of("my accounts.txt", text, "pässword")
    assert found("winauth", data, "pässword") == made
    for number in range(300):  # one byte alone checks the password
        with pytest.raises(HostError) as raised:
            read(data, f"wrong {number}")
        assert raised.value.code == PASSWORD


def test_what_its_addresses_leave_out() -> None:
    blizzard = account("BattleNet", "Bnet", digits=8)
    steam = account("Steam", "g", "steam", digits=5)
    text = lines(
        f"otpauth://totp/BattleNet:Bnet?secret={base32(blizzard)}&serial=EU12",
        f"otpauth://totp/Steam:g?secret={base32(steam)}&deviceid=android%3ax&data=%7b%22a%22%7d",
    )
    assert read(text) == [blizzard, steam]


@pytest.mark.parametrize(
    ("label", "name"),
    [("my+own+one", "my own one"), ("my%20own+one", "my own+one"), ("me+x@y.org", "me+x@y.org")],
)
def test_spaces_of_older_and_newer_versions(label: str, name: str) -> None:
    (made,) = read(lines(f"otpauth://totp/{label}?secret={base32(account('', ''))}&digits=6"))
    assert made["name"] == name


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="utf-8"?>\r\n<WinAuth version="3.5.1.0" encrypted="y">\r\n',
        b'\xef\xbb\xbf<?xml version="1.0"?><WinAuth>',
        b"<WinAuth version='3'>",
    ],
)
def test_its_own_file_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(HostError, match="File > Export") as raised:
        entries("winauth", data)
    assert raised.value.code == FORMAT


def test_pgp_is_refused_with_what_to_do() -> None:
    with pytest.raises(HostError, match="ZIP file with a password") as raised:
        read(b"-----BEGIN PGP MESSAGE-----\r\n")
    assert raised.value.code == FORMAT


@pytest.mark.parametrize(
    "data",
    [sealing.zip_of("data.json", b"{}"), sealing.zip_of("Accounts.txt", b""), b"PK\x03\x04"],
)
def test_other_archives_are_not_its(data: bytes) -> None:
    assert not registry.importer("winauth").detect(File("a.zip", data))


def test_large_archives_are_not_begun() -> None:
    with pytest.raises(HostError) as raised:
        read(sealing.zip_of("a.txt", bytes(5 << 20)))
    assert raised.value.code == LIMIT
