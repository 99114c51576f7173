"""andOTP (Android, no longer developed): its JSON, plain, or encrypted in either of two ways."""

from __future__ import annotations

import hashlib
from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import safe_json
from mfob.importers.ciphers import gcm, looks_random
from mfob.importers.entries import MOTP, UNKNOWN_TYPE, Raw, Refused, password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File, wrong_password

_ARMOUR = b"-----BEGIN PGP"
_ENDING = ".json.aes"
_LEAST = 12 + 16  # bytes: nonce and tag
_ITERATIONS = range(1, 10_000_001)  # others are no count, but a nonce
_OF_THE_APP = range(140_000, 160_001)
_DAMAGED = "The andOTP backup is damaged: it is no list of accounts."
_KINDS = ("totp", "hotp", "steam")


class AndOtp:
    """A list of accounts. Encrypted it has no mark: bytes like any others that are random. Those
    with the count that the app takes, which of others one in 200,000 has, and those of the name
    that it gives are taken for its; of the others may_be() is all that can be said."""

    name = "andotp"
    title = "andOTP"

    def detect(self, file: File) -> bool:
        data = file.data
        if safe_json.looks_like(data, b"["):
            return safe_json.has_keys(data, "secret", "label", "type")
        return may_be(file) and (
            int.from_bytes(data[:4], "big") in _OF_THE_APP or file.name.lower().endswith(_ENDING)
        )

    def encrypted(self, file: File) -> bool:
        return not safe_json.looks_like(file.data, b"[")

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        if not self.encrypted(file):
            items = safe_json.load(file.data, "The andOTP backup")
        elif file.data.startswith(_ARMOUR):
            raise HostError(
                "Backups that andOTP encrypted by OpenPGP are not read: decrypt them with gpg"
                " first.",
                FORMAT,
            )
        else:
            items = _decrypted(file.data, password, kdf)
        return read_each(safe_json.rows(items, _DAMAGED), _who, _entry)


def may_be(file: File) -> bool:
    """Whether its bytes may be an encrypted backup: nothing tells them from others."""
    return len(file.data) >= _LEAST + 16 and looks_random(file.data)


def _decrypted(data: bytes, password: str | None, kdf: Kdf) -> Any:
    """Older: nonce (12), data; newer: iterations (4 bytes), salt (12), and then as older. The
    older is tried first: it costs nothing, and the data's tag tells whether it is right."""
    given = password_bytes(password)
    iterations = int.from_bytes(data[:4], "big")
    plain = gcm(hashlib.sha256(given).digest(), data[:12], data[12:])
    if plain is None and iterations in _ITERATIONS:
        key = kdf.pbkdf2("sha1", given, data[4:16], iterations, 32)
        plain = gcm(key, data[16:28], data[28:])
    if plain is None:
        raise wrong_password()
    return safe_json.load(plain, "The andOTP backup")


def _who(raw: Raw) -> tuple[str | None, str | None]:
    label = raw.text("label")
    if "issuer" not in raw and label and " - " in label:  # older versions had no issuer
        issuer, _, name = label.partition(" - ")
        return issuer, name
    return raw.text("issuer"), label


def _entry(raw: Raw) -> Entry:
    kind = (raw.field("type") or "totp").lower()
    if kind not in _KINDS:
        raise Refused(MOTP if kind == "motp" else UNKNOWN_TYPE)
    return Entry(
        Fields(
            secret=raw.field("secret"),
            type=raw.field("type") and kind,
            algorithm=raw.field("algorithm"),
            digits=raw.field("digits") if kind != "steam" else None,
            period=raw.field("period") if kind == "totp" else None,
            counter=raw.field("counter") if kind == "hotp" else None,
        )
    )


ANDOTP = AndOtp()
