"""The age format (https://age-encryption.org/v1) by nothing but its specification, at little cost:
what a passphrase opens, in a moment."""

from __future__ import annotations

import base64
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

_LOG_N = 10


def sealed(data: bytes, passphrase: str) -> bytes:
    """A file of less than 64 KiB under a passphrase."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    label = b"age-encryption.org/v1/scrypt" + salt
    wrap = Scrypt(label, 32, 1 << _LOG_N, 8, 1).derive(passphrase.encode())
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n---" % (_base64(salt), _LOG_N, _base64(body))
    header = b"age-encryption.org/v1\n" + stanza
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    key = _derived(file_key, nonce, b"payload")
    last = bytes(11) + b"\x01"
    payload = ChaCha20Poly1305(key).encrypt(last, data, None)
    return header + b" " + _base64(mac) + b"\n" + nonce + payload


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt or None, info).derive(key)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
