"""A finger that reads the display and does what a consent screen asks, as a person would.

The firmware knows nothing of it: it looks at pixels and presses the button.
"""

from collections.abc import Callable

from mfob.sim.machine import Machine
from mfob.sim.readback import read_text

_LOOK = 0.05  # s of the computer, from a change of the display to a look at it
_THINK_NS = 400_000_000  # a consent counts no press of its first 300 ms
_PRESS_NS = 120_000_000
_HOLD_NS = 1_000_000_000
# What a consent's last line says: how to go on, how to refuse, and how long to press ok for it.
_ANSWERS = (
    (("ok = yes", "ok = more"), "next = no", _PRESS_NS),
    (("ok = yes",), "back = no", _PRESS_NS),  # a list, on a board of three buttons
    (("hold = yes", "hold = more"), "press = no", _HOLD_NS),  # a board of one button
)


class Finger:
    """Put beside a machine by the option --auto-approve."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._looking = False
        self._pressing = False
        # The display's changes: when the look was planned, at the question, at the one answered.
        self._seen = self._asked = self._answered = -1
        machine.on_drawn = self._drawn

    def _drawn(self) -> None:
        if not self._looking:
            self._looking = True
            self._seen = self._machine.changes
            self._machine.loop.after(_LOOK, self._look)

    def _look(self) -> None:
        self._looking = False
        changes = self._machine.changes
        if self._pressing or changes == self._answered:
            return
        if changes != self._seen:  # it is being drawn
            self._drawn()
            return
        press = asks(read_text(self._machine.circuit.picture()))
        if press:
            self._asked = changes
            self._pressing = True
            self._at(_THINK_NS, lambda: self._press(press))

    def _press(self, nanoseconds: int) -> None:
        if self._machine.changes != self._asked:  # another question by now, or none
            self._pressing = False
            self._drawn()
            return
        if self._machine.chip.running:
            self._machine.circuit.button("ok").hold()
        self._at(nanoseconds, self._release)

    def _release(self) -> None:
        self._machine.circuit.button("ok").release()
        self._pressing = False
        self._answered = self._asked
        self._drawn()

    def _at(self, nanoseconds: int, call: Callable[[], None]) -> None:
        self._machine.loop.at_ticks(self._machine.world.ticks() + nanoseconds, call)


def asks(lines: list[str]) -> int:
    """For how many ns a person would press ok, if the lines of a screen are a consent's; or 0."""
    for line in lines:
        for asked, refused, press in _ANSWERS:
            if refused in line and any(ask in line for ask in asked):
                return press
    return 0
