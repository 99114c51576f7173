"""One-time passwords over a prepared HMAC: HOTP (RFC 4226), TOTP (RFC 6238), Steam Guard."""

import struct

from fobcore.account import STEAM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.hmac import Hmac

_STEAM = "23456789BCDFGHJKMNPQRTVWXY"


def _number(mac: bytes) -> int:
    """The 31 bits that a code is made of (RFC 4226, 5.3: dynamic truncation)."""
    return struct.unpack_from(">I", mac, mac[-1] & 15)[0] & 0x7FFFFFFF


def truncate(mac: bytes, digits: int) -> str:
    """The decimal code of a MAC, with its leading zeros (RFC 4226, 5.3)."""
    text = str(_number(mac) % 10**digits)
    return "0" * (digits - len(text)) + text


def steam(mac: bytes, length: int = 5) -> str:
    """Steam Guard's code of a MAC: its number in base 26, least figure first."""
    number = _number(mac)
    code = ""
    for _ in range(length):
        number, figure = divmod(number, len(_STEAM))
        code += _STEAM[figure]
    return code


def hotp(hmac: "Hmac", counter: int, digits: int = 6) -> str:
    """The code of a counter, 0 to 2**64 - 1."""
    return truncate(hmac.digest(struct.pack(">Q", counter)), digits)


def totp(hmac: "Hmac", utc: int, digits: int = 6, period: int = 30) -> str:
    """The code at a time in whole seconds UTC since 1970; the period is in seconds."""
    return hotp(hmac, utc // period, digits)


def code(account: "Account", hmac: "Hmac", counter: int) -> str:
    """An account's code: `counter` is a HOTP's own, or the number of the period since 1970."""
    mac = hmac.digest(struct.pack(">Q", counter))
    return steam(mac, account.digits) if account.type == STEAM else truncate(mac, account.digits)
