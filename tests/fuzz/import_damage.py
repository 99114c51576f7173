"""Ways to damage an export, as Hypothesis draws them: bytes, JSON values of other types."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

from fuzz.import_seeds import Seed

_SNIPPETS = (
    b"", b"\0", b"\xff", b"\xed\xa0\x80", b'"', b"'", b"\\", b"{", b"[", b"]", b"}", b",", b":",
    b"null", b"-1", b"1e999", b"NaN", b"\\ud800", b"9" * 400, b"\r\n", b"<", b"</",
    b"<!DOCTYPE a>", b"&a;", b"%", b"%ff", b"&secret=", b"?", b"#", b"://",
    b"otpauth://totp/?secret=", b"PK\x03\x04", b"\xff\xff\xff\xff", b"\x00\x00\x00\x00",
    b"\x7f\xff\xff\xff", b"\x71\x00\x7e\x00\x00", b"=" * 9,
)  # fmt: skip
_NUMBERS = st.one_of(
    st.integers(-3, 100),
    st.integers(),
    st.sampled_from([2**31, 2**32, 2**63, 2**64, -(2**63), 2**200, 10**300]),
    st.floats(allow_nan=False, allow_infinity=False),
)
_TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", " ", "null", "\ud800", "\0", "A" * 3000, "é" * 100, "a:b", "%", "=="]),
    st.sampled_from(
        ["steam://A", "otpauth://x", "otpauth://totp/a?secret=", "https://a/b", "2.a|b|c"]
    ),
    st.sampled_from(["TOTP", "HOTP", "steam", "motp", "SHA384", "MD5", "-1", "1e3", "٣"]),
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), _NUMBERS, _TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=6,
)
_PLACES = st.floats(0, 1, exclude_max=True)
_CHANGES = st.one_of(
    st.tuples(st.just("flip"), _PLACES, st.integers(0, 7)),
    st.tuples(st.just("byte"), _PLACES, st.integers(0, 255)),
    st.tuples(st.just("cut"), _PLACES, st.just(0)),
    st.tuples(st.just("drop"), _PLACES, st.integers(1, 40)),
    st.tuples(st.just("repeat"), _PLACES, st.integers(1, 40)),
    st.tuples(st.just("splice"), _PLACES, _PLACES),
    st.tuples(st.just("insert"), _PLACES, st.sampled_from(_SNIPPETS)),
    st.tuples(st.just("over"), _PLACES, st.sampled_from(_SNIPPETS)),
)
_SWAPS = st.lists(st.tuples(_PLACES, _VALUES), min_size=1, max_size=3)


def damaged(seeds: list[Seed], others: list[bytes]) -> st.SearchStrategy[tuple[Seed, bytes]]:
    """A seed and its damaged file; `others` are files of which a half may be spliced on."""

    @st.composite
    def drawn(draw: st.DrawFn) -> tuple[Seed, bytes]:
        seed = draw(st.sampled_from(seeds))
        data = seed.data
        # rather within what is packed or encrypted: around it few get past the first look
        swapped = seed.document is not None and draw(st.integers(0, 3)) > 0
        if swapped:
            data = seed.again(_swapped(seed.document, draw(_SWAPS)))
        if not swapped or draw(st.integers(0, 3)) == 0:
            for kind, place, how in draw(st.lists(_CHANGES, min_size=1, max_size=3)):
                data = _changed(data, kind, place, how, others)
        return seed, data

    return drawn()


def _changed(data: bytes, kind: str, place: float, how: Any, others: list[bytes]) -> bytes:
    at = int(place * len(data))
    if kind == "cut":
        return data[:at]
    if kind == "flip":
        return data[:at] + bytes((data[at] ^ 1 << how,)) + data[at + 1 :] if data else data
    if kind == "byte":
        return data[:at] + bytes((how,)) + data[at + 1 :]
    if kind == "drop":
        return data[:at] + data[at + how :]
    if kind == "repeat":
        return data[:at] + data[at : at + how] * 20 + data[at:]
    if kind == "splice":
        other = others[int(how * len(others))]
        return data[:at] + other[int(place * len(other)) :]
    return data[:at] + how + data[at + (len(how) if kind == "over" else 0) :]


def _swapped(document: Any, swaps: list[tuple[float, Any]]) -> bytes:
    """The document with values in some places, of all its places, that others stood in."""
    changed = [copy.deepcopy(document)]
    for place, value in swaps:
        spots = list(_spots(changed))
        where, key = spots[int(place * len(spots))]
        where[key] = value
    return json.dumps(changed[0]).encode()


def _spots(value: Any) -> Any:
    """Every place in a value: what holds it, and its key there."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _spots(value[key])
