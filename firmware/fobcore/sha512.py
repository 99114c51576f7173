"""Compact SHA-512 (FIPS 180-4): the inner loop in viper on 32-bit halves, the rest plain.

MicroPython's hashlib has no SHA-512. A 64-bit word is two 32-bit ones, high half first, since that
is what a chip's registers hold. The same source is plain Python where there is no viper: every
half is kept to 32 bits by a mask from the table, and right shifts are masked because a chip's
words have a sign. Sums go through 16-bit quarters, so that carries need no unsigned compare.
"""

import struct
from array import array
from binascii import unhexlify

from fobcore.merkle import Hash

TYPE_CHECKING = False
if TYPE_CHECKING:
    import micropython
else:
    try:
        import micropython
    except ImportError:  # plain Python
        from fobcore.plain import micropython, ptr8, ptr32

# Square roots of the first 8 primes, cube roots of the first 80: 64 bits behind the point.
_START = (
    "6a09e667f3bcc908bb67ae8584caa73b3c6ef372fe94f82ba54ff53a5f1d36f1"
    "510e527fade682d19b05688c2b3e6c1f1f83d9abfb41bd6b5be0cd19137e2179"
)
_ROUNDS = (
    "428a2f98d728ae227137449123ef65cdb5c0fbcfec4d3b2fe9b5dba58189dbbc"
    "3956c25bf348b53859f111f1b605d019923f82a4af194f9bab1c5ed5da6d8118"
    "d807aa98a303024212835b0145706fbe243185be4ee4b28c550c7dc3d5ffb4e2"
    "72be5d74f27b896f80deb1fe3b1696b19bdc06a725c71235c19bf174cf692694"
    "e49b69c19ef14ad2efbe4786384f25e30fc19dc68b8cd5b5240ca1cc77ac9c65"
    "2de92c6f592b02754a7484aa6ea6e4835cb0a9dcbd41fbd476f988da831153b5"
    "983e5152ee66dfaba831c66d2db43210b00327c898fb213fbf597fc7beef0ee4"
    "c6e00bf33da88fc2d5a79147930aa72506ca6351e003826f142929670a0e6e70"
    "27b70a8546d22ffc2e1b21385c26c9264d2c6dfc5ac42aed53380d139d95b3df"
    "650a73548baf63de766a0abb3c77b2a881c2c92e47edaee692722c851482353b"
    "a2bfe8a14cf10364a81a664bbc423001c24b8b70d0f89791c76c51a30654be30"
    "d192e819d6ef5218d69906245565a910f40e35855771202a106aa07032bbd1b8"
    "19a4c116b8d2d0c81e376c085141ab532748774cdf8eeb9934b0bcb5e19b48a8"
    "391c0cb3c5c95a634ed8aa4ae3418acb5b9cca4f7763e373682e6ff3d6b2b8a3"
    "748f82ee5defb2fc78a5636f43172f6084c87814a1f0ab728cc702081a6439ec"
    "90befffa23631e28a4506cebde82bde9bef9a3f7b2c67915c67178f2e372532b"
    "ca273eceea26619cd186b8c721c0c207eada7dd6cde0eb1ef57d4f7fee6ed178"
    "06f067aa72176fba0a637dc5a2c898a6113f9804bef90dae1b710b35131c471b"
    "28db77f523047d8432caab7b40c724933c9ebe0a15c9bebc431d67c49c100d4c"
    "4cc5d4becb3e42b6597f299cfc657e2a5fcb6fab3ad6faec6c44198c4a475817"
)
_MASKS = (0xFFFFFFFF, 0x7FFFFFFF)


@micropython.viper
def _compress(w: ptr32, block: ptr8) -> object:
    """The state after a 128-byte block; behind it in the same bytes the 64 of the state before it,
    then room for the state after it.

    w: room for 48 halves, then those of the 80 round constants, then the masks of 32 and 31 bits.
    """
    for i in range(48):
        j = i << 2
        w[i] = block[j] << 24 | block[j + 1] << 16 | block[j + 2] << 8 | block[j + 3]
    m = int(w[208])
    m31 = int(w[209])
    ah = int(w[32])
    al = int(w[33])
    bh = int(w[34])
    bl = int(w[35])
    ch = int(w[36])
    cl = int(w[37])
    dh = int(w[38])
    dl = int(w[39])
    eh = int(w[40])
    el = int(w[41])
    fh = int(w[42])
    fl = int(w[43])
    gh = int(w[44])
    gl = int(w[45])
    hh = int(w[46])
    hl = int(w[47])
    for i in range(80):
        n = (i & 15) << 1
        wh = int(w[n])
        wl = int(w[n + 1])
        if i >= 16:
            # w += s0(w[i - 15]) + w[i - 7] + s1(w[i - 2])
            j = (n + 2) & 31
            xh = int(w[j])
            xl = int(w[j + 1])
            sh = (xh >> 1 & m31) ^ xl << 31 ^ (xh >> 8 & 0xFFFFFF) ^ xl << 24
            sh = sh ^ (xh >> 7 & 0x1FFFFFF)
            sl = (xl >> 1 & m31) ^ xh << 31 ^ (xl >> 8 & 0xFFFFFF) ^ xh << 24
            sl = sl ^ (xl >> 7 & 0x1FFFFFF) ^ xh << 25
            j = (n + 28) & 31
            xh = int(w[j])
            xl = int(w[j + 1])
            th = (xh >> 19 & 0x1FFF) ^ xl << 13 ^ (xl >> 29 & 7) ^ xh << 3 ^ (xh >> 6 & 0x3FFFFFF)
            tl = (xl >> 19 & 0x1FFF) ^ xh << 13 ^ (xh >> 29 & 7) ^ xl << 3
            tl = tl ^ (xl >> 6 & 0x3FFFFFF) ^ xh << 26
            j = (n + 18) & 31
            xh = int(w[j])
            xl = int(w[j + 1])
            lo = (wl & 0xFFFF) + (sl & 0xFFFF) + (tl & 0xFFFF) + (xl & 0xFFFF)
            mid = (wl >> 16 & 0xFFFF) + (sl >> 16 & 0xFFFF) + (tl >> 16 & 0xFFFF)
            mid = mid + (xl >> 16 & 0xFFFF) + (lo >> 16)
            wl = (mid << 16 | (lo & 0xFFFF)) & m
            wh = (wh + sh + th + xh + (mid >> 16)) & m
            w[n] = wh
            w[n + 1] = wl
        # t1 = h + S1(e) + Ch(e, f, g) + k[i] + w
        sh = (eh >> 14 & 0x3FFFF) ^ el << 18 ^ (eh >> 18 & 0x3FFF) ^ el << 14
        sh = sh ^ (el >> 9 & 0x7FFFFF) ^ eh << 23
        sl = (el >> 14 & 0x3FFFF) ^ eh << 18 ^ (el >> 18 & 0x3FFF) ^ eh << 14
        sl = sl ^ (eh >> 9 & 0x7FFFFF) ^ el << 23
        xh = gh ^ (eh & (fh ^ gh))
        xl = gl ^ (el & (fl ^ gl))
        j = 48 + (i << 1)
        kl = int(w[j + 1])
        lo = (hl & 0xFFFF) + (sl & 0xFFFF) + (xl & 0xFFFF) + (kl & 0xFFFF) + (wl & 0xFFFF)
        mid = (hl >> 16 & 0xFFFF) + (sl >> 16 & 0xFFFF) + (xl >> 16 & 0xFFFF)
        mid = mid + (kl >> 16 & 0xFFFF) + (wl >> 16 & 0xFFFF) + (lo >> 16)
        t1l = (mid << 16 | (lo & 0xFFFF)) & m
        t1h = (hh + sh + xh + int(w[j]) + wh + (mid >> 16)) & m
        # t2 = S0(a) + Maj(a, b, c); the new a = t1 + t2
        sh = (ah >> 28 & 15) ^ al << 4 ^ (al >> 2 & 0x3FFFFFFF) ^ ah << 30
        sh = sh ^ (al >> 7 & 0x1FFFFFF) ^ ah << 25
        sl = (al >> 28 & 15) ^ ah << 4 ^ (ah >> 2 & 0x3FFFFFFF) ^ al << 30
        sl = sl ^ (ah >> 7 & 0x1FFFFFF) ^ al << 25
        xh = ah & bh | (ch & (ah | bh))
        xl = al & bl | (cl & (al | bl))
        hh = gh
        hl = gl
        gh = fh
        gl = fl
        fh = eh
        fl = el
        lo = (dl & 0xFFFF) + (t1l & 0xFFFF)
        mid = (dl >> 16 & 0xFFFF) + (t1l >> 16 & 0xFFFF) + (lo >> 16)
        el = (mid << 16 | (lo & 0xFFFF)) & m
        eh = (dh + t1h + (mid >> 16)) & m
        dh = ch
        dl = cl
        ch = bh
        cl = bl
        bh = ah
        bl = al
        lo = (t1l & 0xFFFF) + (sl & 0xFFFF) + (xl & 0xFFFF)
        mid = (t1l >> 16 & 0xFFFF) + (sl >> 16 & 0xFFFF) + (xl >> 16 & 0xFFFF) + (lo >> 16)
        al = (mid << 16 | (lo & 0xFFFF)) & m
        ah = (t1h + sh + xh + (mid >> 16)) & m
    w[0] = ah
    w[1] = al
    w[2] = bh
    w[3] = bl
    w[4] = ch
    w[5] = cl
    w[6] = dh
    w[7] = dl
    w[8] = eh
    w[9] = el
    w[10] = fh
    w[11] = fl
    w[12] = gh
    w[13] = gl
    w[14] = hh
    w[15] = hl
    for i in range(0, 16, 2):
        xh = int(w[i])
        xl = int(w[i + 1])
        sh = int(w[32 + i])
        sl = int(w[33 + i])
        lo = (xl & 0xFFFF) + (sl & 0xFFFF)
        mid = (xl >> 16 & 0xFFFF) + (sl >> 16 & 0xFFFF) + (lo >> 16)
        xh = xh + sh + (mid >> 16)
        j = 192 + (i << 2)
        block[j] = xh >> 24 & 255
        block[j + 1] = xh >> 16 & 255
        block[j + 2] = xh >> 8 & 255
        block[j + 3] = xh & 255
        block[j + 4] = mid >> 8 & 255
        block[j + 5] = mid & 255
        block[j + 6] = lo >> 8 & 255
        block[j + 7] = lo & 255


class Sha512(Hash):
    """A running SHA-512, see fobcore.merkle; its digest has 64 bytes."""

    block_size = 128
    digest_size = 64
    _start = unhexlify(_START)
    _fresh = array("I", (0,) * 48 + struct.unpack(">160I", unhexlify(_ROUNDS)) + _MASKS)
    _compress = staticmethod(_compress)


def new(data: "bytes | bytearray" = b"") -> Sha512:
    """As hashlib's constructors."""
    return Sha512(data)
