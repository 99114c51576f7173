"""A PIN by a practised hand: how long six digits take with two buttons, through debounce and
wheel."""

from test_buttons import Contact, ticks_diff

from drivers.buttons import Button, Buttons
from fobcore.pinpad import PinPad

_DOWN = 100  # ms of a short press, and of the pause behind it: five a second
_LONG = 850
_RUN = 200  # ms between two steps of a button that runs on


def presses_for(digit: int) -> list:
    """(button, ms down): the quicker way round the wheel of 0 to 9 and <, then ok."""
    forward = digit * 2 * _DOWN
    back = 11 - digit
    backward = _LONG + (back - 1) * _RUN
    if digit and backward < forward:
        return [("next", backward), ("ok", _DOWN)]
    return [("next", _DOWN)] * digit + [("ok", _DOWN)]


def typed(pin: str) -> tuple:
    """(what the pad took, ms, presses)."""
    contacts = {"ok": Contact(), "next": Contact()}
    buttons = Buttons([Button(role, contacts[role], 0) for role in ("ok", "next")])
    pad = PinPad("PIN")
    presses = []
    for digit in pin:
        presses += presses_for(int(digit))
    presses.append(("ok", _LONG))
    at = 50
    for role, ms in presses:
        contacts[role].press(at, ms, bounce=5)
        at += ms + _DOWN
    done = 0
    for now in range(0, at + 200, 5):
        for contact in contacts.values():
            contact.now = now
        for role, kind in buttons.step(now, ticks_diff):
            if pad.press(role, "long" if kind == "repeat" else kind) and not done:
                done = now
    return pad.taken, done, len(presses)


def test_six_digits_in_twelve_seconds() -> None:
    for pin in ("777777", "666666", "999999", "000000", "314159", "271828"):
        taken, ms, presses = typed(pin)
        assert taken == pin
        assert ms < 12000, (pin, ms)
        assert presses <= 6 * 8 + 1, (pin, presses)
