"""The document of a backup: one JSON object that a text editor shows and any program reads.

host/README.md describes it field by field. What is read here may be anyone's: it is bounded, and
what it says is taken to the letter or not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fobcore import base32
from fobcore.account import Account
from fobcore.errors import FobError
from fobcore.vault import MAX_ACCOUNTS
from fobcore.wireform import to_wire
from mfob.errors import HostError

FORMAT = "mfob backup"
VERSION = 1
SIZE_MAX = 4 << 20  # bytes: a thousand accounts of the longest names and keys take 1.2 MB
ABOUT = (
    "The accounts of an mfob MFA key fob. Each secret is in base32 (RFC 4648); totp codes are made"
    " by RFC 6238, hotp codes by RFC 4226, steam codes as totp's with Steam's own 26 characters."
    " Whoever has this text can make all the codes."
)
_TOP = {"format", "version", "about", "created", "fob", "accounts"}
_FIELDS = {
    "issuer": str, "name": str, "secret": str, "type": str, "algorithm": str, "digits": int,
    "period": int, "counter": int, "favourite": bool,
}  # fmt: skip
_SECRET = re.compile("[A-Z2-7]+")
_CODE = "bad_backup"


@dataclass(frozen=True, repr=False)
class Document:
    """What a backup says. It holds the keys: no repr. `created`: as it is written there."""

    accounts: list[Account]
    created: str = ""


def write(accounts: Iterable[Account], fob: Mapping[str, str], utc: int) -> bytes:
    """The document of accounts in their order. `fob`: what is to be said of where they are from;
    `utc`: whole seconds."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "about": ABOUT,
        "created": datetime.fromtimestamp(utc, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "fob": dict(fob),
        "accounts": [_row(account) for account in accounts],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def read(data: bytes) -> Document:
    """The document of a text. Raises HostError "bad_backup"; no message holds what is in it."""
    if len(data) > SIZE_MAX:
        raise _bad(f"it has more than {SIZE_MAX >> 20} MiB")
    top = _loaded(data)
    if not isinstance(top, dict) or top.get("format") != FORMAT:
        raise _bad('it has no "format" that says so')
    version = top.get("version")
    if type(version) is not int or version < VERSION:
        raise _bad("its version is none")
    if version > VERSION:
        raise HostError(
            f"The backup was made by a newer mfob: it has version {min(version, 9999)}, and this"
            f" one reads {VERSION}.",
            _CODE,
        )
    if set(top) - _TOP:
        raise _bad("it has a field that none has")
    rows = top.get("accounts")
    if not isinstance(rows, list) or len(rows) > MAX_ACCOUNTS:
        raise _bad(f"it has no list of accounts, or one of more than {MAX_ACCOUNTS}")
    created = top.get("created", "")
    if not isinstance(created, str) or len(created) > 40:
        raise _bad("its date is none")
    return Document([_account(row, number) for number, row in enumerate(rows, 1)], created)


def is_one(data: bytes) -> bool:
    """Whether a text may be meant as a document that is not encrypted."""
    return data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _row(account: Account) -> dict[str, object]:
    return {**to_wire(account), "favourite": account.favourite}


def _loaded(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
        return json.loads(
            text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number
        )
    except (ValueError, RecursionError):  # whose texts may quote what is around the place
        raise _bad("it is no JSON text in UTF-8, or has a field twice") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError
    return table


def _no_number(_text: str) -> Any:
    raise ValueError


def _account(row: Any, number: int) -> Account:
    """The account of a row, all of whose fields are there, of their types and valid."""
    if not isinstance(row, dict) or set(row) != set(_FIELDS):
        raise _bad(f"account {number} has not the fields of one")
    if any(type(row[field]) is not kind for field, kind in _FIELDS.items()):
        raise _bad(f"account {number} has a field of another kind")
    secret = base32.decode(row["secret"]) if _SECRET.fullmatch(row["secret"]) else b""
    if not secret or base32.encode(secret) != row["secret"]:
        raise _bad(f"the secret of account {number} is not as mfob writes it")
    account = Account(**{**row, "secret": secret})
    try:
        account.check()
    except FobError as error:
        raise _bad(f"account {number} is none that a fob takes ({error.code})") from None
    return account


def _bad(why: str) -> HostError:
    return HostError(f"This is no backup of mfob's, or it is damaged: {why}.", _CODE)
