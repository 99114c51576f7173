"""An account as a QR code, for any app's camera (segno): a PNG, an SVG, or in the terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from fobcore.account import Account
from mfob.exportformats.uri import uri

_SCALE = 8  # pixels a module
_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]+")
_NAME_LONG = 60  # characters


def pictures(accounts: Sequence[Account], kind: str) -> Iterator[tuple[str, bytes]]:
    """(file name, content) of each account; `kind`: png or svg."""
    wide = len(str(len(accounts)))
    for number, account in enumerate(accounts, 1):
        out = io.BytesIO()
        _code(account).save(out, kind=kind, scale=_SCALE)
        yield f"{number:0{wide}}-{_plain(account)}.{kind}", out.getvalue()


def in_terminal(account: Account) -> str:
    """Lines of half blocks, in a dark terminal as in a light one."""
    out = io.StringIO()
    _code(account).terminal(out, compact=True)
    return out.getvalue()


def _code(account: Account):  # noqa: ANN202 - segno's, which is not imported before it is used
    import segno

    return segno.make(uri(account), error="m", micro=False)


def _plain(account: Account) -> str:
    """What a file may be called on any system."""
    name = f"{account.issuer}-{account.name}" if account.issuer else account.name
    return _UNSAFE.sub("_", name)[:_NAME_LONG].strip("._-") or "account"
