"""`mfob sim` with the real firmware: every verb, start and end, what a killed process leaves."""

import json
import os
import pty
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from mfob.cli.main import cli
from mfob.errors import HostError
from mfob.sim import window
from mfob.sim.client import Sim
from mfob.sim.errors import SimError
from mfob.sim.launch import environment
from mfob.sim.picture import Picture

AT = 2_147_483_647


@pytest.fixture(scope="module")
def fob(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sim]:
    with Sim.start(tmp_path_factory.mktemp("fob"), at=AT * 10**9) as sim:
        yield sim


def mfob(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments, standalone_mode=False)
    if result.exception is not None:
        raise result.exception
    return result


def within(seconds: float, condition: Callable[[], bool]) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.01)


def gone(pid: int) -> bool:
    """True if no such process runs; what only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in tasks.split()]


def test_start_headless_prints_one_line_when_the_fob_answers(tmp_path: Path) -> None:
    state = tmp_path / "s"
    try:
        before = time.monotonic()
        result = mfob("sim", "start", "--state", str(state), "--headless", "--at", str(AT))
        assert time.monotonic() - before < 10
        line = json.loads(result.output)
        assert line == {
            "schema": 1,
            "port": str(state / "port"),
            "state": str(state),
            "pid": int((state / "pid").read_text()),
        }
        assert stat.S_ISCHR(os.stat(line["port"]).st_mode)
        assert not Sim(state).status()["host"]
        with pytest.raises(SimError, match="runs in .* already"):
            mfob("sim", "start", "--state", str(state), "--headless")
    finally:
        mfob("sim", "stop", "--state", str(state))
    within(5, lambda: gone(line["pid"]))
    assert not (state / "port").is_symlink()
    assert {file.name for file in state.iterdir()} == {"flash.img", "lock", "log", "world.json"}


def test_a_killed_one_takes_micropython_along_and_can_be_started_again(tmp_path: Path) -> None:
    first = Sim.start(tmp_path)
    pid = first.status()["pid"]
    (child,) = children(pid)
    os.kill(pid, signal.SIGKILL)
    within(5, lambda: gone(child) and gone(pid))
    with pytest.raises(SimError, match="No virtual fob runs"):
        first.text()
    with Sim.start(tmp_path) as second:
        assert second.status()["pid"] != pid


def test_one_that_does_not_answer_is_ended_and_its_log_shown(tmp_path: Path) -> None:
    firmware = tmp_path / "firmware"
    firmware.mkdir()
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text("import nothing_of_this_name\n")
    state = tmp_path / "s"
    with pytest.raises(SimError, match="no module named"):
        Sim.start(state, firmware=firmware, patience=1.0)
    assert not Sim(state).state.running()


def test_a_firmware_that_breaks_a_model_is_told(tmp_path: Path) -> None:
    firmware = tmp_path / "firmware"
    firmware.mkdir()
    (firmware / "boot.py").write_text("import machine\nmachine.I2C(0, scl=1, sda=2)\n")
    (firmware / "main.py").write_text("")
    with pytest.raises(SimError, match="pins 2 and 1"):
        Sim.start(tmp_path / "s", firmware=firmware)


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [("board", "nowhere", "no board"), ("chip", "z80", "no simulated chip")],
)
def test_starting_what_there_is_not(tmp_path: Path, option: str, value: str, says: str) -> None:
    with pytest.raises(SimError, match=says):
        Sim.start(tmp_path, **{option: value})


def test_screen_reads_the_pixels(fob: Sim, tmp_path: Path) -> None:
    state = ("--state", str(fob.state.path))
    assert mfob("sim", "screen", *state).output.splitlines()[0] == "No accounts yet"
    told = json.loads(mfob("sim", "screen", *state, "--json").output)
    assert told["lines"][0] == told["items"][0]["text"] == "No accounts yet"
    drawn = mfob("sim", "screen", *state, "--picture").output
    assert len(drawn.splitlines()) == 32
    assert "█" in drawn
    mfob("sim", "screen", *state, "--png", str(tmp_path / "s.png"), "--scale", "2")
    with Image.open(tmp_path / "s.png") as image:
        assert image.size == (272, 144)


def test_the_port_option_names_the_folder_too(fob: Sim) -> None:
    assert mfob("-p", f"sim:{fob.state.path}", "sim", "screen").output.startswith("No accounts")


def test_press(fob: Sim) -> None:
    state = ("--state", str(fob.state.path))
    mfob("sim", "press", "next", "--ms", "50", *state)
    with pytest.raises(SimError, match="ok, next"):
        mfob("sim", "press", "left", *state)


def test_time(fob: Sim) -> None:
    state = ("--state", str(fob.state.path))
    assert mfob("sim", "time", "--stop", *state).output.endswith("Z, stands\n")
    later = mfob("sim", "time", "--set", "2099-12-31T23:59:45Z", *state).output
    assert later == "2099-12-31T23:59:45Z, stands\n"
    assert mfob("sim", "time", "--advance", "0.5", *state).output == later
    assert mfob("sim", "time", "--advance", "15", *state).output.startswith("2100-01-01T00:00:00Z")
    assert json.loads(mfob("sim", "time", *state, "--json").output) == {
        "schema": 1, "utc": 4_102_444_800, "ms": 500, "standing": True, "rate": 1.0,
    }  # fmt: skip
    assert fob.utc() == 4_102_444_800
    assert fob.utc_ms() == 4_102_444_800_500
    mfob("sim", "time", "--go", "--rate", "1", *state)
    assert not fob.status()["standing"]


def test_rtc(fob: Sim) -> None:
    state = ("--state", str(fob.state.path))
    assert "flag set" in mfob("sim", "rtc", *state).output
    assert "-2.5 ppm" in mfob("sim", "rtc", "--ppm", "-2.5", *state).output
    assert "stands" in mfob("sim", "rtc", "--stop", *state).output
    assert "battery out" in mfob("sim", "rtc", "--go", "--battery-out", *state).output
    told = json.loads(mfob("sim", "rtc", "--battery-in", *state, "--json").output)
    assert told["rtc"]["battery"] is True


def test_power(fob: Sim) -> None:
    state = ("--state", str(fob.state.path))
    mfob("sim", "power", "cut", *state)
    assert mfob("sim", "screen", *state).output == "\n"
    assert "power    off" in mfob("sim", "status", *state).output
    mfob("sim", "power", "on", *state)
    fob.wait_screen("No accounts yet")


def test_status(fob: Sim) -> None:
    state = ("--state", str(fob.state.path))
    assert "power    on" in mfob("sim", "status", *state).output
    told = json.loads(mfob("sim", "status", *state, "--json").output)
    assert (told["schema"], told["power"], told["fault"]) == (1, True, None)


@pytest.mark.parametrize(
    "arguments",
    [
        ("time", "--set", "yesterday"),
        ("time", "--set", "0", "--advance", "1"),
        ("time", "--stop", "--go"),
        ("rtc", "--battery-in", "--battery-out"),
        ("press",),
        ("press", "ok", "--ms", "0"),
        ("power", "up"),
        ("start",),  # no terminal to draw on
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with pytest.raises(Exception, match=r".") as caught:  # noqa: PT011
        mfob("sim", *arguments, "--state", str(tmp_path))
    assert getattr(caught.value, "exit_code", None) == 2


@pytest.mark.parametrize("verb", ["status", "screen", "stop", "time", "rtc"])
def test_no_fob_runs(tmp_path: Path, verb: str) -> None:
    with pytest.raises(HostError, match="No virtual fob runs"):
        mfob("sim", verb, "--state", str(tmp_path))


def test_wait_screen_is_bounded_and_says_what_it_saw(fob: Sim) -> None:
    with pytest.raises(SimError, match="No accounts yet"):
        fob.wait_screen("Flying saucers", seconds=0.2)


def test_cut_at_a_flash_step(tmp_path: Path) -> None:
    with Sim.start(tmp_path, at=AT * 10**9, auto_approve=True) as sim:
        steps = sim.flash_steps()
        sim.cut_at(1, torn=True)
        command = [sys.executable, "-m", "mfob", "-p", f"sim:{tmp_path}", "clock", "set"]
        host = subprocess.Popen(
            command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            sim.wait_off()
            assert sim.flash_steps() == steps + 1
        finally:
            host.kill()
            host.wait()
        sim.power_on()
        assert sim.status()["fault"] is None


@pytest.mark.parametrize(
    ("terminal", "drawn"), [((130, 40), (130, 34)), ((80, 40), (66, 34)), ((80, 24), (66, 18))]
)
def test_the_window_fits_the_terminal(terminal: tuple[int, int], drawn: tuple[int, int]) -> None:
    lines = window.framed(Picture(128, 64, [0] * 64), *terminal)
    assert (len(lines[0]), len(lines)) == drawn
    assert "does not fit" in window.framed(Picture(128, 64, [0] * 64), 60, 20)[1]


def test_live_in_a_terminal(tmp_path: Path) -> None:
    state = tmp_path / "s"
    command = [sys.executable, "-m", "mfob", "sim", "start", "--state", str(state)]
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command, {**environment(), "COLUMNS": "140", "LINES": "40"})
    shown = bytearray()
    os.set_blocking(terminal, False)

    def see(wanted: bytes) -> bool:
        try:
            shown.extend(os.read(terminal, 65536))
        except BlockingIOError:
            pass
        except OSError:
            return True  # it has ended
        return wanted in shown

    try:
        within(15, lambda: see("█".encode()) and see(b"q quit"))
        os.write(terminal, b"n")
        within(5, lambda: Sim(state).status()["buttons"]["next"])
        os.write(terminal, b"q")
        within(10, lambda: see(b"\x1b[?1049l"))
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        pid = 0
        assert not Sim(state).state.running()
    finally:
        if pid:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(terminal)
