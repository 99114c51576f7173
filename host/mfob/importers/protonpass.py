"""Proton Pass: the exported ZIP, or the JSON in it. Its CSV is one of csv_apps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mfob.errors import HostError
from mfob.importers import otp_field, safe_json, safe_zip
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File

_PLAIN, _SEALED = "Proton Pass/data.json", "Proton Pass/data.pgp"
_WHAT = "The Proton Pass export"
_DAMAGED = f"{_WHAT} is damaged."
_TRASHED = 2  # an item's state


class ProtonPass:
    """https://proton.me/support/pass-export"""

    name = "proton-pass"
    title = "Proton Pass"

    def detect(self, file: File) -> bool:
        if file.data.startswith(safe_zip.MAGIC):
            return not {_PLAIN, _SEALED}.isdisjoint(safe_zip.names(file.data))
        return safe_json.looks_like(file.data) and safe_json.has_keys(
            file.data, "vaults", "encrypted"
        )

    def encrypted(self, file: File) -> bool:
        """Never: what is encrypted with OpenPGP is refused with what to do."""
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        data = file.data
        if data.startswith(safe_zip.MAGIC):
            if _PLAIN not in safe_zip.names(data):
                raise HostError(
                    "This Proton Pass export is encrypted with OpenPGP: export again as JSON or"
                    " CSV without a passphrase.",
                    FORMAT,
                )
            data = safe_zip.read(data, _PLAIN)
        outer = safe_json.table(safe_json.load(data, _WHAT), _DAMAGED)
        vaults = safe_json.table(outer.get("vaults"), _DAMAGED)
        return otp_field.bounded(_entries(vaults.values()))


def _entries(vaults: Iterable[Any]) -> Iterable[Entry]:
    for vault in map(safe_json.as_table, vaults):
        for item in map(safe_json.as_table, safe_json.as_rows(vault.get("items"))):
            data = safe_json.as_table(item.get("data"))
            content = safe_json.as_table(data.get("content"))
            title = safe_json.text(safe_json.as_table(data.get("metadata")).get("name"))
            username = _username(content)
            for value in _values(data, content):
                entry = otp_field.entry(value, title, username)
                if item.get("state") == _TRASHED:
                    entry = Entry(entry.fields, skip="It is in Proton Pass's trash.")
                yield entry


def _values(data: dict[str, Any], content: dict[str, Any]) -> Iterator[str]:
    """The item's own one-time password, then those of its further fields."""
    found = [content.get("totpUri")]
    for field in map(safe_json.as_table, safe_json.as_rows(data.get("extraFields"))):
        if field.get("type") == "totp":
            found.append(safe_json.as_table(field.get("data")).get("totpUri"))
    for value in map(safe_json.text, found):
        if value and value.strip():
            yield value


def _username(content: dict[str, Any]) -> str | None:
    for key in ("itemUsername", "username", "itemEmail"):
        value = safe_json.text(content.get(key))
        if value and value.strip():
            return value
    return None


PROTON_PASS = ProtonPass()
