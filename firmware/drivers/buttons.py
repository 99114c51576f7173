"""Buttons: debounced, short and long presses, and those that are held on; each under its role."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Pin, TicksDiff

_DEBOUNCE = 20  # ms that a level must last
_LONG = 800  # ms down that make a long press
_HELD = 2000  # ms down after which it has been held on
_REPEAT = 200  # ms between the repeats of a button that runs on
_FAST = 80  # the same after so many of them:
_SLOW_REPEATS = 8


class Button:
    """One button on a pin-like object with value() -> 0 or 1; `active` is its pressed level."""

    def __init__(self, role: str, pin: "Pin", active: int) -> None:
        self.role = role
        self.pin = pin
        self.active = active
        self.down = False
        self.raw = False
        self._since = 0  # ticks of the last change of the raw level
        self._pressed_at = 0
        self._told = ""  # of this press
        self._repeats = 0
        self._repeated_at = 0

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> str | None:
        """None, "short" (at release), or, while still down, "long" and after that "held" (ok) or,
        again and again, "repeat"."""
        raw = self.pin.value() == self.active
        if raw != self.raw:
            self.raw = raw
            self._since = ticks
        if raw != self.down and ticks_diff(ticks, self._since) >= _DEBOUNCE:
            self.down = raw
            if raw:
                self._pressed_at = ticks
                self._told = ""
            elif not self._told:
                return "short"
        if not self.down:
            return None
        return self._held_on(ticks, ticks_diff)

    def _held_on(self, ticks: int, ticks_diff: "TicksDiff") -> str | None:
        lasted = ticks_diff(ticks, self._pressed_at)
        if not self._told:
            if lasted >= _LONG:
                self._told = "long"
                self._repeats = 0
                self._repeated_at = ticks
                return "long"
        elif self.role == "ok":
            if self._told == "long" and lasted >= _HELD:
                self._told = "held"
                return "held"
        else:
            wait = _REPEAT if self._repeats < _SLOW_REPEATS else _FAST
            if ticks_diff(ticks, self._repeated_at) >= wait:
                self._repeats += 1
                self._repeated_at = ticks
                return "repeat"
        return None


class OnlyButton(Button):
    """The one button of a board: short is next, long ok, held on the menu, longer the lock."""

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> str | None:
        """None, "short" or "long" (at release); "held" and "locked" while still down."""
        was, since = self.down, self._pressed_at
        kind = super().step(ticks, ticks_diff)
        if was and not self.down and self._told == "long":
            return "long"
        if kind == "long":
            return None
        if self.down and self._told == "held" and ticks_diff(ticks, since) >= 2 * _HELD:
            self._told = "locked"
            return "locked"
        return kind


_ONLY = {  # what a board's only button says
    "short": ("next", "short"),
    "long": ("ok", "short"),
    "held": ("ok", "long"),
    "locked": ("ok", "held"),
}
# where there is a back, next that is held runs on: each a short press, told apart from a finger's
_ON = {"short": "short", "long": "on", "repeat": "again"}


class Buttons:
    """All buttons of a board, one to three, as if they were two: `ok` and `next`."""

    def __init__(self, buttons: list[Button]) -> None:
        self._buttons = buttons
        self._back = any(button.role == "back" for button in buttons)
        self._swapped = False
        self._contacts = [(button.pin, button.active) for button in buttons]

    def swap(self, swapped: bool) -> None:
        """ok and next the other way round, for the left hand; nothing where there is one
        button."""
        if swapped != self._swapped and len(self._buttons) > 1:
            self._swapped = swapped
            for button in self._buttons:
                button.role = {"ok": "next", "next": "ok"}.get(button.role, button.role)

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> list[tuple[str, str]]:
        """(role, kind) of what was pressed since the last step: "short", "long", "held" (ok) or,
        of a button that is held on, "repeat" again and again; for the last of three that goes
        back. "on" and then "again" are the same of one that goes forwards."""
        events = []
        for button in self._buttons:
            press = button.step(ticks, ticks_diff)
            if press:
                events.append(self._meant(button.role, press))
        return events

    def _meant(self, role: str, kind: str) -> "tuple[str, str]":
        if len(self._buttons) == 1:
            return _ONLY[kind]
        if role == "back":  # what next does when it is held
            return "next", "repeat" if kind == "repeat" else "long"
        if role == "next" and self._back:
            return "next", _ON[kind]
        return role, kind

    @property
    def held(self) -> "list[str]":
        """The roles of the buttons that are down."""
        return [button.role for button in self._buttons if button.down]

    @property
    def touched(self) -> bool:
        """Whether any contact is closed, if only for a moment."""
        for pin, active in self._contacts:  # noqa: SIM110  many times a second: no generator
            if pin.value() == active:
                return True
        return False

    @property
    def active(self) -> bool:
        """Whether any button is down, or may have just been pressed or let go."""
        return any(button.down or button.raw for button in self._buttons)

    @property
    def down(self) -> bool:
        """Whether any button is held."""
        return any(button.down for button in self._buttons)
