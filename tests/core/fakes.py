"""What the core is handed in these tests: flash, files, clock and display.

They refuse what the real ones refuse. Plain Python for every runtime.
"""

import framebuf

from fobcore.keys import PAGE, SECTOR
from fobcore.opening import vault_under
from fobcore.preparing import prepare

TICKS_MASK = 0x3FFFFFFF


def ticks_diff(a: int, b: int) -> int:
    """As time.ticks_diff: the counter wraps at 2**30."""
    return ((a - b + 0x20000000) & TICKS_MASK) - 0x20000000


class PowerCut(Exception):
    """The power went at this flash step."""


class Power:
    """Counts flash steps; cuts at step `cut_at` (from 1), which is then not done, or half done."""

    def __init__(self, cut_at: int = 0, torn: bool = False) -> None:
        self.steps = 0
        self.cut_at = cut_at
        self.torn = torn
        self.off = False

    def step(self) -> bool:
        """True: do the step; raises PowerCut from the cut on. False: do half of it, then raise."""
        if self.off:
            raise PowerCut
        self.steps += 1
        if self.steps == self.cut_at:
            self.off = True
            if not self.torn:
                raise PowerCut
            return False
        return True


class Flash:
    """Raw blocks as NOR flash: an erase sets bits, programming a page only clears them."""

    def __init__(self, blocks: int = 4, power=None) -> None:
        self.data = bytearray(b"\xff" * (blocks * SECTOR))
        self.blocks = blocks
        self.power = power or Power()

    def erase(self, block: int) -> None:
        whole = self.power.step()
        length = SECTOR if whole else SECTOR // 2
        start = block * SECTOR
        self.data[start : start + length] = b"\xff" * length
        if not whole:
            raise PowerCut

    def program(self, block: int, page: int, data: bytes) -> None:
        assert len(data) == PAGE, "a page is 256 bytes"
        whole = self.power.step()
        start = block * SECTOR + page * PAGE
        for i in range(PAGE if whole else PAGE // 2):
            assert self.data[start + i] & data[i] == data[i], "a bit can't go from 0 to 1"
            self.data[start + i] = data[i]
        if not whole:
            raise PowerCut

    def read(self, block: int, offset: int, length: int) -> bytes:
        start = block * SECTOR + offset
        return bytes(self.data[start : start + length])


class File:
    """A file as drivers.storage.File: an append is done as a whole or not at all."""

    def __init__(self, power=None) -> None:
        self.data = None
        self.power = power or Power()

    def exists(self) -> bool:
        return self.data is not None

    def create(self) -> None:
        self._commit(b"")

    def size(self) -> int:
        return len(self._there())

    def read(self, offset: int, length: int) -> bytes:
        return bytes(self._there()[offset : offset + length])

    def append(self, *pieces: bytes) -> None:
        self._commit(self._there() + b"".join(pieces))

    def remove(self) -> None:
        self._there()
        if not self.power.step():
            raise PowerCut
        self.data = None

    def rewrite(self):
        return Rewriting(self)

    def _there(self) -> bytes:
        if self.data is None:
            raise OSError(2)
        return self.data

    def _commit(self, data: bytes) -> None:
        if not self.power.step():
            raise PowerCut
        self.data = data


class Rewriting:
    """A new content; many steps of flash lie before the one that makes it hold."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._data = b""
        self._open = True

    def write(self, data: bytes) -> None:
        assert self._open
        self._data += data
        if not self._file.power.step():
            raise PowerCut

    def commit(self) -> None:
        self._open = False
        self._file._commit(self._data)

    def abort(self) -> None:
        self._open = False


class Kept:
    """A small file replaced as a whole."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def load(self) -> bytes:
        return self.data

    def save(self, data: bytes) -> None:
        self.data = data


class Rtc:
    """A clock chip that stands until it is set, then shows what the test says.

    A setting begins a second; `passed` lets it run.
    """

    def __init__(self, utc=None) -> None:
        self.utc = utc
        self._ms = 0
        self.fails = False
        self.lost = ""
        self.aging = 0

    def read(self):
        if self.fails:
            raise OSError(5)
        self.lost = "stopped" if self.utc is None else ""
        if self.utc is None:
            return None
        assert 946684800 <= self.utc < 4102444800 + 36525 * 86400
        # Two digits of the year: what lies past 2099 reads as a hundred years before.
        return self.utc - 36525 * 86400 if self.utc >= 4102444800 else self.utc

    def write(self, utc: int) -> None:
        if self.fails:
            raise OSError(5)
        self.utc = utc
        self._ms = 0

    def passed(self, ms: int) -> None:
        if self.utc is not None:
            self._ms += ms
            self.utc += self._ms // 1000
            self._ms %= 1000

    def set_aging(self, steps: int) -> None:
        if self.fails:
            raise OSError(5)
        assert -128 <= steps <= 127
        self.aging = steps


class Random:
    """Bytes that differ at each call and are the same in each run."""

    def __init__(self, seed: int = 1) -> None:
        self._state = seed

    def __call__(self, n: int) -> bytes:
        out = bytearray()
        for _ in range(n):
            self._state = (self._state * 1103515 + 12345) & 0xFFFFFF
            out.append(self._state >> 16)
        return bytes(out)


class Display:
    """A canvas that keeps what was shown, and the settings of its looks."""

    inks = (0, 1, 1, 1, 1, 1)
    palettes = None
    spare = 0, 0
    place = 0, 0

    def __init__(self, width: int = 128, height: int = 64) -> None:
        self.width = width
        self.height = self.strip = height
        self._buffer = bytearray(width * ((height + 7) // 8))
        self.canvas = framebuf.FrameBuffer(self._buffer, width, height, framebuf.MONO_VLSB)
        self.shown = bytes(len(self._buffer))
        self.shows = 0

    def strips(self, first: int, last: int):
        yield self.canvas, 0
        self.shown = bytes(self._buffer)
        self.shows += 1


def open_vault(slots, file, urandom):
    """The vault of a fob without a PIN, not loaded yet. Raises FobError STORAGE."""
    slot = prepare(slots, file, urandom)
    return vault_under(slot.key, slot.vault, file, urandom)
