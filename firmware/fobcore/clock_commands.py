"""Commands on the clock: what it shows and how sure it is, setting it, trimming its chip."""

from fobcore.calendar import text as date_text
from fobcore.clock import BY_HAND, EARLIEST, LATEST_SET, PRESSED
from fobcore.errors import BAD_REQUEST, CLOCK_FAULT, CLOCK_RANGE, NO_TRIM, NOT_LEARNT, FobError
from fobcore.fob import whole
from fobcore.wire import BUSY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task

TICKS = 1 << 29  # ticks go around there on the wire; the chips' own go around later
_ERROR = 1000  # ms, where the computer does not say it
_ERROR_MAX = 60000
_AGO = 120000  # ms that the moment of a setting may lie back
_AGED = 127  # the aging register's largest
_STEP = 100  # ppb of one of its steps at 25 degrees; a positive one slows the clock
_SPIN = 30  # ms before a second begins in which nothing else is done


class ClockCommands:
    """`clock`, `clock_history`, `set_clock`, `trim_clock`. No command takes a time to make a code
    for."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {
            "clock": self._show,
            "clock_history": self._history,
            "set_clock": self._set,
            "trim_clock": self._trim,
        }

    def _show(self, request: dict, change: bytes) -> dict:
        clock = self._fob.clock
        now = clock.utc_ms
        memory = clock.memory
        learnt = memory.drift_error > 0
        aged = None
        if now is not None and memory.last_set is not None:
            aged = max(now - memory.last_set, 0) // 1000
        return {
            "state": clock.state,
            "time": None if now is None else now // 1000,
            "ms": None if now is None else now % 1000,
            "ticks": clock.at % TICKS,
            "error_ms": clock.error_ms,
            "age": aged,
            "last_set": clock.last_set,
            "drift_ppb": memory.drift if learnt else None,
            "drift_error_ppb": memory.drift_error if learnt else None,
            "free_ms": clock.free_ms,
            "lost": "" if now is not None else clock.lost,
            "aging": clock.aging,
            "part": clock.part,
        }

    def _history(self, request: dict, change: bytes) -> dict:
        self._fob.keeper.the_vault()  # not while it is locked
        return {
            "settings": [
                {
                    "time": time, "off_ms": off, "error_ms": error, "after": after,
                    "pressed": how & PRESSED > 0, "by": "hand" if how & BY_HAND else "host",
                }
                for time, off, error, after, how in self._fob.clock.memory.history
            ]
        }  # fmt: skip

    def _set(self, request: dict, change: bytes) -> "Answer | Task":
        utc = whole(request, "time")
        ms = whole(request, "ms", 0)
        error = whole(request, "error_ms", _ERROR)
        if not EARLIEST <= utc <= LATEST_SET or ms > 999:
            raise FobError(CLOCK_RANGE)
        if not 1 <= error <= _ERROR_MAX:
            raise FobError(BAD_REQUEST)
        ticks = self._fob.ticks()
        ago = (ticks - whole(request, "ticks", ticks)) % TICKS
        if ago > _AGO:
            raise FobError(BAD_REQUEST)  # long ago, or not a moment that has been
        return self._set_task(utc * 1000 + ms + ago, ticks, error)

    def _set_task(self, utc_ms: int, asked_at: int, error: int) -> "Task":
        """`utc_ms` is the time at the ticks `asked_at`."""
        clock = self._fob.clock
        diff = self._fob.ticks_diff
        # The clock's time is that of its last step.
        pressed = clock.wants_press(utc_ms + diff(clock.at, asked_at))
        ticks = asked_at
        if pressed:
            before = "not set" if clock.utc is None else date_text(clock.utc)
            what = "%s\nnow: %s" % (date_text(utc_ms // 1000), before)
            ticks = yield from self._fob.app.ask("Set clock (UTC)", what)
        try:
            clock.prepare(utc_ms + diff(clock.at, asked_at), pressed)
            # The chip's second begins when it is written: wait for the next whole one.
            ticks = yield BUSY
            now = utc_ms + diff(ticks, asked_at)
            ahead = _SPIN + 1000 - (now + _SPIN) % 1000
            start = ticks
            while diff(ticks, start) < ahead - _SPIN:
                ticks = yield BUSY
            while diff(ticks, start) < ahead:
                ticks = self._fob.ticks()
            target = (now + ahead) // 1000
            if target > LATEST_SET:
                raise FobError(CLOCK_RANGE)  # it has become too late since
            # Not where the owner has set it by hand meanwhile.
            taken = clock.prepared and clock.set(target, ticks, error, PRESSED if pressed else 0)
        except OSError:
            taken = False
        finally:
            clock.give_up()
        self._fob.app.changed()
        if not taken:
            raise FobError(CLOCK_FAULT)
        answer = self._show({}, b"")
        answer["pressed"] = pressed
        return answer

    def _trim(self, request: dict, change: bytes) -> "Answer | Task":
        self._fob.keeper.the_vault()  # not while it is locked
        clock = self._fob.clock
        was = clock.aging
        if was is None:
            raise FobError(NO_TRIM)
        if clock.utc is None or not clock.memory.drift_error:
            raise FobError(NOT_LEARNT)
        return self._trim_task(was)

    def _trim_task(self, was: int) -> "Task":
        clock = self._fob.clock
        learnt = clock.memory.drift
        new = min(max(was + (learnt + _STEP // 2) // _STEP, -_AGED - 1), _AGED)
        fast = "fast" if learnt >= 0 else "slow"
        rate = "%d.%d ppm" % (abs(learnt) // 1000, abs(learnt) // 100 % 10)
        what = "The chip is %s %s:\naging register\n%d to %d" % (rate, fast, was, new)
        yield from self._fob.app.ask("Trim clock", what)
        if clock.utc is None or clock.memory.drift != learnt:
            raise FobError(NOT_LEARNT)  # it was set or lost meanwhile
        try:
            clock.trim(new)
        except OSError:
            raise FobError(CLOCK_FAULT) from None
        return {"aging": new, "was": was, "drift_ppb": learnt}
