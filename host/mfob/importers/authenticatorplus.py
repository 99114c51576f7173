"""Authenticator Plus (Android): its export, a ZIP archive of addresses, and its database."""

from __future__ import annotations

import base64
import re
from typing import Any

from mfob.enrol import Fields
from mfob.importers import plain_text, safe_sqlite, safe_zip, sqlcipher, uris
from mfob.importers.entries import UNKNOWN_TYPE, Raw, Refused, password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File
from mfob.importers.winauth import ACCOUNTS, only_text

_TABLE = "accounts"
_COLUMNS = ("email", "secret", "counter", "type", "issuer", "original_name")
_TOTP, _HOTP, _BLIZZARD = range(3)


class AuthenticatorPlus:
    """Accounts.zip, or authplus.db, which SQLCipher 3 encrypts by the same password."""

    name = "authenticator-plus"
    title = "Authenticator Plus"

    def detect(self, file: File) -> bool:
        if [name.lower() for name in safe_zip.names(file.data)] == [ACCOUNTS]:
            return True
        return file.name.lower().endswith(".db") and sqlcipher.may_be(file.data)

    def encrypted(self, file: File) -> bool:
        return safe_zip.locked(file.data) if _is_archive(file) else True

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if not _is_archive(file):
            base = sqlcipher.decrypted(file.data, password_bytes(password), kdf)
            return read_each(safe_sqlite.rows(base, _TABLE, _COLUMNS), _who, _entry)
        lines = plain_text.lines(only_text(file.data, password), "The list")
        named = ((f"Line {number}: ", line) for number, line in enumerate(lines, 1))
        return list(uris.entries((place, line) for place, line in named if line))


def _is_archive(file: File) -> bool:
    return file.data.startswith(safe_zip.MAGIC)


def _who(raw: Raw) -> tuple[str | None, str | None]:
    issuer, email = raw.text("issuer"), raw.text("email")
    if raw.get("type") == _BLIZZARD:
        return "Blizzard", email
    if not issuer:
        prefix, colon, _ = (raw.text("original_name") or "").partition(":")
        issuer = prefix if colon else None
    return issuer, email


def _entry(raw: Raw) -> Entry:
    """It has neither digits, algorithm nor period: all as usual, but Blizzard's 8 digits."""
    kind = raw.number("type") or _TOTP
    if kind not in (_TOTP, _HOTP, _BLIZZARD):
        raise Refused(UNKNOWN_TYPE)
    secret: Any = raw.field("secret")
    if kind == _BLIZZARD:
        if secret is None or not re.fullmatch(r"(?:[0-9A-Fa-f]{2})+", secret):
            raise Refused("Its key is not written as Blizzard's are.")
        secret = base64.b32encode(bytes.fromhex(secret)).decode()
    return Entry(
        Fields(
            secret=secret,
            type="hotp" if kind == _HOTP else "totp",
            digits="8" if kind == _BLIZZARD else None,
            counter=raw.field("counter") if kind == _HOTP else None,
        )
    )


AUTHENTICATOR_PLUS = AuthenticatorPlus()
