"""Tables of text (RFC 4180) out of files that anyone may have made: row by row, bounded."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged

SIZE_MAX = 32 << 20  # bytes
ROWS_MAX = 100_000
COLUMNS_MAX = 500
_HEADER_MAX = 8192  # bytes
_DELIMITERS = ",;\t"


def columns(data: bytes) -> list[str]:
    """The names of the columns, as they are written; none where the first line is no such
    header. For detect(): cheap, nothing raised."""
    line = data[:_HEADER_MAX]
    encoding = _encoding(line)
    text = line.decode(encoding, "ignore").lstrip("\ufeff")
    first = text.splitlines()[0] if text.strip() else ""
    if not first or "\0" in first:
        return []
    try:
        names = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return []
    return [name.strip() for name in names[:COLUMNS_MAX]]


def rows(data: bytes) -> Iterator[dict[str, str]]:
    """The rows below the header: what stands under each name, in lower case. Of two columns of
    one name the first counts. Raises HostError import_format, import_limit."""
    if len(data) > SIZE_MAX:
        raise HostError(f"The table is too large: at most {SIZE_MAX >> 20} MiB are read.", LIMIT)
    names = [name.lower() for name in columns(data)]
    if not names:
        raise damaged("The table has no line that names its columns.")
    lines = io.TextIOWrapper(io.BytesIO(data), _encoding(data), newline="")
    delimiter = _delimiter(data[:_HEADER_MAX].decode(_encoding(data), "ignore").splitlines()[0])
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter)):
            if number > ROWS_MAX:
                raise HostError(f"The table is too long: it may have {ROWS_MAX:,} rows.", LIMIT)
            if number and any(row):
                yield dict(reversed(list(zip(names, row, strict=False))))
    except UnicodeDecodeError:
        raise damaged("The table is damaged: it is no valid UTF-8 text.") from None
    except csv.Error:  # its text may quote what is around the place
        raise damaged("The table is damaged: a field never ends, or is too long.") from None


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _delimiter(header: str) -> str:
    """The one of the usual delimiters that the header has most of."""
    return max(_DELIMITERS, key=header.count)
