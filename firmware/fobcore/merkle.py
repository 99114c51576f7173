"""What SHA-1 and SHA-512 have in common: blocks of a message, padding, a state that is kept
(the Merkle-Damgard construction, FIPS 180-4 section 5)."""

from array import array

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Compress


class Hash:
    """A running hash: update(bytes), digest() (does not end it), copy().

    A kind of hash says `block_size` and `digest_size` (bytes), the 32-bit words of
    `_make_start()` and `_make_table()`, and `_compress(state, words, table, block)`, whose
    `words` are room for one block.
    """

    block_size = 0
    digest_size = 0
    _compress: "Compress"

    def __init__(self, data: bytes = b"", origin: "Hash | None" = None) -> None:
        if origin is None:
            self._state = array("I", self._make_start())
            self._table = array("I", self._make_table())
            self._words = array("I", bytes(self.block_size))
            self._rest = bytearray(self.block_size)  # what has not filled a block yet
            self._length = 0  # bytes so far
        else:
            self._state = array("I", origin._state)
            self._table = origin._table
            self._words = origin._words
            self._rest = bytearray(origin._rest)
            self._length = origin._length
        if data:
            self.update(data)

    def _make_start(self) -> "tuple[int, ...]":
        return ()

    def _make_table(self) -> "tuple[int, ...]":
        return ()

    def update(self, data: bytes) -> None:
        """Takes more bytes."""
        size = self.block_size
        rest = self._rest
        filled = self._length % size
        self._length += len(data)
        start = 0
        if filled:
            start = min(size - filled, len(data))
            rest[filled : filled + start] = data[:start]
            if filled + start < size:
                return
            self._compress(self._state, self._words, self._table, rest)
        while len(data) - start >= size:
            rest[:] = data[start : start + size]
            self._compress(self._state, self._words, self._table, rest)
            start += size
        if start < len(data):
            rest[: len(data) - start] = data[start:]

    def digest(self) -> bytes:
        """The hash of all bytes so far."""
        size = self.block_size
        state = array("I", self._state)
        last = bytearray(size)
        filled = self._length % size
        last[:filled] = self._rest[:filled]
        last[filled] = 0x80
        if filled >= size - size // 8:  # no room for the length
            self._compress(state, self._words, self._table, last)
            last = bytearray(size)
        last[size - 8 :] = (self._length << 3).to_bytes(8, "big")
        self._compress(state, self._words, self._table, last)
        return b"".join([word.to_bytes(4, "big") for word in state])

    def copy(self) -> "Hash":
        """A second hash that goes on from here; the two share only scratch room."""
        return type(self)(origin=self)
