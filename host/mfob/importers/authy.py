"""Authy (Android): its preferences, from a rooted phone; the app has no export."""

from __future__ import annotations

import base64
from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import authy_seed, safe_json, safe_xml
from mfob.importers.authy_seed import Sealed
from mfob.importers.ciphers import from_hex
from mfob.importers.entries import Raw, Refused, read_each
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

_PREFIX = "com.authy.storage.tokens."
_LISTS = (_PREFIX + "authenticator.key", _PREFIX + "authy.key")
_OPENED = "decryptedSecret"
_SEED = "secretSeed"  # of Authy's own accounts: hexadecimal, 7 digits, 10 s
_DAMAGED = "The Authy file is damaged: it has no list of accounts where it should be."


class Authy:
    """com.authy.storage.tokens.authenticator.xml and com.authy.storage.tokens.authy.xml."""

    name = "authy"
    title = "Authy"

    def detect(self, file: File) -> bool:
        return safe_xml.has_preference(file.data, _PREFIX)

    def encrypted(self, file: File) -> bool:
        try:
            return any(_sealed(item) for item in _items(file))
        except HostError:
            return False  # read() says what is wrong with it

    def read(self, file: File, password: str | None, kdf: Kdf) -> list[Entry]:
        items = _items(file)
        authy_seed.put_keys(items, _sealed, _OPENED, password, kdf)
        return read_each(items, _who, _entry)


def _items(file: File) -> list[Any]:
    texts = safe_xml.preferences(file.data, "The Authy file")
    found: list[Any] = []
    for name in _LISTS:
        if name in texts:
            items = safe_json.load(texts[name].encode("utf-8", "replace"), "The Authy file")
            found += safe_json.rows(items, _DAMAGED)
    if not any(name in texts for name in _LISTS):
        raise damaged(_DAMAGED)
    return found


def _sealed(item: Any) -> Sealed | None:
    raw = Raw(item)
    if _OPENED in raw or _SEED in raw or "encryptedSecret" not in raw:
        return None
    return Sealed(raw.get("encryptedSecret"), raw.get("salt"))


def _who(raw: Raw) -> tuple[str | None, str | None]:
    if _SEED in raw:
        return raw.text("name"), None
    issuer, name = authy_seed.who(
        raw.text("name"), raw.text("originalName"), raw.text("originalIssuer")
    )
    kind = raw.text("accountType")
    return issuer or (kind.capitalize() if kind and kind != "authenticator" else None), name


def _entry(raw: Raw) -> Entry:
    """It has neither algorithm nor period: SHA1 and 30 s, and what no one else could have read."""
    if _SEED in raw:
        return own(raw.field(_SEED), raw.field("digits"))
    if "encryptedSecret" in raw and raw.get(_OPENED) is None:
        raise Refused(authy_seed.LOST)
    return Entry(Fields(secret=raw.field(_OPENED), digits=raw.field("digits")))


def own(seed: str | None, digits: str | None) -> Entry:
    """One of Authy's own accounts. Raises Refused."""
    try:
        secret = base64.b32encode(from_hex(seed)).decode()
    except HostError:
        raise Refused("Its key is not written as Authy's own are.") from None
    return Entry(Fields(secret=secret, digits=digits or "7", period="10"))


AUTHY = Authy()
