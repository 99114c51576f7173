"""ZIP archives that anyone may have made: listed and unpacked within bounds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from mfob.errors import HostError
from mfob.importers.model import LIMIT, damaged, wrong_password

MAGIC = b"PK\x03\x04"
UNPACKED_MAX = 32 << 20  # bytes, of the one member that is read
_LIST_MAX = 4 << 20  # bytes of the archive's list of members
_MEMBERS_MAX = 20_000
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_DAMAGED = "The archive is damaged."
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what zipfile raises of archives that are none, or are made to confuse it
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, IndexError, OSError,
    NotImplementedError, ValueError, OverflowError,
)  # fmt: skip


def names(data: bytes) -> list[str]:
    """The names of the members; none where it is no archive. For detect(): nothing raised."""
    if not data.startswith(MAGIC):
        return []
    try:
        return _archive(data).namelist()
    except HostError:
        return []


def locked(data: bytes) -> bool:
    """Whether a member wants a password. Nothing raised."""
    try:
        return any(member.flag_bits & 1 for member in _archive(data).infolist())
    except HostError:
        return False


def read(data: bytes, name: str, password: str | None = None) -> bytes:
    """The member of that name, unpacked; a password for the old ZIP encryption. Raises HostError
    import_format, import_password, import_limit."""
    archive = _archive(data)
    try:
        member = archive.getinfo(name)
        if member.compress_type not in _PACKINGS:
            raise damaged("The archive is packed in a way that no export is.")
        key = None if password is None else password.encode("utf-8", "surrogateescape")
        with archive.open(member, pwd=key) as unpacked:
            content = unpacked.read(UNPACKED_MAX + 1)
    except RuntimeError:  # no password, or its check byte differs
        raise wrong_password() from None
    except _BROKEN:
        raise (wrong_password() if password else damaged(_DAMAGED)) from None
    if len(content) > UNPACKED_MAX:
        raise HostError(
            f"The archive unpacks to more than any export has: {UNPACKED_MAX >> 20} MiB are read.",
            LIMIT,
        )
    return content


def _archive(data: bytes) -> zipfile.ZipFile:
    if _size_of_list(data) > _LIST_MAX:
        raise HostError("The archive has more members than any export.", LIMIT)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise damaged(_DAMAGED) from None
    if len(archive.filelist) > _MEMBERS_MAX:
        raise HostError("The archive has more members than any export.", LIMIT)
    return archive


def _size_of_list(data: bytes) -> int:
    """What the ends of the archive declare, in bytes (APPNOTE 4.3.14, 4.3.16): the largest."""
    tail = data[-(1 << 16) - 200 :]
    sizes = [0]
    for mark, place, layout in ((_END, 12, "<I"), (_END_64, 40, "<Q")):
        at = tail.find(mark)
        while at >= 0:
            if at + place + struct.calcsize(layout) <= len(tail):
                size = struct.unpack_from(layout, tail, at + place)[0]
                sizes.append(0 if size == 0xFFFFFFFF else size)
            at = tail.find(mark, at + 1)
    return max(sizes)
