"""A button that is held on runs on where it was pressed and no further: through the buttons of
boards with one, two and three of them."""

import gc

from drivers.buttons import Button, Buttons, OnlyButton
from fakes import ticks_diff
from fob import Fob
from test_states import WAYS, with_codes

TWO = ("ok", "next")
THREE = ("ok", "next", "back")
# what holding a button is at first, by the board's roles and the button
FIRST = (
    (("ok",), "ok", ("ok", "long")),
    (TWO, "next", ("next", "long")),
    (THREE, "next", ("next", "short")),
    (THREE, "back", ("next", "long")),
)
# how often it has run on after 3 s: the first at 0.8 s, eight at 0.2 s, then at 0.08 s
STEPS = 1 + 8 + 7


class Contact:
    """A pin that is low while a finger is on it."""

    def __init__(self) -> None:
        self.level = 1

    def value(self) -> int:
        return self.level


def hold(fob: Fob, roles, role: str, ms: int = 3000) -> list:
    """Holds one of a board's buttons through the fob's loop; what the app was told."""
    contacts = [Contact() for _ in roles]
    kind = OnlyButton if len(roles) == 1 else Button
    buttons = Buttons([kind(roles[i], contacts[i], 0) for i in range(len(roles))])
    told = []
    for level, span in ((0, ms), (1, 100)):
        contacts[roles.index(role)].level = level
        for _ in range(span // 20):
            for press in buttons.step(fob.ticks(), ticks_diff):
                fob.app.press(*press)
                told.append(press)
            fob.down = buttons.down
            fob.pass_time(20, 20)
    return told


def seen(fob: Fob):
    """Which screen is on, and where on it the mark is."""
    dialog = fob.app._dialog
    if dialog is None:
        return fob.app.state, fob.app.position
    return fob.app.state, dialog.number, dialog.screen.view()


def fresh(state: str) -> Fob:
    gc.collect()  # MicroPython's heap has room for one
    return WAYS[state]()


def walk(states) -> None:
    """Held for 3 s, a button does what one press of it does, as it leads to another screen."""
    for state in states:
        for roles, role, first in FIRST:
            fob = None
            fob = fresh(state)
            fob.app.press(*first)
            fob.pass_time(100, 20)
            once = seen(fob)
            assert once[0] != state, (state, first)
            fob = None
            fob = fresh(state)
            told = hold(fob, roles, role)
            assert len(told) == (1 if roles == ("ok",) else STEPS)
            assert seen(fob) == once, (state, roles, role, seen(fob), once)


def test_no_further_than_the_next_screen():
    walk(("message", "about", "clock", "go", "damage"))


def test_no_further_than_the_pad_of_a_locked_fob():
    walk(("locked",))


def test_a_question_is_refused_once_and_a_page_turned_once():
    for state in ("question", "consent", "batch"):
        for roles, role, first in FIRST[1:]:
            fob = None
            fob = fresh(state)
            before = fob.app.position
            hold(fob, roles, role)
            turned = state == "batch" and first[1] == "short"  # a page, and it is still asked
            wanted = "batch" if turned else "code"
            assert (fob.app.state, fob.app.position) == (wanted, before), (state, roles, role)
            if turned:
                assert fob.app._consent.pages > 2 and fob.app._consent.page == 1


def test_where_it_was_pressed_it_runs_on():
    for roles, role, first in FIRST[1:]:
        by = STEPS if first[1] == "short" else -STEPS
        fob = None
        gc.collect()
        fob = with_codes(30)
        hold(fob, roles, role)
        assert seen(fob) == ("code", by % 30), (roles, role)
        fob.press("ok")
        assert fob.app.state == "letters"
        screen = fob.app._dialog.screen
        at = screen.chosen
        hold(fob, roles, role)
        assert screen.chosen == (at + by) % screen.count, (roles, role)


def test_each_of_two_that_are_held_where_it_was_pressed():
    """Another button's press in the screen that came since does not let the first one run on."""
    fob = with_codes(5)
    for press in (("next", "on"), ("next", "again"), ("ok", "long")):
        fob.app.press(*press)
    assert fob.app.state == "menu" and fob.app.position == 2
    fob.app.press("next", "long")  # back
    fob.app.press("next", "repeat")
    at = fob.app._dialog.screen.chosen
    assert at == fob.app._dialog.screen.count - 2
    fob.app.press("next", "again")
    assert fob.app._dialog.screen.chosen == at
