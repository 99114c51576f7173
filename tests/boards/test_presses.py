"""Ten thousand random presses on each board: nothing is raised, every code on the screen is right
(pyotp says so), and no memory is lost. It all runs in MicroPython, with the board's own driver."""

from __future__ import annotations

import json
import random
from base64 import b32encode
from pathlib import Path
from typing import Any

import pyotp
import pyotp.contrib
import pytest

from fuzz.running import run
from golden.glass import NAMES, board
from runtimes import processes

STEPS = 10_000
HEAP = "1m"  # the flash, the file and the clock are in it too, and the fonts' source
LOST = 4096  # bytes at most
TYPES = ("totp", "totp", "hotp", "steam")
HASHES = ("SHA1", "SHA256", "SHA512")


def accounts(seed: int) -> list[list[Any]]:
    """Of all kinds: [issuer, name, secret in hex, type, algorithm, digits, period, counter]."""
    dice = random.Random(seed)
    made: list[list[Any]] = []
    for number in range(12):
        type = TYPES[number % len(TYPES)]
        plain = type != "steam"
        made.append(
            [
                dice.choice(("", "GitHub", "Bank of Nowhere", "x" * 64)),
                f"{number}{'n' * dice.randrange(30)}",
                dice.randbytes(dice.choice((16, 20, 32, 64, 255))).hex(),
                type,
                dice.choice(HASHES) if plain else "SHA1",
                dice.randrange(6, 9) if plain else 5,
                dice.choice((30, 60, 15, 86400)) if type == "totp" else 30,
                dice.randrange(1 << 40) if type == "hotp" else 0,
            ]
        )
    return made


def codes(account: list[Any], moment: int) -> set[str]:
    """What may be on the screen at a UTC, up to a second late; or of a HOTP's counter."""
    _, _, secret, type, algorithm, digits, period, _ = account
    text = b32encode(bytes.fromhex(secret)).decode()
    import hashlib

    hash = getattr(hashlib, algorithm.lower())
    if type == "hotp":
        return {pyotp.HOTP(text, digits=digits, digest=hash).at(moment)}
    maker: Any
    if type == "steam":
        maker = pyotp.contrib.Steam(text)
    else:
        maker = pyotp.TOTP(text, digits=digits, digest=hash, interval=period)
    return {maker.at(moment), maker.at(moment - 1)}


@pytest.mark.parametrize("name", NAMES)
def test_presses(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = board(name)
    them = accounts(7)
    folder = Path(__file__).parent / "portable"
    monkeypatch.setattr(processes, "HEAP", HEAP)
    said = run(
        folder, "presses", "run", 100, "presses ",
        BOARD=json.dumps(data), ACCOUNTS=json.dumps(them), STEPS=STEPS, SEED=len(name),
    )  # fmt: skip
    counters: dict[int, int] = {}
    counts = {"totp": 0, "hotp": 0, "new": 0}
    for kind, *rest in said[:-1]:
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
    end, before, after, states = said[-1]
    assert end == "end"
    print(name, counts, before, after, states)
    assert counts["totp"] > 200 and counts["hotp"] > 20, counts
    assert set(states) >= {"code", "counted", "locked", "pin", "menu", "list", "settings"}
    assert before - after <= LOST, (before, after)
