"""Typing a PIN with two buttons: one counts the digit up, the other takes it."""

from fobcore.pin import LONGEST


class PinPad:
    """`next` counts up, held it takes the last digit back; `ok` takes the digit, held it ends."""

    def __init__(self) -> None:
        self.taken = ""
        self.digit = 0

    def press(self, role: str, kind: str) -> bool:
        """A button; whether the PIN is complete."""
        if role != "ok":
            if kind == "short":
                self.digit = (self.digit + 1) % 10
            else:
                self.taken = self.taken[:-1]
        elif kind != "short":
            return bool(self.taken)
        elif len(self.taken) < LONGEST:
            self.taken += str(self.digit)
            self.digit = 0
        return False
