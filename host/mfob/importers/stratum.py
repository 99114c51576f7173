"""Stratum, formerly Authenticator Pro (Android): its backups, plain or encrypted in two ways.

Described in the app's repository, among its documents.
"""

from __future__ import annotations

from typing import Any

from mfob.errors import HostError
from mfob.importers import safe_json, stratum_account
from mfob.importers.ciphers import cbc, gcm
from mfob.importers.entries import password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged, wrong_password

_STRONG, _LEGACY = b"AUTHENTICATORPRO", b"AuthenticatorPro"
_LIST = "Authenticators"
_DAMAGED = "The Stratum backup is damaged: it has no list of accounts where it should be."


class Stratum:
    """`{Authenticators}`; after AUTHENTICATORPRO salt (16 bytes), nonce (12) and data, after
    AuthenticatorPro salt (20), IV (16) and data."""

    name = "stratum"
    title = "Stratum"

    def detect(self, file: File) -> bool:
        data = file.data
        return self.encrypted(file) or (
            safe_json.looks_like(data) and safe_json.has_keys(data, _LIST)
        )

    def encrypted(self, file: File) -> bool:
        return file.data.startswith((_STRONG, _LEGACY))

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if self.encrypted(file):
            backup = _decrypted(file.data, password_bytes(password), kdf)
        else:
            backup = safe_json.load(file.data, "The Stratum backup")
        items = safe_json.rows(safe_json.table(backup, _DAMAGED).get(_LIST), _DAMAGED)
        return read_each(map(_lower, items), stratum_account.who, stratum_account.entry)


def _decrypted(data: bytes, password: bytes, kdf: Kdf) -> Any:
    data, strong = data[len(_STRONG) :], data.startswith(_STRONG)
    if len(data) < (16 + 12 + 16 if strong else 20 + 16 + 16):
        raise damaged(_DAMAGED)
    if strong:
        key = kdf.argon2id(password, data[:16], 3, 64 << 10, 4, 32)
        plain = gcm(key, data[16:28], data[28:])
    else:
        key = kdf.pbkdf2("sha1", password, data[:20], 64_000, 32)
        plain = cbc(key, data[20:36], data[36:])
    if plain is None:
        raise wrong_password()
    try:
        return safe_json.load(plain, "The Stratum backup")
    except HostError:
        if strong:
            raise
        raise wrong_password() from None  # nothing else tells that it was


def _lower(item: Any) -> Any:
    return {key.lower(): value for key, value in item.items()} if isinstance(item, dict) else item


STRATUM = Stratum()
