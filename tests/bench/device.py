"""The fob: on this computer (chip unix), and on an emulated RP2040 at 125 MHz in its own time

A real RP2040 takes 10 to 40 % more. MFOB_UF2 names MicroPython's image for the Pico; without it
that column is empty. What is timed by the display is right to 2 ms.
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
from fobcore.scripts import SCRIPTS
from mfob import Fob
from mfob.compiling import compiled
from mfob.firmware import place_files
from mfob.sim import chips
from mfob.sim.client import Sim

COLUMNS = ("what", "unit", "aim", "unix", "RP2040, emulated")
_ROOT = Path(__file__).parents[2]
_PORTABLE = Path(__file__).parent / "portable"
_URI = "otpauth://totp/GitHub:{0}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3{0:A<5}&issuer=GitHub\n"
_PATIENCE = 600.0  # s
_LISTEN = 3.0  # s of the world
_SECONDS = 10  # of the world that a displayed second is averaged over
_MANY = 20  # accounts of a batch
_REQUEST = 10  # of them that come at once
_BLOCK = 4096
Measured = dict[str, float]

# What is measured: its name here, for people, the unit, the aim.
_ROWS = (
    ("SHA1 kept", "one code, SHA-1 by hashlib, pads kept", "ms", "< 0.35"),
    ("SHA1 made", "the same, pads made", "ms", ""),
    ("SHA1_ours kept", "one code, our SHA-1 in viper, pads kept", "ms", "< 0.6"),
    ("SHA1_ours made", "the same, pads made", "ms", ""),
    ("SHA1_without_viper kept", "one code, our SHA-1 without viper, pads kept", "ms", ""),
    ("SHA256 kept", "one code, SHA-256 by hashlib, pads kept", "ms", ""),
    ("SHA256 made", "the same, pads made", "ms", ""),
    ("SHA512 kept", "one code, our SHA-512 in viper, pads kept", "ms", "< 5"),
    ("SHA512 made", "the same, pads made", "ms", ""),
    ("PIN", "PBKDF2-HMAC-SHA256", "iterations/s", "> 2,500"),
    ("lock", "power-on to the lock screen", "ms", "< 1,000"),
    ("start 2", "power-on to the first code, no PIN, 2 accounts", "ms", "< 1,200"),
    ("start 1000", "the same, 1,000 accounts", "ms", ""),
    ("open 1", "opening a vault of 1 account", "ms", ""),
    ("open 10", "opening a vault of 10 accounts", "ms", ""),
    ("open 100", "opening a vault of 100 accounts", "ms", ""),
    ("open 1000", "opening a vault of 1,000 accounts", "ms", ""),
    ("next", "letting go of next to the other account's code on the display", "ms", "< 80"),
    ("hello", "a computer's first handshake: what answers it is loaded meanwhile", "ms", ""),
    ("unlock", "unlock from the computer, the press and the PIN's second included", "ms", ""),
    ("unlock rest", "of it on the fob, without press and stretching; 23 accounts", "ms", ""),
    ("add 1", "add: one account, the press of a finger at once included", "ms", ""),
    ("add", "add: an account of an approved batch, ten a request", "ms", ""),
    ("list", "list: an account over the link, of eight", "ms", ""),
    ("set PIN", "setting a PIN, its measuring second and the press included", "ms", ""),
    ("heap 0", "free heap at start, no account", "bytes", ""),
    ("heap spoken", "free heap, 2 accounts, once a computer has spoken", "bytes", ""),
    ("heap 100", "free heap, 100 accounts open", "bytes", "> 100 KB"),
    ("heap 1000", "free heap, 1,000 accounts open", "bytes", "> 60 KB"),
    ("takes", "heap that the firmware takes at start", "bytes", ""),
    ("resident", "firmware that is loaded while it shows a code, as .mpy", "bytes", "< 65 KB"),
    ("resident spoken", "the same, once a computer has spoken", "bytes", ""),
    ("mpy", "firmware, all of it, as .mpy", "bytes", "< 110 KB"),
    ("fonts", "of it fonts", "bytes", ""),
    ("other fonts", "of it fonts for other scripts", "bytes", ""),
    ("flash", "flash that one place takes, in blocks of 4 KB", "bytes", ""),
    ("bus", "bytes on the I2C bus in a second that shows a code", "bytes", ""),
    ("awake", "awake in such a second", "ms", ""),
    ("turn", "longest turn of the loop in such seconds", "ms", "< 10"),
)


def rows() -> Iterator[tuple[object, ...]]:
    """All of _ROWS."""
    unix = _chip("unix", None)
    image = os.environ.get("MFOB_UF2")
    rp2040 = _chip("rp2040", Path(image)) if image else {}
    for key, what, unit, aim in _ROWS:
        yield what, unit, aim, unix.get(key, "-"), rp2040.get(key, "-")


def _chip(name: str, image: Path | None) -> Measured:
    """Everything of one chip."""
    given: dict[str, Any] = {"chip": name, "rtc_set": True, "auto_approve": True}
    if image is not None:
        given["image"] = image
    sizes = _sizes(name)
    found = _flash_of(sizes)
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        found.update(_codes(here / "codes", given))
        firmware = _instrumented(here / "firmware")
        with Sim.start(here / "fob", lease=True, firmware=firmware, **given) as sim:
            found.update(_one_fob(sim, sizes))
        for count in (1, 10, 100, 1000):
            found.update(_filled(here / str(count), count, {**given, "firmware": firmware}))
    return found


def _sizes(name: str) -> dict[str, int]:
    """The firmware's files, compiled: path -> bytes."""
    chip = chips.of(name)
    board = _ROOT / "boards" / chip.usual_board / "board.py"
    files, _ = compiled(place_files(board, chip=chip.driver), chip.abi())
    return {path: len(content) for path, content in files.items()}


def _flash_of(sizes: dict[str, int]) -> Measured:
    others = tuple(f"fonts/{script}" for script, _ in SCRIPTS[1:])
    return {
        "mpy": sum(sizes.values()),
        "fonts": sum(size for path, size in sizes.items() if path.startswith("fonts/")),
        "other fonts": sum(size for path, size in sizes.items() if path.startswith(others)),
        "flash": sum(-(-size // _BLOCK) * _BLOCK for size in sizes.values()),
    }


def _codes(folder: Path, given: dict[str, Any]) -> Measured:
    """By programs of `portable`, in place of the fob's own."""
    firmware = _copy(folder / "firmware")
    ours = (firmware / "fobcore" / "sha1.py").read_text()
    assert ours.count("@micropython.viper\n") == 1
    (firmware / "plain_sha1.py").write_text(ours.replace("@micropython.viper\n", ""))
    for name in ("speed_of_codes", "speed_on_chip"):
        shutil.copy(_PORTABLE / f"{name}.py", firmware)
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text(
        "import sys, time\nsys.path.insert(0, '/a')\ntime.sleep_ms(400)\n"
        "from speed_on_chip import speed_on_chip\nspeed_on_chip()\ntime.sleep(1000)\n"
    )
    with Sim.start(folder / "fob", lease=True, wait=False, firmware=firmware, **given) as sim:
        heard = _listen(sim, lambda text: bool(re.search(r"PIN \d+\s", text)))
    found: Measured = {"PIN": _last(heard, "PIN")}
    for name, kept, made in re.findall(r"SPEED (\S+) (\d+) (\d+)", heard):
        found[f"{name} kept"] = 1000 / int(kept)
        found[f"{name} made"] = 1000 / int(made)
    return found


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
    """A firmware that says once a second what it found out about itself."""
    firmware = _copy(copy)
    _patch(firmware / "main.py", (
        ("        import start\n", "        import gc\n        gc.collect()\n"
         "        bare = gc.mem_free()\n        import start\n\n        start.BARE = bare\n"),
    ))  # fmt: skip
    _patch(firmware / "fobcore" / "keeper.py", (
        ("        yield from vault.load()\n", "        import time\n\n"
         "        begun = time.ticks_us()\n        yield from vault.load()\n"
         "        self.took = time.ticks_diff(time.ticks_us(), begun)\n"),
        ("        master = yield from self._try(pin)\n", "        import time\n\n"
         "        begun = time.ticks_us()\n        master = yield from self._try(pin)\n"),
        ("            yield from self._open(master)\n\n    def set_pin",
         "            yield from self._open(master)\n"
         "        passed = time.ticks_diff(time.ticks_us(), begun)\n"
         "        self.rest = passed - self.stretched\n\n    def set_pin"),
        ("            stretched, _ = yield from stretching\n", "            import time\n\n"
         "            begun = time.ticks_us()\n"
         "            stretched, _ = yield from stretching\n"
         "            self.stretched = time.ticks_diff(time.ticks_us(), begun)\n"),
    ))  # fmt: skip
    _patch(firmware / "start.py", (
        ("    Loop(chip, board,",
         "    import loop\n\n    loop.BARE = BARE\n    Loop(chip, board,"),
    ))  # fmt: skip
    _patch(firmware / "loop.py", (
        ("import time\n", "import gc\nimport sys\nimport time\n"),
        ("        begun = _ticks()\n",
         "        begun = _ticks()\n        turn = since = time.ticks_us()\n"
         "        longest = line.slept = reports = 0\n        said = begun\n"),
        ("            received = line.read_line()\n",
         "            received = line.read_line()\n"
         "            longest = max(longest, time.ticks_diff(time.ticks_us(), turn))\n"
         # Right behind a second's beginning: elsewhere it would be in the way of the next one.
         "            if time.ticks_diff(ticks, said) > 1000 and (\n"
         "                not app.lit or app.clock.utc is None or app.clock.utc_ms % 1000 < 300\n"
         "            ):\n"
         "                passed = time.ticks_diff(time.ticks_us(), since)\n"
         "                awake = (passed - line.slept) * 1000 // (passed // 1000)\n"
         "                if reports % 8 == 0:  # else each second would be without a collection\n"
         "                    gc.collect()\n                    print('HEAP', gc.mem_free())\n"
         "                reports += 1\n"
         "                print('TURN', longest)\n                print('AWAKE', awake)\n"
         "                print('BARE', BARE)\n"
         "                print('OPEN', getattr(keeper, 'took', 0))\n"
         "                print('REST', getattr(keeper, 'rest', 0))\n"
         "                print('LOADED', ' '.join(sys.modules))\n"
         "                longest = line.slept = 0\n                said = ticks\n"
         "                since = time.ticks_us()\n"
         "            turn = time.ticks_us()\n"),
        ("                power.rest(line, computer.working)\n",
         "                power.rest(line, computer.working)\n"
         "                turn = time.ticks_us()\n"),
    ))  # fmt: skip
    _patch(firmware / "drivers" / "serial_line.py", (
        ("import select\n", "import select\nimport time\n"),
        ("        for _, event in self._poll.ipoll(ms):  # noqa: SIM110  it is called often\n"
         "            if event",
         "        begun = time.ticks_us()\n        events = self._poll.ipoll(ms)\n"
         "        self.slept += time.ticks_diff(time.ticks_us(), begun)\n"
         "        for _, event in events:\n            if event"),
    ))  # fmt: skip
    _patch(firmware / "power.py", (
        ('                self._chip.nap(left, self._board["buttons"])\n',
         "                napped = time.ticks_us()\n"
         '                self._chip.nap(left, self._board["buttons"])\n'
         "                line.slept += time.ticks_diff(time.ticks_us(), napped)\n"),
    ))  # fmt: skip
    return firmware


def _patch(path: Path, changes: tuple[tuple[str, str], ...]) -> None:
    source = path.read_text()
    for old, new in changes:
        assert source.count(old) == 1, (path, old)
        source = source.replace(old, new)
    path.write_text(source)


def _one_fob(sim: Sim, sizes: dict[str, int]) -> Measured:
    """A fob from its first start on."""
    _, heard = _start(sim, lambda text: "No accounts" in text)
    found: Measured = {"heap 0": _last(heard, "HEAP")}
    found["takes"] = _last(heard, "BARE") - found["heap 0"]
    for name in ("alice", "bob"):
        command = [sys.executable, "-m", "mfob", "-p", f"sim:{sim.state.path}", "add", "-"]
        subprocess.run(command, input=_URI.format(name).encode(), check=True, capture_output=True)
    found["start 2"], heard = _start(sim, _code)
    loaded = _loaded(heard)
    assert "fobcore/link" not in loaded, loaded  # no computer has spoken
    found["resident"] = sum(sizes.get(f"{path}.mpy", 0) for path in loaded)
    found.update(_displayed(sim))
    found["next"] = _next(sim)
    began = sim.ticks()
    with Fob.open(f"sim:{sim.state.path}"):
        found["hello"] = (sim.ticks() - began) * 1000
    heard = _for_a_while(sim)
    found["resident spoken"] = sum(sizes.get(f"{path}.mpy", 0) for path in _loaded(heard))
    found["heap spoken"] = _last(heard, "HEAP")
    with Fob.open(f"sim:{sim.state.path}") as fob:
        found["add"] = _batch(sim, fob, _MANY)
        began = sim.ticks()
        fob.add(_account(_MANY + 2))  # behind alice, bob and the batch
        found["add 1"] = (sim.ticks() - began) * 1000
        began = sim.ticks()
        listed = len(fob.accounts())
        found["list"] = (sim.ticks() - began) * 1000 / listed
        began = sim.ticks()
        fob.set_pin("1000")
        found["set PIN"] = (sim.ticks() - began) * 1000
    found["lock"], _ = _start(sim, lambda text: "LOCKED" in text)
    with Fob.open(f"sim:{sim.state.path}") as fob:
        began = sim.ticks()
        fob.unlock("1000")
        found["unlock"] = (sim.ticks() - began) * 1000
        assert len(fob.accounts()) == _MANY + 3
    found["unlock rest"] = _last(_for_a_while(sim), "REST") / 1000
    return found


def _loaded(heard: str) -> list[str]:
    """The firmware's modules that are loaded, as paths; a package's __init__ too."""
    names = re.findall(r"^LOADED (.*)$", heard, re.MULTILINE)[-1].split()
    paths = [name.replace(".", "/") for name in names]
    return paths + [f"{path}/__init__" for path in paths]


def _batch(sim: Sim, fob: Fob, count: int) -> float:
    """ms of the world for an account behind the first request's, on average."""
    came: list[float] = []
    have = len(fob.accounts())
    accounts = [_account(number) for number in range(have, have + count)]
    fob.add_many(accounts, progress=lambda _place, _added: came.append(sim.ticks()))
    if count <= _REQUEST:
        return 0.0  # nothing came behind it
    return (came[-1] - came[_REQUEST - 1]) / (count - _REQUEST) * 1000


def _account(number: int) -> Account:
    return Account("Issuer", f"user {number}@example.com", bytes(range(18)) + b"%02d" % number)


def _displayed(sim: Sim) -> Measured:
    """Of seconds in which nothing happens but that a code is shown."""
    begin, before = sim.ticks(), sim.status()
    heard = _listen(sim, lambda _: sim.ticks() - begin > _SECONDS)
    passed, after = sim.ticks() - begin, sim.status()
    awake = [int(value) for value in re.findall(r"^AWAKE (\d+)", heard, re.MULTILINE)]
    turns = [int(value) for value in re.findall(r"^TURN (\d+)", heard, re.MULTILINE)]
    return {
        "bus": round((after["bus_bytes"] - before["bus_bytes"]) / passed),
        "spi": round((after["spi_bytes"] - before["spi_bytes"]) / passed),
        "awake": sum(awake) / len(awake) / 1000,
        "turn": max(turns) / 1000,
    }


def _filled(state: Path, count: int, given: dict[str, Any]) -> Measured:
    """With many accounts, which the chip `unix` has taken in."""
    with (
        Sim.start(state, rtc_set=True, auto_approve=True, lease=True) as sim,
        Fob.open(f"sim:{sim.state.path}") as fob,
    ):
        for _ in range(0, count, 100):
            _batch(sim, fob, min(count, 100))
    with Sim.start(state, lease=True, wait=False, **given) as sim:
        took, heard = _start(sim, _code)
    return {
        f"start {count}": took,
        f"open {count}": _last(heard, "OPEN") / 1000,
        f"heap {count}": _last(heard, "HEAP"),
    }


def _start(sim: Sim, wanted: Callable[[str], bool]) -> tuple[float, str]:
    """ms of the world from power-on until the screen shows that, and what the fob prints until
    some seconds later."""
    sim.power_cut()
    began = sim.ticks()
    sim.power_on(wait=False)
    took = _when(sim, wanted) - began
    return took * 1000, _for_a_while(sim)


def _for_a_while(sim: Sim) -> str:
    """What the fob prints in some seconds."""
    until = sim.ticks() + _LISTEN
    return _listen(sim, lambda _: sim.ticks() > until)


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
    return bool(re.search(r"^\d{3} ?\d{3}$", text, re.MULTILINE))


def _last(heard: str, word: str) -> int:
    return int(re.findall(rf"^{word} (\d+)", heard, re.MULTILINE)[-1])
