"""Our SHA-512: the vectors of FIPS 180-4 and NIST, the lengths around the block borders."""

import binascii

from data.sha512_cases import CASES
from fobcore import sha512

# (input, digest): NIST's examples for FIPS 180-4 (SHA512.pdf), and the empty message of
# NIST's SHA512ShortMsg.rsp
VECTORS = (
    (
        b"abc",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    ),
    (
        b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
        b"ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa17299aeadb6889018"
        "501d289e4900f7e4331b99dec4b5433ac7d329eeb6dd26545e96e55b874be909",
    ),
    (
        b"",
        "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
        "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e",
    ),
    (
        b"\x21",
        "3831a6a6155e509dee59a7f451eb35324d8f8f2df6e3708894740f98fdee2388"
        "9f4de5adb0c5010dfb555cda77c8ab5dc902094c52de3278f35a75ebc25f093a",
    ),
)


def hexed(digest: bytes) -> str:
    assert isinstance(digest, bytes) and len(digest) == 64
    return str(binascii.hexlify(digest), "ascii")


def made(length: int) -> bytes:
    return bytes([(i * 7 + length) & 0xFF for i in range(length)])


def test_published_vectors() -> None:
    for data, digest in VECTORS:
        assert hexed(sha512.new(data).digest()) == digest, digest
        running = sha512.Sha512()
        for i in range(len(data)):
            running.update(data[i : i + 1])
        assert hexed(running.digest()) == digest, digest


def test_lengths_around_the_block_borders() -> None:
    lengths = [length for length, _ in CASES]
    for border in (0, 1, 111, 112, 127, 128, 129, 239, 240, 255, 256, 257):
        assert border in lengths
    for length, digest in CASES:
        assert hexed(sha512.new(made(length)).digest()) == digest, length


def test_pieces_of_every_size() -> None:
    expected = dict(CASES)[385]
    data = made(385)
    for size in (1, 3, 111, 112, 127, 128, 129, 255, 256, 300):
        running = sha512.Sha512()
        for start in range(0, len(data), size):
            running.update(data[start : start + size])
        assert hexed(running.digest()) == expected, size


def test_other_buffers_and_nothing_at_all() -> None:
    running = sha512.new()
    running.update(b"")
    running.update(bytearray(b"ab"))
    running.update(b"")
    running.update(memoryview(b"c"))
    assert hexed(running.digest()) == VECTORS[0][1]


def test_digest_does_not_end_it() -> None:
    running = sha512.new(b"ab")
    running.digest()
    assert running.digest() == running.digest()
    running.update(b"c")
    assert hexed(running.digest()) == VECTORS[0][1]


def test_a_copy_goes_its_own_way() -> None:
    # by CPython's hashlib: sha512(b"x" * start + b"1" * 130), and with b"2"; the first 16 bytes
    for start, one, two in COPIES:
        first = sha512.new(b"x" * start)
        second = first.copy()
        first.update(b"1" * 130)
        second.update(b"2" * 130)
        assert hexed(first.digest())[:32] == one, start
        assert hexed(second.digest())[:32] == two, start


def test_the_input_is_not_kept_by_reference() -> None:
    buffer = bytearray(b"abc")
    running = sha512.new(buffer)
    buffer[:] = b"xyz"
    assert hexed(running.digest()) == VECTORS[0][1]


COPIES = (
    (0, "f5af31db513bc8a222b236007c65b10b", "99c05b8b3de65f2ddbf979864813ec1a"),
    (1, "a4314b12fb8ad2d536396a94b244bea8", "ac38b5a62c598d56aa797126524d34e4"),
    (127, "415adcfb26f90c212f147235f1b186be", "5f8cd6efac2b9ddf8319ff8087520329"),
    (128, "d6fdfb88e03b5515d4807f127b3221f0", "c5798be9d714560d8f627f82a0c7293a"),
    (129, "2faca016b35ea92223ede02c14927379", "d7332c16f378c8fa2caed04c8cfcb23f"),
)
