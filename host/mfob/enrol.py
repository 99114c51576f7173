"""Makes a valid account of the fields that a URI, a person or a file gives."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import dataclass

from fobcore import base32
from fobcore.account import ALGORITHMS, HOTP, STEAM, TOTP, TYPES, Account
from fobcore.errors import FobError
from fobcore.rules import SECRET_MAX, STEAM_DIGITS, STEAM_PERIOD
from mfob.errors import HostError, of_code
from mfob.records import label

_LEFT_OUT = str.maketrans("", "", " -=\t\r\n")  # what a key may have between its characters
_BLANK = ("", "null")  # some apps write `null` for what they don't know
# What an error may repeat of a field: a key in its place looks otherwise, or is longer.
_TYPE = re.compile(r"[a-z]{2,8}")
_ALGORITHM = re.compile(r"[A-Z]{2,6}[0-9]{1,3}")
_NUMBER = re.compile(r"[-+]?\d{1,20}(?:[.,]\d{0,3})?")
_BASE32 = re.compile(r"[A-Za-z2-7 \-\t\r\n]*+[= \-\t\r\n]*+")
_IGNORED = str.maketrans("", "", " -\t\r\n=")
_LOOKALIKE = {"0": " (the letter O?)", "1": " (I or L?)", "8": " (B?)", "9": ""}


@dataclass(frozen=True, repr=False)
class Fields:
    """What was given, as text; None or blank where nothing was. It holds the key: no repr."""

    issuer: str | None = None
    name: str | None = None
    secret: str | None = None
    type: str | None = None
    algorithm: str | None = None
    digits: str | None = None
    period: str | None = None
    counter: str | None = None


@dataclass(frozen=True, repr=False)
class Enrolment:
    """A valid account, the warnings on the way to it, and the fields that nobody gave.

    `steam_unsure`: the issuer is Steam, yet nothing says whether its own codes are meant.
    """

    account: Account
    warnings: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    steam_unsure: bool = False

    @property
    def label(self) -> str:
        """`issuer:name`."""
        return label(self.account.issuer, self.account.name)


def enrol(given: Fields, warnings: tuple[str, ...] = ()) -> Enrolment:
    """The account that the fields mean. Raises HostError, never with the secret in it."""
    notes = list(warnings)
    assumed: list[str] = []
    issuer, name = clean(given.issuer), clean(given.name)
    if not name:
        if not issuer:
            raise HostError("The account has no name: give one with -n.", "bad_name")
        name = issuer
        assumed.append("name")
    account = Account(issuer, name, key(given.secret, notes))
    account.type = _given(given.type) or _assume("type", TOTP, assumed)
    account.type = account.type.lower()
    of_steam = issuer.lower() == "steam" and account.type == TOTP
    if of_steam and _given(given.digits) == str(STEAM_DIGITS):
        account.type = STEAM
    if account.type == STEAM:
        _steam(account, given, notes)
    else:
        _parameters(account, given, notes, assumed)
    if len(account.secret) > SECRET_MAX and account.algorithm in ALGORITHMS:
        # RFC 2104, section 2: HMAC hashes a key that is longer than a block, so the codes agree
        account.secret = hashlib.new(account.algorithm.lower(), account.secret).digest()
    check(account)
    unsure = of_steam and account.type == TOTP and account.digits == 6
    return Enrolment(account, tuple(notes), tuple(assumed), unsure)


def _steam(account: Account, given: Fields, notes: list[str]) -> None:
    """Steam's codes are of one kind only; what is said beyond it is dropped with a warning."""
    account.digits, account.period = STEAM_DIGITS, STEAM_PERIOD
    fixed = {
        "algorithm": (given.algorithm, account.algorithm),
        "digits": (given.digits, str(account.digits)),
        "period": (given.period, str(account.period)),
    }
    for field, (said, fact) in fixed.items():
        if _given(said) is not None and algorithm_name(_given(said) or "") != fact:
            notes.append(f"Steam's codes have the {field} {fact}: what was given is not used.")


def _parameters(account: Account, given: Fields, notes: list[str], assumed: list[str]) -> None:
    """Sets what differs between TOTP and HOTP accounts."""
    algorithm = _given(given.algorithm) or _assume("algorithm", "SHA1", assumed)
    account.algorithm = algorithm_name(algorithm)
    account.digits = _number(_given(given.digits) or _assume("digits", "6", assumed), "digits")
    if account.type == HOTP:
        counter = _given(given.counter)
        if counter is None:
            counter = _assume("counter", "0", assumed)
            notes.append("No counter is given: it begins at 0.")
        account.counter = _number(counter, "counter")
    else:
        period = _given(given.period) or _assume("period", "30", assumed)
        account.period = _number(period, "period")


def check(account: Account) -> None:
    """Raises HostError, with a sentence, where the fob would not take the account."""
    try:
        account.check()
    except FobError as error:
        raise of_code(error.code, error.details, public_fields(account)) from None


def public_fields(account: Account) -> dict[str, object]:
    """What may be said of an account: everything but its secret, and what looks as it should."""
    said: dict[str, object] = {}
    if _TYPE.fullmatch(account.type):
        said["type"] = f"type {account.type}"
    if _ALGORITHM.fullmatch(account.algorithm):
        said["algorithm"] = f"The algorithm {account.algorithm}"
    for name in ("digits", "period", "counter"):
        if _NUMBER.fullmatch(str(getattr(account, name))):
            said[name] = getattr(account, name)
    return {
        **said,
        "label": label(account.issuer, account.name),
        "issuer_length": len(account.issuer),
        "name_length": len(account.name),
        "types": ", ".join(TYPES),
        "algorithms": ", ".join(ALGORITHMS),
    }


def clean(text: str | None) -> str:
    """Trimmed and in Unicode's form NFC. Raises HostError for bytes that were no UTF-8."""
    name = unicodedata.normalize("NFC", text or "").strip()
    if any("\ud800" <= char <= "\udfff" for char in name):  # how Python keeps such bytes
        raise HostError("A name must be valid UTF-8 text.", "bad_name")
    return name


def key(text: str | None, notes: list[str]) -> bytes:
    """The secret of a base32 text. Raises HostError that names the bad character, not the key."""
    if text is None or not text.strip(" -=\t\r\n"):
        raise HostError("There is no key: the account needs one.", "bad_secret")
    try:
        secret = _decode(text)
    except base32.Bad as bad:
        raise HostError(_bad_character(bad), "bad_secret") from None
    if len(text.translate(_LEFT_OUT)) % 8 in (1, 3, 6):
        notes.append(
            "The key has a length that no key has; a character may be missing. What is left over"
            " was dropped."
        )
    if not secret:
        raise HostError("The key is too short to be one.", "bad_secret")
    return secret


def _decode(text: str) -> bytes:
    """What fobcore.base32.decode does, in a fifth of its time: a file may have many long keys."""
    end = _BASE32.match(text).end()  # pyright: ignore[reportOptionalMemberAccess]: matches nothing
    if end < len(text):
        raise base32.Bad(end, text[end])
    letters = text.translate(_IGNORED).upper()
    letters = letters[: len(letters) - (len(letters) % 8 in (1, 3, 6))]  # left-over bits
    return base64.b32decode(letters + "=" * (-len(letters) % 8))


def algorithm_name(text: str) -> str:
    """`sha-1`, `HmacSHA256`, `Algorithm.sha512` … as SHA1, SHA256, SHA512; others as they are."""
    name = text.upper().removeprefix("ALGORITHM.").replace("-", "").replace("_", "")
    return name.removeprefix("HMAC")


def _bad_character(bad: base32.Bad) -> str:
    place = f"at place {bad.index + 1}"
    if bad.char.isalnum() and bad.char.isascii() and bad.char not in _LOOKALIKE:
        return f"The key has something behind its padding, {place}: = may stand at its end only."
    shown = f'"{bad.char}"' if bad.char.isprintable() else f"the character U+{ord(bad.char):04X}"
    return (
        f"The key has {shown} {place}{_LOOKALIKE.get(bad.char, '')}: it is made of the letters A"
        " to Z and the digits 2 to 7."
    )


def blank(text: str) -> bool:
    """Whether a text says nothing: empty, or the `null` of some apps."""
    return text.strip().lower() in _BLANK


def _given(text: str | None) -> str | None:
    """The text of a field, None where nothing was given."""
    return None if text is None or blank(text) else text.strip()


def _assume(name: str, value: str, assumed: list[str]) -> str:
    assumed.append(name)
    return value


def _number(text: str, name: str) -> int:
    """The integer of a text of ASCII digits. Raises HostError."""
    if not text.removeprefix("-").isdigit() or not text.isascii() or len(text) > 40:
        instead = f", not {text!r}" if _NUMBER.fullmatch(text) else ""
        raise HostError(f"The {name} must be a number{instead}.", f"bad_{name}")
    return int(text)
