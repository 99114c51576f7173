"""Kinds and parameters of otpauth addresses: a test for each rule, which its first line says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from host.terminal import environment
from host.uri import KEY, RAW, refused, with_query
from mfob import otpauth
from mfob.enrol import Fields
from mfob.otpauth import take_apart


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sha1", "SHA1"), ("SHA1", "SHA1"), ("SHA-1", "SHA1"), ("HmacSHA1", "SHA1"),
        ("HMACSHA1", "SHA1"), ("hmac-sha1", "SHA1"), ("HMAC_SHA_1", "SHA1"),
        ("Algorithm.sha1", "SHA1"), ("SHA256", "SHA256"), ("SHA-256", "SHA256"),
        ("HmacSHA256", "SHA256"), ("sha512", "SHA512"), ("HMACSHA512", "SHA512"),
    ],
)  # fmt: skip
def test_algorithms(written: str, name: str) -> None:
    """sha1, SHA-1, HMACSHA1, HmacSHA256 …: normalised."""
    found = with_query(f"algorithm={written}")
    assert found.account.algorithm == name
    assert "algorithm" not in found.assumed


@pytest.mark.parametrize(
    ("written", "name"),
    [("MD5", "MD5"), ("SHA224", "SHA224"), ("sha-384", "SHA384"), ("rot13", "ROT13")],
)
def test_other_algorithms(written: str, name: str) -> None:
    """MD5, SHA224, SHA384: rejected by name."""
    error = refused(f"otpauth://totp/a:b?secret={KEY}&algorithm={written}")
    wanted = f"The algorithm {name} can't be used: the fob knows SHA1, SHA256, SHA512 only."
    assert (error.code, error.message) == ("bad_algorithm", wanted)


@pytest.mark.parametrize(
    "query",
    ["digits=&period=&algorithm=&issuer=", "digits=null&period=null&algorithm=null&issuer=null",
     "digits&period", "algorithm=%20", ""],
)  # fmt: skip
def test_blank_parameters(query: str) -> None:
    """Empty or `null` parameters: the default."""
    found = with_query(query)
    assert (found.account.algorithm, found.account.digits, found.account.period) == ("SHA1", 6, 30)
    assert found.assumed == ("algorithm", "digits", "period")
    assert (found.account.issuer, found.warnings) == ("a", ())


@pytest.mark.parametrize("digits", [5, 6, 7, 8, 9, 10])
def test_digits(digits: int) -> None:
    """5 to 10."""
    assert with_query(f"digits={digits}").account.digits == digits


@pytest.mark.parametrize("period", [1, 10, 15, 30, 60, 90, 300, 86400])
def test_period(period: int) -> None:
    """1 to 86,400."""
    assert with_query(f"period={period}").account.period == period


@pytest.mark.parametrize(
    ("query", "said"),
    [
        *((f"digits={n}", f"Codes of {n} digits can't be made: 5 to 10 are possible.")
          for n in (0, 1, 4, 11, 100, -6)),
        *((f"digits={n}", f"The digits must be a number, not '{n}'.") for n in ("6.0", "6,")),
        ("digits=abc", "The digits must be a number."),
        ("digits=%D9%A6", "The digits must be a number, not '٦'."),
        *((f"period={n}", f"A period of {n} seconds can't be used: 1 to 86,400 are possible.")
          for n in (0, -30, 86401, 1000000000)),
        ("period=abc", "The period must be a number."),
    ],
)  # fmt: skip
def test_other_digits_and_periods(query: str, said: str) -> None:
    """Others rejected."""
    error = refused(f"otpauth://totp/a:b?secret={KEY}&{query}")
    assert (error.code, error.message) == (f"bad_{query.partition('=')[0]}", said)


@pytest.mark.parametrize("counter", [0, 5, 1 << 35, (1 << 64) - 1])
def test_hotp(counter: int) -> None:
    """Counters up to 2^64 - 1."""
    found = with_query(f"counter={counter}&period=60", kind="hotp")
    assert (found.account.type, found.account.counter) == ("hotp", counter)
    assert found.warnings == ()


def test_hotp_without_counter() -> None:
    """0, a warning."""
    found = with_query("digits=8", kind="hotp")
    assert (found.account.counter, found.account.digits) == (0, 8)
    assert found.warnings == ("No counter is given: it begins at 0.",)
    assert "counter" in found.assumed


@pytest.mark.parametrize("counter", ["-1", str(1 << 64)])
def test_other_counters(counter: str) -> None:
    """Negative rejected, and beyond 64 bits."""
    error = refused(f"otpauth://hotp/a:b?secret={KEY}&counter={counter}")
    wanted = f"The counter {counter} can't be used: 0 to 2^64 - 1 are possible."
    assert (error.code, error.message) == ("bad_counter", wanted)


@pytest.mark.parametrize(
    ("uri", "issuer", "name"),
    [
        ("otpauth://steam/Steam:gabe?secret=%s", "Steam", "gabe"),
        ("otpauth://totp/Steam:gabe?digits=5&secret=%s", "Steam", "gabe"),
        ("otpauth://totp/gabe?digits=5&issuer=steam&secret=%s", "steam", "gabe"),
        ("otpauth://totp/Valve:gabe?encoder=steam&issuer=Valve&secret=%s", "Valve", "gabe"),
        ("otpauth://totp/a:b?encoder=STEAM&digits=5&period=30&secret=%s", "a", "b"),
        ("steam://%s", "Steam", "Steam"),
        ("STEAM://%s/", "Steam", "Steam"),
    ],
)
def test_steam(uri: str, issuer: str, name: str) -> None:
    """`otpauth://steam/`, `encoder=steam`, Steam with digits=5, `steam://SECRET`: Steam."""
    found = otpauth.parse(uri % KEY)
    account = found.account
    assert (account.issuer, account.name, account.secret) == (issuer, name, RAW)
    assert (account.type, account.algorithm) == ("steam", "SHA1")
    assert (account.digits, account.period) == (5, 30)
    assert (found.steam_unsure, found.warnings) == (False, ())


@pytest.mark.parametrize("query", ["digits=6", "", "digits=null"])
def test_steam_with_six_digits(query: str) -> None:
    """Issuer Steam with 6 digits: asked, `--type` decides."""
    address = take_apart(f"otpauth://totp/Steam:gabe?secret={KEY}&{query}")
    assert address.enrol().steam_unsure
    assert address.enrol().account.type == "totp"
    told = address.enrol(Fields(type="steam")).account
    assert (told.type, told.digits) == ("steam", 5)
    assert not with_query("digits=8", "Steam:gabe").steam_unsure
    assert not with_query("digits=6", "Steamy:gabe").steam_unsure


def test_steam_with_what_it_never_has() -> None:
    """Steam's codes are of one kind: what says otherwise is dropped, with a warning."""
    found = with_query("digits=7&algorithm=SHA256", "Steam:gabe", "steam")
    assert found.account.digits == 5
    assert found.warnings == (
        "Steam's codes have the algorithm SHA1: what was given is not used.",
        "Steam's codes have the digits 5: what was given is not used.",
    )


@pytest.mark.parametrize(
    "uri",
    ["OTPAUTH://totp/a:b?secret=%s", "otpauth://TOTP/a:b?secret=%s", "OtpAuth://hOtP/a:b?secret=%s",
     "apple-otpauth://totp/a:b?secret=%s", "  otpauth://totp/a:b?secret=%s \n",
     "\ufeffotpauth://totp/a:b?secret=%s", "otpauth://totp/a:b?SECRET=%s",
     "otpauth://totp/a:b?issuer=a&amp;secret=%s&amp;digits=6"],
)  # fmt: skip
def test_spellings(uri: str) -> None:
    """Scheme and type in any case, apple-otpauth, &amp; from HTML, white space: accepted."""
    account = otpauth.parse(uri % KEY).account
    assert (account.issuer, account.name, account.secret) == ("a", "b", RAW)


@pytest.mark.parametrize(
    "query",
    ["image=https://x.test/a.png", "foo=1&bar", "algo=SHA256", "counter=5", "icon=file:///etc/x"],
)
def test_unknown_parameters(query: str) -> None:
    """`image=` and unknown parameters: ignored."""
    found = with_query(query)
    assert (found.account.algorithm, found.account.counter, found.warnings) == ("SHA1", 0, ())


def test_nothing_is_ever_fetched() -> None:
    """With `image=` and all: no socket is made, nothing opened, no program run by it."""
    script = (
        "import sys\n"
        "from mfob import otpauth\n"
        f"uri = 'otpauth://totp/a:b?secret={KEY}&image=%s&icon=%s&logo=%s'\n"
        "otpauth.parse(uri)\n"
        "events = []\n"
        "sys.addaudithook(lambda event, _: events.append(event))\n"
        "for place in ('https://x.test/a.png', 'file:///etc/hostname', '//x.test/a'):\n"
        "    otpauth.parse(uri.replace('%s', place))\n"
        "bad = ('socket', 'open', 'urllib', 'subprocess', 'os.', 'http')\n"
        "print([event for event in events if event.startswith(bad)])\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("uri", "code", "said"),
    [
        ("motp://a:b?secret=00", "bad_uri",
         "Mobile-OTP accounts (motp://) can't be put on the fob."),
        ("otpauth://motp/a:b?secret=00", "bad_type",
         "Mobile-OTP accounts can't be put on the fob."),
        ("otpauth://yaotp/bob?secret=AA", "bad_type", "Yandex accounts can't be put on the fob."),
    ],
)  # fmt: skip
def test_what_is_refused_by_name(uri: str, code: str, said: str) -> None:
    """`motp://`, Yandex: rejected by name."""
    error = refused(uri)
    assert (error.code, error.message) == (code, said)


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("otpauth-migration://offline?data=AA", "export of several accounts from Google"),
        ("https://example.test/", "address of a web page"), ("hello", "begin with otpauth://"),
        ("", "begin with otpauth://"), ("otpauth://what/a?secret=AA", "totp, hotp, steam"),
        ("wifi://x", "begin with otpauth://"),
    ],
)  # fmt: skip
def test_what_is_no_account(uri: str, said: str) -> None:
    assert said in refused(uri).message
