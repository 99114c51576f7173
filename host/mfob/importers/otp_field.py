"""The one-time password field of password managers: an address, or a key that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mfob import otpauth
from mfob.enrol import Fields, blank
from mfob.errors import HostError
from mfob.importers.entries import ENTRIES_MAX, TEXT_MAX
from mfob.importers.model import LIMIT, Entry

_VALUE_MAX = 1 << 16  # characters
_TOO_LONG = "Its one-time password is longer than any key or address."


def entry(value: str, title: str | None, username: str | None) -> Entry:
    """The account of one field. What an address leaves out is taken from its item: `title` as
    the issuer, `username` as the name. Never raises: what can't be read is a rejected entry."""
    title = None if title is None else title[:TEXT_MAX]
    username = None if username is None else username[:TEXT_MAX]
    whose = Fields(title, username)
    if len(value) > _VALUE_MAX:
        return Entry(whose, reject=_TOO_LONG)
    warnings: tuple[str, ...] = ()
    if "://" in value:
        try:
            address = otpauth.take_apart(value)
        except HostError as error:
            return Entry(whose, reject=error.message)
        fields, warnings = _named(address.fields, value, title, username), address.warnings
    else:
        fields = replace(whose, secret=value, type="totp")
    if fields.type == "steam":  # KeePassXC writes digits=6 for some
        fields = replace(fields, digits=None)
    if len(fields.secret or "") > TEXT_MAX:
        return Entry(whose, reject=_TOO_LONG)
    return Entry(fields, warnings=warnings)


def bounded(found: Iterable[Entry]) -> Iterator[Entry]:
    """The same entries. Raises HostError import_limit where they are more than people have."""
    for number, one in enumerate(found):
        if number == ENTRIES_MAX:
            raise HostError(f"The file has more than {ENTRIES_MAX:,} accounts.", LIMIT)
        yield one


def _named(given: Fields, value: str, title: str | None, username: str | None) -> Fields:
    if value.strip().lower().startswith("steam://"):  # it names nobody
        return replace(given, name=username or title or given.name)
    if blank(given.issuer or "") and blank(given.name or ""):
        return replace(given, issuer=title, name=username)
    return replace(given, issuer=given.issuer or title, name=given.name or username)
