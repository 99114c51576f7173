"""From what is on the board and what shall be there, to what has to be done."""

from __future__ import annotations

from dataclasses import dataclass, field

from mfob import firmware
from mfob.errors import HostError
from mfob.install.survey import BLOCK, File, Files, of_content

_SPARE = 16 * BLOCK  # bytes left for the accounts


@dataclass(frozen=True)
class Plan:
    """What turns the board's flash into the wanted one; nothing of it touches the vault.

    `place` is where the firmware goes: not the one that the fob starts now, unless that holds
    the very same already; then nothing is written there. Where the fob starts neither, a place
    with another whole firmware is the last to be taken. `start` is written when all else is.
    """

    place: str
    switch: bool  # the pointer has to be changed
    remove: list[str] = field(default_factory=list)  # paths in the place
    copy: list[str] = field(default_factory=list)  # the other place has the same under that path
    write: dict[str, bytes] = field(default_factory=dict)
    start: str = ""
    guard: dict[str, bytes] = field(default_factory=dict)
    kept: int = 0  # files that are there already
    bytes: int = 0  # of copy and write

    @property
    def nothing(self) -> bool:
        """Whether all is there already."""
        return not (self.switch or self.remove or self.copy or self.write or self.guard)


def active(files: Files, pointer: bytes, ours: bool) -> str | None:
    """The place that main.py starts now; None where that is no firmware of ours."""
    name = pointer.decode(errors="replace")[:1] or firmware.PLACES[0]  # a "!" may follow
    return name if ours and name in firmware.PLACES and files.complete(name) else None


def make(files: Files, now: str | None, wanted: dict[str, bytes], guard: dict[str, bytes]) -> Plan:
    """Plan for the files of a place. Raises HostError "no_room"."""
    hashes = {path: of_content(content) for path, content in wanted.items()}
    changed = {
        name: content
        for name, content in guard.items()
        if _hash(files.found.get(f"/{name}")) != of_content(content)
    }
    if now is not None and _same(files.place(now), hashes):
        return Plan(now, False, guard=changed, kept=len(wanted))
    idle = [name for name in firmware.PLACES if name != now]
    whole = [files.complete(name) and not _same(files.place(name), hashes) for name in idle]
    place = idle[whole.index(min(whole))]  # a whole one may be all that still starts
    there = files.place(place)
    other = files.place(now) if now is not None else {}
    start = next(path for path in wanted if path in firmware.STARTS)
    differing = [path for path in wanted if _hash(there.get(path)) != hashes[path]]
    remove = [path for path in there if path not in wanted]
    if (differing or remove) and start in there and start not in differing:
        differing.append(start)  # it is taken away first and comes back last
    copy = [path for path in differing if _hash(other.get(path)) == hashes[path]]
    write = {path: wanted[path] for path in differing if path not in copy}
    freed = sum(_blocks(file.size) for path, file in there.items() if path not in wanted)
    needed = sum(_blocks(len(wanted[path])) for path in differing)
    needed -= sum(_blocks(there[path].size) for path in differing if path in there)
    if needed - freed + _SPARE > files.free:
        raise HostError(
            f"The board has no room: {files.free // 1024} KB of its flash are free, and the"
            f" firmware needs {(needed - freed + _SPARE) // 1024} KB. Take files of other programs"
            " off it, or use a board with more flash.",
            "no_room",
        )
    size = sum(len(wanted[path]) for path in differing)
    kept = len(wanted) - len(differing)
    return Plan(place, True, remove, copy, write, start, changed, kept, size)


def _same(there: dict[str, File], hashes: dict[str, str]) -> bool:
    return {path: file.hash for path, file in there.items()} == hashes


def _hash(file: File | None) -> str | None:
    return None if file is None else file.hash


def _blocks(size: int) -> int:
    return -(-size // BLOCK) * BLOCK
