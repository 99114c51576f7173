"""Files made to take a computer's time and memory: each an error, or entries, within 5 s of the
processor and 500 MB, programs that are started with it, each in a process of its own that can have
no more than 2 GB. What passwords cost is in test_hostile_costs.py."""

from __future__ import annotations

import base64
import io
import json
import os
import sqlite3
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from importers import keepass_file, test_freeotp, test_pictures
from mfob.importers import registry
from mfob.importers.model import FORMAT, LIMIT, PASSWORD

HERE = Path(__file__).parent
SECONDS = 5.0
WALL = 40.0  # seconds by the clock, on a computer that has other things to do
BYTES = 500_000_000
WORD = "correct horse ü"  # that hostile_import.py knows
REFUSED = {FORMAT, LIMIT, PASSWORD}
JSON = [
    "aegis", "2fas", "freeotpplus", "bitwarden", "ente", "proton", "proton-pass", "lastpass",
    "steam", "authy-api", "duo", "gnome", "andotp", "stratum",
]  # fmt: skip
XML = ["freeotp", "authy", "battlenet", "keepass-xml", "totp-authenticator"]
TABLES = ["csv", "bitwarden-csv", "1password-csv", "keepassxc-csv"]
ZIPS = ["1password", "proton-pass", "winauth", "authenticator-plus"]
BASES = ["google-sqlite", "microsoft", "stratum-sqlite"]


Come = Callable[[bytes, list[str]], set[str]]
Made = dict[str, Callable[[], bytes]]  # when it is needed: they are large


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    """A process that makes one for each file."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "hostile_import.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sys.path))},
    ) as process:
        yield process
        process.communicate()


@pytest.fixture
def come_to(reader: subprocess.Popen[str], tmp_path: Path) -> Come:
    """All that comes of a file with some importers and with detection, within the bounds."""

    def come_to(data: bytes, names: list[str]) -> set[str]:
        path = tmp_path / "export"
        path.write_bytes(data)
        assert reader.stdin and reader.stdout
        reader.stdin.write(f"{path}\t{','.join([*names, 'detect'])}\n")
        reader.stdin.flush()
        said = json.loads(reader.stdout.readline())
        path.unlink()
        print(said)
        assert "failed" not in said
        assert {name: time for name, (_, time, _) in said["told"].items() if time > SECONDS} == {}
        assert {name: wall for name, (_, _, wall) in said["told"].items() if wall > WALL} == {}
        assert said["peak"] < BYTES
        return {came for came, _, _ in said["told"].values()}

    return come_to


def deep(opening: bytes, closing: bytes, around: bytes = b"%s") -> bytes:
    return around.replace(b"%s", opening * 100_000 + closing * 100_000)


def wide(item: bytes, size: int, around: bytes = b'{"encrypted":false,"items":[%s]}') -> bytes:
    return around.replace(b"%s", b",".join([item] * (size // (len(item) + 1))))


DEEP_JSON: Made = {
    "arrays": lambda: deep(b"[", b"]"),
    "objects": lambda: deep(b'{"a":', b"}").replace(b":}", b":1}"),
    "open": lambda: deep(b"[", b""),
    "items": lambda: deep(b"[", b"]", b'{"items":%s,"encrypted":false}'),
    "both": lambda: deep(b'{"items":[', b"]}"),
    "escapes": lambda: b'"' + b"\\" * 1_000_001,
    "number": lambda: b"[" + b"9" * 5_000_000 + b"]",
    "large number": lambda: b'{"encrypted":' + b"1" * 10_000 + b',"items":[]}',
    "NaN": lambda: b'[{"secret":' + b"9" * 4000 + b',"label":1e400,"type":NaN}]',
    "100 MB": lambda: wide(b"0", 100_000_000),
    "zeros": lambda: wide(b"0", 31 << 20),
    "pairs": lambda: wide(b"[]", 31 << 20, b"[%s]"),
}


@pytest.mark.parametrize("kind", DEEP_JSON)
def test_json_that_is_refused(kind: str, come_to: Come) -> None:
    assert come_to(DEEP_JSON[kind](), JSON) <= REFUSED


def sealed() -> bytes:
    kdf = {"memLimit": 65536, "opsLimit": 1, "salt": "A" * 24}
    outer = {"encryptionNonce": "A" * 32, "encryptedData": "A" * (30 << 20), "kdfParams": kdf}
    return json.dumps(outer).encode()


LARGE_JSON: Made = {
    "empty items": lambda: wide(b"{}", 1_400_000),
    "a text": lambda: wide(b'{"name":"' + b"a" * (31 << 20) + b'"}', 32 << 20),
    "a key": lambda: wide(b'{"login":{"totp":"' + b"A" * (31 << 20) + b'"}}', 32 << 20),
    "escapes": lambda: wide(b'"' + b"\\u0041" * (5 << 20) + b'"', 31 << 20),
    "wide texts": lambda: wide(b'"' + "\U0001f511".encode() * (7 << 20) + b'"', 31 << 20),
    "logins": lambda: wide(b'{"login":{"totp":"AAAA"}}', 1_600_000),
    "long keys": lambda: wide(b'{"login":{"totp":"' + b"A" * 1000 + b'"}}', 10 << 20),
    "sealed": sealed,
}


@pytest.mark.parametrize("kind", LARGE_JSON)
def test_json_that_is_large(kind: str, come_to: Come) -> None:
    come_to(LARGE_JSON[kind](), ["bitwarden", "aegis", "ente"])


def archive(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    "name", ["export.data", "Proton Pass/data.json", "accounts.txt", "Accounts.txt"]
)
def test_a_zip_bomb(name: str, come_to: Come) -> None:
    """400 MB in two."""
    data = archive(name, bytes(400_000_000))
    assert len(data) < 3_000_000
    assert come_to(data, ZIPS) <= REFUSED


@pytest.mark.parametrize("count", [15_000, 60_000, 1_000_000])
def test_an_archive_of_members_that_are_one(count: int, come_to: Come) -> None:
    one = archive("export.data", bytes(10_000_000))
    start, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    listed = one[start:end] * count
    short = count & 0xFFFF
    tail = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, short, short, len(listed), start, 0)
    assert come_to(one[:start] + listed[-(60 << 20) :] + tail, ZIPS) <= REFUSED


def laughs() -> bytes:
    lines = ['<!DOCTYPE map [<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return ("<?xml version='1.0'?>" + "".join(lines) + "]><map>&a11;</map>").encode()


HOSTILE_XML: Made = {
    "laughs": laughs,
    "deep": lambda: deep(b"<a>", b"</a>", b"<map>%s</map>"),
    "groups": lambda: deep(b"<Group>", b"</Group>", b"<KeePassFile><Root>%s</Root></KeePassFile>"),
    "open": lambda: deep(b"<a>", b"", b"<KeePassFile>%s"),
    "wide": lambda: b"<map>" + b"<a/>" * 7_000_000 + b"</map>",
    "text": lambda: b"<map>" + b"a" * (31 << 20) + b"</map>",
    "attributes": lambda: b"<map " + b" ".join(b'a%d="1"' % n for n in range(500_000)) + b"/>",
    "JSON": lambda: b"<map><string name='tokenOrder'>" + b"[" * 1_000_000 + b"</string></map>",
    "escapes": lambda: b"<map><string name='a'>" + b"&lt;" * 7_000_000 + b"</string></map>",
}


@pytest.mark.parametrize("kind", HOSTILE_XML)
def test_xml(kind: str, come_to: Come) -> None:
    """An empty list of preferences may be what some are."""
    assert come_to(HOSTILE_XML[kind](), XML) <= {*REFUSED, "0"}


def java(pairs: bytes, count: int) -> bytes:
    whole = test_freeotp.java_map({}, test_freeotp.FIELDS[1])[:-5]
    return whole + struct.pack(">I", count) + pairs


LONG = b"\x74\xff\xff" + b"a" * 0xFFFF
JAVA: Made = {
    "map in itself": lambda: java(b"\x71\x00\x7e\x00\x00" * 2, 1),
    "text in itself": lambda: java(b"\x71\x00\x7e\x00\x03" * 2, 1),
    "far": lambda: java(b"\x71\x7f\xff\xff\xff" * 2, 1),
    "many": lambda: java(b"\x71\x00\x7e\x00\x00" * 2_000_000, 1_000_000),
    "long again": lambda: java(LONG + b"\x71\x00\x7e\x00\x02" * 200_000, 100_000),
    "count": lambda: java(b"", 0x7FFFFFFF),
    "length": lambda: java(b"\x7c\x7f\xff\xff\xff\xff\xff\xff\xff", 1),
    "maps": lambda: java(b"\x73\x72\x00\x11java.util.HashMap" * 100_000, 1),
    "objects": lambda: b"\xac\xed\x00\x05" + b"\x73" * 1_000_000,
    "arrays": lambda: b"\xac\xed\x00\x05" + b"\x75\x72" * 1_000_000,
}


@pytest.mark.parametrize("kind", JAVA)
def test_java(kind: str, come_to: Come) -> None:
    assert come_to(JAVA[kind](), ["freeotp2"]) <= REFUSED


def database(*statements: str) -> bytes:
    base = sqlite3.connect(":memory:", isolation_level=None)
    for statement in statements:
        base.execute(statement)
    return base.serialize()


NAMES = [
    "email", "secret", "type", "oath_secret_key", "name", "username", "account_type", "issuer",
]  # fmt: skip
COLUMNS = ", ".join(NAMES)
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
VIEW = f"CREATE VIEW %s AS {ENDLESS} SELECT {', '.join(f'x AS {name}' for name in NAMES)} FROM n"
COMPUTED = ", ".join(f"{name} TEXT AS (printf('%0500000d', y))" for name in NAMES)
DATABASES = {
    "view": [VIEW],
    "computed": [
        "CREATE TABLE %s (y, " + COMPUTED.replace("%", "%%") + ")",
        "INSERT INTO %s (y) VALUES (1), (2), (3)",
    ],
    "rows": [
        f"CREATE TABLE %s ({COLUMNS}, y)",
        f"{ENDLESS} INSERT INTO %s (y) SELECT x FROM n LIMIT 1000000",
    ],
    "values": [
        f"CREATE TABLE %s ({COLUMNS})",
        "INSERT INTO %s (secret, email) VALUES (randomblob(9), zeroblob(20000000))",
    ],
}


@pytest.mark.parametrize("kind", DATABASES)
@pytest.mark.parametrize("table", ["accounts", "authenticator"])
def test_databases(table: str, kind: str, come_to: Come) -> None:
    made = [statement % table for statement in DATABASES[kind]]
    assert come_to(database(*made), BASES) <= {*REFUSED, "1"}


HOSTILE_TABLES: Made = {
    "line": lambda: b"name,totp\n" + b"a" * (31 << 20),
    "quote": lambda: b'name,totp\n"' + b"a,\n" * (10 << 20),
    "rows": lambda: b"name,totp\n" + b"a,AAAA\n" * 2_000_000,
    "blank": lambda: b"name,totp\n" + b",\n" * (15 << 20),
    "columns": lambda: b"totp" + b",a" * (15 << 20),
    "fields": lambda: b"name,totp\n" + b"," * (31 << 20),
    "utf-16": lambda: b"\xff\xfe" + "name,totp\n".encode("utf-16-le") + b"a\0" * (15 << 20),
    "keys": lambda: b"name,totp\n" + (b"a," + b"A" * 1000 + b"\n") * 30_000,
}


@pytest.mark.parametrize("kind", HOSTILE_TABLES)
def test_tables(kind: str, come_to: Come) -> None:
    come_to(HOSTILE_TABLES[kind](), TABLES)


def gz_bomb() -> bytes:
    content = keepass_file.xml(f"<!--{' ' * 300_000_000}-->")
    return keepass_file.kdbx3(content, WORD, 10)


ATTRIBUTES = b"<a %s/>" % b" ".join(b"a%d=''" % n for n in range(1000))


def elements(one: bytes, packed: bool = True) -> bytes:
    """6,000,000 elements, or other things that take more memory than their 4 bytes."""
    made = one * (24_000_000 // len(one))
    content = keepass_file.xml("%s").replace(b"%s", made)
    return keepass_file.kdbx3(content, WORD, 10, packed)


def foreign_text() -> bytes:
    """As above, in an encoding that writes its marks in other bytes, as lxml takes it too."""
    content = b"<?xml version='1.0' encoding='UTF-7'?><a>" + b"+ADw-a/>" * 4_000_000 + b"</a>"
    return keepass_file.kdbx3(content, WORD, 10)


def png_bomb() -> bytes:
    """40,000 by 40,000 pixels in 200 KB."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = zlib.compress(bytes(5001) * 40_000, 1)
    head = struct.pack(">2I5B", 40_000, 40_000, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def pages() -> bytes:
    message = base64.b64encode(b"\x0a\x00" * (8 << 20))
    return b"otpauth-migration://offline?data=" + message


LISTS = ["uris", "ente", "winauth", "google"]
OTHERS: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "kdbx": (gz_bomb, ["kdbx"]),
    "kdbx elements": (lambda: elements(b"<a/>"), ["kdbx"]),
    "kdbx elements, not packed": (lambda: elements(b"<a/>", False), ["kdbx"]),
    "kdbx attributes": (lambda: elements(ATTRIBUTES), ["kdbx"]),
    "kdbx in another encoding": (foreign_text, ["kdbx"]),
    "picture": (png_bomb, ["qr"]),
    "PDF": (test_pictures.endless_pdf, ["qr"]),
    "addresses": (lambda: b"otpauth://totp/a?secret=AAAA\n" * 1_000_000, LISTS),
    "one address": (lambda: b"otpauth://totp/a?secret=" + b"A" * (31 << 20), LISTS),
    "parameters": (lambda: b"otpauth://totp/a?" + b"&a=b" * (7 << 20), LISTS),
    "blank lines": (lambda: b"otpauth://x" + b"\n" * (31 << 20), LISTS),
    "long keys": (lambda: (b"otpauth://totp/a?secret=" + b"A" * 60_000 + b"\n") * 500, LISTS),
    "migration": (pages, LISTS),
    "base64": (lambda: b"A" * (31 << 20), ["totp-authenticator"]),
    "bytes": (lambda: bytes(range(256)) * (250 << 10), ["andotp"]),
    "scrambled": (lambda: b"AUTHENTICATORPRO" + bytes(60 << 20), ["stratum"]),
    "nothing": (lambda: b"", registry.names()),
    "a byte": (lambda: b"\0", registry.names()),
    "marks": (lambda: b"\xef\xbb\xbf\xff\xfe", registry.names()),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_others(kind: str, come_to: Come) -> None:
    make, names = OTHERS[kind]
    come_to(make(), names)
