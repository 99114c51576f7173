"""Buttons: bounce, the two lengths of a press, several at once."""

from drivers.buttons import Button, Buttons, OnlyButton

MASK = 0x3FFFFFFF


def ticks_diff(a: int, b: int) -> int:
    """As time.ticks_diff: the counter wraps at 2**30."""
    return ((a - b + 0x20000000) & MASK) - 0x20000000


class Contact:
    """A pin whose level follows a list of (ms, level); before the first it is released."""

    def __init__(self, released: int = 1) -> None:
        self.edges: list = []
        self.now = 0
        self._released = released

    def value(self) -> int:
        level = self._released
        for at, then in self.edges:
            if at <= self.now:
                level = then
        return level

    def press(self, at: int, ms: int, bounce: int = 0) -> None:
        """Down at `at` for `ms`, going back and forth each ms for `bounce` ms at both edges."""
        down, up = 1 - self._released, self._released
        for start, first, other in ((at, down, up), (at + ms, up, down)):
            for i in range(bounce):
                self.edges.append((start + i, first if i % 2 == 0 else other))
            self.edges.append((start + bounce, first))


def run(contact: Contact, ms: int, step: int = 1, start: int = 0, active: int = 0) -> list:
    """(ms, kind) of each press."""
    button = Button("ok", contact, active)
    told = []
    for now in range(0, ms, step):
        contact.now = now
        kind = button.step((start + now) & MASK, ticks_diff)
        if kind:
            told.append((now, kind))
    return told


def kinds(told: list) -> list:
    return [kind for _, kind in told]


def test_a_press_is_told_at_its_release() -> None:
    contact = Contact()
    contact.press(100, 150)
    assert run(contact, 1000) == [(270, "short")]


def test_a_button_that_is_active_high() -> None:
    contact = Contact(released=0)
    contact.press(100, 150)
    assert kinds(run(contact, 1000, active=1)) == ["short"]


def test_bounce_is_one_press() -> None:
    for bounce in (1, 2, 3, 4, 5, 10, 19):
        for step in (1, 2, 3, 5, 10):
            contact = Contact()
            contact.press(100, 150, bounce)
            contact.press(600, 150, bounce)
            assert kinds(run(contact, 1200, step)) == ["short", "short"], (bounce, step)


def test_what_lasts_less_than_20_ms_is_none() -> None:
    for ms, told in ((1, []), (5, []), (19, []), (20, []), (21, ["short"]), (40, ["short"])):
        contact = Contact()
        contact.press(100, ms)
        # a level must have been seen for 20 ms: the first look at it is no time yet
        assert kinds(run(contact, 500)) == told, ms


def test_a_release_of_less_than_20_ms_does_not_end_a_press() -> None:
    contact = Contact()
    contact.press(100, 200)
    contact.press(310, 200)
    assert kinds(run(contact, 1000)) == ["short"]


def test_a_long_press_is_told_once_while_it_is_held() -> None:
    contact = Contact()
    contact.press(100, 1900, 5)
    told = run(contact, 4000)
    assert kinds(told) == ["long"]
    # down counts from when it was taken as down: the last bounce and 20 ms
    assert 100 + 800 <= told[0][0] <= 100 + 5 + 20 + 800
    contact = Contact()
    contact.press(100, 1900)
    assert run(contact, 4000) == [(920, "long")]


def test_held_on_is_told_once_more() -> None:
    contact = Contact()
    contact.press(100, 5000)
    assert run(contact, 6000) == [(920, "long"), (2120, "held")]
    for ms, told in ((1990, ["long"]), (1999, ["long"]), (2001, ["long", "held"])):
        contact = Contact()
        contact.press(100, ms)
        assert kinds(run(contact, 3000)) == told, ms
    contact = Contact()
    contact.press(100, 2500)
    contact.press(2700, 100)
    assert kinds(run(contact, 4000)) == ["long", "held", "short"]


def test_the_border_between_short_and_long() -> None:
    for ms, kind in ((790, "short"), (799, "short"), (801, "long"), (900, "long")):
        contact = Contact()
        contact.press(100, ms)
        assert kinds(run(contact, 2000)) == [kind], ms


def test_a_long_press_and_then_a_short_one() -> None:
    contact = Contact()
    contact.press(100, 1000)
    contact.press(1200, 100)
    assert kinds(run(contact, 2000)) == ["long", "short"]


def test_over_the_end_of_the_ticks() -> None:
    for before in (50, 110, 130, 260, 500):
        contact = Contact()
        contact.press(100, 150, 5)
        contact.press(500, 1000, 5)
        told = run(contact, 2000, 1, (1 << 30) - before)
        assert kinds(told) == ["short", "long"], before


def test_several_buttons() -> None:
    ok, next = Contact(), Contact()
    buttons = Buttons([Button("ok", ok, 0), Button("next", next, 0)])
    ok.press(100, 100)
    next.press(150, 1000)
    told, down = [], []
    for now in range(1500):
        ok.now = next.now = now
        told += buttons.step(now, ticks_diff)
        down.append(buttons.down)
    assert told == [("ok", "short"), ("next", "long")]
    assert down[119:121] == [False, True]
    assert all(down[120:1170]) and not any(down[1170:])


def buttons_of(*roles: str) -> "tuple[Buttons, list]":
    contacts = [Contact() for _ in roles]
    kind = OnlyButton if len(roles) == 1 else Button
    return Buttons([kind(roles[i], contacts[i], 0) for i in range(len(roles))]), contacts


def run_all(buttons: Buttons, contacts: list, ms: int) -> list:
    told = []
    for now in range(0, ms, 5):
        for contact in contacts:
            contact.now = now
        told += buttons.step(now, ticks_diff)
    return told


def test_next_runs_on_and_ok_is_held() -> None:
    contact = Contact()
    contact.press(0, 3200)
    button = Button("next", contact, 0)
    told = []
    for now in range(0, 4000, 5):
        contact.now = now
        kind = button.step(now, ticks_diff)
        if kind:
            told.append((now, kind))
    assert told[0] == (820, "long") and {kind for _, kind in told[1:]} == {"repeat"}
    gaps = [told[i + 1][0] - told[i][0] for i in range(len(told) - 1)]
    assert gaps[:8] == [200] * 8 and gaps[8:] == [80] * len(gaps[8:]) and len(gaps) > 12
    buttons, contacts = buttons_of("ok", "next")
    contacts[0].press(0, 3200)
    assert run_all(buttons, contacts, 4000) == [("ok", "long"), ("ok", "held")]


def test_one_button_does_all() -> None:
    for ms, meant in (
        (100, [("next", "short")]),
        (1000, [("ok", "short")]),
        (2500, [("ok", "long")]),
        (4500, [("ok", "long"), ("ok", "held")]),
    ):
        buttons, contacts = buttons_of("ok")
        contacts[0].press(0, ms)
        assert run_all(buttons, contacts, 6000) == meant


def test_a_third_button_goes_back() -> None:
    buttons, contacts = buttons_of("ok", "next", "back")
    contacts[2].press(0, 100)
    assert run_all(buttons, contacts, 500) == [("next", "long")]
    buttons, contacts = buttons_of("ok", "next", "back")
    contacts[2].press(0, 1100)
    assert run_all(buttons, contacts, 2000) == [("next", "long"), ("next", "repeat")]
    buttons, contacts = buttons_of("ok", "next", "back")
    contacts[1].press(0, 1100)
    assert run_all(buttons, contacts, 2000) == [("next", "on"), ("next", "again")]


def test_for_the_left_hand_they_change_places() -> None:
    buttons, contacts = buttons_of("ok", "next")
    buttons.swap(True)
    buttons.swap(True)
    contacts[0].press(0, 100)
    contacts[1].press(0, 3000)
    assert run_all(buttons, contacts, 3500) == [("next", "short"), ("ok", "long"), ("ok", "held")]
    buttons, contacts = buttons_of("ok", "next")
    buttons.swap(True)
    buttons.swap(False)
    contacts[0].press(0, 100)
    assert run_all(buttons, contacts, 500) == [("ok", "short")]
    alone, contacts = buttons_of("ok")
    alone.swap(True)
    contacts[0].press(0, 100)
    assert run_all(alone, contacts, 500) == [("next", "short")]


def test_a_thousand_presses_that_bounce_are_a_thousand() -> None:
    """5 ms of bounce at both edges; looked at each 5 ms, as the loop does while a finger is
    there, with a turn of up to 40 ms now and then."""
    state = 7
    contact = Contact()
    button = Button("ok", contact, 0)
    now, kinds_told, wanted = 0, [], []
    for _ in range(1000):
        state = (state * 1103515245 + 12345) & 0x3FFFFFFF
        ms = 70 + (state >> 8) % 400
        contact.edges = []
        contact.press(now + 60, ms, bounce=5)
        end = now + 60 + ms + 100
        wanted.append("short")
        while now < end:
            contact.now = now
            kind = button.step(now & MASK, ticks_diff)
            if kind:
                kinds_told.append(kind)
            state = (state * 1103515245 + 12345) & 0x3FFFFFFF
            now += 40 if (state >> 8) % 20 == 0 else 5
    assert kinds_told == wanted
