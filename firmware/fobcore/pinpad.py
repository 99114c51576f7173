"""Typing a PIN with two buttons: one turns a wheel of digits, the other takes what it shows."""

from fobcore.dialog import Screen
from fobcore.pin import LONGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import View
    from fobcore.screens import Layout

_WHEEL = "0123456789<"
_BACK = 10  # its place that takes the last digit back


class PinPad(Screen):
    """`next` turns the wheel on by one, held it runs backwards; `ok` takes the digit, held it
    ends.

    The wheel's "<" takes the last digit back, or gives up where there is none, as `ok` held does.
    `taken`: the digits so far. `given_up`: the owner did.
    """

    name = "pin"

    def __init__(self, title: str) -> None:
        self.taken = ""
        self.given_up = False
        self._title = title
        self._at = 0

    def press(self, role: str, kind: str) -> bool:
        if role != "ok":
            self._at = (self._at + (1 if kind == "short" else -1)) % len(_WHEEL)
            return False
        if kind != "short":
            self.given_up = not self.taken
            return True
        if self._at == _BACK:
            self.given_up = not self.taken
            self.taken = self.taken[:-1]
        elif len(self.taken) < LONGEST:
            self.taken += _WHEEL[self._at]
        self._at = 0
        return self.given_up

    def view(self) -> "View":
        return "pin", len(self.taken), self._at

    def items(self, layout: "Layout") -> "list[tuple]":
        return layout.pad(self._title, len(self.taken), _WHEEL[self._at])
