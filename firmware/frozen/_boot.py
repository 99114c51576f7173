"""Mounts the file system, in an image with the firmware frozen in.

MicroPython's own formats whatever it can't mount, and with it a vault that could have been saved.
This one makes a file system only on a flash in which nothing was ever written; else it mounts
nothing, and the firmware says that the vault is unreadable. What a power cut left of that first
file system lies in its two superblocks, where no vault has its key.
"""

import rp2
import vfs

_PROGRAM = 256  # bytes that are programmed at once
_SUPERBLOCKS = 2


def blank(flash: rp2.Flash) -> bool:
    """Whether every byte behind the superblocks is as the erase leaves it."""
    block = bytearray(flash.ioctl(5, 0))
    erased = b"\xff" * len(block)
    for number in range(_SUPERBLOCKS, flash.ioctl(4, 0)):
        flash.readblocks(number, block)
        if block != erased:
            return False
    return True


def mount(flash: rp2.Flash) -> None:
    """At /, if it can be mounted."""
    try:
        system = vfs.VfsLfs2(flash, progsize=_PROGRAM)
    except OSError:
        if not blank(flash):
            return
        vfs.VfsLfs2.mkfs(flash, progsize=_PROGRAM)
        system = vfs.VfsLfs2(flash, progsize=_PROGRAM)
    vfs.mount(system, "/")


mount(rp2.Flash())
