"""Buttons: debounced, short and long presses, each under its role."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Pin, TicksDiff

_DEBOUNCE = 20  # ms that a level must last
_LONG = 800  # ms down that make a long press
_HELD = 2000  # ms down after which it has been held on


class Button:
    """One button on a pin-like object with value() -> 0 or 1; `active` is its pressed level."""

    def __init__(self, role: str, pin: "Pin", active: int) -> None:
        self.role = role
        self._pin = pin
        self._active = active
        self.down = False
        self.raw = False
        self._since = 0  # ticks of the last change of the raw level
        self._pressed_at = 0
        self._told = ""  # of this press

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> str | None:
        """None, "short" (at release), or, while still down, "long" and after that "held"."""
        raw = self._pin.value() == self._active
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
        if self.down and self._told != "held":
            lasted = ticks_diff(ticks, self._pressed_at)
            kind = "" if lasted < _LONG else "long" if not self._told or lasted < _HELD else "held"
            if kind != self._told:
                self._told = kind
                return kind
        return None


class Buttons:
    """All buttons of a board."""

    def __init__(self, buttons: list[Button]) -> None:
        self._buttons = buttons

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> list[tuple[str, str]]:
        """(role, "short", "long" or "held") of what was pressed since the last step."""
        events = []
        for button in self._buttons:
            press = button.step(ticks, ticks_diff)
            if press:
                events.append((button.role, press))
        return events

    @property
    def held(self) -> "list[str]":
        """The roles of the buttons that are down."""
        return [button.role for button in self._buttons if button.down]

    @property
    def active(self) -> bool:
        """Whether any button is down, or may have just been pressed or let go."""
        return any(button.down or button.raw for button in self._buttons)

    @property
    def down(self) -> bool:
        """Whether any button is held."""
        return any(button.down for button in self._buttons)
