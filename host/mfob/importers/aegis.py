"""Aegis (Android): the vault as JSON, plain or encrypted, database versions 1 to 3.

Described in the app's repository, docs/vault.md.
"""

from __future__ import annotations

import re
from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import safe_json
from mfob.importers.ciphers import from_base64, from_hex, gcm
from mfob.importers.entries import (
    MOTP,
    UNKNOWN_TYPE,
    YANDEX,
    Raw,
    Refused,
    password_bytes,
    read_each,
)
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, LIMIT, Entry, File, damaged, wrong_password

_RAW, _PASSWORD = 0, 1  # kinds of slots; 2 is a key that a phone keeps for its fingerprints
_SLOTS_MAX = 100  # the app makes one for a password and one for fingerprints
_HEX_KEY = re.compile(r"[0-9a-fA-F]{64}")
_DAMAGED = "The Aegis vault is damaged: it has no list of accounts where it should be."
_KINDS = ("totp", "hotp", "steam")
_REFUSED = {"motp": MOTP, "yandex": YANDEX}
_MD5 = "Aegis has MD5 there by mistake: its codes are made by SHA1."


class Aegis:
    """`{version, header: {slots, params}, db}`."""

    name = "aegis"
    title = "Aegis"

    def detect(self, file: File) -> bool:
        return safe_json.looks_like(file.data) and safe_json.has_keys(file.data, "header", "db")

    def encrypted(self, file: File) -> bool:
        try:
            return isinstance(_vault(file).get("db"), str)
        except HostError:
            return False  # read() says what is wrong with it

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        vault = _vault(file)
        base = vault.get("db")
        if isinstance(base, str):
            base = _decrypted(base, vault.inner("header"), password, kdf)
        items = safe_json.rows(safe_json.table(base, _DAMAGED).get("entries"), _DAMAGED)
        return read_each(items, lambda raw: (raw.text("issuer"), raw.text("name")), _entry)


def _vault(file: File) -> Raw:
    return Raw(safe_json.table(safe_json.load(file.data, "The Aegis vault"), _DAMAGED))


def _decrypted(base: str, header: Raw, password: str | None, kdf: Kdf) -> Any:
    master = _master_key(header.get("slots"), password, kdf)
    plain = _open(master, header.inner("params"), from_base64(base, "The Aegis vault"))
    if plain is None:
        raise damaged("The Aegis vault is damaged: its password fits, and its content does not.")
    return safe_json.load(plain, "The Aegis vault")


def _master_key(slots: Any, password: str | None, kdf: Kdf) -> bytes:
    """The key of the first slot that the password opens; a raw slot's is 64 hexadecimal digits."""
    given = password_bytes(password)
    known = [Raw(slot) for slot in safe_json.rows(slots, _DAMAGED)]
    of_password = [slot for slot in known if slot.get("type") == _PASSWORD]
    of_key = [slot for slot in known if slot.get("type") == _RAW]
    if not of_password and not of_key:
        raise HostError(
            "This Aegis vault opens by fingerprint only, on its phone: set a password in Aegis and"
            " export it again.",
            FORMAT,
        )
    if len(known) > _SLOTS_MAX:
        raise HostError("The Aegis vault wants too much work for its passwords.", LIMIT)
    keys = [(slot, bytes.fromhex(password or "")) for slot in of_key if _is_key(password)]
    for slot, key in keys:
        master = _open_slot(slot, key)
        if master:
            return master
    for slot in of_password:
        n, r, p = (_whole(slot, name) for name in "nrp")
        key = kdf.scrypt(given, from_hex(slot.get("salt"), "The Aegis vault"), n, r, p, 32)
        master = _open_slot(slot, key)
        if master:
            return master
    raise wrong_password()


def _is_key(password: str | None) -> bool:
    return _HEX_KEY.fullmatch(password or "") is not None


def _whole(slot: Raw, name: str) -> int:
    value = slot.get(name)
    if type(value) is not int or not 1 <= value < 1 << 40:
        raise damaged("The Aegis vault is damaged: a slot lacks the parameters of its password.")
    return value


def _open_slot(slot: Raw, key: bytes) -> bytes | None:
    master = _open(key, slot.inner("key_params"), from_hex(slot.get("key"), "The Aegis vault"))
    return master if master and len(master) == 32 else None


def _open(key: bytes, params: Raw, data: bytes) -> bytes | None:
    """AES-GCM, with nonce and tag of their own."""
    nonce, tag = (from_hex(params.get(name), "The Aegis vault") for name in ("nonce", "tag"))
    return gcm(key, nonce, data + tag)


def _entry(raw: Raw) -> Entry:
    kind = (raw.field("type") or "").lower()
    if kind not in _KINDS:
        raise Refused(_REFUSED.get(kind, UNKNOWN_TYPE))
    info = raw.inner("info")
    algorithm, warnings = info.field("algo"), ()
    if (algorithm or "").upper() == "MD5":
        algorithm, warnings = "SHA1", (_MD5,)
    fields = Fields(
        secret=info.field("secret"),
        type=kind,
        algorithm=algorithm,
        digits=info.field("digits"),
        period=info.field("period") if kind != "hotp" else None,
        counter=info.field("counter") if kind == "hotp" else None,
    )
    return Entry(fields, warnings=warnings)


AEGIS = Aegis()
