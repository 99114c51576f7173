"""The state folder: one fob at a time, for its user alone; what lives on, and what is cleared."""

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from mfob.sim.errors import SimError
from mfob.sim.image import firmware_files, lay_out
from mfob.sim.state import StateDir
from mfob.sim.world import SECOND
from sim.bench import Bench

Make = Callable[..., Bench]
AT = 2_147_483_647 * SECOND


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_it_is_for_its_user_alone(bench: Make) -> None:
    fob = bench("import time\ntime.sleep(60)")
    assert mode(fob.state.path) == 0o700
    for file in (fob.state.flash, fob.state.log, fob.state.world):
        assert mode(file) == 0o600


def test_a_second_fob_in_it_is_refused(tmp_path: Path) -> None:
    first = StateDir(tmp_path / "s")
    first.take()
    assert first.running()
    with pytest.raises(SimError, match="runs in .* already"):
        StateDir(tmp_path / "s").take()


def test_leftovers_of_a_killed_one_are_cleared(tmp_path: Path) -> None:
    (tmp_path / "port").symlink_to("/dev/pts/9999")
    (tmp_path / "control.sock").write_text("")
    (tmp_path / "pid").write_text("1\n")
    state = StateDir(tmp_path)
    assert not state.running()
    state.take()
    assert not state.port.is_symlink()
    assert not state.socket.exists()
    assert int(state.pid.read_text()) > 1


def test_a_folder_that_can_t_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SimError, match="can't be a state folder"):
        StateDir(tmp_path / "file" / "s").take()


def test_utc_goes_on_while_it_is_off(tmp_path: Path) -> None:
    state = StateDir(tmp_path)
    assert state.load() == {}
    state.save(AT, {"id": "00"})
    kept = json.loads(state.world.read_text())
    state.world.write_text(json.dumps({**kept, "saved": kept["saved"] - 1000 * SECOND}))
    assert state.load()["utc"] - AT - 1000 * SECOND in range(60 * SECOND)


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_world_is_an_error(tmp_path: Path, content: str) -> None:
    state = StateDir(tmp_path)
    state.world.write_text(content)
    with pytest.raises(SimError, match="damaged"):
        state.load()


def test_flash_clock_and_id_live_on_and_the_firmware_is_renewed(bench: Make) -> None:
    first = bench("with open('/x', 'w') as f: f.write('7')\nprint('one')", at=AT)
    first.printed("one")
    rtc = first.machine.circuit.rtc
    rtc.set_utc(AT - 50 * SECOND)
    rtc.quartz.drift(5_000)
    before = first.machine.world.utc() - rtc.utc()
    uid = first.machine.circuit.unique_id
    first.close()
    second = bench("print('two', open('/x').read())")
    second.printed("two 7")
    assert second.machine.circuit.unique_id == uid
    behind = second.machine.world.utc() - second.machine.circuit.rtc.utc()
    assert abs(behind - before) < SECOND // 1000, "they drift by 5 ppm only"
    assert second.machine.circuit.rtc.quartz.ppb == 5_000
    assert not second.machine.circuit.rtc.stop_flag


def test_files_of_the_fob_stay_and_old_modules_go(tmp_path: Path) -> None:
    from littlefs import LittleFS, UserContext

    image = tmp_path / "flash.img"
    lay_out(image, {"boot.py": b"1", "a/old.py": b"2", "a/x/y.py": b"3"})
    before = image.read_bytes()
    lay_out(image, {"boot.py": b"1", "a/old.py": b"2", "a/x/y.py": b"3"})
    assert image.read_bytes() == before  # nothing to do, nothing written
    lay_out(image, {"journal": b"kept"})
    lay_out(image, {"boot.py": b"4", "a/x/y.py": b"3"})
    context = UserContext(buffsize=len(before))
    context.buffer[:] = image.read_bytes()
    fs = LittleFS(context=context, block_size=4096, block_count=352, prog_size=256)
    assert sorted(fs.listdir("/")) == ["a", "boot.py", "journal"]
    assert fs.listdir("/a") == ["x"]
    with fs.open("/boot.py", "rb") as file:
        assert file.read() == b"4"


def test_an_image_that_can_t_be_mounted_is_left_alone(tmp_path: Path) -> None:
    image = tmp_path / "flash.img"
    image.write_bytes(bytes(352 * 4096))
    with pytest.raises(SimError, match="no file system"):
        lay_out(image, {})
    assert image.read_bytes() == bytes(352 * 4096)
    image.write_bytes(b"")
    with pytest.raises(SimError, match="not a flash image"):
        lay_out(image, {})


def test_what_lies_on_a_fob() -> None:
    from mfob import data

    files = firmware_files(data.boards_dir() / "virtual" / "board.py")
    assert {"boot.py", "main.py", "slot", "a/start.py", "a/board.py", "a/fobcore/otp.py"} <= set(
        files
    )
    assert "a/drivers/chip_unix.py" in files
    assert "a/fonts/spleen5x8.py" in files
    assert "a/fonts/make_fonts.py" not in files
    assert "a/boot.py" not in files
    assert files["slot"] == b"a"
