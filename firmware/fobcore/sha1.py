"""Compact SHA-1 (FIPS 180-4, RFC 3174): the inner loop in viper, the rest plain.

For builds of MicroPython whose hashlib has no SHA-1. The same source is plain Python where there
is no viper: every value is kept to 32 bits by the mask in the table, which costs viper one
instruction. SHA-1's collisions do not touch HMAC-SHA1, which is what it is here for (RFC 6194).
"""

from fobcore.merkle import Hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    import micropython
else:
    try:
        import micropython
    except ImportError:  # plain Python
        from fobcore.plain import micropython, ptr8, ptr32

_START = (0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0)
# The four round constants and, behind them, the mask: constants over 30 bits are no literals in
# viper on a 32-bit chip, so they come by pointer.
_TABLE = (0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6, 0xFFFFFFFF)


@micropython.viper
def _compress(h: ptr32, w: ptr32, k: ptr32, data: ptr8) -> object:
    """One 64-byte block into the state h (5 words); w is room for 16 words."""
    mask = int(k[4])
    for i in range(16):
        j = i << 2
        w[i] = data[j] << 24 | data[j + 1] << 16 | data[j + 2] << 8 | data[j + 3]
    a = int(h[0])
    b = int(h[1])
    c = int(h[2])
    d = int(h[3])
    e = int(h[4])
    for i in range(80):
        n = i & 15
        if i >= 16:
            x = int(w[(i + 13) & 15] ^ w[(i + 8) & 15] ^ w[(i + 2) & 15] ^ w[n])
            w[n] = (x << 1 | (x >> 31 & 1)) & mask
        if i < 20:
            f = (d ^ (b & (c ^ d))) + int(k[0])
        elif i < 40:
            f = (b ^ c ^ d) + int(k[1])
        elif i < 60:
            f = (b & c | d & (b | c)) + int(k[2])
        else:
            f = (b ^ c ^ d) + int(k[3])
        t = ((a << 5 | (a >> 27 & 31)) + f + e + int(w[n])) & mask
        e = d
        d = c
        c = (b << 30 | (b >> 2 & 0x3FFFFFFF)) & mask
        b = a
        a = t
    h[0] = (int(h[0]) + a) & mask
    h[1] = (int(h[1]) + b) & mask
    h[2] = (int(h[2]) + c) & mask
    h[3] = (int(h[3]) + d) & mask
    h[4] = (int(h[4]) + e) & mask


class Sha1(Hash):
    """A running SHA-1, see fobcore.merkle; its digest has 20 bytes."""

    block_size = 64
    digest_size = 20
    _compress = staticmethod(_compress)

    def _make_start(self) -> "tuple[int, ...]":
        return _START

    def _make_table(self) -> "tuple[int, ...]":
        return _TABLE


def new(data: bytes = b"") -> Sha1:
    """As hashlib's constructors."""
    return Sha1(data)
