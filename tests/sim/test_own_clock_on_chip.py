"""machine.RTC of the virtual fob, and the firmware's use of it on a board without a clock chip."""

from collections.abc import Callable
from pathlib import Path

from mfob.sim.client import Sim
from sim.bench import Bench
from sim.clockboard import MAIN, UTC, board, drivers


def test_a_clock_of_the_chip_s_own(bench: Callable[..., Bench], tmp_path: Path) -> None:
    drivers(tmp_path)
    fob = bench(MAIN, board=str(board(tmp_path, "chip")))
    assert "new None stopped" in fob.printed("new")
    assert f"set {UTC} \n" in fob.printed("set")
    assert 998 <= int(fob.printed("second").partition("second")[2].split()[0]) < 1300
    assert f"now {UTC + 2} \n" in fob.printed(f"now {UTC + 2}")
    fob.machine.power_off()
    fob.machine.power_on()
    fob.until(lambda: fob.log.count("new None stopped") == 2)


def test_a_board_with_a_clock_chip_does_not_use_it(
    bench: Callable[..., Bench], tmp_path: Path
) -> None:
    fob = bench("import machine\nmachine.RTC().datetime()\n")
    fob.until(lambda: fob.machine.error is not None)
    assert "clock chip" in str(fob.machine.error)


def test_a_whole_fob_starts_with_it(tmp_path: Path) -> None:
    path = str(board(tmp_path, "chip"))
    with Sim.start(tmp_path / "fob", board=path, lease=True) as sim:
        assert sim.rtc()["part"] == "chip"
        assert sim.rtc()["battery"] is False
