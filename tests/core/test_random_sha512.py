"""Random accounts of SHA512 up to 2199, counters to 2**64 - 1: codes by pyotp and oathtool.

MicroPython has no SHA-512 in its hashlib: there, this is ours already. The first 80, the
others are in test_random_sha512_more: wasm32 has no garbage collection.
"""

from data.otp_cases_sha512 import CASES
from random_codes import check


def test_random_accounts() -> None:
    assert len(CASES) > 100
    check(CASES[:80], "SHA512")
