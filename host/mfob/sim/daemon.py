"""The process of a virtual fob: `python -m mfob.sim.daemon OPTIONS-AS-JSON`.

It writes one line to stdout once everything is listening ({"ok": ...} or {"error": ...}), and
runs until it is told to stop, by the control socket or SIGTERM.
"""

import json
import os
import signal
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

from mfob.errors import HostError
from mfob.sim.control import Server
from mfob.sim.finger import Finger
from mfob.sim.loop import READ
from mfob.sim.machine import Machine, Options
from mfob.sim.state import StateDir
from mfob.sim.verbs import Verbs


def main() -> int:
    """Returns the exit status."""
    given = json.loads(sys.argv[1])
    state = StateDir(Path(given.pop("state")))
    finger = given.pop("auto_approve", False)
    leased = given.pop("lease", False)
    try:
        state.take()
        _stderr_to(state.log)
        machine = Machine(state, _options(given))
    except HostError as e:
        _say({"error": e.message, "code": e.code})
        return 1
    verbs = Verbs(machine, {"pid": os.getpid(), "state": str(state.path), "port": str(state.port)})
    server = Server(machine.loop, state.socket, verbs.serve)
    if finger:
        Finger(machine)
    if leased:  # whoever started it holds the other end of stdin
        machine.loop.watch(0, READ, lambda _: machine.loop.stop())
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: machine.loop.stop())
    try:
        machine.power_on()
        _say({"ok": {"pid": os.getpid()}})
        machine.loop.run()
    except HostError as e:
        _say({"error": e.message, "code": e.code})
        return 1
    finally:
        machine.power_off()
        server.close()
        machine.close()
        state.leave()
    return 0


def _options(given: dict[str, Any]) -> Options:
    if "rate" in given:
        given["rate"] = Fraction(given["rate"])
    for name in ("firmware", "image"):
        if given.get(name):
            given[name] = Path(given[name])
    return Options(**given)


def _stderr_to(log: Path) -> None:
    """A trace of this process belongs in the log, and no pipe of the starter is held open."""
    file = os.open(log, os.O_WRONLY | os.O_APPEND)
    os.dup2(file, 2)
    os.close(file)


def _say(line: dict[str, Any]) -> None:
    """One line for whoever started it, who may be gone."""
    try:
        print(json.dumps(line), flush=True)
    except OSError:
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
