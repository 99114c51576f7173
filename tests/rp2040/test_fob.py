"""The whole fob on the emulated chip: one story in order, since a start takes half a minute.

Each test leaves the fob unlocked or says what it is; what the `unix` chip proves in full is tried
once here, on the processor and the MicroPython that people have.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import segno

from e2e.conftest import Bench, code_of, oathtool
from e2e.pad import fill, turn_to
from fobcore import frames
from mfob import Fob
from mfob.errors import HostError
from mfob.sim.errors import SimError
from rp2040.conftest import PATIENCE

ALICE = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
CAROL = "KRSXG5CTMVRXEZLUKRSXG5CT"
TOTP = f"otpauth://totp/GitHub:alice?secret={ALICE}&issuer=GitHub"
HOTP = f"otpauth://hotp/GitHub:bob?secret={ALICE}&issuer=GitHub&counter=0"
PIN = "1000"
WRONG = "0000"
PROMPT = (b">>>", b"MicroPython ", b"raw REPL")
HELLO = b"\n" + frames.encode(">", "0badcafe", 1, "1/1", b'{"do":"hello"}')
ANSWER = b"<0badcafe 1 1/1 "
_STANDS = 0.15  # s of the world; a picture is drawn within 60 ms of a press


@pytest.fixture(scope="module")
def fob(starts: Callable[..., Bench]) -> Bench:
    """The fob of the story, at first without time and accounts."""
    return starts()


@pytest.fixture(autouse=True)
def time_goes_on(fob: Bench) -> None:
    """Whatever the test before did."""
    if fob.sim.status()["power"]:
        fob.sim.go()


def host(fob: Bench) -> Fob:
    return Fob.open(f"sim:{fob.sim.state.path}")


def shows(fob: Bench, wanted: str) -> list[str]:
    return fob.sim.wait_screen(wanted, PATIENCE)


def restart(fob: Bench) -> None:
    fob.sim.power_cut()
    fob.sim.power_on()


def page(fob: Bench) -> list[str]:
    """The text once the picture stands: here one sees it being drawn."""
    end = time.monotonic() + PATIENCE
    seen, since = -1, 0.0
    while time.monotonic() < end:
        changes = fob.sim.look(seen)["changes"]
        if changes != seen:
            seen, since = changes, fob.sim.ticks()
        elif fob.sim.ticks() - since > _STANDS:
            return fob.sim.text()
        time.sleep(0.02)
    raise AssertionError(fob.sim.text())


def look_for(fob: Bench, name: str) -> None:
    """Turns pages until that account's is there."""
    for _ in range(5):
        if any(name in line for line in page(fob)):
            return
        fob.sim.press("next")
    raise AssertionError(fob.sim.text())


def unlock(fob: Bench, pin: str) -> None:
    """By the host; the short press for it as a person gives it."""
    import threading

    told: list[BaseException] = []

    def ask() -> None:
        try:
            with host(fob) as mine:
                mine.unlock(pin)
        except HostError as error:
            told.append(error)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    shown = 0.0
    end = time.monotonic() + PATIENCE
    while thread.is_alive():
        assert time.monotonic() < end, fob.sim.text()
        if not any("next = no" in line for line in fob.sim.text()):
            shown = 0.0
        elif not shown:
            shown = fob.now()
        elif fob.now() - shown > 0.4:
            fob.sim.press("ok")
            shown = 0.0
        thread.join(0.05)
    if told:
        raise told[0]


def test_starts_without_time(fob: Bench) -> None:
    assert fob.sim.text()[0] == "No accounts yet"
    info = fob.run("info", "--json")
    assert info.code == 0, info
    assert info.json["board"] == "pico_oled"
    assert (info.json["accounts"], info.json["clock"]) == (0, "unset")
    status = fob.sim.status()
    assert (status["resets"], status["fault"]) == (0, None)


def test_its_clock(fob: Bench) -> None:
    result = fob.run("clock", "set", press="ok")
    assert result.code == 0, result
    told = fob.run("clock", "--json")
    assert told.code == 0, told
    assert told.json["state"] == "trusted"
    assert abs(told.json["offset_ms"]) <= 2000
    assert abs(fob.sim.rtc()["offset_ms"]) <= 1000


def test_an_account_by_picture_and_its_pixels(fob: Bench, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    segno.make(TOTP).save(str(picture), scale=6)
    result = fob.run("add", "--qr", str(picture), press="ok")
    assert result.code == 0, result
    assert any("GitHub" in line for line in result.asked[0])
    fob.stand()
    for _ in range(2):
        wanted = oathtool(ALICE, fob.sim.utc())
        fob.sim.wait_screen(lambda lines, wanted=wanted: code_of(lines) == wanted, PATIENCE)
        assert "alice" in fob.sim.text()
        fob.sim.advance(30 - fob.sim.utc() % 30)
    result = fob.run("code", "alice", "--json", press="ok")
    assert result.code == 0, result
    assert result.json["accounts"][0]["code"] == oathtool(ALICE, fob.sim.utc())


def test_the_power_goes_while_an_account_is_added(fob: Bench) -> None:
    """At its first steps, whole and torn: afterwards it is as before or as after."""
    before = fob.accounts()
    for step, torn in ((1, False), (2, True)):
        fob.sim.cut_at(step, torn)
        process = fob.start("add", "-i", "Bank", "-n", f"carol {step}", stdin=CAROL + "\n")
        fob.answer(process)
        fob.sim.wait_off(PATIENCE)
        process.kill()
        process.communicate()
        fob.sim.power_on()
        after = fob.accounts()
        assert after[: len(before)] == before
        assert len(after) - len(before) in (0, 1)
        before = after
    look_for(fob, "alice")
    assert fob.run("info", "--json").json["damaged"] == 0


def test_a_counter_is_not_shown_twice(fob: Bench) -> None:
    result = fob.run("add", "-", stdin=HOTP + "\n", press="ok")
    assert result.code == 0, result
    wanted = subprocess.run(
        ["oathtool", "--base32", "--hotp", "--window=9", "-"],
        input=ALICE, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    look_for(fob, "bob")
    seen = []
    for cut in (0, 1):
        assert "ok = code" in page(fob)
        fob.sim.cut_at(cut, torn=True)
        fob.sim.tap("ok")
        if cut:
            fob.sim.wait_off(PATIENCE)
            fob.sim.power_on()
            look_for(fob, "bob")
            fob.sim.tap("ok")
        fob.sim.wait_screen(lambda lines: bool(code_of(lines)), PATIENCE)
        seen.append(wanted.index(code_of(page(fob))))
        if not cut:
            look_for(fob, "alice")
            look_for(fob, "bob")
    assert seen[0] == 0 < seen[1] <= 2


def test_all_is_there_after_a_power_cut(fob: Bench) -> None:
    before = fob.accounts()
    assert {"alice", "bob"} <= {row["name"] for row in before}
    restart(fob)
    assert fob.accounts() == before
    fob.stand()
    look_for(fob, "alice")
    wanted = oathtool(ALICE, fob.sim.utc())
    fob.sim.wait_screen(lambda lines: code_of(lines) == wanted, PATIENCE)


def test_a_pin(fob: Bench, tmp_path: Path) -> None:
    """Set, locked by a power cut, wrong tries by two ways, a delay, unlocked by the buttons."""
    (tmp_path / "pin").write_text(PIN + "\n")
    (tmp_path / "pin").chmod(0o600)
    result = fob.run("pin", "set", "--pin-file", str(tmp_path / "pin"), press="ok")
    assert result.code == 0, result
    restart(fob)
    shows(fob, "LOCKED")
    locked = fob.run("list")
    assert locked.code == 4 and "alice" not in locked.out + locked.err
    with pytest.raises(HostError) as told:
        unlock(fob, WRONG)
    assert told.value.code == "bad_pin"
    fob.sim.advance(2)
    type_pin(fob, WRONG)
    shows(fob, "8 tries")
    restart(fob)  # gives no try back
    info = fob.run("info", "--json").json
    assert (info["tries"], info["locked"]) == (8, True)
    fob.sim.advance(5)
    type_pin(fob, PIN)
    fob.sim.wait_screen(lambda lines: "LOCKED" not in lines and "PIN" not in lines, PATIENCE)
    assert {"alice", "bob"} <= {row["name"] for row in fob.accounts()}


def type_pin(fob: Bench, pin: str) -> None:
    """By the buttons."""
    shows(fob, "ok = type the PIN")
    turn_to(fob, "ok", 0, 0, PATIENCE)
    fill(fob, pin, PATIENCE)


def test_lock_and_unlock_from_the_computer(fob: Bench) -> None:
    assert fob.run("lock").code == 0
    shows(fob, "LOCKED")
    unlock(fob, PIN)
    assert {"alice", "bob"} <= {row["name"] for row in fob.accounts()}


@pytest.mark.parametrize("flood", [b"\x03", b"\x03\x04\r\x02\x01" + HELLO], ids=["3", "all"])
def test_control_characters_give_no_prompt(fob: Bench, flood: bytes) -> None:
    """From power-on until the fob answers, and while it runs."""
    fob.sim.power_cut()
    fob.sim.power_on(wait=False)
    heard = poured(fob, flood, HELLO)
    assert ANSWER in heard, heard[-500:]
    assert not any(sign in heard for sign in PROMPT), heard[-500:]
    status = fob.sim.status()
    assert (status["power"], status["resets"], status["fault"]) == (True, 0, None)


def poured(fob: Bench, flood: bytes, hello: bytes) -> bytes:
    """Pours `flood` into the port until the fob has answered hello; all that it said."""
    end = time.monotonic() + PATIENCE
    heard = b""
    descriptor = -1
    asked = 0.0
    try:
        while ANSWER not in heard:
            assert time.monotonic() < end, (fob.sim.status(), heard[-500:])
            try:
                if descriptor < 0:
                    descriptor = os.open(fob.sim.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
                os.write(descriptor, flood * 8)
                if time.monotonic() > asked:
                    os.write(descriptor, hello)
                    asked = time.monotonic() + 5
                heard += os.read(descriptor, 65536)
            except BlockingIOError:
                time.sleep(0.01)
            except (OSError, SimError):
                time.sleep(0.05)
    finally:
        if descriptor >= 0:
            os.close(descriptor)
    return heard


def test_goes_on_under_the_other_chip(fob: Bench) -> None:
    """The last of the story: the same flash, with MicroPython for the computer."""
    fob.sim.stop()
    other = Bench(type(fob.sim).start(fob.sim.state.path, lease=True))
    try:
        assert other.run("info", "--json").json["board"] == "virtual"
        other.sim.wait_screen("LOCKED", PATIENCE)
        unlock(other, PIN)
        assert {"alice", "bob"} <= {row["name"] for row in other.accounts()}
    finally:
        other.sim.stop()
