"""Archives, tables, XML and databases that are made to hurt."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fobcore import base32
from importers import sealing
from mfob import enrol
from mfob.errors import HostError
from mfob.importers import safe_csv, safe_xml, safe_zip
from mfob.importers.model import FORMAT, LIMIT, PASSWORD


def archive(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return made.getvalue()


def code(caught: pytest.ExceptionInfo[HostError]) -> str:
    return caught.value.code


def test_a_member_is_read() -> None:
    data = archive(("a/b.txt", b"one"), ("c", b"two"))
    assert safe_zip.names(data) == ["a/b.txt", "c"]
    assert safe_zip.read(data, "c") == b"two"
    assert not safe_zip.locked(data)


def test_a_member_with_a_password() -> None:
    data = sealing.zip_of("x.txt", b"plain text", "word ü")
    assert safe_zip.locked(data)
    assert safe_zip.read(data, "x.txt", "word ü") == b"plain text"
    for wrong in (None, "other"):
        with pytest.raises(HostError) as caught:
            safe_zip.read(data, "x.txt", wrong)
        assert code(caught) == PASSWORD


def test_a_bomb_is_not_unpacked() -> None:
    data = archive(("x", bytes(40 << 20)))
    assert len(data) < 1 << 20
    with pytest.raises(HostError) as caught:
        safe_zip.read(data, "x")
    assert code(caught) == LIMIT


def test_a_size_that_lies() -> None:
    """The directory says a byte, the member unpacks to more."""
    data = bytearray(archive(("x", bytes(1000))))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 1)
    with pytest.raises(HostError) as caught:
        safe_zip.read(bytes(data), "x")
    assert code(caught) == FORMAT


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_no_export_has(packing: int) -> None:
    with pytest.raises(HostError) as caught:
        safe_zip.read(archive(("x", b"y"), packing=packing), "x")
    assert code(caught) == FORMAT


@pytest.mark.parametrize(("at", "layout", "size"), [(12, "<I", 1 << 30), (12, "<I", 5 << 20)])
def test_a_long_list_of_members(at: int, layout: str, size: int) -> None:
    data = bytearray(archive(("x", b"y")))
    struct.pack_into(layout, data, data.rindex(b"PK\x05\x06") + at, size)
    with pytest.raises(HostError) as caught:
        safe_zip.read(bytes(data), "x")
    assert code(caught) == LIMIT
    assert safe_zip.names(bytes(data)) == []


def test_many_members() -> None:
    data = archive(*((str(number), b"") for number in range(20_001)))
    with pytest.raises(HostError) as caught:
        safe_zip.read(data, "1")
    assert code(caught) == LIMIT


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(100), b"PK\x05\x06"])
def test_no_archive(data: bytes) -> None:
    assert safe_zip.names(data) == []
    with pytest.raises(HostError) as caught:
        safe_zip.read(data, "x")
    assert code(caught) == FORMAT


def test_a_member_that_is_not_there() -> None:
    with pytest.raises(HostError) as caught:
        safe_zip.read(archive(("x", b"y")), "z")
    assert code(caught) == FORMAT


def test_xml() -> None:
    root = safe_xml.tree("<a b='1'>ü<c/>&lt;&#233;</a>".encode())
    assert (root.tag, root.get("b"), root.text, root[0].tail) == ("a", "1", "ü", "<é")
    stored = b'<map><string name="a">x</string><int name="b" value="2"/></map>'
    assert safe_xml.preferences(stored) == {"a": "x", "b": "2"}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", FORMAT),
        (b"<a>", FORMAT),
        (b"<a></b>", FORMAT),
        (b"<a>\xff</a>", FORMAT),
        (b"<?xml version='1.0' encoding='nonsense'?><a/>", FORMAT),
        (b"<!DOCTYPE a><a/>", FORMAT),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', FORMAT),
        (b"<a>&nothing;</a>", FORMAT),
        (b"<a>" * 100 + b"</a>" * 100, FORMAT),
        (b"<a>" + b"<b/>" * 300_000 + b"</a>", LIMIT),
        (b"<a>" + b" " * (32 << 20), LIMIT),
    ],
)
def test_xml_that_is_not_read(data: bytes, expected: str) -> None:
    with pytest.raises(HostError) as caught:
        safe_xml.tree(data)
    assert code(caught) == expected


def test_columns() -> None:
    assert safe_csv.columns(b'\xef\xbb\xbf"A b",c;d\r\n1,2') == ["A b", "c;d"]
    assert safe_csv.columns(b"a;b;c,d\n") == ["a", "b", "c,d"]
    assert safe_csv.columns(b"") == []
    assert list(safe_csv.rows(b"a,B,a\n1,2,3\n,,\n4\n")) == [{"a": "1", "b": "2"}, {"a": "4"}]


@given(st.text(st.sampled_from("ABMZabmz234567" * 3 + " -\t\r\n==018ıſK\ud800é"), max_size=30))
def test_keys_are_read_as_the_fob_reads_them(text: str) -> None:
    """The host has a faster reader."""
    try:
        expected: object = base32.decode(text)
    except base32.Bad as bad:
        with pytest.raises(HostError, match=rf"place {bad.index + 1}\b") as caught:
            enrol.key(text, [])
        assert code(caught) == "bad_secret"
        return
    if expected:
        assert enrol.key(text, []) == expected
