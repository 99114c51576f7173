"""Builds otpauth-migration addresses as Google Authenticator does, by its message's description.

    MigrationPayload { 1: OtpParameters...; 2: version; 3: pages; 4: page, from 0; 5: export }
    OtpParameters { 1: secret; 2: name; 3: issuer; 4: algorithm; 5: digits; 6: type; 7: counter;
                    8: its own id }

A field is its number shifted left by 3, with 0 for a varint and 2 for bytes behind a length
(https://protobuf.dev/programming-guides/encoding/).
"""

from __future__ import annotations

import base64
from urllib.parse import quote

SHA1, SHA256, SHA512, MD5 = 1, 2, 3, 4
SIX, EIGHT = 1, 2
HOTP, TOTP = 1, 2


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first; a negative one as its 64 bits."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data


def account(
    secret: bytes,
    name: str,
    issuer: str = "",
    algorithm: int = SHA1,
    digits: int = SIX,
    type: int = TOTP,
    counter: int | None = None,
    id: str = "",
) -> bytes:
    """OtpParameters."""
    parts = [field(1, secret), field(2, name)]
    parts += [field(3, issuer)] if issuer else []
    parts += [field(4, algorithm), field(5, digits), field(6, type)]
    parts += [] if counter is None else [field(7, counter)]
    return b"".join(parts) + (field(8, id) if id else b"")


def payload(
    accounts: list[bytes],
    pages: int = 1,
    page: int = 0,
    export: int | None = 77,
    version: int = 1,
) -> bytes:
    """MigrationPayload; `export` None as in version 2."""
    head = field(2, version) + field(3, pages) + field(4, page)
    tail = b"" if export is None else field(5, export)
    return b"".join(field(1, one) for one in accounts) + head + tail


def address(message: bytes) -> str:
    """As the app writes it into a QR code."""
    data = quote(base64.b64encode(message).decode(), safe="")
    return f"otpauth-migration://offline?data={data}"
