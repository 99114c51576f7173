"""What the host's tests share: a fake fob on a PTY, a runner of the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from host.fakefob import FakeFob


@pytest.fixture
def fob(tmp_path: Path) -> Iterator[FakeFob]:
    """A fob that loses nothing; a test fails where the host broke the rules of the link."""
    fake = FakeFob(tmp_path / "fob")
    yield fake
    fake.stop()
    assert fake.violations == []


@pytest.fixture
def runner(fob: FakeFob, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands in this process against `fob`, with no terminal to ask on, on a computer that
    can't tell whether its clock is synchronised."""
    monkeypatch.setattr("mfob.cli.terminal._TERMINAL", "/dev/null/none")
    tools(tmp_path, monkeypatch)
    return CliRunner(env={"MFOB_PORT": str(fob.path), "MFOB_CLOCK": None})


def tools(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    chronyc: str = "exit 1",
    timedatectl: str = "exit 1",
) -> None:
    """Puts programs before those on PATH that know about this computer's clock."""
    place = folder / "tools"
    place.mkdir(exist_ok=True)
    for name, script in (("chronyc", chronyc), ("timedatectl", timedatectl)):
        (place / name).write_text(f"#!/bin/sh\n{script}\n")
        (place / name).chmod(0o755)
    if not os.environ["PATH"].startswith(str(place)):
        monkeypatch.setenv("PATH", f"{place}{os.pathsep}{os.environ['PATH']}")
