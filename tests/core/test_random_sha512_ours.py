"""Random accounts of SHA512 with our hash also where hashlib has one, which is CPython alone."""

from data.otp_cases_sha512 import CASES
from fobcore import hashes, sha512
from random_codes import check

RUNTIMES_WITHOUT = {
    "unix": "its hashlib has none: test_random_sha512 is with ours",
    "wasm32": "its hashlib has none: test_random_sha512 is with ours",
}


def test_random_accounts() -> None:
    check(CASES, "SHA512", hashes._Compact(sha512.new, 128))
