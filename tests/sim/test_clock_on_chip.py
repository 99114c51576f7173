"""Drivers and models of clock chips with MicroPython between them, on boards of the test's own."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from mfob.cli.main import cli as command
from mfob.sim.client import Sim
from mfob.sim.errors import SimError
from mfob.sim.world import SECOND
from sim.bench import Bench
from sim.clockboard import KINDS, MAIN, UTC, board, drivers

Make = Callable[..., Bench]


@pytest.mark.parametrize("kind", KINDS)
def test_a_driver_on_its_part(bench: Make, tmp_path: Path, kind: str) -> None:
    drivers(tmp_path)
    fob = bench(MAIN, board=str(board(tmp_path, kind)))
    rtc = fob.machine.circuit.rtc
    assert "new None stopped" in fob.printed("new")
    assert f"set {UTC} \n" in fob.printed("set")
    if kind == "ds3231":
        assert "aging -7 100" in fob.printed("aging")
        assert rtc.quartz.aging == -7
    # A computer that is busy makes it later.
    assert 998 <= int(fob.printed("second").partition("second")[2].split()[0]) < 1300
    assert f"now {UTC + 2} \n" in fob.printed(f"now {UTC + 2}")
    fob.machine.circuit.bus.stuck = True
    fob.printed("bus 5")
    fob.machine.circuit.bus.stuck = False
    rtc.failing = 2
    seen = fob.log.count("now ")
    fob.until(lambda: fob.log.count("now ") > seen + 1)
    assert rtc.failing == 0
    rtc.flip(8 if "8563" in kind else 6, 3)  # of the year: 33 to 3B
    assert "now None rubbish" in fob.printed("rubbish")
    rtc.set_utc(UTC * SECOND)
    fob.printed(f"now {UTC + 1} ")
    rtc.battery = False
    fob.machine.power_off()
    fob.machine.power_on()
    fob.until(lambda: fob.log.count("new None stopped") == 2)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_fob_starts_with_it(tmp_path: Path, kind: str) -> None:
    path = str(board(tmp_path, kind))
    with Sim.start(tmp_path / "fob", board=path, rtc_set=True, lease=True) as sim:
        assert sim.rtc()["part"].lower() == kind.replace("bm", "pcf")
        assert abs(sim.rtc()["offset_ms"]) < 10
        assert sim.rtc(celsius=45_000)["rate_ppb"] == (-160 if kind == "ds3231" else -14_000)
        before = sim.rtc()["utc"]
        sim.power_cut()
        sim.advance(1000)
        sim.power_on()
        assert 1000 <= sim.rtc()["utc"] - before < 1060
        assert sim.rtc()["stop_flag"] is False
        with pytest.raises(SimError, match="has no"):
            sim.rtc(flip=(0x7F, 0))
        options = ("--state", str(sim.state.path))
        told = CliRunner().invoke(command, ["sim", "rtc", "--fail", "3", *options, "--json"])
        assert json.loads(told.output)["rtc"]["battery"] is True
        year = "8:3" if "8563" in kind else "0x06:3"
        told = CliRunner().invoke(
            command, ["sim", "rtc", "--flip", year, "--celsius", "-10.5", *options]
        )
        assert "at -10.5 degrees" in told.output
        assert "the bus is stuck" not in told.output


def test_another_part_in_the_same_folder_is_a_new_one(tmp_path: Path) -> None:
    with Sim.start(tmp_path / "fob", board=str(board(tmp_path, "ds1307")), rtc_set=True):
        pass
    with Sim.start(tmp_path / "fob", board=str(board(tmp_path, "pcf8563"))) as sim:
        assert sim.rtc()["stop_flag"] is True


def test_the_bus_of_a_whole_fob_is_stuck_and_free_again(bench: Make, tmp_path: Path) -> None:
    drivers(tmp_path)
    fob = bench(MAIN, board=str(board(tmp_path, "ds3231")))
    from mfob.sim.verbs import Verbs

    answers: list = []
    verbs = Verbs(fob.machine, {})
    fob.printed("now")
    verbs.serve({"do": "rtc", "stuck": True}, answers.append)
    assert answers[-1]["ok"]["bus_stuck"] is True
    fob.printed("bus 5")
    verbs.serve({"do": "rtc", "stuck": False, "fail": 7}, answers.append)
    assert answers[-1]["ok"]["failing"] == 7
    fob.until(lambda: "now" in fob.log.rpartition("bus 5")[2])


@pytest.mark.parametrize(
    "arguments", [("--flip", "3"), ("--flip", "a:b"), ("--bus-stuck", "--bus-free")]
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(command, ["sim", "rtc", *arguments]).exit_code == 2
