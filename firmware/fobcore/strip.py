"""A picture of a name that no font of the fob has the characters of: made by the host, sealed with
the account.

It is 16 rows high on every display, cut into pieces that are not to be parted (a character with
what belongs to it). Packed: its width (2 bytes, little-endian; the highest bit: it is read from
right to left), how many pieces (1), each one's width (1 byte), from left to right, then the rows,
each in whole bytes, the leftmost pixel in the highest bit (framebuf.MONO_HLSB).
"""

from fobcore.faces import STRIP

HEIGHT = STRIP
WIDTH_MAX = 512
_HEAD = 3  # bytes before the pieces' widths
_LEFTWARD = 0x80


def pack(pieces: "list[int] | bytes", rows: bytes, leftward: bool = False) -> bytes:
    """A strip of pieces of these widths (1 to 255) and of rows; leftward: read from the right."""
    width = sum(pieces)
    high = width >> 8 | (_LEFTWARD if leftward else 0)
    return bytes((width & 0xFF, high, len(pieces))) + bytes(pieces) + rows


def valid(packed: bytes) -> bool:
    """Whether it is a strip and nothing besides."""
    if len(packed) < _HEAD + 1 or not 1 <= width(packed) <= WIDTH_MAX:
        return False
    pieces = pieces_of(packed)
    return (
        len(packed) == _HEAD + packed[2] + stride(packed) * HEIGHT
        and 0 not in pieces
        and sum(pieces) == width(packed)
    )


def width(packed: bytes) -> int:
    """Pixels."""
    return packed[0] | (packed[1] & ~_LEFTWARD) << 8


def stride(packed: bytes) -> int:
    """Bytes of a row."""
    return (width(packed) + 7) // 8


def pieces_of(packed: bytes) -> bytes:
    """The widths of the pieces, a byte each."""
    return packed[_HEAD : _HEAD + packed[2]]


def rows_of(packed: bytes) -> bytes:
    """The picture."""
    return packed[_HEAD + packed[2] :]


def views(packed: bytes, room: int) -> "list[tuple[bytes, int, int]]":
    """How it is shown where there are `room` pixels: (strip, first column, behind the last) one
    after the other, in the order in which it is read; no piece is parted that has room."""
    pieces = pieces_of(packed)
    leftward = packed[1] & _LEFTWARD
    found = []
    start = end = 0
    for number in range(len(pieces)):
        piece = pieces[-1 - number] if leftward else pieces[number]
        if end > start and end + piece - start > room:
            found.append((start, end))
            start = end
        end += piece
    found.append((start, end))
    if leftward:
        whole = width(packed)
        found = [(whole - end, whole - start) for start, end in found]
    return [(packed, start, min(end, start + room)) for start, end in found]


def first_piece(packed: bytes) -> "tuple[bytes, int, int]":
    """The columns of what is read first, as views() gives them."""
    pieces = pieces_of(packed)
    if packed[1] & _LEFTWARD:
        return packed, width(packed) - pieces[-1], width(packed)
    return packed, 0, pieces[0]
