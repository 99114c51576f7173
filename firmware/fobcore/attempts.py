"""The tally of PIN tries, in raw flash behind the key slot: no power cut gives a try back.

Two bytes a try, programmed from 0xFF to 0 without an erase: the first before the PIN is tried, the
second after it was right. Failures are the tries since the last right one, and what the slot
carried over from the one before it.
"""

from fobcore.keys import PAGE, SECTOR, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Flash

_FIRST = PAGE  # where in the sector the tally begins
_ROOM = (SECTOR - PAGE) // 2  # tries
_LONGEST_DELAY = 600  # s
LIMIT = 10
LIMIT_MIN = 5
LIMIT_MAX = 20


class Attempts:
    """The tally in one block. `carried`: failures that were there when the slot was written.

    Where the flash does not hold what was programmed, Unreadable is raised and no PIN is tried.
    """

    def __init__(self, flash: "Flash", block: int, carried: int) -> None:
        self._flash = flash
        self._block = block
        self._count = 0
        self.failures = carried
        tally = b""
        while self._count < _ROOM:
            at = 2 * self._count
            if not at % PAGE:
                tally = flash.read(block, _FIRST + at, PAGE)
            tried, right = tally[at % PAGE], tally[at % PAGE + 1]
            if tried == 0xFF:
                break
            for value, place in ((tried, at), (right, at + 1)):
                if value not in (0, 0xFF):  # torn: it counts, and is made whole
                    self._program(place)
            self.failures = 0 if right != 0xFF else self.failures + 1
            self._count += 1

    @property
    def full(self) -> bool:
        """Whether the slot has to move before another try."""
        return self._count >= _ROOM

    @property
    def delay(self) -> int:
        """Seconds from the last failure, or from power-on, to the next try: 1, 2, 4 ... 600."""
        return min(1 << (self.failures - 1), _LONGEST_DELAY) if self.failures else 0

    def begin(self) -> None:
        """Counts a try as failed and reads that back, before the PIN is looked at."""
        if self.full:
            raise Unreadable
        self._program(2 * self._count)
        self._count += 1
        self.failures += 1

    def succeeded(self) -> None:
        """The try that was begun last was right."""
        self._program(2 * self._count - 1)
        self.failures = 0

    def _program(self, at: int) -> None:
        offset = _FIRST + at
        page = offset // PAGE
        data = bytearray(self._flash.read(self._block, page * PAGE, PAGE))
        data[offset % PAGE] = 0
        self._flash.program(self._block, page, data)
        if self._flash.read(self._block, offset, 1) != b"\x00":
            raise Unreadable
