"""The fob on an emulated RP2040 at 125 MHz, in its own time; a real one takes 10 to 40 % more

MFOB_UF2 names MicroPython's image for the Pico. What is timed by the display is right to 2 ms.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from fobcore.account import Account
from mfob import Fob
from mfob.compiling import compiled
from mfob.firmware import place_files
from mfob.sim import chips
from mfob.sim.client import Sim

COLUMNS = ("what", "", "unit")
_ROOT = Path(__file__).parents[2]
_URI = "otpauth://totp/GitHub:{}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub\n"
_PATIENCE = 300.0  # s
_LISTEN = 3.0  # s of the world
Found = tuple[object, ...]


def rows() -> Iterator[Found]:
    """Of one fob, from its first start on."""
    image = os.environ.get("MFOB_UF2")
    if not image:
        yield "not measured: MFOB_UF2 names no image", "-", "-"
        return
    yield from _sizes()
    yield from _codes(Path(image))
    with tempfile.TemporaryDirectory() as folder:
        firmware = _instrumented(Path(folder) / "firmware")
        given = {"chip": "rp2040", "image": image, "rtc_set": True, "auto_approve": True}
        with Sim.start(Path(folder) / "fob", lease=True, firmware=firmware, **given) as sim:
            yield from _measured(sim)
        for count in (100, 1000):
            yield from _filled(Path(folder) / str(count), count, {**given, "firmware": firmware})


def _sizes() -> Iterator[Found]:
    """What the firmware takes, compiled."""
    chip = chips.of("rp2040")
    board = _ROOT / "boards" / "pico_oled" / "board.py"
    files, _ = compiled(place_files(board, chip=chip.driver), chip.abi())
    yield "firmware as .mpy, all", sum(map(len, files.values())), "bytes"
    fonts = sum(len(content) for path, content in files.items() if path.startswith("fonts/"))
    yield "of it fonts", fonts, "bytes"


def _codes(image: Path) -> Iterator[Found]:
    """One code each, by the section `codes`' own program."""
    with tempfile.TemporaryDirectory() as folder:
        firmware = _copy(Path(folder) / "firmware")
        (firmware / "boot.py").write_text("")
        portable = (Path(__file__).parent / "portable" / "speed_of_codes.py").read_text()
        path = "sys.path.insert(0, '/a')\n"
        (firmware / "main.py").write_text(
            f"import sys, time\n{path}time.sleep_ms(400)\n{portable}\nspeed_of_codes()\n"
        )
        options: dict[str, Any] = {"chip": "rp2040", "image": image, "firmware": firmware}
        with Sim.start(Path(folder) / "fob", lease=True, wait=False, **options) as sim:
            heard = _listen(sim, lambda text: bool(re.search(r"SPEED SHA512 \d+ \d+\s", text)))
    for name, kept, made in re.findall(r"SPEED (\S+) (\d+) (\d+)", heard):
        name = name.replace("_", " ")
        yield f"one code, {name}, pads kept", 1000 / int(kept), "ms"
        yield f"one code, {name}, pads made", 1000 / int(made), "ms"


def _listen(sim: Sim, enough: Callable[[str], bool]) -> str:
    """What the chip says until that is enough."""
    until = time.monotonic() + _PATIENCE
    heard = ""
    port = os.open(sim.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        while not enough(heard):
            if time.monotonic() > until:
                raise TimeoutError(heard)
            time.sleep(0.02)
            with suppress(BlockingIOError):
                heard += os.read(port, 65536).decode(errors="replace")
    finally:
        os.close(port)
    return heard


def _copy(to: Path) -> Path:
    shutil.copytree(_ROOT / "firmware", to, ignore=shutil.ignore_patterns("__pycache__"))
    return to


def _instrumented(copy: Path) -> Path:
    """A firmware that prints the heap at its start, and the longest turn of its loop a second."""
    start = _copy(copy) / "start.py"
    source = start.read_text()
    for old, new in (
        ("    begun = _ticks()\n", "    begun = _ticks()\n    turn = time.ticks_us()\n"
         "    longest = 0\n    said = begun\n"),
        ("        received = line.read_line()\n", "        received = line.read_line()\n"
         "        longest = max(longest, time.ticks_diff(time.ticks_us(), turn))\n"
         "        if time.ticks_diff(ticks, said) > 1000:\n            gc.collect()\n"
         "            print('HEAP', gc.mem_free())\n            print('TURN', longest)\n"
         "            longest = 0\n            said = ticks\n"),
        ("            line.wait(_REST)\n", "            line.wait(_REST)\n"
         "        turn = time.ticks_us()\n"),
    ):  # fmt: skip
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    start.write_text(source)
    return copy


def _measured(sim: Sim) -> Iterator[Found]:
    for name in ("alice", "bob"):
        command = [sys.executable, "-m", "mfob", "-p", f"sim:{sim.state.path}", "add", "-"]
        subprocess.run(command, input=_URI.format(name).encode(), check=True, capture_output=True)
    took, heard = _start(sim, _code)
    yield "power-on to the first code, no PIN", took, "ms"
    yield "free heap at start, two accounts", _last(heard, "HEAP"), "bytes"
    yield "longest turn of the loop, a code shown", _last(heard, "TURN") / 1000, "ms"
    yield "letting go of next to the other account's code", _next(sim), "ms"
    with Fob.open(f"sim:{sim.state.path}") as fob:
        began = sim.ticks()
        fob.set_pin("1000")
        yield "setting a PIN, with the press", (sim.ticks() - began) * 1000, "ms"
    took, _ = _start(sim, lambda text: "LOCKED" in text)
    yield "power-on to the lock screen", took, "ms"


def _filled(state: Path, count: int, given: dict[str, Any]) -> Iterator[Found]:
    """With many accounts, which the chip `unix` has taken in."""
    with Sim.start(state, rtc_set=True, auto_approve=True, lease=True) as sim:
        key = bytes(range(20))
        with Fob.open(f"sim:{sim.state.path}") as fob:
            for first in range(0, count, 100):
                names = [f"user {i}@example.com" for i in range(first, first + 100)]
                fob.add_many([Account("Issuer", name, key) for name in names])
    with Sim.start(state, lease=True, wait=False, **given) as sim:
        took, heard = _start(sim, _code)
        yield f"power-on to the first code, {count} accounts", took, "ms"
        yield f"free heap, {count} accounts", _last(heard, "HEAP"), "bytes"


def _start(sim: Sim, wanted: Callable[[str], bool]) -> tuple[float, str]:
    """ms of the world from power-on until the screen shows that, and what the fob prints until
    some seconds later."""
    sim.power_cut()
    began = sim.ticks()
    sim.power_on(wait=False)
    took = _when(sim, wanted) - began
    until = sim.ticks() + _LISTEN
    heard = _listen(sim, lambda text: sim.ticks() > until)
    return took * 1000, heard


def _when(sim: Sim, wanted: Callable[[str], bool]) -> float:
    """The world's ticks (s) at which the screen shows that."""
    until = time.monotonic() + _PATIENCE
    seen = None
    while time.monotonic() < until:
        now = sim.ticks()
        look = sim.look(seen)
        if look["changes"] != seen:
            seen = look["changes"]
            if wanted("\n".join(sim.text())):
                return now
        time.sleep(0.002)
    raise TimeoutError(sim.text())


def _next(sim: Sim) -> float:
    """ms from the end of a press to the other page, complete."""
    sim.wait_screen("1/2", _PATIENCE)
    sim.press("next")
    began = sim.ticks()
    return (_when(sim, lambda text: "bob" in text and _code(text)) - began) * 1000


def _code(text: str) -> bool:
    return bool(re.search(r"^\d{3} \d{3}$", text, re.MULTILINE))


def _last(heard: str, word: str) -> int:
    return int(re.findall(rf"^{word} (\d+)", heard, re.MULTILINE)[-1])
