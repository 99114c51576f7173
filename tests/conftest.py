"""For all tests: tests/core runs once a runtime; nothing reads the files of who runs them."""

import os
import signal
from pathlib import Path

import pytest

pytest_plugins = ["runtimes.plugin", "runtimes.spread"]

# Started in the background of a shell, a process ignores Ctrl-C, and so would its children.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def private_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A home and state folder of the test's own, and no MFOB_ variables from outside."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith("MFOB_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    return home
