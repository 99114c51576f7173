"""HOTP under power cuts on the whole fob: a counter is never shown twice."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest

from e2e.conftest import Bench, code_of, wait_until

KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
ADDRESS = f"otpauth://hotp/GitHub:alice?secret={KEY}&counter=0"


def codes(count: int) -> list[str]:
    """The first codes of the key, by an independent program."""
    done = subprocess.run(
        ["oathtool", "--base32", "--hotp", f"--window={count - 1}", "-"],
        input=KEY, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def shown_after_press(fob: Bench) -> str:
    """The code on the screen after a press, or nothing where the power went."""
    fob.sim.tap("ok")
    found: list[str] = []

    def ended() -> bool:
        if not fob.sim.status()["power"]:
            return True
        found.append(code_of(fob.sim.text()))
        return bool(found[-1])

    wait_until(ended, "code, and the power on")
    return found[-1] if found and fob.sim.status()["power"] else ""


@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn"])
def test_a_counter_is_never_shown_twice(bench: Callable[..., Bench], torn: bool) -> None:
    fob = bench(rtc_set=True)
    assert fob.run("add", "-", stdin=ADDRESS + "\n", press="ok").code == 0
    wanted = codes(60)
    seen: list[str] = []
    cuts = 0
    for step in range(1, 40):
        fob.sim.wait_screen("ok = code")
        fob.sim.cut_at(step, torn)
        code = shown_after_press(fob)
        if code:  # the press was done before its step: all of them have been cut
            seen.append(code)
            break
        cuts += 1
        fob.sim.power_on()
        fob.sim.wait_screen("ok = code")
        seen.append(shown_after_press(fob))
        fob.sim.power_cut()
        fob.sim.power_on()
    assert cuts >= 2
    assert len(seen) == len(set(seen)), "a counter was shown twice"
    # Counters may be passed over by a cut, never gone back to.
    places = [wanted.index(code) for code in seen]
    assert places == sorted(places)
