"""`mfob clock` and Fob.set_clock against the strict fake fob."""

from __future__ import annotations

import itertools
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from host.conftest import tools
from host.fakeclock import FREE
from host.fakefob import FakeFob
from host.test_cli import error_of, object_of
from mfob import Fob, HostError, errors
from mfob.cli.main import cli
from mfob.errors import of_code

KEYS = {
    "state", "time", "error_ms", "offset_ms", "ppm", "last_set", "ppm_error", "age", "free_ms",
    "history", "offset_error_ms", "lost", "part", "aging", "pressed",
}  # fmt: skip
DAY = 86_400


def settings(fob: FakeFob) -> list[dict[str, Any]]:
    """The settings that the fob was sent."""
    return [request for request in fob.requests if request["do"] == "set_clock"]


def test_set_is_true_within_what_it_says(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    fob.accounts.clock.delays = iter([(0.0, 0.05), (0.06, 0.0)] * 4)
    told = object_of(runner.invoke(cli, ["clock", "set", "--json"]))
    assert set(told) == KEYS
    (sent,) = settings(fob)
    (off,) = fob.accounts.clock.taken
    assert abs(off) <= sent["error_ms"] - 100  # which nobody knows this computer's clock better
    assert abs(told["offset_ms"]) <= sent["error_ms"] + told["offset_error_ms"]
    assert told["pressed"] is True
    asked = [request["do"] for request in fob.requests]
    assert asked[: asked.index("set_clock")].count("clock") >= 8
    assert asked[asked.index("set_clock") - 1] == "clock"


def test_the_quickest_trip_is_the_one_that_is_sent(fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    slow = [(0.0, 0.12)] * 5 + [(0.0, 0.0)] + [(0.12, 0.0)] * 2
    fob.accounts.clock.delays = iter(slow)
    with Fob.open(str(fob.path)) as key:
        key.set_clock()
    (sent,), (off,) = settings(fob), fob.accounts.clock.taken
    assert abs(off) <= sent["error_ms"]
    assert sent["error_ms"] < 60  # half of any slow one


def test_a_slow_owner_makes_no_difference(fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    fob.consent_takes = 0.7
    with Fob.open(str(fob.path)) as key:
        told = key.set_clock()
    assert told.pressed
    assert abs(fob.accounts.clock.taken[0]) <= settings(fob)[0]["error_ms"]
    assert abs(told.offset_ms or 0) < 500


def test_another_time_than_the_computers(fob: FakeFob) -> None:
    with Fob.open(str(fob.path)) as key:
        told = key.set_clock(shift_ms=-30_000, error_ms=7)
        assert abs(told.offset_ms or 0) < 200  # from the shifted time
        assert abs((key.clock().offset_ms or 0) + 30_000) < 200
        assert told.pressed is False
        told = key.set_clock(4_000_000_000_123)
        assert abs((told.time_ms or 0) - 4_000_000_000_123) < 2000
        assert told.pressed is True
        with pytest.raises(HostError) as caught:
            key.set_clock(1_000)
    assert caught.value.code == "clock_range"
    assert settings(fob)[0]["error_ms"] > 7


def test_a_restart_takes_the_trips_anew(fob: FakeFob) -> None:
    """The counter begins anew: a setting by the old one would be far off."""
    fob.accounts.clock_ms = None
    fob.restart_after = "set_clock"
    with Fob.open(str(fob.path)) as key:
        key.set_clock()
    first, again = settings(fob)
    assert first["ticks"] != again["ticks"]
    for sent, off in zip((first, again), fob.accounts.clock.taken, strict=True):
        assert abs(off) <= sent["error_ms"]


def test_a_lost_port_takes_the_trips_anew(fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    fob.die_after = "set_clock"

    def plug() -> None:
        until = time.monotonic() + 10
        while fob.path.exists() and time.monotonic() < until:
            time.sleep(0.01)
        fob.plug()

    back = threading.Thread(target=plug)
    back.start()
    with Fob.open(str(fob.path)) as key:
        key.set_clock()
    back.join()
    assert [abs(off) < 200 for off in fob.accounts.clock.taken] == [True, True]


def test_a_fob_that_restarts_for_ever(fob: FakeFob) -> None:
    fob.restart_after, fob.restarts = "set_clock", 99
    with Fob.open(str(fob.path)) as key, pytest.raises(HostError) as caught:
        key.set_clock()
    assert (caught.value.code, caught.value.exit_code) == ("lost", errors.NO_FOB)
    assert len(settings(fob)) == 3


def test_unlocking_first_takes_the_trips_anew(fob: FakeFob) -> None:
    fob.accounts.guard.set("4938")

    def unlock(key: Fob) -> None:
        time.sleep(0.3)
        key.unlock("4938")

    with Fob.open(str(fob.path), locked=unlock) as key:
        key.set_clock()
    asked = [request["do"] for request in fob.requests]
    assert asked[asked.index("unlock") + 1] == "clock"
    assert abs(fob.accounts.clock.taken[0]) <= settings(fob)[0]["error_ms"]


def test_without_a_press_as_far_as_that_goes(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms = -83_200
    result = runner.invoke(cli, ["clock", "set"])
    assert "Look at the fob" not in result.stderr
    assert "without a press" in result.stdout
    assert "with this computer's clock (± " in result.stdout
    left = fob.accounts.clock.free_ms
    assert 36_000 < left < 37_000
    assert f"may still be moved by {left / 1000:.1f} s without a press" in result.stdout
    fob.accounts.clock_ms = 40_000
    result = runner.invoke(cli, ["clock", "set"])
    assert 'it shows "Set clock (UTC)"' in result.stderr
    assert "after a press" in result.stdout
    assert fob.accounts.clock.free_ms == FREE


def test_show(runner: CliRunner, fob: FakeFob) -> None:
    clock = fob.accounts.clock
    clock.last_set = int(time.time()) - 3 * DAY
    clock.told.update(drift_ppb=-2140, drift_error_ppb=310, error_ms=412, aging=-7)
    fob.accounts.clock_ms = -83_200
    lines = runner.invoke(cli, ["clock"]).stdout.splitlines()
    shown = {line.split()[0]: line for line in lines if line}
    assert "trusted: right within 412 ms" in shown["State"]
    assert "83.2 s behind this computer's clock (± " in shown["Time"]
    assert " UTC, 2 days ago" in shown["Last"] or " UTC, 3 days ago" in shown["Last"]
    assert "2.14 ppm slow (± 0.31 ppm)" in shown["Drift"]
    assert "may still be moved by 2 min without a press" in shown["Free"]
    assert "ds3231, its aging register -7" in shown["Chip"]
    told = object_of(runner.invoke(cli, ["clock", "show", "--json"]))
    assert set(told) == KEYS
    assert (told["ppm"], told["ppm_error"], told["error_ms"]) == (-2.14, 0.31, 412)
    assert (told["free_ms"], told["history"], told["pressed"]) == (FREE, [], None)
    assert abs(told["age"] - 3 * DAY) < 100  # it is 83 s behind
    assert settings(fob) == []


def test_stale(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock.stale = True
    fob.accounts.clock.told.update(error_ms=12_340, aging=None)
    result = runner.invoke(cli, ["clock"])
    assert "stale: right within 12.3 s, so its codes come with a warning" in result.stdout
    assert "aging" not in result.stdout and "not learnt yet" in result.stdout
    assert "`mfob clock set`" in result.stderr
    assert "set too long ago" in runner.invoke(cli, ["info"]).stdout


@pytest.mark.parametrize(
    ("lost", "why", "what"),
    [("", "it never was set", "`mfob clock set` sets it."),
     ("stopped", "it stopped while the fob was unplugged", "coin cell"),
     ("never", "it never was set", "`mfob clock set` sets it."),
     ("absurd", "on which nobody can have set it", "replace its coin cell"),
     ("rubbish", "a date that can't be", "replace its coin cell"),
     ("bus", "its chip does not answer", "SDA, SCL"),
     ("stepped", "jumped to another time", "over its wires"),
     ("novel", "it was lost (novel)", "`mfob clock set` sets it.")],
)  # fmt: skip
def test_why_it_is_not_set(
    runner: CliRunner, fob: FakeFob, lost: str, why: str, what: str
) -> None:
    fob.accounts.clock_ms, fob.accounts.clock.lost = None, lost
    result = runner.invoke(cli, ["clock"])
    assert result.exit_code == 0
    assert "not set, so there are no codes" in result.stdout
    assert why in result.stdout and what in result.stdout
    assert "any setting needs a press" in result.stdout
    told = object_of(runner.invoke(cli, ["clock", "--json"]))
    assert (told["state"], told["time"], told["offset_ms"]) == ("unset", None, None)
    assert (told["error_ms"], told["lost"], told["offset_error_ms"]) == (None, lost, None)
    assert "`mfob clock set` sets it" in runner.invoke(cli, ["info"]).stdout


def grown(fob: FakeFob) -> None:
    """A history of three settings: 1.2 ppm fast, then 2 ppm slow, by hand."""
    first = 1_790_000_000
    fob.accounts.clock.history = [
        {"time": first, "off_ms": None, "error_ms": 21, "after": None, "pressed": True,
         "by": "host"},
        {"time": first + 10 * DAY, "off_ms": 1037, "error_ms": 8, "after": 10 * DAY,
         "pressed": False, "by": "host"},
        {"time": first + 12 * DAY, "off_ms": -346, "error_ms": 500, "after": 2 * DAY,
         "pressed": True, "by": "hand"},
    ]  # fmt: skip


def test_the_history_as_a_table(runner: CliRunner, fob: FakeFob) -> None:
    grown(fob)
    lines = runner.invoke(cli, ["clock"]).stdout.splitlines()
    rows = [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[-4:]]
    assert rows == [
        ["Set", "After", "It was", "Give or take", "Drift", "How"],
        ["2026-09-21 14:13:20 UTC", "-", "-", "21 ms", "-", "USB, pressed"],
        ["2026-10-01 14:13:20 UTC", "10 days", "1.04 s ahead", "8 ms", "+1.20 ± 0.03 ppm", "USB"],
        ["2026-10-03 14:13:20 UTC", "2 days", "346 ms behind", "500 ms", "-2.00 ± 2.94 ppm",
         "on the fob"],
    ]  # fmt: skip
    told = object_of(runner.invoke(cli, ["clock", "--json"]))
    assert told["history"] == fob.accounts.clock.history


def test_no_drift_of_two_settings_in_a_row(runner: CliRunner, fob: FakeFob) -> None:
    grown(fob)
    fob.accounts.clock.history[2]["after"] = 60
    line = runner.invoke(cli, ["clock"]).stdout.splitlines()[-1]
    assert line.split() == [
        "2026-10-03", "14:13:20", "UTC", "1", "min", "346", "ms", "behind", "500", "ms", "-",
        "on", "the", "fob",
    ]  # fmt: skip


def test_settings_make_a_history(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms = None
    runner.invoke(cli, ["clock", "set"])
    fob.accounts.clock_ms = 700
    told = object_of(runner.invoke(cli, ["clock", "set", "--json"]))
    assert [row["pressed"] for row in told["history"]] == [True, False]
    assert told["history"][0]["off_ms"] is None
    assert abs(told["history"][1]["off_ms"] - 700) <= settings(fob)[1]["error_ms"]


def test_a_locked_fob_shows_its_clock_and_asks_for_no_pin(runner: CliRunner, fob: FakeFob) -> None:
    grown(fob)
    fob.accounts.guard.set("4938")
    result = runner.invoke(cli, ["clock"])
    assert (result.exit_code, "trusted" in result.stdout) == (0, True)
    assert "How" not in result.stdout
    assert object_of(runner.invoke(cli, ["clock", "--json"]))["history"] is None
    result = runner.invoke(cli, ["clock", "--plot", "x.png", "--json"])
    assert error_of(result) == (1, "no_history")

    def unlock(_key: Fob) -> None:
        raise AssertionError("asked for a PIN")

    with Fob.open(str(fob.path), locked=unlock) as key, pytest.raises(HostError) as caught:
        key.clock_history()
    assert caught.value.code == "locked"


def test_the_plot(runner: CliRunner, fob: FakeFob, tmp_path: Path) -> None:
    grown(fob)
    for number, args in enumerate((["clock"], ["clock", "show"])):
        file = tmp_path / f"{number}.png"
        result = runner.invoke(cli, [*args, "--plot", str(file)])
        assert result.exit_code == 0, result.output
        assert file.read_bytes().startswith(b"\x89PNG")
    place = str(tmp_path / "none" / "x.png")
    result = runner.invoke(cli, ["clock", "--plot", place, "--json"])
    assert error_of(result) == (1, "unwritable")
    assert "No such file" in result.stderr
    fob.accounts.clock.history = fob.accounts.clock.history[:1]
    result = runner.invoke(cli, ["clock", "--plot", str(tmp_path / "x.png"), "--json"])
    assert error_of(result) == (1, "no_history")
    assert runner.invoke(cli, ["clock", "--plot", place, "set"]).exit_code == 2


def test_trim(runner: CliRunner, fob: FakeFob) -> None:
    clock = fob.accounts.clock
    assert error_of(runner.invoke(cli, ["clock", "trim", "--json"])) == (1, "not_learnt")
    clock.told.update(drift_ppb=1230, drift_error_ppb=90, aging=-4)
    result = runner.invoke(cli, ["clock", "trim", "--json"])
    assert object_of(result) == {"aging": 8, "was": -4, "ppm": 1.23}
    assert 'it shows "Trim clock"' in result.stderr
    clock.told.update(drift_ppb=-500)
    result = runner.invoke(cli, ["clock", "trim"])
    assert "was 0.50 ppm slow; its aging register went from 8 to 3." in result.stdout
    fob.consent = "refuse"
    clock.told.update(drift_ppb=700)
    assert error_of(runner.invoke(cli, ["clock", "trim", "--json"])) == (5, "refused")
    clock.told.update(aging=None)
    assert error_of(runner.invoke(cli, ["clock", "trim", "--json"])) == (1, "no_trim")


@pytest.mark.parametrize("code", ["no_trim", "not_learnt"])
def test_a_sentence_for_each_new_error(code: str) -> None:
    assert "does not know:" not in of_code(code).message
    assert of_code(code).exit_code == errors.FAILED


def test_a_computer_that_is_not_synchronised(
    runner: CliRunner, fob: FakeFob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools(tmp_path, monkeypatch, timedatectl="echo NTPSynchronized=no")
    for args in (["clock"], ["clock", "set"], ["setup", "--name", "x"], ["doctor", "--quick"]):
        result = runner.invoke(cli, args)
        assert result.exit_code == 0, result.output
        assert "Warning: this computer's clock is not synchronised, says systemd" in result.stderr
    for sent in settings(fob):
        assert sent["error_ms"] > 1000
    tools(tmp_path, monkeypatch, timedatectl="echo NTPSynchronized=yes")
    result = runner.invoke(cli, ["clock", "set", "-v"])
    assert "synchronised" not in result.stderr
    assert 50 < settings(fob)[-1]["error_ms"] < 1000


def test_a_computer_that_can_not_tell_says_so_in_v_only(runner: CliRunner) -> None:
    assert "synchronised" not in runner.invoke(cli, ["clock"]).stderr
    assert "can't tell whether" in runner.invoke(cli, ["clock", "-v"]).stderr


def test_the_counter_is_crossed(fob: FakeFob) -> None:
    """The fake fob's counter begins just before its end, as it promises."""
    with Fob.open(str(fob.path)) as key:
        ticks = [key.clock().ticks]
        time.sleep(0.1)
        ticks.append(key.clock().ticks)
    assert ticks[1] < 2**28 or ticks[1] > ticks[0]
    assert all(0 <= one < 2**29 for one in itertools.chain(ticks))
