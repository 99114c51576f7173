"""The key of a KeePass database, of its password: the header that says at what cost, read first.

https://keepass.info/help/kb/kdbx.html
"""

from __future__ import annotations

import hashlib
import struct

from mfob.importers.kdf import Kdf
from mfob.importers.model import damaged

MAGIC = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5"
_DAMAGED = "The KeePass database is damaged."
_END, _SEED_3, _ROUNDS_3, _KDF_4 = 0, 5, 6, 11
_FIELDS_MAX = 100
_AES = (
    bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea"),
    bytes.fromhex("7c02bb8279a74ac0927d114a00648238"),
)
_ARGON2D = bytes.fromhex("ef636ddf8c29444b91f7a9a403e30a0c")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_NUMBERS = {0x04: "<I", 0x05: "<Q", 0x0C: "<i", 0x0D: "<q"}


def transformed(data: bytes, password: bytes, kdf: Kdf) -> bytes:
    """The 32 bytes that the format calls the transformed key; for a password alone, without a key
    file. Raises HostError import_format, import_limit."""
    composite = hashlib.sha256(hashlib.sha256(password).digest()).digest()
    try:
        major, fields = _header(data)
        if major == 3:
            rounds = struct.unpack("<Q", fields[_ROUNDS_3])[0]
            return hashlib.sha256(kdf.aes(fields[_SEED_3], composite, rounds)).digest()
        said = _variants(fields[_KDF_4])
        kind, salt = _bytes(said["$UUID"]), _bytes(said["S"])
        if kind in _AES:
            return hashlib.sha256(kdf.aes(salt, composite, _int(said["R"]))).digest()
        cost = _int(said["I"]), _int(said["M"]) >> 10, _int(said["P"])
        version = _int(said["V"])
    except (struct.error, KeyError, ValueError):
        raise damaged(_DAMAGED) from None
    if kind == _ARGON2D:
        return kdf.argon2d(composite, salt, *cost, version)
    if kind == _ARGON2ID and version == 0x13:
        return kdf.argon2id(composite, salt, *cost, 32)
    raise damaged("The KeePass database is locked in a way that is not known.")


def _header(data: bytes) -> tuple[int, dict[int, bytes]]:
    """The major version, and the outer header's fields by their numbers."""
    _minor, major = struct.unpack_from("<HH", data, len(MAGIC))
    if not data.startswith(MAGIC) or major not in (3, 4):
        raise damaged("The KeePass database is of a version that is not known: 3 and 4 are.")
    layout = "<BH" if major == 3 else "<BI"
    fields: dict[int, bytes] = {}
    at = len(MAGIC) + 4
    for _ in range(_FIELDS_MAX):
        number, length = struct.unpack_from(layout, data, at)
        at += struct.calcsize(layout)
        if at + length > len(data):
            break
        fields[number] = data[at : at + length]
        at += length
        if number == _END:
            return major, fields
    raise damaged(_DAMAGED)


def _variants(data: bytes) -> dict[str, int | bytes]:
    """A VariantDictionary: type, name, value, each with its length."""
    found: dict[str, int | bytes] = {}
    at = 2  # behind the version
    for _ in range(_FIELDS_MAX):
        kind = data[at] if at < len(data) else 0
        if kind == 0:
            break
        (length,) = struct.unpack_from("<I", data, at + 1)
        name = data[at + 5 : at + 5 + length].decode("utf-8")
        at += 5 + length
        (length,) = struct.unpack_from("<I", data, at)
        value = data[at + 4 : at + 4 + length]
        at += 4 + length
        found[name] = struct.unpack(_NUMBERS[kind], value)[0] if kind in _NUMBERS else value
    return found


def _int(value: int | bytes) -> int:
    if not isinstance(value, int):
        raise ValueError
    return value


def _bytes(value: int | bytes) -> bytes:
    if not isinstance(value, bytes):
        raise ValueError
    return value
