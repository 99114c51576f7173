"""What the host's tests share: a fake fob on a PTY, a runner of the command line."""

from __future__ import annotations

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
def runner(fob: FakeFob, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """Runs commands in this process against `fob`, with no terminal to ask on."""
    monkeypatch.setattr("mfob.cli.terminal._TERMINAL", "/dev/null/none")
    return CliRunner(env={"MFOB_PORT": str(fob.path), "MFOB_CLOCK": None})
