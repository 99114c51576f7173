"""Finding fobs: USB ids, the handshake, none, one, several, strangers, ports without use."""

from __future__ import annotations

import io
import json
import os
import stat
import termios
import types
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import serial
from click.testing import CliRunner
from serial.tools.list_ports_common import ListPortInfo

from host.fakeaccounts import IDENTITY
from host.fakefob import FakeFob
from mfob import discover
from mfob.cli.main import cli
from mfob.errors import HostError
from mfob.serialport import SerialPort

PICO = (0x2E8A, 0x0005)
CH9102 = (0x1A86, 0x55D4)
Ports = Callable[..., None]


@pytest.fixture
def usb(monkeypatch: pytest.MonkeyPatch) -> Ports:
    """Says which ports the system has: (path, (vendor, product) or None)."""

    def have(*ports: tuple[Path | str, tuple[int, int] | None]) -> None:
        infos = []
        for path, ids in ports:
            info = ListPortInfo(str(path), skip_link_detection=True)
            info.vid, info.pid = ids or (None, None)
            infos.append(info)
        monkeypatch.setattr("serial.tools.list_ports.comports", lambda: infos)

    return have


@pytest.fixture
def second(tmp_path: Path) -> Iterator[FakeFob]:
    fake = FakeFob(tmp_path / "second")
    yield fake
    fake.stop()


def test_what_may_be_a_fob(usb: Ports) -> None:
    usb(
        ("/dev/ttyS0", None), ("/dev/ttyACM1", PICO), ("/dev/ttyACM2", (0x2E8A, 0x000C)),
        ("/dev/ttyUSB0", CH9102), ("/dev/ttyACM3", (0x2341, 0x0043)),
    )  # fmt: skip
    assert discover.scan() == [
        discover.Place("/dev/ttyACM1", uart=False),
        discover.Place("/dev/ttyUSB0", uart=True),
    ]


def test_none(usb: Ports) -> None:
    usb(("/dev/ttyS0", None))
    result = CliRunner().invoke(cli, ["list", "--json"])
    assert (result.exit_code, json.loads(result.stdout)["error"]["code"]) == (3, "no_fob")
    result = CliRunner().invoke(cli, ["devices", "--json"])
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"schema": 1, "devices": []})


def test_the_only_one(usb: Ports, fob: FakeFob) -> None:
    usb((fob.path, PICO))
    result = CliRunner().invoke(cli, ["info", "--json"])
    assert json.loads(result.stdout)["id"] == IDENTITY["id"]


def test_several(usb: Ports, fob: FakeFob, second: FakeFob) -> None:
    usb((fob.path, PICO), (second.path, CH9102))
    result = CliRunner().invoke(cli, ["list", "--json"])
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, error["code"]) == (3, "several_fobs")
    assert str(fob.path) in error["message"]
    assert str(second.path) in error["message"]
    listed = json.loads(CliRunner().invoke(cli, ["devices", "--json"]).stdout)["devices"]
    assert [device["port"] for device in listed] == [str(fob.path), str(second.path)]


def test_one_among_strangers(usb: Ports, fob: FakeFob, second: FakeFob) -> None:
    second.mute = True
    usb((fob.path, PICO), (second.path, CH9102))
    result = CliRunner().invoke(cli, ["info", "--json"])
    assert json.loads(result.stdout)["id"] == IDENTITY["id"]
    result = CliRunner().invoke(cli, ["devices"])
    assert f"{second.path}: The fob does not answer" in result.stderr


def test_only_strangers(usb: Ports, fob: FakeFob, second: FakeFob) -> None:
    fob.mute = second.mute = True
    usb((fob.path, PICO), (second.path, PICO))
    result = CliRunner().invoke(cli, ["list"])
    assert result.exit_code == 3
    assert "None of these ports has a fob that answers" in result.stderr


def test_ports_that_can_not_be_used(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.touch(stat.S_IRUSR)
    for path, code in [
        (tmp_path / "gone", "no_port"), (tmp_path, "no_port"), (closed, "no_port"),
        (Path(os.devnull), "no_port"),
    ]:  # fmt: skip
        with pytest.raises(HostError) as caught:
            discover.opener(discover.at(str(path)))()
        assert (caught.value.code, caught.value.exit_code) == (code, 3)


@pytest.mark.parametrize(("told", "code"), [
    ("PermissionError(13, 'Zugriff verweigert', None, 5)", "port_busy"),
    ("FileNotFoundError(2, 'Das System kann die Datei nicht finden', None, 2)", "no_port"),
    ("OSError(22, 'Falscher Parameter', None, 87)", "no_port"),
])  # fmt: skip
def test_what_pyserial_says_on_windows(
    monkeypatch: pytest.MonkeyPatch, told: str, code: str
) -> None:
    """It raises with a text alone, in which the system's error is."""

    def refuse(*_: object, **__: object) -> None:
        raise serial.SerialException(f"could not open port 'COM4': {told}")

    monkeypatch.setattr(serial, "Serial", refuse)
    with pytest.raises(HostError) as caught:
        SerialPort("COM4")
    assert caught.value.code == code


def test_a_uart_chip_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """pyserial has no descriptor of a port there: the system keeps the lines by itself."""

    class WindowsPort(io.RawIOBase):
        def __init__(self, *_: object, **__: object) -> None:
            super().__init__()

    monkeypatch.setattr(serial, "Serial", WindowsPort)
    monkeypatch.setattr("mfob.serialport.os", types.SimpleNamespace(name="nt"))
    SerialPort("COM4", hold=True).close()


@pytest.mark.parametrize("hold", [False, True])
def test_a_uart_chip_keeps_its_lines_at_close(fob: FakeFob, hold: bool) -> None:
    port = SerialPort(str(fob.path), hold)
    observer = os.open(fob.path, os.O_RDWR | os.O_NOCTTY)
    drops = bool(termios.tcgetattr(observer)[2] & termios.HUPCL)
    os.close(observer)
    port.close()
    assert not (hold and drops)


def test_the_virtual_fob_that_does_not_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["-p", f"sim:{tmp_path}", "info"])
    assert result.exit_code == 3
    assert f"No virtual fob runs in {tmp_path}" in result.stderr
    assert CliRunner().invoke(cli, ["-p", "sim", "info"]).exit_code == 3
    assert CliRunner().invoke(cli, ["-p", "sim:", "info"]).exit_code == 2


def test_the_virtual_fob_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mfob.hostclock.os", types.SimpleNamespace(name="nt", environ={}))
    for args in (["-p", "sim", "info"], ["sim", "status"], ["sim", "start"]):
        result = CliRunner().invoke(cli, [*args, "--json"])
        assert (result.exit_code, json.loads(result.stdout)["error"]["code"]) == (3, "no_sim")
        assert "WSL" in result.stderr
