"""Google Authenticator's export, "Transfer accounts": otpauth-migration addresses.

A protobuf message in base64, up to ten accounts in a QR code, so often in several pages:

    MigrationPayload { 1: OtpParameters...; 2: version; 3: pages; 4: page, from 0; 5: export }
    OtpParameters { 1: secret; 2: name; 3: issuer; 4: algorithm; 5: digits; 6: type; 7: counter }

Version 2 (2025) numbers the export no longer. The period is 30 s and not told.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from fobcore import base32
from mfob import otpauth
from mfob.enrol import Fields
from mfob.importers.model import Entry, Page, damaged

SCHEME = "otpauth-migration://"
_ALGORITHMS = {0: None, 1: "SHA1", 2: "SHA256", 3: "SHA512", 4: "MD5"}
_DIGITS = {0: None, 1: "6", 2: "8"}
_TYPES = {0: None, 1: "hotp", 2: "totp"}
_PAGES_MAX = 1000
_DAMAGED = "The export's address is damaged or not whole."
_URL_SAFE = bytes.maketrans(b"-_ ", b"+/+")

Value = int | bytes


def entries(address: str) -> Iterator[Entry]:
    """The accounts of one page. Raises HostError import_format."""
    accounts: list[bytes] = []
    told = {2: 0, 3: 0, 4: 0, 5: 0}
    for number, value in _fields(_payload(address)):
        if number == 1 and isinstance(value, bytes):
            accounts.append(value)
        elif number in told and isinstance(value, int):
            told[number] = value
    page = _page(told[2], told[3], told[4], told[5])
    for account in accounts:
        yield _entry(account, page)


def _page(version: int, count: int, number: int, export: int) -> Page | None:
    """None where the export has one page."""
    if not 1 < count <= _PAGES_MAX or number >= count:
        return None
    return Page(f"google {version} {count} {export:x}", number + 1, count)


def _entry(account: bytes, page: Page | None) -> Entry:
    numbers = {4: 0, 5: 0, 6: 0, 7: 0}
    texts = {1: b"", 2: b"", 3: b""}
    for number, value in _fields(account):
        if number in numbers and isinstance(value, int):
            numbers[number] = value
        elif number in texts and isinstance(value, bytes):
            texts[number] = value
    warnings: list[str] = []
    issuer, name = otpauth.who(
        texts[2].decode("utf-8", "replace"), texts[3].decode("utf-8", "replace"), warnings
    )
    kind = _TYPES.get(numbers[6])
    fields = Fields(
        issuer,
        name,
        base32.encode(texts[1]),
        kind,
        _ALGORITHMS.get(numbers[4]),
        _DIGITS.get(numbers[5]),
        counter=str(_signed(numbers[7])) if kind == "hotp" else None,
    )
    return Entry(
        fields,
        warnings=tuple(warnings),
        skip="" if texts[1] else "The app has exported it without a key.",
        reject=_unknown(numbers),
        page=page,
    )


def _unknown(numbers: dict[int, int]) -> str:
    """What a later version of the app may tell, and nobody here knows."""
    for number, known, what in (
        (4, _ALGORITHMS, "an algorithm"), (5, _DIGITS, "a number of digits"), (6, _TYPES, "a type")
    ):  # fmt: skip
        if numbers[number] not in known:
            return f"The export gives it {what} that is not known."
    return ""


def _payload(address: str) -> bytes:
    """The message: percent-encoded standard base64 as it should be, or anything near it."""
    _, found, rest = address.partition("data=")
    raw = rest.partition("&")[0].strip().encode("utf-8", "surrogatepass")  # of damaged files
    text = unquote_to_bytes(raw).translate(_URL_SAFE)
    text = b"".join(text.split()).rstrip(b"=")
    try:
        if found:
            return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        pass
    raise damaged(_DAMAGED)


def _fields(data: bytes) -> Iterator[tuple[int, Value]]:
    """The fields of a protobuf message: whole numbers of 64 bits, bytes; others are left out.
    Raises HostError import_format."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        wire = tag & 7
        if wire == 0:
            value, at = _varint(data, at)
            yield tag >> 3, value
            continue
        if wire not in (1, 2, 5):
            raise damaged(_DAMAGED)
        size = 8 if wire == 1 else 4
        if wire == 2:
            size, at = _varint(data, at)
        if size > len(data) - at:
            raise damaged(_DAMAGED)
        if wire == 2:
            yield tag >> 3, data[at : at + size]
        at += size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number at a place, and the place behind it."""
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, at
    raise damaged(_DAMAGED)


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value
