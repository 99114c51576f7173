"""Authy's accounts, which have the same content in all of its files, and their keys encrypted by
the backup password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from fobcore import base32
from mfob.errors import HostError
from mfob.importers.ciphers import cbc, from_base64, from_hex
from mfob.importers.entries import password_bytes
from mfob.importers.kdf import Kdf
from mfob.importers.model import wrong_password

LOST = "Its key can't be decrypted: it may be encrypted by an older backup password."
DAMAGED = "Its encrypted key is not as Authy has them."
_TRIES = 5  # keys in a row that don't open, and none that did: the password is wrong


@dataclass(frozen=True, repr=False)
class Sealed:
    """An encrypted key: base64 and the salt as the text it is. `iv`: hexadecimal, "" for zeros."""

    data: object
    salt: object
    iterations: object = 1000
    iv: object = ""


def put_keys(
    items: Sequence[Any],
    sealed: Callable[[Any], Sealed | None],
    field: str,
    password: str | None,
    kdf: Kdf,
) -> None:
    """Decrypts what sealed() finds in the items, into their `field`. Raises as opened() does."""
    seeds = [sealed(item) for item in items]
    keys = opened(seeds, password, kdf) if any(seeds) else [None] * len(seeds)
    for item, seed, key in zip(items, seeds, keys, strict=True):
        if seed is not None:
            item[field] = key


def opened(seeds: Sequence[Sealed | None], password: str | None, kdf: Kdf) -> list[str | None]:
    """The keys in base32, None where there is none or it can't be decrypted. Raises HostError
    import_password where the password opens none, import_limit."""
    known: dict[tuple[bytes, int], bytes] = {}
    found: list[str | None] = []
    failed = 0
    any_open = False
    for seed in seeds:
        taken = None if seed is None else _taken(seed)
        if taken is None:
            found.append(None)
            continue
        data, salt, iterations, iv = taken
        if (salt, iterations) not in known:
            given = password_bytes(password)
            known[salt, iterations] = kdf.pbkdf2("sha1", given, salt, iterations, 32)
        text = _base32(cbc(known[salt, iterations], iv, data))
        any_open |= text is not None
        failed += text is None
        if failed == _TRIES and not any_open:
            break
        found.append(text)
    if failed and not any_open:
        raise wrong_password()
    return found


def _taken(seed: Sealed) -> tuple[bytes, bytes, int, bytes] | None:
    """Data, salt, iterations and IV; None where they are none."""
    count = seed.iterations
    if isinstance(count, str) and count.isascii() and count.isdigit() and len(count) < 10:
        count = int(count)
    try:
        iv = from_hex(seed.iv) or bytes(16)
        data = from_base64(seed.data)
    except HostError:
        return None
    if type(count) is not int or count < 1 or not isinstance(seed.salt, str) or len(iv) != 16:
        return None
    return data, seed.salt.encode("utf-8", "replace"), count, iv


def _base32(plain: bytes | None) -> str | None:
    """What was decrypted where it is a key in base32: nothing else tells a right password."""
    if not plain or not plain.isascii():
        return None
    text = plain.decode("ascii")
    try:
        return text if base32.decode(text) else None
    except base32.Bad:
        return None


def who(
    name: str | None, original: str | None, issuer: str | None
) -> tuple[str | None, str | None]:
    """Issuer and name of `Issuer: name`, as Authy shows it, `Issuer:name`, as it was in the QR
    code, and the issuer from there."""
    shown = name or original or ""
    if not issuer:
        for text, mark in ((original or "", ":"), (shown, ":"), (shown, " - ")):
            if mark in text:
                issuer = text.partition(mark)[0].strip()
                break
    if issuer and shown.lower().startswith(issuer.lower()):
        rest = shown[len(issuer) :].lstrip()
        if rest.startswith((":", "-")):
            shown = rest[1:].strip() or shown
    return issuer, shown
