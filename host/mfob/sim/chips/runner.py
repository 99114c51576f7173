"""The MicroPython process under the virtual fob: how it is found, started and ended."""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from mfob import data
from mfob.compiling import Abi
from mfob.sim.errors import SimError

HEAP = "480k"  # an RP2040 has 241 KB; objects here are twice as large as on its 32 bits
_TAKES = 1.0  # s for a signal to reach a process
_PR_SET_PDEATHSIG = 1
_SIGINT_BIT = 1 << (signal.SIGINT - 1)


def command() -> list[str]:
    """How to call MicroPython: the package of mfob[sim], else a `micropython` on the PATH."""
    if find_spec("micropython_unix") is not None:
        return [sys.executable, "-m", "micropython_unix"]
    found = shutil.which("micropython")
    if found is not None:
        return [found]
    raise SimError(
        "The virtual fob needs MicroPython: `pip install mfob[sim]` brings it for Linux on x86_64"
        " and macOS on arm64; elsewhere put a `micropython` (1.23 or newer) on the PATH."
    )


def mpy_abi() -> Abi | None:
    """Of the .mpy files that it loads."""
    ask = "import sys; print(getattr(sys.implementation, '_mpy', 0))"
    done = subprocess.run([*command(), "-c", ask], capture_output=True, text=True, check=False)
    word = done.stdout.strip()
    return Abi.of(int(word)) if word.isdigit() else None


class Runner:
    """One process with the two pipes of the bridge and its output. raw: see rom.py."""

    def __init__(self, log: Path, heap: str = HEAP, raw: bool = False) -> None:
        rom = data.boards_dir() / "virtual" / "rom.py"
        requests_in, requests_out = os.pipe()
        answers_in, answers_out = os.pipe()
        given = [str(answers_in), str(requests_out), str(int(raw))]
        argv = [*command(), "-X", f"heapsize={heap}", str(rom), *given]
        parent = os.getpid()
        with open(log, "ab") as stderr:
            self._process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=stderr,
                pass_fds=(answers_in, requests_out),
                env={**os.environ, "MICROPYPATH": f"{rom.parent}:.frozen"},
                cwd="/",
                preexec_fn=lambda: _die_with(parent),
            )
        os.close(answers_in)
        os.close(requests_out)
        assert self._process.stdout is not None
        self.requests = requests_in
        self.answers = answers_out
        self.stdout = self._process.stdout.fileno()
        os.set_blocking(self.requests, False)
        os.set_blocking(self.stdout, False)
        self.pid = self._process.pid

    def catches_interrupt(self) -> bool:
        """True if MicroPython has Ctrl-C armed. Ask only while the process waits for an answer."""
        return self._has_sigint("SigCgt:")

    def interrupt(self) -> None:
        """Ctrl-C; returns when MicroPython has taken it, so that no answer is lost to it."""
        self._process.send_signal(signal.SIGINT)
        until = time.monotonic() + _TAKES
        while self._has_sigint("ShdPnd:") and time.monotonic() < until:
            os.sched_yield()

    def _has_sigint(self, field: str) -> bool:
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except OSError:
            return False
        for line in status.splitlines():
            if line.startswith(field):
                return bool(int(line.split()[1], 16) & _SIGINT_BIT)
        return False

    def kill(self) -> int:
        """End it at once; returns its exit status, a signal's number negative."""
        self._process.kill()
        status = self._process.wait()
        os.close(self.requests)
        os.close(self.answers)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return status

    def ended(self) -> int:
        """Wait for a process whose pipes are closed; returns its exit status."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        return self.kill()


def _die_with(parent: int) -> None:
    """In the new process: be killed when the computer's half is, however that ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
