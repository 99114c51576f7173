"""KeePass and KeePassXC: every way to keep a one-time password, in XML and in KDBX."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from importers import keepass_file, uri
from importers.exports import account, all_kinds, base32, entries, found
from mfob.errors import HostError
from mfob.importers.model import FORMAT, LIMIT, PASSWORD

WORD = "pässword 🔑"
CHEAP = {"argon2d": {"I": 2, "M": 1 << 20, "P": 2}, "argon2id": {"I": 2, "M": 1 << 20, "P": 2}}


def fields(given: dict[str, Any], **more: str) -> dict[str, str]:
    who = {"Title": str(given["issuer"]), "UserName": str(given["name"]), "Password": "hunter2"}
    return who | {name.replace("_", " "): value for name, value in more.items()}


def all_entries(accounts: list[dict[str, Any]]) -> str:
    return "".join(
        keepass_file.entry(fields(each, otp=uri.of(each) + "&x=<1>")) for each in accounts
    )


def ways() -> list[tuple[dict[str, Any], dict[str, str]]]:
    """An account, and the fields that plugins and KeePass itself keep it in."""
    plain, sha = account("A", "a"), account("A", "a", algo="SHA256", digits=8, period=60)
    steam = account("A", "a", "steam", digits=5)
    counted = account("A", "a", "hotp", period=None, counter=9)
    raw = bytes.fromhex(sha["secret_hex"])
    native = {
        "TimeOtp-Algorithm": "HMAC-SHA-256", "TimeOtp-Length": "8", "TimeOtp-Period": "60",
    }  # fmt: skip
    text = account("A", "a") | {"secret_hex": b"12345678901234567890".hex()}
    return [
        (sha, {"otp": uri.of(sha)}),
        (sha, {"OTP": f"otpauth://totp/?secret={base32(sha)}&algorithm=SHA256&digits=8&period=60"}),
        (plain, {"otp": f"key={base32(plain)}"}),
        (sha, {"otp": f"key={base32(sha)}&size=8&step=60&otpHashMode=Sha256"}),
        (sha, {"otp": f"key={raw.hex()}&encoding=Hex&size=8&step=60&otpHashMode=Sha256"}),
        (counted, {"otp": f"key={base32(counted)}&type=Hotp&counter=9"}),
        (plain, {"TOTP Seed": base32(plain).lower(), "TOTP Settings": "30;6"}),
        (plain, {"TOTP Seed": base32(plain)}),
        (steam, {"TOTP Seed": base32(steam), "TOTP Settings": "30;S"}),
        (sha, {"TimeOtp-Secret-Base32": base32(sha), **native}),
        (sha, {"TimeOtp-Secret-Hex": raw.hex(), **native}),
        (sha, {"TimeOtp-Secret-Base64": base64.b64encode(raw).decode(), **native}),
        (text, {"TimeOtp-Secret": "12345678901234567890"}),
        (counted, {"HmacOtp-Secret-Base32": base32(counted), "HmacOtp-Counter": "9"}),
        (plain, {"otp": uri.of(plain), "TOTP Seed": base32(plain)}),
    ]


@pytest.mark.parametrize("number", range(len(ways())))
def test_every_way_to_keep_one(number: int) -> None:
    given, kept = ways()[number]
    data = keepass_file.xml(keepass_file.entry(fields(given, **kept)))
    assert found("keepass-xml", data) == [given]


def test_totp_and_hotp_in_one_entry() -> None:
    timed, counted = account("A", "a"), account("A", "a", "hotp", period=None, counter=0)
    kept = {"TimeOtp-Secret-Base32": base32(timed), "HmacOtp-Secret-Base32": base32(counted)}
    data = keepass_file.xml(keepass_file.entry(fields(timed, **kept)))
    assert found("keepass-xml", data) == [timed, counted]


@pytest.mark.parametrize(
    "kept",
    [
        {"otp": "key=zz&encoding=hex"},
        {"otp": "key=AAAA&encoding=rot13"},
        {"otp": "key=" + "A" * 2000},
        {"otp": "key=A" + "&a=1" * 100},
        {"TimeOtp-Secret-Hex": "123"},
        {"TimeOtp-Secret-Base64": "A"},
        {"HmacOtp-Secret-Base64": "?"},
    ],
)
def test_a_key_that_can_not_be_read_is_one_rejected_entry(kept: dict[str, str]) -> None:
    good = account("B", "b")
    data = keepass_file.xml(
        keepass_file.entry(fields(account("A", "a"), **kept)) + all_entries([good])
    )
    bad, other = entries("keepass-xml", data)
    assert bad.reject == "Its key is not written as it says to be."
    assert bad.fields.issuer == "A"
    assert not other.reject


def test_groups_history_and_the_recycle_bin() -> None:
    first, inner, old, gone = (account(name, "x") for name in ("first", "inner", "old", "gone"))
    history = f"<History>{all_entries([old])}</History>"
    data = keepass_file.xml(
        keepass_file.entry(fields(first, otp=uri.of(first)), history),
        in_bin=all_entries([gone]),
        inner=all_entries([inner]) + keepass_file.entry({"Title": "none"}),
    )
    assert found("keepass-xml", data) == [first, inner]
    skipped = [entry for entry in entries("keepass-xml", data) if entry.skip]
    assert [(entry.fields.issuer, entry.skip) for entry in skipped] == [
        ("gone", "It is in KeePass's recycle bin.")
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<KeePassFile><Root>",
        b"<KeePassFile/>",
        b"<KeePassFile><Root/><Value Protected='True'>AA==</Value></KeePassFile>",
        b"<!DOCTYPE x [<!ENTITY a 'aaa'>]><KeePassFile><Root>&a;</Root></KeePassFile>",
        b"<KeePassFile>" + b"<a>" * 100 + b"</a>" * 100 + b"</KeePassFile>",
    ],
)
def test_xml_that_is_none_of_keepass(data: bytes) -> None:
    with pytest.raises(HostError) as caught:
        entries("keepass-xml", data)
    assert caught.value.code == FORMAT


@pytest.mark.parametrize("kdf", ["argon2d", "argon2id", "aes"])
def test_kdbx_4(kdf: str) -> None:
    accounts = all_kinds()
    cost = CHEAP.get(kdf, {"R": 70_001})
    data = keepass_file.kdbx4(keepass_file.xml(all_entries(accounts)), WORD, kdf, **cost)
    assert found("kdbx", data, WORD) == accounts
    with pytest.raises(HostError, match="key file") as caught:
        entries("kdbx", data, "not it")
    assert caught.value.code == PASSWORD


@pytest.mark.parametrize("packed", [False, True])
def test_kdbx_3(packed: bool) -> None:
    accounts = all_kinds()
    data = keepass_file.kdbx3(keepass_file.xml(all_entries(accounts)), WORD, 1000, packed)
    assert found("kdbx", data, WORD) == accounts
    with pytest.raises(HostError) as caught:
        entries("kdbx", data, "not it")
    assert caught.value.code == PASSWORD


@pytest.mark.parametrize(
    ("kdf", "cost", "code"),
    [
        ("argon2d", {"M": 1 << 40}, LIMIT),
        ("argon2id", {"I": 1 << 40}, LIMIT),
        ("argon2d", {"P": 0}, FORMAT),
        ("argon2id", {"M": 0}, FORMAT),
        ("argon2d", {"V": 7}, FORMAT),
        ("argon2id", {"S": b"short"}, FORMAT),
        ("aes", {"R": 1 << 40}, LIMIT),
        ("aes", {"R": 0}, FORMAT),
    ],
)
def test_costs_that_can_not_be(kdf: str, cost: dict[str, object], code: str) -> None:
    """The header is changed after the file was made: nobody pays such a cost."""
    cheap = CHEAP.get(kdf, {"R": 10})
    data = keepass_file.kdbx4(keepass_file.xml(""), WORD, kdf, **cheap)
    with pytest.raises(HostError) as caught:
        entries("kdbx", keepass_file.with_cost(data, cost), WORD)
    assert caught.value.code == code


def test_a_bomb_in_a_kdbx() -> None:
    content = keepass_file.xml(f"<!--{' ' * (40 << 20)}-->")
    with pytest.raises(HostError) as caught:
        entries("kdbx", keepass_file.kdbx3(content, WORD, 10), WORD)
    assert caught.value.code == LIMIT


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    data = keepass_file.kdbx3(keepass_file.xml(""), WORD, 10)
    monkeypatch.setitem(sys.modules, "pykeepass", None)
    with pytest.raises(HostError, match=r"pip install 'mfob\[kdbx\]'") as caught:
        entries("kdbx", data, WORD)
    assert caught.value.code == FORMAT


@pytest.mark.skipif(shutil.which("keepassxc-cli") is None, reason="KeePassXC is not installed")
def test_what_keepassxc_itself_writes(tmp_path: Path) -> None:
    """Its KDBX, its XML and its CSV of one database."""
    accounts = [account("GitHub", "alice", algo="SHA256", digits=8, period=60)]
    steam = account("Steam", "gabe", "steam", digits=5)
    old = keepass_file.entry(fields(steam, TOTP_Seed=base32(steam), TOTP_Settings="30;S"))
    source, base = tmp_path / "source.xml", tmp_path / "base.kdbx"
    source.write_bytes(keepass_file.xml(all_entries(accounts), inner=old))

    def run(*arguments: str) -> bytes:
        return subprocess.run(
            ["keepassxc-cli", *arguments],
            input=f"{WORD}\n{WORD}\n".encode(),
            check=True,
            capture_output=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        ).stdout

    run("import", "-p", "-t", "100", str(source), str(base))
    both = [*accounts, steam]
    assert found("kdbx", base.read_bytes(), WORD) == both
    for kind, name in (("xml", "keepass-xml"), ("csv", "keepassxc-csv")):
        assert found(name, run("export", "-q", "-f", kind, str(base))) == both
    # and it takes the one that was made by hand here
    base.write_bytes(keepass_file.kdbx3(keepass_file.xml(all_entries(accounts)), WORD, 1000))
    assert found("keepassxc-csv", run("export", "-q", "-f", "csv", str(base))) == accounts
