"""Goes through what a file lists, so that a bad entry is one bad entry, not the file's end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from mfob.enrol import Fields
from mfob.errors import HostError
from mfob.importers import safe_json
from mfob.importers.model import LIMIT, PASSWORD, Entry, wrong_password

ENTRIES_MAX = 10_000  # the fob has room for a tenth of it
TEXT_MAX = 1024  # characters of a field; the longest keys that services give have 128
MOTP = "Mobile-OTP accounts can't be put on the fob."
YANDEX = "Yandex accounts can't be put on the fob."
NO_ACCOUNT = "This entry of the file is no account."
UNKNOWN_TYPE = "This entry is of a type that is not known."


class Refused(Exception):
    """Why an entry can't be taken: a whole sentence, without a key."""


class Raw:
    """An entry as its file has it: JSON values by name, any type in any place. No repr: keys."""

    def __init__(self, values: object) -> None:
        self._values = safe_json.as_table(values)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def get(self, name: str) -> Any:
        """The value itself, None where there is none."""
        return self._values.get(name)

    def inner(self, name: str) -> Raw:
        """The entry in the entry; an empty one where there is none."""
        return Raw(self._values.get(name))

    def text(self, name: str) -> str | None:
        """For names: a text, or None for all that is none."""
        text = safe_json.text(self._values.get(name))
        return None if text is None else text[:TEXT_MAX]

    def field(self, name: str) -> str | None:
        """For what codes are made by: a text or a whole number as one, None where there is none.
        Raises Refused for anything else: no default may stand for what can't be read."""
        value = self._values.get(name)
        if value is None:
            return None
        text = safe_json.text(value)
        if isinstance(value, float):
            number = safe_json.whole(value)
            text = None if number is None else str(number)
        if text is None or len(text) > TEXT_MAX:
            raise Refused(f"Its {name} is not what an account has there.")
        return text

    def number(self, name: str) -> int | None:
        """A whole number, None where there is none. Raises Refused."""
        if self.field(name) is None:
            return None
        number = safe_json.whole(self._values.get(name))
        if number is None:
            raise Refused(f"Its {name} is not what an account has there.")
        return number


Who = Callable[[Raw], tuple[str | None, str | None]]


def read_each(items: Iterable[Any], who: Who, read: Callable[[Raw], Entry]) -> list[Entry]:
    """An Entry for each item: `who` gives issuer and name, `read` all else, and may raise Refused.
    Raises HostError import_limit."""
    entries: list[Entry] = []
    for item in items:
        if len(entries) == ENTRIES_MAX:
            raise HostError(f"The file has more than {ENTRIES_MAX:,} accounts.", LIMIT)
        if not isinstance(item, dict):
            entries.append(Entry(Fields(), reject=NO_ACCOUNT))
            continue
        raw = Raw(item)
        issuer, name = who(raw)
        try:
            entry = read(raw)
        except Refused as why:
            entry = Entry(Fields(), reject=str(why))
        entries.append(replace(entry, fields=replace(entry.fields, issuer=issuer, name=name)))
    return entries


def password_bytes(password: str | None) -> bytes:
    """In UTF-8, as all apps take it. Raises HostError import_password where there is none."""
    if password is None:
        raise HostError("The file is encrypted: its password is needed.", PASSWORD)
    try:
        return password.encode()
    except UnicodeEncodeError:  # bytes of another encoding, on stdin
        raise wrong_password() from None
