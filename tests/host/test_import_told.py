"""What `mfob import` tells besides: what was assumed, which file failed, and that a key takes its
time."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from fobcore.account import Account
from host.terminal import OnTerminal
from host.test_cli import object_of
from importers import test_aegis, test_authy, test_google_sqlite, test_twofas
from importers.exports import account, base32
from mfob.backup import agefile, document
from mfob.cli import elapsed
from mfob.cli.main import cli
from mfob.cli.working import Working

KEY = "JBSWY3DPEHPK3PXP"


def schema_1(folder: Path) -> Path:
    """2FAS' first backups: nothing but names and the key."""
    made = account("Example", "alice")
    old = {"name": "Example", "secret": base32(made), "otp": {"account": "alice"}}
    path = folder / "old.2fas"
    path.write_bytes(test_twofas.backup([old]))
    return path


def authy(folder: Path) -> Path:
    path = folder / "com.authy.storage.tokens.authenticator.xml"
    plain = [
        {**test_authy.names(one), "decryptedSecret": base32(one)} for one in test_authy.accounts()
    ]
    path.write_bytes(test_authy.preferences({test_authy.AUTHENTICATOR: plain}))
    return path


def google(folder: Path) -> Path:
    rows = f"('Acme:alice', '{KEY}', 0, 'Acme')"
    insert = f"INSERT INTO accounts (email, secret, type, issuer) VALUES {rows}"
    test_google_sqlite.database(folder, test_google_sqlite.TABLE, insert)
    return folder / "databases"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (schema_1, "Assumed: totp, SHA1, 6 digits, 30 s."),
        (authy, "Assumed: totp, SHA1, 30 s."),
        (google, "Assumed: SHA1, 6 digits, 30 s."),
    ],
)
def test_what_is_assumed(
    made: Callable[[Path], Path], told: str, runner: CliRunner, tmp_path: Path
) -> None:
    path = str(made(tmp_path))
    plain = runner.invoke(cli, ["import", "--dry-run", path])
    assert plain.exit_code == 0, plain.output
    first = plain.stdout.splitlines()[0]
    said = re.search(r"Assumed: .*\.", first)
    assert said, plain.stdout
    assert sorted(said[0][9:-1].split(", ")) == sorted(told[9:-1].split(", "))
    row = object_of(runner.invoke(cli, ["import", "--dry-run", path, "--json"]))["accounts"][0]
    assert len(row["assumed"]) == told.count(",") + 1


def test_what_the_file_says_is_not_assumed(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "whole.json"
    path.write_bytes(test_aegis.plain([test_aegis.entry(account("Example", "alice"))]))
    result = runner.invoke(cli, ["import", "--dry-run", str(path)])
    assert result.exit_code == 0 and "ssumed" not in result.stdout


def test_a_file_that_fails_is_named_once(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text(f"otpauth://totp/A:b?secret={KEY}")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "noise").write_bytes(b"\0\1\2\3 noise")
    args = ["import", "--dry-run", "list.txt", "nofile", "below/noise"]
    lines = runner.invoke(cli, args).stderr.splitlines()
    assert lines[0] == "Error: nofile can't be read: No such file or directory."
    assert lines[1].startswith("Error: below/noise"), lines
    assert lines[1].count("noise") == 1, lines


# -- that a key takes its time

PASSWORD = "correct horse battery staple"


@pytest.fixture
def slow(tmp_path: Path) -> str:
    """An Aegis file whose key takes about a second, and two of a slow computer."""
    made = [test_aegis.entry(account("Example", "alice"))]
    slot = test_aegis.password_slot(bytes(range(32)), PASSWORD, 1 << 18)
    path = tmp_path / "slow.json"
    path.write_text(json.dumps(test_aegis.vault(made, bytes(range(32)), [slot])))
    return str(path)


@pytest.fixture
def sealed(tmp_path: Path) -> str:
    """A backup under a passphrase, which takes a second as well."""
    made = Account("Example", "alice", b"key")
    path = tmp_path / "fob.age"
    path.write_bytes(agefile.seal(document.write([made], {}, 0), PASSWORD))
    return str(path)


def test_the_line() -> None:
    assert elapsed.line("Key", 3, 12) == f"Key [{'#' * 5}{'-' * 15}] 3 s of some 12 s"
    assert elapsed.line("Key", 30, 12) == f"Key [{'#' * 20}] 30 s of some 30 s"
    assert elapsed.line("Key", 2.4, 0) == "Key … 2 s"


def on_terminal(*args: str) -> OnTerminal:
    """Under way, its password typed, and the line there."""
    program = OnTerminal(*args)
    program.wait_for("not shown")
    program.type(f"{PASSWORD}\n")
    program.wait_for("Working out the key")
    return program


def is_clean(program: OnTerminal) -> bool:
    """Whether the line is gone, and nobody is there who might draw it again."""
    try:
        os.killpg(program.process.pid, 0)
    except ProcessLookupError:
        return bool(re.search(r"\r +\r\s*$", program.shown))
    return False


def test_an_import_draws_it_and_takes_it_away(slow: str) -> None:
    program = on_terminal("import", "--dry-run", slow)
    code, out = program.end()
    assert code == 0 and "found  Example:alice" in out
    assert re.search(r"from the password \[#*-+\] [01] s of some 2 s", program.shown)
    assert is_clean(program), repr(program.shown)


def test_a_restore_draws_it_and_takes_it_away(sealed: str) -> None:
    program = on_terminal("restore", "--dry-run", sealed)
    code, out = program.end()
    assert code == 0 and "found  Example:alice" in out
    assert "from the passphrase … 0 s" in program.shown
    assert re.search(r"\r +\rA backup of ", program.shown), repr(program.shown)


def test_nothing_is_left_on_ctrl_c(slow: str) -> None:
    program = on_terminal("import", "--dry-run", slow)
    os.killpg(program.process.pid, signal.SIGINT)  # as the terminal does: to all of them
    assert program.end() == (130, "")
    assert is_clean(program), program.shown


def test_nothing_is_left_of_one_that_was_killed(slow: str) -> None:
    program = on_terminal("import", "--dry-run", slow)
    program.process.kill()
    assert program.end()[0] == -signal.SIGKILL
    until = time.monotonic() + 10
    while not is_clean(program) and time.monotonic() < until:
        time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.killpg(program.process.pid, 0)


def test_the_line_is_gone_before_the_next_question(slow: str) -> None:
    program = OnTerminal("import", "--dry-run", slow)
    program.wait_for("not shown")
    program.type("wrong\n")
    program.wait_for("Working out the key")
    program.wait_for("try again")
    assert re.search(r"\r +\rThe password is wrong", program.shown)
    program.wait_for("not shown): ")
    program.type(f"{PASSWORD}\n")
    assert program.end()[0] == 0


def test_without_a_terminal_it_is_said_once(
    runner: CliRunner, slow: str, sealed: str, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text(PASSWORD)
    key.chmod(0o600)
    result = runner.invoke(cli, ["import", "--dry-run", slow, "--password-file", str(key)])
    assert result.stderr == "Working out the key from the password; it may take 2 s …\n"
    result = runner.invoke(cli, ["restore", "--dry-run", sealed, "--passphrase-file", str(key)])
    said = "Working out the key from the passphrase; it may take some seconds …"
    assert result.stderr.splitlines()[0] == said


def test_what_is_quick_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    with Working("password") as working:
        working.start(0.5)
    assert capfd.readouterr().err == ""
