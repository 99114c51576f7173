"""Ten thousand random presses on each board, with random accounts: nothing is raised, every code
on the screen is right (pyotp says so), and no memory is lost. It all runs in MicroPython, with the
board's own driver; what that sends is drawn by the model of the part now and then, and the code
read back from its pixels."""

from __future__ import annotations

import hashlib
import json
import random
from base64 import b32encode, b64decode
from pathlib import Path
from typing import Any
from zlib import crc32

import pyotp
import pyotp.contrib
import pytest

from fuzz.running import run
from golden.glass import NAMES, board, glass
from mfob.sim.circuit import Circuit
from mfob.sim.readback import read_text
from runtimes import processes

STEPS = 10_000  # on a board that somebody can build
FEWER = 4_000  # on one of the tests' own
HEAP = "1m"  # the flash, the file and the clock are in it too, and the fonts' source
LOST = 4096  # bytes at most
TYPES = ("totp", "totp", "hotp", "steam")
HASHES = ("SHA1", "SHA256", "SHA512")


def accounts(seed: int) -> list[list[Any]]:
    """Of all kinds: [issuer, name, secret in hex, type, algorithm, digits, period, counter]."""
    dice = random.Random(seed)
    made: list[list[Any]] = []
    for number in range(14):  # more than are listed without asking for a letter
        type = TYPES[number % len(TYPES)]
        plain = type != "steam"
        made.append(
            [
                dice.choice(("", "GitHub", "Bank of Nowhere", "x" * 64)),
                f"{dice.choice('abcdef')}{number}{'n' * dice.randrange(30)}",
                dice.randbytes(dice.choice((16, 20, 32, 64, 129, 255))).hex(),
                type,
                dice.choice(HASHES) if plain else "SHA1",
                dice.randrange(5, 11) if plain else 5,
                dice.choice((30, 60, 15, 86400)) if type == "totp" else 30,
                dice.randrange(1 << 40) if type == "hotp" else 0,
            ]
        )
    return made


def codes(account: list[Any], moment: int) -> set[str]:
    """What may be on the screen at a UTC, up to a second late; or of a HOTP's counter."""
    _, _, secret, type, algorithm, digits, period, _ = account
    text = b32encode(bytes.fromhex(secret)).decode()
    hash = getattr(hashlib, algorithm.lower())
    if type == "steam":
        steam: Any = pyotp.contrib.Steam(text)
        return {steam.at(moment), steam.at(moment - 1)}
    # pyotp's TOTP has no period of a day, and fewer than six digits are the last of six
    maker = pyotp.HOTP(text, digits=max(digits, 6), digest=hash)
    steps = {moment} if type == "hotp" else {moment // period, (moment - 1) // period}
    return {maker.at(step)[-digits:] for step in steps}


class Glass:
    """What a person sees of what the driver has sent. Raises ModelError."""

    def __init__(self, circuit: Circuit, data: dict[str, Any]) -> None:
        self._circuit = circuit
        self._data = data
        self._known = False  # whether all that was sent has come here, from a whole picture on
        self.readings = 0

    def took(self, kind: str, rest: list[Any]) -> None:
        """A transfer or a level, or whether what follows is all of them."""
        if kind == "glass":
            self._known = rest[0]
        elif kind == "i2c":
            bus = self._circuit.i2c(self._data["i2c"]["id"])
            data = b64decode(rest[1])
            assert bus.write(rest[0], data, True) == len(data)
        elif kind == "spi":
            self._circuit.spi_bus(self._data["spi"]["id"]).write(b64decode(rest[0]))
        elif kind == "pin":
            self._circuit.pin(rest[0]).drive(rest[1])
        else:
            self._circuit.pin(rest[0]).pulse(1000, rest[1])

    def shows(self, code: str) -> None:
        """The code has just been drawn, and it can be read where it was recorded."""
        if self._known:
            self.readings += 1
            lines = [line.replace(" ", "") for line in read_text(self._circuit.picture())]
            assert code in lines, (code, lines)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", NAMES)
def test_presses(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = board(name)
    steps = FEWER if (Path(__file__).parent / name).is_dir() else STEPS
    seed = crc32(name.encode())
    them = accounts(seed)
    folder = Path(__file__).parent / "portable"
    monkeypatch.setattr(processes, "HEAP", HEAP)
    said = run(
        folder, "presses", "run", 240, "presses ",
        BOARD=json.dumps(data), ACCOUNTS=json.dumps(them), STEPS=steps, SEED=seed,
    )  # fmt: skip
    with glass(data) as (display, circuit):
        for _ in display.strips(0, display.height):
            pass  # it begins, as the one in MicroPython did
        judge(name, said, them, Glass(circuit, data), steps)


def judge(name: str, said: list[Any], them: list[list[Any]], glass: Glass, steps: int) -> None:
    """Holds all that was said against what is right."""
    counters: dict[int, int] = {}
    counts = {"totp": 0, "hotp": 0, "new": 0}
    for kind, *rest in said[:-1]:
        if kind == "added":  # it may have been deleted, and begins anew
            counters.pop(rest[0], None)
            continue
        if kind not in counts:
            glass.took(kind, rest)
            continue
        counts[kind] += 1
        if kind == "new":
            counters.clear()
            continue
        number, code, moment = rest
        if kind == "hotp":
            moment -= 1  # the fob counts before it shows
            assert moment >= counters.get(number, 0), "a counter went back"
            counters[number] = moment
        assert code in codes(them[number], moment), (them[number], code, moment)
        glass.shows(code)
    end, before, after, states = said[-1]
    assert end == "end"
    print(name, counts, glass.readings, before, after, states)
    assert counts["totp"] > steps // 50 and counts["hotp"] > steps // 500, counts
    assert glass.readings > steps // 1000
    assert set(states) >= {
        "code", "counted", "locked", "pin", "menu", "letters", "list", "settings",
    }  # fmt: skip
    assert before - after <= LOST, (before, after)
