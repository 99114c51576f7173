"""Which code computes a hash here: MicroPython's hashlib where it has it, else ours.

A hash is handed out as an object that makes HMACs over two pads, each exactly one block:

    mac = hash.keyed(inner, outer)
    digest = mac(message)               # any number of times
"""

import gc
import hashlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockHash, Mac, NewHash, NewOwn


class _Builtin:
    """hashlib's: fast enough to hash the block again; MicroPython's has no copy()."""

    def __init__(self, new: "NewHash", block_size: int) -> None:
        self._new = new
        self.block_size = block_size

    def digest(self, data: bytes) -> bytes:
        return self._new(data).digest()

    def keyed(self, inner: bytearray, outer: bytearray) -> "Mac":
        new = self._new

        def mac(message: bytes) -> bytes:
            running = new(inner)
            running.update(message)
            message = running.digest()
            running = new(outer)
            running.update(message)
            return running.digest()

        return mac


class _Compact:
    """Ours: the states behind the pads are kept, which saves two compressions each time."""

    def __init__(self, new: "NewOwn", block_size: int) -> None:
        self._new = new
        self.block_size = block_size

    def digest(self, data: bytes) -> bytes:
        return self._new(data).digest()

    def keyed(self, inner: bytearray, outer: bytearray) -> "Mac":
        from fobcore import merkle

        return merkle.keyed(self._new(inner), self._new(outer))


def find(algorithm: str) -> "BlockHash":
    """The hash for SHA1, SHA256 or SHA512. Raises ValueError for another name."""
    if algorithm == "SHA1":
        return _Builtin(hashlib.sha1, 64) if hasattr(hashlib, "sha1") else compact_sha1()
    if algorithm == "SHA256":
        return _Builtin(hashlib.sha256, 64)
    if algorithm == "SHA512":
        builtin = getattr(hashlib, "sha512", None)  # CPython's
        if builtin is not None:
            return _Builtin(builtin, 128)
        gc.collect()  # the module is loaded into what is free in one piece
        from fobcore import sha512  # most fobs never need it

        return _Compact(sha512.new, 128)
    raise ValueError("unknown algorithm")


def compact_sha1() -> "BlockHash":
    """Our SHA-1, also where hashlib has one: for tests and for the fob's self-check."""
    gc.collect()
    from fobcore import sha1

    return _Compact(sha1.new, 64)
