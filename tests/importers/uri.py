"""Addresses of accounts as password managers write them (Key URI Format)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from importers.exports import base32


def of(account: dict[str, Any]) -> str:
    """`otpauth://…` of an account in the corpus' words."""
    issuer, name = account["issuer"], account["name"]
    label = quote(f"{issuer}:{name}" if issuer else name)
    said = {"secret": base32(account), "issuer": issuer}
    if account["type"] != "steam":
        said |= {"algorithm": account["algo"], "digits": str(account["digits"])}
    if account["type"] == "totp":
        said["period"] = str(account["period"])
    if account["type"] == "hotp":
        said["counter"] = str(account["counter"])
    return f"otpauth://{account['type']}/{label}?{urlencode(said)}"
