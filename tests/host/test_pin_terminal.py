"""PINs on a terminal: hidden, a new one twice, and a locked fob met by another command."""

from __future__ import annotations

from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.terminal import OnTerminal

PIN = "493817"
URI = f"otpauth://totp/GitHub:alice?secret={RFC_KEY}&issuer=GitHub"


def answer(program: OnTerminal, *pairs: tuple[str, str]) -> None:
    for question, typed in pairs:
        program.wait_for(question)
        program.type(typed + "\n")


def test_a_locked_fob_met_on_the_way(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    fob.accounts.guard.set(PIN)
    program = OnTerminal("list", MFOB_PORT=str(fob.path))
    answer(program, ("PIN of the fob (10 tries are left, not shown):", PIN))
    assert program.end() == (0, "GitHub:alice\n")
    assert PIN not in program.shown
    assert '"Unlock"' in program.shown


def test_a_locked_fob_while_stdin_is_data(fob: FakeFob) -> None:
    fob.accounts.guard.set(PIN)
    program = OnTerminal("add", "-", stdin=URI + "\n", MFOB_PORT=str(fob.path))
    answer(program, ("PIN of the fob", PIN))
    assert program.end() == (0, "Added GitHub:alice.\n")
    assert PIN not in program.shown
    at = program.shown.index
    assert at('"Unlock"') < at('"Add"')


def test_a_wrong_one_ends_the_command(fob: FakeFob) -> None:
    fob.accounts.guard.set(PIN)
    program = OnTerminal("list", "-v", MFOB_PORT=str(fob.path))
    answer(program, ("PIN of the fob", "111111"))
    assert program.end() == (4, "")
    assert "Wrong PIN: 9 tries are left" in program.shown
    assert "111111" not in program.shown


def test_a_new_pin_is_asked_for_twice(fob: FakeFob) -> None:
    program = OnTerminal("pin", "set", MFOB_PORT=str(fob.path))
    answer(program, ("New PIN, 4 to 12", PIN), ("The same again:", "493818"))
    assert program.end() == (1, "")
    assert "not the same" in program.shown
    program = OnTerminal("setup", "--name", "x", MFOB_PORT=str(fob.path))
    answer(program, ("New PIN, 4 to 12", PIN), ("The same again:", PIN))
    assert program.end()[0] == 0
    assert PIN not in program.shown
    assert fob.accounts.guard.pin == PIN


def test_change_on_a_terminal(fob: FakeFob) -> None:
    fob.accounts.guard.set(PIN)
    program = OnTerminal("pin", "change", "--pin-file", "-", MFOB_PORT=str(fob.path))
    answer(program, ("PIN of the fob", PIN), ("New PIN", "2468"), ("The same again:", "2468"))
    assert program.end() == (0, "The PIN is changed.\n")
    assert fob.accounts.guard.pin == "2468"
    assert "2468" not in program.shown


def test_wipe_asks(fob: FakeFob) -> None:
    fob.accounts.put("GitHub", "alice")
    program = OnTerminal("wipe", MFOB_PORT=str(fob.path))
    answer(program, ("accounts: 1? [y/N]", "n"))
    assert program.end()[0] == 1
    assert fob.accounts.rows
