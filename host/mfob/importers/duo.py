"""Duo Mobile: `accounts.json`, as it lies on a rooted Android phone."""

from __future__ import annotations

from collections.abc import Iterable

from mfob.enrol import Fields
from mfob.importers import safe_json
from mfob.importers.entries import Raw, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_WHAT = "The list of Duo's accounts"
_PUSH = "It is an account for Duo's push messages: there is no key for codes in it."


class Duo:
    """Always SHA1, 6 digits, 30 s; an account with a counter is HOTP."""

    name = "duo"
    title = "Duo Mobile"

    def detect(self, file: File) -> bool:
        return safe_json.looks_like(file.data, b"[") and (
            safe_json.has_keys(file.data, "otpGenerator")
            or safe_json.has_keys(file.data, "accountType", "pkey")
        )

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        accounts = safe_json.rows(safe_json.load(file.data, _WHAT), f"{_WHAT} is damaged.")
        return read_each(accounts, lambda raw: (None, raw.text("name")), _read)


def _read(raw: Raw) -> Entry:
    made_by = raw.inner("otpGenerator")
    if made_by.field("otpSecret") is None:
        return Entry(Fields(), skip=_PUSH)
    counter = made_by.field("counter")
    return Entry(
        Fields(
            secret=made_by.field("otpSecret"),
            type="totp" if counter is None else "hotp",
            counter=counter,
        )
    )


DUO = Duo()
