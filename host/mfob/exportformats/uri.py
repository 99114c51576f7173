"""An account as an otpauth address, for all that read such: the Key URI Format
(https://github.com/google/google-authenticator/wiki/Key-Uri-Format)."""

from __future__ import annotations

from urllib.parse import quote

from fobcore import base32
from fobcore.account import HOTP, Account


def uri(account: Account) -> str:
    """All that the account is, nothing left to be assumed. Steam's is otpauth://steam/, as Aegis
    and Ente have it."""
    label = quote(account.name, safe="@")
    if account.issuer:
        label = quote(account.issuer, safe="") + ":" + label
    elif ":" in account.name:
        label = ":" + label  # else what is before its colon would be the issuer
    given = [("secret", base32.encode(account.secret))]
    if account.issuer:
        given.append(("issuer", account.issuer))
    given += [("algorithm", account.algorithm), ("digits", str(account.digits))]
    given.append(
        ("counter", str(account.counter))
        if account.type == HOTP
        else ("period", str(account.period))
    )
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in given)
    return f"otpauth://{account.type}/{label}?{query}"
