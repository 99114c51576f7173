"""What is plugged in at USB, as the system itself tells it: also what has no port, for want of a
driver."""

from __future__ import annotations

import plistlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_DEVICES = Path("/sys/bus/usb/devices")
_PATIENCE = 10  # seconds
_APPLE = ["ioreg", "-a", "-l", "-p", "IOUSB"]
_WINDOWS = ["pnputil", "/enum-devices", "/connected"]
_INSTANCE = re.compile(r"USB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})\\", re.IGNORECASE)


def plugged() -> set[tuple[int, int]] | None:
    """Vendor and product of each USB device; None where the system does not tell.

    Linux: /sys; macOS: ioreg(8), a property list; Windows 10 and later: pnputil, whose words are
    in the user's language and whose instance ids are not.
    """
    if sys.platform == "darwin":
        told = _output(_APPLE)
        try:
            return None if told is None else set(_in_tree(plistlib.loads(told)))
        except (plistlib.InvalidFileException, ValueError):
            return None
    if sys.platform == "win32":
        told = _output(_WINDOWS)
        if told is None:
            return None
        ids = _INSTANCE.findall(told.decode(errors="replace"))
        return {(int(vendor, 16), int(product, 16)) for vendor, product in ids}
    return set(_in_sys()) if _DEVICES.is_dir() else None


def _in_sys() -> Iterator[tuple[int, int]]:
    for device in _DEVICES.glob("*"):
        try:
            ids = [(device / name).read_text() for name in ("idVendor", "idProduct")]
        except OSError:
            continue  # an interface, or it has just been unplugged
        yield int(ids[0], 16), int(ids[1], 16)


def _in_tree(node: Any) -> Iterator[tuple[int, int]]:
    """Of a node of ioreg's tree and all below it."""
    if isinstance(node, list):
        for each in node:
            yield from _in_tree(each)
    elif isinstance(node, dict):
        vendor, product = node.get("idVendor"), node.get("idProduct")
        if isinstance(vendor, int) and isinstance(product, int):
            yield vendor, product
        yield from _in_tree(node.get("IORegistryEntryChildren"))


def _output(command: list[str]) -> bytes | None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
