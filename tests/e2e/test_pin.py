"""The PIN on the whole fob: set, locked after a restart, unlocked by the buttons, tries, wipe."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import serial

from e2e.conftest import Bench, finish, wait_until
from e2e.pad import fill, turn_to
from fobcore.account import Account
from fuzz.wire import Wire, approved
from mfob import Fob
from mfob.errors import HostError
from mfob.sim.errors import SimError

PIN = "2075"
WRONG = "1102"
KEY = b"12345678901234567890"
NAMES = ("GitHub", "alice")
HINTS = ("next=+1 hold next=-1", "ok=take hold ok=done")


def host(fob: Bench) -> Fob:
    return Fob.open(f"sim:{fob.sim.state.path}")


def restart(fob: Bench) -> None:
    fob.sim.power_cut()
    fob.sim.power_on()


def shows(fob: Bench) -> str:
    return "\n".join(fob.sim.text())


def push(fob: Bench, button: str, wanted: str) -> list[str]:
    """Presses until the screen has such a line: on a busy computer the fob may miss a press."""
    for _ in range(5):
        fob.sim.press(button, ms=200)
        try:
            return fob.sim.wait_screen(lambda lines: wanted in lines, 2)
        except SimError:
            pass
    raise AssertionError(fob.sim.text())


def type_pin(fob: Bench, pin: str) -> None:
    """As a person: reads the pad, presses until it shows the digit, takes it; holds to end."""
    fob.sim.wait_screen("ok = type the PIN")
    turn_to(fob, "ok", 0, 0)
    fill_pad(fob, pin)


def fill_pad(fob: Bench, pin: str, title: str = "PIN") -> None:
    """Types on the pad that is on the screen, which says nothing of what was typed but how many
    digits it was."""
    wanted = [title, "0", *HINTS]
    fob.sim.wait_screen(lambda lines: lines == wanted)
    fill(fob, pin)


@pytest.fixture
def locked(bench: Callable[..., Bench]) -> Bench:
    """A fob with alice and a PIN, started anew. Time runs at four times its speed."""
    fob = bench(rtc_set=True, rate="4")
    with host(fob) as mine:
        approved(fob, lambda: mine.add(Account("GitHub", "alice", KEY)))
        approved(fob, lambda: mine.set_pin(PIN))
    assert "alice" in shows(fob)
    restart(fob)
    return fob


def test_set_with_the_host_program(fob: Bench, tmp_path: Path) -> None:
    """Only after the press; without it nothing is set."""
    (tmp_path / "pin").write_text(PIN + "\n")
    result = fob.run("pin", "set", "--pin-file", str(tmp_path / "pin"), press="next")
    assert result.code == 5, result
    assert fob.run("info", "--json").json["pin"] is False
    result = fob.run("pin", "set", "--pin-file", str(tmp_path / "pin"), press="ok")
    assert result.code == 0, result
    assert [line for line in result.asked[0] if line][0] == "Set PIN"
    restart(fob)
    info = fob.run("info", "--json").json
    assert info["pin"] and info["locked"] and info["accounts"] is None


def test_locked_it_tells_no_name(locked: Bench) -> None:
    """Exit 4 without a terminal; no name on the screen or on the wire, whatever is asked."""
    for command in (["list"], ["code"], ["delete", "alice", "-f"], ["list", "--json"]):
        result = locked.run(*command)
        assert result.code == 4, result
        assert not any(name in result.out for name in NAMES)
    with serial.Serial(locked.sim.port, 115200, timeout=0, write_timeout=60) as port:
        wire = Wire(port)
        for do in ("info", "list", "code", "settings", "delete", "rename", "move", "clock"):
            wire.ask(b'{"do":"%s","id":1,"to":0,"issuer":"I","name":"n"}' % do.encode())
        wire.ask(b'{"do":"add","account":{"issuer":"X","name":"y","secret":"GEZDGNBVGY3TQOJQ"}}')
        wire.ask(b'{"do":"selftest"}')
        heard = bytes(wire.heard)
    for name in NAMES:
        assert name.encode() not in heard
    for button, ms in (("next", 100), ("next", 1000), ("ok", 100), ("next", 100), ("ok", 100)):
        assert not any(name in shows(locked) for name in NAMES)
        locked.sim.press(button, ms)
    assert not any(name in shows(locked) for name in NAMES)


def test_unlocked_by_the_buttons_locked_by_a_long_press(locked: Bench) -> None:
    type_pin(locked, WRONG)
    locked.sim.wait_screen("Wrong PIN.")
    assert "9 tries left" in " ".join(locked.sim.text())
    locked.sim.advance(2)
    type_pin(locked, PIN)
    locked.sim.wait_screen("alice")
    assert locked.accounts()[0]["name"] == "alice"
    assert locked.run("info", "--json").json["locked"] is False
    locked.sim.press("ok", 2400)
    locked.sim.wait_screen("LOCKED")
    assert not any(name in shows(locked) for name in NAMES)
    assert locked.run("list").code == 4


def test_half_a_pin_is_typed_anew_after_a_lock(locked: Bench) -> None:
    """What was typed does not outlive the lock: a later, shorter entry is not completed by it."""
    turn_to(locked, "ok", 0, 0)
    turn_to(locked, "ok", 1, 0)
    restart(locked)
    type_pin(locked, PIN)
    locked.sim.wait_screen("alice")


def test_locks_itself(locked: Bench) -> None:
    """After five minutes of the world without a button or a request."""
    type_pin(locked, PIN)
    locked.sim.wait_screen("alice")
    for _ in range(7):
        locked.sim.advance(40)
        time.sleep(0.1)
    assert "alice" in shows(locked)
    locked.sim.advance(40)
    locked.sim.wait_screen("LOCKED")
    assert locked.run("list").code == 4


def test_a_try_without_a_press_costs_none(locked: Bench, tmp_path: Path) -> None:
    (tmp_path / "pin").write_text(WRONG + "\n")
    process = locked.start("unlock", "--pin-file", str(tmp_path / "pin"))
    locked.sim.wait_screen("from the computer")
    for _ in range(4):
        locked.sim.advance(8)
        time.sleep(0.1)
    result = finish(process)
    assert result.code == 5, result
    assert PIN not in result.err and WRONG not in result.err
    with host(locked) as mine:
        assert mine.info().tries == 10


def test_brute_force(locked: Bench) -> None:
    """Tries over USB and by the buttons in turn, as early as they are taken, the plug pulled in
    between: ten of them, 511 seconds of the world, and a fob that starts empty."""
    began = locked.sim.utc()
    delays = 0
    for number in range(1, 11):
        if number % 3 == 0:
            type_pin(locked, WRONG)
            if number < 10:
                locked.sim.wait_screen("Wrong PIN.", 20)
        else:
            with host(locked) as mine, pytest.raises(HostError) as told:
                approved(locked, lambda mine=mine: mine.unlock(WRONG))
            assert told.value.code == ("wiped" if number == 10 else "bad_pin")
        if number == 10:
            break
        if number in (4, 8):  # gains nothing: the delay starts anew
            restart(locked)
        delay = 1 << (number - 1)
        delays += delay
        with host(locked) as mine:
            info = mine.info()
            assert info.tries == 10 - number
            assert info.wait <= delay
            if delay >= 8:
                assert info.wait > delay - 8  # what passed since, at four times the speed
                with pytest.raises(HostError) as told:
                    mine.unlock(PIN)  # too early even for the right one; no question is asked
                assert told.value.code == "pin_wait"
                assert mine.info().tries == 10 - number
            while (left := mine.info().wait) > 0:
                locked.sim.advance(min(left, 5))
                time.sleep(0.05)
    assert delays == 511 <= locked.sim.utc() - began
    locked.sim.wait_screen("No accounts yet", 20)
    wait_until(lambda: locked.run("list").code == 0, "answer")
    assert locked.accounts() == []
    info = locked.run("info", "--json").json
    assert info["pin"] is False and info["locked"] is False
    assert KEY not in locked.sim.state.flash.read_bytes()
    assert locked.sim.status()["resets"] == 1  # the one behind the wipe
