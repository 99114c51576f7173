"""One-time passwords: HOTP (RFC 4226) and TOTP (RFC 6238) over a prepared HMAC."""

import struct

from fobcore.hmac import Hmac


def truncate(mac: bytes, digits: int) -> str:
    """The decimal code of a MAC, with its leading zeros (RFC 4226, 5.3)."""
    at = mac[-1] & 15
    number = struct.unpack_from(">I", mac, at)[0] & 0x7FFFFFFF
    text = str(number % 10**digits)
    return "0" * (digits - len(text)) + text


def hotp(hmac: Hmac, counter: int, digits: int = 6) -> str:
    """The code of a counter, 0 to 2**64 - 1."""
    return truncate(hmac.digest(struct.pack(">Q", counter)), digits)


def totp(hmac: Hmac, utc: int, digits: int = 6, period: int = 30) -> str:
    """The code at a time in whole seconds UTC since 1970; the period is in seconds."""
    return hotp(hmac, utc // period, digits)
