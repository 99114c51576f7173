"""The runtimes that are programs: CPython with the shims, and MicroPython's unix port."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FIRMWARE = ROOT / "firmware"
# Objects are twice the size of a 32-bit chip's, whose heap would be about 240 KB then; the tests'
# own flash and files lie in it too.
HEAP = "480k"


def run(command: list[str], environment: dict[str, str], seconds: float) -> str:
    """All that a program printed; how it ended is added when it did not end well."""
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = (error.stdout or b"").decode("utf-8", "replace")
        return f"{output}\nstopped after {seconds:g} s"
    output = done.stdout.decode("utf-8", "replace")
    return output if done.returncode == 0 else f"{output}\nexit code {done.returncode}"


class CPython:
    """This interpreter, in a process of its own, with the shims for MicroPython's modules."""

    name = "cpython"

    def missing(self) -> str | None:
        """Why it can't run here, or None."""
        return None

    def run(self, folder: Path, module: str, names: list[str], seconds: float) -> str:
        """Run functions of the module in the folder; the runner's output."""
        path = os.pathsep.join(map(str, (HERE / "shims" / "cpython", FIRMWARE, folder)))
        command = [sys.executable, "-B", "-X", "utf8", str(HERE / "runner.py"), module, *names]
        return run(command, {"PYTHONPATH": path}, seconds)


class Unix:
    """MicroPython's unix port: 64 bits, viper, every module that the shims imitate."""

    name = "unix"

    def __init__(self) -> None:
        found = shutil.which("micropython")
        self._command = [found] if found else []
        if importlib.util.find_spec("micropython_unix"):
            self._command = [sys.executable, "-m", "micropython_unix"]

    def missing(self) -> str | None:
        """Why it can't run here, or None."""
        return None if self._command else "no micropython: pip install 'mfob[sim]', or on PATH"

    def run(self, folder: Path, module: str, names: list[str], seconds: float) -> str:
        """Run functions of the module in the folder; the runner's output."""
        path = os.pathsep.join([str(FIRMWARE), str(folder), ".frozen"])
        command = [
            *self._command, "-X", f"heapsize={HEAP}", str(HERE / "runner.py"), module, *names,
        ]  # fmt: skip
        return run(command, {"MICROPYPATH": path}, seconds)
