"""Compact SHA-1 (FIPS 180-4, RFC 3174): the inner loop in viper, the rest plain.

For builds of MicroPython whose hashlib has no SHA-1. The same source is plain Python where there
is no viper: what grows beyond 32 bits is cut by the mask in the table, once a round, and right
shifts are masked because a chip's words have a sign. SHA-1's collisions do not touch HMAC-SHA1,
which is what it is here for (RFC 6194).
"""

from array import array

from fobcore.merkle import Hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    import micropython
else:
    try:
        import micropython
    except ImportError:  # plain Python
        from fobcore.plain import micropython, ptr8, ptr32

_START = b"\x67\x45\x23\x01\xef\xcd\xab\x89\x98\xba\xdc\xfe\x10\x32\x54\x76\xc3\xd2\xe1\xf0"
# The four round constants and, behind them, the mask: constants over 30 bits are no literals in
# viper on a 32-bit chip, so they come by pointer.
_TABLE = (0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6, 0xFFFFFFFF)


@micropython.viper
def _compress(w: ptr32, block: ptr8) -> object:
    """The state after a 64-byte block; behind it in the same bytes the 20 of the state before it,
    then room for the state after it. w: room for 80 words, then the table.

    Viper keeps a function's first three names in registers: w, block, i. Five rounds at a time,
    each with the names' parts turned by one, need no moves between the names.
    """
    for i in range(21):
        j = i << 2
        w[i] = block[j] << 24 | block[j + 1] << 16 | block[j + 2] << 8 | block[j + 3]
    a = int(w[16])
    b = int(w[17])
    c = int(w[18])
    d = int(w[19])
    e = int(w[20])
    mask = int(w[84])
    for i in range(16, 80):
        x = int(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16])
        w[i] = (x << 1 | (x >> 31 & 1)) & mask
    k = int(w[80])
    for i in range(0, 20, 5):
        e = (e + k + int(w[i]) + (d ^ b & (c ^ d)) + (a << 5 | (a >> 27 & 31))) & mask
        b = b << 30 | (b >> 2 & 0x3FFFFFFF)
        d = (d + k + int(w[i + 1]) + (c ^ a & (b ^ c)) + (e << 5 | (e >> 27 & 31))) & mask
        a = a << 30 | (a >> 2 & 0x3FFFFFFF)
        c = (c + k + int(w[i + 2]) + (b ^ e & (a ^ b)) + (d << 5 | (d >> 27 & 31))) & mask
        e = e << 30 | (e >> 2 & 0x3FFFFFFF)
        b = (b + k + int(w[i + 3]) + (a ^ d & (e ^ a)) + (c << 5 | (c >> 27 & 31))) & mask
        d = d << 30 | (d >> 2 & 0x3FFFFFFF)
        a = (a + k + int(w[i + 4]) + (e ^ c & (d ^ e)) + (b << 5 | (b >> 27 & 31))) & mask
        c = c << 30 | (c >> 2 & 0x3FFFFFFF)
    k = int(w[81])
    for i in range(20, 40, 5):
        e = (e + k + int(w[i]) + (b ^ c ^ d) + (a << 5 | (a >> 27 & 31))) & mask
        b = b << 30 | (b >> 2 & 0x3FFFFFFF)
        d = (d + k + int(w[i + 1]) + (a ^ b ^ c) + (e << 5 | (e >> 27 & 31))) & mask
        a = a << 30 | (a >> 2 & 0x3FFFFFFF)
        c = (c + k + int(w[i + 2]) + (e ^ a ^ b) + (d << 5 | (d >> 27 & 31))) & mask
        e = e << 30 | (e >> 2 & 0x3FFFFFFF)
        b = (b + k + int(w[i + 3]) + (d ^ e ^ a) + (c << 5 | (c >> 27 & 31))) & mask
        d = d << 30 | (d >> 2 & 0x3FFFFFFF)
        a = (a + k + int(w[i + 4]) + (c ^ d ^ e) + (b << 5 | (b >> 27 & 31))) & mask
        c = c << 30 | (c >> 2 & 0x3FFFFFFF)
    k = int(w[82])
    for i in range(40, 60, 5):
        e = (e + k + int(w[i]) + (b & c | d & (b | c)) + (a << 5 | (a >> 27 & 31))) & mask
        b = b << 30 | (b >> 2 & 0x3FFFFFFF)
        d = (d + k + int(w[i + 1]) + (a & b | c & (a | b)) + (e << 5 | (e >> 27 & 31))) & mask
        a = a << 30 | (a >> 2 & 0x3FFFFFFF)
        c = (c + k + int(w[i + 2]) + (e & a | b & (e | a)) + (d << 5 | (d >> 27 & 31))) & mask
        e = e << 30 | (e >> 2 & 0x3FFFFFFF)
        b = (b + k + int(w[i + 3]) + (d & e | a & (d | e)) + (c << 5 | (c >> 27 & 31))) & mask
        d = d << 30 | (d >> 2 & 0x3FFFFFFF)
        a = (a + k + int(w[i + 4]) + (c & d | e & (c | d)) + (b << 5 | (b >> 27 & 31))) & mask
        c = c << 30 | (c >> 2 & 0x3FFFFFFF)
    k = int(w[83])
    for i in range(60, 80, 5):
        e = (e + k + int(w[i]) + (b ^ c ^ d) + (a << 5 | (a >> 27 & 31))) & mask
        b = b << 30 | (b >> 2 & 0x3FFFFFFF)
        d = (d + k + int(w[i + 1]) + (a ^ b ^ c) + (e << 5 | (e >> 27 & 31))) & mask
        a = a << 30 | (a >> 2 & 0x3FFFFFFF)
        c = (c + k + int(w[i + 2]) + (e ^ a ^ b) + (d << 5 | (d >> 27 & 31))) & mask
        e = e << 30 | (e >> 2 & 0x3FFFFFFF)
        b = (b + k + int(w[i + 3]) + (d ^ e ^ a) + (c << 5 | (c >> 27 & 31))) & mask
        d = d << 30 | (d >> 2 & 0x3FFFFFFF)
        a = (a + k + int(w[i + 4]) + (c ^ d ^ e) + (b << 5 | (b >> 27 & 31))) & mask
        c = c << 30 | (c >> 2 & 0x3FFFFFFF)
    w[0] = a & mask
    w[1] = b & mask
    w[2] = c & mask
    w[3] = d & mask
    w[4] = e & mask
    for i in range(5):
        j = 64 + (i << 2)
        x = block[j] << 24 | block[j + 1] << 16 | block[j + 2] << 8 | block[j + 3]
        x = x + int(w[i])
        block[j + 20] = x >> 24 & 255
        block[j + 21] = x >> 16 & 255
        block[j + 22] = x >> 8 & 255
        block[j + 23] = x & 255


class Sha1(Hash):
    """A running SHA-1, see fobcore.merkle; its digest has 20 bytes."""

    block_size = 64
    digest_size = 20
    _start = _START
    _fresh = array("I", (0,) * 80 + _TABLE)
    _compress = staticmethod(_compress)


def new(data: "bytes | bytearray" = b"") -> Sha1:
    """As hashlib's constructors."""
    return Sha1(data)
