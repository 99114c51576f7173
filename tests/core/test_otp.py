"""One-time passwords: RFC 4226 appendix D, RFC 6238 appendix B, random accounts up to 2199."""

import binascii

from data.otp_cases import CASES
from fobcore import hashes, otp
from fobcore.hmac import Hmac

SECRET = b"12345678901234567890"
# RFC 4226 appendix D: HMAC, truncated to decimal
HOTP = (
    ("cc93cf18508d94934c64b65d8ba7667fb7cde4b0", "1284755224"),
    ("75a48a19d4cbe100644e8ac1397eea747a2d33ab", "1094287082"),
    ("0bacb7fa082fef30782211938bc1c5e70416ff44", "137359152"),
    ("66c28227d03a2d5529262ff016a1e6ef76557ece", "1726969429"),
    ("a904c900a64b35909874b33e61c5938a8e15ed1c", "1640338314"),
    ("a37e783d7b7233c083d4f62926c7a25f238d0316", "868254676"),
    ("bc9cd28561042c83f219324d3c607256c03272ae", "1918287922"),
    ("a4fb960c0bc06e1eabb804e5b397cdc4b45596fa", "82162583"),
    ("1b3c89f65e6c9e883012052823443f048b4332db", "673399871"),
    ("1637409809a679dc698207310c8c7fc07290d9e5", "645520489"),
)
# RFC 6238 appendix B, the SHA-1 rows: UTC seconds, 8 digits
TOTP = (
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
)


def test_rfc_4226_truncation() -> None:
    for mac, number in HOTP:
        for digits in range(5, 11):
            expected = ("0" * 10 + number)[-digits:]
            assert otp.truncate(bytes.fromhex(mac), digits) == expected, (mac, digits)


def test_rfc_4226_hotp() -> None:
    hmac = Hmac(SECRET, "SHA1")
    for counter, (mac, number) in enumerate(HOTP):
        assert str(binascii.hexlify(hmac.digest(bytes(7) + bytes([counter]))), "ascii") == mac
        assert otp.hotp(hmac, counter, 6) == number[-6:], counter


def test_rfc_6238_totp() -> None:
    for algorithm in ("SHA1", hashes.compact_sha1()):
        hmac = Hmac(SECRET, algorithm)
        for utc, code in TOTP:
            assert otp.totp(hmac, utc, 8, 30) == code, utc


def test_largest_counter() -> None:
    # oathtool --hotp -c 18446744073709551615 3132333435363738393031323334353637383930
    assert otp.hotp(Hmac(SECRET, "SHA1"), (1 << 64) - 1, 6) == "094451"


def test_random_accounts() -> None:
    assert len(CASES) == 200
    for secret, digits, period, utc, code in CASES:
        hmac = Hmac(bytes.fromhex(secret), "SHA1")
        assert otp.totp(hmac, utc, digits, period) == code, (utc, period, digits)


def test_random_accounts_with_our_sha1() -> None:
    algorithm = hashes.compact_sha1()
    for secret, digits, period, utc, code in CASES:
        hmac = Hmac(bytes.fromhex(secret), algorithm)
        assert otp.totp(hmac, utc, digits, period) == code, (utc, period, digits)
