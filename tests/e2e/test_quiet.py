"""Dim, dark, asleep: the whole firmware on a battery, its display, its buttons and its codes."""

from __future__ import annotations

import base64
import random
import time
from collections.abc import Callable
from typing import Any

import pyotp
import pytest

from e2e.conftest import Bench, code_of, wait_until
from fobcore.account import Account
from mfob import Fob, data
from mfob.sim.client import Sim
from mfob.sim.readback import read_text

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
_FULL, _DIM = 127, 127 // 8  # contrast
_WAKES_WITHIN = 1.0  # s of the world
_SLOWLY = "1/4"  # of the computer's time, while a wake is timed
LINES = {"virtual": {}, "tdisplay": {"line": "uart"}, "m5stickc_plus2": {"line": "uart"}}
M5 = {"board": "m5stickc_plus2", **LINES["m5stickc_plus2"]}


def with_account(bench: Callable[..., Bench], *names: str, **options: Any) -> Bench:
    """A fob with accounts; the codes of the first are SECRET's."""
    fob = bench(rtc_set=True, auto_approve=True, **options)
    with Fob.open(f"sim:{fob.sim.state.path}") as link:
        for number, name in enumerate(names or ("alice",)):
            secret = base64.b32decode(SECRET) + bytes(number)
            assert link.add(Account("GitHub", name, secret)).status == "added"
    return fob


def contrast(sim: Sim) -> int:
    return int(sim.status()["display"]["contrast"])


def dimmed(sim: Sim) -> bool:
    display = sim.status()["display"]
    light = display["backlight"]
    return display["contrast"] == _DIM if light is None else 0 < light < 2000


def dark(sim: Sim) -> bool:
    return not sim.status()["display"]["on"]


def pass_time(sim: Sim, seconds: float) -> None:
    """Lets time pass at once, and the fob see that it has: it reads its clock behind it."""
    behind = sim.status()["ticks_ms"] + seconds * 1000
    sim.advance(seconds)
    wait_until(lambda: sim.status()["bus_used_ms"] >= behind, "look at the clock")


def pass_until(sim: Sim, seconds: float, condition: Callable[[], bool], what: str) -> None:
    """The same, again where a press was not over or the fob busy when the time passed."""
    for _ in range(4):
        if condition():
            return
        pass_time(sim, seconds)
        until = time.monotonic() + 1
        while not condition() and time.monotonic() < until:
            time.sleep(0.02)
    wait_until(condition, what)


def to_dark(sim: Sim) -> None:
    """From a press on, on battery: 10 s to dim, 20 s to dark."""
    pass_time(sim, 0.3)  # the finger comes up, and the fob has to see that
    pass_until(sim, 10, lambda: dimmed(sim) or dark(sim), "dim display")
    pass_until(sim, 20, lambda: dark(sim), "dark display")


def to_sleep(sim: Sim) -> None:
    to_dark(sim)
    sim.advance(2.1)
    wait_until(lambda: sim.status()["asleep"], "sleep")


def test_dim_then_dark_then_asleep_and_back(bench: Callable[..., Bench]) -> None:
    sim = with_account(bench).sim
    sim.power_battery()
    sim.press("next")
    assert contrast(sim) == _FULL
    to_sleep(sim)
    sim.advance(100)
    assert sim.status()["asleep"] and dark(sim)
    sim.tap("next")
    sim.wait_screen("alice")
    assert contrast(sim) == _FULL and not dark(sim)


def test_on_a_plug_it_is_dark_later_and_never_sleeps(bench: Callable[..., Bench]) -> None:
    sim = with_account(bench).sim
    sim.press("next")
    for _ in range(3):
        pass_time(sim, 0.2)  # the finger comes up, and the fob has to see that
    pass_time(sim, 40)
    assert contrast(sim) == _FULL
    pass_until(sim, 5, lambda: dimmed(sim), "dim display")
    pass_time(sim, 240)
    assert dimmed(sim)
    pass_until(sim, 6, lambda: dark(sim), "dark display")
    drawn = sim.status()["display"]["bytes"]
    pass_time(sim, 3600)
    assert sim.status()["display"]["bytes"] == drawn  # nobody sees it
    assert not sim.status()["asleep"]
    with Fob.open(f"sim:{sim.state.path}") as link:  # what a computer asks lights it
        link.info()
    wait_until(lambda: not dark(sim), "lit display")
    assert "alice" in "\n".join(sim.wait_screen("alice"))


def test_a_press_in_the_dark_does_nothing_else(bench: Callable[..., Bench]) -> None:
    sim = with_account(bench, "alice", "bob").sim
    shown = sim.wait_screen(lambda lines: bool(code_of(lines)))  # not the question any more
    if "alice" not in "\n".join(shown):
        sim.press("next")
    sim.wait_screen("alice")
    sim.power_battery()
    to_dark(sim)
    sim.press("next")
    assert "alice" in "\n".join(sim.wait_screen("alice"))
    to_dark(sim)
    sim.press("ok", 1200)  # held, it would be the menu
    assert "alice" in "\n".join(sim.wait_screen("alice"))
    pass_time(sim, 0.2)  # the finger comes up
    sim.press("next")
    sim.wait_screen("bob")


def test_ok_that_wakes_it_is_no_ok_at_power_on(bench: Callable[..., Bench]) -> None:
    """That would be MicroPython's prompt."""
    sim = with_account(bench).sim
    sim.power_battery()
    sim.press("next")
    to_sleep(sim)
    sim.hold("ok")
    sim.wait_screen("alice")
    sim.release("ok")
    sim.wait_screen("alice")
    assert sim.status()["wakes"] == 1


def test_what_is_on_the_display_is_new_when_it_lights(bench: Callable[..., Bench]) -> None:
    """Not a code of before, for as long as it takes to draw."""
    sim = with_account(bench).sim
    sim.press("next")
    old = code_of(sim.wait_screen(lambda lines: bool(code_of(lines))))
    sim.power_battery()
    sim.press("next")
    to_dark(sim)
    sim.tap("next")
    wait_until(lambda: not dark(sim), "lit display")
    assert code_of(sim.text()) != old


@pytest.mark.parametrize(("board", "after"), [("virtual", "300"), ("m5stickc_plus2", "0")])
def test_a_vault_with_a_pin_is_locked_to_sleep(
    bench: Callable[..., Bench], board: str, after: str
) -> None:
    """20 s after it got dark, whatever lock_after says; before that a press finds it open."""
    fob = with_account(bench, board=board, **LINES[board])
    sim = fob.sim
    if after != "300":
        fob.run("config", "lock_after", after)
    with Fob.open(f"sim:{sim.state.path}") as link:
        link.set_pin("4711")
    pass_time(sim, 240)  # where a computer is not seen: its last line counts for 300 s
    sim.press("next")
    pass_time(sim, 62)
    sim.power_battery()
    sim.press("next")
    to_dark(sim)
    pass_time(sim, 17)
    assert not sim.status()["asleep"]
    sim.press("next")  # what was open is open
    sim.wait_screen("alice")
    to_dark(sim)
    steps = sim.flash_steps()
    sim.advance(20.1)
    wait_until(lambda: sim.status()["asleep"], "sleep")
    sim.tap("next")
    sim.wait_screen("LOCKED")
    assert sim.flash_steps() == steps


@pytest.mark.timeout(400)  # 20 starts of the firmware
@pytest.mark.parametrize("board", ["virtual", "tdisplay", "m5stickc_plus2"])
def test_a_day_of_twenty_looks(bench: Callable[..., Bench], board: str) -> None:
    """Every code is right, and the flash is as it was before: no look writes to it. One of the
    boards is switched off between most of them."""
    sim = with_account(bench, board=board, **LINES[board]).sim
    pass_time(sim, 301)  # since the computer spoke last: where it is not seen, it counts as there
    sim.power_battery()
    sim.press("next")
    to_sleep(sim)
    power: Any = data.board(board)["power"]
    off_after = power["off_after"] if power else None
    steps, wakes = sim.flash_steps(), sim.status()["wakes"]
    began = sim.utc()
    totp = pyotp.TOTP(SECRET)
    cold = 0
    for number, pause in enumerate(pauses(off_after or 60)):
        sim.advance(pause)
        if off_after is not None and pause > off_after:
            sim.wait_off()
            cold += 1
        wakes += 1  # where it is off, that was to switch itself off
        second = sim.utc() % 30
        if not 2 <= second < 24:  # no code that changes while it is looked at
            sim.advance((32 - second) % 30)
        seconds, code = woken(sim, number)
        assert code == totp.at(sim.utc()), number
        assert seconds < _WAKES_WITHIN, number
        to_sleep(sim)
    assert 86400 - 60 < sim.utc() - began < 86400 + 1200
    assert cold == (0 if off_after is None else 15)
    assert sim.status()["wakes"] == wakes
    assert sim.flash_steps() == steps


def pauses(near: int) -> list[float]:
    """s between 20 looks of a day, which take 33 s each; of four one comes soon: the fob has slept
    for less than `near` s."""
    chance = random.Random(6238)
    soon = [chance.uniform(0, near - 35) for _ in range(5)]
    cuts = sorted(chance.uniform(0, 1) for _ in range(14))
    shares = [after - before for before, after in zip([0.0, *cuts], [*cuts, 1.0], strict=True)]
    least = near + 60
    free = 86400 - 20 * 33 - sum(soon) - 15 * least
    found = [least + free * share for share in shares]
    for at, pause in zip((1, 5, 6, 12, 19), soon, strict=True):
        found.insert(at, pause)
    assert len(found) == 20
    return found


def woken(sim: Sim, number: int) -> tuple[float, str]:
    """s of the world from a button that goes down to the whole picture with a code; the code.
    Where the board is off, that is its power button, which stays down. The world is slower
    meanwhile: what a busy computer takes for the firmware's work counts for as much less."""
    picture, seen = sim.picture(), sim.look()["changes"]
    took, code = 0.0, ""
    sim.set_rate(_SLOWLY)
    began = sim.ticks()
    if sim.status()["power"]:
        sim.tap(("ok", "next")[number % 2])
    else:
        sim.power_battery()
    stood = time.monotonic()
    until = stood + 30
    while not code:
        assert time.monotonic() < until, "no code"
        time.sleep(0.02)
        look = sim.look(seen)
        if look["changes"] != seen:
            seen, stood, took = look["changes"], time.monotonic(), sim.ticks() - began
            picture = Sim.picture_of(look)
        elif time.monotonic() - stood > 0.3:  # to read it takes longer than to draw a part
            code, stood = code_of(read_text(picture)), time.monotonic()
    sim.set_rate(1)
    return took, code


def test_a_picture_that_stands_moves_by_a_pixel(bench: Callable[..., Bench]) -> None:
    fob = with_account(bench)
    fob.run("config", "dark_after", "0")
    sim = fob.sim
    sim.press("next")
    sim.wait_screen("alice")
    seen = [corner(sim)]
    for _ in range(4):
        pass_time(sim, 240.5)
        wait_until(lambda: corner(sim) != seen[-1], "picture elsewhere")
        seen.append(corner(sim))
    x, y = seen[0]
    assert seen[1:] == [(x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)]


def corner(sim: Sim) -> tuple[int, int]:
    """Where the picture begins: its first name is at the top, its bar at the left."""
    picture = sim.picture()
    first = next(y for y, row in enumerate(picture.rows) if row)
    return picture.width - max(row.bit_length() for row in picture.rows), first


def test_a_low_battery_is_said_once(bench: Callable[..., Bench]) -> None:
    sim = with_account(bench, **M5).sim
    pass_time(sim, 301)  # since the computer spoke last
    sim.power_battery()
    sim.press("next")
    sim.battery(percent=30)
    pass_time(sim, 11)
    pass_time(sim, 1)
    sim.wait_screen("alice")
    sim.battery(percent=9)
    sim.press("next")
    pass_time(sim, 11)
    sim.wait_screen("BATTERY LOW")
    sim.press("ok")
    sim.wait_screen("alice")
    sim.press("next")
    pass_time(sim, 11)
    sim.wait_screen("alice")


def test_a_battery_that_gets_low_while_the_fob_sleeps(bench: Callable[..., Bench]) -> None:
    """Each wake is a new start: it is said at the first, not at the second; anew once charged."""
    sim = with_account(bench, **M5).sim
    pass_time(sim, 301)  # since the computer spoke last
    sim.power_battery()
    sim.battery(percent=30)
    for percent, said in ((9, True), (9, False), (30, False), (9, True)):
        sim.press("next")
        to_sleep(sim)
        sim.battery(percent=percent)
        wakes = sim.status()["wakes"]
        sim.tap("next")
        wait_until(lambda wakes=wakes: sim.status()["wakes"] > wakes, "wake")
        pass_time(sim, 1)
        sim.wait_screen("BATTERY LOW" if said else "alice")
        if said:
            sim.press("ok")
            sim.wait_screen("alice")
    steps = sim.flash_steps()
    sim.press("next")
    to_sleep(sim)
    assert sim.flash_steps() == steps


@pytest.mark.parametrize("pin", ["", "4711"])
def test_an_empty_battery_locks_and_sleeps(bench: Callable[..., Bench], pin: str) -> None:
    sim = with_account(bench, **M5).sim
    if pin:
        with Fob.open(f"sim:{sim.state.path}") as link:
            link.set_pin(pin)
    pass_time(sim, 290)
    sim.press("next")
    pass_time(sim, 11)
    sim.power_battery()
    pass_time(sim, 1)  # a turn of its loop that began behind that: the battery was looked at
    steps = sim.flash_steps()
    sim.battery(percent=1)
    sim.press("next")
    sim.set_rate(0.2)  # it is said for 3 s, which a busy computer would miss
    pass_time(sim, 11)
    sim.wait_screen("BATTERY EMPTY", 20)
    sim.press("ok")  # for nothing
    sim.advance(3.1)
    wait_until(lambda: sim.status()["asleep"], "sleep")
    sim.tap("ok")
    sim.wait_screen("BATTERY EMPTY", 20)
    sim.set_rate(1)
    sim.advance(3.1)
    wait_until(lambda: sim.status()["asleep"], "sleep")
    assert sim.flash_steps() == steps
    sim.battery(percent=60)
    sim.tap("ok")
    sim.wait_screen("LOCKED" if pin else "alice")


def test_nobody_comes_and_the_board_is_switched_off(bench: Callable[..., Bench]) -> None:
    """A board with a latch uses less without power than asleep."""
    sim = with_account(bench, **M5).sim
    pass_time(sim, 301)
    sim.power_battery()
    sim.press("next")
    to_sleep(sim)
    steps = sim.flash_steps()
    power: Any = data.board("m5stickc_plus2")["power"]
    sim.advance(power["off_after"] - 1)
    assert sim.status()["asleep"]
    sim.advance(1)
    sim.wait_off()
    assert sim.status()["fault"] is None and sim.flash_steps() == steps
