"""Aegis' vault, plain or under a password, which many other apps import too.

Described in the app's repository, docs/vault.md: vault version 1, database version 3.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from base64 import b64encode
from collections.abc import Sequence

from fobcore import base32
from fobcore.account import HOTP, Account

COUNTER_MAX = (1 << 63) - 1  # Java's long
_N, _R, _P = 1 << 15, 8, 1  # of scrypt, as Aegis has them
_SCRYPT_MEMORY = 64 << 20
_NONCE = 12
_TAG = 16


def plain(accounts: Sequence[Account]) -> bytes:
    """The vault with every key in plain text."""
    header = {"slots": None, "params": None}
    return _text({"version": 1, "header": header, "db": _db(accounts)})


def under_password(accounts: Sequence[Account], password: str) -> bytes:
    """The vault under a random key, which is kept in a slot under the password."""
    master, salt = os.urandom(32), os.urandom(32)
    key = hashlib.scrypt(
        password.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=_SCRYPT_MEMORY, dklen=32
    )
    wrapped, key_params = _sealed(key, master)
    slot = {
        "type": 1,
        "uuid": str(uuid.uuid4()),
        "key": wrapped.hex(),
        "key_params": key_params,
        "n": _N, "r": _R, "p": _P,
        "salt": salt.hex(),
        "repaired": True,
        "is_backup": False,
    }  # fmt: skip
    content, params = _sealed(master, _text(_db(accounts)))
    header = {"slots": [slot], "params": params}
    return _text({"version": 1, "header": header, "db": b64encode(content).decode()})


def _db(accounts: Sequence[Account]) -> dict[str, object]:
    return {"version": 3, "entries": [_entry(account) for account in accounts], "groups": []}


def _entry(account: Account) -> dict[str, object]:
    info: dict[str, object] = {
        "secret": base32.encode(account.secret),
        "algo": account.algorithm,
        "digits": account.digits,
    }
    if account.type == HOTP:
        info["counter"] = account.counter
    else:
        info["period"] = account.period
    return {
        "type": account.type,
        "uuid": str(uuid.uuid4()),
        "name": account.name,
        "issuer": account.issuer,
        "note": "",
        "favorite": account.favourite,
        "icon": None,
        "info": info,
        "groups": [],
    }


def _sealed(key: bytes, data: bytes) -> tuple[bytes, dict[str, str]]:
    """AES-256-GCM: the ciphertext, and its nonce and tag as Aegis writes them."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, data, None)
    return sealed[:-_TAG], {"nonce": nonce.hex(), "tag": sealed[-_TAG:].hex()}


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
