"""Random accounts of SHA256 up to 2199, counters to 2**64 - 1: codes by pyotp and oathtool."""

from data.otp_cases_sha256 import CASES
from random_codes import check


def test_random_accounts() -> None:
    assert len(CASES) > 100
    check(CASES, "SHA256")
