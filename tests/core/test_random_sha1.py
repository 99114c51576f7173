"""Random accounts of SHA1 up to 2199, counters to 2**64 - 1: codes by pyotp and oathtool."""

from data.otp_cases_sha1 import CASES
from fobcore import hashes
from random_codes import check


def test_random_accounts() -> None:
    assert len(CASES) > 100
    check(CASES, "SHA1")


def test_random_accounts_with_our_sha1() -> None:
    check(CASES, "SHA1", hashes.compact_sha1())
