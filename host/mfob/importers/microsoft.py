"""Microsoft Authenticator: its database, as it lies on a rooted Android phone."""

from __future__ import annotations

from collections.abc import Iterable

from fobcore import base32
from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import ciphers, safe_sqlite
from mfob.importers.entries import UNKNOWN_TYPE, Raw, Refused, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_TABLE = "accounts"
_COLUMNS = ("name", "username", "oath_secret_key", "account_type")
_TOTP, _PERSONAL = 0, 1
_APPROVALS = "It is an account for approvals: there is no key for codes in it."


class Microsoft:
    """TOTP accounts (base32; SHA1, 6 digits, 30 s) and personal Microsoft accounts (base64, 8)."""

    name = "microsoft"
    title = "Microsoft Authenticator"

    def detect(self, file: File) -> bool:
        return "oath_secret_key" in safe_sqlite.columns(file.data, _TABLE)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        rows = safe_sqlite.rows(file.data, _TABLE, _COLUMNS)
        return read_each(rows, lambda raw: (raw.text("name"), raw.text("username")), _read)


def _read(raw: Raw) -> Entry:
    kind = raw.number("account_type")
    secret = raw.field("oath_secret_key")
    if secret is None or not secret.strip():
        return Entry(Fields(), skip=_APPROVALS)
    if kind == _TOTP:
        return Entry(Fields(secret=secret, type="totp"))
    if kind != _PERSONAL:
        raise Refused(UNKNOWN_TYPE)
    try:
        key = ciphers.from_base64(secret)
    except HostError:
        raise Refused("Its key is no valid base64.") from None
    return Entry(Fields(secret=base32.encode(key), type="totp", digits="8"))


MICROSOFT = Microsoft()
