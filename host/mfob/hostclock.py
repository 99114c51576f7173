"""The host's UTC, in one place: the computer's, or the world's where the fob is a virtual one."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from mfob.errors import NO_FOB, HostError, usage


def utc(port: str | None = None) -> int:
    """Whole seconds UTC since 1970: the world's for `port` "sim" or "sim:DIR"."""
    return utc_ms(port) // 1000


def utc_ms(port: str | None = None) -> int:
    """Milliseconds UTC since 1970. The environment's MFOB_CLOCK=sim:DIR overrides `port`."""
    folder = sim_dir(os.environ.get("MFOB_CLOCK") or port)
    if folder is None:
        return time.time_ns() // 1_000_000
    from mfob.sim.client import Sim

    return Sim(folder).utc_ms()


def steady(port: str | None = None) -> Callable[[], float]:
    """Seconds since some beginning, to wait by: the world's for a virtual fob, where it is slower
    than the computer."""
    folder = sim_dir(port)
    if folder is None:
        return time.monotonic
    from mfob.sim.stopwatch import Stopwatch

    return Stopwatch.of(folder)


def virtual(port: str | None = None) -> bool:
    """Whether the host's UTC is a world's, which is right by definition."""
    return sim_dir(os.environ.get("MFOB_CLOCK") or port) is not None


def sim_dir(port: str | None) -> Path | None:
    """The state folder that `sim` or `sim:DIR` means; None for any other port.

    Raises HostError "usage" for `sim:` alone, "no_sim" where no virtual fob can run.
    """
    if port is None or port != "sim" and not port.startswith("sim:"):
        return None
    needs_posix()
    given = port[4:]
    if given:
        return Path(given).expanduser()
    if port == "sim:":
        raise usage("`sim:` wants a folder behind it, or write `sim` for the default one.")
    from mfob.sim.state import default_dir

    return default_dir()


def needs_posix() -> None:
    """Raises HostError "no_sim" where the virtual fob can't run."""
    if os.name != "posix":
        message = "The virtual fob runs on Linux and macOS; on Windows it runs inside WSL."
        raise HostError(message, "no_sim", NO_FOB)
