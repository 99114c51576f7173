"""Google Authenticator's export: messages built here from their public description."""

from __future__ import annotations

import secrets

import pytest

from importers import corpus
from importers import make_migration as make
from mfob.enrol import enrol
from mfob.errors import HostError
from mfob.importers import gather, migration, registry
from mfob.importers.kdf import Kdf
from mfob.importers.model import FORMAT, Entry, File, Page


def read(text: str, name: str = "google") -> list[Entry]:
    file = File("export.txt", text.encode())
    known = registry.detect(file)
    assert known.name == name and not known.encrypted(file)
    return list(known.read(file, None, Kdf()))


SCITO = "google-migration/scito_example_export.txt"
SAME = ("duplicate", "The same key as raspberrypi:pi@raspberrypi.")


@pytest.mark.parametrize(("path", "name"), [
    ("google-migration/otpauth_migration_string2.txt", "google"),
    ("google-migration/otpauth_migration_string3.txt", "google"),
    (SCITO, "google"),
    ("google-migration/scito_example_export.png", "qr"),
    ("aegis-tests/google_authenticator.sqlite", "google-sqlite"),
    ("aegis-tests/plain.txt", "uris"),
])  # fmt: skip
def test_corpus(path: str, name: str) -> None:
    case = corpus.case(path)
    assert case.rejected == []
    entries = corpus.import_(case, name)
    assert corpus.accounts(entries) == corpus.expected(case)
    assert corpus.others(entries) == ([SAME] * 4 if path == SCITO else [])


def test_every_field() -> None:
    key, other = secrets.token_bytes(20), secrets.token_bytes(33)
    message = make.payload([
        make.account(key, "Acme:alice@example.com", "Acme", make.SHA512, make.EIGHT),
        make.account(other, "b", type=make.HOTP, counter=(1 << 40) + 3, id="a1b2c31700000000000"),
    ])  # fmt: skip
    first, second = (enrol(entry.fields, entry.warnings) for entry in read(make.address(message)))
    a, b = first.account, second.account
    assert (a.issuer, a.name, a.secret) == ("Acme", "alice@example.com", key)
    assert (a.type, a.algorithm, a.digits, a.period) == ("totp", "SHA512", 8, 30)
    assert first.assumed == ("period",)
    assert (b.issuer, b.name, b.secret, b.type) == ("", "b", other, "hotp")
    assert (b.counter, b.algorithm, b.digits) == ((1 << 40) + 3, "SHA1", 6)


@pytest.mark.parametrize(("name", "issuer", "wanted"), [
    ("Acme:alice", "Acme", ("Acme", "alice")),
    ("Acme: alice", "", ("Acme", "alice")),
    ("alice", "Acme", ("Acme", "alice")),
    ("Other:alice", "Acme", ("Acme", "Other:alice")),
    ("host:8443", "Router", ("Router", "host:8443")),
    ("莎士:亚", "莎士", ("莎士", "亚")),
])  # fmt: skip
def test_the_name_begins_with_the_issuer(name: str, issuer: str, wanted: tuple[str, str]) -> None:
    (entry,) = read(make.address(make.payload([make.account(b"k" * 10, name, issuer)])))
    account = enrol(entry.fields).account
    assert (account.issuer, account.name) == wanted


def test_what_is_not_told_is_assumed() -> None:
    """protobuf leaves zeros out: unspecified algorithm, digits and type."""
    message = make.field(1, make.field(1, b"0123456789") + make.field(2, "bob"))
    (entry,) = read(make.address(message))
    assert set(enrol(entry.fields).assumed) == {"type", "algorithm", "digits", "period"}


def test_a_counter_of_zero_is_told_by_being_left_out() -> None:
    (entry,) = read(make.address(make.payload([make.account(b"k" * 10, "x", type=make.HOTP)])))
    assert enrol(entry.fields).assumed == ()
    assert enrol(entry.fields).account.counter == 0


@pytest.mark.parametrize(("account", "sentence"), [
    (make.account(b"k" * 10, "x", algorithm=make.MD5), "MD5"),
    (make.account(b"k" * 10, "x", type=make.HOTP, counter=-1), "counter"),
    (make.account(b"k" * 10, "x", algorithm=9), "an algorithm that is not known"),
    (make.account(b"k" * 10, "x", digits=7), "a number of digits that is not known"),
    (make.account(b"k" * 10, "x", type=3), "a type that is not known"),
])  # fmt: skip
def test_rejected(account: bytes, sentence: str) -> None:
    good = make.account(b"k" * 11, "good")
    source = gather.Source("x", entries=read(make.address(make.payload([account, good]))))
    bad, fine = gather.items([source])
    assert (bad.status, fine.status) == ("rejected", "")
    assert sentence in bad.reason
    assert bad.label == "x"


def test_an_empty_key_is_skipped() -> None:
    (entry,) = read(make.address(make.payload([make.account(b"", "Acme:x", "Acme")])))
    assert (entry.skip, entry.reject) == ("The app has exported it without a key.", "")
    assert (entry.fields.issuer, entry.fields.name) == ("Acme", "x")


def test_an_empty_export_is_one() -> None:
    assert read(make.address(make.payload([]))) == []


@pytest.mark.parametrize("spelling", [
    lambda text: text,
    lambda text: text.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="),
    lambda text: text.replace("%2B", " ").replace("%3D", ""),
    lambda text: text.replace("%2B", "-").replace("%2F", "_"),
    lambda text: text.replace("otpauth-migration", "OTPAUTH-Migration"),
    lambda text: text + "&x=1",
    lambda text: f"\ufeff  {text}  \r\n\r\n# a comment\r\n",
])  # fmt: skip
def test_spellings(spelling) -> None:  # noqa: ANN001
    key = b"\xfb\xef" + b"\xfb\xef\xbe" * 3 + b"\xff" * 9
    text = make.address(make.payload([make.account(key, "x")]))
    assert "%2B" in text and "%2F" in text and text.count("%3D") == 1
    (entry,) = read(spelling(text))
    assert enrol(entry.fields).account.secret == key


def pages(version: int, export: int | None, count: int = 3) -> list[str]:
    return [
        make.address(
            make.payload(
                [make.account(b"key" + bytes((page, n)) * 5, f"p{page}n{n}") for n in range(2)],
                count, page, export, version,
            )  # fmt: skip
        )
        for page in range(count)
    ]


@pytest.mark.parametrize(("version", "export"), [(1, 12345), (1, -1985229329), (2, None)])
def test_pages_in_any_order_across_files(version: int, export: int | None) -> None:
    first, second, third = pages(version, export)
    sources = [gather.Source("a", entries=read(third + "\n" + first)),
               gather.Source("b", entries=read(second))]  # fmt: skip
    assert gather.missing_pages(sources) == []
    found = gather.items(sources)
    assert [item.account.name for item in found] == [
        "p0n0", "p0n1", "p1n0", "p1n1", "p2n0", "p2n1"
    ]  # fmt: skip


def test_missing_pages_are_named() -> None:
    first, second, third = pages(1, 5)
    one = gather.Source("a", entries=read(third + "\n" + first))
    assert gather.missing_pages([one]) == ["QR code 2 of 3 of the export is missing."]
    one = gather.Source("a", entries=read(second))
    assert gather.missing_pages([one]) == ["The QR codes 1, 3 of 3 of the export are missing."]


def test_two_exports_are_two() -> None:
    sources = [gather.Source("a", entries=read(pages(1, export)[0])) for export in (5, 6)]
    assert len(gather.missing_pages(sources)) == 2


def test_one_page_twice_is_one() -> None:
    first, second, third = pages(2, None)
    source = gather.Source("a", entries=read("\n".join((first, second, first, third))))
    statuses = [item.status for item in gather.items([source])]
    assert statuses.count("duplicate") == 2 and statuses.count("") == 6


def test_pages_that_can_not_be() -> None:
    for count, page in ((3, 3), (1 << 40, 1), (0, 0), (1, 0)):
        (entry,) = read(make.address(make.payload([make.account(b"k" * 9, "x")], count, page)))
        assert entry.page is None
    (entry,) = read(make.address(make.payload([make.account(b"k" * 9, "x")], 2, 1)))
    assert entry.page == Page(entry.page.export if entry.page else "", 2, 2)


def test_cut_at_every_byte() -> None:
    """A message that ends early is damaged, never another account; no bytes of it are told."""
    key = b"SECRETKEY1"
    message = make.payload([make.account(key, "alice", "Acme")])
    inner = len(make.field(1, make.account(key, "alice", "Acme")))
    for size in range(1, inner):
        with pytest.raises(HostError) as caught:
            list(migration.entries(make.address(message[:size])))
        assert caught.value.code == FORMAT
        assert "SECRET" not in str(caught.value)


@pytest.mark.parametrize("message", [
    b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",  # a length beyond all memory
    b"\x80" * 40,  # a number without an end
    b"\x0b\x0c",  # groups, which it has none of
    b"\x0a\x02\x0a\x7f",  # a field that reaches beyond its message
], ids=bytes.hex)  # fmt: skip
def test_hostile(message: bytes) -> None:
    with pytest.raises(HostError) as caught:
        list(migration.entries(make.address(message)))
    assert caught.value.code == FORMAT


def test_fields_of_later_versions_are_left_out() -> None:
    more = make.field(99, b"xyz") + make.field(98, 7) + b"\x9d\x06abcd" + b"\x99\x06abcdefgh"
    one = make.account(b"k" * 10, "x") + more
    (entry,) = read(make.address(make.payload([one]) + more))
    assert enrol(entry.fields).account.secret == b"k" * 10


def test_one_damaged_line_of_several() -> None:
    good = make.address(make.payload([make.account(b"k" * 10, "x")]))
    bad, fine = read(f"otpauth-migration://offline?data=!!!\n{good}")
    assert bad.reject == "Line 1: The export's address is damaged or not whole."
    assert fine.fields.name == "x"
