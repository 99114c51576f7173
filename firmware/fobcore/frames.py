"""Lines on the serial link: how they are made, checked and cut into parts. Both ends use this.

A line is `D SESSION SEQ KIND[ PAYLOAD] CRC` and a newline (no space behind D), for example
`>5f3a9c01 3 1/1 {"do":"list","from":0} 8a2b11c0`:

D        `>` host to fob, `<` fob to host
SESSION  8 lower-case hex digits, drawn by the host at its hello
SEQ      the request's number in the session, 1 to 2**30 - 1, growing
KIND     `i/k` part i of k of a message's JSON text; `+i` (fob) part i has arrived, send the next;
         `?j` (host) send part j of the answer; `~busy`, `~wait` (fob) still at it
PAYLOAD  with `i/k` only: a piece of JSON text in UTF-8
CRC      8 hex digits: CRC-32 (IEEE 802.3) of all before the last space
"""

import binascii

from fobcore.wire import MAX_LINE

PROTOCOL = 1
MAX_SEQ = 0x3FFFFFFF  # a small int on a 32-bit chip
TO_FOB = ">"
TO_HOST = "<"
BUSY = "~busy"
WAIT = "~wait"

_HEX = b"0123456789abcdef"
_MAX_PARTS = 99
_TAIL = 10  # a space, the CRC, a newline


def encode(direction: str, session: str, seq: int, kind: str, payload: bytes = b"") -> bytes:
    """One line, newline included. Raises ValueError when it would be over MAX_LINE bytes."""
    line = ("%s%s %d %s" % (direction, session, seq, kind)).encode()
    if payload:
        line = line + b" " + payload
    if len(line) + _TAIL > MAX_LINE:
        raise ValueError("line too long")
    return line + b" %08x\n" % (binascii.crc32(line) & 0xFFFFFFFF)


def decode(line: bytes, direction: str) -> tuple[str, int, str, bytes] | None:
    """(session, seq, kind, payload) of a line with or without its newline; None for noise."""
    line = bytes(line).rstrip(b"\r\n")
    if len(line) + 1 > MAX_LINE or line[:1] != direction.encode():
        return None
    end = line.rfind(b" ")
    crc = line[end + 1 :]
    if end < 0 or len(crc) != 8 or not _only(crc, _HEX):
        return None
    body = line[:end]
    if int(crc, 16) != binascii.crc32(body) & 0xFFFFFFFF:
        return None
    fields = body[1:].split(b" ", 3)
    if len(fields) < 3:
        return None
    session, number, kind = fields[:3]
    if len(session) != 8 or not _only(session, _HEX) or not _digits(number, 10):
        return None
    seq = int(number)
    if not 1 <= seq <= MAX_SEQ or not _known(kind, direction):
        return None
    payload = fields[3] if len(fields) == 4 else b""
    if bool(payload) != (b"/" in kind) or not _utf8(payload):
        return None
    return str(session, "utf-8"), seq, str(kind, "utf-8"), payload


def part(kind: str) -> tuple[int, int] | None:
    """(i, k) of a kind `i/k`, else None."""
    if "/" not in kind:
        return None
    i, k = kind.split("/")
    return int(i), int(k)


def split(text: bytes, session: str, seq: int) -> list[bytes]:
    """The pieces of a message that each fit in a line, cut between UTF-8 characters."""
    room = MAX_LINE - _TAIL - len("<%s %d 99/99 " % (session, seq))
    pieces = []
    start = 0
    while start < len(text) or not pieces:
        end = min(start + room, len(text))
        while end < len(text) and text[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(bytes(text[start:end]))
        start = end
    if len(pieces) > _MAX_PARTS:
        raise ValueError("message too long")
    return pieces


def _only(text: bytes, allowed: bytes) -> bool:
    return all(byte in allowed for byte in text)


def _digits(text: bytes, most: int) -> bool:
    return 0 < len(text) <= most and _only(text, b"0123456789")


def _known(kind: bytes, direction: str) -> bool:
    """Whether a KIND is one that this direction may carry."""
    if b"/" in kind:
        halves = kind.split(b"/")
        if len(halves) != 2 or not _digits(halves[0], 2) or not _digits(halves[1], 2):
            return False
        return 1 <= int(halves[0]) <= int(halves[1])
    if direction == TO_HOST:
        return kind in (b"~busy", b"~wait") or kind[:1] == b"+" and _digits(kind[1:], 2)
    return kind[:1] == b"?" and _digits(kind[1:], 2)


def _utf8(payload: bytes) -> bool:
    try:
        str(payload, "utf-8")
    except (UnicodeError, ValueError):
        return False
    return True
