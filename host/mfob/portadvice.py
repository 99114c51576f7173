"""What to do about a port that can't be used, or that is not there at all."""

from __future__ import annotations

import os
from pathlib import Path

RULES = "/etc/udev/rules.d/70-mfob.rules"  # before 73-seat-late.rules, which reads the tag
_GROUP = "dialout"  # Debian, Fedora; Arch has uucp
_MANAGER = "ModemManager"
_PROCESSES = Path("/proc")


def denied(path: str) -> str:
    """No permission to open a port: its group, and the udev rule that does without one."""
    group = _group(path)
    return (
        f"No permission to open {path}: `sudo usermod -aG {group} $USER` and a new log-in give it,"
        f" or this line in {RULES} and plugging the board in again:\n"
        f'  SUBSYSTEM=="tty", ATTRS{{idVendor}}=="{_vendor(path):04x}", TAG+="uaccess",'
        ' ENV{ID_MM_DEVICE_IGNORE}="1"'
    )


def busy(path: str) -> str:
    """Another program has the port: perhaps ModemManager, which looks at every new one."""
    if _runs(_MANAGER):
        return (
            f"Another program uses {path}, perhaps ModemManager, which looks at a new port for"
            " half a minute: wait that long and try again, or keep it off with"
            f' ENV{{ID_MM_DEVICE_IGNORE}}="1" for {_vendor(path):04x} in {RULES}.'
        )
    return f"Another program uses {path}: close it and try again."


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


def _vendor(path: str) -> int:
    """The USB vendor of a port; Raspberry Pi's where it is not known."""
    from serial.tools import list_ports

    for port in list_ports.comports():
        if port.device == path and port.vid is not None:
            return port.vid
    return 0x2E8A


def _runs(program: str) -> bool:
    """Whether a process of that name runs, as far as /proc tells."""
    for comm in _PROCESSES.glob("[0-9]*/comm"):
        try:
            if comm.read_text().strip() == program:
                return True
        except OSError:
            continue  # it has ended
    return False
