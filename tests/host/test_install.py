"""`mfob install`, as far as it goes without a firmware: finding, refusing, choosing, planning."""

from __future__ import annotations

import io
import json
import shlex
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import serial
from click.testing import CliRunner, Result
from serial.tools.list_ports_common import ListPortInfo

from host.fakeboard import SILENCE, FakeBoard, Raised
from host.fakefob import FakeFob
from host.terminal import OnTerminal
from mfob import board_prompt, compiling, data, discover, firmware, portadvice, trace, udev
from mfob.cli.install import Asker
from mfob.cli.main import cli
from mfob.compiling import Abi
from mfob.errors import HostError
from mfob.install import choosing, image, plan, reach
from mfob.install.survey import File, Files, of_content

PICO = (0x2E8A, 0x0005)
CH9102 = (0x1A86, 0x55D4)
PICO_MACHINE = "Raspberry Pi Pico with RP2040"
ARMV6M = 6 | 3 << 8 | 4 << 10
INFO = "UF2 Bootloader v3.0\r\nModel: Raspberry Pi RP2\r\nBoard-ID: RPI-RP2\r\n"
BARE = "(1000000,4096)", "{}", "(1,0,0)"  # room, no files, a littlefs without a vault
MARKED = dict.fromkeys(firmware.GUARD, firmware.MARK.decode() + "\n")
Ports = Callable[..., None]
Board = Callable[..., FakeBoard]


def who(version: tuple[int, ...], name: str = "micropython", word: int = ARMV6M) -> str:
    return repr((name, version, "rp2", PICO_MACHINE, word))


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["install", "--json", *args])


def failed(result: Result, exit_code: int, code: str) -> str:
    """The sentence of a failure: on stderr, and in the one object on stdout."""
    assert result.exit_code == exit_code, (result.output, result.exception)
    error = json.loads(result.stdout)["error"]
    assert error["code"] == code
    assert f"Error: {error['message']}" in result.stderr
    return error["message"]


@pytest.fixture
def usb(monkeypatch: pytest.MonkeyPatch) -> Ports:
    """Says which ports the system has: (path, (vendor, product))."""

    def have(*ports: tuple[Path | str, tuple[int, int]]) -> None:
        infos = []
        for path, ids in ports:
            info = ListPortInfo(str(path), skip_link_detection=True)
            info.vid, info.pid = ids
            infos.append(info)
        monkeypatch.setattr("serial.tools.list_ports.comports", lambda: infos)

    have()
    return have


@pytest.fixture(autouse=True)
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, usb: Ports) -> Path:
    """A system with no ports, disks or processes, and no terminal: a folder for each."""
    for name in ("usb", "processes", "drive"):
        (tmp_path / name).mkdir()
    (tmp_path / "mounts").write_text(f"/dev/sda1 {tmp_path / 'drive'} vfat rw 0 0\n")
    monkeypatch.setattr(image, "_USB", tmp_path / "usb")
    monkeypatch.setattr(image, "_MOUNTS", tmp_path / "mounts")
    monkeypatch.setattr(portadvice, "_PROCESSES", tmp_path / "processes")
    monkeypatch.setattr(udev, "RULES", tmp_path / "etc/udev/rules.d/70-mfob.rules")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("mfob.cli.terminal._TERMINAL", "/dev/null/none")
    return tmp_path


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    made: list[FakeBoard] = []

    def make(*answers: str | None, mute: bool = False) -> FakeBoard:
        made.append(FakeBoard(tmp_path / f"board{len(made)}", list(answers), mute))
        return made[-1]

    yield make
    for one in made:
        one.stop()
        assert one.unexpected == []


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A firmware of few files."""
    folder = tmp_path / "small"
    folder.mkdir()
    for name, text in {**MARKED, "start.py": 'FIRMWARE = "1"\n', "more.py": "x = 1\n"}.items():
        (folder / name).write_text(text)
    return folder


def test_too_old(board: Board, usb: Ports) -> None:
    old = board(who((1, 22, 2)))
    usb((old.path, PICO))
    message = failed(run(), 1, "too_old")
    assert "1.22.2" in message and "1.23" in message
    assert old.resets == 1  # it goes on with what it did


def test_circuitpython(board: Board) -> None:
    other = board(who((9, 1, 0), "circuitpython", 0))
    assert "circuitpython" in failed(run("-p", str(other.path)), 1, "not_micropython")
    assert other.resets == 1


def test_a_board_that_is_none(board: Board) -> None:
    other = board()
    assert "no board called" in failed(
        run("-p", str(other.path), "--board", "teapot"), 1, "unknown_board"
    )


def test_nothing_is_plugged_in() -> None:
    message = failed(run(), 3, "no_fob")
    assert "CH9102" in message and "CP2102" in message and "carries data" in message


def test_several(board: Board, usb: Ports) -> None:
    usb((board().path, PICO), (board().path, CH9102))
    assert "board0" in failed(run(), 3, "several_fobs")


def test_a_pico_that_says_nothing(board: Board, usb: Ports) -> None:
    mute = board(mute=True)
    usb((mute.path, PICO))
    message = failed(run(), 3, "no_prompt")
    assert "hold ok" in message and "hold BOOTSEL" in message and "RPI_PICO" in message
    assert "esptool" not in message


def test_an_esp32_without_micropython(board: Board, usb: Ports) -> None:
    """esptool's own syntax, version 5; 0x1000 is where an ESP32's image begins."""
    mute = board(mute=True)
    usb((mute.path, CH9102))
    message = failed(run(), 3, "no_prompt")
    command = shlex.split(message.splitlines()[1])
    assert command == [
        "esptool", "--chip", "esp32", "--port", str(mute.path), "--baud", "460800",
        "write-flash", "0x1000", "ESP32_GENERIC.bin",
    ]  # fmt: skip
    assert "micropython.org/download/ESP32_GENERIC/" in message


def test_no_permission(usb: Ports, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    port = tmp_path / "ttyACM0"
    port.touch()
    usb((port, PICO))

    def refuse(*_: object, **__: object) -> None:
        raise serial.SerialException(13, "could not open port: Permission denied")

    monkeypatch.setattr(serial, "Serial", refuse)
    monkeypatch.setattr("os.stat", lambda _: type("Stat", (), {"st_gid": 986}))
    monkeypatch.setattr("grp.getgrgid", lambda n: type("Group", (), {"gr_name": f"uucp{n}"}))
    message = failed(run(), 3, "port_denied")
    assert "sudo usermod -aG uucp986 $USER" in message
    assert "`mfob udev --install`" in message
    assert "etc/udev/rules.d/70-mfob.rules" in message


@pytest.mark.parametrize("manager", [True, False])
def test_another_program_has_the_port(board: Board, system: Path, manager: bool) -> None:
    one = board()
    for number, name in enumerate(["init", "ModemManager"][: 1 + manager]):
        (system / "processes" / str(number)).mkdir()
        (system / "processes" / str(number) / "comm").write_text(name + "\n")
    with serial.Serial(str(one.path), exclusive=True):
        message = failed(run("-p", str(one.path)), 3, "port_busy")
    assert ("ModemManager" in message) is manager


# A Pico's loader


def uf2(family: int = 0xE48BFF56) -> bytes:
    """Two blocks (github.com/microsoft/uf2)."""
    head = struct.pack("<8I", 0x0A324655, 0x9E5D5157, 0x2000, 0x10000000, 256, 0, 2, family)
    return (head + bytes(476) + struct.pack("<I", 0x0AB16F30)) * 2


def test_a_loader_and_no_image(system: Path) -> None:
    (system / "drive" / "INFO_UF2.TXT").write_text(INFO)
    message = failed(run(), 3, "no_micropython")
    assert "micropython.org/download/RPI_PICO/" in message and "--uf2" in message


def test_another_loader_is_not_a_pico_s(system: Path) -> None:
    (system / "drive" / "INFO_UF2.TXT").write_text(INFO.replace("RPI-RP2", "SAMD21G18A"))
    failed(run(), 3, "no_fob")


def test_a_loader_whose_disk_is_not_mounted(system: Path) -> None:
    device = system / "usb" / "1-2"
    device.mkdir()
    (device / "idVendor").write_text("2e8a\n")
    (device / "idProduct").write_text("0003\n")
    assert "udisksctl mount" in failed(run(), 3, "not_mounted")


def test_an_image_and_no_loader(system: Path) -> None:
    (system / "some.uf2").write_bytes(uf2())
    assert "BOOTSEL" in failed(run("--uf2", str(system / "some.uf2")), 3, "no_bootsel")


@pytest.mark.parametrize(
    "content", [b"", b"elf" * 512, uf2(0x1C5F21B0), uf2()[:-1]], ids=["0", "elf", "esp32", "cut"]
)
def test_no_image_at_all(system: Path, content: bytes) -> None:
    (system / "drive" / "INFO_UF2.TXT").write_text(INFO)
    (system / "some.uf2").write_bytes(content)
    assert "UF2" in failed(run("--uf2", str(system / "some.uf2")), 1, "bad_uf2")
    assert [path.name for path in (system / "drive").iterdir()] == ["INFO_UF2.TXT"]
    failed(run("--uf2", str(system / "gone.uf2")), 1, "bad_uf2")


def test_an_image_is_copied_and_the_port_waited_for(
    system: Path, board: Board, usb: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The board that comes up then is too old: so far it must have come."""
    drive = system / "drive"
    (drive / "INFO_UF2.TXT").write_text(INFO)
    (system / "some.uf2").write_bytes(uf2())
    new = board(who((1, 20, 0)))
    looks = []

    def sleep(_: float) -> None:
        looks.append((drive / "mfob.uf2").read_bytes())
        if len(looks) == 3:
            usb((new.path, PICO))

    monkeypatch.setattr("mfob.install.reach.time.sleep", sleep)
    failed(run("--uf2", str(system / "some.uf2")), 1, "too_old")
    assert looks[:3] == [uf2()] * 3


def test_a_disk_that_is_full(system: Path) -> None:
    (system / "drive" / "INFO_UF2.TXT").write_text(INFO)
    (system / "drive" / "mfob.uf2").symlink_to("/dev/full")
    (system / "some.uf2").write_bytes(uf2())
    message = failed(run("--uf2", str(system / "some.uf2")), 1, "copy_failed")
    assert "No space left" in message and "BOOTSEL" in message


@pytest.mark.parametrize("started", [True, False], ids=["started", "unplugged"])
def test_a_disk_that_goes_before_the_last_word(
    system: Path, board: Board, usb: Ports, monkeypatch: pytest.MonkeyPatch, started: bool
) -> None:
    """With all of its image a Pico starts at once; one that was unplugged has not all of it."""
    drive = system / "drive"
    (drive / "INFO_UF2.TXT").write_text(INFO)
    (system / "some.uf2").write_bytes(uf2())
    new = board(*([who((1, 20, 0))] if started else []))

    def gone(*_: object) -> int:
        (drive / "INFO_UF2.TXT").unlink()
        usb((new.path, PICO))
        raise OSError(5, "Input/output error")

    if started:
        monkeypatch.setattr("mfob.install.image.os.fsync", gone)
        failed(run("--uf2", str(system / "some.uf2")), 1, "too_old")  # so far it has come
        assert (drive / "mfob.uf2").read_bytes() == uf2()
        return

    class Disk(io.RawIOBase):
        write = gone

    def opened(path: Path, mode: str, **_: object) -> object:
        return Disk() if path.name == "mfob.uf2" else open(path, mode)

    monkeypatch.setattr(image, "open", opened, raising=False)
    message = failed(run("--uf2", str(system / "some.uf2")), 1, "copy_failed")
    assert "Input/output error" in message


def test_a_pico_that_does_not_come_up_with_its_image(
    system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (system / "drive" / "INFO_UF2.TXT").write_text(INFO)
    (system / "some.uf2").write_bytes(uf2())
    monkeypatch.setattr(reach, "RESETS", 0.2)
    message = failed(run("--uf2", str(system / "some.uf2")), 3, "no_port")
    assert "has the image" in message and "plug it in" in message
    assert (system / "drive" / "mfob.uf2").read_bytes() == uf2()


# Which board


def nobody(boards: list[dict[str, Any]]) -> str:
    raise AssertionError(boards)


def test_a_board_by_its_micropython() -> None:
    assert choosing.choose("rp2", PICO_MACHINE, None, None, nobody) == "pico_oled"
    assert choosing.choose("linux", "linux [GCC 14] version", None, None, nobody) == "virtual"


def test_a_board_that_is_told_or_known() -> None:
    assert choosing.choose("rp2", "Some board", "pico_oled", None, nobody) == "pico_oled"
    assert choosing.choose("rp2", "Some board", None, "pico_oled", nobody) == "pico_oled"
    assert choosing.choose("linux", "linux", "pico_oled", None, nobody) == "pico_oled"
    with pytest.raises(HostError) as caught:
        choosing.choose("esp32", "Generic ESP32 module", "pico_oled", None, nobody)
    assert caught.value.code == "wrong_board"
    with pytest.raises(HostError) as caught:
        choosing.choose("stm32", "Pyboard", None, "pico_oled", nobody)
    assert caught.value.code == "no_such_board"


@pytest.mark.parametrize(
    ("platform", "told", "code"),
    [("rp2", ("--board", "tdisplay"), "wrong_board"), ("stm32", (), "no_such_board")],
)
def test_a_board_that_does_not_fit_is_left_as_it_is(
    board: Board, platform: str, told: tuple[str, ...], code: str
) -> None:
    other = board(who((1, 28, 0)).replace("'rp2'", repr(platform)), *BARE)
    assert PICO_MACHINE in failed(run("-p", str(other.path), *told), 1, code)
    assert (other.resets, other.answers) == (1, [])


def test_boards_that_can_not_be_told_apart_are_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Later boards are found by their data alone."""
    text = (data.boards_dir() / "pico_oled" / "board.py").read_text()
    for name in ("pico_oled", "later"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "board.py").write_text(text.replace("pico_oled", name))
    monkeypatch.setattr(data, "boards_dir", lambda: tmp_path)
    asked = []

    def ask(boards: list[dict[str, Any]]) -> str:
        asked.extend(board["name"] for board in boards)
        return "later"

    assert choosing.choose("rp2", PICO_MACHINE, None, None, ask) == "later"
    assert asked == ["later", "pico_oled"]
    # The chip alone names no board.
    (tmp_path / "later" / "board.py").unlink()
    assert choosing.choose("rp2", "Feather", None, None, lambda boards: "x") == "x"


def test_without_a_terminal_the_boards_are_named(board: Board, usb: Ports) -> None:
    bare = board(
        who((1, 28, 0)).replace(PICO_MACHINE, "Feather"), "(1000000,4096)", "{}", "(1,0,0)"
    )
    usb((bare.path, PICO))
    assert "--board: pico_oled" in failed(run(), 2, "usage")
    assert bare.resets == 1


def test_the_board_is_asked_for_on_the_terminal(board: Board) -> None:
    bare = board(
        who((1, 28, 0)).replace(PICO_MACHINE, "Feather"), "(1000000,4096)", "{}", "(1,0,0)"
    )
    program = OnTerminal("-p", str(bare.path), "install")
    program.wait_for("1  pico_oled: Raspberry Pi Pico")
    program.wait_for("or its name:")
    program.type("teapot\n")
    assert program.end() == (1, "")
    assert "none of these boards" in program.shown
    assert bare.resets == 1


# What is done


WANTED = {"start.py": b"start", "board.py": b"board", "x/y.py": b"y" * 5000}
GUARD = {"boot.py": b"boot", "main.py": b"main"}


def flash(free: int = 1 << 20, **files: bytes) -> Files:
    """Files by their path, with __ for a slash."""
    found = {
        "/" + path.replace("__", "/") + ("" if path == "slot" else ".py"): File(
            len(content), of_content(content)
        )
        for path, content in files.items()
    }
    return Files(found, free)


def test_a_bare_board_gets_all() -> None:
    made = plan.make(flash(), None, WANTED, GUARD)
    assert (made.place, made.switch, made.kept) == ("a", True, 0)
    assert made.write == WANTED and made.guard == GUARD
    assert made.bytes == sum(map(len, WANTED.values()))


def test_the_idle_place_gets_what_differs() -> None:
    there = flash(
        boot=b"boot", main=b"main", a__start=b"old", a__board=b"board", a__x__y=b"y" * 5000,
        b__start=b"start", b__board=b"older", b__gone=b"gone",
    )  # fmt: skip
    made = plan.make(there, "a", WANTED, GUARD)
    assert (made.place, made.switch, made.guard) == ("b", True, {})
    assert made.remove == ["gone.py"]
    assert sorted(made.copy) == ["board.py", "x/y.py"]  # the place in use has them
    assert made.write == {"start.py": b"start"}  # it comes back last


def test_the_same_is_left_alone() -> None:
    there = flash(
        boot=b"boot", main=b"main", b__start=b"start", b__board=b"board", b__x__y=b"y" * 5000
    )
    made = plan.make(there, "b", WANTED, GUARD)
    assert made.nothing and (made.place, made.kept) == ("b", 3)
    assert plan.make(there, "b", WANTED, {**GUARD, "main.py": b"new"}).guard == {"main.py": b"new"}


def test_a_firmware_in_the_place_without_the_pointer() -> None:
    """An earlier try got so far: nothing but the pointer is missing."""
    there = flash(a__start=b"start", a__board=b"board", a__x__y=b"y" * 5000)
    made = plan.make(there, None, WANTED, {})
    assert (made.place, made.switch, made.write, made.copy) == ("a", True, {}, [])


def test_no_room() -> None:
    with pytest.raises(HostError) as caught:
        plan.make(flash(free=70_000), None, WANTED, GUARD)
    assert caught.value.code == "no_room"
    there = flash(free=70_000, a__x__y=b"y" * 5000, a__old=bytes(4096 * 3))
    assert plan.make(there, None, WANTED, GUARD).place == "a"  # what goes makes room


@pytest.mark.parametrize(
    ("pointer", "ours", "expected"),
    [(b"a", True, "a"), (b"a!", True, "a"), (b"", True, "a"), (b"b", True, None),
     (b"a", False, None), (b"\xff", True, None)],
)  # fmt: skip
def test_the_place_in_use(pointer: bytes, ours: bool, expected: str | None) -> None:
    there = flash(main=b"main", a__start=b"start", b__board=b"half")
    assert plan.active(there, pointer, ours) == expected


def test_the_only_whole_firmware_is_not_taken_away() -> None:
    """The pointer says b, which has none; main.py starts a after three crashes."""
    there = flash(main=b"main", a__start=b"old", a__board=b"board", b__board=b"half")
    now = plan.active(there, b"b", True)
    assert now is None
    assert plan.make(there, now, WANTED, GUARD).place == "b"
    # Two of them, or none: a, as on a bare board.
    two = flash(a__start=b"old", b__start=b"old2")
    assert plan.make(two, None, WANTED, GUARD).place == "a"
    assert plan.make(flash(b__board=b"half"), None, WANTED, GUARD).place == "a"


# What goes wrong on the way


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        ("OSError: 28", "no_room"),
        ("OSError: [Errno 28] ENOSPC", "no_room"),
        ("OSError: 5", "board"),
    ],
)
def test_a_flash_that_gets_full_on_the_way(
    board: Board, small: Path, raised: str, code: str
) -> None:
    """At the first file's first piece, behind the helpers and the start that is taken away."""
    one = board(who((1, 28, 0)), *BARE, "", "", "", Raised(raised))
    message = failed(run("-p", str(one.path), "--firmware", str(small)), 1, code)
    assert ("flash is full" in message) is (code == "no_room")
    assert (one.resets, one.answers) == (1, [])


def test_a_board_that_stops_to_answer(
    board: Board, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_BYTES", "_RUNS", "_GOES"):
        monkeypatch.setattr(board_prompt, name, 0.3)
    one = board(who((1, 28, 0)), *BARE, "", SILENCE)
    assert "stopped to answer" in failed(
        run("-p", str(one.path), "--firmware", str(small)), 3, "silent"
    )
    assert one.resets == 1  # by Ctrl-C


def test_a_firmware_that_can_not_be_compiled(board: Board, small: Path) -> None:
    (small / "more.py").write_text("def f(:\n")
    one = board(who((1, 28, 0)), *BARE)
    message = failed(run("-p", str(one.path), "--firmware", str(small)), 1, "compile")
    assert message.startswith("more.py can't be compiled")
    assert (one.resets, one.answers) == (1, [])  # and nothing was written


def test_a_board_that_is_silent_once_it_has_its_firmware(board: Board) -> None:
    place = discover.at(str(board(mute=True).path))
    with pytest.raises(HostError) as caught:
        reach.awaited(place, "a", lambda: 20 * time.monotonic(), Asker(False), trace.silent)
    assert (caught.value.code, caught.value.exit_code) == ("silent", 3)
    assert "wiring" in str(caught.value)


def test_a_fob_with_another_protocol_is_not_asked(fob: FakeFob) -> None:
    fob.accounts.protocol = 2
    message = failed(run("-p", str(fob.path)), 1, "protocol")
    assert "hold ok" in message
    assert [request["do"] for request in fob.requests] == ["hello"]
    assert fob.violations[0] == r"no frame: b'\r\x02'"  # whether it was a prompt
    fob.violations.clear()


# Compiling


def test_the_abi_of_boards() -> None:
    """Words as sys.implementation._mpy tells them: a Pico's, an ESP32's, the unix port's."""
    assert Abi.of(0x1306) == Abi(6, 3, "armv6m")
    assert Abi.of(0x2B06) == Abi(6, 3, "xtensawin")
    assert Abi.of(0x0B06) == Abi(6, 3, "x64")
    assert Abi.of(0) is None


def test_compiled_for_a_board() -> None:
    files = {"fobcore/sha1.py": (data.firmware_dir() / "fobcore/sha1.py").read_bytes()}
    made, note = compiling.compiled(files, Abi(6, 3, "armv6m"))
    mpy = made["fobcore/sha1.mpy"]
    assert (mpy[:2], mpy[2] >> 2, mpy[2] & 3, note) == (b"M\x06", 4, 3, "")
    assert b"fobcore.sha1" in mpy and b"/tmp" not in mpy


def test_native_code_of_another_sub_version_stays_source() -> None:
    files = firmware.place_files(data.boards_dir() / "pico_oled" / "board.py", chip="rp2")
    made, note = compiling.compiled(files, Abi(6, 2, "armv6m"))
    native = [path for path, source in files.items() if b"@micropython.viper\ndef " in source]
    assert "fobcore/sha512.py" in native
    assert [path for path in made if path.endswith(".py")] == native
    assert "fobcore/sha1.py" in note


def test_another_version_gets_source() -> None:
    made, note = compiling.compiled({"a.py": b"x = 1\n"}, Abi(7, 0, "armv6m"))
    assert made == {"a.py": b"x = 1\n"}
    assert "version 7" in note and "version 6" in note


def test_the_files_of_a_chip() -> None:
    board = data.boards_dir() / "pico_oled" / "board.py"
    paths = firmware.place_files(board, chip="rp2")
    assert {"start.py", "board.py", "fobcore/otp.py", "drivers/chip_rp2.py"} <= paths.keys()
    assert not {"drivers/chip_unix.py", "boot.py", "main.py", "fonts/make_fonts.py",
                "fobcore/plain.py", "manifest.py", "frozen/_boot.py"} & paths.keys()  # fmt: skip
    assert "fobcore/manifest.py" in paths
    for content in firmware.guard_files().values():
        assert content.startswith(firmware.MARK)


@pytest.mark.parametrize(
    ("platform", "machine", "boards"),
    [  # MICROPY_HW_BOARD_NAME " with " MICROPY_HW_MCU_NAME of MicroPython's board definitions
        ("rp2", "Raspberry Pi Pico with RP2040", ["pico_oled"]),
        ("rp2", "Raspberry Pi Pico W with RP2040", ["pico_oled"]),
        ("rp2", "Raspberry Pi Pico2 with RP2350", ["pico_oled"]),
        ("rp2", "Waveshare RP2040-LCD-0.96 with RP2040", ["waveshare_lcd_096"]),
        ("rp2", "Adafruit QT Py RP2040 with RP2040", ["pico_oled", "waveshare_lcd_096"]),
        ("esp32", "Generic ESP32 module with ESP32", ["m5stickc_plus2", "tdisplay"]),
        ("esp32", "Generic ESP32 module with SPIRAM with ESP32", ["m5stickc_plus2"]),
    ],
)
def test_what_micropython_says_of_itself(platform: str, machine: str, boards: list[str]) -> None:
    """One board, or those among which a person chooses."""
    asked: list[str] = []

    def ask(fitting: list[dict[str, Any]]) -> str:
        asked.extend(board["name"] for board in fitting)
        return asked[0]

    assert choosing.choose(platform, machine, None, None, ask) == boards[0]
    assert asked == (boards if len(boards) > 1 else [])


@pytest.mark.parametrize(
    ("board", "there", "missing"),
    [
        (
            "pico_oled",
            {"drivers/ssd1306.py", "drivers/ds3231.py", "drivers/dallas.py", "fonts/spleen5x8.py",
             "fonts/latin5x8.py", "fonts/greek6x12.py", "fonts/cyrillic6x12.py",
             "fonts/digits18x28.py"},
            {"drivers/pcf8563.py", "drivers/ds1307.py", "drivers/st7789.py", "drivers/battery.py",
             "drivers/led.py", "drivers/backlight.py", "fonts/spleen8x16.py",
             "fonts/digits22x36.py", "fonts/digits32x56.py", "fonts/signs16x16.py",
             "fonts/latin8x16.py", "fonts/cyrillic8x16.py"},
        ),
        (
            "m5stickc_plus2",
            {"drivers/pcf8563.py", "drivers/registers.py", "fonts/digits32x56.py",
             "fonts/digits22x36.py", "fonts/latin6x12.py", "fonts/greek8x16.py"},
            {"drivers/ssd1306.py", "drivers/ds3231.py", "drivers/dallas.py", "drivers/chip_rp2.py",
             "fonts/spleen5x8.py", "fonts/cyrillic5x8.py"},
        ),
    ],
)  # fmt: skip
def test_the_drivers_and_fonts_of_other_boards_stay_here(
    board: str, there: set[str], missing: set[str]
) -> None:
    values = data.board(board)
    paths = firmware.place_files(
        data.boards_dir() / board / "board.py", chip=str(values["chip"])
    ).keys()
    assert there <= paths
    assert not missing & paths


def test_a_driver_that_there_is_not(tmp_path: Path) -> None:
    text = (data.boards_dir() / "pico_oled" / "board.py").read_text()
    board = tmp_path / "board.py"
    board.write_text(text.replace('"ssd1306"', '"uc1701"'))
    with pytest.raises(HostError, match="'uc1701'") as caught:
        firmware.place_files(board)
    assert caught.value.code == "no_driver"


def test_no_driver_is_forgotten_in_the_list_of_parts() -> None:
    """A new one that shipping.py does not know would go to every board."""
    board = data.boards_dir() / "pico_oled" / "board.py"
    paths = firmware.place_files(board, chip="rp2")
    assert {Path(path).stem for path in paths if path.startswith("drivers/")} == {
        "__init__", "buttons", "chip", "chip_rp2", "dallas", "ds3231", "heap", "onebit",
        "registers", "reserving", "serial_line", "ssd1306", "storage", "usbkeyboard",
    }  # fmt: skip


def test_an_older_firmware_has_all_its_fonts(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "digits32x56.py").write_text("WIDTH = 32\n")
    board = data.boards_dir() / "pico_oled" / "board.py"
    assert "fonts/digits32x56.py" in firmware.place_files(board, tmp_path)
