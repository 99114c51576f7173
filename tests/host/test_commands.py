"""rename, move, code with --next, config, boards, doctor: against the strict fake fob."""

from __future__ import annotations

import pyotp
import pytest
from click.testing import CliRunner
from pyotp.contrib import Steam

from fobcore.settings import VALUES
from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.test_cli import error_of, object_of
from mfob.cli.main import cli


@pytest.fixture(autouse=True)
def three(fob: FakeFob) -> None:
    for name in ("alice", "bob", "carol"):
        fob.accounts.put("GitHub", name)


@pytest.mark.parametrize(
    ("name", "issuer", "then"),
    [("work", "GitHub", "work"), ("Forge:work", "Forge", "work"), (":work", "", "work"),
     ("Forge: a:b ", "Forge", "a:b"), ("GitHub:Bob", "GitHub", "Bob")],
)  # fmt: skip
def test_rename(runner: CliRunner, fob: FakeFob, name: str, issuer: str, then: str) -> None:
    result = runner.invoke(cli, ["rename", "bob", name, "--json"])
    (account,) = object_of(result)["accounts"]
    assert (account["id"], account["issuer"], account["name"]) == (2, issuer, then)
    assert account["status"] == "renamed"
    assert fob.accounts.rows[2]["secret"] == RFC_KEY
    assert '"Rename"' in result.stderr


def test_rename_to_what_is_taken_or_not_valid(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["rename", "bob", "carol", "--json"])
    assert error_of(result) == (1, "clash")
    assert "already has GitHub:carol" in result.stderr
    assert error_of(runner.invoke(cli, ["rename", "bob", "GitHub:", "--json"])) == (1, "bad_name")
    assert error_of(runner.invoke(cli, ["rename", "bob", "x" * 65, "--json"])) == (1, "bad_name")
    plain = runner.invoke(cli, ["rename", "bob", "dan"])
    assert plain.stdout == "GitHub:bob is GitHub:dan now.\n"


@pytest.mark.parametrize(
    ("query", "position", "order"),
    [("carol", "1", [3, 1, 2]), ("alice", "3", [2, 3, 1]), ("alice", "99", [2, 3, 1]),
     ("bob", "2", [1, 2, 3])],
)  # fmt: skip
def test_move(
    runner: CliRunner, fob: FakeFob, query: str, position: str, order: list[int]
) -> None:
    result = runner.invoke(cli, ["move", query, position])
    assert result.exit_code == 0
    assert list(fob.accounts.rows) == order
    number = order.index({"alice": 1, "bob": 2, "carol": 3}[query]) + 1
    assert result.stdout == f"GitHub:{query} is number {number} of 3 now.\n"


def test_move_to_nowhere(runner: CliRunner) -> None:
    for position in ("0", "-1", "first"):
        assert runner.invoke(cli, ["move", "bob", position]).exit_code == 2


def test_favourites_come_first(runner: CliRunner, fob: FakeFob) -> None:
    result = runner.invoke(cli, ["favourite", "carol"])
    assert result.stdout == "GitHub:carol is number 1 of 3 now.\n"
    assert list(fob.accounts.rows) == [3, 1, 2]
    assert runner.invoke(cli, ["list"]).stdout.splitlines()[0].strip() == "* GitHub:carol"
    rows = object_of(runner.invoke(cli, ["list", "--json"]))["accounts"]
    assert [row["favourite"] for row in rows] == [True, False, False]
    (row,) = object_of(runner.invoke(cli, ["favourite", "carol", "--off", "--json"]))["accounts"]
    assert row["favourite"] is False


def test_two_codes_in_a_row(runner: CliRunner) -> None:
    first, second = object_of(runner.invoke(cli, ["code", "bob", "--next", "--json"]))["accounts"]
    assert first["valid_until"] == second["valid_from"]
    for row in (first, second):
        assert row["code"] == pyotp.TOTP(RFC_KEY).at(row["valid_from"])
        assert row["valid_until"] - row["valid_from"] == 30
    result = runner.invoke(cli, ["code", "bob", "--next", "-s"])
    assert [len(line) for line in result.stdout.splitlines()] == [6, 6]
    assert 'it shows "2 codes to computer" GitHub:bob' in result.stderr
    assert "a press of its own" not in result.stderr


def test_hotp_moves_only_where_it_is_meant(runner: CliRunner, fob: FakeFob) -> None:
    number = fob.accounts.put("Bank", "dan", type="hotp", counter=5)
    assert len(object_of(runner.invoke(cli, ["code", "--json"]))["accounts"]) == 3
    assert fob.accounts.rows[number]["counter"] == 5
    (row,) = object_of(runner.invoke(cli, ["code", "dan", "--json"]))["accounts"]
    assert (row["code"], row["valid_from"], row["valid_until"]) == (
        pyotp.HOTP(RFC_KEY).at(5), None, None,
    )  # fmt: skip
    result = runner.invoke(cli, ["code", "dan", "-s", "--next"])
    assert result.stdout.split() == [pyotp.HOTP(RFC_KEY).at(n) for n in (6, 7)]
    assert "Each of the 2 codes needs a press of its own on the fob.\n" in result.stderr


def test_steam_and_other_hashes(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("Steam", "gabe", type="steam", digits=5)
    (row,) = object_of(runner.invoke(cli, ["code", "gabe", "--json"]))["accounts"]
    assert row["code"] == Steam(RFC_KEY).at(row["valid_from"])
    shown = runner.invoke(cli, ["list", "-oP"]).stdout.splitlines()
    assert shown[3].split() == ["Steam:gabe", "steam", "SHA1", "5", "30", "s"]


def test_config(runner: CliRunner, fob: FakeFob) -> None:
    assert object_of(runner.invoke(cli, ["config", "--json"])) == {
        "settings": {key: values[0] for key, values in VALUES.items()}
    }
    assert "waits for a press" in runner.invoke(cli, ["config", "usb-code"]).stdout
    told = object_of(runner.invoke(cli, ["config", "usb_code", "free", "--json"]))
    assert told == {"settings": {"usb_code": "free"}}
    result = runner.invoke(cli, ["code"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 3
    assert runner.invoke(cli, ["config", "usb_code", "off"]).exit_code == 0
    assert error_of(runner.invoke(cli, ["code", "bob", "--json"])) == (5, "off")
    for args in (["usb_code", "x"], ["lock_after", "9"]):
        assert error_of(runner.invoke(cli, ["config", *args, "--json"])) == (1, "bad_value")
    assert error_of(runner.invoke(cli, ["config", "colour", "--json"])) == (1, "bad_key")
    assert {k: v for k, v in fob.accounts.settings.items() if v != VALUES[k][0]} == {
        "usb_code": "off"
    }


def test_boards_need_no_fob(runner: CliRunner) -> None:
    told = object_of(runner.invoke(cli, ["-p", "/none", "boards", "--json"]))["boards"]
    assert {"pico_oled", "virtual"} <= {board["name"] for board in told}
    assert set(told[0]) == {"name", "title", "chip", "host_can_dump"}
    assert "pico_oled" in runner.invoke(cli, ["boards"]).stdout


@pytest.mark.parametrize(("damaged", "said"), [(1, "one place in"), (3, "3 places in")])
def test_damage_is_said_and_no_failure(
    runner: CliRunner, fob: FakeFob, damaged: int, said: str
) -> None:
    fob.accounts.health["damaged"] = damaged
    fob.accounts.settings["usb_code"] = "free"
    result = runner.invoke(cli, ["info"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout
    assert object_of(runner.invoke(cli, ["info", "--json"]))["damaged"] == damaged
    for args in (["list"], ["code"], ["code", "bob"]):
        result = runner.invoke(cli, args)
        assert result.exit_code == 0
        assert said in result.stderr and said not in result.stdout
        result = runner.invoke(cli, [*args, "--json"])
        assert object_of(result)["accounts"] and said in result.stderr
    assert runner.invoke(cli, ["doctor", "--quick"]).exit_code == 1


def test_no_damage_is_no_line(runner: CliRunner) -> None:
    assert runner.invoke(cli, ["list"]).stderr == ""
    assert "Damage" not in runner.invoke(cli, ["info"]).stdout


def test_an_unreadable_store(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.unreadable = True
    for args in (["list"], ["code"], ["code", "bob"], ["config"]):
        result = runner.invoke(cli, [*args, "--json"])
        assert error_of(result) == (1, "storage")
        assert "could not read or write its store" in result.stderr
    told = object_of(runner.invoke(cli, ["info", "--json"]))
    assert (told["accounts"], told["room"], told["damaged"]) == (None, None, None)
    result = runner.invoke(cli, ["info"])
    assert (result.exit_code, "unreadable" in result.stdout) == (0, True)
    result = runner.invoke(cli, ["doctor", "--quick"])
    assert (result.exit_code, "WRONG  store" in result.stdout) == (1, True)


def test_a_code_in_doubt_comes_with_a_warning(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.doubt_ms = 11_200
    result = runner.invoke(cli, ["code", "bob", "--next", "--json"])
    now, following = object_of(result)["accounts"]
    assert now["warning"] == following["warning"] == "the fob's clock may be off by 12 s"
    assert result.stderr.count("Warning: the fob's clock may be off by 12 s") == 1
    fob.accounts.doubt_ms = None
    result = runner.invoke(cli, ["code", "bob", "--json"])
    assert object_of(result)["accounts"][0]["warning"] is None
    assert "Warning" not in result.stderr
