"""A flash in memory under MicroPython's own littlefs, whose power goes where a test says."""

import gc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PAGE = 256
SECTOR = 4096
BLOCKS = 16

vfs: "Any" = __import__("vfs")  # of MicroPython alone

# A mounted flash hides the computer's files: what is loaded on need has to be there before.
for _name in ("attempts", "opening", "pin", "rules", "strip"):
    __import__("fobcore." + _name)
__import__("drivers.reserving")


class PowerCut(BaseException):
    """The power went at this flash step."""


class Device:
    """A block device as rp2.Flash: an erase sets bits, programming a page only clears them.

    The power goes at step `cut_at` (from 1), which is then not done, or half done (`torn`).
    """

    def __init__(self, data: bytearray, cut_at: int = 0, torn: bool = False) -> None:
        self.data = data
        self.steps = 0
        self._cut_at = cut_at
        self._torn = torn
        self._off = False

    def readblocks(self, block: int, data: bytearray, offset: int = 0) -> None:
        start = block * SECTOR + offset
        data[:] = self.data[start : start + len(data)]

    def writeblocks(self, block: int, data: "bytes | bytearray", offset: int = -1) -> None:
        if self._off:
            raise PowerCut
        if offset < 0 or offset % PAGE or len(data) % PAGE:
            raise ValueError("whole pages only")
        start = block * SECTOR + offset
        for page in range(0, len(data), PAGE):
            new = bytes(data[page : page + PAGE])
            for index in range(PAGE):
                if self.data[start + page + index] & new[index] != new[index]:
                    raise ValueError("a bit can't go from 0 to 1")
            self._step(start + page, new)

    def ioctl(self, operation: int, argument: int) -> int:
        if operation == 4:
            return BLOCKS
        if operation == 5:
            return SECTOR
        if operation == 6:
            self._step(argument * SECTOR, _BLANK)
        return 0

    def _step(self, start: int, new: bytes) -> None:
        if self._off:
            raise PowerCut
        self.steps += 1
        if self.steps == self._cut_at:
            self._off = True
            new = new[: len(new) // 2 if self._torn else 0]
        self.data[start : start + len(new)] = new
        if self._off:
            raise PowerCut


class Mounted:
    """The device's file system at / for a while, in place of the computer's."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def __enter__(self) -> Device:
        system = vfs.VfsLfs2(self._device, progsize=PAGE)
        vfs.umount("/")
        vfs.mount(system, "/")
        return self._device

    def __exit__(self, *_: object) -> None:
        vfs.umount("/")
        vfs.mount(vfs.VfsPosix(), "/")


_BLANK = b"\xff" * SECTOR
_image = bytearray(BLOCKS * SECTOR)


def fresh() -> bytearray:
    """A flash with an empty file system. Always the same memory."""
    gc.collect()  # the files of a flash without power end here
    for start in range(0, len(_image), SECTOR):
        _image[start : start + SECTOR] = _BLANK
    vfs.VfsLfs2.mkfs(Device(_image), progsize=PAGE)
    return _image


def cuts(prepare: "Any", act: "Any", check: "Any") -> int:
    """How many flash steps `act` takes: it is cut at each, whole and torn, and `check` looks.

    prepare() and act() run on a mounted file system; check(done) on one that is mounted anew,
    `done` being false where act was cut.
    """
    counted = 0
    for torn in (False, True):
        step = 1
        while True:
            data = fresh()
            with Mounted(Device(data)):
                prepare()
            done = True
            with Mounted(Device(data, step, torn)) as device:
                try:
                    act(device)
                except PowerCut:
                    done = False
            with Mounted(Device(data)) as device:
                check(device, done)
            if done:
                break
            counted += 1
            step += 1
    return counted


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
