"""The two ciphers that exports are encrypted by, and the texts that bytes are written as."""

from __future__ import annotations

import base64
from typing import Any

from mfob.importers.model import damaged

_BLOCK = 16


def gcm(key: bytes, nonce: bytes, data: bytes, aad: bytes | None = None) -> bytes | None:
    """AES-GCM (NIST SP 800-38D), `data` with its tag of 16 bytes at the end. None where key or
    data are wrong."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(key) != 32 or not 8 <= len(nonce) <= 128 or len(data) < _BLOCK:
        return None
    try:
        return AESGCM(key).decrypt(nonce, data, aad)
    except InvalidTag:
        return None


def cbc(key: bytes, iv: bytes, data: bytes) -> bytes | None:
    """AES-256-CBC with PKCS #7 padding (RFC 5652, 6.3). None where the padding is wrong, which a
    wrong key leaves right once in 256: what comes out is to be looked at too."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if not data or len(data) % _BLOCK or len(iv) != _BLOCK:
        return None
    decryptor = Cipher(algorithms.AES256(key), modes.CBC(iv)).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    count = padded[-1]
    if not 1 <= count <= _BLOCK or padded[-count:] != bytes((count,)) * count:
        return None
    return padded[:-count]


def looks_random(data: bytes) -> bool:
    """Whether the bytes are as varied as a cipher's, from the first on: for detect(), of what has
    no mark. Few other files are, and no text is."""
    start = data[:512]
    expected = 256 * (1 - (255 / 256) ** len(start))
    return len(set(start)) > 0.8 * expected and not start.isascii()


def from_base64(text: Any, what: str = "The file") -> bytes:
    """Standard alphabet; line ends and missing padding are no matter. Raises HostError."""
    bare = "".join(text.split()) if isinstance(text, str) else "-"
    bare = bare.rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except ValueError:  # also a text that is no ASCII
        raise damaged(f"{what} is damaged: a part of it is no base64.") from None


def from_hex(text: Any, what: str = "The file") -> bytes:
    """Either case. Raises HostError."""
    try:
        return bytes.fromhex(text if isinstance(text, str) else "-")
    except ValueError:
        raise damaged(f"{what} is damaged: a part of it is no hexadecimal.") from None


def from_signed(numbers: Any) -> bytes | None:
    """The bytes of a list of numbers from -128 to 127, as Java has them; None of others."""
    if not isinstance(numbers, list):
        return None
    if not all(type(number) is int and -128 <= number <= 255 for number in numbers):
        return None
    return bytes(number & 0xFF for number in numbers)
