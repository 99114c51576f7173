"""MicroPython's cryptolib in plain Python (FIPS 197, SP 800-38A), for a build without it.

For tests only: it is slow and its tables leak timing.
"""


def _times(a: int, b: int) -> int:
    """Product in GF(2**8) modulo x**8 + x**4 + x**3 + x + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def _make_sbox() -> bytes:
    box = bytearray(256)
    p = q = 1
    while True:  # p runs through all powers of 3, q through their inverses
        p = _times(p, 3)
        q = _times(q, 0xF6)
        x = q
        for turn in range(1, 5):
            x ^= (q << turn | q >> 8 - turn) & 0xFF
        box[p] = x ^ 0x63
        if p == 1:
            break
    box[0] = 0x63
    return bytes(box)


_SBOX = _make_sbox()
_INVERSE = bytearray(256)
for _i in range(256):
    _INVERSE[_SBOX[_i]] = _i
_BY = {n: bytes([_times(i, n) for i in range(256)]) for n in (2, 3, 9, 11, 13, 14)}


def _expand(key: bytes) -> bytearray:
    """The round keys, one after the other."""
    words = len(key) // 4
    out = bytearray(key)
    rcon = 1
    for i in range(words, 4 * (words + 7)):
        word = out[-4:]
        if i % words == 0:
            word = bytearray(_SBOX[word[j]] for j in (1, 2, 3, 0))
            word[0] ^= rcon
            rcon = _times(rcon, 2)
        elif words > 6 and i % words == 4:
            word = bytearray(_SBOX[b] for b in word)
        for j in range(4):
            out.append(out[4 * (i - words) + j] ^ word[j])
    return out


def _encrypt(keys: bytearray, block: bytes) -> bytearray:
    by2, by3 = _BY[2], _BY[3]
    s = bytearray(block[i] ^ keys[i] for i in range(16))
    for at in range(16, len(keys), 16):
        s = bytearray(_SBOX[s[5 * i & 15]] for i in range(16))
        if at < len(keys) - 16:
            for c in (0, 4, 8, 12):
                a, b, d, e = s[c], s[c + 1], s[c + 2], s[c + 3]
                s[c] = by2[a] ^ by3[b] ^ d ^ e
                s[c + 1] = a ^ by2[b] ^ by3[d] ^ e
                s[c + 2] = a ^ b ^ by2[d] ^ by3[e]
                s[c + 3] = by3[a] ^ b ^ d ^ by2[e]
        for i in range(16):
            s[i] ^= keys[at + i]
    return s


def _decrypt(keys: bytearray, block: bytes) -> bytearray:
    by9, by11, by13, by14 = _BY[9], _BY[11], _BY[13], _BY[14]
    at = len(keys) - 16
    s = bytearray(block[i] ^ keys[at + i] for i in range(16))
    while at:
        at -= 16
        s = bytearray(_INVERSE[s[-3 * i & 15]] ^ keys[at + i] for i in range(16))
        if at:
            for c in (0, 4, 8, 12):
                a, b, d, e = s[c], s[c + 1], s[c + 2], s[c + 3]
                s[c] = by14[a] ^ by11[b] ^ by13[d] ^ by9[e]
                s[c + 1] = by9[a] ^ by14[b] ^ by11[d] ^ by13[e]
                s[c + 2] = by13[a] ^ by9[b] ^ by14[d] ^ by11[e]
                s[c + 3] = by11[a] ^ by13[b] ^ by9[d] ^ by14[e]
    return s


class aes:
    """AES with a 16- or 32-byte key; mode 1 is ECB, 2 is CBC, which takes a 16-byte IV."""

    def __init__(self, key: bytes, mode: int, iv: bytes = None) -> None:
        if mode not in (1, 2):
            raise ValueError("mode")
        if len(key) not in (16, 32):
            raise ValueError("key")
        if len(iv) != 16 if iv is not None else mode == 2:
            raise ValueError("IV")
        self._keys = _expand(key)
        self._chain = bytes(iv) if mode == 2 else None
        self._step = None

    def encrypt(self, data: bytes, out: bytearray = None) -> bytes:
        """Whole blocks, into `out` where it is given. Raises ValueError."""
        return self._run(_encrypt, data, out)

    def decrypt(self, data: bytes, out: bytearray = None) -> bytes:
        """Whole blocks, into `out` where it is given. Raises ValueError."""
        return self._run(_decrypt, data, out)

    def _run(self, step, data: bytes, out: bytearray) -> bytes:
        if len(data) % 16:
            raise ValueError("blksize % 16")
        if out is not None and len(out) < len(data):
            raise ValueError("output too small")
        if self._step not in (None, step):
            raise ValueError("can't encrypt & decrypt")
        self._step = step
        result = bytearray(len(data))
        for at in range(0, len(data), 16):
            block = bytes(data[at : at + 16])
            if self._chain is None:
                made = step(self._keys, block)
            elif step is _encrypt:
                made = _encrypt(self._keys, bytes(block[i] ^ self._chain[i] for i in range(16)))
                self._chain = bytes(made)
            else:
                made = _decrypt(self._keys, block)
                for i in range(16):
                    made[i] ^= self._chain[i]
                self._chain = block
            result[at : at + 16] = made
        if out is None:
            return bytes(result)
        out[: len(result)] = result
        return out
