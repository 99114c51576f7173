"""Google Authenticator's own database, as older versions kept it on Android (up to 5.x)."""

from __future__ import annotations

from collections.abc import Iterator

from mfob import otpauth
from mfob.enrol import Fields
from mfob.importers import safe_sqlite
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File
from mfob.importers.safe_json import text, whole

_COLUMNS = ("email", "secret", "counter", "type", "issuer", "isencrypted")
_KINDS: dict[int | None, str] = {0: "totp", 1: "hotp"}
_OTHER = "It is of a type that is neither TOTP nor HOTP."
_ENCRYPTED = (
    "Its key is encrypted by the phone that it was on: export it from there as QR codes (Transfer"
    " accounts)."
)


class GoogleSqlite:
    """Table accounts; always SHA1, 6 digits, 30 s."""

    name = "google-sqlite"
    title = "Google Authenticator's database"

    def detect(self, file: File) -> bool:
        return {"email", "secret", "type"} <= safe_sqlite.columns(file.data, "accounts")

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterator[Entry]:
        for row in safe_sqlite.rows(file.data, "accounts", _COLUMNS):
            warnings: list[str] = []
            issuer, name = otpauth.who(
                text(row["email"]) or "", text(row["issuer"]) or "", warnings
            )
            kind = _KINDS.get(whole(row["type"]))
            counter = text(row["counter"]) if kind == "hotp" else None
            if whole(row["isencrypted"]):
                yield Entry(Fields(issuer, name), reject=_ENCRYPTED)
                continue
            yield Entry(
                Fields(issuer, name, text(row["secret"]), kind, counter=counter),
                warnings=tuple(warnings),
                reject="" if kind or row["type"] is None else _OTHER,
            )


GOOGLE_SQLITE = GoogleSqlite()
