"""Pages of a PDF as pictures, by pdftoppm (poppler) where it is installed; nothing is stored."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import Any

from PIL import Image

from mfob.errors import HostError

MAGIC = b"%PDF-"
PAGES_MAX = 20
_EDGE = 1800  # pixels of the longer edge: 154 a inch of an A4 page
_SECONDS = 3  # of the processor; a page of a scan takes 0.1
_WAIT = 10.0  # seconds, where the computer has other things to do
_MEMORY = 256 << 20  # bytes of address space; 20 pages of scans take 100 MB
_HOW = "Or make pictures of its pages (screenshots will do), and give those."


def pages(data: bytes, what: str) -> list[Image.Image]:
    """The first pages, in grey. Raises HostError "unreadable" with what to do."""
    tool = shutil.which("pdftoppm")
    if tool is None:
        raise HostError(
            f"To read {what} pdftoppm is needed: install poppler (sudo apt install"
            f" poppler-utils, say). {_HOW}",
            "unreadable",
        )
    args = [tool, "-q", "-gray", "-l", str(PAGES_MAX), "-scale-to", str(_EDGE), "-"]
    try:
        done = subprocess.run(
            args, input=data, capture_output=True, check=False,
            timeout=_SECONDS if sys.platform == "win32" else _WAIT,
            preexec_fn=None if sys.platform == "win32" else _bounded,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        raise _endless(what) from None
    if done.returncode < 0:  # ended by a bound: there may be pages that were not drawn
        raise _endless(what)
    found = _pictures(done.stdout)
    if not found:
        raise HostError(f"{what} is damaged, or needs a password. {_HOW}", "unreadable")
    return found


def _endless(what: str) -> HostError:
    return HostError(f"{what} takes too long to draw. {_HOW}", "unreadable")


def _pictures(data: bytes) -> list[Image.Image]:
    """Of the pages one behind the other: "P5", width, height, 255, each ended by white space,
    then a byte a pixel (netpbm's PGM)."""
    found: list[Image.Image] = []
    at = 0
    while len(found) < PAGES_MAX and data[at : at + 2] == b"P5":
        words = data[at : at + 64].split(None, 4)[:4]
        try:
            width, height = int(words[1]), int(words[2])
        except (IndexError, ValueError):
            break
        at += len(b" ".join(words)) + 1
        size = width * height
        if not 0 < size <= _EDGE * _EDGE or at + size > len(data):
            break
        page: Any = memoryview(data)[at : at + size]  # not copied: there may be 65 MB of them
        found.append(Image.frombuffer("L", (width, height), page, "raw", "L", 0, 1))
        at += size
    return found


def _bounded() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
