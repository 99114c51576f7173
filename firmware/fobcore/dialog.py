"""What the owner does on the fob alone: screens one after the other, and the screens they are.

A flow (fobcore.menu) is a generator that yields a screen and goes on when that is done with. A
FobError ends it; the app says it.
"""

from fobcore.consent import Consent
from fobcore.errors import (
    BAD_PIN,
    CLOCK_FAULT,
    CLOCK_RANGE,
    LOCKED,
    NO_PIN,
    PIN_FORMAT,
    PIN_WAIT,
    REFUSED,
    STORAGE,
    FobError,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Flow, Listed, RowText, TicksDiff, View, Work
    from fobcore.screens import Layout

_FAILED = {
    BAD_PIN: "Wrong PIN.", PIN_FORMAT: "A PIN has 4 to 12 digits.", STORAGE: "Not stored.",
    PIN_WAIT: "Too early for a try.", LOCKED: "It was locked or changed meanwhile.",
    NO_PIN: "There is no PIN any more.", CLOCK_FAULT: "The clock's chip did not take it.",
    CLOCK_RANGE: "The fob keeps times from 2026 to 2099.",
}  # fmt: skip


def words_of(error: FobError) -> str:
    """What is said of an error that ended a flow."""
    return _FAILED.get(error.code, error.code)


class Screen:
    """A screen of a flow. press() and step() tell whether it is done with; view() is what its
    picture depends on."""

    locks = False  # where ok is held on
    works = False  # each step of it does a slice of long work
    of_list = False  # it shows accounts: over when the list changes
    name = "message"  # of the state that the fob is in, see the table in firmware/README.md

    def press(self, role: str, kind: str) -> bool:
        return False

    def step(self, ticks: int, any_down: bool) -> bool:
        return False

    def drawn(self) -> None:
        """Its picture has just been put on the display."""

    def view(self) -> "View":
        return ()

    def items(self, layout: "Layout") -> "list[tuple]":
        return []

    def close(self) -> None:
        """It is left before it was done with."""


class Message(Screen):
    """A title and a text, until any button."""

    def __init__(self, title: str, text: str) -> None:
        self._words = title, text

    def press(self, role: str, kind: str) -> bool:
        return True

    def view(self) -> "View":
        return self._words

    def items(self, layout: "Layout") -> "list[tuple]":
        return layout.message(*self._words)


class Busy(Message):
    """The same while long work is done, a slice a step."""

    name = "busy"
    works = True

    def __init__(self, title: str, text: str, work: "Work") -> None:
        super().__init__(title, text)
        self._work = work
        self._shown = False

    def press(self, role: str, kind: str) -> bool:
        return False

    def drawn(self) -> None:
        self._shown = True

    def step(self, ticks: int, any_down: bool) -> bool:
        if not self._shown:
            return False
        try:
            next(self._work)
        except StopIteration:
            return True
        return False

    def close(self) -> None:
        self._work.close()


class Rows(Screen):
    """`count` rows to choose from, row(n) their texts: `next` goes on, held it runs backwards,
    `ok` takes. `chosen`: the row's number. `left`: ok was held instead."""

    locks = True
    name = "menu"

    def __init__(self, count: int, row: "RowText", chosen: int = 0) -> None:
        self.count = count
        self.chosen = chosen
        self.left = False
        self._row = row

    def press(self, role: str, kind: str) -> bool:
        if role == "ok":
            return kind == "short" or self.leave()
        self.chosen = (self.chosen + (1 if kind == "short" else -1)) % self.count
        return False

    def leave(self) -> bool:
        """ok is held: whether that ends it."""
        return False

    def view(self) -> "View":
        return self.name, self.chosen

    def items(self, layout: "Layout") -> "list[tuple]":
        first, rows = self._rows(layout.rows())
        fit = layout.rows(layout.row_height(rows))
        if fit < len(rows):  # a strip is higher than a text
            first, rows = self._rows(fit)
        return layout.menu(rows, self.chosen - first)

    def _rows(self, fit: int) -> "tuple[int, list[Listed]]":
        """The first row that is shown, and as many as fit."""
        first = max(0, min(self.chosen - fit // 2, self.count - fit))
        return first, [self._row(n) for n in range(first, min(first + fit, self.count))]


class Menu(Rows):
    """Rows that are there already."""

    def __init__(self, rows: "list[str]", chosen: int = 0) -> None:
        super().__init__(len(rows), lambda number: rows[number], chosen)
        self.rows = rows


class Question(Screen):
    """A consent that no computer asked for, of one page: the same rules for the press, the same
    30 s."""

    name = "question"

    def __init__(self, title: str, text: str, ticks_diff: "TicksDiff") -> None:
        self._text = text
        self._consent = Consent(title, 1, lambda page: [text], ticks_diff)
        self._asking = self._consent.wait()
        next(self._asking)

    def press(self, role: str, kind: str) -> bool:
        self._consent.press(role, kind)
        return False

    def step(self, ticks: int, any_down: bool) -> bool:
        self._consent.step(ticks, any_down)
        try:
            self._asking.send(ticks)
        except StopIteration:
            return True
        return False

    def drawn(self) -> None:
        self._consent.drawn()

    def items(self, layout: "Layout") -> "list[tuple]":
        lines = layout.pages(self._text)[0]
        return layout.consent(self._consent.title, lines, 0, 1)


def _nothing() -> "Flow":
    yield from ()


class Dialog:
    """A flow under way. `done`: it has ended, with `result`."""

    def __init__(self, flow: "Flow") -> None:
        self._flow = flow
        self.number = 0  # of the screen: no two look the same to the app
        self.done = False
        self.result: object = None
        self.screen = Screen()
        self._go_on()

    def view(self) -> tuple:
        """What its picture depends on, first the name of the state that the fob is in."""
        return self.screen.name, self.number, self.screen.view()

    def press(self, role: str, kind: str) -> None:
        """A button. Raises FobError, as step() does: the flow has then ended."""
        try:
            if self.screen.press(role, kind):
                self._go_on()
        except FobError as error:
            self._end(error)

    def step(self, ticks: int, any_down: bool) -> None:
        """A slice of what the screen does."""
        try:
            if self.screen.step(ticks, any_down):
                self._go_on()
        except FobError as error:
            self._end(error)

    def close(self) -> None:
        """Leaves it where it is, and what was typed with it."""
        self.done = True
        self.screen.close()
        self._flow.close()
        self._flow = _nothing()  # its frame held what was typed
        self.screen = Screen()

    def _go_on(self) -> None:
        self.number += 1
        try:
            self.screen = next(self._flow)
        except StopIteration as stop:
            self.result = stop.value
            self.close()

    def _end(self, error: FobError) -> None:
        self.close()
        if error.code != REFUSED:
            raise error
