"""Fobs on the emulated RP2040: their firmware, and how long a person waits there.

Skipped where MFOB_UF2 names no image of MicroPython for the Pico.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from e2e.conftest import ROOT, Bench
from mfob.sim.client import Sim
from sim.bench import Bench as Inside

UF2 = os.environ.get("MFOB_UF2", "")  # before a test's own environment is made
PATIENCE = 300.0  # s for any command: what the chip computes takes 22 times as long
_LIMIT = 900  # s for a test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder want an image, and time; those of a frozen one bring it."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(_LIMIT))
            if not UF2 and item.path.stem != "test_frozen":
                item.add_marker(pytest.mark.skip(reason="MFOB_UF2 names no image for the Pico"))


@pytest.fixture(scope="module")
def few_iterations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The firmware, but a PIN is stretched for a moment: a second takes 25 of the computer's."""
    copy = tmp_path_factory.mktemp("few") / "firmware"
    shutil.copytree(ROOT / "firmware", copy, ignore=shutil.ignore_patterns("__pycache__"))
    pin = copy / "fobcore" / "pin.py"
    source = pin.read_text()
    for line, fewer in (
        ("ITERATIONS_MIN = 1000", "ITERATIONS_MIN = 32"),
        ("_AIM = 1000 ", "_AIM = 1 "),
        ("_PROBE = 64", "_PROBE = 16"),
    ):
        assert source.count(line) == 1, line
        source = source.replace(line, fewer)
    pin.write_text(source)
    return copy


@pytest.fixture(scope="module")
def starts(
    tmp_path_factory: pytest.TempPathFactory, few_iterations: Path
) -> Iterator[Callable[..., Bench]]:
    """starts(**options of Sim.start): a virtual fob on the emulated chip, with its own folder."""
    started: list[Sim] = []

    def start(**options: Any) -> Bench:
        folder = tmp_path_factory.mktemp("fob") / "state"
        given = {"chip": "rp2040", "image": UF2, "firmware": few_iterations, **options}
        sim = Sim.start(folder, lease=True, **given)
        started.append(sim)
        return Bench(sim, sim.ticks, PATIENCE)

    yield start
    for sim in started:
        sim.stop()


class Chip(Inside):
    """A chip in the test's own process, with a main.py of the test's own; its port is open."""

    def __init__(self, folder: Path, main: str, **options: Any) -> None:
        super().__init__(folder, main, chip="rp2040", image=Path(UF2), **options)
        self.fd = self.open()
        self.heard = b""

    def hear(self, text: str, bound: float = 60.0) -> str:
        """Wait until the firmware has printed text, and its line to the end; all that it said."""
        end = time.monotonic() + bound
        while text not in self.said or "\n" not in self.said.rpartition(text)[2]:
            if time.monotonic() > end:
                raise AssertionError(f"no {text!r} within {bound} s: {self.said!r}")
            self.machine.loop.turn(0.02)
            self.listen()
        return self.said

    @property
    def said(self) -> str:
        """What it printed so far."""
        return self.heard.decode(errors="replace")

    def listen(self) -> None:
        """Take what has come."""
        try:
            self.heard += os.read(self.fd, 65536)
        except BlockingIOError:
            return

    def close(self) -> None:
        """Give everything back."""
        if not self.closed:
            os.close(self.fd)
        super().close()


@pytest.fixture
def chip(tmp_path: Path) -> Iterator[Callable[..., Chip]]:
    """chip(main, **options): a running chip."""
    made: list[Chip] = []

    def make(main: str, **options: Any) -> Chip:
        made.append(Chip(tmp_path, main, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
