"""Authy's answers to its own apps, as people captured them, and the table of keys that its maker
sends to whoever asks for their data."""

from __future__ import annotations

from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import authy, authy_seed, safe_csv, safe_json
from mfob.importers.authy_seed import Sealed
from mfob.importers.entries import Raw, Refused, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

_LISTS = ("authenticator_tokens", "decrypted_authenticator_tokens")
_OWN = "apps"
_SEALED, _OPENED, _SEED = "encrypted_seed", "decrypted_seed", "secret_seed"
_ITERATIONS_IN_TABLE = 100_000  # of the table, which has no column for them
_DAMAGED = "The Authy file is damaged: it has no list of accounts where it should be."


class AuthyApi:
    """`{authenticator_tokens}`, encrypted or not, `{apps}`; a CSV table with encrypted_seed."""

    name = "authy-api"
    title = "Authy's answers"

    def detect(self, file: File) -> bool:
        data = file.data
        if safe_json.looks_like(data):
            return any(safe_json.has_keys(data, name) for name in _LISTS) or (
                safe_json.has_keys(data, _OWN, _SEED)
            )
        return _is_table(file)

    def encrypted(self, file: File) -> bool:
        try:
            return any(_sealed(item) for item in _items(file))
        except HostError:
            return False  # read() says what is wrong with it

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        items = _items(file)
        authy_seed.put_keys(items, _sealed, _OPENED, password, kdf)
        return read_each(items, _who, _entry)


def _is_table(file: File) -> bool:
    return {_SEALED, "salt"} <= {name.lower() for name in safe_csv.columns(file.data)}


def _items(file: File) -> list[Any]:
    if _is_table(file):
        return [dict(row, iterations=_ITERATIONS_IN_TABLE) for row in safe_csv.rows(file.data)]
    answer = safe_json.table(safe_json.load(file.data, "The Authy file"), _DAMAGED)
    lists = [answer[name] for name in (*_LISTS, _OWN) if name in answer]
    if not lists:
        raise damaged(_DAMAGED)
    return [item for items in lists for item in safe_json.rows(items, _DAMAGED)]


def _sealed(item: Any) -> Sealed | None:
    raw = Raw(item)
    if _OPENED in raw or _SEED in raw or _SEALED not in raw:
        return None
    iterations = raw.get("iterations") or raw.get("key_derivation_iterations") or 1000
    iv = raw.get("unique_iv") or raw.get("iv") or ""
    return Sealed(raw.get(_SEALED), raw.get("salt"), iterations, iv)


def _who(raw: Raw) -> tuple[str | None, str | None]:
    if _SEED in raw:
        return raw.text("name"), None
    return authy_seed.who(raw.text("name"), raw.text("original_name"), raw.text("issuer"))


def _entry(raw: Raw) -> Entry:
    """It has neither algorithm nor period: SHA1 and 30 s."""
    if _SEED in raw:
        return authy.own(raw.field(_SEED), raw.field("digits"))
    if _SEALED in raw and raw.get(_OPENED) is None:
        raise Refused(authy_seed.LOST)
    return Entry(Fields(secret=raw.field(_OPENED), digits=raw.field("digits")))


AUTHY_API = AuthyApi()
