"""Known codes, made by the very path that makes the owner's: the fob's own check of itself."""

from fobcore import otp
from fobcore.account import HOTP, STEAM, TOTP, Account
from fobcore.base32 import decode
from fobcore.hmac import Hmac

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Checks

_KEY = b"1234567890"
# name, type, algorithm, bytes of key, digits, moment or counter, code
_VECTORS = (
    ("RFC 4226", HOTP, "SHA1", 20, 6, 0, "755224"),
    ("RFC 4226", HOTP, "SHA1", 20, 6, 9, "520489"),
    ("RFC 6238 SHA1", TOTP, "SHA1", 20, 8, 1234567890, "89005924"),
    ("RFC 6238 SHA1", TOTP, "SHA1", 20, 8, 20000000000, "65353130"),
    ("RFC 6238 SHA256", TOTP, "SHA256", 32, 8, 1234567890, "91819424"),
    ("RFC 6238 SHA256", TOTP, "SHA256", 32, 8, 20000000000, "77737706"),
    ("RFC 6238 SHA512", TOTP, "SHA512", 64, 8, 1234567890, "93441116"),
    ("RFC 6238 SHA512", TOTP, "SHA512", 64, 8, 20000000000, "47863826"),
)
_STEAM_KEY = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK"


def run() -> "Checks":
    """Yields (name, whether the code is right), one at a time."""
    for name, kind, algorithm, length, digits, moment, expected in _VECTORS:
        key = (_KEY * 7)[:length]
        account = Account("", name, key, kind, algorithm, digits)
        counter = moment if kind == HOTP else moment // 30
        yield name, otp.code(account, Hmac(key, algorithm), counter) == expected
    key = decode(_STEAM_KEY)
    account = Account("", "Steam", key, STEAM, digits=5)
    yield "Steam", otp.code(account, Hmac(key), 1511200518 // 30) == "FR8RV"
