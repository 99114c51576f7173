"""The command line against the strict fake fob: what is printed where, JSON shapes, exit codes."""

from __future__ import annotations

import json
from typing import Any

import pyotp
import pytest
from click.testing import CliRunner, Result

from host.fakeaccounts import IDENTITY, RFC_KEY
from host.fakefob import FakeFob
from mfob.cli.main import cli

URI = f"otpauth://totp/GitHub:alice?secret={RFC_KEY}&issuer=GitHub"


def object_of(result: Result) -> dict[str, Any]:
    """The one object on stdout."""
    assert result.stdout.count("\n") == 1
    told = json.loads(result.stdout)
    assert told.pop("schema") == 1
    return told


def error_of(result: Result) -> tuple[int, str]:
    told = object_of(result)
    assert set(told) == {"error"}
    assert set(told["error"]) == {"code", "message"}
    return result.exit_code, told["error"]["code"]


@pytest.mark.parametrize("args", [["--json", "info"], ["info", "--json"]])
def test_info_json_on_both_sides(runner: CliRunner, args: list[str]) -> None:
    result = runner.invoke(cli, args)
    assert result.exit_code == 0
    assert object_of(result) == {
        **IDENTITY, "protocol": 1, "name": "", "accounts": 0, "room": 100, "clock": "trusted",
        "pin": False, "locked": False, "damaged": 0, "tries": None, "wait": 0,
        "limit": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    "args", [["clock", "show", "--json"], ["clock", "--json", "show"], ["--json", "clock"]]
)
def test_clock_json_everywhere(runner: CliRunner, args: list[str]) -> None:
    told = object_of(runner.invoke(cli, args))
    assert {"state", "time", "error_ms", "offset_ms", "ppm", "last_set"} <= set(told)
    assert told["state"] == "trusted"
    assert abs(told["offset_ms"]) < 500


def test_port_on_both_sides(runner: CliRunner, fob: FakeFob) -> None:
    for args in (["-p", str(fob.path), "list"], ["-p", "/none", "list", "-p", str(fob.path)]):
        assert runner.invoke(cli, args, env={"MFOB_PORT": None}).exit_code == 0


def test_verbose_shows_frames_without_contents(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["add", URI, "-v"])
    assert result.exit_code == 0
    assert "> 6 add(account(issuer,name,secret" in result.stderr
    assert RFC_KEY[:8] not in result.output
    assert result.stdout == "Added GitHub:alice.\n"


def test_add_and_list(runner: CliRunner, fob: FakeFob) -> None:
    result = runner.invoke(cli, ["add", URI, "--json"])
    account = {
        "id": 1, "issuer": "GitHub", "name": "alice", "type": "totp", "algorithm": "SHA1",
        "digits": 6, "period": 30, "counter": 0,
    }  # fmt: skip
    assumed = ["algorithm", "digits", "period"]
    more = {"status": "added", "reason": None, "assumed": assumed}
    assert object_of(result) == {"accounts": [{**account, **more}]}
    shown = 'Look at the fob: it shows "Add" GitHub:alice. Press ok there within 30 s.\n'
    assert result.stderr == shown
    listed = object_of(runner.invoke(cli, ["list", "--json"]))
    assert listed == {"accounts": [{**account, "favourite": False}]}
    assert runner.invoke(cli, ["list"]).stdout == "GitHub:alice\n"
    assert runner.invoke(cli, ["list", "-oP"]).stdout == "GitHub:alice  totp  SHA1  6  30 s\n"
    assert fob.accounts.rows[1]["secret"] == RFC_KEY


def test_add_from_stdin(runner: CliRunner, fob: FakeFob) -> None:
    second = "otpauth://totp/bob?secret=MFRGGZDF"
    result = runner.invoke(cli, ["add", "-"], input=f"{URI}\r\n\n{second}\n")
    assert result.stdout == "Added GitHub:alice.\nAdded bob.\n"
    assert [row["name"] for row in fob.accounts.rows.values()] == ["alice", "bob"]


def test_add_by_hand_with_a_piped_key(runner: CliRunner, fob: FakeFob) -> None:
    args = ["add", "-i", "Mail", "-n", " bob ", "-d", "8", "-P", "60", "--json"]
    result = runner.invoke(cli, args, input=RFC_KEY.lower() + "\n")
    (account,) = object_of(result)["accounts"]
    assert (account["issuer"], account["name"], account["digits"]) == ("Mail", "bob", 8)
    assert account["assumed"] == ["type", "algorithm"]
    assert fob.accounts.rows[1]["secret"] == RFC_KEY


def test_options_go_before_the_address(runner: CliRunner, fob: FakeFob) -> None:
    assert runner.invoke(cli, ["add", URI, "-n", "work", "-d", "8"]).exit_code == 0
    assert fob.accounts.rows[1]["name"] == "work"
    assert fob.accounts.rows[1]["digits"] == 8


def test_a_duplicate_is_said_and_no_failure(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    result = runner.invoke(cli, ["add", URI])
    assert result.exit_code == 0
    assert "was there already, with the same key" in result.stdout


def test_a_clash_without_a_terminal(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    result = runner.invoke(cli, ["add", URI, "--json"])
    assert error_of(result) == (1, "clash")
    assert "already has GitHub:alice with another key. If the page was reloaded" in result.stderr
    assert fob.accounts.rows[1]["secret"] == "A" * 32
    result = runner.invoke(cli, ["add", "-f", URI, "--json"])
    assert object_of(result)["accounts"][0]["status"] == "replaced"
    assert fob.accounts.rows[1]["secret"] == RFC_KEY


def test_add_to_a_fob_without_time_warns(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    result = runner.invoke(cli, ["add", URI])
    assert result.exit_code == 0
    assert "Warning: the fob's clock is not set" in result.stderr
    assert "mfob clock set" in result.stderr


def test_one_of_several_fails(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    text = f"{URI}\notpauth://totp/bob?secret={RFC_KEY}\n"
    result = runner.invoke(cli, ["add", "-", "--json"], input=text)
    assert result.exit_code == 7
    first, second = object_of(result)["accounts"]
    assert (first["status"], first["id"], second["status"]) == ("rejected", None, "added")
    assert "another key" in first["reason"]


@pytest.mark.parametrize(
    ("args", "stdin", "expected"),
    [
        (["add", "otpauth://totp/a?secret=JBSW0"], "", (1, "bad_secret")),
        (["add", "https://example.test/"], "", (1, "bad_uri")),
        (["add", f"otpauth://totp/{'n' * 65}?secret={RFC_KEY}"], "", (1, "bad_name")),
        (["add", f"otpauth://yaotp/a?secret={RFC_KEY}"], "", (1, "bad_type")),
        (["add", URI, "-a", "MD5"], "", (1, "bad_algorithm")),
        (["add", URI, "-d", "99"], "", (1, "bad_digits")),
        (["add", URI, "-P", "x"], "", (1, "bad_period")),
        (["add", f"otpauth://totp/Steam:a?secret={RFC_KEY}"], "", (2, "usage")),
        (["add", URI, "-n", "a\udcff"], "", (1, "bad_name")),
        (["add"], "", (2, "usage")),
        (["add", "-i", "a", "-n", "b"], "", (2, "usage")),
        (["add", URI, URI], "", (2, "usage")),
        (["add", "-", "-n", "x"], f"{URI}\n{URI}1\n", (2, "usage")),
        (["add", "-"], " \n", (1, "bad_uri")),
        (["add", "-"], b"\xff\xfe", (1, "bad_uri")),
        (["add", "--qr", "/none.png"], "", (1, "unreadable")),
        (["code", "nobody"], "", (1, "not_found")),
        (["delete", "nobody"], "", (1, "not_found")),
        (["setup", "--name", "n" * 25], "", (1, "bad_name")),
        (["list", "--what"], "", (2, "usage")),
        (["what"], "", (2, "usage")),
        (["code", "a", "b"], "", (2, "usage")),
    ],
)
def test_what_fails_before_the_fob(
    runner: CliRunner, args: list[str], stdin: str | bytes, expected: tuple[int, str]
) -> None:
    result = runner.invoke(cli, [*args, "--json"], input=stdin)
    assert error_of(result) == expected
    plain = runner.invoke(cli, args, input=stdin)
    assert (plain.exit_code, plain.stdout) == (expected[0], "")
    assert plain.stderr.splitlines()[-1].startswith("Error: ")
    for secret in (RFC_KEY, "JBSW"):
        assert secret not in result.output + plain.output


def test_steam_is_asked_for_unless_told(runner: CliRunner) -> None:
    uri = f"otpauth://totp/Steam:a?secret={RFC_KEY}"
    assert runner.invoke(cli, ["add", uri, "--type", "totp"]).exit_code == 0
    result = runner.invoke(cli, ["add", uri, "-n", "b", "--type", "steam", "--json"])
    (account,) = object_of(result)["accounts"]
    assert (account["type"], account["digits"], account["period"]) == ("steam", 5, 30)


def test_code(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    told = object_of(runner.invoke(cli, ["code", "git", "--json"]))
    (answer,) = told["accounts"]
    assert answer["code"] == pyotp.TOTP(RFC_KEY).at(answer["valid_from"])
    assert answer["valid_until"] - answer["valid_from"] == 30
    assert set(answer) == {"issuer", "name", "code", "valid_from", "valid_until", "warning"}
    single = runner.invoke(cli, ["code", "git", "-s"])
    assert single.stdout.strip().isdigit()
    assert 'it shows "Code to computer" GitHub:alice' in single.stderr


def test_code_of_all(runner: CliRunner, fob: FakeFob) -> None:
    for name in ("alice", "bob", "carol"):
        fob.accounts.put("GitHub", name)
    result = runner.invoke(cli, ["code"])
    assert [line.split()[0] for line in result.stdout.splitlines()] == [
        "GitHub:alice", "GitHub:bob", "GitHub:carol",
    ]  # fmt: skip
    assert "Each of the 3 codes needs a press of its own" in result.stderr
    assert runner.invoke(cli, ["code", "-s"]).exit_code == 2
    assert error_of(runner.invoke(cli, ["code", "GitHub", "--json"])) == (1, "ambiguous")


def test_code_on_an_empty_fob(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["code", "--json"])
    assert (result.exit_code, object_of(result)) == (0, {"accounts": []})


@pytest.mark.parametrize("consent", ["refuse", "timeout"])
def test_refused_or_not_answered(runner: CliRunner, fob: FakeFob, consent: str) -> None:
    fob.accounts.put("GitHub", "alice")
    fob.consent = consent
    code = {"refuse": "refused", "timeout": "timeout"}[consent]
    for args in (["clock", "set"], ["add", "otpauth://totp/x?secret=MFRGGZDF"], ["code", "git"],
                 ["delete", "-f", "git"], ["setup", "--name", "x"]):  # fmt: skip
        fob.accounts.clock_ms = 0 if args[0] == "code" else None
        assert error_of(runner.invoke(cli, [*args, "--json"])) == (5, code)
    assert list(fob.accounts.rows) == [1]


def test_no_code_without_a_clock(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    fob.accounts.clock_ms = None
    assert error_of(runner.invoke(cli, ["code", "git", "--json"])) == (6, "clock")
    result = runner.invoke(cli, ["code"])
    assert result.exit_code == 6
    assert "mfob clock set" in result.stderr


def test_a_full_fob(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.full = True
    assert error_of(runner.invoke(cli, ["add", URI, "--json"])) == (1, "full")


def test_setup(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    result = runner.invoke(cli, ["setup", "--name", "Ann's fob", "--json"])
    told = object_of(result)
    assert (told["name"], told["clock"]) == ("Ann's fob", "trusted")
    assert "Its keys lie readable in its flash" in result.stderr
    for advice in ("recovery codes", "a second fob", "the fob is gone", "coin cell is empty"):
        assert advice in result.stderr
    assert "Clock: " in result.stderr


def test_delete(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    result = runner.invoke(cli, ["delete", "alice", "--json"])
    assert error_of(result) == (2, "usage")
    assert "Switch MFA off at GitHub first" in result.stderr
    result = runner.invoke(cli, ["delete", "alice", "-f", "--json"])
    (gone,) = object_of(result)["accounts"]
    assert (gone["id"], gone["status"]) == (1, "deleted")
    assert fob.accounts.rows == {}


def test_devices(runner: CliRunner, fob: FakeFob) -> None:
    told = object_of(runner.invoke(cli, ["devices", "--json"]))
    assert told == {"devices": [{"port": str(fob.path), **IDENTITY}]}
    assert runner.invoke(cli, ["devices"]).stdout.splitlines()[1].endswith(IDENTITY["id"])


def test_names_can_not_steer_the_terminal(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("Git\x1b[2J", "alice\u202e")
    assert runner.invoke(cli, ["list"]).stdout == "Git\ufffd[2J:alice\ufffd\n"


def test_an_unexpected_error_is_a_trace(runner: CliRunner, monkeypatch: Any) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("mfob.device.Fob.info", broken)
    assert isinstance(runner.invoke(cli, ["info"]).exception, ZeroDivisionError)
