"""A fob with every kind of account, backed up, wiped, restored on another: the same list, the same
codes; and the file is one of age's."""

from __future__ import annotations

import fcntl
import json
import os
import select
import stat
import subprocess
import termios
import time
from collections.abc import Callable
from hashlib import sha1, sha256, sha512
from pathlib import Path
from typing import Any

import pyotp
import pytest
from pyotp.contrib import Steam

from e2e.conftest import Bench, Result, finish
from mfob import Fob

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PIN = "2075"
PASSPHRASE = "correct horse battery staple"
DIGESTS = {"SHA1": sha1, "SHA256": sha256, "SHA512": sha512}
ADDRESSES = (
    f"otpauth://totp/GitHub:alice?secret={KEY}&issuer=GitHub",
    f"otpauth://hotp/Bank:bob?secret={KEY}&issuer=Bank&counter=41&digits=7",
    f"otpauth://steam/Steam:carol?secret={KEY}&issuer=Steam",
    f"otpauth://totp/A:dave?secret={KEY}AA&issuer=A&algorithm=SHA256&digits=8",
    f"otpauth://totp/B:eve?secret={KEY}GEZDG&issuer=B&algorithm=SHA512&period=60",
    f"otpauth://totp/%E9%98%BF%E9%87%8C%E4%BA%91:%E8%8E%8E%E5%A3%AB?secret={KEY}MFRA"
    "&issuer=%E9%98%BF%E9%87%8C%E4%BA%91",
    f"otpauth://totp/no%20issuer?secret={KEY}MFRGG",
)


def approved(fob: Bench, *args: str, stdin: str = "") -> Result:
    """A run whose one question, of many accounts, is answered by a press of ok."""
    process = fob.start(*args, stdin=stdin)
    fob.sim.wait_screen(lambda lines: any("= yes" in line for line in lines), fob.patience)
    begin = fob.sim.status()["ticks_ms"]
    while fob.sim.status()["ticks_ms"] < begin + 500:  # no press counts in its first 300
        time.sleep(0.02)
    fob.sim.press("ok")
    return finish(process, fob.patience)


def filled(fob: Bench) -> None:
    """All kinds of accounts; two favourites, a counter that has moved."""
    assert approved(fob, "add", "-", stdin="\n".join(ADDRESSES)).code == 0
    for name in ("B:eve", "Bank:bob"):
        assert fob.run("favourite", name, press="ok").code == 0
    assert fob.run("code", "Bank:bob", press="ok").code == 0
    assert fob.run("config", "usb_code", "free", press="ok").code == 0


def pin_of(folder: Path) -> str:
    path = folder / "pin.txt"
    path.write_text(PIN + "\n")
    path.chmod(0o600)
    return str(path)


def expected(row: dict[str, Any], secret: str, moment: int) -> str:
    """The code by another program."""
    if row["type"] == "steam":
        return Steam(secret).at(moment)
    digest = DIGESTS[row["algorithm"]]
    if row["type"] == "hotp":
        return pyotp.HOTP(secret, digits=row["digits"], digest=digest).at(row["counter"])
    kind = pyotp.TOTP(secret, digits=row["digits"], digest=digest, interval=row["period"])
    return kind.at(moment)


def told(fob: Bench) -> list[dict[str, Any]]:
    """The list, without ids."""
    with Fob.open(f"sim:{fob.sim.state.path}") as there:
        return [
            {name: value for name, value in vars(entry).items() if name != "id"}
            for entry in there.accounts()
        ]


def secrets_of(text: bytes) -> dict[str, str]:
    return {row["name"]: row["secret"] for row in json.loads(text)["accounts"]}


def on_terminal(typed: str, *command: str) -> tuple[int, bytes]:
    """A program that asks on its terminal: its exit code and stdout."""
    master, slave = os.openpty()
    process = subprocess.Popen(
        command,
        stdin=slave, stdout=subprocess.PIPE, stderr=slave, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(slave)
    until = time.monotonic() + 30
    shown = b""
    while b"passphrase" not in shown and time.monotonic() < until:
        if select.select([master], [], [], 0.1)[0]:
            shown += os.read(master, 1000)
    os.write(master, typed.encode() + b"\n")
    out, _ = process.communicate(timeout=60)
    os.close(master)
    return process.returncode, out


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, str]:
    """(recipient, the file of its identity), by age itself."""
    path = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
    done = subprocess.run(["age-keygen", "-y", path], check=True, capture_output=True, text=True)
    return done.stdout.strip(), str(path)


def test_round_trip(
    bench: Callable[..., Bench], tmp_path: Path, key: tuple[str, str]
) -> None:
    old = bench("old", rtc_set=True)
    filled(old)
    pins = pin_of(tmp_path)
    assert old.run("pin", "set", "--pin-file", pins, press="ok").code == 0
    before = told(old)
    assert [row["name"] for row in before[:2]] == ["eve", "bob"]
    assert before[1]["counter"] == 42

    path = tmp_path / "fob.age"
    recipient, identity = key
    made = old.run(
        "backup", str(path), "-r", recipient, "--pin-file", pins, "--json", press="ok"
    )  # fmt: skip
    assert made.code == 0, made
    assert made.json == {
        "schema": 1, "file": str(path), "accounts": 7, "unreadable": 0, "recipients": 1,
    }  # fmt: skip
    assert len(made.asked) == 1
    asked = " ".join(made.asked[0])
    assert "EXPORT" in asked and "7 accounts" in asked and "keys leave the fob" in asked
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    # no other file anywhere, and nothing readable in this one
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file()) == [
        "fob.age", "key.txt", "pin.txt",
    ]  # fmt: skip
    assert KEY.encode() not in path.read_bytes() and b"alice" not in path.read_bytes()
    assert KEY not in made.out + made.err

    plain = subprocess.run(
        ["age", "-d", "-i", identity, path], check=True, capture_output=True
    ).stdout  # fmt: skip
    secrets = secrets_of(plain)
    assert secrets["alice"] == KEY and "莎士" in plain.decode()

    assert old.run("wipe", "-f", press="ok").code == 0
    old.sim.wait_screen("No accounts yet")
    assert old.accounts() == []

    new = bench("new", rtc_set=True)
    assert new.run("config", "usb_code", "free", press="ok").code == 0
    dry = new.run("restore", str(path), "-i", identity, "--dry-run", "--json")
    assert [row["status"] for row in dry.json["accounts"]] == ["found"] * 7
    put = approved(new, "restore", str(path), "-i", identity, "--json")
    assert put.code == 0, put
    assert [row["status"] for row in put.json["accounts"]] == ["added"] * 7
    assert told(new) == before
    again = new.run("restore", str(path), "-i", identity, "--json")  # no press
    assert [row["status"] for row in again.json["accounts"]] == ["duplicate"] * 7

    codes = new.run("code", "--json").json["accounts"]
    shown = {one["name"]: one for one in codes if one["code"]}
    rows = {row["name"]: row for row in before}
    assert set(rows) - set(shown) == {"bob"}
    for name, one in shown.items():
        assert one["code"] == expected(rows[name], secrets[name], one["valid_from"]), name
    counted = new.run("code", "Bank:bob", "--json", press="ok").json["accounts"][0]
    assert counted["code"] == expected(rows["bob"], secrets["bob"], 0)


def test_debians_age_opens_it_by_its_passphrase(fob: Bench, tmp_path: Path) -> None:
    assert fob.add_uri(ADDRESSES[0]).code == 0
    path = tmp_path / "fob.age"
    made = fob.run("backup", str(path), "--passphrase-file", "-", stdin=PASSPHRASE, press="ok")
    assert made.code == 0, made
    code, out = on_terminal(PASSPHRASE, "age", "-d", str(path))
    assert code == 0 and secrets_of(out) == {"alice": KEY}
    assert on_terminal("another one", "age", "-d", str(path)) == (1, b"")


def test_what_age_made_is_restored(fob: Bench, tmp_path: Path, key: tuple[str, str]) -> None:
    assert approved(fob, "add", "-", stdin="\n".join(ADDRESSES[:3])).code == 0
    recipient, identity = key
    path = tmp_path / "fob.age"
    assert fob.run("backup", str(path), "-r", recipient, press="ok").code == 0
    plain = subprocess.run(
        ["age", "-d", "-i", identity, path], check=True, capture_output=True
    ).stdout  # fmt: skip
    sealed = subprocess.run(
        ["age", "-a", "-r", recipient], input=plain, check=True, capture_output=True
    ).stdout  # fmt: skip
    for content, more in ((plain, []), (sealed, ["-i", identity])):
        process = fob.start("restore", "-", *more, "--json", stdin=content)
        result = finish(process)
        assert [row["status"] for row in result.json["accounts"]] == ["duplicate"] * 3


def test_refused_on_the_fob(fob: Bench, tmp_path: Path, key: tuple[str, str]) -> None:
    assert fob.add_uri(ADDRESSES[0]).code == 0
    path = tmp_path / "fob.age"
    result = fob.run("backup", str(path), "-r", key[0], press="next")
    assert result.code == 5 and not path.exists()
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["key.txt"]


def test_never_is_undone_by_a_wipe_alone(
    fob: Bench, tmp_path: Path, key: tuple[str, str]
) -> None:
    assert fob.add_uri(ADDRESSES[0]).code == 0
    set_up = fob.run("setup", "--name", "", "--no-pin", "--no-export", press="ok")
    assert set_up.code == 0, set_up
    last = " ".join(set_up.asked[-1])
    assert "exportable never, for good" in last, last
    path = tmp_path / "fob.age"
    result = fob.run("backup", str(path), "-r", key[0], "--json")
    assert (result.code, result.json["error"]["code"]) == (5, "no_export")
    result = fob.run("export", "--format", "uri")
    assert result.code == 5 and KEY not in result.out
    back = fob.run("config", "exportable", "press", "--json")
    assert (back.code, back.json["error"]["code"]) == (5, "no_export")
    assert fob.run("wipe", "-f", press="ok").code == 0
    fob.sim.wait_screen("No accounts yet")
    assert fob.run("config", "exportable", "--json").json["settings"] == {"exportable": "press"}


def test_a_wrong_pin_gives_nothing(fob: Bench, tmp_path: Path, key: tuple[str, str]) -> None:
    assert fob.add_uri(ADDRESSES[0]).code == 0
    pins = pin_of(tmp_path)
    assert fob.run("pin", "set", "--pin-file", pins, press="ok").code == 0
    path = tmp_path / "fob.age"
    wrong = fob.run(
        "backup", str(path), "-r", key[0], "--pin-file", "-", "--json", stdin="9999", press="ok"
    )  # fmt: skip
    assert (wrong.code, wrong.json["error"]["code"]) == (4, "bad_pin")
    assert fob.run("info", "--json").json["pin"] and not path.exists()
    fob.sim.advance(2)
    right = fob.run("backup", str(path), "-r", key[0], "--pin-file", pins, press="ok")
    assert right.code == 0 and path.exists(), right
