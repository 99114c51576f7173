"""Pictures of names that the fob has no font for: onto an account, and to the fob before it."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING, Any

from fobcore import scripts
from mfob.errors import HostError

if TYPE_CHECKING:
    from fobcore.account import Account
    from mfob.labels.label import Label
    from mfob.link import Link


def label(account: Account) -> list[Label]:
    """Gives an account the pictures that its names need; how each is shown, issuer first.

    A name that can't be drawn here gets plain letters in its place.
    """
    if scripts.drawn(account.issuer.encode()) and scripts.drawn(account.name.encode()):
        return []
    from mfob.labels.label import strip_of  # Pillow: a tenth of a second, rarely needed

    labels = []
    for field in ("issuer", "name"):
        made = strip_of(getattr(account, field))
        if made is not None:
            setattr(account, field, made.text)
            setattr(account, f"{field}_strip", made.strip or b"")
            labels.append(made)
    return labels


def request(link: Link, account: Account, body: dict[str, Any]) -> dict[str, Any]:
    """Makes a request about an account, its pictures sent before. Raises HostError."""
    strips = [account.issuer_strip, account.name_strip]
    if not any(strips):
        return link.request(body)
    body["pictures"] = [_digest(packed) for packed in strips]
    for last in (False, True):
        for packed in strips:
            if packed:
                link.request({"do": "picture", "strip": b64encode(packed).decode()})
        try:
            return link.request(body)
        except HostError as error:
            if error.code != "no_picture" or last:  # the fob was restarted between them
                raise
    raise AssertionError


def _digest(packed: bytes) -> str:
    return hashlib.sha256(packed).hexdigest()[:16] if packed else ""
