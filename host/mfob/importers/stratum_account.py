"""An account of Stratum, formerly Authenticator Pro: the same in its backups and its database."""

from __future__ import annotations

from mfob.enrol import Fields
from mfob.importers.entries import MOTP, UNKNOWN_TYPE, YANDEX, Raw, Refused
from mfob.importers.model import Entry

_HOTP, _STEAM = "hotp", "steam"
_KINDS = {1: _HOTP, 2: "totp", 4: _STEAM}
_REFUSED = {3: MOTP, 5: YANDEX}
_ALGORITHMS = {0: "SHA1", 1: "SHA256", 2: "SHA512"}


def who(raw: Raw) -> tuple[str | None, str | None]:
    """Issuer and name."""
    return raw.text("issuer"), raw.text("username")


def entry(raw: Raw) -> Entry:
    """The account, its fields' names in lower case. Raises Refused."""
    kind = _KINDS.get(raw.number("type") or 0)
    if kind is None:
        raise Refused(_REFUSED.get(raw.number("type") or 0, UNKNOWN_TYPE))
    number = raw.number("algorithm")
    if number is not None and number not in _ALGORITHMS:
        raise Refused("It is made by an algorithm that is not known.")
    algorithm = None if number is None else _ALGORITHMS[number]
    return Entry(
        Fields(
            secret=raw.field("secret"),
            type=kind,
            algorithm=algorithm if kind != _STEAM else None,
            digits=raw.field("digits") if kind != _STEAM else None,
            period=raw.field("period") if kind == "totp" else None,
            counter=raw.field("counter") if kind == _HOTP else None,
        )
    )
