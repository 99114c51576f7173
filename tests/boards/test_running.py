"""Boards in the virtual fob, from power-on to a code: each of boards/, and an imaginary one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mfob import data
from mfob.sim.client import Sim

ROOT = Path(__file__).parents[2]
IMAGINARY = str(Path(__file__).parent / "imaginary" / "board.py")
UTC = 1_800_000_000
SECRET = "JBSWY3DPEHPK3PXP"
BOUND = 20.0  # s


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[str], Sim]]:
    """Starts a virtual fob on a board, its clock set."""
    started: list[Sim] = []

    def begin(board: str) -> Sim:
        sim = Sim.start(tmp_path / "fob", lease=True, board=board, at=UTC * 10**9, rtc_set=True)
        started.append(sim)
        return sim

    yield begin
    for sim in started:
        sim.stop()


def until(condition: Callable[[], bool], sim: Sim) -> None:
    """Waits for a condition, bounded."""
    end = time.monotonic() + BOUND
    while not condition():
        assert time.monotonic() < end, sim.text()
        time.sleep(0.05)


@pytest.mark.parametrize("board", [*data.board_names(), IMAGINARY])
def test_its_screen(board: str, start: Callable[[str], Sim]) -> None:
    sim = start(board)
    until(lambda: any("No accounts" in line for line in sim.text()), sim)


def test_an_account_on_the_imaginary_board(start: Callable[[str], Sim]) -> None:
    """With an SH1106 that hangs upside down, a PCF8563 and a button that is high when pressed."""
    sim = start(IMAGINARY)
    process = subprocess.Popen(
        [sys.executable, "-m", "mfob", "-p", f"sim:{sim.state.path}", "add", "-"],
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'host'}:{ROOT / 'firmware'}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"otpauth://totp/Acme:ann?secret={SECRET}&issuer=Acme\n".encode())
    process.stdin.close()
    until(lambda: any("ann" in line for line in sim.text()), sim)
    end = time.monotonic() + BOUND
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.6)  # a person's eyes: no press counts within 300 ms of drawing a question
        sim.press("ok")
    assert process.wait(1) == 0, process.stdout.read()
    until(lambda: any(re.fullmatch(r"\d{3} ?\d{3}", line.strip()) for line in sim.text()), sim)
    shown = next(
        line.replace(" ", "") for line in sim.text() if re.fullmatch(r"\d{3} ?\d{3}", line.strip())
    )
    assert shown in [code(UTC + 30 * step) for step in range(3)]


def code(utc: int) -> str:
    """The account's code by an independent program."""
    command = ["oathtool", "--base32", "--totp", f"--now=@{utc}", SECRET]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
