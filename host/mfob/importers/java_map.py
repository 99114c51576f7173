"""Reads one thing that Java serialized: a HashMap of texts. Nothing else is built or called.

Java Object Serialization Specification, chapter 6 ("Object Serialization Stream Protocol").
"""

from __future__ import annotations

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged

MAGIC = b"\xac\xed\x00\x05"
PAIRS_MAX = 20_000
TEXTS_MAX = 16 << 20  # bytes, those told of again counted again
_NULL, _REFERENCE, _CLASS, _OBJECT, _STRING, _BLOCK, _END, _LONG_STRING = (
    0x70, 0x71, 0x72, 0x73, 0x74, 0x77, 0x78, 0x7C,
)  # fmt: skip
_FIRST_HANDLE = 0x7E0000
_SIZES = {b"B": 1, b"C": 2, b"D": 8, b"F": 4, b"I": 4, b"J": 8, b"S": 2, b"Z": 1}
_WRITES_ITSELF = 0x03  # SC_SERIALIZABLE | SC_WRITE_METHOD
_FIELDS_MAX = 8
_DAMAGED = "The file is damaged: it is no map of texts, as Java writes one."


def read(data: bytes) -> dict[str, str]:
    """The texts by their keys, in the file's order. Raises HostError import_format,
    import_limit."""
    reader = _Reader(data)
    if reader.take(4) != MAGIC:
        raise damaged(_DAMAGED)
    reader.expect(_OBJECT)
    size_of_fields = reader.class_of_map()
    reader.handles.append(None)  # the map itself
    reader.take(size_of_fields)
    reader.expect(_BLOCK)
    reader.expect(8)
    reader.take(4)  # how many it has room for
    count = reader.number(4)
    if count > PAIRS_MAX:
        raise HostError("The file has more entries than any export.", LIMIT)
    found = {}
    for _ in range(count):
        key = reader.text()
        found[key] = reader.text()
    reader.expect(_END)
    return found


class _Reader:
    """Takes bytes from the front. `handles`: the texts that may be referred to, None for what is
    no text, in the order of their numbers."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._told = 0
        self.handles: list[str | None] = []

    def take(self, count: int) -> bytes:
        """Raises HostError where there are less."""
        if count > len(self._data) - self._at:
            raise damaged(_DAMAGED)
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def expect(self, byte: int) -> None:
        if self.number(1) != byte:
            raise damaged(_DAMAGED)

    def class_of_map(self) -> int:
        """Goes over the description of the class; the size of its fields, in bytes."""
        self.expect(_CLASS)
        if self.take(self.number(2)) != b"java.util.HashMap":
            raise damaged(_DAMAGED)
        self.handles.append(None)
        self.take(8)  # the version of the class
        self.expect(_WRITES_ITSELF)
        count = self.number(2)
        if count > _FIELDS_MAX:
            raise damaged(_DAMAGED)
        size = 0
        for _ in range(count):
            kind = self.take(1)
            if kind not in _SIZES:  # a field that is an object
                raise damaged(_DAMAGED)
            size += _SIZES[kind]
            self.take(self.number(2))  # its name
        self.expect(_END)
        self.expect(_NULL)  # no class above it
        return size

    def text(self) -> str:
        """A text, or one that was there before."""
        kind = self.number(1)
        if kind == _REFERENCE:
            place = self.number(4) - _FIRST_HANDLE
            text = self.handles[place] if 0 <= place < len(self.handles) else None
            if text is None:
                raise damaged(_DAMAGED)
        elif kind in (_STRING, _LONG_STRING):
            text = _decoded(self.take(self.number(2 if kind == _STRING else 8)))
            self.handles.append(text)
        else:
            raise damaged(_DAMAGED)
        self._told += len(text)
        if self._told > TEXTS_MAX:
            raise HostError("The file has more text than any export.", LIMIT)
        return text


def _decoded(data: bytes) -> str:
    """Modified UTF-8: NUL in two bytes, characters beyond 16 bits as two halves of three."""
    try:
        halves = data.replace(b"\xc0\x80", b"\0").decode("utf-8", "surrogatepass")
        return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeError:
        raise damaged(_DAMAGED) from None
