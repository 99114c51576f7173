"""Commands on the clock: what it shows, and setting it."""

from fobcore.calendar import text as date_text
from fobcore.clock import EARLIEST, LATEST_SET
from fobcore.errors import CLOCK_FAULT, CLOCK_RANGE, FobError
from fobcore.fob import whole
from fobcore.link import BUSY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task


class ClockCommands:
    """`clock` and `set_clock`. No command takes a time to make a code for."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {"clock": self._show, "set_clock": self._set}

    def _show(self, request: dict, change: bytes) -> dict:
        clock = self._fob.clock
        ms = self._fob.ticks_diff(self._fob.ticks(), clock.edge)
        return {
            "state": clock.state,
            "time": clock.utc,
            "ms": None if clock.utc is None else min(max(ms, 0), 999),
            "last_set": clock.last_set,
        }

    def _set(self, request: dict, change: bytes) -> "Answer | Task":
        utc = whole(request, "time")
        ms = whole(request, "ms", 0)
        if not EARLIEST <= utc <= LATEST_SET or ms > 999:
            raise FobError(CLOCK_RANGE)
        return self._set_task(utc, ms, self._fob.ticks())

    def _set_task(self, utc: int, ms: int, asked_at: int) -> "Task":
        clock = self._fob.clock
        diff = self._fob.ticks_diff
        before = "not set" if clock.utc is None else date_text(clock.utc)
        what = "%s\nnow: %s" % (date_text(utc), before)
        ticks = yield from self._fob.app.ask("Set clock (UTC)", what)
        # The chip's second begins when it is written: wait for the host's next whole second.
        passed = ms + diff(ticks, asked_at)
        ahead = 1000 - passed % 1000
        target = utc + (passed + ahead) // 1000
        start = ticks
        while diff(ticks, start) < ahead:
            ticks = yield BUSY
        try:
            taken = clock.set(target, ticks)
        except OSError:
            taken = False
        self._fob.app.changed()
        if not taken:
            raise FobError(CLOCK_FAULT)
        return self._show({}, b"")
