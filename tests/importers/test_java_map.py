"""The reader of Java's serialized maps, against one that Java wrote and against hostile ones."""

import lzma
import struct
from pathlib import Path

import pytest

from mfob.errors import HostError
from mfob.importers import java_map
from mfob.importers.model import FORMAT, LIMIT

DATA = lzma.decompress((Path(__file__).parent / "data" / "map.bin.xz").read_bytes())
TEXTS = {
    "plain": "text",
    "empty": "",
    "umlaut": "über",
    "beyond 16 bits": "key 🔑",
    "nul": "a\0b",
    "long": "0123456789" * 7000,
    "first": "told twice",
    "second": "told twice",
}
# a description of the class as Java 7 and later have it, up to the number of entries
HEAD = DATA[: DATA.index(b"\x77\x08") + 6]


def test_reads_what_java_wrote() -> None:
    assert java_map.read(DATA) == TEXTS


@pytest.mark.parametrize("size", [0, 3, 4, 5, 20, 60, len(HEAD), len(HEAD) + 4, len(DATA) - 1])
def test_cut_short_is_damaged(size: int) -> None:
    with pytest.raises(HostError) as raised:
        java_map.read(DATA[:size])
    assert raised.value.code == FORMAT


def of(count: int, body: bytes) -> bytes:
    return HEAD + struct.pack(">I", count) + body


def text(value: bytes) -> bytes:
    return b"\x74" + struct.pack(">H", len(value)) + value


@pytest.mark.parametrize(
    "body",
    [
        text(b"key") + b"\x71\x00\x7e\x00\x00",  # a reference to the class
        text(b"key") + b"\x71\x00\x7e\x00\x01",  # to the map itself: a cycle
        text(b"key") + b"\x71\x00\x7e\x00\x03",  # to what is not there yet
        text(b"key") + b"\x71\x00\x00\x00\x02",
        text(b"key") + b"\x70",  # null
        text(b"key") + DATA[4:],  # a map in the map
        text(b"key") + text(b"\xff"),  # no UTF-8
        text(b"key") + text(b"\xed\xa0\x80"),  # a half alone
        b"\x7c" + struct.pack(">Q", 1 << 62),
        text(b"key") + text(b"value") + b"\x70",  # no end
    ],
)
def test_what_is_no_text_is_damaged(body: bytes) -> None:
    with pytest.raises(HostError) as raised:
        java_map.read(of(1, body))
    assert raised.value.code == FORMAT


def test_too_many_entries_are_not_begun() -> None:
    with pytest.raises(HostError) as raised:
        java_map.read(of(0xFFFFFFFF, b""))
    assert raised.value.code == LIMIT


def test_a_text_told_again_and_again_counts_each_time() -> None:
    long = b"\x7c" + struct.pack(">Q", 1 << 20) + b"x" * (1 << 20)
    body = text(b"0") + long
    for number in range(1, 20):
        body += text(b"%d" % number) + b"\x71\x00\x7e\x00\x03"
    with pytest.raises(HostError) as raised:
        java_map.read(of(20, body + b"\x78"))
    assert raised.value.code == LIMIT


def test_another_class_is_none_of_ours() -> None:
    with pytest.raises(HostError) as raised:
        java_map.read(DATA.replace(b"java.util.HashMap", b"java.util.HashSet"))
    assert raised.value.code == FORMAT
