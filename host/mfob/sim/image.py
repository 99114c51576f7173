"""The flash image: a littlefs with the firmware's files, as they lie on a board."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mfob import firmware as fob
from mfob.compiling import Abi, compiled
from mfob.errors import HostError
from mfob.sim.errors import SimError
from mfob.sim.parts.flash import PAGE, SECTOR, SECTORS

if TYPE_CHECKING:
    from littlefs import LittleFS

_SLOT = fob.PLACES[0]
_DISK_VERSION = 0x0002_0000


def firmware_files(
    board: Path,
    firmware: Path | None = None,
    chip: str | None = None,
    abi: Abi | None = None,
) -> dict[str, bytes]:
    """Path on the fob -> content, for the firmware's folder and a board.py.

    chip: without the drivers of others. abi: what the modules in the slot are compiled for;
    None: they stay source.
    """
    modules = fob.place_files(board, firmware, chip)
    if abi is not None:
        with suppress(HostError):  # what can't be compiled stays source, and fails on the fob
            modules, _ = compiled(modules, abi)
    files = {f"{_SLOT}/{path}": it for path, it in modules.items()}
    return {**fob.guard_files(firmware), **files, fob.POINTER: _SLOT.encode()}


def erased(image: Path) -> None:
    """Make the image if it is not there: a flash with nothing on it."""
    if not image.exists():
        _replace(image, b"\xff" * (SECTOR * SECTORS))


def lay_out(image: Path, files: dict[str, bytes]) -> None:
    """Make the image if it is not there; put the files on it, leaving all others alone.

    Files of the slot that are not among `files` go. Raises SimError if the image can't be mounted:
    what lies on it may be a vault, so it is never formatted.
    """
    from littlefs import LittleFS, UserContext
    from littlefs.errors import LittleFSError

    new = not image.exists()
    content = bytes(b"\xff" * (SECTOR * SECTORS)) if new else image.read_bytes()
    if len(content) != SECTOR * SECTORS:
        raise SimError(f"{image} is not a flash image of {SECTOR * SECTORS} bytes")
    context = UserContext(buffsize=len(content))
    context.buffer[:] = content
    fs = LittleFS(
        context=context,
        block_size=SECTOR,
        block_count=SECTORS,
        prog_size=PAGE,
        disk_version=_DISK_VERSION if new else 0,  # MicroPython's first write made it the latest
        mount=False,
    )
    if new:
        fs.format()
    try:
        fs.mount()
    except LittleFSError as e:
        raise SimError(
            f"{image} has no file system that can be read ({e}); if nothing on it is needed,"
            " remove it and start again"
        ) from None
    _update(fs, files)
    fs.unmount()
    if bytes(context.buffer) != content or new:
        _replace(image, bytes(context.buffer))


def _update(fs: "LittleFS", files: dict[str, bytes]) -> None:
    for folder, _, names in list(fs.walk(f"/{_SLOT}")) if _exists(fs, f"/{_SLOT}") else []:
        for name in names:
            path = f"{folder}/{name}".lstrip("/")
            if path not in files:
                fs.remove(f"/{path}")
    for path, wanted in files.items():
        if _exists(fs, f"/{path}"):
            with fs.open(f"/{path}", "rb") as file:
                if file.read() == wanted:
                    continue
        fs.makedirs(os.path.dirname(f"/{path}"), exist_ok=True)
        with fs.open(f"/{path}", "wb") as file:
            file.write(wanted)


def _exists(fs: "LittleFS", path: str) -> bool:
    from littlefs.errors import LittleFSError

    try:
        fs.stat(path)
    except LittleFSError:
        return False
    return True


def _replace(image: Path, content: bytes) -> None:
    new = image.with_suffix(".new")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    new.replace(image)
