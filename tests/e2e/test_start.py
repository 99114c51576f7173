"""Starts that go wrong: no way to a prompt, and what can't be read is kept as it is; the demo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import serial
from PIL import Image

from e2e.conftest import ROOT, Bench
from fobcore import frames
from mfob.sim.parts.flash import PAGE, SECTOR, SECTORS

if TYPE_CHECKING:
    from littlefs import LittleFS

ADDRESS = "otpauth://totp/GitHub:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub"
HELLO = b"\n" + frames.encode(">", "0badcafe", 1, "1/1", b'{"do":"hello"}')
ANSWER = b"<0badcafe 1 1/1 "
PROMPT = (b">>>", b"MicroPython ")
BROKEN = {
    "main raises": "def main():\n    raise RuntimeError('broken')\n",
    "main returns": "def main():\n    return\n",
    "no main": "",
    "a syntax error": "def main(:\n",
    "an import that fails": "import nothing_of_the_kind\n",
    "SystemExit": "import sys\ndef main():\n    sys.exit()\n",
    "KeyboardInterrupt": "def main():\n    raise KeyboardInterrupt\n",
    "no memory": "def main():\n    bytearray(1 << 28)\n",
}


def firmware(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the firmware in which one file is another."""
    copy = folder / "firmware"
    shutil.copytree(ROOT / "firmware", copy, ignore=shutil.ignore_patterns("__pycache__"))
    file = copy / name
    file.write_text(change(file.read_text()))
    return copy


def listen(fob: Bench, resets: int, flood: bytes) -> bytes:
    """Pours `flood` into the port without a pause until the chip has been reset so often.

    Returns all that it said meanwhile.
    """
    heard = b""
    until = time.monotonic() + 40
    with serial.Serial(fob.sim.port, 115200, timeout=0, write_timeout=0.2) as port:
        while fob.sim.status()["resets"] < resets:
            assert time.monotonic() < until, fob.sim.status()
            end = time.monotonic() + 0.1  # asking for the state takes the fob's time
            while time.monotonic() < end:
                if flood:
                    with suppress(serial.SerialTimeoutException):  # it takes no more for now
                        port.write(flood)
                heard += port.read(65536)
    return heard


@pytest.mark.parametrize("how", BROKEN)
def test_a_start_that_fails_is_tried_again_and_gives_no_prompt(
    how: str, bench: Callable[..., Bench], tmp_path: Path
) -> None:
    broken = firmware(tmp_path, "start.py", lambda _: BROKEN[how])
    fob = bench(firmware=broken, wait=False)
    heard = listen(fob, 3, b"\x03\x04\r\x02" * 16 if how != "main raises" else b"")
    assert not any(sign in heard for sign in PROMPT), heard
    if how == "main raises":
        assert heard.count(b"RuntimeError: broken") >= 2
    status = fob.sim.status()
    assert status["power"] and status["fault"] is None


@pytest.mark.parametrize("how", ["machine.reset()", "raise RuntimeError('broken')"])
def test_control_characters_through_a_reset(
    how: str, bench: Callable[..., Bench], tmp_path: Path
) -> None:
    """The chip restarts with the flood under way: the fob answers between, never a prompt."""

    def resetting(source: str) -> str:
        taken = "                computer.receive(received, _ticks())\n"
        assert source.count(taken) == 1
        more = f"{' ' * 16}if b'hello' in received and computer._link:\n{' ' * 20}{how}\n"
        return "import machine\n" + source.replace(taken, taken + more)

    changed = firmware(
        tmp_path, "loop.py", lambda source: _behind_the_docstring(resetting(source))
    )
    fob = bench(firmware=changed, rtc_set=True, wait=False)
    # Three crashes in a row end in a screen; resets may go on.
    heard = listen(fob, 6 if "reset" in how else 3, b"\x03\x04\x03" * 20 + HELLO)
    assert ANSWER in heard  # it had come to its loop
    assert not any(sign in heard for sign in PROMPT), heard[-500:]
    assert fob.sim.status()["fault"] is None


def _behind_the_docstring(source: str) -> str:
    first, rest = source.split("\n", 1)
    doc, rest = rest.split("\n", 1)
    return f"{doc}\n{first}\n{rest}"


def mounted(image: Path) -> LittleFS:
    """The file system of a flash image, in memory."""
    from littlefs import LittleFS, UserContext

    content = image.read_bytes()
    context = UserContext(buffsize=len(content))
    context.buffer[:] = content
    return LittleFS(
        context=context, block_size=SECTOR, block_count=SECTORS, prog_size=PAGE, disk_version=0
    )


def files(image: Path) -> dict[str, bytes]:
    """What the vault is made of."""
    system = mounted(image)
    found = {}
    for name in system.listdir("/"):
        if name in ("journal", "keys0", "keys1", "keys.map"):
            with system.open(f"/{name}", "rb") as file:
                found[name] = file.read()
    return found


def overwrite(image: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    system = mounted(image)
    with system.open(f"/{name}", "rb") as file:
        content = file.read()
    with system.open(f"/{name}", "wb") as file:
        file.write(change(content))
    system.unmount()
    assert system.context is not None
    image.write_bytes(bytes(system.context.buffer))  # type: ignore[attr-defined]


def remove(image: Path, name: str) -> None:
    system = mounted(image)
    system.remove(f"/{name}")
    system.unmount()
    assert system.context is not None
    image.write_bytes(bytes(system.context.buffer))  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", ["zeros", "gone", "no map", "a key slot of zeros"])
def test_what_can_not_be_read_is_said_and_kept(bench: Callable[..., Bench], how: str) -> None:
    fob = bench(rtc_set=True)
    assert fob.add_uri(ADDRESS).code == 0
    fob.sim.stop()
    image = fob.sim.state.flash
    if how == "zeros":
        overwrite(image, "journal", lambda content: bytes(len(content)))
    elif how == "gone":
        remove(image, "journal")
    elif how == "no map":
        remove(image, "keys.map")
    else:
        raw = image.read_bytes()
        for name in ("keys0", "keys1"):
            slot = files(image)[name]
            if b"mfbK" in slot:
                raw = raw.replace(slot, bytes(SECTOR))
        image.write_bytes(raw)
    before = files(image)
    assert before.keys() == {"journal", "keys0", "keys1", "keys.map"} - (
        {"journal"} if how == "gone" else {"keys.map"} if how == "no map" else set()
    )

    again = bench()
    assert again.sim.state.flash == image
    assert again.sim.text()[0] == "VAULT UNREADABLE"
    for args, stdin in ((["list"], ""), (["code"], ""), (["add", "-"], ADDRESS + "\n"),
                        (["config"], "")):  # fmt: skip
        result = again.run(*args, "--json", stdin=stdin)
        assert result.code == 1, result
        assert result.json["error"]["code"] == "storage"
        assert "Nothing was taken for empty" in result.err
    told = again.run("info", "--json")
    assert told.code == 0, told
    assert (told.json["accounts"], told.json["damaged"]) == (None, None)
    assert again.run("doctor").code == 1
    again.sim.press("ok")
    again.sim.press("next")
    assert again.sim.text()[0] == "VAULT UNREADABLE"
    again.sim.power_cut()
    again.sim.power_on()
    assert again.sim.text()[0] == "VAULT UNREADABLE"
    again.sim.stop()
    assert files(image) == before


def demo(picture: Path) -> subprocess.CompletedProcess[str]:
    """The demo with nobody at a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "mfob.sim.demo", str(picture)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'host'}:{ROOT / 'firmware'}"},
    )


def test_the_demo_without_a_terminal() -> None:
    done = demo(ROOT / "tests" / "data" / "demo-qr.png")
    assert done.returncode == 0, done
    codes = re.findall(r"^Code .*: +(\d{6})\b", done.stdout, re.MULTILINE)
    assert len(codes) == 2 and codes[0] == codes[1], done.stdout
    assert "They are equal." in done.stdout


def test_the_demo_with_a_picture_that_is_no_account(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "white").save(tmp_path / "blank.png")
    for picture in (tmp_path / "blank.png", tmp_path / "gone.png"):
        done = demo(picture)
        assert done.returncode == 1, done
        assert "They are equal." not in done.stdout
        assert "The demo failed" in done.stderr and "Traceback" not in done.stderr
