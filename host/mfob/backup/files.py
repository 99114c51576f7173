"""Files that hold something secret: there as a whole or not at all, for nobody else to read."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mfob.errors import HostError

_MODE = 0o600
_FOLDER_MODE = 0o700


def check_free(path: Path, force: bool) -> None:
    """Raises HostError where write() would: before anybody is asked for anything."""
    with _told(path):
        if not path.parent.is_dir():
            raise HostError(f"There is no folder {path.parent}.", "no_folder")
        if path.is_symlink() or path.exists():
            _may_go(path, force)


def write(path: Path, data: bytes, force: bool = False) -> None:
    """Puts data into a file with mode 0600, in one step; over another one only with `force`.

    It is written beside it first, under a name of its own that does not outlive this. Raises
    HostError "exists", "unwritable".
    """
    check_free(path, force)
    with _told(path):
        # mkstemp: new, not followed, mode 0600 from the first byte on
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
        beside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if force:
                os.replace(beside, path)
            else:
                _put(beside, path)
            _settle(path.parent)
        finally:
            beside.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """A folder that nobody else may look into; one that is there stays as it is."""
    with _told(path):
        path.mkdir(_FOLDER_MODE, exist_ok=True)


def _put(beside: Path, path: Path) -> None:
    """Gives the file its name, unless another one got it meanwhile."""
    try:
        os.link(beside, path)
        beside.unlink()
    except FileExistsError:
        _may_go(path, False)
    except OSError:  # a file system without links, on a stick say
        if path.is_symlink() or path.exists():
            _may_go(path, False)
        os.rename(beside, path)


def _may_go(path: Path, force: bool) -> None:
    """Whether a file gives way. Raises HostError."""
    if not force:
        raise HostError(f"{path} is there already: -f writes over it.", "exists")
    if not stat.S_ISREG(path.lstat().st_mode):
        raise HostError(f"{path} is no plain file: it is not written over.", "exists")


def _settle(folder: Path) -> None:
    """The folder's entry on the disk as well, where that can be asked for."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = error.strerror or "it failed"
        raise HostError(f"{path} can't be written: {why}.", "unwritable") from None
