"""The clock end to end: how right a setting is, what faults come to, setting it by the buttons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from e2e.conftest import Bench, code_of, oathtool, wait_until
from e2e.test_menu import choose
from mfob.sim.world import SECOND

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
URI = f"otpauth://totp/GitHub:alice?secret={SECRET}&issuer=GitHub"


@pytest.mark.parametrize(("line", "most"), [("usb", 20), ("uart", 50)])
def test_a_setting_is_right(line: str, most: int, bench: Callable[..., Bench]) -> None:
    """Against the chip model's own clock; never further off than the fob then says."""
    fob = bench(line=line)
    off = []
    for press in ("ok", "", ""):
        result = fob.run("clock", "set", "--json", press=press)
        assert result.code == 0, result
        told = result.json
        off.append(abs(fob.sim.rtc()["offset_ms"]))
        assert off[-1] <= told["error_ms"] and told["state"] == "trusted"
        assert told["pressed"] is bool(press)
        if off[-1] < most:
            return  # a busy computer's round trips are long: then the best of three
    assert min(off) < most, off


def test_a_coin_cell_taken_out(fob: Bench) -> None:
    assert fob.add_uri(URI).code == 0
    fob.sim.rtc(battery=False)
    fob.sim.power_cut()
    fob.sim.power_on()
    fob.sim.wait_screen("CLOCK NOT SET")
    assert fob.run("code", "alice").code == 6
    told = fob.run("clock")
    assert told.code == 0 and "coin cell" in told.out + told.err
    fob.sim.rtc(battery=True)
    assert fob.run("clock", "set", press="ok").code == 0
    fob.sim.wait_screen("alice")
    assert code_of(fob.sim.text())


def test_a_chip_that_jumps_is_not_believed_after_a_restart_either(fob: Bench) -> None:
    assert fob.add_uri(URI).code == 0
    fob.sim.wait_screen("alice")
    fob.sim.rtc(shift=3600 * SECOND)
    fob.sim.wait_screen("CLOCK NOT SET")
    fob.sim.power_cut()
    fob.sim.power_on()
    fob.sim.wait_screen("CLOCK NOT SET")
    assert fob.run("clock", "--json").json["lost"] == "stepped"
    assert fob.run("clock", "set", press="ok").code == 0
    fob.sim.wait_screen("alice")
    codes = [oathtool(SECRET, fob.sim.utc() + d) for d in (-1, 0)]
    assert code_of(fob.sim.text()) in codes


def test_a_bus_that_is_stuck_for_a_while(fob: Bench) -> None:
    assert fob.add_uri(URI).code == 0
    fob.sim.wait_screen("alice")
    fob.sim.rtc(fail=-1)
    fob.sim.wait_screen("CLOCK NOT SET")
    assert fob.run("clock", "--json").json["lost"] == "bus"
    fob.sim.rtc(fail=0)
    fob.sim.wait_screen("alice")


def test_set_by_the_buttons(bench: Callable[..., Bench]) -> None:
    fob = bench()
    choose(fob, "Set the clock")
    for _ in range(10):  # six fields; on a busy computer the fob may miss a press
        if any("next: change" in line for line in fob.sim.text()):
            break
        seen = fob.sim.look()["changes"]
        fob.sim.press("ok", ms=200)
        wait_until(lambda seen=seen: fob.sim.look(seen)["changes"] != seen, "the next field")
    assert fob.sim.text()[:3] == ["Set the clock", "2026-01-01 00:00:00", "UTC+00:00"]
    fob.sim.press("ok", ms=200)
    fob.sim.wait_screen("Clock: sure")
    assert fob.run("clock", "--json").json["last_set"] == 1767225600  # 2026-01-01
