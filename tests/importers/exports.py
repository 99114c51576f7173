"""Accounts with fresh keys, and what an importer makes of a file of them, in the same words."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from importers import corpus
from mfob.importers import registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File


def account(
    issuer: str,
    name: str,
    type: str = "totp",
    algo: str = "SHA1",
    digits: int = 6,
    period: int | None = 30,
    counter: int | None = None,
    size: int = 20,
) -> dict[str, Any]:
    """One in the corpus' words, `size` bytes of a fresh key."""
    return {
        "issuer": issuer,
        "name": name,
        "secret_hex": secrets.token_hex(size),
        "type": type,
        "algo": algo,
        "digits": digits,
        "period": period,
        "counter": counter,
    }


def all_kinds() -> list[dict[str, Any]]:
    """TOTP of each algorithm, HOTP, Steam; lengths that base32 pads and one that it does not."""
    return [
        account("Example", "alice@example.com"),
        account("Ünïcode 例え", "bob 🔑", algo="SHA256", digits=7, period=20, size=16),
        account("Acme: Inc", "carol", algo="SHA512", digits=8, period=60, size=64),
        account("Counted", "dave", "hotp", period=None, counter=41),
        account("Far", "erin", "hotp", "SHA512", 8, None, 2**40, size=33),
        account("Valve", "frank", "steam", digits=5),
    ]


def base32(account: dict[str, Any]) -> str:
    """The key as most files have it."""
    return base64.b32encode(bytes.fromhex(account["secret_hex"])).decode().rstrip("=")


def signed(data: bytes) -> list[int]:
    """As Java writes bytes in JSON."""
    return [byte - 256 if byte > 127 else byte for byte in data]


def entries(
    name: str, data: bytes, password: str | None = None, file: str = "export"
) -> list[Entry]:
    """What the importer of that name, which has to be the one found, reads; `password` where the
    file has one."""
    given = File(file, data)
    known = registry.detect(given)
    assert known.name == name
    assert known.encrypted(given) == (password is not None)
    return list(known.read(given, password, Kdf()))


def found(
    name: str, data: bytes, password: str | None = None, file: str = "export"
) -> list[dict[str, Any]]:
    """The accounts of a file, in the corpus' words."""
    return corpus.accounts(entries(name, data, password, file))


def one(name: str, data: bytes, password: str | None = None) -> Entry:
    """The only entry of a file."""
    (entry,) = entries(name, data, password)
    return entry
