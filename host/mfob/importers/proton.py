"""Proton Authenticator: JSON, plain or encrypted with a password."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from mfob.importers import ciphers, otp_field, safe_json
from mfob.importers.entries import password_bytes
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, wrong_password

_WHAT = "The Proton Authenticator export"
_DAMAGED = f"{_WHAT} is damaged."
# The app's own cost; the file does not say it.
_PASSES, _KIB, _LANES = 2, 19456, 1
_NONCE = 12  # bytes
_CONTEXT = b"proton.authenticator.export.v1"


class Proton:
    """https://github.com/protonpass/proton-pass-common, `proton-authenticator`."""

    name = "proton"
    title = "Proton Authenticator"

    def detect(self, file: File) -> bool:
        if not safe_json.looks_like(file.data):
            return False
        has = safe_json.has_keys
        return self.encrypted(file) or has(file.data, "version", "entries", "content", "uri")

    def encrypted(self, file: File) -> bool:
        has = safe_json.has_keys
        return has(file.data, "salt", "content", "version") and not (
            has(file.data, "entries") or has(file.data, "kdfParams")
        )

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        outer = safe_json.table(safe_json.load(file.data, _WHAT), _DAMAGED)
        if "salt" in outer:
            plain = _decrypt(outer, password_bytes(password), kdf)
            outer = safe_json.table(safe_json.load(plain, _WHAT), _DAMAGED)
        return otp_field.bounded(_entries(safe_json.rows(outer.get("entries"), _DAMAGED)))


def _entries(entries: list[Any]) -> Iterable[Entry]:
    for one in map(safe_json.as_table, entries):
        content = safe_json.as_table(one.get("content"))
        name, uri = safe_json.text(content.get("name")), safe_json.text(content.get("uri"))
        entry = otp_field.entry(uri or "", None, name)
        if name and name.strip():  # as the app shows it, which a person may have changed
            entry = replace(entry, fields=replace(entry.fields, name=name))
        yield entry


def _decrypt(outer: dict[str, Any], password: bytes, kdf: Kdf) -> bytes:
    salt = ciphers.from_base64(outer.get("salt"), _WHAT)
    sealed = ciphers.from_base64(outer.get("content"), _WHAT)
    key = kdf.argon2id(password, salt, _PASSES, _KIB, _LANES, 32)
    plain = ciphers.gcm(key, sealed[:_NONCE], sealed[_NONCE:], _CONTEXT)
    if plain is None:
        raise wrong_password()
    return plain


PROTON = Proton()
