"""A batch's manifest: digests that stand for an account and for its key, and the rows in as little
memory as it goes. What the owner approves is what comes."""

import gc
import hashlib
import struct
from array import array

from fobcore import records
from fobcore.account import ALGORITHMS, TYPES
from fobcore.wire import NO_CHANGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account

DIGEST = 8
FREE_MIN = 20480  # bytes of heap that rows leave to all else: requests, screens, a menu's modules
PIECE_MIN = 12288  # of them in one piece: chunks would fill every gap that a buffer fits in
_CHUNK = 256  # bytes taken in one piece: what is free lies in pieces of some 900
_EVERY = 16  # rows of which one's place is noted
_LENGTH = 2  # bytes of a row's length, in front of it


def digest(account: "Account") -> bytes:
    """8 bytes that stand for all of an account: SHA-256 over its journal record, cut."""
    plain = records.account(records.ADD, NO_CHANGE, 0, account)
    return hashlib.sha256(plain).digest()[:DIGEST]


def key_digest(account: "Account") -> bytes:
    """8 bytes that stand for what Account.same_key looks at: SHA-256 over it, cut."""
    kind = TYPES.index(account.type), ALGORITHMS.index(account.algorithm)
    fixed = struct.pack("<BBBI", kind[0], kind[1], account.digits, account.period)
    return hashlib.sha256(fixed + account.secret).digest()[:DIGEST]


class Rows:
    """A list of bytes that only grows; packed, no object a row. A row has at most 65,535."""

    def __init__(self) -> None:
        self._chunks: "list[bytearray]" = []  # one row behind the other, each behind its length
        self._end = 0  # bytes of them that are in use
        self._marks = array("I")  # where every so manyth row begins
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        """A row from its number. Raises IndexError."""
        if not 0 <= number < self._count:
            raise IndexError
        at = self._marks[number // _EVERY]
        for _ in range(number % _EVERY):
            at += _LENGTH + self._length(at)
        row = b""
        end = at + _LENGTH + self._length(at)
        at += _LENGTH
        while at < end:
            place = at % _CHUNK
            row += self._chunks[at // _CHUNK][place : place + end - at]
            at = at - place + _CHUNK
        return row

    def append(self, row: bytes) -> bool:
        """Whether there was room for it on the heap."""
        packed = struct.pack("<H", len(row)) + row
        while self._end + len(packed) > len(self._chunks) * _CHUNK:
            if not self._grow():
                return False
        if self._count % _EVERY == 0:
            self._marks.append(self._end)
        while packed:
            place = self._end % _CHUNK
            piece = packed[: _CHUNK - place]
            self._chunks[self._end // _CHUNK][place : place + len(piece)] = piece
            self._end += len(piece)
            packed = packed[len(piece) :]
        self._count += 1
        return True

    def _grow(self) -> bool:
        """Takes another chunk, where that leaves enough."""
        gc.collect()  # behind garbage it would come to lie amid the largest piece that is free
        try:
            bytearray(PIECE_MIN)  # whether it could be had
            if _free() < FREE_MIN:
                return False
            self._chunks.append(bytearray(_CHUNK))
        except MemoryError:
            return False
        return True

    def _byte(self, at: int) -> int:
        return self._chunks[at // _CHUNK][at % _CHUNK]

    def _length(self, at: int) -> int:
        return self._byte(at) | self._byte(at + 1) << 8


def _free() -> int:
    """Bytes of the heap that are free; plain Python does not tell, and has enough."""
    return gc.mem_free() if hasattr(gc, "mem_free") else 1 << 30
