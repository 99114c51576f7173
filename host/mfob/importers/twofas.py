"""2FAS (Android, iOS): backups of schema 1 to 4, plain or encrypted."""

from __future__ import annotations

from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import safe_json
from mfob.importers.ciphers import from_base64, gcm
from mfob.importers.entries import UNKNOWN_TYPE, Raw, Refused, password_bytes, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged, wrong_password

_ITERATIONS = 10_000
_DAMAGED = "The 2FAS backup is damaged: it has no list of accounts where it should be."
_KINDS = ("totp", "hotp", "steam")


class TwoFas:
    """`{schemaVersion, services}` or `servicesEncrypted`: `ciphertext:salt:iv`, each base64."""

    name = "2fas"
    title = "2FAS"

    def detect(self, file: File) -> bool:
        data = file.data
        return safe_json.looks_like(data) and (
            safe_json.has_keys(data, "schemaVersion", "services")
            or safe_json.has_keys(data, "schemaVersion", "servicesEncrypted")
        )

    def encrypted(self, file: File) -> bool:
        try:
            return bool(_backup(file).get("servicesEncrypted"))
        except HostError:
            return False  # read() says what is wrong with it

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        backup = _backup(file)
        services = backup.get("services")
        if backup.get("servicesEncrypted"):
            services = _decrypted(backup.get("servicesEncrypted"), password, kdf)
        return read_each(safe_json.rows(services, _DAMAGED), _who, _entry)


def _backup(file: File) -> Raw:
    return Raw(safe_json.table(safe_json.load(file.data, "The 2FAS backup"), _DAMAGED))


def _decrypted(text: Any, password: str | None, kdf: Kdf) -> Any:
    parts = text.split(":", 3) if isinstance(text, str) else []
    if len(parts) != 3:
        raise damaged(_DAMAGED)
    data, salt, nonce = (from_base64(part, "The 2FAS backup") for part in parts)
    key = kdf.pbkdf2("sha256", password_bytes(password), salt, _ITERATIONS, 32)
    plain = gcm(key, nonce, data)
    if plain is None:
        raise wrong_password()
    return safe_json.load(plain, "The 2FAS backup")


def _who(raw: Raw) -> tuple[str | None, str | None]:
    otp = raw.inner("otp")
    return raw.text("name") or otp.text("issuer"), otp.text("account") or otp.text("label")


def _entry(raw: Raw) -> Entry:
    otp = raw.inner("otp")
    kind = otp.field("tokenType")  # schema 1 has none, and no algorithm, digits, period
    if kind is not None and kind.lower() not in _KINDS:
        raise Refused(UNKNOWN_TYPE)
    kind = kind and kind.lower()
    return Entry(
        Fields(
            secret=raw.field("secret"),
            type=kind,
            algorithm=otp.field("algorithm"),
            digits=otp.field("digits") if kind != "steam" else None,
            period=otp.field("period") if kind != "hotp" else None,
            counter=otp.field("counter") if kind == "hotp" else None,
        )
    )


TWOFAS = TwoFas()
