"""What a fob tells of its health, and what its owner can do about it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mfob.clocksync import passed
from mfob.clocktext import ms_text, offset_text, state_text, what_to_do, why
from mfob.device import Fob
from mfob.hosttime import Sync
from mfob.records import ClockState, Info, SelfTest

WINDOW = 10.0  # seconds over which the clock's second is compared
_GREETINGS = 10  # round trips that are timed
_SLOW = 0.5  # seconds of a round trip
_ADRIFT = 10_000  # milliseconds: a third of the usual period
_ASTRAY = 2000  # milliseconds that are worth a word
_GRAIN = 100  # milliseconds that two readings of a clock's chip may be wrong by, together
_STANDS = 0.1  # of the true rate
_LONGEST = 600_000  # milliseconds between two readings; more: the counter began anew
_SHORTEST = 1000
_LOOK = 0.1  # seconds between two looks at a world's time
_GIVE_UP = 120.0  # seconds of this computer's for a world that does not move
_HEAP = 16_384  # bytes that the fob needs free to show its screens
_NEW_LINE = "Try another cable (some carry no data), another port, and no hub."
_AGAIN = "Install the firmware anew; if that does not help, the chip or its flash is failing."
_REPLUG = "Unplug the fob, plug it in and look again"


@dataclass(frozen=True)
class Check:
    """One line: `name` says what was looked at, `told` what was found, `advice` what to do."""

    name: str
    ok: bool
    told: str
    advice: str = ""


def examine(
    fob: Fob, said: Sequence[str] = (), sync: Sync | None = None, window: float = WINDOW
) -> list[Check]:
    """Looks at everything. `said` is the list that the fob's trace goes to: lines that had to be
    sent again count as lost. `sync` is what is known of the host's clock. The clock's second is
    compared over `window` seconds, 0 for not at all. Raises HostError only where the fob falls
    silent."""
    clock = fob.clock()
    begun = fob.now()
    link = _link(fob, said)
    info = fob.info()
    test = fob.selftest()
    checks = [
        link,
        Check("fob", True, f"{info.board}, firmware {info.firmware}, id {info.id}"),
        *_computer(sync),
        clock_check(clock, sync),
        _battery(clock),
    ]
    if window:
        _wait(fob, begun + window)
        checks.append(second(clock, fob.clock()))
    checks.append(_store(info))
    checks += [found for look in _OF_SELFTEST if (found := look(test))]
    return checks


def _wait(fob: Fob, until: float) -> None:
    last = time.monotonic() + _GIVE_UP
    while fob.now() < until and time.monotonic() < last:
        time.sleep(_LOOK)


def _link(fob: Fob, said: Sequence[str]) -> Check:
    mean = fob.round_trip(_GREETINGS)
    lost = sum(line.endswith(" again") or "noise" in line for line in said)
    told = f"an answer takes {mean * 1000:.0f} ms (mean of {_GREETINGS})"
    if lost:
        return Check("link", False, f"{told}; {lost} lines were lost or garbled", _NEW_LINE)
    return Check("link", mean < _SLOW, told, "" if mean < _SLOW else _NEW_LINE)


def _computer(sync: Sync | None) -> list[Check]:
    """The clock that the fob's is held against; no line where nobody can tell."""
    if sync is None or not sync.by:
        return []
    if not sync.synced:
        told = f"its clock is not synchronised, says {sync.by}"
        return [Check("computer", True, told, "Switch its time service on, or use `--ntp`.")]
    within = "" if sync.error_ms is None else f", right within {ms_text(sync.error_ms)}"
    return [Check("computer", True, f"its clock is synchronised{within}, says {sync.by}")]


def clock_check(clock: ClockState, sync: Sync | None = None) -> Check:
    """Its state and how far it is from the host's clock."""
    if clock.time is None:
        return Check("clock", False, state_text(clock), what_to_do(clock))
    offset = clock.offset_ms or 0
    told = f"{offset_text(offset, clock.offset_error_ms or 0)}; {state_text(clock)}"
    if clock.state != "trusted":
        return Check("clock", False, told, "`mfob clock set` makes it right again.")
    set_it = "`mfob clock set`, if this computer's clock is right."
    if abs(offset) >= _ADRIFT:
        return Check("clock", False, told, set_it)
    known = (clock.error_ms or 0) + (clock.offset_error_ms or 0)
    if sync is not None and sync.synced and abs(offset) > known + sync.assumed_ms:
        told += ", which it is not"
        advice = f"{set_it} If it comes back, the clock's chip is worse than its kind."
        return Check("clock", False, told, advice)
    return Check("clock", True, told, set_it if abs(offset) > _ASTRAY else "")


def _battery(clock: ClockState) -> Check:
    if clock.lost == "stopped":
        advice = (
            "Its coin cell is empty, missing or loose: put a new one in (mind its type and its"
            " sides), then `mfob clock set`."
        )
        return Check("battery", False, why(clock), advice)
    if clock.time is None:
        return Check("battery", True, f"can't be told: {why(clock)}")
    return Check("battery", True, "the clock has not stopped since it was set")


def second(first: ClockState, then: ClockState) -> Check:
    """The clock's second against that of the fob's processor, from two readings."""
    if first.time_ms is None or then.time_ms is None:
        return Check("second", True, "not compared: the clock is not set")
    true = passed(first.ticks, then.ticks)
    if not _SHORTEST <= true <= _LONGEST:
        told = "not compared: the fob was restarted meanwhile"
        return Check("second", True, told, "Run `mfob doctor` again.")
    shown = then.time_ms - first.time_ms
    off = shown - true
    over = f"over {true / 1000:.1f} s of the processor's"
    if abs(off) <= _GRAIN:
        return Check("second", True, f"the clock's fits to {off:+d} ms {over}")
    if abs(shown) < true * _STANDS:
        advice = (
            "Its oscillator does not run: check its crystal, its coin cell and its power, then"
            " `mfob clock set`. Don't use codes until then."
        )
        return Check("second", False, f"the clock stands {over}", advice)
    side = "fast" if off > 0 else "slow"
    advice = "Its chip or its crystal is failing: replace it. Codes go wrong within minutes."
    return Check(
        "second", False, f"the clock runs {abs(off) / true * 100:.1f} % {side}, {over}", advice
    )


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
    advice = "" if enough else f"{_REPLUG}; if it stays so, please report it."
    return Check("memory", enough, f"{test.heap:,} bytes free", advice)


def _codes(test: SelfTest) -> Check:
    if not test.failed and test.passed:
        return Check("codes", True, f"all {test.passed} published codes came out right")
    wrong = ", ".join(test.failed) or "nothing could be computed"
    return Check("codes", False, f"wrong: {wrong}", f"Don't use its codes. {_AGAIN}")


def _display(test: SelfTest) -> Check | None:
    if test.display is None:
        return None
    if test.display:
        return Check("display", True, "it answers on its bus")
    advice = "Check its power, its ground and its wires, and that its address is the board's."
    return Check("display", False, "it does not answer on its bus", advice)


def _buttons(test: SelfTest) -> Check | None:
    if test.buttons is None:
        return None
    if not test.buttons:
        return Check("buttons", True, "none is held down")
    held = " and ".join(test.buttons)
    advice = (
        "Let go of it. If nobody holds it, it is stuck or its wire touches ground: until that is"
        " put right the fob takes no press of it for an answer."
    )
    return Check("buttons", False, f"held down: {held}", advice)


def _random(test: SelfTest) -> Check | None:
    if test.random is None:
        return None
    if test.random:
        return Check("random", True, "the generator's numbers passed their check")
    advice = f"{_REPLUG}; if it stays so, the chip is failing: set up no new fob and no PIN on it."
    return Check("random", False, "the generator's numbers are not random", advice)


_OF_SELFTEST: tuple[Callable[[SelfTest], Check | None], ...] = (
    _flash, _heap, _codes, _display, _buttons, _random,
)  # fmt: skip
