"""firmware/frozen/_boot.py over a flash whose power goes: when it makes a file system, and when
not. What it does on a chip: tests/rp2040/test_frozen.py, with an image of one's own."""

import sys

from flashes import BLOCKS, PAGE, SECTOR, Device, PowerCut, vfs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PATH = __file__.rsplit("/tests/", 1)[0] + "/firmware/frozen/_boot.py"
with open(PATH) as _file:
    SOURCE = _file.read()
KEPT = (0, 4, 24, 60, PAGE // 2)  # a superblock is some 90 bytes
_ERASED = b"\xff" * SECTOR
data = bytearray(SECTOR * BLOCKS)  # the one flash, since the heap is small


class Rp2:
    """The module, with the flash that the test is about."""

    def __init__(self, device: Device) -> None:
        self.Flash = lambda: device


class Tearing(Device):
    """The step at which the power goes has done its first `kept` bytes (up to half a page)."""

    def __init__(self, cut_at: int, kept: int) -> None:
        super().__init__(data, cut_at, torn=True)
        self._kept = kept

    def _step(self, start: int, new: bytes) -> None:
        super()._step(start, new[: 2 * self._kept] if self.steps + 1 == self._cut_at else new)


def erase(beginning: bytes = b"") -> None:
    """What is on the flash from its beginning on; the rest was never written."""
    for start in range(0, len(data), SECTOR):
        data[start : start + SECTOR] = _ERASED
    data[: len(beginning)] = beginning


def booted(cut_at: int = 0, kept: int = 0) -> "tuple[bool, int]":
    """Whether a file system is mounted behind it, and the flash steps; False where it was cut."""
    device = Tearing(cut_at, kept)
    mounted = []

    class Vfs:
        VfsLfs2 = vfs.VfsLfs2

        @staticmethod
        def mount(system: "Any", path: str) -> None:
            assert path == "/"
            mounted.append(system)

    modules: Any = sys.modules
    modules["rp2"], modules["vfs"] = Rp2(device), Vfs
    try:
        exec(SOURCE, {})
    except PowerCut:
        assert not mounted
    finally:
        del modules["rp2"]
        modules["vfs"] = vfs
    if mounted:
        assert len(list(mounted[0].ilistdir("/"))) == 0
    return bool(mounted), device.steps


def test_a_blank_flash_gets_a_file_system() -> None:
    erase()
    mounted, steps = booted()
    assert mounted and steps > 2
    assert booted() == (True, 0)  # the next start takes it as it is


def test_a_first_start_that_is_cut_is_made_up_for() -> None:
    """At each of its steps, whole and torn; and where the second start is cut as well."""
    erase()
    steps = booted()[1]
    for first in range(1, steps + 1):
        for kept in KEPT:
            erase()
            assert booted(first, kept) == (False, first)
            half = bytes(data[: 2 * SECTOR])
            mounted, needed = booted()
            assert mounted, (first, kept)
            for second in range(1, needed + 1):
                erase(half)
                assert booted(second, kept) == (False, second)
                assert booted()[0], (first, second, kept)


def test_a_flash_that_can_not_be_mounted_is_left_as_it_is() -> None:
    """One byte behind the superblocks is enough: it may be a vault's."""
    gone = bytes(2 * SECTOR)
    for block in (2, 3, BLOCKS // 2, BLOCKS - 1):
        for at in (0, SECTOR // 2, SECTOR - 1):
            for value in (0, 0x7F, 0xFE):
                erase(gone)
                data[block * SECTOR + at] = value
                assert booted() == (False, 0), (block, at, value)
    erase(gone)
    assert booted()[0]
