"""The two key slots: raw flash sectors that hold the master key, written one after the other.

Key material never goes through the file system, which keeps copies of what was deleted. Two
reserved files of one block each are made once; their blocks are then erased and programmed raw.

A slot's first page, integers little-endian; the rest of its sector is the tally of tries
(fobcore.attempts):

    0  16  marker: finds the block when the file is made
    16  4  magic
    20  1  format, 1
    21  1  kind: 0 the master key lies open, 1 it is wrapped under a PIN, 2 a wipe is under way
    22  1  failures in a row after which the fob is wiped
    23  1  failures carried over from the slot before this one
    24  4  age: of two valid slots the higher one holds
    28  4  PBKDF2 iterations (0 without a PIN)
    32 16  salt
    48  8  vault id
    56 32  master key, open or wrapped
    88 16  check of the wrapped key (fobcore.pin)
    104 8  reserved, 0
    112 16 SHA-256 of all before, cut
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
PIN = 1
WIPING = 2
_MAGIC = b"mfbK"
_HEAD = "<16s4sBBBBII16s8s32s16s8s"
_DIGEST_AT = 112
_MADE_AT = 128


class Unreadable(Exception):
    """The slots hold neither a key nor the blank of a fob that never had one."""


class Slot:
    """What a slot holds."""

    def __init__(self, vault: bytes, key: bytes) -> None:
        self.vault = vault
        self.key = key  # open or wrapped
        self.kind = OPEN
        self.limit = 0
        self.carried = 0
        self.age = 1
        self.iterations = 0
        self.salt = bytes(16)
        self.check = bytes(16)
        self.made = False  # the journal has been made

    def bound(self) -> bytes:
        """What the check of a wrapped key covers beside it: all that guards it."""
        return struct.pack(
            "<BBI16s8s", self.kind, self.limit, self.iterations, self.salt, self.vault
        )


class KeySlots:
    """The slots on two raw blocks. `places`: for each slot (block number, marker)."""

    def __init__(self, flash: "Flash", places: "Places") -> None:
        self.flash = flash
        self._places = places
        self._current: "int | None" = None  # index of the slot that holds

    def load(self) -> "Slot | None":
        """The valid slot of the higher age, a wipe before all; None where no slot is valid."""
        best = None
        for index in range(2):
            slot = self._read(index)
            if slot and (best is None or _rank(slot) > _rank(best)):
                best = slot
                self._current = index
        return best

    @property
    def block(self) -> int:
        """The block of the slot that holds."""
        return self._places[self._held()][0]

    def settle(self) -> None:
        """Finishes a change that power cut short: nothing stays in the slot that does not hold."""
        index = 1 - self._held()
        block, marker = self._places[index]
        marked = self.flash.read(block, 0, MARKER) == marker
        if not self._is_blank(block, MARKER if marked else 0):
            self._blank(index)

    def store(self, slot: Slot) -> None:
        """Writes the slot that is free, reads it back, then erases the other and reads that back.

        Whenever the power goes, the former slot or this one is valid. Raises Unreadable when the
        flash does not hold what was programmed.
        """
        former = self._current
        index = 0 if former is None else 1 - former
        if former is not None:
            slot.age += 1
        self._write(index, slot)
        self._current = index
        if former is not None:
            self._blank(former)

    def mark_made(self) -> None:
        """Notes, without an erase, that the journal has been made: its absence is then a loss."""
        page = bytearray(self.flash.read(self.block, 0, PAGE))
        page[_MADE_AT] = 0
        self.flash.program(self.block, 0, page)

    def begin_wipe(self) -> None:
        """Puts the mark of a wipe into the free slot and erases the one that holds."""
        mark = Slot(bytes(8), bytes(32))
        mark.kind = WIPING
        if self._current is None:
            self._current = 1
        self.store(mark)

    def end_wipe(self) -> None:
        """Erases the mark: nothing is in either slot any more."""
        self.settle()
        self._blank(self._held())
        self._current = None

    def _held(self) -> int:
        if self._current is None:
            raise Unreadable
        return self._current

    def _write(self, index: int, slot: Slot) -> None:
        block, marker = self._places[index]
        head = struct.pack(
            _HEAD, marker, _MAGIC, FORMAT, slot.kind, slot.limit, slot.carried, slot.age,
            slot.iterations, slot.salt, slot.vault, slot.key, slot.check, bytes(8),
        )  # fmt: skip
        page = head + _digest(head)
        made = b"\x00" if slot.made else b"\xff"
        page += made + b"\xff" * (PAGE - len(page) - 1)
        self.flash.erase(block)
        self.flash.program(block, 0, page)
        if self.flash.read(block, 0, PAGE) != page:
            raise Unreadable

    def _blank(self, index: int) -> None:
        block = self._places[index][0]
        self.flash.erase(block)
        if not self._is_blank(block, 0):
            raise Unreadable

    def _is_blank(self, block: int, start: int) -> bool:
        """Whether nothing is programmed from there on. By pieces: a heap in use may have no hole
        of 4 KB."""
        for at in range(start, SECTOR, PAGE):
            piece = self.flash.read(block, at, min(PAGE, SECTOR - at))
            if piece != b"\xff" * len(piece):
                return False
        return True

    def _read(self, index: int) -> "Slot | None":
        page = self.flash.read(self._places[index][0], 0, PAGE)
        fields = struct.unpack_from(_HEAD, page, 0)
        if fields[1] != _MAGIC or _digest(page[:_DIGEST_AT]) != page[_DIGEST_AT:_MADE_AT]:
            return None
        if fields[2] != FORMAT or fields[3] > WIPING:
            raise Unreadable  # written by a newer firmware
        slot = Slot(fields[9], fields[10])
        slot.kind, slot.limit, slot.carried, slot.age, slot.iterations, slot.salt = fields[3:9]
        slot.check = fields[11]
        slot.made = page[_MADE_AT] != 0xFF
        return slot


def _rank(slot: Slot) -> "tuple[bool, int]":
    return slot.kind == WIPING, slot.age


def _digest(head: bytes) -> bytes:
    return hashes.find("SHA256").digest(head)[:16]
