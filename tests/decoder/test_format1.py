"""A flash image of format 1, made once (tests/data/make_format1.py): this firmware reads it."""

from __future__ import annotations

import base64
import lzma
import subprocess
from pathlib import Path

import pyotp.contrib.steam
import pytest

from decoder.decode import decode, unlock
from mfob import Fob
from mfob.sim.client import Sim

IMAGE = Path(__file__).resolve().parents[1] / "data" / "format1.img.xz"
PIN = "730219"
# issuer, name, secret, type, algorithm, digits, period, counter; in the order of the list
ROWS = [
    ("GitHub", "alice@example.org", b"12345678901234567890", "totp", "SHA1", 6, 30, 0),
    ("Steam", "gabe", b"steam's own key!", "steam", "SHA1", 5, 30, 0),
    ("Bank", "bob", b"12345678901234567890123456789012", "totp", "SHA256", 8, 60, 0),
    ("", "carol", b"1234567890" * 6 + b"1234", "totp", "SHA512", 7, 30, 0),
    ("Works", "dora", b"a counter's key.", "hotp", "SHA1", 6, 30, 44),
]


def oathtool(secret: bytes, *arguments: str) -> str:
    command = ["oathtool", *arguments, secret.hex()]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def expected(row: tuple[str, str, bytes, str, str, int, int, int], begin: int | None) -> str:
    """The code by a program that knows nothing of mfob: oathtool, for Steam pyotp."""
    _, _, secret, kind, algorithm, digits, period, counter = row
    if kind == "hotp":
        return oathtool(secret, f"--counter={counter}", f"--digits={digits}")
    assert begin is not None
    if kind == "steam":
        return pyotp.contrib.steam.Steam(base64.b32encode(secret).decode()).at(begin)
    return oathtool(
        secret, f"--totp={algorithm.lower()}", f"--digits={digits}",
        f"--time-step-size={period}s", f"--now=@{begin}",
    )  # fmt: skip


@pytest.fixture
def image() -> bytes:
    return lzma.decompress(IMAGE.read_bytes())


def test_the_virtual_fob_unlocks_it_and_gives_its_codes(image: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "fob"
    folder.mkdir()
    (folder / "flash.img").write_bytes(image)
    with (
        Sim.start(folder, lease=True, auto_approve=True, rtc_set=True),
        Fob.open(f"sim:{folder}") as fob,
    ):
        assert fob.info().locked
        fob.unlock(PIN)
        info = fob.info()
        assert (info.accounts, info.pin, info.name) == (len(ROWS), True, "old fob")
        assert fob.settings()["usb_code"] == "free"
        entries = fob.accounts()
        for entry, row in zip(entries, ROWS, strict=True):
            found = entry.issuer, entry.name, entry.type, entry.algorithm, entry.digits
            assert found == (*row[:2], *row[3:6])
            assert entry.period == row[6] and entry.counter == row[7]
            code = fob.code(entry.id)
            assert code.code == expected(row, code.valid_from)


def test_the_independent_decoder_reads_it(image: bytes) -> None:
    rows = [(row[0], row[1], base64.b32encode(row[2]).decode()) for row in ROWS]
    assert decode(*unlock(image, PIN)) == (rows, [])
