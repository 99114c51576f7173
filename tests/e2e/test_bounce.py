"""Buttons that bounce, on whole fobs with two buttons and with three: no press is lost and none
counts twice, be it short, long, or one that runs on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.conftest import Bench, wait_until
from mfob.sim.client import Sim

COUNT = 9  # accounts
# Board, and for how many ms its buttons bounce. While a finger is there the fob looks each 5 ms:
# three looks fall into 15.
FOBS = (("pico_oled", 5), ("m5stickc_plus2", 5), ("pico_oled", 15))
# On a busy computer the firmware may stand for a moment: less than a press, at this speed.
SLOWLY = "1/4"
SHORT = ("next", 100, 1)  # button, ms down, accounts that it goes on by
# From 0.8 s on it is long, then it runs on each 0.2 s: what lies between is far from both.
RUNS = 1520  # ms: long, and three more
PRESSES = {
    "pico_oled": [SHORT, SHORT, SHORT, ("next", 920, -1), SHORT, ("next", RUNS, -4), SHORT],
    "m5stickc_plus2": [
        SHORT, SHORT, ("next", 920, 1), ("back", 100, -1), ("next", RUNS, 4), ("back", 920, -1),
        ("back", RUNS, -4), SHORT,
    ],
}  # fmt: skip
CODES = 5  # presses of ok, each of which counts a HOTP up


def at(lines: list[str]) -> int:
    """Which account is on the screen, from 0; -1: none."""
    found = re.search(rf"\b(\d+)/{COUNT}\b", " ".join(lines))
    return int(found[1]) - 1 if found else -1


def press(sim: Sim, button: str, ms: int) -> None:
    """Down and up, and for as long as a next press is no part of this one."""
    sim.press(button, ms)
    up = sim.ticks()
    wait_until(lambda: sim.ticks() - up > 0.1, "the finger up", 30)


@pytest.mark.parametrize(("board", "bounce"), FOBS)
def test_each_press_counts_once(
    board: str, bounce: int, bench: Callable[..., Bench], tmp_path: Path
) -> None:
    addresses = [
        f"otpauth://hotp/GitHub:n{number}?secret=GEZDGNBVGY3TQOJ{letter}&issuer=GitHub&counter=0"
        for number, letter in enumerate("ABCDEFGHI")
    ]
    (tmp_path / "accounts.txt").write_text("\n".join(addresses) + "\n")
    fob = bench(board=board, rtc_set=True, bounce_ms=bounce)
    sim = fob.sim
    result = fob.run("import", str(tmp_path / "accounts.txt"), press="ok")
    assert result.code == 0, result
    wanted = at(sim.wait_screen(lambda lines: at(lines) >= 0))
    sim.set_rate(SLOWLY)
    for button, ms, by in PRESSES[board]:
        press(sim, button, ms)
        wanted = (wanted + by) % COUNT
        sim.wait_screen(lambda lines, wanted=wanted: at(lines) == wanted, 10)
    seen = set()
    for _ in range(CODES):
        press(sim, "ok", 100)
        lines = sim.wait_screen(lambda lines: tuple(lines) not in seen, 10)
        seen.add(tuple(lines))
        assert at(lines) == wanted
    press(sim, "ok", 920)
    sim.wait_screen("> Find an account", 10)
    press(sim, "next", 100)
    sim.wait_screen("> Favourite: no", 10)
    sim.set_rate(1)
    counters = [account["counter"] for account in fob.accounts()]
    assert sorted(counters) == [0] * (COUNT - 1) + [CODES], counters
