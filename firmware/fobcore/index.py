"""The list of accounts in memory: packed arrays, 9 bytes an account, 10 more for a HOTP.

Their memory is taken at once, for as many accounts as there may be: a heap that has been in use
for a while may have no piece left to grow into.
"""

from array import array

FAVOURITE = 0x80
_ID_MAX = 0xFFFF


class Index:
    """Ids in the order of the list, favourites first; each with its record's offset, the digest of
    its name, and a mark: FAVOURITE or 0, and the sort of its first letter (see fobcore.initials).

    Ids are 1 to 65,535 and are not used again before all have been; positions count from 0.
    `room`: how many accounts there is memory for from the start on.
    """

    def __init__(self, room: int = 0) -> None:
        self.ids = _empty("H", 2 * room)
        self.offsets = _empty("I", 4 * room)
        self.digests = _empty("H", 2 * room)
        self.marks = _empty("B", room)
        self.favourites = 0  # so many, at the beginning
        self._hotp_ids = array("H")
        self._hotp_counters = array("Q")
        self._next_id = 1  # higher than all that have been in this list
        self._skipped = 0  # the highest that was given before it

    def __len__(self) -> int:
        return len(self.ids)

    def where(self, id: int) -> int:
        """The position of an id, or -1."""
        if id >= self._next_id:
            return -1  # not seen yet: what loading a journal meets most
        for position, known in enumerate(self.ids):
            if known == id:
                return position
        return -1

    def put(self, id: int, offset: int, digest: int, mark: int = 0) -> None:
        """A new account at the end of the list, or a new record of one that is there; one that
        becomes a favourite, or is none any more, goes to where both meet."""
        position = self.where(id)
        if position < 0:
            position = len(self.ids)
            self.ids.append(id)
            self.offsets.append(offset)
            self.digests.append(digest)
            self.marks.append(0)
        else:
            self.offsets[position] = offset
            self.digests[position] = digest
        was = self.marks[position] & FAVOURITE
        self.marks[position] = mark
        if (mark & FAVOURITE) != was:
            self.favourites += -1 if was else 1
            self._shift(position, self.favourites - (0 if was else 1))
        if id >= self._next_id:
            self._next_id = id + 1

    def drop(self, id: int) -> None:
        """Takes an id off the list, if it is there."""
        position = self.where(id)
        if position >= 0:
            self.favourites -= 1 if self.marks[position] & FAVOURITE else 0
            for packed in (self.ids, self.offsets, self.digests, self.marks):
                _take(packed, position)
        self.count(id, None)

    def move(self, id: int, to: int) -> None:
        """Puts an id at a position, a favourite among the favourites, another among the others;
        beyond the end means the end."""
        position = self.where(id)
        if position >= 0:
            if self.marks[position] & FAVOURITE:
                to = min(to, self.favourites - 1)
            else:
                to = max(min(to, len(self.ids) - 1), self.favourites)
            self._shift(position, to)

    def _shift(self, position: int, to: int) -> None:
        for packed in (self.ids, self.offsets, self.digests, self.marks):
            packed[to:to] = _take(packed, position)

    def count(self, id: int, counter: "int | None") -> None:
        """Notes where a HOTP's counter stands; None: it is none, or no longer."""
        if counter is None and not self._hotp_ids:
            return
        for at, known in enumerate(self._hotp_ids):
            if known == id:
                if counter is None:
                    _take(self._hotp_ids, at)
                    _take(self._hotp_counters, at)
                else:
                    self._hotp_counters[at] = counter
                return
        if counter is not None:
            self._hotp_ids.append(id)
            self._hotp_counters.append(counter)

    def counter(self, id: int) -> int:
        """A HOTP's next counter; 0 for what is none."""
        for at, known in enumerate(self._hotp_ids):
            if known == id:
                return self._hotp_counters[at]
        return 0

    @property
    def highest(self) -> int:
        """The highest id that was ever given."""
        return max(self._next_id - 1, self._skipped)

    def skip(self, highest: int) -> None:
        """Gives no id again up to this one, before all have been given."""
        self._skipped = max(self._skipped, highest)

    def free_id(self, beside: "list[int] | tuple[()]" = ()) -> int:
        """An id for a new account, none of `beside`, which were given since the last that was put
        here; 0 when there is none."""
        if self.highest + len(beside) < _ID_MAX:
            return self.highest + len(beside) + 1
        used = set(self.ids) | set(beside)
        for id in range(1, _ID_MAX + 1):
            if id not in used:
                return id
        return 0


# MicroPython's arrays have neither pop nor insert. A slice that is cut out leaves its memory to
# the array, for what is put in later.


def _empty(code: str, size: int) -> array:
    """An array without items that has memory for so many bytes of them."""
    packed = array(code, bytes(size))
    packed[:] = packed[:0]
    return packed


def _take(packed: array, position: int) -> array:
    """Cuts an item out; gives it as an array of one."""
    taken = packed[position : position + 1]
    packed[position : position + 1] = packed[:0]
    return taken
