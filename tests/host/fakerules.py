"""What the fake fob takes and what it refuses: accounts, and the manifest of a batch."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from fobcore import base32, manifest
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
    """A manifest: rows of issuer, name, digest and replace, told in order, then approved."""

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
            issuer, name, digest, replace = row
            if not isinstance(issuer, str) or not isinstance(name, str) or replace not in (0, 1):
                raise Refusal("bad_request")
            if len(bytes.fromhex(digest)) != manifest.DIGEST:
                raise Refusal("bad_request")
            if self.rows[number : number + 1] not in ([], [row]):
                raise Refusal("bad_request")
            if number >= self.room:
                raise Refusal("too_long", have=len(self.rows))
            self.rows[number:] = [row] if number == len(self.rows) else self.rows[number:]

    def allows(self, new: dict[str, Any], number: int) -> bool:
        """Whether the approved account may replace another. Raises Refusal if it is not it."""
        if time.monotonic() - self._used > _APPROVED_FOR or not 0 <= number < len(self.rows):
            raise Refusal("not_approved")
        issuer, name, digest, replace = self.rows[number]
        secret = base32.decode(new["secret"])
        account = Account(**{**new, "secret": secret})
        if [new["issuer"], new["name"], manifest.digest(account).hex()] != [issuer, name, digest]:
            raise Refusal("not_approved")
        self._used = time.monotonic()
        return bool(replace)


def checked(new: dict[str, Any]) -> dict[str, Any]:
    """An account that the fob takes. Raises Refusal."""
    if set(new) != _FIELDS or not set(new["secret"]) <= _BASE32:
        raise Refusal("bad_request")
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
    return all(one[field] == other[field] for field in _FIELDS - {"counter"})


def digest_of(algorithm: str) -> Any:
    """What pyotp wants for an algorithm."""
    return getattr(hashlib, algorithm.lower())
