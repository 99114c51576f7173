"""Finding an account: few presses to any of 200, by first letter, favourites before all."""

import gc

from fob import Fob
from fobcore.account import Account
from fobcore.index import FAVOURITE, Index
from fobcore.initials import sort_of

KEY = b"12345678901234567890"
NOW = 2000000000
SERVICES = (
    "Amazon",
    "GitHub",
    "google",
    "1&1",
    "\u00c9lys\u00e9e",
    "\u963f\u91cc\u4e91",
    "zoom",
    "#x",
)


def fob_with(names) -> Fob:
    gc.collect()
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    for issuer, name in names:
        fob.vault.add(Account(issuer, name, KEY))
    fob.app.changed()
    fob.pass_time(1100)
    return fob


def choose(fob: Fob, number: int, kinds=("long", "repeat")) -> int:
    """Puts the mark onto a row as a finger does: it holds `next`, which runs on, and lets go
    there. `kinds`: what its button says then."""
    screen = fob.app._dialog.screen
    if screen.chosen == number:
        return 0
    kind, again = kinds
    for _ in range(screen.count):
        fob.app.press("next", kind)
        kind = again
        if screen.chosen == number:
            return 1
    raise AssertionError("it does not come by")


def go_to(fob: Fob, position: int, opening=(("ok", "short"),), state="code") -> int:
    """From a code to another one; how many presses it took. `opening`: those to the list;
    `state`: what the fob shows then."""
    app = fob.app
    for press in opening:
        app.press(*press)
    presses = len(opening)
    if app.state == "letters":
        rows = app._dialog.screen
        groups = [rows._row(number) for number in range(rows.count)]
        presses += choose(fob, groups.index(group_of(fob, position, groups)))
        app.press("ok", "short")
        presses += 1
    assert app.state == "list"
    screen = app._dialog.screen
    account = fob.vault.account_at(position)
    wanted = ("* " if account.favourite else "") + account.issuer + " " + account.name
    names = [screen._row(number) for number in range(screen.count)]
    presses += choose(fob, names.index(wanted))
    app.press("ok", "short")
    assert app.state == state and app.position == position
    return presses + 1


def group_of(fob: Fob, position: int, groups: list) -> str:
    if fob.vault.favourite_at(position):
        return [row for row in groups if row.startswith("*")][0]
    first = fob.vault.account_at(position).issuer[0]
    letter = {"g": "G", "\u00c9": "E", "1": "0-9", "z": "Z"}.get(first, first)
    return [row for row in groups if row.startswith(letter + " ")][0]


def test_at_most_six_presses_to_any_of_two_hundred():
    """Half of them of one name, which no letter tells apart; the others of all letters."""
    names = []
    for number in range(100):
        names.append(("GitHub", "account%d" % number))
        service = SERVICES[number % 8] if number % 2 else chr(65 + number // 2 % 26) + "x"
        names.append((service, "other%d" % number))
    fob = fob_with(names)
    for position in range(3):
        fob.vault.favour(fob.vault.id_at(100 + position), True)
    fob.app.changed()
    most = 0
    for position in list(range(0, 200, 13)) + [199, 1, 2]:
        most = max(most, go_to(fob, position))
    assert most == 5


def test_six_presses_from_where_ok_does_something_else():
    """From a HOTP, whose next code ok would make, hidden digits, and no code for want of a clock:
    the menu's first row leads to the list."""
    by_menu = (("ok", "long"), ("ok", "short"))
    fob = fob_with([(chr(65 + number % 26) + "x", "n%d" % number) for number in range(199)])
    vault = fob.vault
    id = vault.add(Account("Counted", "hotp", KEY, "hotp"))
    start = vault.position(id)
    vault.set("hide", "on")
    most = {}
    for state in ("counted", "hidden", "unset"):
        if state == "unset":
            fob.kept.save(b"")
            fob.clock.__init__(fob.rtc, fob.kept)
        for position in (0, 13, 99, 198):
            fob.app.show(start if state == "counted" else 5)
            fob.pass_time(50)
            assert fob.app.state == state
            presses = go_to(fob, position, by_menu, state if state == "unset" else "hidden")
            most[state] = max(presses, most.get(state, 0))
    assert most == {"counted": 6, "hidden": 6, "unset": 6}
    assert vault.account_at(start).counter == 0


def test_with_three_buttons_it_runs_on_forwards():
    fob = fob_with([(chr(65 + number % 26) + "x", "n%d" % number) for number in range(60)])
    app = fob.app
    app.press("ok", "short")
    presses = 1 + choose(fob, 25, ("on", "again"))
    app.press("ok", "short")
    presses += 1 + choose(fob, 1, ("on", "again"))
    app.press("ok", "short")
    assert app.position == 51 and presses + 1 == 5


def test_one_button_goes_a_row_a_press():
    """To each of 200, of all letters alike: held to open, to take the letter and the account, and
    a press a row between, since nothing runs on."""
    fob = fob_with([(chr(65 + number % 26) + "x", "n%d" % number) for number in range(200)])
    app = fob.app
    counts = []
    for position in range(200):
        app.show(0)
        presses = 0
        app.press("ok", "short")
        for row in (position % 26, position // 26):
            screen = app._dialog.screen
            while screen.chosen != row:
                app.press("next", "short")
                presses += 1
            app.press("ok", "short")
        assert app._dialog is None and app.position == position
        counts.append(presses + 3)
    assert (max(counts), sum(counts) // 200) == (34, 18)


def test_few_are_listed_at_once():
    fob = fob_with([("GitHub", "a"), ("GitHub", "b"), ("Bank", "c")])
    assert go_to(fob, 2) == 3  # ok, next, ok
    fob.press("ok")
    assert [fob.app._dialog.screen._row(n) for n in range(3)] == ["GitHub a", "GitHub b", "Bank c"]
    assert fob.app._dialog.screen.chosen == 2  # where the fob is
    fob.press("ok", "long")
    assert fob.app.state == "code" and fob.app.position == 2


def test_groups_are_in_order_and_count():
    names = [(SERVICES[number % 8], "n%d" % number) for number in range(16)]
    fob = fob_with(names)
    fob.vault.favour(fob.vault.id_at(9), True)
    fob.app.changed()
    fob.app.press("ok", "short")
    rows = fob.app._dialog.screen
    shown = [rows._row(number) for number in range(rows.count)]
    assert shown == [
        "* Favourites  1", "#  2", "0-9  2", "A  2", "E  2", "G  3", "Z  2", "\u963f  2",
    ]  # fmt: skip


def test_a_change_by_a_computer_closes_the_list():
    fob = fob_with([("GitHub", "n%d" % number) for number in range(20)])
    fob.press("ok")
    fob.press("ok")
    assert fob.app.state == "list"
    fob.ask({"do": "delete", "id": 3}, "ok")
    assert fob.app.state == "code" and len(fob.vault) == 19


def test_a_button_that_runs_on_stays_where_it_was_pressed():
    fob = fob_with([("GitHub", "n%d" % number) for number in range(20)])
    fob.app.press("next", "long")
    fob.app.press("next", "repeat")
    assert fob.app.position == 18
    fob.send({"do": "delete", "id": 3})
    fob.pass_time(400)
    fob.app.press("next", "long")  # refused
    fob.pass_time(100)
    assert fob.app.state == "code" and fob.answer() == {"error": "refused"}
    for _ in range(5):
        fob.app.press("next", "repeat")
    assert fob.app.position == 18


def test_favourites_come_first_and_stay():
    fob = fob_with([("", name) for name in "abcdef"])
    ids = [fob.vault.id_at(position) for position in range(6)]
    vault = fob.vault
    vault.favour(ids[4], True)
    vault.favour(ids[2], True)
    assert order(vault) == "ecabdf" and vault.favourites == 2
    vault.move(ids[5], 0)  # not before the favourites
    vault.move(ids[4], 5)  # not behind them
    assert order(vault) == "cefabd"
    vault.replace(ids[2], Account("", "c", b"another"))  # stays one
    vault.rename(ids[4], "", "E")
    assert order(vault) == "cEfabd" and vault.favourites == 2
    vault.favour(ids[2], False)
    assert order(vault) == "Ecfabd" and vault.favourites == 1
    vault.delete(ids[4])
    assert order(vault) == "cfabd" and vault.favourites == 0
    vault.favour(ids[0], True)
    for _ in range(60):
        vault.set("name", "mine")
    before = vault.size
    while vault.tidy():
        pass
    assert vault.size < before and order(vault) == "acfbd"
    other = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)
    assert order(other.vault) == "acfbd" and other.vault.favourites == 1


def order(vault) -> str:
    return "".join([vault.account_at(position).name for position in range(len(vault))])


def test_favouring_over_the_link_waits_for_the_button():
    fob = fob_with([("GitHub", "a"), ("Bank", "b")])
    id = fob.vault.id_at(1)
    assert fob.ask({"do": "favour", "id": id, "favourite": True}, "next") == {"error": "refused"}
    assert fob.ask({"do": "favour", "id": id, "favourite": True}, "ok") == {"ok": {}}
    rows = fob.ask({"do": "list", "from": 0})["ok"]["accounts"]
    assert [(row[0], row[8]) for row in rows] == [(id, True), (1, False)]
    assert fob.ask({"do": "favour", "id": 99, "favourite": True}) == {"error": "not_found"}


def test_an_index_holds_against_a_list():
    """Random steps on an index and on a plain list of (id, favourite)."""
    index, model, seen = Index(), [], 0
    state = 12345
    for _ in range(600):
        state = (state * 1103515245 + 12345) & 0x3FFFFFFF
        step, value = state >> 8 & 3, state >> 12
        if step == 0 or not model:
            seen += 1
            index.put(seen, 1, 1, 5)
            model.append((seen, False))
            continue
        at = value % len(model)
        id, favourite = model[at]
        count = len([1 for _, it in model if it])
        if step == 1:
            wanted = bool(value >> 10 & 1)
            index.put(id, 2, 2, 5 | (FAVOURITE if wanted else 0))
            if wanted != favourite:
                del model[at]
                count = len([1 for _, it in model if it])
                model.insert(count, (id, wanted))
        elif step == 2:
            to = (value >> 4) % (len(model) + 2)
            index.move(id, to)
            to = min(to, count - 1) if favourite else max(min(to, len(model) - 1), count)
            model.insert(to, model.pop(at))
        elif value >> 8 & 1:
            index.drop(id)
            del model[at]
        assert list(index.ids) == [id for id, _ in model]
        assert [bool(mark & FAVOURITE) for mark in index.marks] == [it for _, it in model]
        assert index.favourites == len([1 for _, it in model if it])


def test_letters():
    for name, sort in (
        ("alice", 2), ("Zed", 27), ("\u00e9t\u00e9", 6), ("\u00df", 20), ("9gag", 1), ("_", 0),
        ("", 0), ("\u00d7", 0), ("\u00bf", 0),
    ):  # fmt: skip
        assert sort_of(name.encode()) == sort, name
    for name in ("\u0416", "\u03a9", "\u963f", "\u05d0", "\U0001f600"):
        assert 28 <= sort_of(name.encode()) < 128
