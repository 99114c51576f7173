"""`mfob import`: 1,000 accounts from an Aegis file into the virtual fob, as a process of its own

The fob is MicroPython for this computer, whose objects are twice the size of a chip's. Its heap is
free memory before and after; the host's peak is of the whole process, the reading of the file too.
"""

from __future__ import annotations

import base64
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from mfob import Fob
from mfob.sim.client import Sim

COLUMNS = (
    "what", "accounts", "approvals", "seconds", "accounts a second", "host's peak MB",
    "fob's heap before KB", "after KB",
)  # fmt: skip
COUNT = int(os.environ.get("IMPORT_COUNT", "1000"))
_PATIENCE = 1800.0  # s
_ROOT = Path(__file__).parents[2]


def rows() -> Iterator[tuple[object, ...]]:
    """What is in the file; all of it onto an empty fob, from the press on; the same once more."""
    with tempfile.TemporaryDirectory() as folder:
        path = _export(Path(folder))
        dry, began = _start("import", "--dry-run", path), time.perf_counter()
        yield _row("dry run, no fob", "-", *_ended(dry, began), "-", "-")
        with Sim.start(Path(folder) / "fob", rtc_set=True) as sim:
            port = f"sim:{sim.state.path}"
            before = _free(port)
            process = _start("-p", port, "import", path)
            began, approvals = _approve(sim, process)
            told = _ended(process, began)
            after = _free(port)
            yield _row("onto an empty fob, from the press on", approvals, *told, before, after)
            again, began = _start("-p", port, "import", path), time.perf_counter()
            yield _row("again: all are there", 0, *_ended(again, began), after, _free(port))


def _row(
    what: str, approvals: object, seconds: float, peak: float, *heap: object
) -> tuple[object, ...]:
    return what, COUNT, approvals, seconds, COUNT / seconds, peak, *heap


def _approve(sim: Sim, process: subprocess.Popen[bytes]) -> tuple[float, int]:
    """Presses ok at each question until the process ends, looking once a second so that the fob
    is left in peace; when it first did, and how often."""
    presses: list[float] = []
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if any("ok = yes" in line for line in sim.text()):
            time.sleep(0.5)  # a question counts no press of its first 300 ms
            sim.press("ok")
            presses.append(time.perf_counter())
        time.sleep(1)
    return presses[0], len(presses)


def _export(folder: Path) -> str:
    rng = random.Random(1)
    entries = [
        {
            "type": "totp", "uuid": str(number), "name": f"user{number}@example.com",
            "issuer": f"Service {number % 60}", "note": "",
            "info": {
                "secret": base64.b32encode(rng.randbytes(20)).decode(), "algo": "SHA1",
                "digits": 6, "period": 30,
            },
        }
        for number in range(COUNT)
    ]  # fmt: skip
    path = folder / "aegis.json"
    vault = {"version": 3, "entries": entries, "groups": []}
    path.write_text(
        json.dumps({"version": 1, "header": {"slots": None, "params": None}, "db": vault})
    )
    return str(path)


def _start(*args: str) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join((str(_ROOT / "host"), str(_ROOT / "firmware")))
    return subprocess.Popen(
        [sys.executable, "-m", "mfob", *args],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _ended(process: subprocess.Popen[bytes], began: float) -> tuple[float, float]:
    """Seconds since a beginning, and the process' peak of memory in MB."""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return seconds, used.ru_maxrss / 1024  # in KB on Linux


def _free(port: str) -> int:
    """KB that are free of the fob's heap."""
    with Fob.open(port) as fob:
        return fob.selftest().heap // 1024
