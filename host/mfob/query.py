"""Which account a person means by a QUERY: part of `issuer:name`, in any case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from mfob.errors import HostError, shown
from mfob.records import Entry

_SHOWN = 40  # characters of a query that an error repeats


def find(entries: Iterable[Entry], query: str) -> Entry:
    """The one account that QUERY means; an exact `issuer:name` wins over parts of others.

    Raises HostError "not_found" or "ambiguous" (its message lists them).
    """
    entries = list(entries)
    wanted = _folded(query)
    hits = [entry for entry in entries if wanted in _folded(entry.label)]
    for exact in (
        [entry for entry in hits if entry.label == query],
        [entry for entry in hits if _folded(entry.label) == wanted],
    ):
        if len(exact) == 1:
            return exact[0]
    if len(hits) == 1:
        return hits[0]
    if hits:
        listed = "".join(f"\n  {entry.label}" for entry in hits)
        raise HostError(f"Several accounts match {_shown(query)}, say more:{listed}", "ambiguous")
    if not entries:
        raise HostError("There is no account on the fob yet: see `mfob add --help`.", "not_found")
    raise HostError(f"No account matches {_shown(query)}: see `mfob list`.", "not_found")


def matches(label: str, query: str) -> bool:
    """Whether QUERY is part of an account's label."""
    return _folded(query) in _folded(label)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _shown(query: str) -> str:
    """The query as an error may repeat it: an otpauth address given by mistake holds a key."""
    if shown(query) != query:
        return shown(query)
    return f'"{query[:_SHOWN]}…"' if len(query) > _SHOWN else f'"{query}"'
