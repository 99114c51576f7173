"""Our SHA-1: the vectors of FIPS 180 and RFC 3174, every length around the block borders."""

import binascii

from data.sha1_cases import CASES
from fobcore import sha1

# (input, repeated, digest): FIPS 180-2 appendix A, NIST's examples, RFC 3174 section 7.3
VECTORS = (
    (b"", 1, "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
    (b"abc", 1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
        b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        1,
        "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
    ),
    (
        b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
        b"ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        1,
        "a49b2446a02c645bf419f995b67091253a04a259",
    ),
    (b"01234567" * 8, 10, "dea356a2cddd90c7a7ecedc5ebb563934f460452"),
)


def hexed(digest: bytes) -> str:
    assert isinstance(digest, bytes) and len(digest) == 20
    return str(binascii.hexlify(digest), "ascii")


def made(length: int) -> bytes:
    return bytes([(i * 7 + length) & 0xFF for i in range(length)])


def test_published_vectors() -> None:
    for data, times, digest in VECTORS:
        assert hexed(sha1.new(data * times).digest()) == digest, digest
        running = sha1.Sha1()
        for _ in range(times):
            running.update(data)
        assert hexed(running.digest()) == digest, digest


def test_every_length_around_the_block_borders() -> None:
    for length, digest in CASES:
        assert hexed(sha1.new(made(length)).digest()) == digest, length


def test_pieces_of_every_size() -> None:
    expected = dict(CASES)[257]
    data = made(257)
    for size in (1, 3, 55, 56, 63, 64, 65, 127, 128, 200):
        running = sha1.Sha1()
        for start in range(0, len(data), size):
            running.update(data[start : start + size])
        assert hexed(running.digest()) == expected, size


def test_other_buffers_and_nothing_at_all() -> None:
    running = sha1.new()
    running.update(b"")
    running.update(bytearray(b"ab"))
    running.update(b"")
    running.update(memoryview(b"c"))
    assert hexed(running.digest()) == VECTORS[1][2]


def test_digest_does_not_end_it() -> None:
    running = sha1.new(b"ab")
    running.digest()
    assert running.digest() == running.digest()
    running.update(b"c")
    assert hexed(running.digest()) == VECTORS[1][2]


def test_a_copy_goes_its_own_way() -> None:
    for start in (0, 1, 63, 64, 65):
        first = sha1.new(b"x" * start)
        second = first.copy()
        first.update(b"1" * 100)
        second.update(b"2" * 100)
        assert first.digest() == sha1.new(b"x" * start + b"1" * 100).digest(), start
        assert second.digest() == sha1.new(b"x" * start + b"2" * 100).digest(), start


def test_the_input_is_not_kept_by_reference() -> None:
    buffer = bytearray(b"abc")
    running = sha1.new(buffer)
    buffer[:] = b"xyz"
    assert hexed(running.digest()) == VECTORS[1][2]
