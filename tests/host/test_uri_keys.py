"""Keys in otpauth addresses: a test for each rule, which its first line says."""

from __future__ import annotations

import base64

import pytest

from host.uri import KEY, RAW, refused
from mfob import otpauth
from mfob.enrol import Enrolment
from mfob.otpauth import take_apart


def with_key(text: str) -> Enrolment:
    return otpauth.parse(f"otpauth://totp/a:b?secret={text}")


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        (KEY.lower(), RAW), ("JBSW+Y3DP+EHPK+3PXP", RAW), ("JBSW%20Y3DP%20EHPK%203PXP", RAW),
        ("jbsw-y3dp-ehpk-3pxp", RAW), ("%20" + KEY + "%0A", RAW),
        ("JBSWY3DPEHPK3PXPEA======", RAW + b" "),
        ("JBSWY3DPEHPK3PXPEA%3D%3D%3D%3D%3D%3D", RAW + b" "), (KEY + "========", RAW),
    ],
)  # fmt: skip
def test_spellings(text: str, raw: bytes) -> None:
    """In lower case, with spaces, dashes, padding, too much padding: accepted."""
    found = with_key(text)
    assert (found.account.secret, found.warnings) == (raw, ())


@pytest.mark.parametrize(
    ("text", "raw", "warned"),
    [
        ("ME", b"a", False), ("MFR", b"a", True), ("MFRA", b"ab", False), ("MFRGG", b"abc", False),
        ("MFRGGA", b"abc", True), ("MFRGGZA", b"abcd", False), ("MFRGGZDFA", b"abcde", True),
        ("MFRGGZDFMYQ", b"abcdef", True), ("MFRGGZDFMZTWQQ", b"abcdefgh", True),
    ],
)  # fmt: skip
def test_lengths(text: str, raw: bytes, warned: bool) -> None:
    """Length 1, 3 or 6 mod 8: accepted, left-over bits dropped, a warning."""
    found = with_key(text)
    assert found.account.secret == raw
    assert found.warnings == (
        ("The key has a length that no key has; a character may be missing. What is left over was"
         " dropped.",) if warned else ()
    )  # fmt: skip


def test_long_keys() -> None:
    """Over the hash's block: hashed first (RFC 2104): by HMAC up to 255 bytes, beyond them here.

    SHA-1 of 300 zero bytes by sha1sum.
    """
    assert with_key(base64.b32encode(bytes(255)).decode()).account.secret == bytes(255)
    found = with_key(base64.b32encode(bytes(300)).decode())
    assert found.account.secret.hex() == "b23b62bbd22a602b113038a07217c6abcb156f06"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("JBSWY3DPEHPK3PX0", 'The key has "0" at place 16 (the letter O?): it is made of the'),
        ("JBSW1", 'The key has "1" at place 5 (I or L?): it is made of the letters A to Z and'),
        ("JBSW8", 'The key has "8" at place 5 (B?): it is made of the letters A to Z and'),
        ("JBSWÄ", 'The key has "Ä" at place 5: it is made of the letters A to Z and the digits'),
        ("JBSW%07", "The key has the character U+0007 at place 5: it is made of"),
        ("JBSW=Y3DP", "The key has something behind its padding, at place 6: = may stand at its"),
        ("", "There is no key: the account needs one."),
        ("null", "There is no key: the account needs one."),
        ("====", "There is no key: the account needs one."),
        ("A", "The key is too short to be one."),
    ],
)
def test_keys_that_are_none(text: str, said: str) -> None:
    """Empty, or with characters outside base32: rejected, naming character and place, never it."""
    error = refused(f"otpauth://totp/a:b?secret={text}")
    assert error.code == "bad_secret"
    assert error.message.startswith(said)


def test_a_missing_key() -> None:
    """Missing: rejected."""
    error = refused("otpauth://totp/a:b?issuer=a")
    assert (error.code, error.message) == ("bad_secret", "There is no key: the account needs one.")


def test_two_keys() -> None:
    """The same twice is one; of two different ones none is guessed."""
    assert with_key(f"{KEY}&secret={KEY}").account.secret == RAW
    error = refused(f"otpauth://totp/a?secret={KEY}&secret=MFRGGZDF")
    assert error.message == "The address has two different keys."


def test_neither_repr_nor_str_has_the_key() -> None:
    address = take_apart(f"otpauth://totp/a:b?secret={KEY}")
    shown = f"{address!r} {address.fields!r} {address.enrol()!r} {address.enrol().account!r}"
    assert KEY not in shown
    assert "Hello" not in shown
