"""JSON out of files that anyone may have made: bounded before it is read, any value anywhere."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged

SIZE_MAX = 32 << 20  # bytes
VALUES_MAX = 500_000  # some hundred bytes of memory each, at worst
DEPTH_MAX = 64

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # never tried again
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def load(data: bytes, what: str = "The file") -> Any:
    """The value of a JSON text; `what` begins the sentences of errors.

    UTF-8, or UTF-16 with a byte order mark. The last of several equal keys counts. Raises
    HostError import_format, import_limit.
    """
    if len(data) > SIZE_MAX:
        raise HostError(f"{what} is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    data = _utf8(data, what)
    _check_shape(data, what)
    try:
        return json.loads(data, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):  # its text may quote what is around the place
        raise damaged(f"{what} is damaged: it is no valid JSON.") from None


def looks_like(data: bytes, first: bytes = b"{") -> bool:
    """Whether a JSON object (or with b"[" an array) may begin here: for detect()."""
    return data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(first)


def has_keys(data: bytes, *keys: str) -> bool:
    """Whether all keys stand somewhere in the text: for detect(), after looks_like()."""
    return all(re.search(rb'"%s"\s*:' % re.escape(key.encode()), data) for key in keys)


def table(value: Any, what: str) -> dict[str, Any]:
    """An object. Raises HostError import_format, with `what` as the sentence."""
    if not isinstance(value, dict):
        raise damaged(what)
    return value


def rows(value: Any, what: str) -> list[Any]:
    """An array. Raises HostError import_format, with `what` as the sentence."""
    if not isinstance(value, list):
        raise damaged(what)
    return value


def as_table(value: Any) -> dict[str, Any]:
    """An object as it is, anything else as an empty one: where a file may leave it out."""
    return value if isinstance(value, dict) else {}


def as_rows(value: Any) -> list[Any]:
    """An array as it is, anything else as an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str | None:
    """What a field of mfob.enrol.Fields takes: a text, or a whole number as one; else None.

    Halves of surrogate pairs, which no name has, become U+FFFD.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 1 << 128 else None
    if not isinstance(value, str):
        return None
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def whole(value: Any) -> int | None:
    """A whole number, also one that is written as a text or as 30.0; else None."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1 << 53:
        return int(value)
    if isinstance(value, str):
        short = value.strip()
        return int(short) if re.fullmatch(r"-?[0-9]{1,20}", short) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _utf8(data: bytes, what: str) -> bytes:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding).encode()
            except UnicodeDecodeError:
                raise damaged(f"{what} is damaged: it is no valid text.") from None
    return data


def _check_shape(data: bytes, what: str) -> None:
    """How many values there are and how deep, found before anything is built of them."""
    if data.count(b'"') - data.count(b'\\"') > 4 * VALUES_MAX:  # keys and values, two each
        raise HostError(f"{what} holds more values than any export does.", LIMIT)
    bare = _STRING.sub(b"", data)
    brackets = bare.translate(None, _NOT_BRACKETS)
    if bare.count(b",") + len(brackets) > VALUES_MAX:
        raise HostError(f"{what} holds more values than any export does.", LIMIT)
    for _ in range(DEPTH_MAX):
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
        if not brackets:
            return
    raise damaged(f"{what} is damaged: it is nested deeper than any export.")


def _finite(text: str) -> float:
    value = float(text)
    if math.isinf(value):
        raise ValueError
    return value


def _no_number(_name: str) -> float:
    raise ValueError
