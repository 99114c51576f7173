"""TOTP Authenticator (Android): its backup, with or without a password, and its preferences."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import foreign, safe_json, safe_xml
from mfob.importers.ciphers import cbc, from_base64, looks_random
from mfob.importers.entries import Raw, Refused, password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged, wrong_password

_NO_PASSWORD = b"TotpAuthenticator"
_PREFERENCE = "STATIC_TOTP_CODES_LIST"
_DAMAGED = "The TOTP Authenticator backup is damaged: it has no list of accounts."
_SIZE_MAX = 8 << 20  # bytes
_LEAST = 112  # bytes
_DER = (b"\x30\x81", b"\x30\x82")  # keys and certificates (X.690)
_IN_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class TotpAuthenticator:
    """The backup: base64 of AES-256-CBC with an IV of zeros, the key a password's SHA-256; in it
    a JSON object, whose only key is the list as JSON. The list alone is in the preferences."""

    name = "totp-authenticator"
    title = "TOTP Authenticator"

    def detect(self, file: File) -> bool:
        return _is_preferences(file) or _may_be(file)

    def encrypted(self, file: File) -> bool:
        return not _is_preferences(file) and _opened(_sealed(file), _NO_PASSWORD) is None

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if _is_preferences(file):
            texts = safe_xml.preferences(file.data, "The TOTP Authenticator file")
            items = safe_json.load(texts.get(_PREFERENCE, "").encode("utf-8", "replace"))
            return read_each(safe_json.rows(items, _DAMAGED), _who, _entry)
        sealed = _sealed(file)
        if not sealed:
            raise damaged(_DAMAGED)
        items = _opened(sealed, _NO_PASSWORD)
        if items is None:
            items = _opened(sealed, password_bytes(password))
        if items is None:
            raise wrong_password()
        return read_each(items, _who, _entry)


def _is_preferences(file: File) -> bool:
    return safe_xml.has_preference(file.data, _PREFERENCE + '"')


def _may_be(file: File) -> bool:
    """Whether it is base64 of what may be a backup: nothing but its looks tells. One account
    takes 112 bytes. Digests in hexadecimal are base64 too, of bytes that are not varied."""
    sealed = _sealed(file)
    return (
        len(sealed) >= _LEAST
        and looks_random(sealed)
        and foreign.sentence(sealed) is None
        and not sealed.startswith(_DER)
    )


def _sealed(file: File) -> bytes:
    """What the backup's base64 holds; nothing where it is none, or not in whole blocks."""
    if len(file.data) > _SIZE_MAX:
        return b""
    bare = b"".join(file.data.split())
    if bare.rstrip(b"=").translate(None, _IN_BASE64) or len(bare) % 4:
        return b""
    try:
        sealed = from_base64(bare.decode("ascii"))
    except HostError:
        return b""
    return b"" if len(sealed) % 16 else sealed


def _opened(sealed: bytes, password: bytes) -> list[Any] | None:
    """The list; None where the password is another: nothing but what comes out tells."""
    plain = cbc(hashlib.sha256(password).digest(), bytes(16), sealed)
    if plain is None:
        return None
    try:
        keys = list(safe_json.as_table(safe_json.load(plain)))
        items = safe_json.load(keys[0].encode("utf-8", "replace")) if keys else None
    except HostError:
        return None
    return items if isinstance(items, list) else None


def _who(raw: Raw) -> tuple[str | None, str | None]:
    issuer = raw.text("issuer")
    return None if issuer == "Unknown" else issuer, raw.text("name")


def _entry(raw: Raw) -> Entry:
    """It has texts for digits and period, none where they are as usual, and no algorithm."""
    return Entry(
        Fields(
            secret=_secret(raw.field("key"), raw.number("base")),
            digits=raw.field("digits"),
            period=raw.field("period"),
        ),
    )


def _secret(key: str | None, base: int | None) -> str | None:
    """In base32, as people call it; Raises Refused."""
    if key is None or base in (None, 32):
        return key
    if base == 16 and re.fullmatch(r"(?:[0-9A-Fa-f]{2})*", key):
        return base64.b32encode(bytes.fromhex(key)).decode()
    if base == 64:
        try:
            return base64.b32encode(from_base64(key)).decode()
        except HostError:
            pass
    raise Refused("Its key is not written as its base says.")


TOTP_AUTHENTICATOR = TotpAuthenticator()
