"""The fob's flash read by a program that shares no line with it; and with its bits flipped."""

from __future__ import annotations

import base64
import importlib
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from decoder.decode import decode, unlock
from mfob import Fob
from mfob.sim.client import Sim

HERE = Path(__file__).resolve().parent
PIN = "2468"
FLIPS = 200
SEED = 4
KEYS = {"alice": b"alice's key", "bob": b"12345678901234567890", "carol": b"c" * 64, "dora": b"d"}


class Image:
    """A flash image, and what was done to get it: for each record its kind, id and account."""

    def __init__(self, path: Path, without_pin: bytes, done: list[tuple[Any, ...]]) -> None:
        self.path = path
        self.without_pin = without_pin
        self.done = done
        self.journal, self.master, self.vault = unlock(path.read_bytes(), PIN)
        self.begins: list[int] = []
        at = 0
        while at < len(self.journal):
            self.begins.append(at)
            at += 70 + int.from_bytes(self.journal[at + 4 : at + 6], "little")

    def expected(self, without: int | None = None) -> list[tuple[str, str, str]]:
        """The accounts after all that was done, or after all but one record of it."""
        rows: dict[int, tuple[str, str, str]] = {}
        for number, (kind, id, *more) in enumerate(self.done):
            if number == without:
                continue
            if kind == "put":
                rows[id] = more[0]
            elif id in rows:
                row = rows.pop(id)
                if kind == "move":
                    others = list(rows.items())
                    rows = dict([*others[: more[0]], (id, row), *others[more[0] :]])
        return list(rows.values())


def row(name: str, key: str = "", issuer: str = "GitHub") -> tuple[str, str, str]:
    return issuer, name, base64.b32encode(KEYS[key or name]).decode()


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Image]:
    """What the virtual fob leaves behind: accounts of all kinds of change, then a PIN."""
    from fobcore.account import Account

    folder = tmp_path_factory.mktemp("decoder") / "fob"
    done: list[tuple[Any, ...]] = []
    with Sim.start(folder, lease=True, auto_approve=True) as sim, Fob.open(f"sim:{folder}") as fob:
        for name, key in KEYS.items():
            kind = "hotp" if name == "bob" else "totp"
            id = fob.add(Account("GitHub", name, key, kind)).id
            assert id is not None
            done.append(("put", id, row(name)))
        alice, bob, carol, dora = (entry[1] for entry in done)
        fob.rename(alice, "Example", "alice é")
        fob.move(dora, 0)
        fob.code(bob)
        fob.delete(carol)
        fob.set_setting("usb_code", "free")
        done += [
            ("put", alice, row("alice é", "alice", "Example")), ("move", dora, 0), ("count", -1),
            ("delete", carol), ("set", -1),
        ]  # fmt: skip
        without_pin = sim.state.flash.read_bytes()
        fob.set_pin(PIN)
        told = [(entry.issuer, entry.name) for entry in fob.accounts()]
    made = Image(folder / "flash.img", without_pin, done)
    assert told == [entry[:2] for entry in made.expected()]
    yield made


def test_it_is_short_and_independent() -> None:
    text = (HERE / "decode.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert "import fobcore" not in text and "from mfob" not in text


def test_the_accounts_are_those_of_the_fob(image: Image) -> None:
    assert len(image.begins) == len(image.done)
    assert decode(image.journal, image.master, image.vault) == (image.expected(), [])


def test_from_the_command_line(image: Image) -> None:
    command = [sys.executable, str(HERE / "decode.py"), str(image.path), PIN]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{image.expected()} []\n"


def test_without_the_pin_nothing_is_read(image: Image) -> None:
    for pin in ("", "2469", "02468"):
        with pytest.raises(ValueError, match="PIN"):
            unlock(image.path.read_bytes(), pin)
    assert image.master not in image.path.read_bytes()


def test_before_the_pin_the_image_gives_everything(image: Image) -> None:
    """What SECURITY.md says of going without."""
    assert decode(*unlock(image.without_pin)) == (image.expected(), [])


def test_a_flipped_bit_breaks_one_record_and_the_others_are_listed(image: Image) -> None:
    """By the decoder and by the firmware, which agree on what is left."""
    chance = random.Random(SEED)
    bits = sorted(chance.sample(range(8 * len(image.journal)), FLIPS))
    hit = set()
    for bit in bits:
        damaged = bytearray(image.journal)
        damaged[bit // 8] ^= 1 << bit % 8
        record = max(i for i, begin in enumerate(image.begins) if begin <= bit // 8)
        hit.add(record)
        rows, broken = decode(bytes(damaged), image.master, image.vault)
        assert broken == [image.begins[record]], bit
        assert rows == image.expected(record), bit
        # A gap before the last record is seen as one; the broken record counts besides.
        assert firmware(bytes(damaged), image.master, image.vault) == (rows, 1), bit
    assert hit == set(range(len(image.begins)))


def firmware(journal: bytes, master: bytes, vault: bytes) -> tuple[list[tuple[str, ...]], int]:
    """(accounts, places that are broken) by fobcore, in this Python."""
    tests = HERE.parent
    for folder in (tests / "core", tests / "runtimes" / "shims" / "cpython"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    file = importlib.import_module("fakes").File()
    file.data = journal
    opening = importlib.import_module("fobcore.opening")
    opened = opening.vault_under(master, vault, file, os.urandom)
    for _ in opened.load():
        pass
    accounts = [opened.account_at(i) for i in range(len(opened))]
    rows = [(a.issuer, a.name, base64.b32encode(a.secret).decode()) for a in accounts]
    return rows, opened.damaged
