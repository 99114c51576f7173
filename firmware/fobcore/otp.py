"""One-time passwords over a prepared HMAC: HOTP (RFC 4226), TOTP (RFC 6238), Steam Guard."""

from fobcore.account import STEAM

TYPE_CHECKING = False
if TYPE_CHECKING:
    import micropython

    from fobcore.account import Account
    from fobcore.hmac import Hmac
    from fobcore.parts import Any as ptr8  # viper's own type would be bytes to write to
else:
    try:
        import micropython
    except ImportError:  # plain Python
        from fobcore.plain import micropython, ptr8

_STEAM = "23456789BCDFGHJKMNPQRTVWXY"


@micropython.viper
def _number(mac: ptr8, last: int) -> int:
    """The 31 bits that a code is made of (RFC 4226, 5.3: dynamic truncation)."""
    i = mac[last] & 15
    return (mac[i] & 0x7F) << 24 | mac[i + 1] << 16 | mac[i + 2] << 8 | mac[i + 3]


@micropython.viper
def _write(mac: ptr8, last: int, figures: ptr8, digits: int) -> object:
    """The number's last figures."""
    i = int(mac[last]) & 15
    number = (mac[i] & 0x7F) << 24 | mac[i + 1] << 16 | mac[i + 2] << 8 | mac[i + 3]
    while digits > 0:
        digits -= 1
        figures[digits] = 48 + number % 10
        number //= 10


def truncate(mac: bytes, digits: int) -> str:
    """The decimal code of a MAC, with its leading zeros (RFC 4226, 5.3)."""
    figures = bytearray(digits)
    _write(mac, len(mac) - 1, figures, digits)
    return str(figures, "ascii")


def steam(mac: bytes, length: int = 5) -> str:
    """Steam Guard's code of a MAC: its number in base 26, least figure first."""
    number = _number(mac, len(mac) - 1)
    code = ""
    for _ in range(length):
        number, figure = divmod(number, len(_STEAM))
        code += _STEAM[figure]
    return code


def hotp(hmac: "Hmac", counter: int, digits: int = 6) -> str:
    """The code of a counter, 0 to 2**64 - 1."""
    return truncate(hmac.digest(counter.to_bytes(8, "big")), digits)


def totp(hmac: "Hmac", utc: int, digits: int = 6, period: int = 30) -> str:
    """The code at a time in whole seconds UTC since 1970; the period is in seconds."""
    return hotp(hmac, utc // period, digits)


def code(account: "Account", hmac: "Hmac", counter: int) -> str:
    """An account's code: `counter` is a HOTP's own, or the number of the period since 1970."""
    mac = hmac.digest(counter.to_bytes(8, "big"))
    return steam(mac, account.digits) if account.type == STEAM else truncate(mac, account.digits)
