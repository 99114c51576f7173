"""Start of the host program: `mfob --version` and `mfob --help`, median of 7 runs"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

COLUMNS = ("how", "command", "CPU s", "wall s")
RUNS = 7
_ROOT = Path(__file__).parents[2]
_PROGRAM = "from mfob.cli.main import main; main()"


def rows() -> Iterator[tuple[object, ...]]:
    """From the checkout, and from a wheel that is built and unpacked for it."""
    checkout = os.pathsep.join([str(_ROOT / "host"), str(_ROOT / "firmware")])
    with tempfile.TemporaryDirectory() as folder:
        places = {"checkout": checkout}
        built = _wheel(Path(folder))
        if built:
            places["wheel"] = str(built)
        for place, path in places.items():
            for command in ("--version", "--help"):
                yield place, command, *_median(path, command)
        if not built:
            yield "wheel", "not measured: hatchling is not installed", "-", "-"


def _median(path: str, command: str) -> tuple[float, float]:
    """Seconds of CPU and of wall, of a process that has been run once before."""
    taken = [_run(path, command) for _ in range(RUNS + 1)][1:]
    return statistics.median(t[0] for t in taken), statistics.median(t[1] for t in taken)


def _run(path: str, command: str) -> tuple[float, float]:
    environment = {**os.environ, "PYTHONPATH": path}
    before, begin = os.times(), time.perf_counter()
    done = [sys.executable, "-c", _PROGRAM, command]
    subprocess.run(done, env=environment, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - begin, os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system, wall


def _wheel(folder: Path) -> Path | None:
    """The folder of an unpacked wheel of the checkout; None where it can't be built."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, check=False)
    wheels = list(folder.glob("*.whl"))
    if done.returncode or not wheels:
        return None
    command = [sys.executable, "-m", "zipfile", "-e", str(wheels[0]), str(folder / "unpacked")]
    subprocess.run(command, check=True)
    command = [sys.executable, "-m", "compileall", "-q", str(folder / "unpacked" / "mfob")]
    subprocess.run(command, check=False)
    return folder / "unpacked"
