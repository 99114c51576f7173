"""What the owner does on the fob alone: the menu, the PIN by the buttons, erasing everything."""

import fakes
from fob import Fob
from fobcore.dialog import Menu, Question
from fobcore.screens import BOX
from test_pin import OTHER, PIN, SECRET, again, fob_with_pin, unlock

COMMON = ["Clock", "Set the clock", "Settings"]
LAST = ["About", "Erase everything", "Back"]


def fob_without() -> Fob:
    fob = Fob()
    fob.hello()
    fob.add("alice", SECRET)
    return fob


def choose(fob: Fob, row: str) -> None:
    """The menu, and a row of it."""
    fob.press("ok", "long")
    rows = fob.app._dialog.screen.rows
    for _ in range(rows.index(row)):
        fob.press("next")
    fob.press("ok")


def type_pin(fob: Fob, pin: str) -> None:
    for digit in pin:
        for _ in range(int(digit)):
            fob.press("next")
        fob.press("ok")
    fob.press("ok", "long")


def answer(fob: Fob, role: str) -> None:
    """A question takes a press once it has stood for a while."""
    fob.pass_time(400)
    fob.press(role)


def rows_of(fob: Fob) -> list:
    fob.press("ok", "long")
    rows = fob.app._dialog.screen.rows
    fob.press("next", "long")  # to the last one
    fob.press("ok")
    assert fob.app._dialog is None
    return rows


def test_what_the_menu_offers():
    fob = fob_without()
    assert rows_of(fob) == ["Favourite: no"] + COMMON + ["Set a PIN"] + LAST
    fob.add("bob", "BBBB")
    assert rows_of(fob)[0] == "Find an account"
    fob = fob_with_pin()
    whole = ["Favourite: no", "Lock"] + COMMON + ["Change the PIN", "Remove the PIN"] + LAST
    assert rows_of(fob) == whole
    assert rows_of(again(fob)) == ["Type the PIN"] + LAST


def test_locking():
    fob = fob_with_pin()
    choose(fob, "Lock")
    assert fob.keeper.locked and fob.keeper._master == b"" and fob.scrubs == 1


def test_holding_on_past_the_menu_locks_and_nothing_else():
    fob = fob_with_pin()
    fob.press("ok", "held")  # without the menu: no press at all
    assert not fob.keeper.locked
    choose(fob, "Change the PIN")
    fob.press("ok", "held")
    assert not fob.keeper.locked
    fob = fob_without()
    fob.press("ok", "long")
    fob.press("ok", "held")
    assert not fob.keeper.locked and fob.app._dialog is not None


def test_setting_a_pin():
    fob = fob_without()
    open_key = fob.keeper._master
    choose(fob, "Set a PIN")
    type_pin(fob, PIN)
    type_pin(fob, PIN)
    fob.pass_time(5000)
    assert fob.keeper.has_pin and not fob.keeper.locked
    assert bytes(fob.flash.data).find(open_key) < 0
    fob.press("ok")  # the message
    assert fob.app._dialog is None
    other = again(fob)
    assert other.keeper.locked and unlock(other, PIN) == {"ok": {}}


def test_a_pin_is_set_only_when_typed_twice_alike():
    for first, second in ((PIN, OTHER), ("123", "123")):
        fob = fob_without()
        choose(fob, "Set a PIN")
        type_pin(fob, first)
        if len(first) == 4:
            type_pin(fob, second)
        fob.pass_time(5000)
        assert not fob.keeper.has_pin
        fob.press("ok")
        assert fob.app._dialog is None


def test_changing_and_removing_the_pin():
    fob = fob_with_pin()
    choose(fob, "Change the PIN")
    for pin in (PIN, OTHER, OTHER):
        type_pin(fob, pin)
    fob.pass_time(5000)
    fob.press("ok")
    fob = again(fob)
    assert unlock(fob, OTHER) == {"ok": {}}
    choose(fob, "Remove the PIN")
    type_pin(fob, OTHER)
    answer(fob, "ok")
    fob.pass_time(5000)
    assert not fob.keeper.has_pin and not again(fob).keeper.has_pin


def test_a_wrong_old_pin_counts():
    fob = fob_with_pin()
    choose(fob, "Change the PIN")
    for pin in (OTHER, "9999", "9999"):
        type_pin(fob, pin)
    fob.pass_time(100)
    while fob.keeper._trying:
        fob.pass_time(50)
    assert fob.keeper.tries == 9
    fob.press("ok")
    choose(fob, "Remove the PIN")  # too early for another try
    fob.press("ok")
    assert fob.app._dialog is None
    assert unlock(again(fob), OTHER)["tries"] == 8
    fob = again(fob)
    fob.pass_time(5000)
    assert unlock(fob, PIN) == {"ok": {}} and fob.keeper.tries == 10


def test_erasing_everything():
    for fob in (fob_without(), fob_with_pin(), again(fob_with_pin())):
        choose(fob, "Erase everything")
        answer(fob, "next")
        assert not fob.keeper.wiped and fob.file.exists() and fob.app._dialog is None
        choose(fob, "Erase everything")
        fob.press("ok")  # too early to have been read
        fob.press("ok", "long")
        assert not fob.keeper.wiped
        answer(fob, "ok")
        assert fob.keeper.wiped and not fob.file.exists()
        assert set(fob.flash.data) == {0xFF}


def test_a_question_that_nobody_answers_goes_away():
    fob = fob_without()
    choose(fob, "Erase everything")
    fob.pass_time(31000)
    assert fob.app._dialog is None and not fob.keeper.wiped


def test_a_computers_question_comes_before_the_menus():
    fob = fob_without()
    choose(fob, "Erase everything")
    fob.pass_time(400)
    fob.send({"do": "set_name", "name": "mine"})
    fob.pass_time(1600)
    assert fob.app.asking
    fob.press("ok")
    assert fob.vault.setting("name") == "mine" and not fob.keeper.wiped
    fob.press("ok")  # the one below has only just been drawn again
    assert not fob.keeper.wiped
    answer(fob, "ok")
    assert fob.keeper.wiped


def test_half_a_pin_does_not_outlive_the_lock():
    fob = fob_with_pin()
    choose(fob, "Change the PIN")
    for _ in range(3):
        fob.press("ok")
    pad = fob.app._dialog.screen
    assert pad.taken == "000"
    fob.ask({"do": "lock"})
    assert fob.keeper.locked and fob.app._dialog is None
    fob.press("ok")
    assert fob.app._dialog.screen.taken == ""


def test_giving_up_typing():
    fob = again(fob_with_pin())
    fob.press("ok")
    fob.press("ok")
    for _ in range(2):
        assert fob.app.state == "pin"
        fob.press("next", "long")  # backwards, from 0 to the one that takes a digit back
        fob.press("ok")
    assert fob.app._dialog is None and fob.keeper.tries == 10


def test_a_lock_breaks_off_the_work_of_a_dialog():
    fob = fob_with_pin()
    choose(fob, "Change the PIN")
    for pin in (PIN, OTHER, OTHER):
        type_pin(fob, pin)
    fob.app.step(fob.ticks(), False)  # it has begun
    assert fob.keeper._trying
    fob.ask({"do": "lock"})
    assert fob.keeper.locked and not fob.keeper._trying
    fob.pass_time(3000)
    assert unlock(fob, PIN) == {"ok": {}}


def test_the_limit_is_the_owners():
    fob = fob_without()
    for wrong in (4, 21, -1, "6"):
        request = {"do": "set_pin", "pin": PIN, "limit": wrong}
        assert fob.ask(request, "ok")["error"] in ("bad_value", "bad_request"), wrong
    assert "ok" in fob.ask({"do": "set_pin", "pin": PIN, "limit": 5}, "ok")
    assert fob.ask({"do": "info"})["ok"]["limit"] == 5
    # It stays with the next PIN, until that says otherwise.
    assert "ok" in fob.ask({"do": "set_pin", "pin": OTHER, "old": PIN}, "ok")
    fob = again(fob)
    for left in (4, 3, 2, 1):
        assert unlock(fob, PIN)["tries"] == left
        fob.pass_time(20000, 100)
    assert unlock(fob, PIN) == {"error": "wiped"}


def test_a_limit_that_was_changed_in_the_flash_opens_nothing():
    fob = fob_with_pin()
    slot = fob.keeper._slot
    slot.limit = 20
    fob.keeper._slots.store(slot)
    fob = again(fob)
    assert fob.keeper.tries == 20
    assert unlock(fob, PIN)["error"] == "bad_pin"


def test_every_screen_fits_in_every_size():
    for width, height in ((128, 64), (128, 32), (160, 80), (240, 135)):
        fob = fob_with_pin(width=width, height=height)
        drawn = []
        menu = Menu(["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"], 8)
        drawn.append(menu.items(fob.app._layout))
        question = Question("ERASE EVERYTHING", "all accounts, for ever", fakes.ticks_diff)
        drawn.append(question.items(fob.app._layout))
        assert " ".join([item[4] for item in drawn[1]]).find("all accounts, for ever") > 0
        drawn.append(fob.app._layout.pad("New PIN again", 0, "3"))
        drawn.append(fob.app._layout.pad("New PIN again", 12, "3"))
        for items in drawn:
            for kind, x, y, font, text, _ in items:
                if kind == BOX:
                    continue
                assert x + len(text) * font.WIDTH <= width, text
                assert y + font.HEIGHT <= height, text
        assert "> Nine" in [item[4] for item in drawn[0]]
