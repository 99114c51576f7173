"""Random bytes: the chip's, looked at and mixed with what the host gave at setup.

A chip's generator may be weak, and may repeat itself from start to start; nothing but keys and
salts rests on it (the IVs do not, see fobcore.sealing).
"""

import hashlib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Blocks, Urandom

_BLOCK = 16


class Stuck(Exception):
    """The chip's generator gives the same again: no key is made of it."""


class Entropy:
    """Call it for n random bytes. Raises Stuck."""

    def __init__(self, urandom: "Urandom") -> None:
        self._urandom = urandom
        self._last = b""
        self._pool = b""
        self._count = 0

    def mix(self, data: bytes) -> None:
        """Takes bytes from outside: they can add to what can't be known, and take nothing away."""
        self._pool = hashlib.sha256(self._pool + data).digest()

    def __call__(self, n: int) -> bytes:
        return self._bytes(n, self._raw)

    def any(self, n: int) -> bytes:
        """Bytes without the look at the generator, for what need not be unknown: never raises."""
        return self._bytes(n, lambda: self._urandom(_BLOCK))

    def _bytes(self, n: int, raw_block: "Blocks") -> bytes:
        out = b""
        while len(out) < n:
            raw = raw_block() + raw_block()
            self._count += 1
            out += hashlib.sha256(self._pool + raw + self._count.to_bytes(4, "big")).digest()
        self._pool = hashlib.sha256(self._pool + b"next" + raw_block()).digest()
        return out[:n]

    def _raw(self) -> bytes:
        """A block that is neither the one before it nor a single byte over and over."""
        block = self._urandom(_BLOCK)
        if block == self._last or block == block[:1] * _BLOCK:
            raise Stuck
        self._last = block
        return block
