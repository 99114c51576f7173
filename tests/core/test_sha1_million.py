"""Our SHA-1 over a million times "a" (FIPS 180-2 A.3, RFC 3174 TEST3): slow, hence alone."""

import binascii

from fobcore import sha1

RUNTIMES_WITHOUT = {"wasm32": "makes 600 MB of integers, and nothing is collected there"}


def test_a_million_a() -> None:
    running = sha1.new()
    piece = b"a" * 1000
    for _ in range(1000):
        running.update(piece)
    digest = binascii.hexlify(running.digest())
    assert digest == b"34aa973cd4c4daa4f61eeb2bdbad27316534016f", digest
