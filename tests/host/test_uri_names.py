"""Issuer and name in otpauth addresses, as other apps are known to differ: a test for each rule,
which its first line says. Examples: executed with four other apps."""

from __future__ import annotations

import pytest

from host.uri import KEY, refused, who, with_query
from mfob import otpauth


def test_issuers_that_differ() -> None:
    """The parameter; a warning; the label's prefix stays in the name unless it is the issuer."""
    found = with_query("issuer=ParamIss", "LabelIss:bob")
    assert (found.account.issuer, found.account.name) == ("ParamIss", "LabelIss:bob")
    assert found.warnings == (
        'The label begins with "LabelIss" and the issuer is given as "ParamIss": the issuer was'
        ' taken, and the name is "LabelIss:bob".',
    )
    assert who("otpauth://totp/acme:bob?secret=%s&issuer=ACME") == ("ACME", "bob")


@pytest.mark.parametrize(
    ("uri", "issuer", "name"),
    [
        ("otpauth://totp/ACME:bob?secret=%s&issuer=ACME", "ACME", "bob"),
        ("otpauth://totp/ACME:bob?secret=%s", "ACME", "bob"),
        ("otpauth://totp/bob?secret=%s&issuer=ACME", "ACME", "bob"),
        ("otpauth://totp/bob?secret=%s", "", "bob"),
        ("otpauth://totp/Matrix:@ed:m.org?secret=%s&issuer=Matrix", "Matrix", "@ed:m.org"),
        ("otpauth://totp/Matrix:@ed:m.org?secret=%s", "Matrix", "@ed:m.org"),
        ("otpauth://totp/a:b:bob?secret=%s&issuer=a:b", "a:b", "bob"),
        ("otpauth://totp/:bob?secret=%s&issuer=ACME", "ACME", "bob"),
        ("otpauth://totp/:bob?secret=%s", "", "bob"),
        ("otpauth://totp/a/b:c?secret=%s", "a/b", "c"),
    ],
)
def test_colons(uri: str, issuer: str, name: str) -> None:
    """A known issuer's prefix is stripped, else the label is split at the first colon."""
    assert who(uri) == (issuer, name)


def test_a_colon_of_the_name() -> None:
    """`host:8443` with issuer=Router is Router / host:8443."""
    account = with_query("issuer=Router", "host:8443").account
    assert (account.issuer, account.name) == ("Router", "host:8443")


@pytest.mark.parametrize(
    ("uri", "issuer", "name"),
    [
        ("otpauth://totp/Big%%20Corp%%3Abob%%40x.com?secret=%s", "Big Corp", "bob@x.com"),
        ("otpauth://totp/Corp%%3abob?secret=%s&issuer=Corp", "Corp", "bob"),
        ("otpauth://totp/ACME:%%20bob?secret=%s&issuer=ACME", "ACME", "bob"),
        ("otpauth://totp/%%20ACME%%20:%%20bob%%20?secret=%s&issuer=+ACME+", "ACME", "bob"),
        ("otpauth://totp/Mongo Atlas:Acc !@?secret=%s", "Mongo Atlas", "Acc !@"),
    ],
)
def test_encoded_colons_and_spaces(uri: str, issuer: str, name: str) -> None:
    """`%3A`, `:%20` and spaces around are decoded and trimmed."""
    assert who(uri) == (issuer, name)


@pytest.mark.parametrize(
    "uri",
    [
        "otpauth://totp/?secret=%s&issuer=ACME",
        "otpauth://totp?secret=%s&issuer=ACME",
        "otpauth://totp/ACME:?secret=%s",
        "otpauth://totp/%%20?secret=%s&issuer=ACME",
    ],
)
def test_an_empty_label(uri: str) -> None:
    """The issuer as the name."""
    assert who(uri) == ("ACME", "ACME")
    assert "name" in otpauth.parse(uri % KEY).assumed


@pytest.mark.parametrize("label", ["", "%20", ":"])
def test_neither_label_nor_issuer(label: str) -> None:
    """Both empty: rejected."""
    error = refused(f"otpauth://totp/{label}?secret={KEY}")
    assert error.code == "bad_name"
    assert error.message == "The account has no name: give one with -n."


def test_plus() -> None:
    """Literal in the path, a space in the query."""
    uri = "otpauth://totp/Air+Canada:b+tag@x.com?secret=%s&issuer=Air+Canada"
    assert who(uri) == ("Air Canada", "b+tag@x.com")
    assert who("otpauth://totp/Air+Canada:bob?secret=%s") == ("Air+Canada", "bob")


@pytest.mark.parametrize(
    ("uri", "issuer", "name"),
    [
        ("otpauth://totp/Acme #1:bob?secret=%s", "Acme #1", "bob"),
        ("otpauth://totp/a:b?secret=%s&issuer=C# Corp&digits=6", "C# Corp", "b"),
        ("otpauth://totp/a:b?secret=%s#part", "a", "b"),
        ("otpauth://totp/a:b?secret=%s&digits=6#part", "a", "b"),
    ],
)
def test_a_raw_hash(uri: str, issuer: str, name: str) -> None:
    """Raw # in the label: taken as if it were escaped; behind a value it ends it."""
    account = otpauth.parse(uri % KEY).account
    assert (account.issuer, account.name.rpartition(":")[2]) == (issuer, name)


@pytest.mark.parametrize(
    ("uri", "issuer", "name"),
    [
        ("otpauth://totp/%%E8%%8E%%8E%%E5%%A3%%AB:%%E4%%BA%%9A?secret=%s", "莎士", "亚"),
        ("otpauth://totp/莎士:比亚?secret=%s", "莎士", "比亚"),
        ("otpauth://totp/Cafe%%CC%%81:bob?secret=%s", "Café", "bob"),
        (f"otpauth://totp/{'e%%CC%%81' * 64}?secret=%s", "", "é" * 64),
    ],
)
def test_unicode(uri: str, issuer: str, name: str) -> None:
    """Unicode, raw or encoded: UTF-8, NFC."""
    assert who(uri) == (issuer, name)


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        (f"otpauth://totp/%FF?secret={KEY}", "The label of the address is not valid UTF-8."),
        (f"otpauth://totp/a?secret={KEY}&issuer=%FF", "The issuer of the address is not valid"),
        (f"otpauth://totp/a\udcff?secret={KEY}", "The label of the address is not valid UTF-8."),
        (f"otpauth://totp/a%0Ab?secret={KEY}", "The name is not valid: 1 to 64 characters"),
        (f"otpauth://totp/{'n' * 65}?secret={KEY}", "and it has 65. Give another with -n."),
        (f"otpauth://totp/a?secret={KEY}&issuer={'i' * 65}", "The issuer is not valid"),
    ],
)
def test_names_that_are_refused(uri: str, said: str) -> None:
    assert said in refused(uri).message
