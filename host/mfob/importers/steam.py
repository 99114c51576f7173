"""Steam's own authenticator: `Steamguard-…` of a rooted Android phone, and the `.maFile` of Steam
Desktop Authenticator and steamguard-cli."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from fobcore import base32
from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import ciphers, safe_json
from mfob.importers.entries import Raw, Refused, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File

_WHAT = "The Steam Guard file"
_BASE64 = re.compile(rb"[A-Za-z0-9+/\s]+={0,2}\s*")


class Steam:
    """One account, or `accounts` by their ids; the key is `shared_secret` in base64."""

    name = "steam"
    title = "Steam Guard"

    def detect(self, file: File) -> bool:
        has = safe_json.has_keys(file.data, "shared_secret")
        return (safe_json.looks_like(file.data) and has) or _is_encrypted(file)

    def encrypted(self, file: File) -> bool:
        """Never: what opens an encrypted .maFile is in another file beside it."""
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        if _is_encrypted(file):
            raise HostError(
                f"{file.name} is encrypted: take the encryption off in Steam Desktop Authenticator"
                ' ("Manage Encryption"), then import it again.',
                FORMAT,
            )
        outer = safe_json.table(safe_json.load(file.data, _WHAT), f"{_WHAT} is damaged.")
        accounts: Iterable[Any] = [outer]
        if "shared_secret" not in outer:
            accounts = safe_json.table(
                outer.get("accounts"), f"{_WHAT} has no account in it."
            ).values()
        return read_each(accounts, lambda raw: ("Steam", _name(raw)), _read)


def _is_encrypted(file: File) -> bool:
    named = file.name.lower().endswith(".mafile")
    return named and len(file.data) < 1 << 16 and _BASE64.fullmatch(file.data) is not None


def _name(raw: Raw) -> str | None:
    return raw.text("account_name") or raw.text("steamid") or raw.text("steam_id")


def _read(raw: Raw) -> Entry:
    shared = raw.field("shared_secret")
    if shared is None or not shared.strip():
        return Entry(Fields(), skip="There is no key in it.")
    try:
        secret = ciphers.from_base64(shared)
    except HostError:
        raise Refused("Its key is no valid base64.") from None
    return Entry(Fields(secret=base32.encode(secret), type="steam"))


STEAM = Steam()
