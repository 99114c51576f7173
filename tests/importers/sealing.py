"""Encrypts what apps encrypt, by `cryptography` alone: none of the importers' own code."""

from __future__ import annotations

import os
import zlib

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_HASHES = {"sha1": hashes.SHA1(), "sha256": hashes.SHA256(), "sha512": hashes.SHA512()}


def gcm(key: bytes, plain: bytes, aad: bytes | None = None) -> tuple[bytes, bytes]:
    """A fresh nonce of 12 bytes, and the ciphertext with its tag."""
    nonce = os.urandom(12)
    return nonce, AESGCM(key).encrypt(nonce, plain, aad)


def cbc(key: bytes, iv: bytes, plain: bytes) -> bytes:
    """AES-CBC with PKCS #7 padding."""
    padder = padding.PKCS7(128).padder()
    padded = padder.update(plain) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def pbkdf2(hash: str, password: str, salt: bytes, iterations: int) -> bytes:
    """32 bytes."""
    return PBKDF2HMAC(_HASHES[hash], 32, salt, iterations).derive(password.encode())


def scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    """32 bytes."""
    return Scrypt(salt, 32, n, r, p).derive(password.encode())


def argon2id(password: str, salt: bytes, passes: int, kib: int, lanes: int) -> bytes:
    """32 bytes."""
    kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=kib)
    return kdf.derive(password.encode())


def sha256(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def zip_of(name: str, plain: bytes, password: str | None = None) -> bytes:
    """An archive of one member, stored; with a password by the traditional encryption of PKWARE's
    APPNOTE, 6.1."""
    crc = zlib.crc32(plain)
    body, flags = plain, 0
    if password is not None:
        flags = 1
        body = _traditional(password.encode(), os.urandom(11) + bytes((crc >> 24,)) + plain)
    title = name.encode()
    common = (
        (20).to_bytes(2, "little")
        + flags.to_bytes(2, "little")
        + bytes(2)  # stored
        + bytes(4)  # when
        + b"".join(number.to_bytes(4, "little") for number in (crc, len(body), len(plain)))
        + len(title).to_bytes(2, "little")
        + bytes(2)
    )
    local = b"PK\x03\x04" + common + title + body
    central = b"PK\x01\x02" + bytes((20, 0)) + common + bytes(14) + title
    end = b"PK\x05\x06" + bytes(4) + b"\1\0\1\0"
    sizes = len(central).to_bytes(4, "little") + len(local).to_bytes(4, "little")
    return local + central + end + sizes + bytes(2)


def _crc(crc: int, byte: int) -> int:
    return zlib.crc32(bytes((byte,)), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def _traditional(password: bytes, plain: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = _crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = _crc(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    sealed = bytearray()
    for byte in plain:
        low = keys[2] & 0xFFFF | 2
        sealed.append(byte ^ (low * (low ^ 1) >> 8 & 0xFF))
        update(byte)
    return bytes(sealed)
