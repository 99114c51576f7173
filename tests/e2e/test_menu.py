"""The fob without a computer: the menu, a PIN set by its buttons, everything erased."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from e2e.conftest import Bench, wait_until
from e2e.test_pin import KEY, PIN, fill_pad, host, push, restart, shows, type_pin
from fobcore.account import Account
from fuzz.wire import approved
from mfob.sim.errors import SimError


@pytest.fixture
def open_fob(bench: Callable[..., Bench]) -> Bench:
    """A fob with alice and no PIN. Time runs at twice its speed."""
    fob = bench(rtc_set=True, rate="2")
    with host(fob) as mine:
        approved(fob, lambda: mine.add(Account("GitHub", "alice", KEY)))
    fob.sim.wait_screen("alice")
    return fob


def still(fob: Bench) -> list[str]:
    """The text once nothing has been drawn for a moment: half a picture may read as anything."""
    seen, since, end = -1, 0.0, time.monotonic() + 10
    while time.monotonic() < end:
        changes = fob.sim.look(seen)["changes"]
        if changes != seen:
            seen, since = changes, fob.sim.ticks()
        elif fob.sim.ticks() - since > 0.15:
            return fob.sim.text()
        time.sleep(0.02)
    raise AssertionError(fob.sim.text())


def choose(fob: Bench, row: str) -> None:
    """Opens the menu and takes a row."""
    fob.sim.press("ok", 1000)
    fob.sim.wait_screen(lambda lines: lines[0].startswith("> "))
    fob.sim.advance(0.2)  # the finger comes up
    for _ in range(16):
        before = still(fob)
        if f"> {row}" in before:
            break
        fob.sim.press("next")
        wait_until(lambda before=before: still(fob) != before, "the next row")
    for _ in range(5):  # on a busy computer the fob may miss a press
        fob.sim.press("ok", ms=400)
        try:
            fob.sim.wait_screen(lambda lines: f"> {row}" not in lines, 2)
            return
        except SimError:
            pass
    raise AssertionError(fob.sim.text())


def test_a_pin_set_by_the_buttons(open_fob: Bench) -> None:
    choose(open_fob, "Set a PIN")
    fill_pad(open_fob, PIN, "New PIN")
    fill_pad(open_fob, PIN, "New PIN again")
    open_fob.sim.wait_screen("PIN SET", 30)
    push(open_fob, "ok", "alice")
    assert open_fob.run("info", "--json").json["pin"] is True
    restart(open_fob)
    assert "LOCKED" in shows(open_fob)
    type_pin(open_fob, PIN)
    open_fob.sim.wait_screen("alice")
    choose(open_fob, "Lock")
    open_fob.sim.wait_screen("LOCKED")
    assert open_fob.run("list").code == 4


def test_erasing_everything(open_fob: Bench) -> None:
    choose(open_fob, "Erase everything")
    open_fob.sim.wait_screen("ERASE EVERYTHING")
    push(open_fob, "next", "alice")
    choose(open_fob, "Erase everything")
    open_fob.sim.wait_screen("ERASE EVERYTHING")
    push(open_fob, "ok", "No accounts yet")  # the first may come too early to have been read
    assert open_fob.run("list", "--json").json["accounts"] == []
    assert KEY not in open_fob.sim.state.flash.read_bytes()
