"""Typing a PIN with two buttons: one counts the digit up, the other takes it."""

from fobcore.dialog import Screen
from fobcore.pin import LONGEST

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import View
    from fobcore.screens import Layout


class PinPad(Screen):
    """`next` counts up, held it takes the last digit back; `ok` takes the digit, held it ends.

    `taken`: the digits so far. `given_up`: `next` was held with none taken.
    """

    def __init__(self, title: str) -> None:
        self.taken = ""
        self.given_up = False
        self._title = title
        self._digit = 0

    def press(self, role: str, kind: str) -> bool:
        if role != "ok":
            if kind == "short":
                self._digit = (self._digit + 1) % 10
            elif self.taken:
                self.taken = self.taken[:-1]
            else:
                self.given_up = True
            return self.given_up
        if kind != "short":
            return bool(self.taken)
        if len(self.taken) < LONGEST:
            self.taken += str(self._digit)
            self._digit = 0
        return False

    def view(self) -> "View":
        return len(self.taken), self._digit

    def items(self, layout: "Layout") -> "list[tuple]":
        return layout.pad(self._title, len(self.taken), self._digit)
