"""One message of libsodium's secretstream_xchacha20poly1305, opened.

https://doc.libsodium.org/secret-key_cryptography/secretstream. HChaCha20 is in plain Python
(draft-irtf-cfrg-xchacha 2.2): one block a file; ChaCha20 and Poly1305 are a library's.
"""

from __future__ import annotations

import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

from mfob.importers.model import damaged, wrong_password

HEADER = 24  # bytes
_TAG = 16
_BLOCK = 64
_MESSAGE, _FINAL = 0, 3
_ROUNDS = (
    (0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15),
    (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14),
)  # fmt: skip


def open_single(key: bytes, header: bytes, sealed: bytes) -> bytes:
    """The only message of a stream: 32-byte key, 24-byte header, then tag byte, ciphertext and
    16-byte authenticator. Raises HostError import_password, import_format."""
    if len(header) != HEADER or len(sealed) < 1 + _TAG:
        raise damaged("The file is damaged: what is encrypted in it has a wrong length.")
    stream = algorithms.ChaCha20(
        hchacha20(key, header[:16]), struct.pack("<II", 0, 1) + header[16:]
    )
    keys = Cipher(stream, None).encryptor()
    one_time_key = keys.update(bytes(_BLOCK))[:32]
    first, ciphertext, tag = sealed[:1], sealed[1:-_TAG], sealed[-_TAG:]
    mask = keys.update(bytes(_BLOCK))
    block = first + mask[1:]  # zeros, but for the tag byte, encrypted
    checked = block + ciphertext + bytes(len(ciphertext) % 16)
    checked += struct.pack("<QQ", 0, _BLOCK + len(ciphertext))
    try:
        Poly1305.verify_tag(one_time_key, checked, tag)
    except InvalidSignature:
        raise wrong_password() from None
    if first[0] ^ mask[0] not in (_MESSAGE, _FINAL):
        raise damaged("The file is damaged: a part of it is missing.")
    return keys.update(ciphertext)


def hchacha20(key: bytes, nonce: bytes) -> bytes:
    """A 32-byte key of a 32-byte key and a 16-byte nonce."""
    state = list(struct.unpack("<4I8I4I", b"expand 32-byte k" + key + nonce))
    for _ in range(10):
        for a, b, c, d in _ROUNDS:
            for x, y, z, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                state[x] = (state[x] + state[y]) & 0xFFFFFFFF
                mixed = state[z] ^ state[x]
                state[z] = (mixed << bits | mixed >> (32 - bits)) & 0xFFFFFFFF
    return struct.pack("<8I", *state[:4], *state[12:])
