"""The clipboard and the screen. The tools are stand-ins that refuse what the real ones do not
know; a test with the real xclip and a real X server runs where both are installed."""

from __future__ import annotations

import base64
import io
import mmap
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from click.testing import CliRunner
from PIL import Image

from host.fakeaccounts import RFC_KEY
from host.fakefob import FakeFob
from host.test_cli import error_of
from mfob import clipboard, screen
from mfob.cli.main import cli
from mfob.errors import HostError

URI = f"otpauth://totp/GitHub:alice?secret={RFC_KEY}&issuer=GitHub"
Tool = Callable[[str, dict[str, bytes]], None]


@pytest.fixture
def picture(tmp_path: Path) -> bytes:
    segno.make(URI).save(str(tmp_path / "code.png"), scale=4)
    return (tmp_path / "code.png").read_bytes()


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tool:
    """Puts a program on PATH, and nothing else: it prints what its exact arguments say."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()

    def put(name: str, answers: dict[str, bytes]) -> None:
        program = tmp_path / "bin" / name
        program.write_text(
            f"#!{sys.executable}\nimport sys\n"
            f"answer = {answers!r}.get(' '.join(sys.argv[1:]))\n"
            "if answer is None: sys.exit(1)\n"
            "sys.stdout.buffer.write(answer)\n"
        )
        program.chmod(0o755)

    return put


X = "-selection clipboard -out -target "
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}
X11 = {"DISPLAY": ":0"}


@pytest.mark.parametrize(
    ("session", "name", "types", "one"),
    [(WAYLAND, "wl-paste", "--list-types", "--type "), (X11, "xclip", X + "TARGETS", X)],
)
def test_pictures_and_texts(
    tool: Tool, runner: CliRunner, fob: FakeFob, picture: bytes,
    session: dict[str, str], name: str, types: str, one: str,
) -> None:  # fmt: skip
    tool(name, {types: b"text/html\nimage/png\n", one + "image/png": picture})
    result = runner.invoke(cli, ["add", "--clipboard"], env=session)
    assert result.stdout == "Added GitHub:alice.\n"
    assert "still in the clipboard" in result.stderr
    text = URI.replace("alice", "bob").replace("secret=GE", "secret=MZ").encode() + b"\n"
    tool(name, {types: b"TARGETS\nUTF8_STRING\n", one + "UTF8_STRING": text})
    assert runner.invoke(cli, ["add", "--clipboard"], env=session).stdout == "Added GitHub:bob.\n"
    tool(name, {types: b"text/html\n"})
    result = runner.invoke(cli, ["add", "--clipboard", "--json"], env=session)
    assert error_of(result) == (1, "empty")
    assert len(fob.accounts.rows) == 2


@pytest.mark.parametrize(
    ("session", "said"),
    [(WAYLAND, "install wl-clipboard"), (X11, "install xclip"), ({}, "has no screen")],
)
def test_a_missing_tool_is_named(tool: Tool, session: dict[str, str], said: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in session.items():
            patch.setenv(name, value)
        with pytest.raises(HostError, match=said) as caught:
            clipboard.read()
    assert (caught.value.code, caught.value.exit_code) == ("no_clipboard", 1)


def test_pictures_that_are_programs(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pillow hands an EPS to Ghostscript: it is not asked for, nor opened under another name."""
    monkeypatch.setenv("DISPLAY", ":0")
    out = io.BytesIO()
    Image.new("L", (64, 64)).save(out, "EPS")
    tool("xclip", {X + "TARGETS": b"image/x-eps\n", X + "image/x-eps": out.getvalue()})
    with pytest.raises(HostError, match="neither a picture nor text"):
        clipboard.read()
    tool("xclip", {X + "TARGETS": b"image/png\n", X + "image/png": out.getvalue()})
    with pytest.raises(HostError, match="is no picture") as caught:
        clipboard.read()
    assert caught.value.code == "unreadable"


def test_xsel_knows_text_only(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xsel", {"--clipboard --output": URI.encode()})
    assert clipboard.read() == URI
    tool("xsel", {"--clipboard --output": b""})
    with pytest.raises(HostError, match="install xclip"):
        clipboard.read()


def test_macos(tool: Tool, monkeypatch: pytest.MonkeyPatch, picture: bytes) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    asked = "-e get the clipboard as «class PNGf»"
    printed = f"«data PNGf{picture.hex().upper()}»\n".encode()
    tool("osascript", {asked: printed})
    got = clipboard.read()
    assert not isinstance(got, str)
    assert got.width > 100
    tool("osascript", {})
    tool("pbpaste", {"-Prefer txt": b"hello\n"})
    assert clipboard.read() == "hello"


def test_windows_from_wsl(tool: Tool, monkeypatch: pytest.MonkeyPatch, picture: bytes) -> None:
    monkeypatch.setenv("WSL_DISTRO_NAME", "Debian")
    args = f"-NoProfile -NonInteractive -STA -Command {clipboard._POWERSHELL}"
    tool("powershell.exe", {args: b"png:" + base64.b64encode(picture) + b"\r\n"})
    assert not isinstance(clipboard.read(), str)
    tool("powershell.exe", {args: b"\xef\xbb\xbftext:" + URI.encode() + b"\r\n"})
    assert clipboard.read() == URI
    tool("powershell.exe", {args: b"text:\r\n"})
    with pytest.raises(HostError, match="neither a picture nor text"):
        clipboard.read()


def test_a_picture_that_is_none(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    tool("xclip", {X + "TARGETS": b"image/png\n", X + "image/png": b"\x89PNG nothing"})
    with pytest.raises(HostError, match="The picture in the clipboard is") as caught:
        clipboard.read()
    assert caught.value.code == "unreadable"


@pytest.mark.parametrize(
    ("session", "said"),
    [
        (WAYLAND, "Wayland lets no program look"),
        ({"XDG_SESSION_TYPE": "wayland", "DISPLAY": ":0"}, "Wayland lets no program look"),
        ({"WSL_DISTRO_NAME": "Debian", "DISPLAY": ":0"}, "press Win\\+Shift\\+S"),
        ({}, "can't be looked at from here"),
        ({"DISPLAY": ":9999"}, "can't be looked at from here"),
    ],
)
def test_screens_that_can_not_be_seen(
    tool: Tool, monkeypatch: pytest.MonkeyPatch, session: dict[str, str], said: str
) -> None:
    for name, value in session.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(HostError, match=said) as caught:
        screen.grab()
    assert caught.value.code == "no_screen"


def test_one_source_at_a_time(runner: CliRunner) -> None:
    assert error_of(runner.invoke(cli, ["add", "--screen", URI, "--json"])) == (2, "usage")


@pytest.fixture
def x_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An X server, and the file that its pixels are in."""
    if not shutil.which("Xvfb") or not shutil.which("xclip"):
        pytest.skip("Xvfb and xclip are not installed")
    for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "XDG_SESSION_TYPE"):
        monkeypatch.delenv(name, raising=False)
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1200x900x24", "-fbdir", tmp_path]
    server = subprocess.Popen(command, pass_fds=[tell], stderr=subprocess.DEVNULL)
    os.close(tell)
    with os.fdopen(told) as number:
        monkeypatch.setenv("DISPLAY", ":" + number.readline().strip())
    yield tmp_path / "Xvfb_screen0"
    server.terminate()
    server.wait(10)


def test_a_real_clipboard(x_server: Path, picture: bytes) -> None:
    owner = ["xclip", "-selection", "clipboard", "-in", "-quiet", "-target"]
    for kind, content in (("image/png", picture), ("UTF8_STRING", URI.encode())):
        with subprocess.Popen([*owner, kind], stdin=subprocess.PIPE) as process:
            assert process.stdin
            process.stdin.write(content)
            process.stdin.close()
            got = until_read()
            assert (got == URI) if kind == "UTF8_STRING" else not isinstance(got, str)
            process.terminate()


def until_read() -> clipboard.Content:
    until = time.monotonic() + 10
    while True:
        try:
            return clipboard.read()
        except HostError:
            assert time.monotonic() < until
            time.sleep(0.05)


def test_a_real_screen(
    x_server: Path, picture: bytes, runner: CliRunner, fob: FakeFob
) -> None:
    result = runner.invoke(cli, ["add", "--screen", "--json"])
    assert error_of(result) == (1, "no_qr")
    paint(x_server, picture)
    assert runner.invoke(cli, ["add", "--screen"]).stdout == "Added GitHub:alice.\n"


def paint(frame: Path, picture: bytes) -> None:
    """Puts a picture onto the X server's screen: its file is an X window dump (XWDFile.h)."""
    code = Image.open(io.BytesIO(picture)).convert("RGB")
    with frame.open("r+b") as file, mmap.mmap(file.fileno(), 0) as dump:
        header, line, colours = (
            int.from_bytes(dump[at : at + 4], "big") for at in (0, 48, 76)
        )  # fmt: skip
        start = header + 12 * colours
        row = code.width * 4
        pixels = code.tobytes("raw", "BGRX")
        for y in range(code.height):
            at = start + (y + 100) * line + 400
            dump[at : at + row] = pixels[y * row : (y + 1) * row]
