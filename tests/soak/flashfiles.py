"""A file out of a fob's flash image."""

from __future__ import annotations

from pathlib import Path

from littlefs import LittleFS, UserContext
from littlefs.errors import LittleFSError

from mfob.sim.parts.flash import PAGE, SECTOR, SECTORS


def read_file(image: Path, path: str) -> bytes | None:
    """Its content; None where there is no such file."""
    content = image.read_bytes()
    context = UserContext(buffsize=len(content))
    context.buffer[:] = content
    system = LittleFS(
        context=context, block_size=SECTOR, block_count=SECTORS, prog_size=PAGE, mount=False
    )
    system.mount()
    try:
        with system.open(path, "rb") as file:
            return bytes(file.read())
    except LittleFSError:
        return None
    except FileNotFoundError:
        return None
