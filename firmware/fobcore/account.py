"""An account, and the one place that says which accounts are valid."""

from fobcore import base32
from fobcore.errors import (
    BAD_ALGORITHM,
    BAD_COUNTER,
    BAD_DIGITS,
    BAD_ISSUER,
    BAD_NAME,
    BAD_PERIOD,
    BAD_REQUEST,
    BAD_SECRET,
    BAD_TYPE,
    FobError,
)

TOTP = "totp"
HOTP = "hotp"
STEAM = "steam"
TYPES = (TOTP, HOTP, STEAM)
ALGORITHMS = ("SHA1", "SHA256", "SHA512")
NAME_MAX = 64  # characters, of issuer and of name
SECRET_MAX = 255  # bytes
PERIOD_MAX = 86400  # seconds
COUNTER_MAX = (1 << 64) - 1
DIGITS_MIN = 5
DIGITS_MAX = 10
STEAM_DIGITS = 5
STEAM_PERIOD = 30


class Account:
    """What a service gave: who, the secret, and how codes are made of it.

    issuer 0 to 64 characters, name 1 to 64, both without control characters (the host also brings
    them into Unicode's form NFC, which the fob can't check); secret 1 to 255 bytes; digits 5 to
    10; period 1 to 86,400 s; counter 0 to 2**64 - 1: the next one of a HOTP, 0 otherwise. Steam
    is SHA1, 5 characters, 30 s. favourite: it stands before those that are none.
    """

    def __init__(
        self,
        issuer: str,
        name: str,
        secret: bytes,
        type: str = "totp",
        algorithm: str = "SHA1",
        digits: int = 6,
        period: int = 30,
        counter: int = 0,
        favourite: bool = False,
    ) -> None:
        self.issuer = issuer
        self.name = name
        self.secret = secret
        self.type = type
        self.algorithm = algorithm
        self.digits = digits
        self.period = period
        self.counter = counter
        self.favourite = favourite

    def check(self) -> None:
        """Raises FobError with the code of the first field that is not valid."""
        if not text_ok(self.issuer, 0):
            raise FobError(BAD_ISSUER)
        if not text_ok(self.name, 1):
            raise FobError(BAD_NAME)
        if not isinstance(self.secret, bytes) or not 1 <= len(self.secret) <= SECRET_MAX:
            raise FobError(BAD_SECRET)
        if self.type not in TYPES:
            raise FobError(BAD_TYPE)
        if self.algorithm not in ALGORITHMS:
            raise FobError(BAD_ALGORITHM)
        if not _int_in(self.digits, DIGITS_MIN, DIGITS_MAX):
            raise FobError(BAD_DIGITS)
        if not _int_in(self.period, 1, PERIOD_MAX):
            raise FobError(BAD_PERIOD)
        if not _int_in(self.counter, 0, COUNTER_MAX if self.type == HOTP else 0):
            raise FobError(BAD_COUNTER)
        if self.type == STEAM:
            if self.algorithm != "SHA1":
                raise FobError(BAD_ALGORITHM)
            if self.digits != STEAM_DIGITS:
                raise FobError(BAD_DIGITS)
            if self.period != STEAM_PERIOD:
                raise FobError(BAD_PERIOD)

    def same_key(self, other: "Account") -> bool:
        """Whether both make the same codes; where a HOTP's counter stands is not looked at."""
        return (
            self.secret == other.secret
            and self.type == other.type
            and self.algorithm == other.algorithm
            and self.digits == other.digits
            and self.period == other.period
        )

    def to_wire(self) -> dict:
        """The JSON object of the link's `add`. It holds the secret."""
        return {
            "issuer": self.issuer,
            "name": self.name,
            "secret": base32.encode(self.secret),
            "type": self.type,
            "algorithm": self.algorithm,
            "digits": self.digits,
            "period": self.period,
            "counter": self.counter,
        }


def from_wire(fields: object) -> Account:
    """The checked account of a link object. Raises FobError."""
    if not isinstance(fields, dict):
        raise FobError(BAD_REQUEST)
    text = fields.get("secret")
    try:
        secret = base32.decode(text) if isinstance(text, str) else b""
    except base32.Bad:
        raise FobError(BAD_SECRET) from None
    account = Account(
        fields.get("issuer", ""),
        fields.get("name", ""),
        secret,
        fields.get("type", "totp"),
        fields.get("algorithm", "SHA1"),
        fields.get("digits", 6),
        fields.get("period", 30),
        fields.get("counter", 0),
    )
    account.check()
    return account


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
