"""HMAC (RFC 2104) that keeps its key's two prepared pads, for a key that is used many times."""

from fobcore import hashes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockHash, Mac


class Hmac:
    """HMAC under one key. `algorithm`: SHA1 or SHA256, or a hash object of fobcore.hashes."""

    def __init__(self, key: bytes, algorithm: "str | BlockHash" = "SHA1") -> None:
        hash = hashes.find(algorithm) if isinstance(algorithm, str) else algorithm
        if len(key) > hash.block_size:
            key = hash.digest(key)
        inner = bytearray(b"\x36" * hash.block_size)
        outer = bytearray(b"\x5c" * hash.block_size)
        for i, byte in enumerate(key):
            inner[i] ^= byte
            outer[i] ^= byte
        # The MAC of a message; may be called any number of times.
        self.digest: "Mac" = hash.keyed(inner, outer)
        self._pads = inner, outer

    def forget(self) -> None:
        """Overwrites the pads, which a collector may leave where they are. No MAC after it."""
        for pad in self._pads:
            pad[:] = bytes(len(pad))


def same(a: bytes, b: bytes) -> bool:
    """Whether two MACs are equal, in a time that does not tell where they differ."""
    if len(a) != len(b):
        return False
    differ = 0
    for x, y in zip(a, b):
        differ |= x ^ y
    return differ == 0
