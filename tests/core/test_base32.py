"""Base32: RFC 4648 section 10's vectors, what people paste, and where a bad key is bad."""

from fobcore import base32

VECTORS = (
    (b"", "", ""),
    (b"f", "MY", "MY======"),
    (b"fo", "MZXQ", "MZXQ===="),
    (b"foo", "MZXW6", "MZXW6==="),
    (b"foob", "MZXW6YQ", "MZXW6YQ="),
    (b"fooba", "MZXW6YTB", "MZXW6YTB"),
    (b"foobar", "MZXW6YTBOI", "MZXW6YTBOI======"),
)


def test_rfc_4648_vectors() -> None:
    for data, plain, padded in VECTORS:
        assert base32.encode(data) == plain, plain
        assert base32.decode(plain) == data, plain
        assert base32.decode(padded) == data, padded


def test_every_byte_there_and_back() -> None:
    data = bytes(range(256))
    for start in range(5):
        assert base32.decode(base32.encode(data[start:])) == data[start:]
    # all 32 digits in order, packed by hand: 00443214c74254b635cf84653a56d7c675be77df
    digits = bytes.fromhex("00443214c74254b635cf84653a56d7c675be77df")
    assert base32.encode(digits) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    assert base32.decode("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == digits


def test_what_people_paste() -> None:
    for text in (
        "mzxw6ytboi",
        "MzXw6YtBoI",
        "MZXW 6YTB OI",
        " mzxw-6ytb-oi ",
        "mzxw\t6ytb\r\noi\n",
        "MZXW6YTBOI=",
        "MZXW6YTBOI==========",
        "MZXW6YTBOI = = =",
    ):
        assert base32.decode(text) == b"foobar", text


def test_lengths_that_no_encoder_makes() -> None:
    assert base32.decode("A") == b""
    assert base32.decode("MZX") == b"f"  # 15 bits: a byte and 7 bits over
    assert base32.decode("MZXW6Y") == b"foo"  # 30 bits
    assert base32.decode("MZXW6YTBO") == b"fooba"  # 45 bits
    # left-over bits that are not 0 are dropped
    assert base32.decode("MZ") == b"f"
    assert base32.encode(base32.decode("MZ")) == "MY"


def bad(text: str) -> tuple:
    try:
        base32.decode(text)
    except base32.Bad as error:
        return error.index, error.char, str(error)
    raise AssertionError("taken: " + text)


def test_where_a_bad_key_is_bad() -> None:
    for text, index in (
        ("0", 0),
        ("MZXW1YTB", 4),
        ("MZXW 8YTB", 5),
        ("MZXW6YTB\u00d6", 8),
        ("MZ=XW", 3),
        ("MZXW6YTBOI======!", 16),
        ("\u017fZ", 0),  # the long s, whose upper case is S
        ("MZ\ufb06", 2),  # the st ligature, whose upper case is ST
        ("M\u0131", 1),  # the dotless i, whose upper case is I
        ("MZ\u0000", 2),
        ("M_Z", 1),
    ):
        found = bad(text)
        assert found[:2] == (index, text[index]), (text, found)


def test_the_error_does_not_tell_the_key() -> None:
    text = "JBSWY3DPEHPK3PX0"
    message = bad(text)[2]
    assert "JBSW" not in message and "PX" not in message, message


def test_bad_is_a_value_error() -> None:
    assert issubclass(base32.Bad, ValueError)
