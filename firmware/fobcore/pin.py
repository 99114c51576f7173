"""From a PIN to the key that wraps the master key: PBKDF2-HMAC-SHA256 (RFC 8018), in slices.

What it buys is time a guess, and on a chip without secure storage not much of it: SECURITY.md has
the arithmetic. The wrapped key carries a check of its own, so that a wrong PIN is known as one.
"""

import hashlib

from fobcore.hmac import Hmac, same

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Stretching, Ticks, TicksDiff

SHORTEST = 4
LONGEST = 12
ITERATIONS_MIN = 1000
_SLICE = 8  # ms of work between two yields
_AIM = 1000  # ms that a try should take
_PROBE = 64  # iterations between two looks at the ticks
_ECB = 1
_CHECK = 16


def valid(pin: object) -> bool:
    """4 to 12 digits."""
    return (
        isinstance(pin, str)
        and SHORTEST <= len(pin) <= LONGEST
        and not pin.strip("0123456789")
    )


def stretch(
    pin: str, salt: bytes, iterations: int, ticks: "Ticks", ticks_diff: "TicksDiff"
) -> "Stretching":
    """PBKDF2-HMAC-SHA256 to 32 bytes: a generator that returns (key, iterations).

    With iterations 0 it works for about a second, and for ITERATIONS_MIN at least: how a fob
    measures what it can afford.
    """
    inner, outer = _pads(pin.encode())
    new = hashlib.sha256
    from_bytes = int.from_bytes
    hash = new(inner)
    hash.update(salt + b"\x00\x00\x00\x01")
    first = hash.digest()
    hash = new(outer)
    hash.update(first)
    block = hash.digest()
    total = from_bytes(block, "big")
    done = 1
    start = now = ticks()
    while done < iterations or not iterations:
        steps = min(_PROBE, iterations - done) if iterations else _PROBE
        for _ in range(steps):
            hash = new(inner)
            hash.update(block)
            block = hash.digest()
            hash = new(outer)
            hash.update(block)
            block = hash.digest()
            total ^= from_bytes(block, "big")
        done += steps
        if not iterations and done >= ITERATIONS_MIN and ticks_diff(ticks(), start) >= _AIM:
            break
        if ticks_diff(ticks(), now) >= _SLICE:
            yield
            now = ticks()
    return total.to_bytes(32, "big"), done


def _pads(key: bytes) -> "tuple[bytes, bytes]":
    """HMAC's two pads for a key shorter than a block."""
    inner = bytearray(b"\x36" * 64)
    outer = bytearray(b"\x5c" * 64)
    for i, byte in enumerate(key):
        inner[i] ^= byte
        outer[i] ^= byte
    return bytes(inner), bytes(outer)


def wrap(master: bytes, stretched: bytes, bound: bytes) -> "tuple[bytes, bytes]":
    """(wrapped master key, check) under a stretched PIN; `bound` is what the check covers too.

    Encrypt-then-MAC with a key each. ECB serves here: two blocks of uniformly random bytes, once
    under a key that a fresh salt made.
    """
    from cryptolib import aes  # the host, which asks for valid() alone, has none

    encrypt, mac = _keys(stretched)
    wrapped = aes(encrypt, _ECB).encrypt(master)
    return wrapped, mac.digest(bound + wrapped)[:_CHECK]


def unwrap(wrapped: bytes, check: bytes, stretched: bytes, bound: bytes) -> "bytes | None":
    """The master key, or None where the PIN was not the one."""
    from cryptolib import aes

    encrypt, mac = _keys(stretched)
    if not same(mac.digest(bound + wrapped)[:_CHECK], check):
        return None
    return aes(encrypt, _ECB).decrypt(wrapped)


def _keys(stretched: bytes) -> "tuple[bytes, Hmac]":
    root = Hmac(stretched, "SHA256")
    return root.digest(b"mfob pin encrypt\x01"), Hmac(root.digest(b"mfob pin mac\x01"), "SHA256")
