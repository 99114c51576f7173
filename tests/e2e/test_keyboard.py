"""The code, typed by the fob into the computer's other window: what arrives there is pyotp's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyotp
import pytest

from e2e.conftest import Bench, wait_until

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
STEAM = "otpauth://totp/Steam:bob?secret=" + KEY + "&encoder=steam"
ALPHABET = "23456789BCDFGHJKMNPQRTVWXY"


@pytest.fixture
def fob(bench: Callable[..., Bench]) -> Iterator[Bench]:
    """A fob with alice that is a keyboard."""
    fob = bench(rtc_set=True)
    assert fob.add_uri(f"otpauth://totp/GitHub:alice?secret={KEY}").code == 0
    assert not fob.sim.keyboard()["connected"]
    switched(fob, "type_code", "on")
    wait_until(lambda: fob.sim.keyboard()["connected"], "the keyboard")
    yield fob


def switched(fob: Bench, key: str, value: str) -> None:
    result = fob.run("config", key, value, press="ok")
    assert result.code == 0, result


def typed(fob: Bench, done: Callable[[str], bool] = lambda text: len(text) == 6) -> str:
    """ok, held and let go; what the computer has then read."""
    fob.sim.keyboard(clear=True)
    fob.sim.press("ok", 1200)
    wait_until(lambda: done(fob.sim.keyboard()["text"]), "the code")
    fob.sim.wait_screen("typed")
    return str(fob.sim.keyboard()["text"])


def expected(fob: Bench, act: Callable[[], str]) -> tuple[str, set[str]]:
    """What was typed, and pyotp's codes before and after it."""
    before = fob.sim.utc()
    text = act()
    return text, {pyotp.TOTP(KEY).at(utc) for utc in (before, fob.sim.utc())}


def test_the_code_arrives(fob: Bench) -> None:
    text, codes = expected(fob, lambda: typed(fob))
    assert text in codes
    switched(fob, "type_enter", "on")  # the line works as before
    text, codes = expected(fob, lambda: typed(fob, lambda text: text.endswith("\n")))
    assert text[:-1] in codes


def test_by_another_layout_s_row_and_after_a_power_cut(fob: Bench) -> None:
    switched(fob, "type_layout", "fr")
    fob.sim.keyboard(layout="fr", num=False)
    fob.sim.power_cut()
    assert not fob.sim.keyboard()["connected"]
    fob.sim.power_on()
    wait_until(lambda: fob.sim.keyboard()["connected"], "the keyboard")
    fob.sim.wait_screen("alice")
    text, codes = expected(fob, lambda: typed(fob))
    assert text in codes
    fob.sim.keyboard(caps=True, clear=True)
    fob.sim.press("ok", 1200)
    fob.sim.wait_screen("Caps Lock!")
    assert fob.sim.keyboard()["text"] == ""


def test_steam_s_letters(fob: Bench) -> None:
    assert fob.add_uri(STEAM).code == 0
    switched(fob, "type_layout", "de")
    fob.sim.keyboard(layout="de", system="windows", caps=True)
    if not any("bob" in line for line in fob.sim.text()):
        fob.sim.press("next")
    fob.sim.wait_screen("bob")
    text = typed(fob, lambda text: len(text) == 5)
    assert re.fullmatch(f"[{ALPHABET}]{{5}}", text)
    shown = fob.run("code", "bob", press="ok").out
    if text not in shown:  # a new period has begun meanwhile
        text = typed(fob, lambda text: len(text) == 5)
        assert text in fob.run("code", "bob", press="ok").out


def test_held_on_it_is_the_menu_and_nothing_is_typed(fob: Bench) -> None:
    fob.sim.press("ok", 2500)
    fob.sim.wait_screen("Set the clock")
    assert fob.sim.keyboard()["text"] == ""


def test_off_again_it_types_nothing(fob: Bench) -> None:
    switched(fob, "type_code", "off")
    fob.sim.press("ok", 1200)
    fob.sim.wait_screen("Set the clock")
    assert fob.sim.keyboard()["text"] == ""


def test_a_chip_behind_a_serial_converter_has_no_such_setting(bench: Callable[..., Bench]) -> None:
    fob = bench(rtc_set=True, board="tdisplay")
    assert "type_code" not in fob.run("config", "--json").json["settings"]
    assert fob.run("config", "type_code", "on").code == 1
    assert fob.sim.keyboard() == {
        "connected": False, "text": "", "layout": "us", "system": "linux", "num": True,
        "caps": False,
    }  # fmt: skip
