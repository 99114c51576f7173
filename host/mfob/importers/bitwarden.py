"""Bitwarden, its Authenticator app and Vaultwarden: JSON, plain or protected by a password."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from mfob.errors import HostError
from mfob.importers import ciphers, otp_field, safe_json
from mfob.importers.entries import password_bytes
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File, damaged, wrong_password

_WHAT = "The Bitwarden export"
_DAMAGED = f"{_WHAT} is damaged."
_PBKDF2, _ARGON2ID = 0, 1
_AES_CBC_HMAC = "2."  # the one kind of EncString that exports are made with


class Bitwarden:
    """https://bitwarden.com/help/encrypted-export/"""

    name = "bitwarden"
    title = "Bitwarden"

    def detect(self, file: File) -> bool:
        if not safe_json.looks_like(file.data):
            return False
        has = safe_json.has_keys
        protected = has(file.data, "encKeyValidation_DO_NOT_EDIT")
        plain = has(file.data, "encrypted", "items") and not has(file.data, "vaults")
        return protected or plain

    def encrypted(self, file: File) -> bool:
        """Also False for exports that are restricted to an account: no password opens them."""
        return safe_json.has_keys(file.data, "passwordProtected", "salt")

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        outer = safe_json.table(safe_json.load(file.data, _WHAT), _DAMAGED)
        if outer.get("encrypted") is True:
            if outer.get("passwordProtected") is not True:
                raise HostError(
                    "This Bitwarden export is restricted to the account: only Bitwarden itself can"
                    ' read it. Export again as ".json (Encrypted)" of the type "Password'
                    ' protected", or as ".json".',
                    FORMAT,
                )
            plain = _decrypt(outer, password_bytes(password), kdf)
            outer = safe_json.table(safe_json.load(plain, _WHAT), _DAMAGED)
        return otp_field.bounded(_entries(safe_json.rows(outer.get("items"), _DAMAGED)))


def _entries(items: list[Any]) -> Iterable[Entry]:
    for item in map(safe_json.as_table, items):
        login = safe_json.as_table(item.get("login"))
        value = safe_json.text(login.get("totp"))
        if not value or not value.strip():
            continue
        title, username = safe_json.text(item.get("name")), safe_json.text(login.get("username"))
        entry = otp_field.entry(value, title, username)
        if item.get("deletedDate"):
            entry = Entry(entry.fields, skip="It is in Bitwarden's trash.")
        yield entry


def _decrypt(outer: dict[str, Any], password: bytes, kdf: Kdf) -> bytes:
    """The plain export in a protected one. Raises HostError."""
    key = _key(outer, password, kdf)
    encryption, mac = (HKDFExpand(SHA256(), 32, use).derive(key) for use in (b"enc", b"mac"))
    _open(outer.get("encKeyValidation_DO_NOT_EDIT"), encryption, mac)
    return _open(outer.get("data"), encryption, mac)


def _key(outer: dict[str, Any], password: bytes, kdf: Kdf) -> bytes:
    """The salt is the base64 text itself."""
    salt = outer.get("salt")
    kind, iterations = outer.get("kdfType"), safe_json.whole(outer.get("kdfIterations"))
    if not isinstance(salt, str) or iterations is None:
        raise damaged(_DAMAGED)
    salted = salt.encode("utf-8", "replace")
    if kind == _PBKDF2:
        return kdf.pbkdf2("sha256", password, salted, iterations, 32)
    memory = safe_json.whole(outer.get("kdfMemory"))  # MiB
    lanes = safe_json.whole(outer.get("kdfParallelism"))
    if kind != _ARGON2ID or memory is None or lanes is None:
        raise damaged(_DAMAGED)
    digest = hashlib.sha256(salted).digest()
    return kdf.argon2id(password, digest, iterations, memory << 10, lanes, 32)


def _open(sealed: Any, encryption: bytes, mac: bytes) -> bytes:
    """An EncString `2.iv|ciphertext|mac`: AES-256-CBC, HMAC-SHA256 over IV and ciphertext."""
    if not isinstance(sealed, str) or not sealed.startswith(_AES_CBC_HMAC):
        raise damaged(_DAMAGED)
    parts = [ciphers.from_base64(part, _WHAT) for part in sealed[2:].split("|", 3)]
    if len(parts) != 3:
        raise damaged(_DAMAGED)
    iv, ciphertext, tag = parts
    if not hmac.compare_digest(hmac.digest(mac, iv + ciphertext, "sha256"), tag):
        raise wrong_password()
    plain = ciphers.cbc(encryption, iv, ciphertext)
    if plain is None:
        raise damaged(_DAMAGED)
    return plain


BITWARDEN = Bitwarden()
