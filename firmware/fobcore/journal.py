"""The append-only journal: sealed records one behind the other, linked by their tags."""

from fobcore.sealing import HEADER, MAGIC, TAG, Broken, Header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import File, Scan, Urandom
    from fobcore.sealing import Sealer

_CHUNK = 512  # bytes looked through at a time for the next magic
_USUAL = 192  # bytes read of a record at first: few have more


class Journal:
    """Records in a file object that offers size(), read(offset, length) and append(bytes, ...).

    `read` and `append` are what the file system makes of them: an append is there as a whole or
    not at all. `broken` counts places that did not verify, `cut_links` places where sound records
    are not behind the ones that they were written behind: some are gone, or came back.
    """

    def __init__(self, file: "File", sealer: "Sealer", urandom: "Urandom") -> None:
        self._file = file
        self._sealer = sealer
        self._urandom = urandom
        self._sequence = 0
        self._last_tag = sealer.first_tag()
        self.broken = 0
        self.cut_links = 0

    def scan(self) -> "Scan":
        """Reads all from the start: yields (offset, plaintext) of each record that verifies.

        A damaged record costs itself: the search goes on at the next magic.
        """
        offset = 0
        end = self._file.size()
        sound = True
        while offset < end:
            header, record = self._record_at(offset)
            plaintext = None
            if header is not None:
                try:
                    plaintext = self._sealer.open(record)
                except Broken:
                    pass
            if header is None or plaintext is None:
                self.broken += sound  # a stretch of damage counts once
                sound = False
                offset = self._next_magic(offset + 1, end)
                continue
            sequence = header.sequence
            if sequence <= self._sequence:
                self.cut_links += 1  # an older record put in again: it has had its effect
            else:
                if header.before != self._last_tag and sound:
                    self.cut_links += 1
                self._sequence = sequence
                self._last_tag = record[-TAG:]
                yield offset, plaintext
            sound = True
            offset += len(record)

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._file.size()

    def successor(self) -> "Successor":
        """A journal of the next generation, to take this one's place when it is complete."""
        return Successor(self._file, self._sealer.next(), self._urandom)

    def append(self, plaintexts: "list[bytes]") -> "list[int]":
        """Seals and writes records, all or none of them; returns their offsets. Raises OSError."""
        offset = self._file.size()
        sequence, tag = self._sequence, self._last_tag
        sealed = []
        offsets = []
        for plaintext in plaintexts:
            sealed.append(self.seal(plaintext))
            offsets.append(offset)
            offset += len(sealed[-1])
        try:
            self._file.append(*sealed)
        except OSError:
            self._sequence, self._last_tag = sequence, tag  # they are not there
            raise
        return offsets

    def seal(self, plaintext: bytes) -> bytes:
        """The record that comes next, which then must be written."""
        sequence = self._sequence + 1
        record = self._sealer.seal(sequence, self._last_tag, plaintext, self._urandom(16))
        self._sequence = sequence
        self._last_tag = record[-TAG:]
        return record

    def forget(self) -> None:
        """Overwrites its keys: it is used no more."""
        self._sealer.forget()

    def read(self, offset: int) -> bytes:
        """The plaintext of the record at an offset that scan or append gave. Raises Broken."""
        return self._sealer.open(self._record_at(offset)[1])

    def _record_at(self, offset: int) -> "tuple[Header | None, bytes]":
        """A record's header and its bytes, as many as it says or the file has; None and none
        where no record begins."""
        data = self._file.read(offset, _USUAL)
        if len(data) >= HEADER:
            header = Header(data)
            if header.plausible:
                if header.size > _USUAL:
                    data += self._file.read(offset + _USUAL, header.size - _USUAL)
                return header, data[: header.size]
        return None, b""

    def _next_magic(self, offset: int, end: int) -> int:
        """The first place from offset on where a record may begin; the end if there is none."""
        while offset < end:
            chunk = self._file.read(offset, min(_CHUNK, end - offset))
            found = chunk.find(MAGIC)
            if found >= 0:
                return offset + found
            # The magic may lie across two chunks.
            offset += len(chunk) if len(chunk) < _CHUNK else _CHUNK - 1
        return end


class Successor:
    """A journal that is being written beside the one that holds; records begin at 0."""

    def __init__(self, file: "File", sealer: "Sealer", urandom: "Urandom") -> None:
        self._file = file
        self._journal = Journal(file, sealer, urandom)
        self._writer = file.rewrite()
        self._size = 0

    def append(self, plaintext: bytes) -> int:
        """Writes one record; returns its offset."""
        record = self._journal.seal(plaintext)
        self._writer.write(record)
        offset = self._size
        self._size += len(record)
        return offset

    def commit(self) -> Journal:
        """Takes the old one's place, in one step of the file system."""
        self._writer.commit()
        return self._journal

    def abort(self) -> None:
        """Leaves the old one in its place; nothing after commit."""
        self._writer.abort()
