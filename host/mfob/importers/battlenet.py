"""Battle.net's authenticator: the preferences of its app on a rooted Android phone.

Serial and restore code alone are of no use here: only Blizzard's server makes the key of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from fobcore import base32
from mfob.enrol import Fields
from mfob.importers import ciphers, safe_xml
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

_WHAT = "The Battle.net file"
_DAMAGED = f"{_WHAT} is damaged."
_PREFIX = "com.blizzard.messenger.AUTHENTICATOR_"
# What the app hides its values with: the same for everybody.
_MASK = bytes.fromhex(
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6"
    "c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a"
)


class BattleNet:
    """One account: SHA1, 8 digits, 30 s; serial and key in hexadecimal under a mask."""

    name = "battlenet"
    title = "Battle.net"

    def detect(self, file: File) -> bool:
        return f"{_PREFIX}DEVICE_SECRET".encode() in file.data and b"<map" in file.data[:1024]

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        values = safe_xml.preferences(file.data, _WHAT)
        secret = _unmasked(values.get(f"{_PREFIX}DEVICE_SECRET"))
        if not secret:
            raise damaged(f"{_WHAT} has no account in it.")
        serial = _unmasked(values.get(f"{_PREFIX}SERIAL")) or "Battle.net"
        key = base32.encode(ciphers.from_hex(secret, _WHAT))
        return [Entry(Fields("Battle.net", serial, key, "totp", "SHA1", "8", "30"))]


def _unmasked(masked: str | None) -> str:
    """The ASCII text under the mask; nothing for nothing. Raises HostError."""
    hidden = ciphers.from_hex((masked or "").strip(), _WHAT)
    if len(hidden) > len(_MASK):
        raise damaged(_DAMAGED)
    try:
        return bytes(a ^ b for a, b in zip(hidden, _MASK, strict=False)).decode("ascii")
    except UnicodeDecodeError:
        raise damaged(_DAMAGED) from None


BATTLENET = BattleNet()
