"""unlock, lock, pin, wipe, and setup's offer: against the strict fake fob, without a terminal."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from host.fakefob import FakeFob
from host.test_cli import error_of, object_of
from mfob import Fob, HostError, data, errors
from mfob.cli.main import cli
from mfob.records import Info

PIN = "493817"
NEW = "80264159"


@pytest.fixture
def locked(fob: FakeFob) -> FakeFob:
    """A locked fob with an account and a name."""
    fob.accounts.put("GitHub", "alice")
    fob.accounts.name = "Ann's"
    fob.accounts.guard.set(PIN)
    return fob


def typed(runner: CliRunner, *args: str, pins: str) -> Result:
    """A run whose PINs come on stdin: neither they nor their lengths are ever printed."""
    result = runner.invoke(cli, [*args, "--pin-file", "-", "-v"], input=pins)
    for pin in pins.split():
        assert pin not in result.output
    for line in result.stderr.splitlines():
        assert "bytes" not in line or "pin" not in line  # the size tells how many digits
    return result


def test_unlock(runner: CliRunner, locked: FakeFob) -> None:
    result = typed(runner, "unlock", pins=PIN + "\n")
    assert (result.exit_code, result.stdout) == (0, "Unlocked.\n")
    assert 'it shows "Unlock". Press ok there' in result.stderr
    assert "unlock(pin)\n" in result.stderr
    assert runner.invoke(cli, ["list"]).stdout == "GitHub:alice\n"
    assert typed(runner, "unlock", pins="111111\n").stdout == "The fob is not locked.\n"
    assert locked.accounts.guard.taken == [PIN]


@pytest.mark.parametrize("given", [PIN, PIN + "\r\n", f" {PIN} \n\n", "\ufeff" + PIN])
def test_how_a_pin_file_may_end(
    runner: CliRunner, locked: FakeFob, tmp_path: Path, given: str
) -> None:
    file = tmp_path / "pin"
    file.write_text(given, encoding="utf-8", newline="")
    file.chmod(0o600)
    result = runner.invoke(cli, ["unlock", "--pin-file", str(file), "--json"])
    assert object_of(result) == {"locked": False}
    assert "Warning" not in result.stderr
    file.chmod(0o640)
    locked.accounts.guard.restart()
    result = runner.invoke(cli, ["unlock", "--pin-file", str(file)])
    assert "Warning: others can read" in result.stderr


def test_a_wrong_pin(runner: CliRunner, locked: FakeFob) -> None:
    result = typed(runner, "unlock", "--json", pins="1111\n")
    assert error_of(result) == (4, "bad_pin")
    assert "Wrong PIN: 9 tries are left, the next in 1 s." in result.stderr
    locked.accounts.guard.hold(40)
    result = typed(runner, "unlock", "--json", pins=PIN)
    assert error_of(result) == (4, "pin_wait")
    assert "takes the next one in 40 s" in result.stderr
    assert locked.accounts.guard.taken == ["1111"]


def test_the_last_try(runner: CliRunner, locked: FakeFob) -> None:
    locked.accounts.guard.tries = 2
    assert "one try is left" in typed(runner, "unlock", pins="1111").stderr
    locked.restart()
    result = typed(runner, "unlock", "--json", pins="2222")
    assert error_of(result) == (4, "wiped")
    assert "erased itself" in result.stderr
    assert not locked.accounts.rows
    assert error_of(typed(runner, "unlock", "--json", pins=PIN)) == (1, "no_pin")


@pytest.mark.parametrize("pin", ["123", "1234567890123", "12a4", "", "١٢٣٤", "12 34", "\x80"])
@pytest.mark.parametrize("args", [["unlock"], ["pin", "remove"], ["pin", "change"]])
def test_what_is_no_pin_is_not_tried(
    runner: CliRunner, locked: FakeFob, args: list[str], pin: str
) -> None:
    result = runner.invoke(
        cli, [*args, "--pin-file", "-", "--json"], input=pin.encode("latin-1", "ignore") + b"\n"
    )
    assert error_of(result) == (1, "pin_format")
    assert not [request for request in locked.requests if "pin" in request]


@pytest.mark.parametrize("consent", ["refuse", "timeout"])
def test_not_pressed(runner: CliRunner, locked: FakeFob, consent: str) -> None:
    locked.consent = consent
    assert typed(runner, "unlock", pins=PIN).exit_code == 5
    assert runner.invoke(cli, ["wipe", "-f"]).exit_code == 5
    assert locked.accounts.guard.taken == []
    assert locked.accounts.rows


@pytest.mark.parametrize(
    "args",
    [["list"], ["code"], ["delete", "-f", "a"], ["rename", "a", "b"], ["move", "a", "1"],
     ["config"], ["clock", "set"], ["add", "-i", "a", "-n", "b"]],
    ids=" ".join,
)  # fmt: skip
def test_other_commands_without_a_terminal(
    runner: CliRunner, locked: FakeFob, args: list[str]
) -> None:
    key = "GEZDGNBVGY3TQOJQ" if args[0] == "add" else ""
    result = runner.invoke(cli, [*args, "--json"], input=key)
    assert error_of(result) == (4, "locked")
    assert "mfob unlock" in result.stderr
    assert locked.accounts.guard.taken == []


def test_what_a_locked_fob_tells(runner: CliRunner, locked: FakeFob) -> None:
    told = object_of(runner.invoke(cli, ["info", "--json"]))
    assert (told["name"], told["accounts"], told["room"], told["damaged"]) == (
        "",
        None,
        None,
        None,
    )
    assert (told["pin"], told["locked"], told["tries"], told["wait"]) == (True, True, 10, 0)
    locked.accounts.guard.hold(4)
    shown = runner.invoke(cli, ["info"]).stdout
    assert "yes: 10 tries are left before it erases itself, the next in 4 s" in shown
    assert "not told while it is locked" in shown
    assert runner.invoke(cli, ["clock"]).exit_code == 0
    result = runner.invoke(cli, ["doctor"])
    assert (result.exit_code, "the fob is locked" in result.stdout) == (0, True)


def test_lock(runner: CliRunner, fob: FakeFob) -> None:
    assert error_of(runner.invoke(cli, ["lock", "--json"])) == (1, "no_pin")
    fob.accounts.guard.set(PIN, locked=False)
    assert object_of(runner.invoke(cli, ["lock", "--json"])) == {"locked": True}
    assert fob.accounts.guard.locked
    assert runner.invoke(cli, ["lock"]).stdout == "Locked.\n"


def test_pin_set(runner: CliRunner, fob: FakeFob) -> None:
    result = typed(runner, "pin", "set", pins=PIN)
    assert (result.exit_code, result.stdout) == (0, "The PIN is set.\n")
    assert '"Set PIN"' in result.stderr
    assert fob.accounts.guard.pin == PIN
    assert error_of(typed(runner, "pin", "set", "--json", pins=NEW)) == (1, "has_pin")
    fob.accounts.guard.clear()
    assert error_of(typed(runner, "pin", "set", "--json", pins="987")) == (1, "pin_format")
    assert fob.accounts.guard.pin is None


@pytest.mark.parametrize("is_locked", [True, False])
def test_pin_change(runner: CliRunner, fob: FakeFob, is_locked: bool) -> None:
    fob.accounts.guard.set(PIN, is_locked)
    result = typed(runner, "pin", "change", pins=f"{PIN}\n{NEW}\n")
    assert (result.exit_code, result.stdout) == (0, "The PIN is changed.\n")
    assert ('"Unlock"' in result.stderr) is is_locked
    assert '"Change PIN"' in result.stderr
    assert fob.accounts.guard.pin == NEW
    result = typed(runner, "pin", "change", "--json", pins=f"{PIN}\n{NEW}\n")
    assert error_of(result) == (4, "bad_pin")
    assert error_of(typed(runner, "pin", "change", "--json", pins=NEW))[0] in (1, 4)


@pytest.mark.parametrize("is_locked", [True, False])
def test_pin_remove(runner: CliRunner, fob: FakeFob, is_locked: bool) -> None:
    fob.accounts.guard.set(PIN, is_locked)
    result = typed(runner, "pin", "remove", "--json", pins=PIN)
    assert object_of(result) == {"pin": False}
    assert "lie readable in its flash" in result.stderr
    assert fob.accounts.guard.pin is None
    assert error_of(typed(runner, "pin", "remove", "--json", pins=PIN)) == (1, "no_pin")


def test_too_few_lines(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.guard.set(PIN, locked=False)
    assert error_of(typed(runner, "pin", "change", "--json", pins=PIN)) == (1, "no_input")
    assert fob.accounts.guard.taken == []


@pytest.mark.parametrize(
    "args",
    [["unlock", PIN], ["pin", PIN], ["pin", "set", PIN], ["pin", "change", PIN, NEW],
     ["pin", "remove", "--", PIN], ["unlock", "--" + PIN], ["unlock", "--pin", PIN],
     ["setup", PIN], ["unlock", "--pin-file", PIN], ["unlock", "--pin-file", PIN + "\0"]],
    ids=len,
)  # fmt: skip
def test_a_pin_on_the_command_line_is_not_repeated(
    runner: CliRunner, locked: FakeFob, args: list[str]
) -> None:
    for more in ([], ["--json"]):
        result = runner.invoke(cli, args[:1] + more + args[1:])
        assert result.exit_code in (1, 2)
        assert PIN not in result.output
    assert locked.requests == []


def test_no_terminal_to_ask_on(runner: CliRunner, locked: FakeFob) -> None:
    for args in (["unlock"], ["pin", "change"], ["pin", "remove"]):
        result = runner.invoke(cli, [*args, "--json"])
        assert error_of(result) == (2, "usage")
        assert "--pin-file gives it" in result.stderr


def test_wipe(runner: CliRunner, locked: FakeFob) -> None:
    assert error_of(runner.invoke(cli, ["wipe", "--json"])) == (2, "usage")
    assert locked.accounts.rows
    result = runner.invoke(cli, ["wipe", "-f", "--json"])
    assert object_of(result) == {"erased": True}
    assert '"ERASE EVERYTHING"' in result.stderr
    assert not locked.accounts.rows
    assert locked.accounts.guard.pin is None


@pytest.mark.parametrize("how", ["restart", "unplug"])
def test_a_wipe_whose_answer_is_lost(
    runner: CliRunner, locked: FakeFob, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not asked for twice: the restarted fob is looked at."""
    locked.consent_takes = 0.2
    if how == "restart":
        locked.restart_after = "wipe"
    else:
        locked.die_after = "wipe"
        gone = locked.unplug

        def unplug() -> None:
            gone()
            locked.plug()

        monkeypatch.setattr(locked, "unplug", unplug)
    result = runner.invoke(cli, ["wipe", "-f"])
    assert (result.exit_code, result.stdout.split(".")[0]) == (0, "Erased")
    assert [request["do"] for request in locked.requests].count("wipe") == 1


def test_power_lost_before_the_wipe(locked: FakeFob) -> None:
    locked.consent = "wait"

    def event(name: str) -> None:
        if name == "wait" and locked.waiting.is_set():
            locked.consent = "approve"
            locked.waiting.clear()
            locked.restart()

    with Fob.open(str(locked.path), event) as key, pytest.raises(HostError, match="restarted"):
        key.wipe()
    assert locked.accounts.rows


def test_a_try_is_not_made_twice(locked: FakeFob) -> None:
    locked.restart_after = "unlock"
    with Fob.open(str(locked.path)) as key, pytest.raises(HostError, match="restarted"):
        key.unlock(PIN)
    assert locked.accounts.guard.taken == [PIN]


def test_the_library(locked: FakeFob) -> None:
    asked: list[Info] = []

    def unlock(key: Fob) -> None:
        asked.append(key.info())
        key.unlock(PIN)

    with Fob.open(str(locked.path), locked=unlock) as key:
        assert [entry.name for entry in key.accounts()] == ["alice"]
        key.lock()
        key.lock()
        assert key.info().locked
        assert abs(key.set_clock().offset_ms or 0) < 500
        key.set_pin(NEW, PIN)
        key.remove_pin(NEW)
        key.set_pin(PIN)
        with pytest.raises(HostError, match="4 to 12 digits"):
            key.set_pin("12", PIN)
        with pytest.raises(HostError) as caught:
            key.set_pin(NEW, "0000")
    assert (caught.value.code, caught.value.exit_code) == ("bad_pin", errors.LOCKED)
    assert caught.value.details == {"tries": 9, "wait": 1}
    assert [(told.accounts, told.tries) for told in asked] == [(None, 10)] * 2
    with Fob.open(str(locked.path)) as key:
        key.lock()
        with pytest.raises(HostError, match="is locked"):
            key.accounts()


def test_setup_with_a_pin(runner: CliRunner, fob: FakeFob) -> None:
    result = typed(runner, "setup", "--name", "x", "--json", pins=PIN)
    told = object_of(result)
    assert (told["pin"], told["locked"], told["tries"]) == (True, False, 10)
    assert [r["do"] for r in fob.requests if r["do"].startswith("set")][0] == "set_pin"
    fob.accounts.guard.restart()
    assert typed(runner, "setup", "--name", "y", pins=PIN).exit_code == 0
    fob.accounts.guard.clear()
    for empty, code in (("\n", "pin_format"), ("", "no_input")):  # is not going without
        assert error_of(typed(runner, "setup", "--name", "x", "--json", pins=empty)) == (1, code)
    assert fob.accounts.name == "y"


def test_setup_where_any_host_can_copy(
    runner: CliRunner, fob: FakeFob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "host_can_dump", lambda _name: True)
    result = runner.invoke(cli, ["setup", "--name", "x", "--json"])
    assert error_of(result) == (1, "pin_needed")
    assert "any computer can make that copy" in result.stderr
    result = typed(runner, "setup", "--name", "x", "--json", pins=PIN)
    assert error_of(result) == (1, "pin_format")
    assert fob.accounts.guard.pin is None
    assert typed(runner, "setup", "--name", "x", pins=NEW).exit_code == 0
    assert fob.accounts.guard.pin == NEW
    assert "8 digits or more" in typed(runner, "pin", "change", pins=f"{NEW}\n{PIN}\n").stderr
    fob.accounts.guard.clear()
    assert runner.invoke(cli, ["setup", "--name", "x", "--no-pin"]).exit_code == 0
    both = ["setup", "--no-pin", "--pin-file", os.devnull, "--json"]
    assert error_of(runner.invoke(cli, both)) == (2, "usage")


def test_how_many_tries_there_are(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    result = typed(runner, "pin", "set", "--tries", "5", pins=PIN)
    assert (result.exit_code, result.stdout) == (0, "The PIN is set.\n")
    fob.restart()
    assert "4 tries are left" in typed(runner, "unlock", pins="1111").stderr
    fob.accounts.guard.restart()
    shown = runner.invoke(cli, ["info"]).stdout
    assert "yes: 4 tries are left before" in shown and "yes: 5 wrong ones in a row" in shown
    result = typed(runner, "pin", "change", "--tries", "20", pins=f"{PIN}\n{NEW}\n")
    assert result.exit_code == 0, result.output
    assert object_of(runner.invoke(cli, ["info", "--json"]))["limit"] == 20
    asked = len(fob.requests)
    for wrong in ("4", "21", "x"):
        result = typed(runner, "pin", "change", "--tries", wrong, pins=f"{PIN}\n{NEW}\n")
        assert result.exit_code == 2
    assert len(fob.requests) == asked
