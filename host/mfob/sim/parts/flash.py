"""The NOR flash of the file system: counted steps, each of which the power can cut or tear.

Bits go from 1 to 0 by programming a page and back only by erasing a sector (Winbond W25Q16JV
data sheet, 5.1 and 8.2). Every step is in the image file before it counts as done.
"""

import os
from collections.abc import Callable
from pathlib import Path

from mfob.sim.errors import ModelError, SimError

SECTOR = 4096
PAGE = 256
SECTORS = 352
PROGRAM_NS = 400_000  # a page, typical (W25Q16JV data sheet, 9.6)
ERASE_NS = 45_000_000  # a sector, typical


class PowerCut(Exception):
    """The power went at a flash step: the chip does nothing any more."""


class Flash:
    """The image at path, which must be there with its full size."""

    def __init__(self, path: Path) -> None:
        self._fd = os.open(path, os.O_RDWR)
        self._data = bytearray(os.pread(self._fd, SECTORS * SECTOR + 1, 0))
        if len(self._data) != SECTORS * SECTOR:
            os.close(self._fd)
            raise SimError(f"{path} is not a flash image of {SECTORS * SECTOR} bytes")
        self.steps = 0
        self.erases = 0
        self.cut_in = 0  # steps until the cut, 0: none armed
        self._torn = False
        self.on_step: Callable[[], None] | None = None

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._fd)

    def arm(self, step: int, torn: bool = False) -> None:
        """Cut the power at the step-th step from now (1: the next); torn: half of it is done."""
        if step < 0:
            raise SimError("the flash step to cut at counts from 1; 0 takes the cut back")
        self.cut_in = step
        self._torn = torn

    def read(self, address: int, size: int) -> bytes:
        """size bytes from address on."""
        self._check(address, size)
        return bytes(self._data[address : address + size])

    def erase(self, sector: int) -> None:
        """Set a sector to ones; one step."""
        address = sector * SECTOR
        self._check(address, SECTOR)
        self.erases += 1
        self._step(address, b"\xff" * SECTOR)

    def program(self, address: int, data: bytes) -> None:
        """Program whole pages, a step each; a 0 that should become a 1 raises ModelError."""
        if address % PAGE or len(data) % PAGE or not data:
            raise ModelError(
                f"flash programmed at 0x{address:x} with {len(data)} bytes: whole pages only"
            )
        self._check(address, len(data))
        for offset in range(0, len(data), PAGE):
            self._program_page(address + offset, data[offset : offset + PAGE])

    def _program_page(self, address: int, page: bytes) -> None:
        old = int.from_bytes(self._data[address : address + PAGE], "big")
        if int.from_bytes(page, "big") & ~old:
            raise ModelError(
                f"flash page at 0x{address:x} (sector {address // SECTOR}) is programmed over"
                " bits that are 0 already and can't become 1 without an erase"
            )
        self._step(address, page)

    def _step(self, address: int, new: bytes) -> None:
        self.steps += 1
        if self.cut_in:
            self.cut_in -= 1
            if not self.cut_in:
                if self._torn:
                    self._store(address, new[: len(new) // 2])
                raise PowerCut(f"the power went at flash step {self.steps}")
        self._store(address, new)
        if self.on_step is not None:
            self.on_step()

    def _store(self, address: int, new: bytes) -> None:
        self._data[address : address + len(new)] = new
        os.pwrite(self._fd, new, address)

    def _check(self, address: int, size: int) -> None:
        if address < 0 or size < 0 or address + size > len(self._data):
            raise ModelError(f"flash has no {size} bytes at 0x{address:x}")
