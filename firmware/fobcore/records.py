"""What journal records say: their bytes before sealing.

    0   1  kind: ADD, REPLACE, DELETE, SETTING
    1   8  the change's id on the link (session, sequence; zeros for a change made on the fob)
    9   2  account id (0 in a SETTING)
    11     ADD, REPLACE: the account; SETTING: two texts, key and value

A text is two bytes of length (little-endian) and UTF-8. An account is type, algorithm, digits
(1 byte each), period (4), counter (8), issuer, name, secret; what follows it is for later formats
and is passed over.
"""

import struct

from fobcore.account import Account

ADD = 1
REPLACE = 2
DELETE = 3
SETTING = 4

NO_CHANGE = bytes(8)
_TYPES = ("totp",)
_ALGORITHMS = ("SHA1",)
_FIXED = "<BBBIQ"


class Record:
    """A journal record read: kind, change, id, and `body`, the bytes that follow."""

    def __init__(self, plaintext: bytes) -> None:
        self.kind, self.change, self.id = struct.unpack_from("<B8sH", plaintext, 0)
        self.body = plaintext[11:]

    def account(self) -> Account:
        """The account of an ADD or REPLACE record."""
        kind, algorithm, digits, period, counter = struct.unpack_from(_FIXED, self.body, 0)
        issuer, at = _text(self.body, struct.calcsize(_FIXED))
        name, at = _text(self.body, at)
        secret, at = _text(self.body, at)
        return Account(
            str(issuer, "utf-8"),
            str(name, "utf-8"),
            secret,
            _TYPES[kind],
            _ALGORITHMS[algorithm],
            digits,
            period,
            counter,
        )

    def setting(self) -> tuple[str, str]:
        """(key, value) of a SETTING record."""
        key, at = _text(self.body, 0)
        value, at = _text(self.body, at)
        return str(key, "utf-8"), str(value, "utf-8")


def account(kind: int, change: bytes, id: int, account: Account) -> bytes:
    """An ADD or REPLACE record."""
    fixed = struct.pack(
        _FIXED,
        _TYPES.index(account.type),
        _ALGORITHMS.index(account.algorithm),
        account.digits,
        account.period,
        account.counter,
    )
    texts = _pack(account.issuer.encode()) + _pack(account.name.encode()) + _pack(account.secret)
    return struct.pack("<B8sH", kind, change, id) + fixed + texts


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
    length = struct.unpack_from("<H", body, at)[0]
    return body[at + 2 : at + 2 + length], at + 2 + length
