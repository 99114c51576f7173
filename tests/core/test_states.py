"""Every edge of the fob's screens: EDGES is the table of firmware/README.md
(tests/lint/test_states_table.py holds them against each other), and each of its cells is walked
here.
"""

import gc

from fob import Fob
from fobcore.account import Account
from test_clock_on_the_fob import doubted
from test_pin import PIN, again, fob_with_pin

NOW = 2000000000
KEY = b"12345678901234567890"
# state: where ok, ok held, next and next held lead to
EDGES = {
    "locked": ("pin", "menu", "pin", "pin"),
    "pin": ("pin", "busy", "pin", "pin"),
    "busy": ("busy", "busy", "busy", "busy"),
    "code": ("list", "menu", "code", "code"),
    "hidden": ("code", "menu", "hidden", "hidden"),
    "counted": ("counted", "menu", "counted", "counted"),
    "unsure": ("code", "menu", "unsure", "unsure"),
    "unset": ("unset", "menu", "unset", "unset"),
    "damaged": ("damaged", "menu", "damaged", "damaged"),
    "damage": ("code", "menu", "code", "code"),
    "empty": ("empty", "menu", "empty", "empty"),
    "unreadable": ("unreadable", "menu", "unreadable", "unreadable"),
    "letters": ("list", "code", "letters", "letters"),
    "list": ("code", "code", "list", "list"),
    "menu": ("list", "menu", "menu", "menu"),
    "settings": ("settings", "code", "settings", "settings"),
    "about": ("code", "code", "code", "code"),
    "clock": ("code", "code", "code", "code"),
    "entry": ("entry", "code", "entry", "entry"),
    "go": ("clock", "entry", "entry", "entry"),
    "message": ("code", "code", "code", "code"),
    "question": ("erased", "question", "code", "code"),
    "consent": ("code", "consent", "code", "code"),
    "batch": ("code", "batch", "batch", "code"),
    "flat": ("flat", "flat", "flat", "flat"),
}
# With type_code on, where there is a code on the screen: where ok held and let go, and ok held on
# lead to, and whether the code is typed.
TYPED = {
    "code": ("code", "menu"),
    "hidden": ("menu", "menu"),
    "counted": ("counted", "menu"),
    "unsure": ("menu", "menu"),
}
# row of the menu: where it leads to
ROWS = {
    "Find an account": "list",
    "Favourite: no": "code",
    "Lock": "locked",
    "Clock": "clock",
    "Set the clock": "entry",
    "Settings": "settings",
    "Set a PIN": "pin",
    "Change the PIN": "pin",
    "Remove the PIN": "pin",
    "About": "about",
    "Erase everything": "question",
    "Back": "code",
    "Type the PIN": "pin",
}
# state: after how many seconds without a press, where to
BY_TIME = {
    "pin": (61, "locked"),
    "question": (31, "code"),
    "consent": (31, "code"),
    "batch": (31, "code"),
    "busy": (9, "code"),
    "code": (301, "locked"),
    "list": (301, "locked"),
    "menu": (301, "locked"),
}


def with_codes(count: int = 2, names: str = "abcdefghijklmnopqrstuvwxyz") -> Fob:
    gc.collect()
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    for number in range(count):
        fob.vault.add(Account("", names[number % len(names)] + str(number), KEY))
    fob.app.changed()
    fob.pass_time(1100)
    return fob


def chosen(fob: Fob, row: str) -> Fob:
    fob.press("ok", "long")
    screen = fob.app._dialog.screen
    for _ in range(screen.rows.index(row)):
        fob.press("next")
    fob.press("ok")
    return fob


def pressed(fob: Fob, *presses) -> Fob:
    for role, kind in presses:
        fob.press(role, kind)
    return fob


def asked(fob: Fob, request: dict) -> Fob:
    fob.send(request)
    fob.pass_time(400)
    return fob


def locked(pressing=()) -> Fob:
    fob = again(fob_with_pin())
    fob.at(NOW)
    fob.pass_time(1100)
    return pressed(fob, *pressing)


def trying() -> Fob:
    fob = locked([("ok", "short")])
    for digit in PIN:
        for _ in range(int(digit)):
            fob.app.press("next", "short")
        fob.app.press("ok", "short")
    fob.app.press("ok", "long")
    return fob


def hidden() -> Fob:
    fob = with_codes()
    fob.vault.set("hide", "on")
    fob.app.changed()
    fob.pass_time(50)
    return fob


def counted() -> Fob:
    fob = with_codes(0)
    for name in "ab":
        fob.vault.add(Account("", name, KEY, "hotp"))
    fob.app.changed()
    fob.pass_time(50)
    return fob


def unsure() -> Fob:
    fob = with_codes()
    doubted(fob, 31000)
    fob.pass_time(50)
    return fob


def unset() -> Fob:
    fob = Fob()
    fob.hello()
    for name in "ab":
        fob.vault.add(Account("", name, KEY))
    fob.pass_time(50)
    return fob


def damaged() -> Fob:
    """Accounts whose records can't be read any more, after they could at the start."""
    fob = with_codes(2)
    for offset in fob.vault._index.offsets:
        fob.file.data = spoiled(fob.file.data, offset + 60)
    fob.app.changed()
    fob.pass_time(50)
    return fob


def damage() -> Fob:
    fob = with_codes(3)
    fob.file.data = spoiled(fob.file.data, fob.vault._index.offsets[2] + 60)
    other = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)
    other.hello()
    other.pass_time(1100)
    return other


def spoiled(data: bytes, at: int) -> bytes:
    return data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]


def unreadable() -> Fob:
    fob = with_codes(1)
    fob.file.data = bytes(len(fob.file.data))
    return Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)


def typed_time() -> Fob:
    fob = chosen(with_codes(), "Set the clock")
    for _ in range(6):
        fob.press("ok")
    return fob


def message() -> Fob:
    """What comes of two PINs that are not alike."""
    fob = chosen(with_codes(), "Set a PIN")
    for presses in (4, 5):
        for _ in range(presses):
            fob.press("ok")
        fob.press("ok", "long")
    return fob


def question() -> Fob:
    fob = chosen(with_codes(), "Erase everything")
    fob.pass_time(400)
    return fob


def batch() -> Fob:
    from test_batch import fob_with, listed, made

    fob = with_codes()
    del fob_with
    accounts = made(3)
    listed(fob, accounts)
    return asked(fob, {"do": "approve"})


def flat() -> Fob:
    fob = pressed(with_codes(), ("ok", "short"))  # whatever was on
    fob.app.run_down()
    fob.pass_time(50)
    return fob


WAYS = {
    "locked": locked,
    "pin": lambda: locked(PRESSES[:1] * 5),
    "busy": trying,
    "code": with_codes,
    "hidden": hidden,
    "counted": counted,
    "unsure": unsure,
    "unset": unset,
    "damaged": damaged,
    "damage": damage,
    "empty": lambda: pressed(with_codes(0), ("ok", "short")),
    "unreadable": unreadable,
    "letters": lambda: pressed(with_codes(26), ("ok", "short")),
    "list": lambda: pressed(with_codes(), ("ok", "short")),
    "menu": lambda: pressed(with_codes(), ("ok", "long")),
    "settings": lambda: chosen(with_codes(), "Settings"),
    "about": lambda: chosen(with_codes(), "About"),
    "clock": lambda: chosen(with_codes(), "Clock"),
    "entry": lambda: chosen(with_codes(), "Set the clock"),
    "go": typed_time,
    "message": message,
    "question": question,
    "consent": lambda: asked(with_codes(), {"do": "delete", "id": 1}),
    "batch": batch,
    "flat": flat,
}
PRESSES = (("ok", "short"), ("ok", "long"), ("next", "short"), ("next", "long"))


def walk(states) -> None:
    for state in states:
        for (role, kind), target in zip(PRESSES, EDGES[state]):
            fob = None  # MicroPython's heap has room for one
            gc.collect()
            fob = WAYS[state]()
            assert fob.app.state == state, (state, fob.app.state)
            fob.app.press(role, kind)
            if state in ("consent", "batch"):
                fob.pass_time(60)
            elif state == "question":
                fob.app.step(fob.ticks(), False)
            assert fob.app.state == target, (state, role, kind, fob.app.state)


def test_every_state_has_edges_and_a_way_to_it():
    assert set(EDGES) == set(WAYS)
    assert set(BY_TIME) <= set(EDGES)


def test_edges_of_a_locked_fob():
    walk(("locked", "pin", "busy"))


def test_edges_of_accounts():
    walk(("code", "hidden", "counted", "unsure", "unset"))


def test_edges_of_damage():
    walk(("damaged", "damage", "empty", "unreadable"))


def test_edges_of_the_list_and_the_menu():
    walk(("letters", "list", "menu", "settings", "about"))


def test_edges_of_the_clock():
    walk(("clock", "entry", "go"))


def test_edges_of_questions():
    walk(("message", "question", "consent", "batch", "flat"))


def test_every_row_of_the_menu():
    seen = set()
    for make in (with_codes, fob_with_pin, locked):
        fob = None
        gc.collect()
        fob = make()
        fob.press("ok", "long")
        rows = list(fob.app._dialog.screen.rows)
        for row in rows:
            fob = None
            gc.collect()
            fob = make()
            if make == fob_with_pin:
                fob.at(NOW)
            chosen(fob, row)
            target = "locked" if row == "Back" and make == locked else ROWS[row]
            assert fob.app.state == target, (row, fob.app.state)
            seen.add(row)
    assert seen == set(ROWS)


def test_edges_of_time():
    for state, (seconds, target) in BY_TIME.items():
        fob = None
        gc.collect()
        if state in ("code", "list", "menu"):
            fob = fob_with_pin()
            fob.vault.add(Account("", "b", KEY))
            fob.at(NOW)
            fob.app.changed()
            fob.pass_time(1100)
            pressed(fob, *{"code": (), "list": PRESSES[:1], "menu": PRESSES[1:2]}[state])
        elif state == "pin":
            fob = locked(PRESSES[:1])
        else:
            fob = WAYS[state]()
        assert fob.app.state == state, (state, fob.app.state)
        if state != "busy":
            fob.pass_time(seconds * 1000 - 6000, 50)
            assert fob.app.state == state, state
        fob.pass_time(6000 if state != "busy" else seconds * 1000, 50)
        assert fob.app.state == target, (state, fob.app.state)


def test_edges_of_typing():
    from test_typist import hold, typing

    for state, targets in TYPED.items():
        for on, target in enumerate(targets):
            fob = None
            gc.collect()
            fob = WAYS[state]()
            if state == "counted":
                fob.press("ok")
            keyboard = typing(fob)
            assert fob.app.state == state
            hold(fob, on=on == 1)
            assert fob.app.state == target, (state, on, fob.app.state)
            assert bool(keyboard.keys) == (target == state)


def test_ok_held_on_past_the_menu_locks():
    fob = fob_with_pin()
    fob.press("ok", "long")
    fob.app.press("ok", "held")
    assert fob.app.state == "locked"
