"""`mfob udev`: the rule means the ids that are looked for, and is installed in one step."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from host.test_cli import error_of, object_of
from mfob import portadvice, udev, usbids
from mfob.cli.main import cli

_TERM = re.compile(r'([A-Z]+)(?:\{(\w+)\})?(==|!=|\+=|=)"([^"]*)"')
_GRANTED = {("TAG", None): "uaccess", ("ENV", "ID_MM_DEVICE_IGNORE"): "1"}


@pytest.fixture
def etc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux with udev and no rule; its udevadm writes down how it was called."""
    (tmp_path / "etc/udev").mkdir(parents=True)
    rules = tmp_path / "etc/udev/rules.d/70-mfob.rules"
    monkeypatch.setattr(udev, "RULES", rules)
    monkeypatch.setattr(udev, "_PACKAGED", ())
    monkeypatch.setattr("sys.platform", "linux")
    udevadm(tmp_path, 'echo "$@" >> "$(dirname "$0")/calls"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return rules


def udevadm(folder: Path, script: str) -> None:
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/udevadm").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "bin/udevadm").chmod(0o755)


def evaluated(subsystem: str, vendor: str, product: str, action: str = "add") -> dict[object, str]:
    """What the rule gives a device, as udev(7) says: lines in order, GOTO and LABEL, all matches
    of a line on the same device, `|` between patterns."""
    known = {("ACTION", None): action, ("SUBSYSTEM", None): subsystem,
             ("ATTRS", "idVendor"): vendor, ("ATTRS", "idProduct"): product}  # fmt: skip
    given: dict[object, str] = {}
    skip_to = ""
    for line in udev.rule().splitlines():
        if not line or line.startswith("#"):
            continue
        terms = _TERM.findall(line)
        term = _TERM.pattern
        assert re.fullmatch(rf"{term}(, {term})*", line), "udev would not read it"
        fits = True
        for key, attribute, operator, value in terms:
            if operator in ("==", "!="):
                there = known[key, attribute or None] in value.split("|")
                fits &= there is (operator == "==")
        for key, attribute, operator, value in terms:
            if key == "LABEL" and value == skip_to:
                skip_to = ""
            elif fits and not skip_to and operator in ("=", "+=") and key != "LABEL":
                if key == "GOTO":
                    skip_to = value
                else:
                    given[key, attribute or None] = value
    assert not skip_to, "a GOTO without its LABEL"
    return given


IDS = sorted(
    (vendor, product)
    for vendor, product in {**usbids.NATIVE, **usbids.UART, **usbids.STRANGERS}
    if product is not None
) + [(0x2E8A, 0x0005), (0x2341, 0x0043), (0x1A86, 0x0005), (0x303A, 0x0002)]


@pytest.mark.parametrize(("vendor", "product"), IDS)
def test_it_means_what_is_looked_for(vendor: int, product: int) -> None:
    ids = f"{vendor:04x}", f"{product:04x}"
    looked_for = usbids.name(vendor, product) is not None
    assert evaluated("tty", *ids) == (_GRANTED if looked_for else {})
    assert evaluated("usb", *ids) == {}  # the port, and not the raw device
    assert evaluated("tty", *ids, action="remove") == {}


def test_it_comes_before_the_rule_that_reads_the_tag() -> None:
    assert str(udev.RULES.parent) == "/etc/udev/rules.d"
    assert int(udev.RULES.name.partition("-")[0]) < 73  # 73-seat-late.rules of systemd


def test_udev_itself_takes_it(tmp_path: Path) -> None:
    told = shutil.which("udevadm") and subprocess.run(
        ["udevadm", "--version"], capture_output=True, text=True
    ).stdout.strip()
    if not told or int(told.split()[0]) < 254:
        pytest.skip(f"no udevadm here that can verify rules (254 or newer): {told or 'none'}")
    file = tmp_path / "70-mfob.rules"
    for content, good in ((udev.rule(), True), (udev.rule() + 'NOSUCH="1"\n', False)):
        file.write_text(content)
        done = subprocess.run(["udevadm", "verify", str(file)], capture_output=True, text=True)
        assert (done.returncode == 0) is good, done.stdout + done.stderr


def test_printed(etc: Path) -> None:
    assert CliRunner().invoke(cli, ["udev"]).stdout == udev.rule()
    told = object_of(CliRunner().invoke(cli, ["udev", "--json"]))
    assert (told["rule"], told["path"]) == (udev.rule(), str(etc))
    assert told["installed"] is False and not etc.exists()


def test_installed(etc: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["udev", "--install"])
    assert (result.exit_code, result.stdout) == (0, f"Written to {etc}.\n")
    assert etc.read_text() == udev.rule()
    assert stat.S_IMODE(etc.stat().st_mode) == 0o644
    assert os.listdir(etc.parent) == [etc.name]
    calls = (tmp_path / "bin/calls").read_text().splitlines()
    assert calls == ["control --reload", "trigger --subsystem-match=tty"]
    assert udev.installed() is True


def test_another_one_is_replaced_in_one_step(etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    etc.parent.mkdir()
    etc.write_text("# an older one\n")
    assert udev.installed() is None

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", fail)
        result = CliRunner().invoke(cli, ["udev", "--install", "--json"])
    assert error_of(result) == (1, "unwritable")
    assert etc.read_text() == "# an older one\n"
    assert os.listdir(etc.parent) == [etc.name]  # nothing of it is left
    assert object_of(CliRunner().invoke(cli, ["udev", "--install", "--json"]))["installed"]
    assert etc.read_text() == udev.rule()


def test_without_root_the_command_is_printed(etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = CliRunner().invoke(cli, ["udev", "--install", "--json"])
    assert error_of(result) == (1, "not_root")
    command = object_of(result)["error"]["message"].splitlines()[1].strip()
    words = shlex.split(command.replace("/etc/udev/rules.d/70-mfob.rules", str(etc)))
    assert words[:5] == ["mfob", "udev", "|", "sudo", "tee"]
    assert words.count("sudo") == 3 and "mfob" not in words[3:]  # nothing of ours as root
    assert not etc.exists()


def test_what_it_prints_does_it(etc: Path, tmp_path: Path) -> None:
    """The command for who is not root, with a sudo that is none."""
    etc.parent.mkdir()
    (tmp_path / "bin/sudo").write_text('#!/bin/sh\nexec "$@"\n')
    (tmp_path / "bin/mfob").write_text(f"#!/bin/sh\ncat {tmp_path / 'rule'}\n")
    (tmp_path / "rule").write_text(udev.rule())
    for name in ("sudo", "mfob"):
        (tmp_path / "bin" / name).chmod(0o755)
    command = udev.COMMAND.replace("/etc/udev/rules.d/70-mfob.rules", str(etc))
    subprocess.run(["sh", "-ec", command], check=True)
    assert etc.read_text() == udev.rule()
    calls = (tmp_path / "bin/calls").read_text().splitlines()
    assert calls == ["control --reload", "trigger --subsystem-match=tty"]


def test_udev_that_does_not_hear(etc: Path, tmp_path: Path) -> None:
    udevadm(tmp_path, "exit 1")
    result = CliRunner().invoke(cli, ["udev", "--install"])
    assert result.exit_code == 0 and etc.read_text() == udev.rule()
    assert "plug the fob in again" in result.stderr


@pytest.mark.parametrize("system", ["darwin", "win32", "none"])
def test_where_there_is_no_udev(
    etc: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if system == "none":
        etc.parent.parent.rmdir()
    else:
        monkeypatch.setattr("sys.platform", system)
    result = CliRunner().invoke(cli, ["udev", "--install", "--json"])
    assert error_of(result) == (1, "no_udev")
    assert not etc.exists()


def test_advice_about_a_port(etc: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portadvice, "modem_manager", lambda: True)
    assert "`mfob udev --install`" in portadvice.denied("/dev/x")
    assert "usermod -aG dialout" in portadvice.denied("/dev/x")
    assert "ModemManager" in portadvice.busy("/dev/x")
    udev.install()
    assert "plug the board in again" in portadvice.denied("/dev/x")
    assert "ModemManager" not in portadvice.busy("/dev/x")
    monkeypatch.setattr("sys.platform", "darwin")
    assert portadvice.denied("/dev/x") == "No permission to open /dev/x."
