"""Pythons of this computer, and a bare environment to run them in."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OLDEST = (3, 11)
RUNNING = sys.version_info[:2]
VERSIONS = sorted({(3, minor) for minor in range(11, 15)} | {RUNNING})

_HOME = Path(pwd.getpwuid(os.getuid()).pw_dir)  # HOME itself is the test's own by now
# what pip needs to reach its index, and nothing else of who runs the tests
_KEPT = ("PIP_", "SSL_CERT_", "REQUESTS_CA_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
_HAS_VENV = "import sys, venv, ensurepip; print(sys.version_info[:2] == {})"


def find(version: tuple[int, int]) -> str | None:
    """A Python of that version with venv: the one that runs this, else on PATH, else pyenv's."""
    if version == RUNNING:
        return getattr(sys, "_base_executable", sys.executable)
    return next((path for path in _candidates(version) if _is(path, version)), None)


def bare(home: Path) -> dict[str, str]:
    """An environment without PYTHONPATH, virtual environment or mfob, and a home of its own; of
    the user's it has pip's cache."""
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(_KEPT)}
    return {
        "PIP_CACHE_DIR": _pip_cache(),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_COMPILE": "1",  # most is not imported here
        **kept,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PIPX_HOME": str(home / "pipx"),
        "PIPX_BIN_DIR": str(home / "bin"),
        "PIPX_MAN_DIR": str(home / "man"),
        "USE_EMOJI": "0",
    }


def _candidates(version: tuple[int, int]) -> Iterator[str]:
    name = "python{}.{}".format(*version)
    on_path = shutil.which(name)
    if on_path:
        yield on_path
    pyenv = Path(os.environ.get("PYENV_ROOT", _HOME / ".pyenv"))
    yield from map(str, sorted(pyenv.glob("versions/{}.{}.*/bin/python".format(*version))))


def _is(path: str, version: tuple[int, int]) -> bool:
    # pyenv's own python3.x on PATH is there for versions that are not chosen, and only fails
    command = [path, "-c", _HAS_VENV.format(version)]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode == 0 and done.stdout.strip() == b"True"


def _pip_cache() -> str:
    command = [sys.executable, "-m", "pip", "cache", "dir"]
    env = {**os.environ, "HOME": str(_HOME)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return done.stdout.strip()
