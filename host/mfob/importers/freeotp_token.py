"""A token of FreeOTP and FreeOTP+, which the three kinds of their files have in common."""

from __future__ import annotations

import base64

from mfob.enrol import Fields
from mfob.importers.ciphers import from_signed
from mfob.importers.entries import UNKNOWN_TYPE, Raw, Refused
from mfob.importers.model import Entry

_KINDS = ("totp", "hotp")


def who(raw: Raw) -> tuple[str | None, str | None]:
    """Issuer and name as people see them: what they wrote themselves goes first."""
    issuer = raw.text("issuerAlt") or raw.text("issuerExt") or raw.text("issuerInt")
    return issuer, raw.text("labelAlt") or raw.text("label")


def of_token(raw: Raw) -> Entry:
    """The account of a token that has its key, as the first FreeOTP and FreeOTP+ have them.
    Raises Refused.

    Their counter is one less than the one in the address it is from. One too many at most, which a
    service looks ahead for (RFC 4226, 7.4); one too few it would refuse.
    """
    secret = from_signed(raw.get("secret"))
    if secret is None:
        raise Refused("Its key is none: it is no list of bytes.")
    return entry(raw, secret, 1)


def entry(raw: Raw, secret: bytes, ahead: int) -> Entry:
    """The account of a token and its key. `ahead`: of the counter that is stored, the one that
    makes the next code. Raises Refused."""
    given = raw.field("type")
    kind = (given or "totp").lower()
    if kind not in _KINDS:
        raise Refused(UNKNOWN_TYPE)
    text = base64.b32encode(secret).decode()
    if kind == "totp" and (raw.text("issuerExt") or raw.text("issuerInt")) == "Steam":
        return Entry(Fields(secret=text, type="steam"))  # as the app itself tells them
    counter = raw.number("counter") if kind == "hotp" else None
    return Entry(
        Fields(
            secret=text,
            type=given and kind,
            algorithm=raw.field("algo"),
            digits=raw.field("digits"),
            period=raw.field("period") if kind == "totp" else None,
            counter=None if counter is None else str(counter + ahead),
        )
    )
