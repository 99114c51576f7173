"""What the fake fob takes and what it refuses: accounts, and the manifest of a batch."""

from __future__ import annotations

import hashlib
import time
from base64 import b64decode
from typing import Any

from fobcore import base32, manifest, strip
from fobcore.account import Account

_FIELDS = {"issuer", "name", "secret", "type", "algorithm", "digits", "period", "counter"}
_BASE32 = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_APPROVED_FOR = 60.0  # seconds without an add


class Refusal(Exception):
    """An error answer of the fob."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Batch:
    """A manifest: rows of issuer, name, digest and replace, told in order, then approved. A row
    may have a digest of the key as well."""

    def __init__(self, session: str, count: int, room: int) -> None:
        self.room = room
        self.session = session
        self.count = count
        self.rows: list[list[Any]] = []
        self.approved = False
        self._used = time.monotonic()

    def name(self, at: int, rows: list[list[Any]]) -> None:
        """Takes rows; those that are there already must be the same. Raises Refusal."""
        if self.approved or at > len(self.rows) or at + len(rows) > self.count or len(rows) > 6:
            raise Refusal("bad_request")
        for number, row in enumerate(rows, at):
            issuer, name, digest, replace = row[:4]
            if any(len(bytes.fromhex(key)) != manifest.DIGEST for key in row[4:]) or len(row) > 5:
                raise Refusal("bad_request")
            if not isinstance(issuer, str) or not isinstance(name, str) or replace not in (0, 1):
                raise Refusal("bad_request")
            if len(bytes.fromhex(digest)) != manifest.DIGEST:
                raise Refusal("bad_request")
            if self.rows[number : number + 1] not in ([], [row]):
                raise Refusal("bad_request")
            if number >= self.room:
                raise Refusal("too_long", have=len(self.rows))
            self.rows[number:] = [row] if number == len(self.rows) else self.rows[number:]

    def allows(
        self, new: dict[str, Any], number: int, strips: tuple[bytes, bytes] = (b"", b"")
    ) -> bool:
        """Whether the approved account, with its pictures, may replace another. Raises Refusal if
        it is not it."""
        if time.monotonic() - self._used > _APPROVED_FOR or not 0 <= number < len(self.rows):
            raise Refusal("not_approved")
        issuer, name, digest, replace = self.rows[number][:4]
        secret = base32.decode(new["secret"])
        account = Account(**{**new, "secret": secret})
        account.issuer_strip, account.name_strip = strips
        if [new["issuer"], new["name"], manifest.digest(account).hex()] != [issuer, name, digest]:
            raise Refusal("not_approved")
        self._used = time.monotonic()
        return bool(replace)


class Pictures:
    """The last two pictures that came, for the request behind them."""

    def __init__(self) -> None:
        self._last: list[bytes] = []

    def take(self, text: str) -> None:
        """Raises Refusal."""
        packed = b64decode(text, validate=True)
        if not strip.valid(packed):
            raise Refusal("bad_request")
        self._last = [*self._last[-1:], packed]

    def named(self, digests: list[str]) -> tuple[bytes, bytes]:
        """Those of an issuer and a name. Raises Refusal for one that is not there."""
        there = {hashlib.sha256(packed).hexdigest()[:16]: packed for packed in self._last}
        if not set(digests) <= {*there, ""}:
            raise Refusal("no_picture")
        issuer, name = (there.get(digest, b"") for digest in digests)
        return issuer, name


def checked(new: dict[str, Any]) -> dict[str, Any]:
    """An account that the fob takes. Raises Refusal."""
    if set(new) - {"favourite"} != _FIELDS or not set(new["secret"]) <= _BASE32:
        raise Refusal("bad_request")
    if new.get("favourite", True) is not True:
        raise Refusal("bad_request")  # it is left out of what is none
    if not 1 <= len(new["name"]) <= 64:
        raise Refusal("bad_name")
    if not 1 <= len(base32.decode(new["secret"])) <= 255:
        raise Refusal("bad_secret")
    if new["type"] not in ("totp", "hotp", "steam"):
        raise Refusal("bad_type")
    if new["algorithm"] not in ("SHA1", "SHA256", "SHA512"):
        raise Refusal("bad_algorithm")
    if not 5 <= new["digits"] <= 10:
        raise Refusal("bad_digits")
    if not 1 <= new["period"] <= 86400:
        raise Refusal("bad_period")
    if not 0 <= new["counter"] < (1 << 64 if new["type"] == "hotp" else 1):
        raise Refusal("bad_counter")
    parameters = (new["algorithm"], new["digits"], new["period"])
    if new["type"] == "steam" and parameters != ("SHA1", 5, 30):
        raise Refusal("bad_type")
    return new


def same_key(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two accounts make the same codes, wherever a counter stands."""
    fields = _FIELDS - {"counter", "issuer", "name"}
    return all(one[field] == other[field] for field in fields)


def key_digest(row: dict[str, Any]) -> str:
    """What stands for an account's key in a batch's rows."""
    fields = {field: row[field] for field in _FIELDS if field != "secret"}
    return manifest.key_digest(Account(**fields, secret=base32.decode(row["secret"]))).hex()


def digest_of(algorithm: str) -> Any:
    """What pyotp wants for an algorithm."""
    return getattr(hashlib, algorithm.lower())
