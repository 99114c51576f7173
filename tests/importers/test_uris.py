"""Lists of addresses: what each line becomes, and lines that are none."""

from __future__ import annotations

import pytest

from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import registry, uris
from mfob.importers.kdf import Kdf
from mfob.importers.model import LIMIT, Entry, File

KEY = "JBSWY3DPEHPK3PXP"
ONE = f"otpauth://totp/GitHub:alice?secret={KEY}&issuer=GitHub"


def read(data: bytes) -> list[Entry]:
    file = File("list.txt", data)
    known = registry.detect(file)
    assert known.name == "uris"
    return list(known.read(file, None, Kdf()))


@pytest.mark.parametrize("data", [
    ONE.encode(),
    b"\xef\xbb\xbf" + ONE.encode() + b"\r\n",
    b"# WinAuth\r\n\r\n  " + ONE.encode() + b"  \r\n\r\n",
    ("\ufeff" + ONE).encode("utf-16-le"),
    ("\ufeff" + ONE).encode("utf-16-be"),
    ONE.replace("otpauth", "apple-otpauth").encode(),
    ONE.replace("otpauth", "OTPAuth").encode(),
    ONE.replace("&", "&amp;").encode(),
])  # fmt: skip
def test_ways_to_write_a_list(data: bytes) -> None:
    (entry,) = read(data)
    account = enrol(entry.fields).account
    assert (account.issuer, account.name) == ("GitHub", "alice")
    assert account.secret == b"Hello!\xde\xad\xbe\xef"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("address", [ONE, ONE.replace("otpauth", "OTPAuth")])
def test_the_first_address_may_be_far_down(encoding: str, address: str) -> None:
    """Behind 400 KB of notes and of other addresses."""
    above = "# about https://example.test/\r\n" * 12_000
    entries = read((above + address).encode(encoding))
    assert len(entries) == 1 and not entries[0].reject
    far = f"{above}{address[:7]}-migration{address[7:]}".encode(encoding)
    assert registry.detect(File("x", far)).name == "google"


@pytest.mark.parametrize("data", [
    b"see otpauth://totp/a", b"otpauth:/totp", b"xotpauth://a", b"otpauth\n://", b"",
    b"\0\0\0\0\notpauth://totp/a?secret=AAAA", b"://" * 1000,
])  # fmt: skip
def test_other_texts_are_no_list(data: bytes) -> None:
    assert not uris.URIS.detect(File("x", data))


def test_each_line_for_itself() -> None:
    lines = [
        ONE,
        "motp://x:y?secret=0123456789abcdef",
        "otpauth://yaotp/Yandex:bob?secret=" + KEY,
        f"steam://{KEY}",
        "my notes about it",
        "https://example.test/",
        "otpauth://totp/?secret=%ff%fe",
        f"otpauth://totp/Acme:eve?secret={KEY}&issuer=Other",
    ]
    found = read("\n".join(lines).encode())
    assert [bool(entry.reject) for entry in found] == [0, 1, 1, 0, 0, 0, 1, 0]
    assert found[1].reject == "Line 2: Mobile-OTP accounts (motp://) can't be put on the fob."
    assert found[2].reject == "Line 3: Yandex accounts can't be put on the fob."
    assert enrol(found[3].fields).account.type == "steam"
    assert found[4].skip == "Line 5: It is no address of an account (otpauth://)."
    assert found[5].skip.startswith("Line 6:")
    assert found[6].reject.startswith("Line 7:")
    assert "Acme" in found[7].warnings[0]
    assert not any(KEY in entry.skip + entry.reject for entry in found)


def test_bytes_that_are_no_text() -> None:
    (entry,) = read(f"otpauth://totp/x?secret={KEY}&issuer=".encode() + b"\xff\xfe\xfd")
    assert entry.reject == "Line 1: The issuer of the address is not valid UTF-8."


def test_a_line_longer_than_any_address() -> None:
    (entry,) = read(ONE.encode() + b"&image=" + b"%41" * 40_000)
    assert entry.reject == "Line 1: It is longer than any address."


@pytest.mark.parametrize("data", [b"otpauth://\n" * 30_000, ONE.encode() + b"\n" * 300_000])
def test_more_than_any_list(data: bytes) -> None:
    with pytest.raises(HostError) as caught:
        read(data)
    assert caught.value.code == LIMIT


@pytest.mark.parametrize("data", [
    b"", b"\n", b"see otpauth://totp/x", b'{"uri": "otpauth://totp/x"}', b"https://x\n",
    b"name,uri\nx,otpauth://totp/x\n",
])  # fmt: skip
def test_not_detected(data: bytes) -> None:
    assert not uris.URIS.detect(File("x", data))
