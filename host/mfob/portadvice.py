"""What to do about a port that can't be used, or that is not there at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mfob import udev

_GROUP = "dialout"  # Debian, Fedora; Arch has uucp
_MANAGER = "ModemManager"
_PROCESSES = Path("/proc")


def denied(path: str) -> str:
    """No permission to open a port."""
    return f"No permission to open {path}. {allowing(path)}".rstrip()


def allowing(path: str) -> str:
    """How to get permission to open a port: by the udev rule, or by its group."""
    if sys.platform != "linux":
        return ""
    joining = f"`sudo usermod -aG {_group(path)} $USER` and a new log-in"
    if udev.installed():
        return (
            f"{udev.RULES.name} is there, for who sits at this computer: plug the board in again."
            f" For who comes over a network: {joining}."
        )
    return (
        f"`mfob udev --install` puts a rule into {udev.RULES} that gives it to who sits at this"
        f" computer; {joining} give it to you, also over a network."
    )


def busy(path: str) -> str:
    """Another program has the port: perhaps ModemManager, which looks at every new one."""
    if modem_manager() and not udev.installed():
        return (
            f"Another program uses {path}, perhaps ModemManager, which looks at a new port for"
            " half a minute: wait that long and try again, or keep it off for good with"
            " `mfob udev --install`."
        )
    return f"Another program uses {path}: close it and try again."


def modem_manager() -> bool:
    """Whether ModemManager runs, as far as /proc tells."""
    return _runs(_MANAGER)


def none_found() -> str:
    """No port that could be a board's."""
    return (
        "No board found: plug it in with a cable that carries data, not only power; on macOS and"
        " Windows a board with a CH9102 or CP2102 chip needs its driver first (wch-ic.com,"
        " silabs.com)."
    )


def _group(path: str) -> str:
    try:
        import grp

        name = grp.getgrgid(os.stat(path).st_gid).gr_name
    except (ImportError, KeyError, OSError):
        return _GROUP
    return _GROUP if name == "root" else name


def _runs(program: str) -> bool:
    """Whether a process of that name runs, as far as /proc tells."""
    for comm in _PROCESSES.glob("[0-9]*/comm"):
        try:
            if comm.read_text().strip() == program:
                return True
        except OSError:
            continue  # it has ended
    return False
