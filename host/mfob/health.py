"""What a fob tells of its health, and what its owner can do about it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mfob.clocktext import offset_text
from mfob.device import Fob
from mfob.records import ClockState, Info, SelfTest

_GREETINGS = 10  # round trips that are timed
_SLOW = 0.5  # seconds of a round trip
_ADRIFT = 10_000  # milliseconds: a third of the usual period
_ASTRAY = 2000  # milliseconds that are worth a word
_HEAP = 16_384  # bytes that the fob needs free to show its screens
_NEW_LINE = "Try another cable (some carry no data), another port, and no hub."
_AGAIN = "Install the firmware anew; if that does not help, the chip or its flash is failing."


@dataclass(frozen=True)
class Check:
    """One line: `name` says what was looked at, `told` what was found, `advice` what to do."""

    name: str
    ok: bool
    told: str
    advice: str = ""


def examine(fob: Fob, said: Sequence[str] = ()) -> list[Check]:
    """Looks at everything. `said` is the list that the fob's trace goes to: lines that had to be
    sent again count as lost. Raises HostError only where the fob falls silent."""
    checks = [_link(fob, said)]
    info = fob.info()
    checks.append(Check("fob", True, f"{info.board}, firmware {info.firmware}, id {info.id}"))
    checks.append(_clock(fob.clock()))
    checks.append(_store(info))
    test = fob.selftest()
    return checks + [look(test) for look in _OF_SELFTEST]


def _link(fob: Fob, said: Sequence[str]) -> Check:
    trips = [fob.round_trip() for _ in range(_GREETINGS)]
    median = statistics.median(trips)
    lost = sum(line.endswith(" again") or "noise" in line for line in said)
    told = f"an answer takes {median * 1000:.0f} ms (median of {_GREETINGS})"
    if lost:
        return Check("link", False, f"{told}; {lost} lines were lost or garbled", _NEW_LINE)
    return Check("link", median < _SLOW, told, "" if median < _SLOW else _NEW_LINE)


def _clock(clock: ClockState) -> Check:
    if clock.time is None:
        advice = (
            "`mfob clock set` sets it. If it is lost each time the fob is unplugged, its coin cell"
            " is empty or missing: put a new one in, then set the clock."
        )
        return Check("clock", False, "not set, so there are no codes", advice)
    offset = clock.offset_ms or 0
    advice = "`mfob clock set`, if this computer's clock is right."
    told = offset_text(offset)
    return Check("clock", abs(offset) < _ADRIFT, told, advice if abs(offset) > _ASTRAY else "")


def _store(info: Info) -> Check:
    if info.locked:
        return Check("store", True, "not looked at: the fob is locked", "Run `mfob unlock` first.")
    if info.accounts is None:
        advice = "Nothing was thrown away. Keep the fob as it is and use your recovery codes."
        return Check("store", False, "the accounts can't be read", advice)
    told = f"accounts: {info.accounts}, room for {info.room} more"
    return Check("store", True, told, "" if info.room else "Delete what is no longer needed.")


def _flash(test: SelfTest) -> Check:
    if test.flash is None:
        return Check("flash", True, "not told: the fob is locked", "Run `mfob unlock` first.")
    told = f"{test.flash:,} bytes free"
    if test.journal is not None:
        told += f", {test.journal:,} hold accounts"
    if not test.damaged:
        return Check("flash", True, told)
    advice = (
        "The accounts that `mfob list` shows are good; put back what is missing there, from the"
        " service's page or from your second fob."
    )
    return Check("flash", False, f"{told}; {test.damaged} damaged records", advice)


def _heap(test: SelfTest) -> Check:
    enough = test.heap >= _HEAP
    advice = "" if enough else "Unplug the fob and plug it in; if it stays so, please report it."
    return Check("memory", enough, f"{test.heap:,} bytes free", advice)


def _codes(test: SelfTest) -> Check:
    if not test.failed and test.passed:
        return Check("codes", True, f"all {test.passed} published codes came out right")
    wrong = ", ".join(test.failed) or "nothing could be computed"
    return Check("codes", False, f"wrong: {wrong}", f"Don't use its codes. {_AGAIN}")


_OF_SELFTEST: tuple[Callable[[SelfTest], Check], ...] = (_flash, _heap, _codes)
