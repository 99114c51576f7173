"""The program as its own process: questions on a terminal, Ctrl-C, no terminal, a silent fob."""

from __future__ import annotations

import json
import time

from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.terminal import OnTerminal, run

URI = f"otpauth://totp/GitHub:alice?secret={RFC_KEY}&issuer=GitHub"


def test_replace_is_asked_on_the_terminal_while_stdin_is_data(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    program = OnTerminal("add", "-", stdin=URI + "\n", MFOB_PORT=str(fob.path))
    program.wait_for("Replace it? [y/N]")
    program.type("y\n")
    assert program.end() == (0, "Replaced GitHub:alice.\n")
    assert fob.accounts.rows[1]["secret"] == RFC_KEY


def test_not_to_replace(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    program = OnTerminal("add", URI, "--json", MFOB_PORT=str(fob.path))
    program.wait_for("Replace it? [y/N]")
    program.type("\n")
    exit_code, stdout = program.end()
    assert (exit_code, json.loads(stdout)["error"]["code"]) == (1, "declined")
    assert fob.accounts.rows[1]["secret"] == "A" * 32


def test_key_by_hand_is_not_shown(fob: FakeFob) -> None:
    program = OnTerminal("add", "-i", "GitHub", "-n", "alice", MFOB_PORT=str(fob.path))
    program.wait_for("Key (base32, not shown):")
    program.type("gezd gnbv gy3t qojq gezd gnbv gy3t qojq\n")
    assert program.end() == (0, "Added GitHub:alice.\n")
    assert "gezd" not in program.shown
    assert fob.accounts.rows[1]["secret"] == RFC_KEY


def test_everything_by_hand(fob: FakeFob) -> None:
    program = OnTerminal("add", MFOB_PORT=str(fob.path))
    for question, answer in (("Issuer", "Mail"), ("Account name", "bob"), ("Key", RFC_KEY)):
        program.wait_for(question)
        program.type(answer + "\n")
    assert program.end() == (0, "Added Mail:bob.\n")


def test_delete_asks(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    program = OnTerminal("delete", "alice", MFOB_PORT=str(fob.path))
    program.wait_for("Delete GitHub:alice from the fob? [y/N]")
    program.type("no\n")
    assert program.end()[0] == 1
    assert list(fob.accounts.rows) == [1]
    program = OnTerminal("delete", "alice", MFOB_PORT=str(fob.path))
    program.wait_for("Delete GitHub:alice from the fob? [y/N]")
    program.type("yes\n")
    assert program.end() == (0, "Deleted GitHub:alice.\n")
    assert not fob.accounts.rows


def test_setup_asks_for_a_name(fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    program = OnTerminal("setup", MFOB_PORT=str(fob.path))
    program.wait_for("New PIN, 4 to 12 digits (not shown):")
    program.type("\n")
    program.wait_for("A name for the fob (empty: none):")
    program.type("Ann's\n")
    assert program.end()[0] == 0
    assert fob.accounts.name == "Ann's"
    assert fob.accounts.clock_ms is not None


def test_ctrl_c_lets_the_request_go(fob: FakeFob) -> None:
    fob.consent = "wait"
    program = OnTerminal("add", URI, MFOB_PORT=str(fob.path))
    program.wait_for("Press ok there")
    program.type("\x03")
    assert program.end() == (130, "")
    assert fob.cancelled.wait(5)
    assert not fob.accounts.rows
    assert "Traceback" not in program.shown


def test_end_of_input_at_a_question(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    program = OnTerminal("delete", "alice", MFOB_PORT=str(fob.path))
    program.wait_for("[y/N]")
    program.type("\x04")
    assert program.end()[0] == 1
    assert "Nothing was entered" in program.shown


def test_without_a_terminal(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice", "A" * 32)
    port = {"MFOB_PORT": str(fob.path)}
    result = run("delete", "alice", **port)
    assert (result.returncode, result.stdout) == (2, "")
    assert "-f deletes without asking" in result.stderr
    result = run("add", "-", stdin=URI, **port)
    assert (result.returncode, result.stdout) == (1, "")
    assert "-f replaces the old" in result.stderr
    result = run("add", "-i", "GitHub", "-n", "bob", **port)
    assert result.returncode == 2
    assert "no terminal to ask for the key on" in result.stderr


def test_a_fob_silent_for_five_seconds(fob: FakeFob) -> None:
    fob.mute = True
    begin = time.monotonic()
    result = run("list", "--json", MFOB_PORT=str(fob.path))
    assert 5 <= time.monotonic() - begin < 15
    assert (result.returncode, json.loads(result.stdout)["error"]["code"]) == (3, "silent")
    assert result.stderr.startswith("Error: The fob does not answer (silent for 5 s)")


def test_two_programs_at_once(fob: FakeFob) -> None:
    fob.consent = "wait"
    first = OnTerminal("add", URI, MFOB_PORT=str(fob.path))
    first.wait_for("Press ok there")
    second = run("list", "--json", MFOB_PORT=str(fob.path))
    assert (second.returncode, json.loads(second.stdout)["error"]["code"]) == (3, "port_busy")
    fob.consent = "approve"
    assert first.end() == (0, "Added GitHub:alice.\n")


def test_a_reader_that_has_enough(fob: FakeFob) -> None:
    program = OnTerminal("list", MFOB_PORT=str(fob.path))
    assert program.process.stdout
    program.process.stdout.close()
    assert program.process.wait(15) in (0, 1)
    program.wait_for("no account")
    assert "Traceback" not in program.shown
