"""Tables of password managers: Bitwarden, 1Password, KeePassXC, and whatever names its columns
as they do (Apple Passwords, Proton Pass, SafeInCloud, Dashlane …)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from mfob.errors import HostError
from mfob.importers import otp_field, safe_csv
from mfob.importers.kdf import Kdf
from mfob.importers.model import Entry, File, damaged

# What the columns are called, in lower case; the first of these that a row fills counts.
_OTP = (
    "login_totp", "totp", "otpauth", "otp", "otpurl", "otp_url", "otp secret", "otp_secret",
    "otpsecret", "2fa", "two-factor", "one-time password", "onetimepassword", "totpuri",
    "authenticator key",
)  # fmt: skip
_TITLE = ("title", "name", "account", "service", "website", "item", "entry")
_USERNAME = (
    "login_username", "username", "user name", "login name", "login", "email", "e-mail",
    "account name",
)  # fmt: skip
_BITWARDEN = {"login_totp", "type", "name"}
_KEEPASSXC = {"group", "title", "username", "totp"}
_ONEPASSWORD = {"title", "username", "otpauth"}
_APPLE = {"title", "url", "username", "password", "notes", "otpauth"}
_ROWS_SEEN = 1000
# in base32: 16 characters or more (words are shorter), in capitals or with digits among them
_KEY = re.compile(r"(?=[A-Z2-7 ]+=*$|.*[2-7])(?:[A-Za-z2-7] *){16,}=*")
_BIN = "Recycle Bin"


class CsvApp:
    """A table that has the columns `mark`, and not those of `other`."""

    def __init__(
        self, name: str, title: str, mark: set[str], other: set[str] | None = None
    ) -> None:
        self.name = name
        self.title = title
        self._mark = mark
        self._other = other

    def detect(self, file: File) -> bool:
        names = _names(file)
        if not self._mark <= names or names == self._other or not names.intersection(_OTP):
            return False
        return bool(self._mark) or _holds_keys(file, names)

    def encrypted(self, file: File) -> bool:
        return False

    def read(self, file: File, password: str | None, kdf: Kdf) -> Iterable[Entry]:
        """The rows that have a one-time password; the others are passwords alone."""
        if not _names(file).intersection(_OTP):
            raise damaged(
                "The table has no column for one-time passwords: it may be called login_totp,"
                " totp, OTPAuth or OTP."
            )
        return otp_field.bounded(_entries(file))


def _entries(file: File) -> Iterable[Entry]:
    for row in safe_csv.rows(file.data):
        value = _first(row, _OTP)
        if not value:
            continue
        found = otp_field.entry(value, _first(row, _TITLE), _first(row, _USERNAME))
        if row.get("archived", "").strip().lower() in ("true", "1"):
            found = replace(found, warnings=(*found.warnings, "It is archived in 1Password."))
        if _BIN in row.get("group", "").split("/")[1:]:
            found = replace(found, skip="It is in KeePassXC's recycle bin.")
        yield found


def _holds_keys(file: File, names: set[str]) -> bool:
    """Whether a table without a mark is of one-time passwords, and not one that has a word of
    theirs among its columns: the first rows that fill it have an address or a key; where none
    does, it has passwords."""
    filled = 0
    try:
        for row in itertools.islice(safe_csv.rows(file.data), _ROWS_SEEN):
            value = _first(row, _OTP)
            filled += value is not None
            if value and ("://" in value or _KEY.fullmatch(value.replace("-", " "))):
                return True
    except HostError:
        return True  # read() says what is wrong with it
    return not filled and "password" in names


def _first(row: dict[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name, "").strip()
        if value:
            return value
    return None


def _names(file: File) -> set[str]:
    return {name.lower() for name in safe_csv.columns(file.data)}


BITWARDEN_CSV = CsvApp("bitwarden-csv", "Bitwarden (CSV)", _BITWARDEN)
ONEPASSWORD_CSV = CsvApp("1password-csv", "1Password (CSV)", _ONEPASSWORD, other=_APPLE)
KEEPASSXC_CSV = CsvApp("keepassxc-csv", "KeePassXC (CSV)", _KEEPASSXC)
CSV = CsvApp("csv", "a table of passwords (CSV)", set())
