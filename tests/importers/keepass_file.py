"""KeePass's XML, and KDBX files around it: by pykeepass, and version 3.1 by hand."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import struct
from base64 import b64encode
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from importers import sealing

_AES = bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_AES_256 = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
_FIRST = "password"  # the empty database's
BIN = "AAAAAAAAAAAAAAAAAAAAmQ=="


def entry(fields: dict[str, str], history: str = "") -> str:
    """An `<Entry>`."""
    listed = "".join(
        f"<String><Key>{name}</Key><Value>{_text(value)}</Value></String>"
        for name, value in fields.items()
    )
    uuid = b64encode(os.urandom(16)).decode()
    return f"<Entry><UUID>{uuid}</UUID>{listed}{history}</Entry>"


def xml(entries: str, in_bin: str = "", inner: str = "") -> bytes:
    """A `<KeePassFile>` of entries in its root, in its recycle bin and in a group below."""
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?><KeePassFile><Meta>'
        f"<RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>{BIN}</RecycleBinUUID></Meta>"
        f"<Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAg==</UUID><Name>Root</Name>{entries}"
        f"<Group><UUID>AAAAAAAAAAAAAAAAAAAAAw==</UUID><Name>Inner</Name>{inner}</Group>"
        f"<Group><UUID>{BIN}</UUID><Name>Recycle Bin</Name>{in_bin}</Group>"
        "</Group></Root></KeePassFile>"
    ).encode()


@cache
def _cheap() -> bytes:
    """pykeepass' empty database, which is dear to open, at a low cost."""
    from pykeepass import PyKeePass
    from pykeepass.pykeepass import BLANK_DATABASE_LOCATION

    made: Any = PyKeePass(BLANK_DATABASE_LOCATION, password=_FIRST)
    said = made.kdbx.header.value.dynamic_header.kdf_parameters.data.dict
    said["I"].value, said["M"].value = 1, 1 << 16
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def kdbx4(content: bytes, password: str, kdf: str, **cost: Any) -> bytes:
    """A KDBX 4 by pykeepass. `kdf`: argon2d, argon2id or aes; `cost`: its parameters by the names
    that the format has for them."""
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
    from pykeepass import PyKeePass

    made: Any = PyKeePass(io.BytesIO(_cheap()), password=_FIRST)
    made.password = password
    header = made.kdbx.header.value.dynamic_header
    said = header.kdf_parameters.data.dict
    if kdf == "argon2id":
        said["$UUID"].value = _ARGON2ID
    if kdf == "aes":
        said["$UUID"].value = _AES
        said["R"] = said.pop("I")
        said["R"].key = "R"
        for name in ("M", "P", "V"):
            del said[name]
        said["R"].next_byte = 0  # the last of them
    for name, value in cost.items():
        said[name].value = value
    made.kdbx.body.payload.xml._setroot(etree.fromstring(content))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def kdbx3(content: bytes, password: str, rounds: int, packed: bool = True) -> bytes:
    """A KDBX 3.1 in which nothing is protected once more:
    https://keepass.info/help/kb/kdbx.html, and what was before it."""
    seed, transform_seed, iv, start = (os.urandom(size) for size in (32, 32, 16, 32))
    key = sealing.sha256(sealing.sha256(password.encode()))
    encryptor = Cipher(algorithms.AES(transform_seed), modes.ECB()).encryptor()
    for _ in range(rounds):
        key = encryptor.update(key)
    master = sealing.sha256(seed + sealing.sha256(key))
    fields = [
        (2, _AES_256), (3, struct.pack("<I", packed)), (4, seed), (5, transform_seed),
        (6, struct.pack("<Q", rounds)), (7, iv), (8, os.urandom(32)), (9, start),
        (10, struct.pack("<I", 2)), (0, b"\r\n\r\n"),
    ]  # fmt: skip
    header = b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5" + struct.pack("<HH", 1, 3)
    header += b"".join(struct.pack("<BH", number, len(data)) + data for number, data in fields)
    body = gzip.compress(content) if packed else content
    blocks = struct.pack("<I", 0) + hashlib.sha256(body).digest() + struct.pack("<I", len(body))
    blocks += body + struct.pack("<I", 1) + bytes(32) + struct.pack("<I", 0)
    return header + sealing.cbc(master, iv, start + blocks)


def with_cost(data: bytes, cost: dict[str, Any]) -> bytes:
    """The KDBX 4 with other values in its header's KDF parameters, of any length."""
    from pykeepass.kdbx_parsing.kdbx4 import VariantDictionary

    at = 12  # behind signature and version
    while data[at] != 11:
        at += 5 + struct.unpack_from("<I", data, at + 1)[0]
    start, (length,) = at + 5, struct.unpack_from("<I", data, at + 1)
    parameters: Any = VariantDictionary.parse(data[start : start + length])
    for name, value in cost.items():
        parameters.dict[name].value = value
    changed = VariantDictionary.build(parameters)
    return data[: at + 1] + struct.pack("<I", len(changed)) + changed + data[start + length :]


def _text(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;")
