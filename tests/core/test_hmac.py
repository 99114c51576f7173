"""HMAC: all of RFC 2202's SHA-1 cases and all of RFC 4231's, with each hash there is."""

import binascii

from fobcore import hashes, sha512
from fobcore.hmac import Hmac, same

LONG_KEY = b"Test Using Larger Than Block-Size Key - Hash Key First"
# RFC 2202 section 3: key, data, digest
SHA1 = (
    (b"\x0b" * 20, b"Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"),
    (b"Jefe", b"what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
    (b"\xaa" * 20, b"\xdd" * 50, "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
    (bytes(range(1, 26)), b"\xcd" * 50, "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
    (b"\x0c" * 20, b"Test With Truncation", "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"),
    (b"\xaa" * 80, LONG_KEY, "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
    (
        b"\xaa" * 80,
        b"Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data",
        "e8e99d0f45237d786d6bbaa7965c7808bbff1a91",
    ),
)
# RFC 4231 section 4; of case 5 the 16 bytes that it prints
SHA256 = (
    (
        b"\x0b" * 20,
        b"Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
    ),
    (
        b"Jefe",
        b"what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    ),
    (
        b"\xaa" * 20,
        b"\xdd" * 50,
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    ),
    (
        bytes(range(1, 26)),
        b"\xcd" * 50,
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
    ),
    (b"\x0c" * 20, b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b"),
    (
        b"\xaa" * 131,
        LONG_KEY,
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
    ),
    (
        b"\xaa" * 131,
        b"This is a test using a larger than block-size key and a larger than block-size data."
        b" The key needs to be hashed before being used by the HMAC algorithm.",
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
    ),
)

# The same keys and data
SHA512 = (
    "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
    "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
    "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39"
    "bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
    "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3db"
    "a91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
    "415fad6271580a531d4179bc891d87a6",
    "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
    "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
    "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944"
    "b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58",
)
OUR_SHA512 = hashes._Compact(sha512.new, 128)  # also where hashlib has one


def check(cases: tuple, algorithm: object) -> None:
    for key, data, digest in cases:
        hmac = Hmac(key, algorithm)
        for _ in range(2):  # its pads are kept: the second time gives the same
            mac = str(binascii.hexlify(hmac.digest(data)), "ascii")
            assert mac[: len(digest)] == digest, digest


def test_rfc_2202() -> None:
    check(SHA1, "SHA1")


def test_rfc_2202_with_our_sha1() -> None:
    check(SHA1, hashes.compact_sha1())


def test_rfc_4231() -> None:
    assert len(SHA256) == len(SHA512) == 7
    check(SHA256, "SHA256")
    cases = [(key, data, SHA512[i]) for i, (key, data, _) in enumerate(SHA256)]
    check(cases, "SHA512")
    check(cases, OUR_SHA512)


def test_a_runtime_without_sha512_takes_ours() -> None:
    class NoSha512:
        pass

    kept = hashes.hashlib
    hashes.hashlib = NoSha512
    try:
        found = hashes.find("SHA512")
    finally:
        hashes.hashlib = kept
    assert found._new is sha512.new and found.block_size == 128


def test_one_key_many_messages() -> None:
    for algorithm in ("SHA1", hashes.compact_sha1()):
        hmac = Hmac(b"Jefe", algorithm)
        hmac.digest(b"another message first")
        mac = hmac.digest(b"what do ya want for nothing?")
        assert str(binascii.hexlify(mac), "ascii") == SHA1[1][2]


def test_a_key_of_one_block_is_not_hashed() -> None:
    # key of 64 and of 65 bytes: by OpenSSL, `openssl mac -digest SHA1 -macopt hexkey:... HMAC`
    for length, digest in (
        (64, "147b3c6e193a5d574d6244ae1762849e2cc7743d"),
        (65, "fbc82e9470432154e80437e41d9c5d80d9952cf1"),
    ):
        for algorithm in ("SHA1", hashes.compact_sha1()):
            mac = Hmac(b"\x42" * length, algorithm).digest(b"border")
            assert str(binascii.hexlify(mac), "ascii") == digest, length


def test_a_key_of_one_sha512_block_is_not_hashed() -> None:
    # key of 128 and of 129 bytes: by OpenSSL as above with SHA512; the first 16 bytes
    for length, digest in (
        (128, "ec461fb599b40d8a0c354e8f911d0a63"),
        (129, "33eb459c29ca1c4ef71a72ceaf7a765e"),
    ):
        for algorithm in ("SHA512", OUR_SHA512):
            mac = Hmac(b"\x42" * length, algorithm).digest(b"border")
            assert str(binascii.hexlify(mac[:16]), "ascii") == digest, length


def test_other_algorithms_are_refused() -> None:
    for name in ("MD5", "sha1", "SHA384", "SHA-512", ""):
        try:
            Hmac(b"key", name)
        except ValueError:
            continue
        raise AssertionError(name)


def test_same() -> None:
    assert same(b"", b"")
    assert same(b"abc", b"abc")
    assert not same(b"abc", b"abd")
    assert not same(b"abc", b"\xe1bc")
    assert not same(b"abc", b"ab")
    assert not same(b"", b"a")


def test_messages_of_all_lengths_in_turn() -> None:
    # The padding is kept for the next message of the same length, for those that leave it room.
    for algorithm, length in ((hashes.compact_sha1(), 64), (OUR_SHA512, 128)):
        kept = Hmac(b"Jefe", algorithm)
        inner = b"Jefe" + bytes(length - 4)
        pads = [bytes([byte ^ pad for byte in inner]) for pad in (0x36, 0x5C)]
        for size in (0, 8, 20, 7, length - 20, length - 9, length - 8, length + 1, 8, 8, 0):
            message = bytes(range(size))
            mac = algorithm.digest(pads[1] + algorithm.digest(pads[0] + message))
            assert kept.digest(message) == mac, (length, size)


def test_a_forgotten_key_makes_no_macs():
    hmac = Hmac(b"key", "SHA256")
    right = hmac.digest(b"message")
    hmac.forget()
    assert hmac.digest(b"message") != right
    assert Hmac(b"key", "SHA256").digest(b"message") == right
