"""The clock without a computer: what the fob knows of the time, and setting it by the buttons."""

from fobcore.calendar import fields, month_length, seconds
from fobcore.clock import BY_HAND, EARLIEST, LATEST_SET, PRESSED, TRUSTED
from fobcore.dialog import Message, Screen
from fobcore.errors import CLOCK_FAULT, CLOCK_RANGE, FobError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.clock import Clock
    from fobcore.parts import Flow, View
    from fobcore.screens import Layout

_BY_HAND_ERROR = 1000  # ms: a press at the full minute
_ZONE_STEP = 15  # minutes
_ZONES = 105  # from UTC-12:00 to UTC+14:00
_UTC = 48  # the number of UTC+00:00 among them
_LEAP = 10  # what holding the button counts up by
_WHY = {
    "stopped": "The coin cell is empty or missing, or was taken out.",
    "rubbish": "The clock's chip holds no date.",
    "bus": "The clock's chip does not answer.",
    "stepped": "The clock's chip has jumped.",
    "absurd": "The clock's chip has lost the date.",
}


class Details(Message):
    """Time, how sure it is, how old the setting is; drawn anew each second, until any button."""

    name = "clock"

    def __init__(self, clock: "Clock") -> None:
        super().__init__("", "")
        self._clock = clock

    def view(self) -> "View":
        return "clock", self._clock.utc, self._clock.error_ms

    def items(self, layout: "Layout") -> "list[tuple]":
        clock = self._clock
        utc, error = clock.utc, clock.error_ms
        if utc is None or error is None:
            return layout.message("CLOCK NOT SET", _WHY.get(clock.lost, "It was never set."))
        title = "Clock: sure" if clock.state == TRUSTED else "Clock: unsure"
        rows = "%04d-%02d-%02d %02d:%02d:%02d UTC" % fields(utc)[:6]
        rows += "\nright to %s s" % tenths(error)
        if clock.last_set is not None:
            rows += "\nset %s" % ago(utc - clock.last_set)
        memory = clock.memory
        if memory.drift_error:
            fast = "fast" if memory.drift >= 0 else "slow"
            rows += "\nchip %s ppm %s" % (tenths(abs(memory.drift)), fast)
        return layout.message(title, rows)


class Entry(Screen):
    """Date, time and zone, a field at a time: `next` counts up by one, held by ten; `ok` takes the
    field, held it leaves. The zone is for typing only: the fob keeps UTC."""

    name = "entry"

    def __init__(self, utc: int) -> None:
        self._fields = list(fields(utc)[:5]) + [_UTC]
        self._at = 0
        self.left = False  # ok was held

    def begin(self) -> None:
        """At the first field again."""
        self._at = 0

    @property
    def utc(self) -> int:
        """Seconds UTC of what was typed. Raises FobError CLOCK_RANGE."""
        year, month, day, hour, minute, zone = self._fields
        day = min(day, month_length(year, month))
        utc = seconds(year, month, day, hour, minute, 0) - (zone - _UTC) * _ZONE_STEP * 60
        if not EARLIEST <= utc <= LATEST_SET:
            raise FobError(CLOCK_RANGE)
        return utc

    def press(self, role: str, kind: str) -> bool:
        if kind == "held":
            return False
        if role == "ok":
            self.left = kind == "long"
            if self.left:
                return True
            self._at += 1
            return self._at == len(self._fields)
        year, month = self._fields[:2]
        first, count = (
            (2026, 74), (1, 12), (1, month_length(year, month)), (0, 24), (0, 60), (0, _ZONES),
        )[self._at]  # fmt: skip
        step = 1 if kind == "short" else _LEAP
        self._fields[self._at] = (self._fields[self._at] - first + step) % count + first
        length = month_length(*self._fields[:2])
        self._fields[2] = min(self._fields[2], length)
        return False

    def view(self) -> "View":
        return "entry", self._at, tuple(self._fields)

    def texts(self) -> "list[str]":
        """The fields as they are shown."""
        year, month, day, hour, minute, zone = self._fields
        away = (zone - _UTC) * _ZONE_STEP
        sign = "-" if away < 0 else "+"
        return [
            "%04d" % year, "%02d" % month, "%02d" % day, "%02d" % hour, "%02d" % minute,
            "UTC%s%02d:%02d" % (sign, abs(away) // 60, abs(away) % 60),
        ]  # fmt: skip

    def items(self, layout: "Layout") -> "list[tuple]":
        return layout.entry(self.texts(), self._at)


class Go(Screen):
    """What was typed, to be confirmed with `ok` at the full minute; `next` goes back to typing."""

    name = "go"

    def __init__(self, entry: Entry) -> None:
        self._texts = entry.texts()
        self.ticks = 0
        self.taken = False

    def press(self, role: str, kind: str) -> bool:
        self.taken = role == "ok" and kind == "short"
        return kind != "held"

    def step(self, ticks: int, any_down: bool) -> bool:
        self.ticks = ticks
        return False

    def view(self) -> "View":
        return ("go",)

    def items(self, layout: "Layout") -> "list[tuple]":
        date = "-".join(self._texts[:3])
        time = ":".join(self._texts[3:5])
        keys = layout.keys
        text = "%s %s:00\n%s\n" % (date, time, self._texts[5])
        text += "%s: now  %s: change" % (keys.ok, keys.next)
        return layout.message("Set the clock", text)


def details(clock: "Clock") -> "Flow":
    """What is known of the time."""
    yield Details(clock)


def set_by_hand(clock: "Clock") -> "Flow":
    """Typing a time, then the press at its minute. Raises FobError CLOCK_RANGE, CLOCK_FAULT."""
    utc = clock.utc
    entry = Entry(EARLIEST if utc is None else utc)
    while True:
        entry.begin()
        yield entry
        if entry.left:
            return
        utc = entry.utc
        go = Go(entry)
        yield go
        if go.taken:
            break
    try:
        clock.prepare(utc * 1000, True)
        taken = clock.set(utc, go.ticks, _BY_HAND_ERROR, PRESSED | BY_HAND)
    except OSError:
        taken = False
    if not taken:
        raise FobError(CLOCK_FAULT)
    yield Details(clock)


def tenths(thousandths: int) -> str:
    """1234 as 1.3: rounded up, since it is how wrong something may be."""
    return "%d.%d" % ((thousandths + 99) // 1000, (thousandths + 99) // 100 % 10)


def ago(passed: int) -> str:
    """Seconds as a span for people."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if passed >= size:
            return "%d %s ago" % (passed // size, unit)
    return "just now"
