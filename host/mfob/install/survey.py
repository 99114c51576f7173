"""What a board at its prompt is, and what lies on it. Only looks; writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mfob import firmware
from mfob.board_prompt import BoardError, BoardPrompt
from mfob.compiling import Abi
from mfob.errors import HostError

OLDEST = (1, 23)
BLOCK = 4096  # bytes of flash that a file's end costs at least

_WHO = """\
import sys
i=sys.implementation
print((i.name,tuple(i.version)[:3],sys.platform,getattr(i,'_machine',''),getattr(i,'_mpy',0)))
"""
# (free bytes, {path: bytes}, {path: hash of what may be compared})
_FILES = """\
import os,hashlib,binascii
def _h(p):
 s=hashlib.sha256()
 b=bytearray(1024)
 m=memoryview(b)
 with open(p,'rb') as f:
  n=f.readinto(b)
  while n:
   s.update(m[:n])
   n=f.readinto(b)
 return binascii.hexlify(s.digest()[:16]).decode()
def _w(d):
 for e in os.ilistdir(d):
  p=(d if d!='/' else '')+'/'+e[0]
  if e[1]&0x4000:
   if d!='/' or e[0] in {places}:_w(p)
  else:
   print('%r:(%d,%r),'%(p,os.stat(p)[6],_h(p) if d!='/' or e[0] in {hashed} else ''))
print('{{')
_w({top!r})
print('}}')
"""
_FREE = "import os\nv=os.statvfs('/')\nprint((v[1]*v[3],v[1]))"
_SMALL = "print(open({path!r},'rb').read(64))"
_BOARD = """\
import sys
sys.path.insert(0,{place!r})
try:
 from board import BOARD
 print(repr(BOARD['name']))
except Exception:
 print(None)
sys.path.pop(0)
sys.modules.pop('board',None)
"""


@dataclass(frozen=True)
class Micropython:
    """What runs on the board."""

    version: tuple[int, ...]
    platform: str
    machine: str
    abi: Abi | None


@dataclass(frozen=True)
class File:
    """A file on the board; `hash` as of_content() gives it, empty where it was not asked for."""

    size: int
    hash: str


@dataclass(frozen=True)
class Files:
    """What lies on the board, path -> File, with a leading slash; free bytes."""

    found: dict[str, File]
    free: int

    def place(self, name: str) -> dict[str, File]:
        """The files of /a or /b, by their path in it."""
        top = f"/{name}/"
        return {path[len(top) :]: it for path, it in self.found.items() if path.startswith(top)}

    def complete(self, name: str) -> bool:
        """Whether main.py would start the firmware in a place."""
        return any(start in self.place(name) for start in firmware.STARTS)


def who(prompt: BoardPrompt) -> Micropython:
    """The board's MicroPython. Raises HostError "too_old", or "not_micropython"."""
    name, version, platform, machine, word = prompt.ask(_WHO)
    if name != "micropython":
        raise HostError(
            f"The board runs {name}, not MicroPython: put MicroPython on it first"
            " (micropython.org/download), then run `mfob install` again.",
            "not_micropython",
        )
    if tuple(version[:2]) < OLDEST:
        told = ".".join(str(number) for number in version)
        raise HostError(
            f"The board's MicroPython {told} is too old, mfob needs"
            f" {OLDEST[0]}.{OLDEST[1]} or newer: put a newer one on it (micropython.org/download;"
            " a Pico takes it with `mfob install --uf2 FILE` while in BOOTSEL mode).",
            "too_old",
        )
    return Micropython(tuple(version), platform, machine, Abi.of(word))


def files(prompt: BoardPrompt) -> Files:
    """The files of the root and of both places. Raises HostError "no_file_system"."""
    try:
        free, block = prompt.ask(_FREE)
        if not block:  # an empty root with nothing mounted on it
            raise _no_file_system("none is mounted")
        found = listed(prompt, "/")
    except BoardError as error:
        raise _no_file_system(error.raised) from None
    return Files(found, free)


def _no_file_system(why: str) -> HostError:
    return HostError(
        f"The board has no file system that can be read ({why}). Nothing was written: what is on"
        " its flash may be a vault. If nothing on it is needed any more, format it as littlefs"
        " (os.VfsLfs2.mkfs) and run the same command again.",
        "no_file_system",
    )


def listed(prompt: BoardPrompt, top: str) -> dict[str, File]:
    """The files under a folder of the board, those of the root without other folders."""
    hashed = tuple(firmware.GUARD)
    code = _FILES.format(places=firmware.PLACES, hashed=hashed, top=top)
    return {path: File(*rest) for path, rest in prompt.ask(code).items()}


def small(prompt: BoardPrompt, path: str) -> bytes:
    """The beginning of a small file."""
    content = prompt.ask(_SMALL.format(path=path))
    assert isinstance(content, bytes)
    return content


def board_in(prompt: BoardPrompt, place: str) -> str | None:
    """The name in a place's board.py; None where it can't be had."""
    name = prompt.ask(_BOARD.format(place="/" + place))
    return name if isinstance(name, str) else None


def of_content(content: bytes) -> str:
    """The hash that a board tells of a file: 128 bits of SHA-256."""
    return hashlib.sha256(content).hexdigest()[:32]
