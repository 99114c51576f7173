"""The two key slots: raw flash sectors that hold the master key, written one after the other.

Key material never goes through the file system, which keeps copies of what was deleted. Two
reserved files of one block each are made once; their blocks are then erased and programmed raw.

A slot's first page, integers little-endian; the rest of its sector is kept for the tally of tries:

    0  16  marker: finds the block when the file is made
    16  4  magic
    20  1  format, 1
    21  1  kind: 0 = the master key lies open (no PIN)
    22  2  reserved, 0
    24  4  age: of two valid slots the higher one holds
    28  4  PBKDF2 iterations (0 without a PIN)
    32 16  salt
    48  8  vault id
    56 32  master key
    88  8  settings that guard the key, 0
    96 32  SHA-256 of all before
    128 1  programmed to 0 once the journal has been made
"""

import struct

from fobcore import hashes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Flash, Places

MARKER = 16
PAGE = 256
SECTOR = 4096
FORMAT = 1
OPEN = 0
_MAGIC = b"mfbK"
_HEAD = "<16s4sBBHII16s8s32s8s"
_DIGEST_AT = 96
_MADE_AT = 128


class Unreadable(Exception):
    """The slots hold neither a key nor the blank of a fob that never had one."""


class Slot:
    """What a slot holds."""

    def __init__(self, vault: bytes, master: bytes, age: int = 1, made: bool = False) -> None:
        self.vault = vault
        self.master = master
        self.age = age
        self.made = made  # the journal has been made


class KeySlots:
    """The slots on two raw blocks.

    `flash`: erase(block), program(block, page, data), read(block, offset, length).
    `places`: for each slot (block number, marker).
    """

    def __init__(self, flash: "Flash", places: "Places") -> None:
        self._flash = flash
        self._places = places
        self._current: "int | None" = None  # index of the slot that holds

    def load(self) -> Slot | None:
        """The valid slot of the higher age; None where no slot is valid."""
        best = None
        for index in range(2):
            slot = self._read(index)
            if slot and (best is None or slot.age > best.age):
                best = slot
                self._current = index
        return best

    def settle(self) -> None:
        """Finishes a change that power cut short: nothing stays in the slot that does not hold."""
        free = 1 - self._held()
        block, marker = self._places[free]
        sector = self._flash.read(block, 0, SECTOR)
        if sector[:MARKER] == marker:
            sector = sector[MARKER:]
        if sector != b"\xff" * len(sector):
            self._blank(free)

    def store(self, slot: Slot) -> None:
        """Writes the slot that is free, reads it back, then erases the other and reads that back.

        Whenever the power goes, the former slot or this one is valid. Raises Unreadable when the
        flash does not hold what was programmed.
        """
        former = self._current
        index = 0 if former is None else 1 - former
        slot.age = slot.age if former is None else slot.age + 1
        block = self._places[index][0]
        self._flash.erase(block)
        self._flash.program(block, 0, _pack(slot, self._places[index][1]))
        back = self._read(index)
        if back is None or back.master != slot.master:
            raise Unreadable
        self._current = index
        if former is not None:
            self._blank(former)

    def mark_made(self) -> None:
        """Notes, without an erase, that the journal has been made: its absence is then a loss."""
        block = self._places[self._held()][0]
        page = bytearray(self._flash.read(block, 0, PAGE))
        page[_MADE_AT] = 0
        self._flash.program(block, 0, page)

    def _held(self) -> int:
        """The index of the slot that holds. Raises Unreadable where none does."""
        if self._current is None:
            raise Unreadable
        return self._current

    def _blank(self, index: int) -> None:
        block = self._places[index][0]
        self._flash.erase(block)
        if self._flash.read(block, 0, SECTOR) != b"\xff" * SECTOR:
            raise Unreadable

    def _read(self, index: int) -> Slot | None:
        page = self._flash.read(self._places[index][0], 0, PAGE)
        fields = struct.unpack_from(_HEAD, page, 0)
        if fields[1] != _MAGIC or hashes.find("SHA256").digest(page[:_DIGEST_AT]) != (
            page[_DIGEST_AT : _DIGEST_AT + 32]
        ):
            return None
        if fields[2] != FORMAT or fields[3] != OPEN:
            raise Unreadable  # written by a newer firmware
        return Slot(fields[8], fields[9], fields[5], page[_MADE_AT] == 0)


def _pack(slot: Slot, marker: bytes) -> bytes:
    head = struct.pack(
        _HEAD, marker, _MAGIC, FORMAT, OPEN, 0, slot.age, 0, bytes(16), slot.vault, slot.master,
        bytes(8),
    )  # fmt: skip
    page = head + hashes.find("SHA256").digest(head)
    return page + b"\xff" * (PAGE - len(page))
