"""Lines out of files of text, in whatever way their bytes are meant."""

from __future__ import annotations

import re

from mfob.errors import HostError
from mfob.importers.model import LIMIT

LINES_MAX = 100_000
LINE_MAX = 1 << 16  # characters; ten times the largest that fits a QR code
_SEARCHED = 32 << 20  # bytes of a file in which it is looked for addresses
_BEFORE = 64  # bytes before an address' `://` that are looked at
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decoded(data: bytes) -> str:
    """UTF-8, or UTF-16 with a byte order mark. Bytes that are neither become lone surrogates, at
    which mfob.enrol turns a name down."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8-sig", "surrogateescape")


def lines(data: bytes, what: str = "The file") -> list[str]:
    """The lines, trimmed; blank ones are empty texts, so that places are as an editor has them.
    Raises HostError import_limit."""
    if data.count(b"\n") + data.count(b"\r") > 2 * LINES_MAX:
        raise HostError(f"{what} has more lines than any export.", LIMIT)
    return [line.strip() for line in decoded(data).replace("\r\n", "\n").splitlines()]


def may_hold(data: bytes, mark: re.Pattern[bytes]) -> bool:
    """Whether a text of any length has `://` behind a mark, which matches the end of what stands
    before: for detect(). What has zeros in it is no text, but in UTF-16."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        data = data[2 : 2 * _SEARCHED].replace(b"\0", b"")
    elif b"\0" in data[:4096]:
        return False
    data = data.removeprefix(b"\xef\xbb\xbf")
    at = -1
    for _ in range(LINES_MAX):
        at = data.find(b"://", at + 1, _SEARCHED)
        if at < 0 or mark.search(data, max(0, at - _BEFORE), at):
            return at >= 0
    return False


def head(data: bytes, size: int = 1 << 16) -> bytes:
    """The beginning in lower case, as bytes of ASCII where it is UTF-16 too: for detect()."""
    start = data[:size].removeprefix(b"\xef\xbb\xbf")
    for mark, _ in _BOMS:
        if start.startswith(mark):
            start = start.replace(b"\0", b"")[2:]
    return start.lower()
