"""otpauth addresses as they are in use: each row is a case that other apps are known to treat
differently. The expected values are the project's rules, keys from RFC 4648 by hand."""

from __future__ import annotations

import base64

import pytest

from mfob import otpauth
from mfob.enrol import Enrolment, Fields
from mfob.errors import HostError
from mfob.otpauth import take_apart

KEY = "JBSWY3DPEHPK3PXP"
RAW = b"Hello!\xde\xad\xbe\xef"

NAMES = [
    ("otpauth://totp/ACME:bob?secret=%s&issuer=ACME", "ACME", "bob", False),
    ("otpauth://totp/LabelIss:bob?secret=%s&issuer=ParamIss", "ParamIss", "LabelIss:bob", True),
    ("otpauth://totp/ACME:bob?secret=%s", "ACME", "bob", False),
    ("otpauth://totp/bob?secret=%s&issuer=ACME", "ACME", "bob", False),
    ("otpauth://totp/bob?secret=%s", "", "bob", False),
    ("otpauth://totp/ACME:bob?secret=%s&issuer=", "ACME", "bob", False),
    ("otpauth://totp/ACME:bob?secret=%s&issuer", "ACME", "bob", False),
    (
        "otpauth://totp/Big%%20Corp%%3Abob%%40x.com?secret=%s&issuer=Big%%20Corp",
        "Big Corp",
        "bob@x.com",
        False,
    ),
    ("otpauth://totp/ACME:%%20bob?secret=%s&issuer=ACME", "ACME", "bob", False),
    (
        "otpauth://totp/Matrix:@edent:matrix.org?secret=%s&issuer=Matrix",
        "Matrix",
        "@edent:matrix.org",
        False,
    ),
    ("otpauth://totp/Matrix:@edent:matrix.org?secret=%s", "Matrix", "@edent:matrix.org", False),
    ("otpauth://totp/host:8443?secret=%s&issuer=Router", "Router", "host:8443", True),
    ("otpauth://totp/a:b:bob?secret=%s&issuer=a:b", "a:b", "bob", False),
    ("otpauth://totp/:bob?secret=%s&issuer=ACME", "ACME", "bob", False),
    ("otpauth://totp/:bob?secret=%s", "", "bob", False),
    ("otpauth://totp/ACME:?secret=%s", "ACME", "ACME", False),
    ("otpauth://totp/?secret=%s&issuer=ACME", "ACME", "ACME", False),
    ("otpauth://totp?secret=%s&issuer=ACME", "ACME", "ACME", False),
    (
        "otpauth://totp/Air+Canada:b+tag@x.com?secret=%s&issuer=Air+Canada",
        "Air Canada",
        "b+tag@x.com",
        False,
    ),
    ("otpauth://totp/Air+Canada:bob?secret=%s", "Air+Canada", "bob", False),
    ("otpauth://totp/Mongo Atlas:Acc !@?secret=%s", "Mongo Atlas", "Acc !@", False),
    ("otpauth://totp/Acme #1:bob?secret=%s", "Acme #1", "bob", False),
    ("otpauth://totp/a/b:c?secret=%s", "a/b", "c", False),
    ("otpauth://totp/%%E8%%8E%%8E%%E5%%A3%%AB:%%E4%%BA%%9A?secret=%s", "莎士", "亚", False),
    ("otpauth://totp/莎士:比亚?secret=%s", "莎士", "比亚", False),
    ("otpauth://totp/Cafe%%CC%%81:bob?secret=%s", "Café", "bob", False),
    ("otpauth://totp/ACME:bob?secret=%s&ISSUER=ACME", "ACME", "bob", False),
    ("otpauth://totp/acme:bob?secret=%s&issuer=ACME", "ACME", "bob", False),
    ("steam://%s", "Steam", "Steam", False),
]


@pytest.mark.parametrize(("uri", "issuer", "name", "warned"), NAMES)
def test_issuer_and_name(uri: str, issuer: str, name: str, warned: bool) -> None:
    address = take_apart(uri % KEY)
    found = address.enrol(Fields(type="totp"))
    assert (found.account.issuer, found.account.name) == (issuer, name)
    assert bool(found.warnings) == warned


FINE_KEYS = [
    (KEY.lower(), RAW, False),
    ("JBSW+Y3DP+EHPK+3PXP", RAW, False),
    ("JBSW%20Y3DP%20EHPK%203PXP", RAW, False),
    ("jbsw-y3dp-ehpk-3pxp", RAW, False),
    ("%20" + KEY + "%0A", RAW, False),
    ("JBSWY3DPEHPK3PXPEA======", RAW + b" ", False),
    ("JBSWY3DPEHPK3PXPEA%3D%3D%3D%3D%3D%3D", RAW + b" ", False),
    (KEY + "========", RAW, False),
    ("ME", b"a", False),
    ("MFR", b"a", True),
    ("MFRA", b"ab", False),
    ("MFRGG", b"abc", False),
    ("MFRGGA", b"abc", True),
    ("MFRGGZA", b"abcd", False),
    ("MFRGGZDFA", b"abcde", True),
    ("MFRGGZDFMYQ", b"abcdef", True),
    (base64.b32encode(bytes(range(100))).decode().rstrip("="), bytes(range(100)), False),
]


@pytest.mark.parametrize(("text", "raw", "warned"), FINE_KEYS)
def test_keys_that_are_taken(text: str, raw: bytes, warned: bool) -> None:
    found = otpauth.parse(f"otpauth://totp/a:b?secret={text}")
    assert found.account.secret == raw
    assert bool(found.warnings) == warned


BAD_KEYS = [
    ("JBSWY3DPEHPK3PX0", '"0" at place 16 (the letter O?)'),
    ("JBSW1", '"1" at place 5 (I or L?)'),
    ("JBSW8", '"8" at place 5 (B?)'),
    ("JBSWÄ", '"Ä" at place 5:'),
    ("JBSW%07", "U+0007 at place 5"),
    ("JBSW=Y3DP", "behind its padding, at place 6"),
    ("", "There is no key"),
    ("====", "There is no key"),
    ("A", "too short"),
]


@pytest.mark.parametrize(("text", "said"), BAD_KEYS)
def test_keys_that_are_not(text: str, said: str) -> None:
    with pytest.raises(HostError) as caught:
        otpauth.parse(f"otpauth://totp/a:b?secret={text}")
    assert (caught.value.code, caught.value.exit_code) == ("bad_secret", 1)
    assert said in caught.value.message
    assert "JBSW" not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_key_over_255_bytes_is_hashed_first() -> None:
    """RFC 2104, section 2: the codes are the same. SHA-1 of 300 zero bytes by sha1sum."""
    text = base64.b32encode(bytes(300)).decode()
    secret = otpauth.parse(f"otpauth://totp/a?secret={text}").account.secret
    assert secret.hex() == "b23b62bbd22a602b113038a07217c6abcb156f06"


def test_two_different_keys_are_not_guessed_between() -> None:
    assert otpauth.parse(f"otpauth://totp/a?secret={KEY}&secret={KEY}").account.secret == RAW
    with pytest.raises(HostError, match="two different keys"):
        otpauth.parse(f"otpauth://totp/a?secret={KEY}&secret=MFRGGZDF")
    with pytest.raises(HostError, match="no key"):
        otpauth.parse("otpauth://totp/a:b?issuer=a")


@pytest.mark.parametrize(
    "written",
    ["sha1", "SHA1", "SHA-1", "HmacSHA1", "HMACSHA1", "hmac-sha1", "HMAC_SHA_1", "", "null",
     "Algorithm.sha1"],
)  # fmt: skip
def test_algorithm_names(written: str) -> None:
    found = parse_with(f"algorithm={written}")
    assert found.account.algorithm == "SHA1"
    assert ("algorithm" in found.assumed) == (written in ("", "null"))


@pytest.mark.parametrize(
    ("written", "name"),
    [("SHA256", "SHA256"), ("SHA-512", "SHA512"), ("HmacSHA256", "SHA256"), ("MD5", "MD5"),
     ("SHA224", "SHA224"), ("sha384", "SHA384"), ("rot13", "ROT13")],
)  # fmt: skip
def test_algorithms_that_are_refused_by_name(written: str, name: str) -> None:
    with pytest.raises(HostError, match=f"algorithm {name} can't be used") as caught:
        parse_with(f"algorithm={written}")
    assert caught.value.code == "bad_algorithm"


@pytest.mark.parametrize("digits", [5, 6, 7, 8, 9, 10])
def test_digits(digits: int) -> None:
    assert parse_with(f"digits={digits}").account.digits == digits


@pytest.mark.parametrize("period", [1, 10, 15, 30, 60, 90, 300, 86400])
def test_period(period: int) -> None:
    assert parse_with(f"period={period}").account.period == period


@pytest.mark.parametrize(
    ("query", "code"),
    [("digits=0", "bad_digits"), ("digits=1", "bad_digits"), ("digits=4", "bad_digits"),
     ("digits=11", "bad_digits"), ("digits=100", "bad_digits"), ("digits=abc", "bad_digits"),
     ("digits=6.0", "bad_digits"), ("digits=%D9%A6", "bad_digits"), ("digits=-6", "bad_digits"),
     ("period=0", "bad_period"), ("period=-30", "bad_period"), ("period=86401", "bad_period"),
     ("period=1000000000", "bad_period"), ("period=abc", "bad_period")],
)  # fmt: skip
def test_numbers_that_are_refused(query: str, code: str) -> None:
    with pytest.raises(HostError) as caught:
        parse_with(query)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "query",
    ["digits=&period=&algorithm=", "digits=null&period=null", "image=https://x.test/a.png",
     "foo=1&bar", "algo=SHA256", "counter=5"],
)  # fmt: skip
def test_what_is_blank_or_unknown_is_ignored(query: str) -> None:
    found = parse_with(query)
    assert (found.account.algorithm, found.account.digits, found.account.period) == ("SHA1", 6, 30)
    assert found.assumed == ("algorithm", "digits", "period")
    assert not found.warnings


@pytest.mark.parametrize(
    "uri",
    ["OTPAUTH://totp/a:b?secret=%s", "otpauth://TOTP/a:b?secret=%s",
     "apple-otpauth://totp/a:b?secret=%s", "  otpauth://totp/a:b?secret=%s \n",
     "\ufeffotpauth://totp/a:b?secret=%s", "otpauth://totp/a:b?SECRET=%s",
     "otpauth://totp/a:b?issuer=a&amp;secret=%s&amp;digits=6"],
)  # fmt: skip
def test_spellings_that_are_taken(uri: str) -> None:
    account = otpauth.parse(uri % KEY).account
    assert (account.issuer, account.name, account.secret) == ("a", "b", RAW)


@pytest.mark.parametrize(
    ("uri", "kind"),
    [("otpauth://hotp/a:b?counter=5&secret=%s", "hotp"),
     ("otpauth://hotp/a:b?secret=%s", "hotp"),
     ("otpauth://steam/Steam:gabe?secret=%s", "steam"),
     ("otpauth://totp/Steam:gabe?digits=5&secret=%s", "steam"),
     ("otpauth://totp/test:gabe?encoder=steam&issuer=Valve&secret=%s", "steam"),
     ("steam://%s", "steam")],
)  # fmt: skip
def test_kinds_that_the_fob_does_not_know_yet(uri: str, kind: str) -> None:
    with pytest.raises(HostError, match=f"type {kind} can't be put on the fob") as caught:
        otpauth.parse(uri % KEY)
    assert caught.value.code == "bad_type"


def test_steam_with_six_digits_is_unsure() -> None:
    assert otpauth.parse(f"otpauth://totp/Steam:gabe?secret={KEY}").steam_unsure
    assert not otpauth.parse(f"otpauth://totp/Steam:gabe?digits=8&secret={KEY}").steam_unsure
    assert not otpauth.parse(f"otpauth://totp/Steamy:gabe?secret={KEY}").steam_unsure


@pytest.mark.parametrize(
    ("uri", "said"),
    [("motp://a:b?secret=00", "Mobile-OTP"), ("otpauth://yaotp/bob?secret=AA", "Yandex"),
     ("otpauth-migration://offline?data=AA", "several accounts"),
     ("https://example.test/", "web page"), ("hello", "otpauth://"), ("", "otpauth://"),
     ("otpauth://what/a?secret=AA", "no kind"), ("wifi://x", "otpauth://"),
     ("otpauth://totp/%FF?secret=AA", "label of the address is not valid UTF-8"),
     ("otpauth://totp/a?issuer=%FF", "issuer of the address is not valid UTF-8"),
     ("otpauth://totp/a\udcff?secret=AA", "label of the address is not valid UTF-8"),
     (f"otpauth://totp/?secret={KEY}", "has no name"),
     (f"otpauth://totp/%20?secret={KEY}", "has no name"),
     (f"otpauth://totp/a%0Ab?secret={KEY}", "name is not valid"),
     (f"otpauth://totp/{'n' * 65}?secret={KEY}", "it has 65"),
     (f"otpauth://totp/a?secret={KEY}&issuer={'i' * 65}", "issuer is not valid")],
)  # fmt: skip
def test_addresses_that_are_refused(uri: str, said: str) -> None:
    with pytest.raises(HostError) as caught:
        otpauth.parse(uri)
    assert said in caught.value.message
    assert KEY not in caught.value.message


def test_names_of_64_characters_in_nfc() -> None:
    name = "é" * 64
    account = otpauth.parse(f"otpauth://totp/{'e%CC%81' * 64}?secret={KEY}").account
    assert account.name == name


def test_neither_repr_nor_str_has_the_key() -> None:
    address = take_apart(f"otpauth://totp/a:b?secret={KEY}")
    shown = f"{address!r} {address.fields!r} {address.enrol()!r} {address.enrol().account!r}"
    assert KEY not in shown
    assert "Hello" not in shown


def parse_with(query: str) -> Enrolment:
    return otpauth.parse(f"otpauth://totp/a:b?secret={KEY}&{query}")
