"""Ciphers and texts of bytes, against published vectors and against what is made to mislead."""

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from mfob.errors import HostError
from mfob.importers import ciphers
from mfob.importers.model import FORMAT


def test_gcm_of_the_specification() -> None:
    """The GCM specification of McGrew and Viega, test case 16."""
    key = bytes.fromhex("feffe9928665731c6d6a8f9467308308" * 2)
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    data = bytes.fromhex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    nonce = bytes.fromhex("cafebabefacedbaddecaf888")
    aad = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
    assert ciphers.gcm(key, nonce, data, aad) == plain
    assert ciphers.gcm(key, nonce, data, aad[:-1]) is None
    assert ciphers.gcm(key, b"", data) is ciphers.gcm(key, nonce, b"short") is None


@pytest.mark.parametrize(
    ("end", "plain"),
    [
        (b"\1", b"x" * 15),
        (b"\2\2", b"x" * 14),
        (b"\x10" * 16, b""),
        (b"\3\2\3", None),
        (b"\0", None),
        (b"\x11", None),
    ],
)
def test_padding(end: bytes, plain: bytes | None) -> None:
    block = (b"x" * 16)[: 16 - len(end)] + end
    encryptor = Cipher(algorithms.AES(bytes(32)), modes.CBC(bytes(16))).encryptor()
    data = encryptor.update(block) + encryptor.finalize()
    assert ciphers.cbc(bytes(32), bytes(16), data) == plain


def test_what_no_cipher_takes() -> None:
    for iv, data in ((bytes(16), b""), (bytes(16), bytes(15)), (bytes(15), bytes(16))):
        assert ciphers.cbc(bytes(32), iv, data) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [("Zm9vYg==", b"foob"), ("Zm9v\r\nYg", b"foob"), ("", b""), (" Zg = = ", b"f")],
)
def test_base64(text: str, data: bytes) -> None:
    """RFC 4648, section 10."""
    assert ciphers.from_base64(text) == data


@pytest.mark.parametrize("text", [None, 5, [], "A", "Zm9v!", "Zm=9v", "ü", "-_-_", "\ud800"])
def test_no_base64(text: object) -> None:
    with pytest.raises(HostError) as raised:
        ciphers.from_base64(text)
    assert raised.value.code == FORMAT


@pytest.mark.parametrize("text", [None, 5, [], "A", "0g", "ü", "٣٣"])
def test_no_hexadecimal(text: object) -> None:
    with pytest.raises(HostError) as raised:
        ciphers.from_hex(text)
    assert raised.value.code == FORMAT
