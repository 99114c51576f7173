"""A batch's manifest: a digest that stands for an account, and the rows in as little memory as
it goes. What the owner approves is what comes."""

import gc
import hashlib
import struct

from fobcore import records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account

DIGEST = 8
FREE_MIN = 32768  # bytes of heap that rows leave to all else: requests, screens, a menu's modules
PIECE_MIN = 8192  # of them in one piece: chunks would fill every gap that a file's buffer fits in
_CHUNK = 512  # bytes taken in one piece: what is free lies in pieces of some 900
_LENGTH = 2  # bytes of a row's length, in front of it


def digest(account: "Account") -> bytes:
    """8 bytes that stand for all of an account: SHA-256 over its journal record, cut."""
    plain = records.account(records.ADD, records.NO_CHANGE, 0, account)
    return hashlib.sha256(plain).digest()[:DIGEST]


class Rows:
    """A list of bytes that only grows; packed, no object a row. A row has at most 65,535."""

    def __init__(self) -> None:
        self._chunks: "list[bytearray]" = []
        self._firsts: "list[int]" = []  # for each chunk the number of its first row
        self._count = 0
        self._filled = _CHUNK  # bytes of the last chunk that are in use

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        """A row from its number. Raises IndexError."""
        if not 0 <= number < self._count:
            raise IndexError
        place = len(self._chunks) - 1
        while self._firsts[place] > number:
            place -= 1
        chunk = self._chunks[place]
        at = 0
        for _ in range(number - self._firsts[place]):
            at += _LENGTH + _length(chunk, at)
        at += _LENGTH
        return bytes(chunk[at : at + _length(chunk, at - _LENGTH)])

    def append(self, row: bytes) -> bool:
        """Whether there was room for it on the heap."""
        size = _LENGTH + len(row)
        if self._filled + size > _CHUNK:
            try:
                bytearray(PIECE_MIN)  # whether it could be had
                if _free() < FREE_MIN:
                    return False
                self._chunks.append(bytearray(max(size, _CHUNK)))
            except MemoryError:
                return False
            self._firsts.append(self._count)
            self._filled = 0
        packed = struct.pack("<H", len(row)) + row
        self._chunks[-1][self._filled : self._filled + size] = packed
        self._filled += size
        self._count += 1
        return True


def _length(chunk: bytearray, at: int) -> int:
    return chunk[at] | chunk[at + 1] << 8


def _free() -> int:
    """Bytes of the heap that nothing holds; plain Python does not tell, and has enough."""
    if not hasattr(gc, "mem_free"):
        return 1 << 30
    if gc.mem_free() < FREE_MIN:  # what is garbage counts as held until then
        gc.collect()
    return gc.mem_free()
