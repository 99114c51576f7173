"""1Password: the 1PUX archive that its apps export. Its CSV is one of csv_apps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from mfob.importers import otp_field, safe_json, safe_zip
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File

_MEMBER = "export.data"
_WHAT = "The 1Password export"
_DAMAGED = f"{_WHAT} is damaged."
_ARCHIVED = "It is archived in 1Password."


class Pux:
    """https://support.1password.com/1pux-format/"""

    name = "1password"
    title = "1Password (1PUX)"

    def detect(self, file: File) -> bool:
        return _MEMBER in safe_zip.names(file.data)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        data = safe_json.load(safe_zip.read(file.data, _MEMBER), _WHAT)
        accounts = safe_json.rows(safe_json.table(data, _DAMAGED).get("accounts"), _DAMAGED)
        return otp_field.bounded(_entries(accounts))


def _entries(accounts: list[Any]) -> Iterator[Entry]:
    for account in accounts:
        for vault in _rows(account, "vaults"):
            for item in _rows(vault, "items"):
                # older versions wrap it
                yield from _of_item(safe_json.as_table(item.get("item")) or item)


def _of_item(item: dict[str, Any]) -> Iterator[Entry]:
    """An item may have several one-time passwords."""
    details = safe_json.as_table(item.get("details"))
    title = safe_json.text(safe_json.as_table(item.get("overview")).get("title"))
    username = _username(details)
    for section in _rows(details, "sections"):
        for field in _rows(section, "fields"):
            value = safe_json.text(safe_json.as_table(field.get("value")).get("totp"))
            if not value or not value.strip():
                continue
            entry = otp_field.entry(value, title, username)
            if item.get("state") == "archived":
                entry = replace(entry, warnings=(*entry.warnings, _ARCHIVED))
            yield entry


def _username(details: dict[str, Any]) -> str | None:
    for field in _rows(details, "loginFields"):
        if field.get("designation") == "username":
            return safe_json.text(field.get("value"))
    return None


def _rows(value: Any, name: str) -> list[dict[str, Any]]:
    return [
        safe_json.as_table(one)
        for one in safe_json.as_rows(safe_json.as_table(value).get(name))
    ]


PUX = Pux()
