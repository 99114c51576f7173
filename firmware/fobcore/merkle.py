"""What SHA-1 and SHA-512 have in common: blocks of a message, padding, a state that is kept
(the Merkle-Damgard construction, FIPS 180-4 section 5)."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from array import array

    from fobcore.parts import Compress, Mac


class Hash:
    """A running hash: update(bytes), digest() (does not end it), copy().

    A kind of hash says `block_size` and `digest_size` (bytes), its `_start`, which is the state in
    a digest's own bytes, and `_compress(work, block)`. `work` begins as `_fresh`: the constants
    and room for words. Behind the block come the state before it and room for the state after it.
    """

    block_size = 0
    digest_size = 0
    _start: bytes
    _fresh: "array[int]"
    _compress: "Compress"

    def __init__(self, data: "bytes | bytearray" = b"", origin: "Hash | None" = None) -> None:
        if origin is None:
            self._work = self._fresh[:]
            self._block = bytearray(self.block_size) + self._start + self._start
            self._length = 0  # bytes so far
        else:
            self._work = origin._work
            self._block = origin._block[:]
            self._length = origin._length
        if data:
            self.update(data)

    def update(self, data: "bytes | bytearray") -> None:
        """Takes more bytes."""
        size = self.block_size
        block = self._block
        filled = self._length % size
        self._length += len(data)
        start = 0
        while filled + len(data) - start >= size:
            stop = start + size - filled
            block[filled:size] = data[start:stop]
            self._compress(self._work, block)
            block[size : -self.digest_size] = block[-self.digest_size :]
            start = stop
            filled = 0
        block[filled : filled + len(data) - start] = data[start:]

    def digest(self) -> bytes:
        """The hash of all bytes so far."""
        size = self.block_size
        length = self._length
        zeros = (size - size // 8 - 1 - length) % size + size // 8 - 8
        running = self.copy()
        running.update(b"\x80" + bytes(zeros) + (length << 3).to_bytes(8, "big"))
        return bytes(running._block[-self.digest_size :])

    def padded(self, room: int) -> "tuple[bytearray, memoryview]":
        """The last block, behind whole ones: padded, with room for so many bytes of message; and
        where _compress leaves the digest."""
        size = self.block_size
        block = self._block[:]
        block[:size] = bytes(size)
        block[room] = 0x80
        block[size - 8 : size] = ((self._length + room) << 3).to_bytes(8, "big")
        return block, memoryview(block)[-self.digest_size :]

    def copy(self) -> "Hash":
        """A second hash that goes on from here; the two share only scratch room."""
        return type(self)(origin=self)


def keyed(inner: Hash, outer: Hash) -> "Mac":
    """HMAC of a short message in two compressions, over the states behind the two pads.

    The padding is kept for the next message of that length. A function's own names, not an
    object's: looking those up costs as much as half a compression.
    """
    compress = inner._compress
    work = inner._work
    longest = inner.block_size * 7 // 8 - 1  # bytes that leave room for the padding
    size = inner.digest_size
    block, digest = outer.padded(size)
    room = 0
    start, middle = inner.padded(room)

    def mac(message: bytes) -> bytes:
        nonlocal room, start, middle
        if len(message) == room:
            start[:room] = message
            compress(work, start)
            block[:size] = middle
        elif len(message) <= longest:
            room = len(message)
            start, middle = inner.padded(room)
            return mac(message)
        else:
            running = inner.copy()
            running.update(message)
            block[:size] = running.digest()
        compress(work, block)
        return bytes(digest)

    return mac
