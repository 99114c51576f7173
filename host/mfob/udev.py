"""Linux's udev rule for a fob's port: who may open it, and that ModemManager leaves it alone."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from mfob import usbids
from mfob.errors import HostError

# Before 73-seat-late.rules, which reads the tag `uaccess`.
RULES = Path("/etc/udev/rules.d/70-mfob.rules")
_PACKAGED = ("/run/udev/rules.d", "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d")
_MODE = 0o644
_PATIENCE = 10  # seconds for udevadm
_RELOAD = ["udevadm", "control", "--reload"]
_TRIGGER = ["udevadm", "trigger", "--subsystem-match=tty"]
COMMAND = (
    f"mfob udev | sudo tee {RULES} >/dev/null && sudo {shlex.join(_RELOAD)}"
    f" && sudo {shlex.join(_TRIGGER)}"
)
_HEAD = """\
# Ports of fobs: whoever sits at the computer may use them (uaccess), and ModemManager does not
# talk to them. Made by `mfob udev`. A USB-UART chip is the same in other makers' devices: for
# those that are modems delete their line.
ACTION=="remove", GOTO="mfob_end"
SUBSYSTEM!="tty", GOTO="mfob_end"
"""
_TAIL = 'LABEL="mfob_end"\n'


def rule() -> str:
    """The rule's file, made of the ids that `discover` looks for."""
    lines = []
    for (vendor, product), name in {**usbids.NATIVE, **usbids.UART}.items():
        match = f'ATTRS{{idVendor}}=="{vendor:04x}"'
        if product is not None:
            match += f', ATTRS{{idProduct}}=="{product:04x}"'
        else:
            others = [other for maker, other in usbids.STRANGERS if maker == vendor and other]
            if others:
                listed = "|".join(f"{other:04x}" for other in others)
                match += f', ATTRS{{idProduct}}!="{listed}"'
        lines.append(f'\n# {name}\n{match}, TAG+="uaccess", ENV{{ID_MM_DEVICE_IGNORE}}="1"\n')
    return f"{_HEAD}{''.join(lines)}\n{_TAIL}"


def installed() -> bool | None:
    """Whether this rule is in place; None where another version of it is."""
    for path in (RULES, *(Path(folder, RULES.name) for folder in _PACKAGED)):
        with suppress(OSError):
            return path.read_text(errors="replace") == rule() or None
    return False


def install() -> bool:
    """Writes the rule, in one step, and lets udev read it; whether udev could be told.

    Raises HostError "no_udev", "not_root" (with the command to use instead) or "unwritable".
    """
    if sys.platform != "linux" or not RULES.parent.parent.is_dir():
        raise HostError("There is no udev here: no rule is needed for a fob's port.", "no_udev")
    try:
        RULES.parent.mkdir(exist_ok=True)
        _replace(RULES, rule().encode())
    except PermissionError:
        raise HostError(
            f"Only root can write {RULES}. This does it, with nothing of mfob running as root:"
            f"\n  {COMMAND}",
            "not_root",
        ) from None
    except OSError as error:
        raise HostError(f"{RULES} can't be written: {error.strerror}.", "unwritable") from None
    return _run(_RELOAD) and _run(_TRIGGER)


def _replace(path: Path, content: bytes) -> None:
    """The whole new file or the whole old one, whatever happens. Its temporary name does not end
    with .rules, so udev reads none of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), _MODE)
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _run(command: list[str]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
