"""Starts a virtual fob as a process of its own, and waits until its firmware answers."""

import fcntl
import json
import os
import secrets
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import mfob
from mfob.sim.client import Sim
from mfob.sim.errors import SimError

_LISTENS = 90.0  # s until the process has its socket: an image may have to be downloaded
_GREETINGS = 20  # in that time, as long as it does not answer


def start(
    sim: Sim,
    lease: bool = False,
    wait: bool = True,
    patience: float | None = None,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start it with the options of machine.Options (rate as text) and `auto_approve`.

    lease: it ends when the returned process' stdin is closed. wait: until the firmware answers, at
    most `patience` seconds (None: the chip's own); never where it starts `blank`. Raises SimError,
    with the end of its log, where it does not start or answer; nothing is left running then.
    """
    options["image"] = options.get("image") or os.environ.get("MFOB_UF2") or None
    for name in ("board", "firmware", "image"):  # paths; the process works from another folder
        if options.get(name) and (name == "image" or "/" in str(options[name])):
            options[name] = str(Path(str(options[name])).absolute())
    given = {**options, "state": str(sim.state.path), "lease": lease}
    process = subprocess.Popen(
        [sys.executable, "-m", "mfob.sim.daemon", json.dumps(given, default=str)],
        stdin=subprocess.PIPE if lease else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env=environment(),
        cwd="/",
    )
    try:
        _until_listening(process, sim)
        if wait and not options.get("blank"):
            wait_answer(sim, patience)
    except BaseException:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    finally:
        if process.stdout is not None:
            process.stdout.close()
    return process


def wait_answer(sim: Sim, seconds: float | None = None) -> None:
    """Greet the firmware over the port until it answers, then let go of the port.

    seconds: None: as many as its chip may take.
    """
    from fobcore import frames

    if seconds is None:
        seconds = float(sim.status()["patience"])
    until = time.monotonic() + seconds
    session = secrets.token_hex(4)
    hello = json.dumps({"protocol": frames.PROTOCOL, "do": "hello"}).encode()
    line = frames.encode(frames.TO_FOB, session, 1, "1/1", hello)
    again = seconds / _GREETINGS
    while not _greet(sim, line, session, min(until, time.monotonic() + again)):
        fault = sim.status()["fault"]
        if fault:
            raise SimError(f"The virtual fob has stopped: {fault}", "sim_fault")
        if time.monotonic() > until:
            raise SimError(f"The virtual fob did not answer within {seconds:g} s.{_log(sim)}")
    while sim.status()["host"]:  # until it knows that the port is free again
        if time.monotonic() > until + 1:
            raise SimError("The virtual fob's port stays in use by another program.")
        time.sleep(0.002)


def _greet(sim: Sim, line: bytes, session: str, end: float) -> bool:
    """Say hello on the port and listen until then; True if the firmware answered."""
    from fobcore import frames

    try:
        fd = os.open(sim.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        time.sleep(0.02)  # no power, or between two starts
        return False
    received = bytearray()
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.write(fd, b"\n" + line)
        while time.monotonic() < end:
            # Time goes on between the two looks at it.
            if select.select([fd], [], [], max(0.0, end - time.monotonic()))[0]:
                received += os.read(fd, 4096)
            *lines, rest = bytes(received).split(b"\n")
            received = bytearray(rest)
            for answer in lines:
                decoded = frames.decode(answer, frames.TO_HOST)
                if decoded is not None and decoded[0] == session:
                    return True
    except OSError:
        time.sleep(0.02)  # hung up in the middle, or another host has the port
    finally:
        os.close(fd)
    return False


def _until_listening(process: subprocess.Popen[bytes], sim: Sim) -> None:
    assert process.stdout is not None
    ready = select.select([process.stdout], [], [], _LISTENS)[0]
    line = process.stdout.readline() if ready else b""
    if not line:
        raise SimError(f"The virtual fob did not start.{_log(sim)}")
    answer = json.loads(line)
    if "error" in answer:
        raise SimError(answer["error"], answer.get("code", "sim"))


def environment() -> dict[str, str]:
    """The child finds the same mfob and fobcore, however this process found them."""
    import fobcore

    places = [str(Path(module.__path__[0]).parent) for module in (mfob, fobcore)]
    if "PYTHONPATH" in os.environ:
        places.append(os.environ["PYTHONPATH"])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(places))}


def _log(sim: Sim) -> str:
    tail = sim.state.log_tail()
    return f" Its log ends:\n{tail}" if tail else ""
