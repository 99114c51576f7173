"""Base32 (RFC 4648, section 6): lenient in, canonical out."""

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_IGNORED = " -\t\r\n"


class Bad(ValueError):
    """A character outside base32: `index` (from 0, in the text as given) and `char`.

    The text itself is a secret, so it is not kept and not printed.
    """

    def __init__(self, index: int, char: str) -> None:
        super().__init__("not base32 at character %d" % (index + 1))
        self.index = index
        self.char = char


def decode(text: str) -> bytes:
    """The bytes of a base32 text.

    Accepts either case, spaces, dashes, any amount of padding at the end, and lengths that no
    encoder makes (1, 3 or 6 modulo 8): left-over bits are dropped. Raises Bad.
    """
    out = bytearray()
    bits = count = 0
    padded = False
    for index in range(len(text)):
        char = text[index : index + 1]  # see fobcore.rules.is_text
        if char in _IGNORED:
            continue
        if char == "=":
            padded = True
            continue
        # Some letters beyond ASCII have an upper case within it.
        value = -1 if padded or char > "z" else _ALPHABET.find(char.upper())
        if value < 0:
            raise Bad(index, char)
        bits = (bits << 5 | value) & 0xFFF
        count += 5
        if count >= 8:
            count -= 8
            out.append(bits >> count & 0xFF)
    return bytes(out)


def encode(data: bytes) -> str:
    """The canonical text: upper case, no padding."""
    out = []
    bits = count = 0
    for byte in data:
        bits = (bits << 8 | byte) & 0xFFF
        count += 8
        while count >= 5:
            count -= 5
            out.append(_ALPHABET[bits >> count & 31])
    if count:
        out.append(_ALPHABET[bits << (5 - count) & 31])
    return "".join(out)
