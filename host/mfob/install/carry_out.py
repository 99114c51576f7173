"""A plan, carried out on the board: every step leaves something that starts.

The order is what makes it safe. The place that is not started loses its start first and gets it
last, so that main.py never takes half a firmware for a whole one; boot.py and main.py are renamed
into their places, and each starts the firmware of both places; the pointer comes at the very end.
"""

from __future__ import annotations

import binascii
from collections.abc import Callable, Iterator

from mfob import firmware
from mfob.board_prompt import BoardError, BoardPrompt
from mfob.errors import HostError
from mfob.install import survey
from mfob.install.plan import Plan

_PIECE = 1536  # bytes of a file in one go; the board holds it twice while it is written
_HELPERS = """\
import os,binascii
def _d(p):
 a=p.split('/')[1:-1]
 for i in range(len(a)):
  try:
   os.mkdir('/'+'/'.join(a[:i+1]))
  except OSError as e:
   if e.errno!=17:raise
def _c(s,p):
 _d(p)
 with open(s,'rb') as f,open(p,'wb') as g:
  b=f.read(512)
  while b:
   g.write(b)
   b=f.read(512)
def _r(p):
 try:
  os.remove(p)
 except OSError as e:
  if e.errno!=2:raise
"""
Progress = Callable[[int], None]  # bytes that have been done since the last call


def carry_out(prompt: BoardPrompt, plan: Plan, wanted: dict[str, bytes], done: Progress) -> None:
    """Raises HostError: "no_room" where the flash is full after all, "spoilt" where it does not
    hold what was written; the board then still starts what it started before."""
    try:
        prompt.run(_HELPERS)
        if plan.switch:
            _fill(prompt, plan, wanted, done)
        for name, content in plan.guard.items():
            _replace(prompt, f"/{name}", content)
        if plan.switch:
            prompt.run("_r('/crashes')")  # they were the other firmware's
            _replace(prompt, f"/{firmware.POINTER}", plan.place.encode())
    except BoardError as error:
        if "ENOSPC" in error.raised or error.raised.endswith(" 28"):
            raise HostError(
                "The board's flash is full: take files of other programs off it and run the same"
                " command again.",
                "no_room",
            ) from None
        raise


def _fill(prompt: BoardPrompt, plan: Plan, wanted: dict[str, bytes], done: Progress) -> None:
    """Makes the place hold the wanted files, and nothing else; its start comes last."""
    top = f"/{plan.place}"
    if plan.write or plan.copy or plan.remove:
        for start in firmware.STARTS:
            prompt.run(f"_r({f'{top}/{start}'!r})")
    for path in plan.remove:
        prompt.run(f"_r({f'{top}/{path}'!r})")
    for path in [*plan.copy, *plan.write]:
        if path != plan.start:
            _put(prompt, plan, path, wanted[path], done)
    present = plan.start not in (*plan.copy, *plan.write)
    _verify(prompt, plan.place, wanted, () if present else (plan.start,))
    if not present:
        content = wanted[plan.start]
        _put(prompt, plan, plan.start, content, done)
        if prompt.ask(f"print(repr(_h({f'{top}/{plan.start}'!r})))") != survey.of_content(content):
            prompt.run(f"_r({f'{top}/{plan.start}'!r})")
            raise _spoilt(f"{top}/{plan.start}")


def _put(prompt: BoardPrompt, plan: Plan, path: str, content: bytes, done: Progress) -> None:
    """One file, from the other place where the same lies there."""
    target = f"/{plan.place}/{path}"
    if path not in plan.copy:
        _write(prompt, target, content, done)
        return
    other = next(name for name in firmware.PLACES if name != plan.place)
    prompt.run(f"_c({f'/{other}/{path}'!r},{target!r})")
    done(len(content))


def _write(prompt: BoardPrompt, path: str, content: bytes, done: Progress) -> None:
    opening = f"_d({path!r})\nf=open({path!r},'wb')\n"
    for piece, last in _pieces(content):
        text = binascii.b2a_base64(piece, newline=False).decode()
        closing = "\nf.close()" if last else ""
        prompt.run(f"{opening}f.write(binascii.a2b_base64('{text}')){closing}")
        opening = ""
        done(len(piece))


def _pieces(content: bytes) -> Iterator[tuple[bytes, bool]]:
    for at in range(0, max(len(content), 1), _PIECE):
        yield content[at : at + _PIECE], at + _PIECE >= len(content)


def _replace(prompt: BoardPrompt, path: str, content: bytes) -> None:
    """A file of the root: written beside, read back, renamed over the old one in one step."""
    beside = path + ".new"
    _write(prompt, beside, content, lambda _: None)
    if prompt.ask(f"print(repr(_h({beside!r})))") != survey.of_content(content):
        raise _spoilt(beside)
    prompt.run(f"os.rename({beside!r},{path!r})")


def _verify(
    prompt: BoardPrompt, place: str, wanted: dict[str, bytes], without: tuple[str, ...]
) -> None:
    """Holds the place's files, by hash on the board, against the wanted ones."""
    expected = {
        f"/{place}/{path}": survey.of_content(content)
        for path, content in wanted.items()
        if path not in without
    }
    found = {path: file.hash for path, file in survey.listed(prompt, f"/{place}").items()}
    for path in sorted(expected.keys() | found.keys()):
        if expected.get(path) != found.get(path):
            raise _spoilt(path)


def _spoilt(path: str) -> HostError:
    return HostError(
        f"The board's flash does not hold what was written to {path}: the former firmware still"
        " starts. Try again; if it stays so, the flash is worn out.",
        "spoilt",
    )
