"""Damaged pictures of QR codes: how many are read, and how fast"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from data import make_damaged_qr
from mfob import pictures, qr
from mfob.errors import HostError

COLUMNS = ("kind", "codes", "read", "wrong", "median ms", "slowest ms")


def rows() -> Iterator[tuple[object, ...]]:
    """A row a kind, then all of them; a time is a picture's, from its pixels to the addresses."""
    everything = Tally()
    tally = {kind: Tally() for kind in make_damaged_qr.KINDS}
    for damaged in make_damaged_qr.make():
        begin = time.perf_counter()
        try:
            found = set(qr.accounts(pictures.grey(damaged.picture), damaged.kind))
        except HostError:
            found = set()
        milliseconds = (time.perf_counter() - begin) * 1000
        for each in (tally[damaged.kind], everything):
            each.add(set(damaged.texts), found, milliseconds)
    for kind, each in tally.items():
        yield kind, *each.cells()
    yield "all", *everything.cells()


class Tally:
    """Codes and times, summed up."""

    def __init__(self) -> None:
        self._codes = self._read = self._wrong = 0
        self._times: list[float] = []

    def add(self, texts: set[str], found: set[str], milliseconds: float) -> None:
        """One picture's."""
        self._codes += len(texts)
        self._read += len(texts & found)
        self._wrong += len(found - texts)
        self._times.append(milliseconds)

    def cells(self) -> tuple[object, ...]:
        """What COLUMNS says, after the kind."""
        times = statistics.median(self._times), max(self._times)
        return self._codes, self._read, self._wrong, *times
