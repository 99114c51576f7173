"""Lines: what is made is read, what is damaged is noise."""

import binascii

from fobcore import frames

LINE = b'>5f3a9c01 3 1/1 {"do":"list","from":0} '


def test_a_line_is_as_documented():
    # The CRC of zlib's crc32 tool over the text before the last space.
    made = frames.encode(">", "5f3a9c01", 3, "1/1", b'{"do":"list","from":0}')
    assert made == LINE + b"%08x\n" % (binascii.crc32(LINE[:-1]) & 0xFFFFFFFF)
    assert binascii.crc32(b"123456789") & 0xFFFFFFFF == 0xCBF43926  # IEEE 802.3's check value
    assert frames.decode(made, ">") == ("5f3a9c01", 3, "1/1", b'{"do":"list","from":0}')
    assert frames.decode(made, "<") is None


def test_every_flipped_bit_is_noise():
    made = frames.encode("<", "5f3a9c01", 7, "1/2", '{"name":"Zoë"'.encode())
    for bit in range(len(made) * 8 - 8):  # but for the newline, which ends the line
        damaged = bytearray(made)
        damaged[bit // 8] ^= 1 << bit % 8
        assert frames.decode(damaged, "<") is None, bit


def test_noise_of_all_kinds():
    for line in (
        b"", b"\n", b">", b"> ", b"x" * 500, b"\xff\xfe\xfd", b">>> ", b"MicroPython v1.28",
        with_crc(b">5f3a9c01 3 1/1 \xff\xff"), with_crc(b">5f3a9c01 3 1/1"),
        with_crc(b">5f3a9c01 3 2/1 {}"), with_crc(b">5f3a9c01 3 0/1 {}"),
        with_crc(b">5f3a9c01 0 1/1 {}"), with_crc(b">5f3a9c01 99999999999 1/1 {}"),
        with_crc(b">5F3A9C01 3 1/1 {}"), with_crc(b">5f3a9c0 3 1/1 {}"),
        with_crc(b">5f3a9c01 3 ~busy"), with_crc(b">5f3a9c01 3 +1"), with_crc(b">5f3a9c01 -3 ?1"),
        with_crc(b">5f3a9c01 3 ?x"), with_crc(b">5f3a9c01 3 ?1 {}"), with_crc(b">5f3a9c01 3"),
    ):  # fmt: skip
        assert frames.decode(line, ">") is None, line
    assert frames.decode(with_crc(b">5f3a9c01 3 ?1"), ">") == ("5f3a9c01", 3, "?1", b"")


def with_crc(body: bytes) -> bytes:
    return body + b" %08x\n" % (binascii.crc32(body) & 0xFFFFFFFF)


def test_pieces_fit_and_are_whole_characters():
    text = ('{"name":"' + "añ漢\U0001f511" * 60 + '"}').encode()
    pieces = frames.split(text, "5f3a9c01", frames.MAX_SEQ)
    assert b"".join(pieces) == text and len(pieces) > 3
    for i, piece in enumerate(pieces):
        kind = "%d/%d" % (i + 1, len(pieces))
        line = frames.encode(">", "5f3a9c01", frames.MAX_SEQ, kind, piece)
        assert len(line) <= frames.MAX_LINE
        assert frames.decode(line, ">")[3] == piece
    assert frames.split(b"", "5f3a9c01", 1) == [b""]


def test_too_much_is_refused():
    for make in (
        lambda: frames.encode(">", "5f3a9c01", 1, "1/1", b"x" * 190),
        lambda: frames.split(b"x" * 30000, "5f3a9c01", 1),
    ):
        try:
            make()
            raise AssertionError("not refused")
        except ValueError:
            pass
