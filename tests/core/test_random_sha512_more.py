"""The rest of test_random_sha512's accounts."""

from data.otp_cases_sha512 import CASES
from random_codes import check


def test_random_accounts() -> None:
    check(CASES[80:], "SHA512")
