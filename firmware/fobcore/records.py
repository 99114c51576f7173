"""What journal records say: their bytes before sealing.

    0   1  kind, see below
    1   8  the change's id on the link (session, sequence; zeros for a change made on the fob)
    9   2  account id (0 in a SETTING)
    11     ADD, REPLACE: the account; SETTING: two texts, key and value; MOVE: its new position in
           the list (2); COUNTER: a HOTP's next counter (8); ORIGIN, the first record of a journal
           that was written anew: the kind of the change (1) whose id and account it carries on,
           the highest account id that was ever given (2)

A text is two bytes of length (little-endian) and UTF-8. An account is type, algorithm, digits
(1 byte each), period (4), counter (8), issuer, name, secret, and flags (1 byte, absent for 0; 1: a
favourite; 2, 4: a picture of the issuer, of the name follows, packed as a text is); what follows
is for later formats and is passed over.
"""

import struct

from fobcore.account import ALGORITHMS, HOTP, TYPES, Account
from fobcore.broken import Broken

ADD = 1
REPLACE = 2
DELETE = 3
SETTING = 4
MOVE = 5
COUNTER = 6
ORIGIN = 7

_FIXED = "<BBBIQ"
_TEXTS = 15  # bytes before an account's texts
_FAVOURITE = 1
_ISSUER_STRIP = 2
_NAME_STRIP = 4


class Record:
    """A journal record read: kind, change, id, and `body`, the bytes that follow."""

    def __init__(self, plaintext: bytes) -> None:
        self.kind, self.change, self.id = struct.unpack_from("<B8sH", plaintext, 0)
        self.body = plaintext[11:]

    def account(self) -> Account:
        """The account of an ADD or REPLACE record. Raises Broken for a kind not known here."""
        kind, algorithm, digits, period, counter = struct.unpack_from(_FIXED, self.body, 0)
        if kind >= len(TYPES) or algorithm >= len(ALGORITHMS):
            raise Broken
        issuer, at = _text(self.body, _TEXTS)
        name, at = _text(self.body, at)
        secret, at = _text(self.body, at)
        flags = self.body[at] if at < len(self.body) else 0
        account = Account(
            str(issuer, "utf-8"),
            str(name, "utf-8"),
            secret,
            TYPES[kind],
            ALGORITHMS[algorithm],
            digits,
            period,
            counter,
            bool(flags & _FAVOURITE),
        )
        at += 1
        if flags & _ISSUER_STRIP:
            account.issuer_strip, at = _strip(self.body, at)
        if flags & _NAME_STRIP:
            account.name_strip, at = _strip(self.body, at)
        return account

    def named(self) -> "tuple[bytes, bytes, int | None, bool]":
        """(issuer, name, counter of a HOTP or None, favourite) of an ADD or REPLACE record, the
        rest of the account left packed. Raises Broken as account() does."""
        body = self.body
        if body[0] >= len(TYPES) or body[1] >= len(ALGORITHMS):
            raise Broken
        issuer, at = _text(body, _TEXTS)
        name, at = _text(body, at)
        at += 2 + (body[at] | body[at + 1] << 8)  # behind the secret
        counter = struct.unpack_from("<Q", body, 7)[0] if TYPES[body[0]] == HOTP else None
        return issuer, name, counter, at < len(body) and bool(body[at] & _FAVOURITE)

    def number(self) -> int:
        """The position of a MOVE, the counter of a COUNTER, the kind of an ORIGIN record."""
        layout = {MOVE: "<H", COUNTER: "<Q", ORIGIN: "<B"}[self.kind]
        return struct.unpack_from(layout, self.body, 0)[0]

    def highest(self) -> int:
        """The highest account id before an ORIGIN record."""
        return struct.unpack_from("<H", self.body, 1)[0]

    def setting(self) -> tuple[str, str]:
        """(key, value) of a SETTING record."""
        key, at = _text(self.body, 0)
        value, at = _text(self.body, at)
        return str(key, "utf-8"), str(value, "utf-8")


def account(kind: int, change: bytes, id: int, account: Account) -> bytes:
    """An ADD or REPLACE record."""
    fixed = struct.pack(
        _FIXED,
        TYPES.index(account.type),
        ALGORITHMS.index(account.algorithm),
        account.digits,
        account.period,
        account.counter,
    )
    texts = _pack(account.issuer.encode()) + _pack(account.name.encode()) + _pack(account.secret)
    flags = 0
    more = b""
    if account.favourite:
        flags |= _FAVOURITE
    if account.issuer_strip:
        flags |= _ISSUER_STRIP
        more += _pack(account.issuer_strip)
    if account.name_strip:
        flags |= _NAME_STRIP
        more += _pack(account.name_strip)
    if flags:
        more = bytes((flags,)) + more
    return struct.pack("<B8sH", kind, change, id) + fixed + texts + more


def move(change: bytes, id: int, position: int) -> bytes:
    """A MOVE record."""
    return struct.pack("<B8sHH", MOVE, change, id, position)


def counter(change: bytes, id: int, next: int) -> bytes:
    """A COUNTER record."""
    return struct.pack("<B8sHQ", COUNTER, change, id, next)


def origin(change: bytes, id: int, kind: int, highest: int) -> bytes:
    """An ORIGIN record."""
    return struct.pack("<B8sHBH", ORIGIN, change, id, kind, highest)


def delete(change: bytes, id: int) -> bytes:
    """A DELETE record."""
    return struct.pack("<B8sH", DELETE, change, id)


def setting(change: bytes, key: str, value: str) -> bytes:
    """A SETTING record."""
    return struct.pack("<B8sH", SETTING, change, 0) + _pack(key.encode()) + _pack(value.encode())


def _pack(data: bytes) -> bytes:
    return struct.pack("<H", len(data)) + data


def _text(body: bytes, at: int) -> tuple[bytes, int]:
    """(bytes, where the next one begins)."""
    start = at + 2
    end = start + (body[at] | body[at + 1] << 8)
    return body[start:end], end


def _strip(body: bytes, at: int) -> tuple[bytes, int]:
    """As _text; nothing where it is no strip."""
    from fobcore.strip import valid

    packed, at = _text(body, at)
    return packed if valid(packed) else b"", at
