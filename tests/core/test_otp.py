"""One-time passwords: RFC 4226 appendix D, RFC 6238 appendix B, Steam, the ends of all ranges."""

import binascii

from fobcore import hashes, otp, sha512
from fobcore.account import Account
from fobcore.base32 import decode
from fobcore.hmac import Hmac

OUR_SHA512 = hashes._Compact(sha512.new, 128)  # also where hashlib has one
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
# RFC 6238 appendix B: UTC seconds, 8 digits with SHA1, SHA256, SHA512
TOTP = (
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
)
# By oathtool (6 to 8 digits) and pyotp (10) over the key of RFC 4226: counter, digits, code
COUNTERS = (
    (1073741823, 6, "812922"),
    (1073741823, 8, "54812922"),
    (1073741823, 10, "1754812922"),
    (1073741824, 6, "308829"),
    (1073741824, 8, "07308829"),
    (1073741824, 10, "1707308829"),
    (2147483648, 6, "197202"),
    (2147483648, 8, "04197202"),
    (2147483648, 10, "0404197202"),
    (4294967295, 6, "117190"),
    (4294967295, 8, "57117190"),
    (4294967295, 10, "0257117190"),
    (4294967296, 6, "999456"),
    (4294967296, 8, "55999456"),
    (4294967296, 10, "0255999456"),
    (9223372036854775807, 6, "181742"),
    (9223372036854775807, 8, "50181742"),
    (9223372036854775807, 10, "0150181742"),
    (9223372036854775808, 6, "959616"),
    (9223372036854775808, 8, "17959616"),
    (9223372036854775808, 10, "0817959616"),
    (18446744073709551614, 6, "488204"),
    (18446744073709551614, 8, "89488204"),
    (18446744073709551614, 10, "1289488204"),
    (18446744073709551615, 6, "094451"),
    (18446744073709551615, 8, "63094451"),
    (18446744073709551615, 10, "1663094451"),
)
# The keys of 1, 64, 65, 128, 129 and 255 bytes 0x42, counter 1: SHA1, SHA256, SHA512 with 8
# digits, by oathtool --totp=MODE --time-step-size=1s --now=@1
KEYS = (
    (1, "50939160", "05700273", "93552757"),
    (64, "97100837", "10456827", "01664394"),
    (65, "20349948", "48357648", "82675840"),
    (128, "65402044", "54435047", "60064004"),
    (129, "26868179", "78455224", "68932608"),
    (255, "75948651", "65981616", "22350593"),
)
STEAM = "63BEDWCQZKTQWPESARIERL5DTTQFCJTK"  # a published pair of codes (pyotp's own test)


def test_rfc_4226_truncation() -> None:
    for mac, number in HOTP:
        for digits in range(5, 11):
            expected = ("0" * 10 + number)[-digits:]
            assert otp.truncate(bytes.fromhex(mac), digits) == expected, (mac, digits)


def test_rfc_4226_hotp() -> None:
    assert len(HOTP) == 10
    hmac = Hmac(SECRET, "SHA1")
    account = Account("", "rfc", SECRET, "hotp")
    for counter, (mac, number) in enumerate(HOTP):
        assert str(binascii.hexlify(hmac.digest(bytes(7) + bytes([counter]))), "ascii") == mac
        assert otp.hotp(hmac, counter, 6) == number[-6:], counter
        assert otp.code(account, hmac, counter) == number[-6:], counter


def test_rfc_6238_totp() -> None:
    algorithms = (
        (1, "SHA1", 20), (1, hashes.compact_sha1(), 20), (2, "SHA256", 32), (3, "SHA512", 64),
        (3, OUR_SHA512, 64),
    )  # fmt: skip
    for column, algorithm, length in algorithms:
        hmac = Hmac((SECRET * 4)[:length], algorithm)
        account = Account("", "rfc", b"", "totp", digits=8)
        for row in TOTP:
            assert otp.totp(hmac, row[0], 8, 30) == row[column], (row[0], column)
            assert otp.code(account, hmac, row[0] // 30) == row[column], (row[0], column)


def test_steam() -> None:
    hmac = Hmac(decode(STEAM), "SHA1")
    account = Account("Steam", "alice", b"", "steam", digits=5)
    for utc, code in ((1511200518, "FR8RV"), (1511200714, "9P3VP")):
        assert otp.code(account, hmac, utc // 30) == code


def test_steam_of_small_numbers_has_its_five_characters() -> None:
    # 0 is the first of the alphabet, 25 the last, 26 is "10" with the least figure first.
    for number, code in ((0, "22222"), (25, "Y2222"), (26, "23222"), (26**4, "22223")):
        mac = number.to_bytes(4, "big") + bytes(16)
        assert otp.steam(mac) == code, number


def test_counters_to_the_largest() -> None:
    hmac = Hmac(SECRET, "SHA1")
    for counter, digits, code in COUNTERS:
        assert otp.hotp(hmac, counter, digits) == code, counter


def test_keys_of_any_length() -> None:
    for length, *codes in KEYS:
        key = b"\x42" * length
        for algorithm, code in zip(("SHA1", "SHA256", "SHA512"), codes):
            assert otp.hotp(Hmac(key, algorithm), 1, 8) == code, (length, algorithm)
        assert otp.hotp(Hmac(key, OUR_SHA512), 1, 8) == codes[2], length
        assert otp.hotp(Hmac(key, hashes.compact_sha1()), 1, 8) == codes[0], length
