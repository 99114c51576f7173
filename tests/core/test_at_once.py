"""The owner at the fob's buttons and a computer on the line, at the same time."""

import fakes
from fob import Fob
from test_menu import answer, choose, fob_without, type_pin
from test_pin import OTHER, PIN, SECRET, again, fob_with_pin, unlock


def hold_ok(fob: Fob) -> None:
    """Held on, past the menu: the fob locks."""
    fob.app.press("ok", "long")
    fob.app.press("ok", "held")


def until_the_new_pin_is_stretched(fob: Fob) -> None:
    fob.pass_time(400)
    fob.press("ok")
    for state in (True, False):
        for _ in range(400):
            if fob.keeper._trying == state:
                break
            fob.pass_time(10)


def test_a_lock_while_a_computer_changes_the_pin_loses_nothing():
    fob = fob_with_pin()
    fob.send({"do": "set_pin", "pin": OTHER, "old": PIN})
    until_the_new_pin_is_stretched(fob)
    assert fob.answer() is None
    hold_ok(fob)
    assert fob.keeper.locked and fob.answer() == {"error": "locked"}
    fob.pass_time(3000)
    fob = again(fob)
    assert {"ok": {}} in (unlock(fob, PIN), unlock(fob, OTHER))


def test_a_lock_ends_a_computers_work():
    """Its frame holds both PINs."""
    fob = fob_with_pin()
    fob.send({"do": "set_pin", "pin": OTHER, "old": PIN})
    fob.pass_time(400)
    fob.press("ok")
    hold_ok(fob)
    assert fob.keeper.locked and fob.link._task is None and not fob.keeper._trying


def test_a_new_key_while_a_pin_is_set():
    """Setup's random bytes give an empty vault a new key, which the PIN being set is not for."""
    fob = Fob()
    fob.hello()
    choose(fob, "Set a PIN")
    type_pin(fob, PIN)
    type_pin(fob, PIN)
    fob.app.step(fob.ticks(), False)
    assert not fob.keeper.has_pin
    assert fob.ask({"do": "entropy", "bytes": "5a" * 32}) == {"ok": {"new_key": True}}
    fob.pass_time(5000)
    fob.press("ok")
    fob.add("alice", SECRET)
    assert len(fob.vault) == 1
    fob = again(fob)
    assert not fob.keeper.has_pin and len(fob.vault) == 1 and not fob.vault.damaged


def test_lock_in_a_menu_from_before_the_pin_was_removed():
    fob = fob_with_pin()
    fob.press("ok", "long")
    fob.send({"do": "remove_pin", "old": PIN})
    fob.pass_time(1600)
    assert fob.finish("ok") == {"ok": {}}
    fob.press("ok")  # "Lock"
    fob.pass_time(100)
    assert not fob.keeper.has_pin and fob.app._dialog is None


def test_held_on_at_a_message_locks_nothing():
    fob = fob_with_pin()
    choose(fob, "Change the PIN")
    type_pin(fob, PIN)
    type_pin(fob, "123")  # ends with ok, long
    fob.app.press("ok", "held")
    assert not fob.keeper.locked


def test_locks_from_a_computer_cost_no_tries():
    fob = again(fob_with_pin())
    fob.pass_time(2000)
    fob.press("ok")
    type_pin(fob, PIN)
    fob.app.step(fob.ticks(), False)
    assert fob.keeper._trying
    assert fob.ask({"do": "lock"}) == {"ok": {}}
    fob.pass_time(3000)
    assert not fob.keeper.locked and fob.keeper.tries == 10


def test_a_press_for_a_computers_question_is_not_the_menus():
    fob = fob_without()
    choose(fob, "Erase everything")
    fob.pass_time(50)
    fob.send({"do": "set_name", "name": "mine"})
    fob.pass_time(1000)
    assert fob.app.asking
    fob.send({"do": "info"})  # ends the question, whose picture is still on the display
    fob.app.press("ok", "short")
    fob.pass_time(50)
    assert not fob.keeper.wiped


def test_an_owner_who_types_approves_nothing():
    fob = again(fob_with_pin())
    fob.pass_time(2000)
    fob.press("ok")
    fob.send({"do": "wipe"})
    for _ in range(8):
        fob.pass_time(350)
        fob.press("ok")  # a 0 of the PIN, and another
    assert not fob.keeper.wiped


def test_half_a_pin_on_a_locked_fob_goes_away():
    fob = again(fob_with_pin())
    fob.pass_time(2000)
    fob.press("ok")
    fob.press("ok")
    assert fob.app._dialog.screen.taken == "0"
    fob.pass_time(50000, 500)
    assert fob.app._dialog is not None
    fob.pass_time(11000, 500)
    assert fob.app._dialog is None


def test_a_pad_goes_when_a_computer_unlocks():
    """A PIN typed on would be a try on an open fob."""
    fob = again(fob_with_pin())
    fob.pass_time(2000)
    fob.press("ok")
    fob.press("ok")
    fob.send({"do": "unlock", "pin": PIN})
    fob.pass_time(1600)
    assert fob.finish("ok") == {"ok": {}}
    fob.pass_time(20)
    assert fob.app._dialog is None and fob.keeper.tries == 10


def test_the_wait_after_days_is_over():
    fob = fob_with_pin()
    fob.ask({"do": "remove_pin", "old": OTHER}, "ok")
    fob.now += 7 * 86400000  # ticks have wrapped
    assert fob.keeper.wait() == 0


def test_of_two_pins_set_at_once_one_is_refused():
    fob = fob_without()
    choose(fob, "Set a PIN")
    type_pin(fob, PIN)
    for digit in PIN:
        for _ in range(int(digit)):
            fob.press("next")
        fob.press("ok")
    fob.send({"do": "set_pin", "pin": OTHER})
    fob.pass_time(1600)
    fob.app.press("ok", "short")  # approved
    fob.link.step(fob.ticks())
    fob.app.press("ok", "long")  # ends the typing
    fob.pass_time(6000)
    told = fob.answer(), fob.app._dialog.screen.view()[0]
    assert told in (({"error": "locked"}, "PIN SET"), (told[0], "NOT DONE")), told
    assert unlock(again(fob), OTHER if told[1] == "NOT DONE" else PIN) == {"ok": {}}


def test_a_wipe_under_a_dialogs_work_stays_one():
    def typed() -> Fob:
        fob = fob_without()
        choose(fob, "Set a PIN")
        type_pin(fob, PIN)
        type_pin(fob, PIN)
        return fob

    fob = typed()
    steps = 0
    while not fob.keeper.has_pin:
        fob.app.step(fob.ticks(), False)
        steps += 1
    fob = typed()
    for _ in range(steps - 1):  # its next one stores the slot
        fob.app.step(fob.ticks(), False)
    assert not fob.keeper.has_pin
    fob.keeper.wipe()  # as the computer's, approved: the same turn of the loop goes on
    fob.app.step(fob.ticks(), False)
    assert bytes(fob.flash.data) == b"\xff" * len(fob.flash.data)


def test_removing_the_pin_is_asked():
    fob = fob_with_pin()
    choose(fob, "Remove the PIN")
    type_pin(fob, PIN)
    answer(fob, "next")
    fob.pass_time(3000)
    assert fob.keeper.has_pin and fob.app._dialog is None and fob.keeper.tries == 10


def test_what_a_computer_sets_as_the_limit_is_on_the_screen():
    fob = fob_without()
    fob.send({"do": "set_pin", "pin": PIN, "limit": 20})
    fob.pass_time(50)
    lines = []
    for page in range(fob.app._consent.pages):
        lines += fob.app._consent.lines(page)
    assert "erased after 20" in " ".join(lines)


def test_a_start_wipes_where_the_last_try_was_counted():
    """The power went between the last try and what it led to."""
    fob = fob_with_pin()
    for _ in range(10):
        fob.keeper._attempts.begin()
    other = again(fob)
    assert other.keeper.wiped and not other.file.exists()
    assert bytes(other.flash.data) == b"\xff" * len(other.flash.data)


def test_a_tally_that_cant_be_written_is_an_error_not_a_crash():
    class Stuck(fakes.Flash):
        """Programs nothing from the n-th time on."""

        left = 1 << 30

        def program(self, block, page, data):
            self.left -= 1
            if self.left >= 0:
                fakes.Flash.program(self, block, page, data)

    for left in (0, 1):
        fob = fob_with_pin(flash=Stuck(2))
        fob = again(fob)
        fob.flash.left = left
        assert unlock(fob, PIN) == {"error": "storage"} and fob.keeper.locked
