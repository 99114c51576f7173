"""`mfob doctor` against the fake fob: each line, what is wrong and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from host.conftest import tools
from host.fakeclock import TICKS
from host.fakefob import FakeFob
from host.test_cli import object_of
from mfob import Fob, health, hosthealth
from mfob.cli.main import cli
from mfob.health import second
from mfob.hosttime import Sync
from mfob.records import ClockState

QUICK = ["doctor", "--quick"]
HOST = ["python", "library", "files", "mpy-cross", "clipboard", "screen"]  # see test_hosthealth.py
READING = ClockState("trusted", 5_000_000, 1, 0, 1, TICKS - 2_000)


@pytest.fixture(autouse=True)
def some(fob: FakeFob, monkeypatch: pytest.MonkeyPatch) -> None:
    """An account on the fob; and of this computer the lines that every one has."""
    looks = hosthealth.examine
    monkeypatch.setattr("mfob.hosthealth.examine", lambda port, _: looks(port, virtual=True))
    fob.accounts.put("GitHub", "alice")


def found(result: Result, name: str) -> dict[str, Any]:
    """The line of that name."""
    (check,) = [check for check in object_of(result)["checks"] if check["name"] == name]
    return check


def test_a_healthy_fob(
    runner: CliRunner, fob: FakeFob, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("mfob.cli.doctor.WINDOW", 1.2)
    tools(tmp_path, monkeypatch, timedatectl="echo NTPSynchronized=yes")
    fob.accounts.health.update(random=True, display=True, buttons=[])
    result = runner.invoke(cli, ["doctor"])
    assert result.exit_code == 0, result.output
    lines = [line.split(None, 2) for line in result.stdout.splitlines() if line[0] != " "]
    assert [line[1] for line in lines] == [
        "link", "fob", "computer", "clock", "battery", "second", "store", "flash", "memory",
        "codes", "display", "buttons", "random", *HOST,
    ]  # fmt: skip
    assert {line[0] for line in lines} == {"ok"}
    assert "of the processor's" in result.stdout
    told = object_of(runner.invoke(cli, [*QUICK, "--json"]))["checks"]
    assert all(set(check) == {"name", "ok", "told", "advice"} for check in told)


def test_what_an_older_firmware_does_not_tell_has_no_line(runner: CliRunner) -> None:
    checks = object_of(runner.invoke(cli, [*QUICK, "--json"]))["checks"]
    assert [check["name"] for check in checks] == [
        "link", "fob", "clock", "battery", "store", "flash", "memory", "codes", *HOST,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "name", "said"),
    [
        ({"failed": ["RFC 6238 SHA1"]}, "codes", "Don't use its codes."),
        ({"passed": 0}, "codes", "nothing could be computed"),
        ({"heap": 4_000}, "memory", "Unplug the fob"),
        ({"damaged": 2}, "flash", "2 damaged records"),
        ({"random": False}, "random", "no PIN on it"),
        ({"display": False}, "display", "its wires"),
        ({"buttons": ["ok", "next"]}, "buttons", "held down: ok and next"),
    ],
)
def test_what_is_wrong_is_said(
    runner: CliRunner, fob: FakeFob, change: dict[str, object], name: str, said: str
) -> None:
    fob.accounts.health.update(change)
    result = runner.invoke(cli, [*QUICK, "--json"])
    assert result.exit_code == 1
    (wrong,) = [check for check in object_of(result)["checks"] if not check["ok"]]
    assert wrong["name"] == name
    assert said in wrong["told"] + wrong["advice"]
    assert f"WRONG  {name}" in runner.invoke(cli, QUICK).stdout


@pytest.mark.parametrize(("clock_ms", "ok", "said"), [
    (None, False, "it never was set"), (-60_000, False, "60.0 s behind"),
    (4_000, True, "`mfob clock set`"), (0, True, "with this computer's clock"),
])  # fmt: skip
def test_the_clock(
    runner: CliRunner, fob: FakeFob, clock_ms: int | None, ok: bool, said: str
) -> None:
    fob.accounts.clock_ms = clock_ms
    result = runner.invoke(cli, [*QUICK, "--json"])
    clock = found(result, "clock")
    assert (clock["ok"], result.exit_code) == (ok, 0 if ok else 1)
    assert said in clock["told"] + clock["advice"]


def test_a_stale_clock(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock.stale = True
    clock = found(runner.invoke(cli, [*QUICK, "--json"]), "clock")
    assert not clock["ok"] and "`mfob clock set`" in clock["advice"]


def test_a_clock_that_is_worse_than_it_says(
    runner: CliRunner, fob: FakeFob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only a computer that is synchronised can say so."""
    fob.accounts.clock_ms = 1500  # and takes itself to be right within 25 ms
    for told, ok in (("exit 1", True), ("echo NTPSynchronized=no", True),
                     ("echo NTPSynchronized=yes", False)):  # fmt: skip
        tools(tmp_path, monkeypatch, timedatectl=told)
        clock = found(runner.invoke(cli, [*QUICK, "--json"]), "clock")
        assert clock["ok"] is ok
    assert "worse than its kind" in clock["advice"]
    fob.accounts.clock.told["error_ms"] = 1600
    assert found(runner.invoke(cli, [*QUICK, "--json"]), "clock")["ok"]


def test_a_computer_without_a_time_service_is_not_the_fobs_fault(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools(tmp_path, monkeypatch, timedatectl="echo NTPSynchronized=no")
    result = runner.invoke(cli, [*QUICK, "--json"])
    computer = found(result, "computer")
    assert (result.exit_code, computer["ok"]) == (0, True)
    assert "not synchronised" in computer["told"] and "time service" in computer["advice"]


def test_an_empty_coin_cell(runner: CliRunner, fob: FakeFob) -> None:
    fob.accounts.clock_ms, fob.accounts.clock.lost = None, "stopped"
    result = runner.invoke(cli, [*QUICK, "--json"])
    battery = found(result, "battery")
    assert (result.exit_code, battery["ok"]) == (1, False)
    assert "while the fob was unplugged" in battery["told"]
    assert "coin cell is empty, missing or loose" in battery["advice"]
    fob.accounts.clock.lost = "bus"
    battery = found(runner.invoke(cli, [*QUICK, "--json"]), "battery")
    assert battery["ok"] and "can't be told" in battery["told"]


def after(true: int, shown: int) -> ClockState:
    """A reading that came so many ms later by the counter, and by the clock."""
    return replace(READING, time_ms=5_000_000 + shown, ticks=(TICKS - 2_000 + true) % TICKS)


@pytest.mark.parametrize(("true", "shown", "ok", "said"), [
    (10_000, 10_000, True, "fits to +0 ms over 10.0 s"), (10_003, 10_000, True, "fits to -3 ms"),
    (10_000, 10_099, True, "fits to +99 ms"),
    (10_000, 10_300, False, "runs 3.0 % fast, over 10.0 s of the processor's"),
    (10_000, 9_700, False, "runs 3.0 % slow"), (10_000, 20_000, False, "runs 100.0 % fast"),
    (10_000, 0, False, "the clock stands over 10.0 s"), (10_000, 950, False, "stands"),
    (30_000, 0, False, "the clock stands over 30.0 s"),
    (500, 0, True, "not compared"), (700_000, 10_000, True, "restarted meanwhile"),
])  # fmt: skip
def test_the_clock_s_second(true: int, shown: int, ok: bool, said: str) -> None:
    check = second(READING, after(true, shown))
    assert (check.ok, check.name) == (ok, "second")
    assert said in check.told
    assert bool(check.advice) is not ("fits" in check.told)


def test_the_second_of_a_clock_that_is_not_set() -> None:
    unset = replace(READING, time_ms=None)
    for pair in ((unset, unset), (READING, unset), (unset, READING)):
        assert second(*pair).ok
        assert "not set" in second(*pair).told


@pytest.mark.parametrize(("rate", "said"), [(1.2, "% fast, over "), (0.0, "the clock stands")])
def test_a_clock_of_its_own_pace(fob: FakeFob, rate: float, said: str) -> None:
    fob.accounts.clock_ms = 0
    fob.accounts.clock.rate = rate
    with Fob.open(str(fob.path)) as key:
        checks = health.examine(key, window=1.5)
    (check,) = [check for check in checks if check.name == "second"]
    assert not check.ok and said in check.told


def world(step: float) -> Callable[[], float]:
    """A time that goes on by `step` seconds each time that it is looked at."""
    seconds = [0.0]

    def now() -> float:
        seconds[0] += step
        return seconds[0]

    return now


def test_the_link_and_the_wait_are_in_the_fobs_own_time(
    fob: FakeFob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chip that is emulated slowly is slow for this computer only."""
    monkeypatch.setattr("mfob.hostclock.steady", lambda _port: world(0.002))
    with Fob.open(str(fob.path)) as key:
        key.now = world(9.0)  # 10 greetings in 9 s
        checks = {check.name: check for check in health.examine(key, window=0)}
        assert not checks["link"].ok
        assert checks["link"].told == "an answer takes 900 ms (mean of 10)"
        assert "another cable" in checks["link"].advice
        key.now = world(0.2)
        checks = {check.name: check for check in health.examine(key, window=0)}
        assert checks["link"].told == "an answer takes 20 ms (mean of 10)"
        key.now = world(6.0)
        health.examine(key, window=10.0)  # in no time
        assert key.now() == 6.0 * 5  # begun, two for the link, one look of the wait, this one


def test_a_fob_is_timed_by_its_world(fob: FakeFob, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def steady(port: str | None) -> Callable[[], float]:
        asked.append(port)
        return clock

    clock = world(0.001)
    monkeypatch.setattr("mfob.hostclock.steady", steady)
    with Fob.open(str(fob.path)) as key:
        assert key.now is clock
    assert asked == [str(fob.path)]


def test_a_line_that_loses_is_said(runner: CliRunner, fob: FakeFob) -> None:
    fob.chatter = b"\xff\x00 noise\n"
    result = runner.invoke(cli, QUICK)
    assert result.exit_code == 1
    assert "lines were lost or garbled" in result.stdout
    assert "Try another cable" in result.stdout


def test_no_line_for_a_computer_that_nobody_asked(fob: FakeFob) -> None:
    for sync in (None, Sync(None), Sync(True, 0)):
        with Fob.open(str(fob.path)) as key:
            names = [check.name for check in health.examine(key, sync=sync, window=0)]
        assert "computer" not in names
