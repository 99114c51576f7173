"""The short name of an account in a batch's manifest: what the owner approves is what comes."""

import hashlib

from fobcore import records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account

DIGEST = 8


def digest(account: "Account") -> bytes:
    """8 bytes that stand for all of an account: SHA-256 over its journal record, cut."""
    plain = records.account(records.ADD, records.NO_CHANGE, 0, account)
    return hashlib.sha256(plain).digest()[:DIGEST]
