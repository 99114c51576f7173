"""What -v says about a message: its kind, its command and the names of its fields, no values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Trace = Callable[[str], None]
_PINS = {"pin", "old"}  # fields


def silent(_line: str) -> None:
    """The trace of those who did not ask for one."""


def request(body: Mapping[str, object]) -> str:
    """`add(account(issuer,name,secret),replace)`: the command's name and its fields' names."""
    return f"{body.get('do')}{shape({k: v for k, v in body.items() if k != 'do'})}"


def size(body: Mapping[str, object], message: bytes) -> str:
    """`, 120 bytes`; nothing for a request with a PIN, whose length it would tell."""
    return "" if _PINS.intersection(body) else f", {len(message)} bytes"


def answer(body: Mapping[str, object]) -> str:
    """`ok(id,status)`, or `error clash`: error codes are a closed list without secrets."""
    if "error" in body:
        return f"error {body['error']}"
    inner = body.get("ok")
    return "ok" + (shape(inner) if isinstance(inner, Mapping) else "")


def shape(fields: Mapping[str, object]) -> str:
    """The names of an object's fields, and of those within them: `(a,b(c,d))`."""
    named = (k + (shape(v) if isinstance(v, Mapping) else "") for k, v in fields.items())
    return f"({','.join(named)})"
