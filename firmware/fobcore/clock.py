"""What the fob knows of the time: the chip's reading, corrected by what was learnt of it, and how
far it may be off.

The error budget (ms): that of the last setting, plus the time since at the rate that the chip may
be wrong by (its tolerance, or what is left of it once its drift is learnt: fobcore.drift), plus
what is not known of the second's beginning. The state follows from it.
"""

from fobcore import drift
from fobcore.calendar import seconds
from fobcore.clock_memory import ABSURD, FREE, HISTORY, NEVER, STEPPED, unpack

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.clock_memory import Memory
    from fobcore.parts import Kept, Rtc, TicksDiff

UNSET = "unset"
STALE = "stale"
TRUSTED = "trusted"

# How much an account's codes are in doubt, see Clock.doubt.
SURE = 0
DOUBTFUL = 1
UNSURE = 2

BUS = "bus"  # why a clock is unset, beside clock_memory.LOST: as long as the chip does not answer

PRESSED = 1  # how a time was set: with a press, by hand
BY_HAND = 2

# A time before this firmware was made, or one that the clocks' two-digit years and wrong leap
# year in 2100 make ambiguous, is not a time that anybody set.
EARLIEST = seconds(2026, 1, 1, 0, 0, 0)
LATEST_SET = seconds(2099, 12, 31, 23, 59, 59)
_LATEST = seconds(2100, 3, 1, 0, 0, 0) - 1
_CENTURY = 36525 * 86400  # 2000 to 2100
_NEAR = 10 * 365 * 86400
_DOUBT = 10000  # ms of error from which on a clock is stale
_READ_EVERY = 50  # ms between looks at the chip
# ms into a second from which on its end is looked for at each step; between these steps, where
# nothing else is to be done; and where the end of the one before was not seen: the end is seen
# within _EDGE_SEEN, by as few looks as can be.
_EDGE_AT = 972
_EDGE_EVERY = 20
_EDGE_LOST = 20
_EDGE_SEEN = 40  # ms after which the end of a second has been seen at the latest
_UNSEEN = 1000  # the same where it was not looked for
_MOST = 0xFFFFFFFF  # ms of error that are kept
# ms that the chip and the processor may disagree by from one second's beginning to the next, where
# both were seen; and where one was not, since the fob was busy or has just been started.
_JUMP = 500
_JUMP_UNSEEN = 1100
_LOOKS = 3  # that must agree before the chip is taken to have lost its time
_APART = 5000  # of which the processor's ms and the chip's may be one apart: 200 ppm


class Clock:
    """UTC from a real-time clock chip.

    `rtc`: see parts.Rtc. `kept`: load() -> bytes, save(bytes): what must outlive the power.
    `ppm`: the chip's tolerance; `part`: its name.
    """

    def __init__(self, rtc: "Rtc", kept: "Kept", ppm: int = 5, part: str = "") -> None:
        self.part = part
        self._rtc = rtc
        self._kept = kept
        self._ppm = ppm
        self.memory: "Memory" = unpack(kept.load())
        self.lost = self.memory.lost  # why it is not set
        self._raw: "int | None" = None  # seconds that the chip shows
        # UTC at the beginning of that second: seconds, the next second, ms; and its error (ms).
        # Made once a second: a number of seconds is an object on a 32-bit chip.
        self._second = self._next = self._ms = self._error = 0
        self.edge = 0  # ticks (ms) at which it was first seen
        self._edge_seen = False  # whether it was seen to begin
        self._gone = 0  # ms since the edge at the last step
        self.at = 0  # ticks of that step
        self._ticks_diff: "TicksDiff | None" = None
        self._read_at: "int | None" = None
        # The second shown before the chip fell silent, and its ticks; looks in a row at which it
        # has lost its time.
        self._before: "tuple[int, int] | None" = None
        self._losses = 0
        self._stood = 0  # ms that the chip has stood, as the processor counts
        self._stood_kept = 0  # the same as far as it is kept over power-off
        # Where a setting is written down that is not made yet: what of the free way it spends.
        self._prepared: "int | None" = None

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> None:
        """Looks at the chip where it is time to. `ticks`: ms of the processor's counter."""
        self._ticks_diff = ticks_diff
        self._pass(ticks)
        if self._read_at is not None:
            near = self._gone >= _EDGE_AT or not self._edge_seen
            wait = _READ_EVERY if self._raw is None or not near else 1
            if self._edge_seen and not near or ticks_diff(ticks, self._read_at) < wait:
                return
        seen = self._read_at is not None and ticks_diff(ticks, self._read_at) <= _EDGE_SEEN
        self._read_at = ticks
        raw = self._read()
        if raw is None:
            lost = "" if self.lost == BUS else self.lost
        elif raw == self._raw:
            self._losses = 0
            return
        else:
            lost = self._compare(raw, ticks, ticks_diff, seen)
        if lost and not self.memory.lost:
            self._losses += 1
            if self._losses < _LOOKS:
                return
            self._lose(lost)
        self._losses = 0
        if raw is None or lost:
            if self._raw is not None:
                self._before = self._raw, self.edge
            self._raw = None
            self._edge_seen = False
            return
        self._edge_seen = seen and self._raw is not None
        self._show(raw, ticks)

    def rest(self, ticks: int) -> int:
        """ms from now on until the next step is worth it."""
        if self._raw is None:
            wait = _READ_EVERY
        elif not self._edge_seen:
            wait = _EDGE_LOST
        else:
            wait = _EDGE_EVERY if self._gone >= _EDGE_AT else _EDGE_AT - self._gone
        if self._ticks_diff is not None:
            wait -= self._ticks_diff(ticks, self.at)
        return wait

    def resume(self) -> None:
        """The ticks have stood for nobody knows how long: the chip is read anew, and not
        compared with them."""
        self._raw = self._before = self._read_at = None
        self._edge_seen = False
        self._losses = 0

    def _compare(self, raw: int, ticks: int, ticks_diff: "TicksDiff", seen: bool) -> str:
        """STEPPED where the chip is ahead of the processor, or goes back; where it is behind, it
        has stood, and may be off by that. `seen`: this second was seen to begin."""
        most = _JUMP if seen and self._edge_seen else _JUMP_UNSEEN
        if self._raw is not None:
            before, gone = self._raw, self._gone
        elif self._before is not None:
            before, gone = self._before[0], ticks_diff(ticks, self._before[1])
        else:
            return ""
        ahead = (raw - before) * 1000 - gone
        most += max(gone, 0) // _APART
        if ahead > most or raw < before:
            return STEPPED
        if ahead < -most:
            self._stood -= ahead
            if self._stood > self._stood_kept:
                self._save_or_not()
        return ""

    def _pass(self, ticks: int) -> None:
        """It is now these ticks."""
        self.at = ticks
        if self._raw is not None and self._ticks_diff is not None:
            self._gone = max(self._ticks_diff(ticks, self.edge), 0)

    def _show(self, raw: int, ticks: int) -> None:
        memory = self.memory
        base = drift.corrected(memory, raw * 1000)
        second, ms = divmod(base, 1000)
        if self._raw is not None and second == self._second and self._ms + self._gone >= 1000:
            # The processor's ms and the chip's differ a little: no second is shown twice.
            second, ms = self._next, 0
        self._raw = raw
        self._second, self._next, self._ms = second, second + 1, ms
        passed = abs(base - memory.utc)
        self._error = memory.error + passed * drift.rate_error(memory, self._ppm) // 1000000000
        self._error += drift.withheld(memory, raw * 1000)
        self.edge = ticks
        self._gone = 0

    def _lose(self, why: str) -> None:
        """The chip has lost its time: that is remembered over power-off, until it is set."""
        self.lost = self.memory.lost = why
        self._save_or_not()

    def _save_or_not(self) -> None:
        """Where it can't be saved it holds as long as the power does."""
        try:
            self._save()
        except OSError:
            pass

    def _save(self) -> None:
        """The chip's having stood is kept too, twice: a flaky one is not to wear out the flash.
        Raises OSError."""
        memory = self.memory
        stood = self._stood * 2
        error, anchor_error = memory.error, memory.anchor_error
        memory.error = min(error + stood, _MOST)
        memory.anchor_error = min(anchor_error + stood, _MOST)
        try:
            self._kept.save(memory.pack())
        finally:
            memory.error, memory.anchor_error = error, anchor_error
        self._stood_kept = stood

    @property
    def state(self) -> str:
        error = self.error_ms
        if error is None:
            return UNSET
        return TRUSTED if error < _DOUBT else STALE

    def doubt(self, period: int) -> int:
        """How much codes of a period (s) are in doubt: SURE; DOUBTFUL from min(10 s, a third of
        the period) of possible error on; UNSURE over a whole period. The clock must be set."""
        error = self.error_ms or 0
        if error < min(_DOUBT, period * 1000 // 3):
            return SURE
        return DOUBTFUL if error <= period * 1000 else UNSURE

    @property
    def utc_ms(self) -> "int | None":
        """Milliseconds UTC at the last step, or None when the clock is not set."""
        if self._raw is None:
            return None
        return self._second * 1000 + self._ms + min(self._gone, 999)

    @property
    def utc(self) -> "int | None":
        """Seconds UTC at the last step, or None when the clock is not set."""
        if self._raw is None:
            return None
        return self._second if self._ms + min(self._gone, 999) < 1000 else self._next

    @property
    def error_ms(self) -> "int | None":
        """How far it may be off, or None when the clock is not set."""
        if self._raw is None:
            return None
        return self._error + self._stood + self._late

    @property
    def _late(self) -> int:
        """ms that the second may have begun before it was seen."""
        return _EDGE_SEEN if self._edge_seen else _UNSEEN

    @property
    def last_set(self) -> "int | None":
        """Seconds UTC of the last setting, or None."""
        return None if self.memory.last_set is None else self.memory.last_set // 1000

    @property
    def free_ms(self) -> int:
        """How far it may still be moved without a press."""
        raw = self._raw
        if raw is None:
            return 0
        learnt = abs(drift.correction(self.memory, raw * 1000))
        return max(FREE - self.memory.spent - learnt, 0)

    def _way(self, utc_ms: int) -> int:
        """How far a setting may move it: the chip may be ahead of what was seen of it."""
        now = self.utc_ms
        return FREE + 1 if now is None else abs(utc_ms - now) + self._late

    def wants_press(self, utc_ms: int) -> bool:
        """Whether to set it to that, at the last step, takes the owner's word."""
        return self._way(utc_ms) > self.free_ms

    def prepare(self, utc_ms: int, pressed: bool) -> None:
        """Writes down, before the chip is touched, that it is about to be set, to that at the last
        step, and what of the free way that takes. Raises OSError."""
        memory = self.memory
        left = 0 if pressed else min(FREE - self.free_ms + self._way(utc_ms), FREE)
        spent, memory.spent = memory.spent, left
        memory.lost, lost = NEVER, memory.lost
        try:
            self._save()
        finally:
            memory.lost, memory.spent = lost, spent
        self._prepared = left

    @property
    def prepared(self) -> bool:
        """Whether a setting is written down and not made yet, this one or another."""
        return self._prepared is not None

    def give_up(self) -> None:
        """The setting that was prepared, if it was not made, is not: all is as before it."""
        if self._prepared is not None:
            self._prepared = None
            self._save_or_not()

    def set(self, utc: int, ticks: int, error: int = 1000, how: int = PRESSED) -> bool:
        """Writes a time, a whole second that begins now, known to `error` ms; whether the chip
        took it. Raises OSError."""
        utc_ms = utc * 1000
        memory = self.memory
        self._pass(ticks)
        now, raw = self.utc_ms, self._raw
        spent, self._prepared = self._prepared, None
        try:
            self._rtc.write(utc)
        except OSError:
            self._raw = None
            self._lose(NEVER)  # nobody knows how far it got
            raise
        error += 1
        if raw is None or now is None or self._stood:
            drift.anchored(memory, utc_ms, error)
        else:
            shown = raw * 1000 + min(self._gone, 999)
            drift.learn(memory, shown, utc_ms, error, self._ppm, self._late)
        if spent is not None:
            memory.spent = spent
        after = None if memory.last_set is None else max(utc_ms - memory.last_set, 0) // 1000
        off = None if now is None else now - utc_ms
        memory.history = memory.history[1 - HISTORY :] + [(utc, off, error, after, how)]
        memory.raw = memory.utc = memory.last_set = utc_ms
        memory.error = error
        memory.lost = self.lost = ""
        self._stood = self._losses = 0
        self._raw = self._before = None
        self._save()
        taken = self._read()
        self._read_at = ticks
        self._edge_seen = taken == utc  # else the next one has begun, nobody saw when
        if taken is None:
            return False
        self._show(taken, ticks)
        return 0 <= taken - utc <= 1

    @property
    def aging(self) -> "int | None":
        """What the chip's rate is trimmed by, in steps; None where it can't be."""
        try:
            return getattr(self._rtc, "aging", None)
        except OSError:
            return None

    def trim(self, aging: int) -> None:
        """Changes the chip's rate; what was learnt is forgotten before, also where the chip then
        fails. Raises OSError."""
        if self._raw is not None:
            shown = self._raw * 1000 + min(self._gone, 999)
            drift.forget(self.memory, shown, self.error_ms or 0)
            self._stood = 0  # it is in the error
        self.memory.drift = self.memory.drift_error = 0
        if self._raw is not None:
            self._show(self._raw, self.edge)
        self._save()
        getattr(self._rtc, "set_aging")(aging)  # noqa: B009  not every chip has it

    def _read(self) -> "int | None":
        memory = self.memory
        if memory.lost:
            self.lost = memory.lost
            return None  # whoever set the chip, it was not this fob's owner
        try:
            utc = self._rtc.read()
        except OSError:
            self.lost = BUS
            return None
        if utc is None:
            self.lost = self._rtc.lost
            return None
        # The chip counts years from 0 to 99, and time only goes on: what lies before the setting
        # is the next century where that is near, else not a time.
        since = memory.raw // 1000
        if utc < since - 1:
            utc += _CENTURY
            if utc - since > _NEAR:
                self.lost = ABSURD
                return None
        if not EARLIEST <= utc <= _LATEST:
            self.lost = ABSURD
            return None
        self.lost = ""
        return utc
