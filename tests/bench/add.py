"""`add` on the virtual fob: from the end of the press that approves to the answer, and a batch"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from fobcore.account import Account
from mfob import Fob
from mfob.sim.client import Sim

COLUMNS = ("what", "times", "median ms", "slowest ms")
SINGLE = 12
BATCH = 30


def rows() -> Iterator[tuple[object, ...]]:
    """One fob: accounts with a press each, then a batch with one."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Sim.start(Path(folder) / "fob", rtc_set=True) as sim,
        Fob.open(f"sim:{sim.state.path}") as fob,
    ):
        waits = [_approved(sim, lambda n=n: fob.add(_account(n))) for n in range(SINGLE)]
        yield _row("add: approval to answer", waits)
        more = [_account(n) for n in range(SINGLE, SINGLE + BATCH)]

        def batch() -> None:
            fob.add_many(more)

        whole = _approved(sim, batch)
        yield _row(f"batch of {BATCH}: approval to the last answer", [whole])


def _account(number: int) -> Account:
    return Account("Bench", f"user{number}@example.com", b"12345678901234567" + b"%03d" % number)


def _approved(sim: Sim, call: Callable[[], object]) -> float:
    """Milliseconds from the release of the button to the return of a call that needs it."""
    ended: list[float] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except Exception as error:  # shown by who waits
            failures.append(error)
        ended.append(time.perf_counter())

    sim.wait_screen(lambda lines: not _asks(lines), 30)
    thread = threading.Thread(target=run)
    thread.start()
    sim.wait_screen(_asks, 30)
    time.sleep(0.45)  # a consent counts no press of its first 300 ms
    sim.press("ok")
    released = time.perf_counter()
    thread.join(60)
    if failures:
        raise failures[0]
    return max(0.0, ended[0] - released) * 1000


def _asks(lines: list[str]) -> bool:
    """Whether a screen waits for the owner's consent."""
    return any("ok = yes" in line for line in lines)


def _row(what: str, waits: list[float]) -> tuple[object, ...]:
    return what, len(waits), statistics.median(waits), max(waits)
