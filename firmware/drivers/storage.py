"""The fob's files, and the two blocks of flash that are reserved for the key slots."""

import binascii
import os
import struct

from fobcore.keys import PAGE, SECTOR, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import BlockDevice, Places, Urandom

_MAP = "/keys.map"
_RESERVED = ("/keys0", "/keys1")
_MAP_MAGIC = b"mfbM"
_ENTRY = "<H16s"


class RawFlash:
    """Blocks of the chip's block device, past its file system: erase, program, read."""

    def __init__(self, device: "BlockDevice") -> None:
        self._device = device
        self.blocks = device.ioctl(4, 0)
        if device.ioctl(5, 0) != SECTOR:
            raise ValueError("flash sectors are not 4096 bytes")

    def erase(self, block: int) -> None:
        self._device.ioctl(6, block)

    def program(self, block: int, page: int, data: bytes | bytearray) -> None:
        """One page of 256 bytes; bits only go from 1 to 0."""
        self._device.writeblocks(block, data, page * PAGE)

    def read(self, block: int, offset: int, length: int) -> bytes:
        data = bytearray(length)
        self._device.readblocks(block, data, offset)
        return bytes(data)


class File:
    """A file that grows at its end, read anywhere."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = None

    def exists(self) -> bool:
        return exists(self._path)

    def create(self) -> None:
        with open(self._path, "wb"):
            pass

    def size(self) -> int:
        return os.stat(self._path)[6]

    def read(self, offset: int, length: int) -> bytes:
        if self._open is None:
            self._open = open(self._path, "rb")
        self._open.seek(offset)
        return self._open.read(length)

    def append(self, *pieces: bytes) -> None:
        """All of them or nothing, whenever the power goes or the room ends: littlefs commits at
        close, and not behind a write that failed."""
        self.close()
        with open(self._path, "ab") as file:
            for data in pieces:
                file.write(data)

    def remove(self) -> None:
        """Deletes the file."""
        self.close()
        os.remove(self._path)

    def rewrite(self) -> "Rewriting":
        """A new content for this file."""
        return Rewriting(self, self._path)

    def close(self) -> None:
        """Lets go of the file; the next read opens it again."""
        if self._open is not None:
            self._open.close()
            self._open = None


class Rewriting:
    """A new content of a file, written beside it; commit() puts it in its place in one step."""

    def __init__(self, file: File, path: str) -> None:
        self._file = file
        self._path = path
        self._beside = path + ".new"
        self._open = open(self._beside, "wb")

    def write(self, data: bytes) -> None:
        self._open.write(data)

    def commit(self) -> None:
        self._open.close()
        self._file.close()
        os.rename(self._beside, self._path)
        self._path = ""

    def abort(self) -> None:
        """Drops what was written; nothing after commit."""
        if self._path:
            self._path = ""
            self._open.close()
            os.remove(self._beside)


class Kept:
    """A small file that is replaced as a whole."""

    def __init__(self, path: str) -> None:
        self._path = path

    def load(self) -> bytes:
        """What was saved last; empty where nothing was."""
        if not exists(self._path):
            return b""
        with open(self._path, "rb") as file:
            return file.read()

    def save(self, data: bytes) -> None:
        beside = self._path + ".new"
        with open(beside, "wb") as file:
            file.write(data)
        os.rename(beside, self._path)


def free_bytes() -> int:
    """Free bytes of the file system."""
    block, _, _, free = os.statvfs("/")[:4]
    return block * free


def exists(path: str) -> bool:
    """Whether there is such a file."""
    try:
        os.stat(path)
    except OSError:
        return False
    return True


def remove(path: str) -> None:
    """Deletes a file."""
    os.remove(path)


def reserve(flash: RawFlash, urandom: "Urandom", vault_there: bool) -> "Places":
    """(block, marker) of the two key slots; at a first start makes their files and finds them.

    The map of what was found is a file of its own; as long as it is not there, nothing is. Raises
    keys.Unreadable where the blocks are not where the map says, or the map is gone and a vault
    is there.
    """
    kept = Kept(_MAP).load()
    if kept:
        return _checked(flash, kept)
    if vault_there:
        raise Unreadable
    from drivers.reserving import make

    places = [make(flash, path, urandom) for path in _RESERVED]
    data = _MAP_MAGIC + b"".join([struct.pack(_ENTRY, block, mark) for block, mark in places])
    Kept(_MAP).save(data + struct.pack("<I", binascii.crc32(data) & 0xFFFFFFFF))
    return places


def _checked(flash: RawFlash, kept: bytes) -> "Places":
    data = kept[:-4]
    if data[:4] != _MAP_MAGIC or len(data) != 4 + 2 * struct.calcsize(_ENTRY):
        raise Unreadable
    if struct.unpack("<I", kept[-4:])[0] != binascii.crc32(data) & 0xFFFFFFFF:
        raise Unreadable
    places = [struct.unpack_from(_ENTRY, data, 4 + 18 * index) for index in range(2)]
    for (block, _), path in zip(places, _RESERVED):
        with open(path, "rb") as file:
            if file.read(PAGE) != flash.read(block, 0, PAGE):
                raise Unreadable  # the file system has moved the block
    return places
