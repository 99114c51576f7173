"""The one place that says which accounts are valid."""

from fobcore.account import ALGORITHMS, COUNTER_MAX, HOTP, STEAM, TYPES
from fobcore.errors import (
    BAD_ALGORITHM,
    BAD_COUNTER,
    BAD_DIGITS,
    BAD_ISSUER,
    BAD_NAME,
    BAD_PERIOD,
    BAD_SECRET,
    BAD_TYPE,
    FobError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account

NAME_MAX = 64  # characters, of issuer and of name
SECRET_MAX = 255  # bytes
PERIOD_MAX = 86400  # seconds
DIGITS_MIN = 5
DIGITS_MAX = 10
STEAM_DIGITS = 5
STEAM_PERIOD = 30


def check(account: "Account") -> None:
    """Raises FobError with the code of the first field that is not valid."""
    if not text_ok(account.issuer, 0):
        raise FobError(BAD_ISSUER)
    if not text_ok(account.name, 1):
        raise FobError(BAD_NAME)
    if not isinstance(account.secret, bytes) or not 1 <= len(account.secret) <= SECRET_MAX:
        raise FobError(BAD_SECRET)
    if account.type not in TYPES:
        raise FobError(BAD_TYPE)
    if account.algorithm not in ALGORITHMS:
        raise FobError(BAD_ALGORITHM)
    if not _int_in(account.digits, DIGITS_MIN, DIGITS_MAX):
        raise FobError(BAD_DIGITS)
    if not _int_in(account.period, 1, PERIOD_MAX):
        raise FobError(BAD_PERIOD)
    if not _int_in(account.counter, 0, COUNTER_MAX if account.type == HOTP else 0):
        raise FobError(BAD_COUNTER)
    if account.type == STEAM:
        if account.algorithm != "SHA1":
            raise FobError(BAD_ALGORITHM)
        if account.digits != STEAM_DIGITS:
            raise FobError(BAD_DIGITS)
        if account.period != STEAM_PERIOD:
            raise FobError(BAD_PERIOD)


def is_text(value: object) -> bool:
    """Whether it is a text that UTF-8 can carry: JSON may hold halves of characters.

    Looked at as bytes. A text from outside is never gone through by `for char in text`:
    MicroPython keeps each character that it meets there for ever; ever new ones fill the heap.
    """
    if not isinstance(value, str):
        return False
    try:
        data = value.encode()
    except UnicodeError:
        return False  # CPython finds them itself
    return not _has_pair(data, 0xED, 0xA0, 0xBF)


def text_ok(text: object, least: int) -> bool:
    """Whether it can be an issuer or a name, of so many characters at least."""
    if not isinstance(text, str) or not is_text(text) or not least <= len(text) <= NAME_MAX:
        return False
    if text != text.strip():
        return False
    data = text.encode()
    return not any(byte < 32 or byte == 127 for byte in data) and not _has_pair(
        data, 0xC2, 0x80, 0x9F
    )


def _has_pair(data: bytes, first: int, low: int, high: int) -> bool:
    """Whether UTF-8 has a character that begins with `first` and a byte in low..high."""
    at = data.find(bytes((first,)))
    while at >= 0:
        if low <= data[at + 1] <= high:
            return True
        at = data.find(bytes((first,)), at + 1)
    return False


def _int_in(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
