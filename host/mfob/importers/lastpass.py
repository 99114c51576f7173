"""LastPass Authenticator: the JSON that its app exports."""

from __future__ import annotations

from collections.abc import Iterable

from mfob.enrol import Fields
from mfob.importers import safe_json
from mfob.importers.entries import Raw, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_WHAT = "The LastPass Authenticator export"
_DAMAGED = f"{_WHAT} is damaged."


class LastPass:
    """Version 3: accounts[] of issuerName, userName, secret, timeStep, digits, algorithm."""

    name = "lastpass"
    title = "LastPass Authenticator"

    def detect(self, file: File) -> bool:
        return safe_json.looks_like(file.data) and (
            safe_json.has_keys(file.data, "accounts", "issuerName", "timeStep")
            or safe_json.has_keys(file.data, "accounts", "deviceName", "localDeviceId")
        )

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        outer = safe_json.table(safe_json.load(file.data, _WHAT), _DAMAGED)
        return read_each(safe_json.rows(outer.get("accounts"), _DAMAGED), _who, _read)


def _who(raw: Raw) -> tuple[str | None, str | None]:
    return (
        raw.text("issuerName") or raw.text("originalIssuerName"),
        raw.text("userName") or raw.text("originalUserName"),
    )


def _read(raw: Raw) -> Entry:
    return Entry(
        Fields(
            secret=raw.field("secret"),
            type="totp",
            algorithm=raw.field("algorithm"),
            digits=raw.field("digits"),
            period=raw.field("timeStep"),
        )
    )


LASTPASS = LastPass()
