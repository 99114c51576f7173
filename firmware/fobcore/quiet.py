"""How quiet the fob is: bright, dim, dark or asleep, by what happens to it and by time alone.

    bright --10 s--> dim --the idle time--> dark --2 s, or 20 with a PIN, on battery--> asleep

A press, a computer's request or a question makes it bright. A press on a dark display does that
and nothing else, until every button is up again. On a plug it is bright five times as long, lit
ten times, and never sleeps.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import TicksDiff

BRIGHT = "bright"
DIM = "dim"
DARK = "dark"
ASLEEP = "asleep"

_DIM_AFTER = 10000  # ms
_PLUGGED_BRIGHT = 5  # times as long
_PLUGGED_LIT = 10
_SHIFT_EVERY = 240000  # ms between the steps of a picture that moves
_PLACES = ((0, 0), (1, 0), (1, 1), (0, 1))  # where it stands, in pixels, one after the other


class Quiet:
    """Fed with buttons and what else happens; `state` says how quiet to be.

    A press under way at the start counts as one on a dark display: it has switched the fob on.
    """

    def __init__(self, ticks_diff: "TicksDiff") -> None:
        self.state = BRIGHT
        self._ticks_diff = ticks_diff
        self._since: "int | None" = None  # ticks at which the state began, or it was used last
        self._swallowing = True
        self._used = False

    @property
    def lit(self) -> bool:
        return self.state in (BRIGHT, DIM)

    def use(self) -> None:
        """Something has happened: bright, from the next step on."""
        self._used = True

    def press(self, active: bool) -> bool:
        """Once a turn, with whether any button is down or may be; whether what the buttons say
        is for the app. Only what began on a lit display is."""
        if active and not self.lit:
            self._swallowing = True
        counts = not self._swallowing
        if active:
            self.use()
        else:
            self._swallowing = False
        return counts

    def step(self, ticks: int, after: int, battery: bool, dark: "int | None") -> str:
        """The state. `after`: seconds without use until it is dark, 0: never; `dark`: ms of that
        before it sleeps, None: something is under way that sleep would end."""
        if self._used or self._since is None:
            self._used = False
            self._enter(BRIGHT, ticks)
            return self.state
        gone = self._ticks_diff(ticks, self._since)
        bright = _DIM_AFTER if battery else _DIM_AFTER * _PLUGGED_BRIGHT
        if self.state == BRIGHT:
            if gone >= bright:
                self._enter(DIM, ticks)
        elif self.state == DIM:
            if not after:
                self._since = ticks  # so that the ticks never go round since
            elif gone >= after * 1000 * (1 if battery else _PLUGGED_LIT) - bright:
                self._enter(DARK, ticks)
        elif not battery or dark is None:
            self._enter(DARK, ticks)  # the wait for sleep begins anew
        elif gone >= dark:
            self._enter(ASLEEP, ticks)
        return self.state

    def woken(self, ticks: int) -> None:
        """It has slept and kept its memory: dark, until the press that has woken it is seen."""
        self._enter(DARK, ticks)

    def _enter(self, state: str, ticks: int) -> None:
        self.state = state
        self._since = ticks


class Wander:
    """Where a picture stands that would else burn itself into an OLED. `spare`: pixels to the
    right and below that it leaves free."""

    def __init__(self, spare: "tuple[int, int]", ticks_diff: "TicksDiff") -> None:
        self.place = _PLACES[0]
        self._spare = spare
        self._number = 0
        self._ticks_diff = ticks_diff
        self._since: "int | None" = None

    def step(self, ticks: int) -> bool:
        """Whether it has just moved to another `place`; never where there is no room."""
        if self._spare == (0, 0):
            return False
        if self._since is None:
            self._since = ticks
        gone = self._ticks_diff(ticks, self._since)
        if 0 <= gone < _SHIFT_EVERY:
            return False
        self._since = ticks
        self._number = (self._number + 1) % len(_PLACES)
        right, down = _PLACES[self._number]
        before, self.place = self.place, (right * self._spare[0], down * self._spare[1])
        return self.place != before
