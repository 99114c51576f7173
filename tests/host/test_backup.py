"""`mfob backup`, `restore` and `export` against the fake fob: consents, files, what is refused."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from click.testing import CliRunner, Result
from PIL import Image

from host import agemade
from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.terminal import OnTerminal
from host.test_cli import error_of, object_of
from mfob import Fob, labels
from mfob.backup import agefile, document
from mfob.cli import enter
from mfob.cli.main import cli
from mfob.errors import HostError

PIN = "2075"


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, str]:
    """(recipient, the file of its identity), by age itself."""
    path = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", path], check=True, capture_output=True)
    done = subprocess.run(["age-keygen", "-y", path], check=True, capture_output=True, text=True)
    return done.stdout.strip(), str(path)


@pytest.fixture
def three(fob: FakeFob) -> FakeFob:
    """A favourite, a counter, another algorithm."""
    fob.accounts.put("GitHub", "alice", favourite=True)
    fob.accounts.put("Bank", "bob", "A" * 32, type="hotp", counter=5)
    fob.accounts.put("", "carol", "B" * 32, algorithm="SHA512", digits=8, period=60)
    return fob


def run(runner: CliRunner, *args: str, stdin: str | bytes = "") -> Result:
    return runner.invoke(cli, list(args), input=stdin)


def opened(path: Path, identity: str) -> dict[str, Any]:
    """What age itself finds in it."""
    done = subprocess.run(["age", "-d", "-i", identity, path], check=True, capture_output=True)
    return json.loads(done.stdout)


def asked(fob: FakeFob) -> list[str]:
    return [request["do"] for request in fob.requests]


def test_a_backup(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "fob.age"
    result = run(runner, "backup", str(path), "-r", key[0], "--json")
    assert result.exit_code == 0, result.output
    told = {"file": str(path), "accounts": 3, "unreadable": 0, "recipients": 1}
    assert object_of(result) == told
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = opened(path, key[1])
    assert content["format"] == "mfob backup" and content["version"] == 1
    assert content["fob"]["id"] == "00112233aabbccdd"
    assert content["accounts"][0] == {
        "issuer": "GitHub", "name": "alice", "secret": RFC_KEY, "type": "totp",
        "algorithm": "SHA1", "digits": 6, "period": 30, "counter": 0, "favourite": True,
    }  # fmt: skip
    assert [row["name"] for row in content["accounts"]] == ["alice", "bob", "carol"]
    assert content["accounts"][1]["counter"] == 5 and not content["accounts"][1]["favourite"]
    assert asked(three).count("export") == 1 and asked(three).count("exported") == 3


def test_nothing_is_shown_of_the_keys(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    three.accounts.guard.set(PIN, locked=True)
    (tmp_path / "pin").write_text(PIN)
    path = str(tmp_path / "fob.age")
    args = ("backup", path, "-r", key[0], "--pin-file", str(tmp_path / "pin"), "-v")
    result = run(runner, *args)
    assert result.exit_code == 0, result.output
    for hidden in (RFC_KEY, "A" * 32, "alice", PIN):
        assert hidden not in result.output
    assert "exported(" in result.output
    assert three.accounts.guard.taken == [PIN, PIN]  # unlocking, and for the keys


@pytest.mark.parametrize(("consent", "code"), [("refuse", "refused"), ("timeout", "timeout")])
def test_a_no_on_the_fob(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path, consent: str,
    code: str,
) -> None:  # fmt: skip
    three.consent = consent
    result = run(runner, "backup", str(tmp_path / "fob.age"), "-r", key[0], "--json")
    assert error_of(result) == (5, code)
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".age"] == []
    assert "exported" not in asked(three)


def test_a_wrong_pin(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    three.accounts.guard.set(PIN, locked=False)
    path = tmp_path / "fob.age"
    args = ("backup", str(path), "-r", key[0], "--pin-file", "-", "--json")
    assert error_of(run(runner, *args[:-3], "--json")) == (2, "usage")  # nobody to ask
    assert error_of(run(runner, *args, stdin="1111")) == (4, "bad_pin")
    assert three.accounts.guard.tries == 9 and not path.exists()
    assert asked(three).count("export") == 1  # not sent twice
    assert error_of(run(runner, *args, stdin=PIN)) == (4, "pin_wait")
    assert asked(three).count("export") == 1


def test_never(three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path) -> None:
    assert run(runner, "config", "exportable", "never").exit_code == 0
    assert error_of(run(runner, "config", "exportable", "press", "--json")) == (5, "no_export")
    path = tmp_path / "fob.age"
    assert error_of(run(runner, "backup", str(path), "-r", key[0], "--json")) == (5, "no_export")
    assert run(runner, "export", "--format", "uri").exit_code == 5
    assert "export" not in asked(three) and not path.exists()
    with Fob.open(str(three.path)) as fob, pytest.raises(HostError) as caught:
        fob.export()
    assert caught.value.code == "no_export"


@pytest.mark.parametrize("no_export", [True, False])
def test_setup_says_it(three: FakeFob, runner: CliRunner, no_export: bool) -> None:
    more = ["--no-export"] if no_export else []
    result = run(runner, "setup", "--no-pin", "--name", "", *more)
    assert result.exit_code == 0, result.output
    assert three.accounts.settings["exportable"] == ("never" if no_export else "press")
    assert ("`mfob backup FILE` keeps" in result.output) != no_export


def test_an_account_that_the_fob_can_not_read(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    three.accounts.unreadable_at = 1
    path = tmp_path / "fob.age"
    result = run(runner, "backup", str(path), "-r", key[0], "--json")
    assert result.exit_code == 7
    assert json.loads(result.stdout)["unreadable"] == 1
    assert [row["name"] for row in opened(path, key[1])["accounts"]] == ["alice", "carol"]


@pytest.mark.parametrize("how", ["changed", "restarted", "unplugged"])
def test_what_ends_on_the_way_writes_nothing(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path, how: str
) -> None:
    if how == "changed":
        three.accounts.ends_at = 2
    elif how == "restarted":
        three.restart_after = "exported"
    else:
        three.die_after = "exported"
    path = tmp_path / "fob.age"
    result = run(runner, "backup", str(path), "-r", key[0], "--json")
    code, word = error_of(result)
    assert (code, word) in ((1, "not_approved"), (3, "lost"))
    assert not path.exists() and asked(three).count("export") == 1


def test_a_pin_is_not_tried_again_where_the_fob_was_restarted(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    three.accounts.guard.set(PIN, locked=False)
    three.restart_after = "export"
    path = tmp_path / "fob.age"
    result = run(runner, "backup", str(path), "-r", key[0], "--pin-file", "-", "--json", stdin=PIN)
    assert error_of(result) == (3, "lost")
    assert asked(three).count("export") == 1 and three.accounts.guard.taken == [PIN]
    assert not path.exists()


def test_a_file_that_is_there(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "fob.age"
    path.write_text("mine")
    args = ("backup", str(path), "-r", key[0], "--json")
    assert error_of(run(runner, *args)) == (1, "exists")
    assert path.read_text() == "mine" and asked(three) == []
    assert run(runner, *args, "-f").exit_code == 0
    assert len(opened(path, key[1])["accounts"]) == 3


def test_an_empty_fob(
    fob: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    args = ("backup", str(tmp_path / "fob.age"), "-r", key[0], "--json")
    assert error_of(run(runner, *args)) == (1, "empty")
    assert "export" not in asked(fob)


def test_recipients(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    listed = tmp_path / "friends.txt"
    ssh = tmp_path / "ssh"
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(ssh)]
    subprocess.run(command, check=True)
    public = (tmp_path / "ssh.pub").read_text()
    listed.write_text(f"# friends\n\n{key[0]}\n{public}")
    path = tmp_path / "fob.age"
    result = run(runner, "backup", str(path), "-R", str(listed), "--json")
    assert object_of(result)["recipients"] == 2
    for identity in (key[1], str(ssh)):
        assert len(opened(path, identity)["accounts"]) == 3
        dry = run(runner, "restore", str(path), "-i", identity, "--dry-run", "--json")
        assert len(object_of(dry)["accounts"]) == 3


@pytest.mark.parametrize("given", ["age1nonsense", "age1yubikey1qwerty", "ssh-dss AAAA", "bob"])
def test_what_is_no_recipient(
    three: FakeFob, runner: CliRunner, tmp_path: Path, given: str
) -> None:
    result = run(runner, "backup", str(tmp_path / "fob.age"), "-r", given, "--json")
    assert error_of(result) == (1, "bad_recipient")
    assert asked(three) == []


def test_a_secret_key_as_a_recipient_is_not_repeated(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    secret = Path(key[1]).read_text().split()[-1]
    assert secret.startswith("AGE-SECRET-KEY-1")
    result = run(runner, "backup", str(tmp_path / "fob.age"), "-r", secret)
    assert result.exit_code == 1 and secret[16:] not in result.output
    assert "public" in result.output


@pytest.mark.parametrize("args", [
    ("backup", "f.age", "-r", "age1x", "--passphrase-file", "p"),
    ("backup", "f.age", "--passphrase-file", "-", "--pin-file", "-"),
    ("backup", "-", "--json"),
    ("restore", "-", "--passphrase-file", "-"),
    ("export", "--format", "uri", "f.txt"),
    ("export", "--format", "qr", "folder"),
    ("export", "--format", "uri", "--json"),
    ("export", "--format", "uri", "--password-file", "p"),
    ("export", "--format", "aegis", "--plain", "--password-file", "p", "f"),
    ("export", "--format", "csv"),
    ("export",),
])  # fmt: skip
def test_what_does_not_go_together(
    three: FakeFob, runner: CliRunner, args: tuple[str, ...], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(runner, *args).exit_code == 2
    assert asked(three) == [] and not (tmp_path / "f.txt").exists()


def test_a_backup_on_stdout(three: FakeFob, runner: CliRunner, key: tuple[str, str]) -> None:
    result = run(runner, "backup", "-", "-r", key[0])
    assert result.exit_code == 0 and result.stdout_bytes.startswith(b"age-encryption.org/v1\n")


# -- passphrases


def test_a_short_passphrase(three: FakeFob, runner: CliRunner, tmp_path: Path) -> None:
    args = ("backup", str(tmp_path / "fob.age"), "--passphrase-file", "-")
    result = run(runner, *args, "--json", stdin="ninechars\n")
    assert error_of(result) == (1, "short_passphrase")
    assert "ninechars" not in result.output
    result = run(runner, *args, stdin="not too long\n")
    assert result.exit_code == 0 and "Warning: that passphrase is short" in result.output


def test_without_a_terminal_nobody_is_asked(
    three: FakeFob, runner: CliRunner, tmp_path: Path
) -> None:
    result = run(runner, "backup", str(tmp_path / "fob.age"), "--json")
    assert error_of(result) == (2, "usage")
    assert "export" not in asked(three)


def test_typed_twice_and_not_shown(three: FakeFob, tmp_path: Path) -> None:
    path = tmp_path / "fob.age"
    program = OnTerminal("backup", str(path), MFOB_PORT=str(three.path))
    program.wait_for("A passphrase for it")
    program.type("correct horse battery\n")
    program.wait_for("The same again:")
    program.type("correct horse battery\n")
    program.wait_for("encrypted under the passphrase", 60)  # its second, where others work
    assert program.end()[0] == 0
    assert "correct horse" not in program.shown and RFC_KEY not in program.shown
    assert "Reading [" in program.shown and "3/3" in program.shown
    found = document.read(agefile.unseal(path.read_bytes(), "correct horse battery"))
    assert [account.name for account in found.accounts] == ["alice", "bob", "carol"]


def test_typed_differently(three: FakeFob, tmp_path: Path) -> None:
    path = tmp_path / "fob.age"
    program = OnTerminal("backup", str(path), MFOB_PORT=str(three.path))
    program.wait_for("A passphrase for it")
    program.type("correct horse battery\n")
    program.wait_for("The same again:")
    program.type("correct horse battary\n")
    assert program.end()[0] == 1
    assert not path.exists() and "export" not in asked(three)


def test_one_is_made_where_none_is_typed(three: FakeFob, tmp_path: Path) -> None:
    path = tmp_path / "fob.age"
    program = OnTerminal("backup", str(path), MFOB_PORT=str(three.path))
    program.wait_for("A passphrase for it")
    program.type("\n")
    program.wait_for("encrypted under the passphrase", 60)  # its second, where others work
    assert program.end()[0] == 0
    made = next(line.strip() for line in program.shown.splitlines() if line.count("-") == 4)
    assert len(made) == 29
    assert document.read(agefile.unseal(path.read_bytes(), made)).accounts


# -- restoring


def sealed(tmp_path: Path, key: tuple[str, str], fob: FakeFob, runner: CliRunner) -> str:
    path = tmp_path / "fob.age"
    assert run(runner, "backup", str(path), "-r", key[0]).exit_code == 0
    return str(path)


def test_restored_on_an_empty_fob(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    before = list(three.accounts.rows.values())
    three.accounts.erase()
    result = run(runner, "restore", path, "-i", key[1], "--json")
    assert result.exit_code == 0, result.output
    told = object_of(result)
    assert [row["status"] for row in told["accounts"]] == ["added"] * 3
    assert [file["accounts"] for file in told["files"]] == [3] == [told["sums"]["added"]]
    assert three.accounts.approvals == 1
    assert list(three.accounts.rows.values()) == before
    again = object_of(run(runner, "restore", path, "-i", key[1], "--json"))
    assert [row["status"] for row in again["accounts"]] == ["duplicate"] * 3
    assert three.accounts.approvals == 1 and three.accounts.times_added == 3


def test_restored_in_two_goes(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    del three.accounts.rows[1]
    result = object_of(run(runner, "restore", path, "-i", key[1], "--json"))
    assert [row["status"] for row in result["accounts"]] == ["added", "duplicate", "duplicate"]


def test_another_key_under_the_name(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    three.accounts.rows[2]["secret"] = "C" * 32
    result = run(runner, "restore", path, "-i", key[1], "--json")
    assert result.exit_code == 7
    told = json.loads(result.stdout)["accounts"]
    assert [row["status"] for row in told] == ["duplicate", "rejected", "duplicate"]
    assert three.accounts.rows[2]["secret"] == "C" * 32
    result = run(runner, "restore", path, "-i", key[1], "--json", "-f")
    assert [row["status"] for row in object_of(result)["accounts"]][1] == "replaced"
    assert three.accounts.rows[2]["secret"] == "A" * 32


def test_a_dry_run_needs_no_fob(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    count = len(asked(three))
    result = run(runner, "restore", path, "-i", key[1], "--dry-run")
    assert result.exit_code == 0 and "3 accounts: 3 found." in result.stdout
    assert "GitHub:alice" in result.stdout and RFC_KEY not in result.output
    assert len(asked(three)) == count


def test_names_in_other_scripts_get_their_pictures(
    fob: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    fob.accounts.put("阿里云", "莎士")
    path = sealed(tmp_path, key, fob, runner)
    labelled: list[str] = []
    monkeypatch.setattr(
        "mfob.strips.label", lambda account: labelled.append(account.issuer) or []
    )  # fmt: skip
    fob.accounts.erase()
    assert run(runner, "restore", path, "-i", key[1]).exit_code == 0
    assert labelled == ["阿里云"]


def test_a_picture_is_shown_before_it_is_sent(
    fob: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    fob.accounts.put("阿里云", "alice")
    fob.accounts.put("GitHub", "bob", "B" * 32)
    path = sealed(tmp_path, key, fob, runner)
    fob.accounts.erase()
    before: list[list[str]] = []
    count = len(asked(fob))
    note = enter.note

    def noted(text: str) -> None:
        before.append(asked(fob)[count:])
        note(text)

    monkeypatch.setattr(enter, "note", noted)
    result = run(runner, "restore", path, "-i", key[1])
    assert result.exit_code == 0, result.output
    made = labels.strip_of("阿里云")
    assert made is not None and made.strip is not None
    assert "阿里云 comes onto the fob as this picture:" in result.stderr
    assert labels.preview(made.strip) in result.stderr
    assert before and "picture" in asked(fob)
    assert not any({"picture", "add", "adds", "names"} & set(requests) for requests in before)


def test_what_does_not_open(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    other = tmp_path / "other.txt"
    subprocess.run(["age-keygen", "-o", other], check=True, capture_output=True)
    json_ = "--json"
    assert error_of(run(runner, "restore", path, json_)) == (1, "no_identity")
    assert error_of(run(runner, "restore", path, "-i", str(other), json_)) == (1, "bad_identity")
    assert error_of(run(runner, "restore", path, "-i", path, json_)) == (1, "bad_identity")
    assert error_of(run(runner, "restore", str(tmp_path / "no"), json_)) == (1, "unreadable")
    assert error_of(run(runner, "restore", "-", json_, stdin="hello")) == (1, "bad_backup")
    content = Path(path).read_bytes()
    broken = content[:-20] + bytes([content[-20] ^ 1]) + content[-19:]
    args = ("restore", "-", "-i", key[1], json_)
    assert error_of(run(runner, *args, stdin=broken)) == (1, "bad_identity")
    assert error_of(run(runner, *args, stdin=content[:-1])) == (1, "bad_identity")
    assert asked(three).count("add") == 0


def test_by_its_passphrase(fob: FakeFob, runner: CliRunner, tmp_path: Path) -> None:
    content = agemade.sealed(document.write([], {}, 0), "correct horse battery")
    path, place = tmp_path / "fob.age", tmp_path / "wrong.txt"
    path.write_bytes(content)
    args = ("restore", str(path), "--passphrase-file", str(place), "--json", "--dry-run")
    for wrong in ("correct horse", "correct horse battery ", " correct horse battery"):
        place.write_text(wrong + "\n")
        assert error_of(run(runner, *args)) == (1, "bad_passphrase")
    place.write_text("correct horse battery\r\nmore\n")
    assert json.loads(run(runner, *args).stdout)["accounts"] == []
    place.write_text("\n")
    assert error_of(run(runner, *args)) == (1, "no_input")
    place.write_bytes(b"\xff\n")
    assert error_of(run(runner, *args)) == (1, "no_input")
    assert error_of(run(runner, "restore", str(path), "--json")) == (2, "usage")  # nobody to ask
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    place.write_text("correct horse battery")
    assert error_of(run(runner, *args)) == (1, "bad_passphrase")


# -- exporting


def test_uris_on_stdout(three: FakeFob, runner: CliRunner) -> None:
    result = run(runner, "export", "--format", "uri")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert len(lines) == 3 and lines[0].startswith(f"otpauth://totp/GitHub:alice?secret={RFC_KEY}")
    assert "export" in asked(three)
    three.consent = "refuse"
    refused = run(runner, "export", "--format", "uri")
    assert refused.exit_code == 5 and RFC_KEY not in refused.output


def test_out_of_a_backup_without_a_fob(
    three: FakeFob, runner: CliRunner, key: tuple[str, str], tmp_path: Path
) -> None:
    path = sealed(tmp_path, key, three, runner)
    count = len(asked(three))
    result = run(runner, "export", "--format", "uri", "--from", path, "-i", key[1])
    assert len(result.stdout.splitlines()) == 3 and len(asked(three)) == count


def test_plain_text_on_the_disk_is_asked_for_by_name(
    three: FakeFob, runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "out.txt"
    result = run(runner, "export", "--format", "uri", str(path))
    assert result.exit_code == 2 and "--plain" in result.output and not path.exists()
    result = run(runner, "export", "--format", "uri", str(path), "--plain", "--json")
    assert object_of(result) == {
        "format": "uri", "file": str(path), "accounts": 3, "encrypted": False, "unreadable": 0,
        "skipped": 0,
    }  # fmt: skip
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(path.read_text().splitlines()) == 3


def test_aegis_is_under_a_password_unless_plain(
    three: FakeFob, runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "vault.json"
    assert run(runner, "export", "--format", "aegis", str(path)).exit_code == 2  # nobody to ask
    (tmp_path / "word").write_text("correct horse battery")
    (tmp_path / "word").chmod(0o600)
    args = ("export", "--format", "aegis", str(path), "--password-file", str(tmp_path / "word"))
    result = run(runner, *args, "--json")
    assert object_of(result)["encrypted"] is True
    assert RFC_KEY not in path.read_text() and "alice" not in path.read_text()
    result = run(runner, "export", "--format", "aegis", str(path), "--plain", "-f")
    assert result.exit_code == 0 and RFC_KEY in path.read_text()


def test_a_counter_that_aegis_has_no_room_for(fob: FakeFob, runner: CliRunner) -> None:
    fob.accounts.put("Bank", "bob", type="hotp", counter=1 << 63)
    fob.accounts.put("Bank", "eve", type="hotp", counter=(1 << 63) - 1)
    result = run(runner, "export", "--format", "aegis", "--plain")
    assert result.exit_code == 7 and "Bank:bob is left out" in result.stderr
    names = [entry["name"] for entry in json.loads(result.stdout)["db"]["entries"]]
    assert names == ["eve"]


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_qr_codes_in_a_folder(
    three: FakeFob, runner: CliRunner, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "codes"
    more = ["--svg"] if kind == "svg" else []
    result = run(runner, "export", "--format", "qr", str(folder), "--plain", *more)
    assert result.exit_code == 0, result.output
    names = sorted(os.listdir(folder))
    assert names == [f"1-GitHub-alice.{kind}", f"2-Bank-bob.{kind}", f"3-carol.{kind}"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in names} == {0o600}
    uris = run(runner, "export", "--format", "uri").stdout.splitlines()
    if kind == "png":
        for name, wanted in zip(names, uris, strict=True):
            found = zxingcpp.read_barcodes(Image.open(folder / name))
            assert [code.text for code in found] == [wanted]
    assert run(runner, "export", "--format", "qr", str(folder), "--plain", *more).exit_code == 1


def test_qr_codes_in_the_terminal(three: FakeFob, runner: CliRunner) -> None:
    result = run(runner, "export", "--format", "qr")
    assert result.exit_code == 0 and result.stdout.count("GitHub:alice") == 1
    assert "▀" in result.stdout or "█" in result.stdout
