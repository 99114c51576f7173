"""JSON that means harm: what is read, what is refused before anything is built of it."""

from __future__ import annotations

import json
import time

import pytest

from mfob.errors import HostError
from mfob.importers import safe_json
from mfob.importers.model import FORMAT, LIMIT


def refused(data: bytes) -> str:
    begin = time.process_time()
    with pytest.raises(HostError) as caught:
        safe_json.load(data)
    assert time.process_time() - begin < 5
    return caught.value.code


@pytest.mark.parametrize("value", [
    {"a": [1, 2.5, None, True, "x", {"b": []}]}, [], "text", 7, {"": {"": ""}},
    {"brackets in a text": '[[[{{{"\\', "quote": '"', "backslash": "\\"},
    [[i, str(i)] for i in range(5000)],
])  # fmt: skip
def test_read_as_python_does(value: object) -> None:
    for ascii in (True, False):
        text = json.dumps(value, ensure_ascii=ascii)
        assert safe_json.load(text.encode()) == value
        assert safe_json.load(b"\xef\xbb\xbf" + text.encode()) == value
        assert safe_json.load(b"\xff\xfe" + text.encode("utf-16-le")) == value


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_the_last_of_equal_keys_counts() -> None:
    assert safe_json.load(b'{"a": 1, "a": 2}') == {"a": 2}


def test_depth() -> None:
    assert safe_json.load(nested(safe_json.DEPTH_MAX))
    assert refused(nested(safe_json.DEPTH_MAX + 1)) == FORMAT
    assert refused(nested(100_000)) == FORMAT
    assert refused(b'{"a":' * 100_000 + b"1" + b"}" * 100_000) == FORMAT
    assert refused(b"[" * 200_000) == FORMAT


@pytest.mark.parametrize("data", [
    b"", b"{", b'{"a"', b'"', b'"\\', b"[1,", b"nul", b"\xff\xff", b"{}{}", b"\xff\xfe{",
    b"[NaN]", b"[Infinity]", b"[-Infinity]", b"[1e999]", b'["\xff"]', b"1" * 10_000, b"]", b"}{",
])  # fmt: skip
def test_refused(data: bytes) -> None:
    assert refused(data) == FORMAT


@pytest.mark.parametrize("data", [
    b"[" + b"0," * 1_000_000 + b"0]",
    b"[" + b"[]," * 1_000_000 + b"0]",
    b'["' + b"a" * (33 << 20) + b'"]',
    b"[" + b'"",' * 8_000_000 + b"0]",
], ids=["numbers", "arrays", "long", "texts"])  # fmt: skip
def test_too_much(data: bytes) -> None:
    assert refused(data) == LIMIT


def test_a_message_holds_nothing_of_the_file() -> None:
    with pytest.raises(HostError) as caught:
        safe_json.load(b'{"secret": "JBSWY3DP" oops}')
    assert "JBSWY" not in str(caught.value) and caught.value.__cause__ is None


@pytest.mark.parametrize(("value", "text", "whole"), [
    ("x", "x", None), (7, "7", 7), (-1, "-1", -1), ("30", "30", 30), (" 8 ", " 8 ", 8),
    (True, None, None), (None, None, None), (2.5, None, None), (30.0, None, 30),
    ([], None, None), ({}, None, None), ("\ud800x", "\ufffdx", None),
    ("\U0001f600", "\U0001f600", None),
    (1 << 200, None, 1 << 200), ("9" * 30, "9" * 30, None), ("٣", "٣", None), (1e300, None, None),
])  # fmt: skip
def test_values_of_any_type(value: object, text: str | None, whole: int | None) -> None:
    assert safe_json.text(value) == text
    assert safe_json.whole(value) == whole
