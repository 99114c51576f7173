"""What becomes of entries before a fob is asked: names that fit, duplicates, what was selected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mfob.enrol import Fields
from mfob.importers import gather
from mfob.importers.model import Entry

A, B = "JBSWY3DPEHPK3PXP", "GEZDGNBVGY3TQOJQ"


def entry(name: str, secret: str = A, issuer: str = "Acme", **more: str) -> Entry:
    return Entry(Fields(issuer, name, secret, **more))


def items(*files: list[Entry], select: str | None = None) -> list[gather.Item]:
    sources = [gather.Source(f"file {n}", entries=list(file)) for n, file in enumerate(files)]
    return gather.items(sources, select)


def statuses(found: list[gather.Item]) -> list[str]:
    return [item.status for item in found]


def test_the_same_key_once_over_all_files() -> None:
    found = items([entry("a"), entry("b", B)], [entry("c"), entry("b", B, digits="8")])
    assert statuses(found) == ["", "", "duplicate", ""]
    assert found[2].reason == "The same key as Acme:a."


@pytest.mark.parametrize("more", [
    {"digits": "8"}, {"period": "60"}, {"algorithm": "SHA256"}, {"type": "hotp"}, {"secret": B},
])  # fmt: skip
def test_other_parameters_are_another_account(more: dict[str, str]) -> None:
    given = entry("a")
    other = replace(given, fields=replace(given.fields, **more))
    assert statuses(items([given, other])) == ["", ""]


def test_of_counters_the_furthest_counts() -> None:
    found = items([entry("a", type="hotp", counter="5")], [entry("a", type="hotp", counter="9")],
                  [entry("a", type="hotp", counter="7")])  # fmt: skip
    assert statuses(found) == ["", "duplicate", "duplicate"]
    assert found[0].account.counter == 9


def test_rejected_and_skipped_are_settled_with_their_sentence() -> None:
    found = items([
        entry("a", "1!"),
        replace(entry("b"), skip="In the bin."),
        replace(entry("c"), reject="It can't be."),
        entry("d", B, algorithm="MD5"),
        Entry(Fields()),
        entry("e", B, digits="77"),
    ])  # fmt: skip
    assert statuses(found) == ["rejected", "skipped", *["rejected"] * 4]
    assert [item.reason for item in found][1:3] == ["In the bin.", "It can't be."]
    assert "MD5" in found[3].reason and "SHA512" in found[3].reason
    assert [item.label for item in found][3:5] == ["Acme:d", "an account"]
    assert "77" in found[5].reason


def test_select() -> None:
    found = items([entry("alice"), entry("bob", B)], select="ACME:AL")
    assert statuses(found) == ["", "skipped"]
    assert (found[0].selected, found[1].selected) == (True, False)


def test_names_that_no_fob_takes_are_made_to_fit() -> None:
    long = "x" * 80
    found = items([entry(long), entry("two\r\nlines\0", B), entry("z\ud800", B, digits="8")])
    assert [item.account.name for item in found] == ["x" * 63 + "…", "two lines", "z\ufffd"]
    assert "80" in found[0].warnings[0]


def test_same_names_with_two_keys() -> None:
    found = items([entry("a"), entry("a", B), entry("b", B, digits="8")])
    assert [(x.account.secret, y.account.secret) for x, y in gather.same_names(found)] == [
        (b"1234567890", b"Hello!\xde\xad\xbe\xef")
    ]


def test_numbered_names_fit() -> None:
    (item,) = items([entry("y" * 64)])
    name = gather.numbered(item.account, 12).name
    assert name == "y" * 59 + " (12)"


def test_steam_is_said() -> None:
    given = [entry("x", issuer="Steam", digits="6"), entry("y", B, "Steam", digits="5")]
    plain, own = items(given)
    assert plain.account.type == "totp" and "Steam's own codes" in plain.warnings[-1]
    assert own.account.type == "steam" and own.warnings == ()


def test_assumed_is_of_the_file_and_of_what_is_left_out() -> None:
    (item,) = items([replace(entry("x", digits="6"), assumed=("type", "period"))])
    assert item.assumed == ("type", "period", "algorithm")


def test_nothing_is_shown_of_a_key_by_repr() -> None:
    (item,) = items([entry("x")])
    assert A not in repr(item) + repr(item.source) + repr(item.source.entries)
