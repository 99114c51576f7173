"""The image of MicroPython that the emulated chip runs: where it comes from, and what is in it."""

import logging
import struct
from pathlib import Path

from mfob.sim.errors import SimError

VERSION = "1.28.0"  # of MicroPython, where rp2040py fetches the image
FLASH = 0x1000_0000
_BLOCK = struct.Struct("<8I")
_START, _SECOND, _END = 0x0A324655, 0x9E5D5157, 0x0AB16F30
_SIZE = 512


def find(given: Path | None) -> Path:
    """The image to run: `given`, else rp2040py's own download. Raises SimError."""
    if given is not None:
        if not given.is_file():
            raise SimError(f"There is no image {given}.", "no_image")
        return given
    from rp2040py.utils.firmware_retrieve import MICROPYTHON, retrieve

    logging.getLogger("rp2040py").setLevel(logging.CRITICAL)
    try:
        found = retrieve(MICROPYTHON, VERSION)
    except OSError:
        found = None
    if found is None:
        raise SimError(
            "The chip rp2040 needs MicroPython's image for the Raspberry Pi Pico, and it could not"
            " be downloaded: name one with --image or MFOB_UF2 (RPI_PICO-….uf2 of"
            " micropython.org/download/RPI_PICO).",
            "no_image",
        )
    return found


def blocks(image: Path) -> list[tuple[int, bytes]]:
    """(offset in the flash, content) of each block. Raises SimError if it is no UF2."""
    content = image.read_bytes()
    found: list[tuple[int, bytes]] = []
    for start in range(0, len(content) - _SIZE + 1, _SIZE):
        first, second, _, address, size, *_ = _BLOCK.unpack_from(content, start)
        (end,) = struct.unpack_from("<I", content, start + _SIZE - 4)
        if (first, second, end) != (_START, _SECOND, _END) or size > 476:
            raise SimError(f"{image} is not a UF2 image.", "no_image")
        if FLASH <= address < FLASH + (16 << 20):
            payload = start + _BLOCK.size
            found.append((address - FLASH, content[payload : payload + size]))
    if not found:
        raise SimError(f"{image} is not a UF2 image.", "no_image")
    return found
