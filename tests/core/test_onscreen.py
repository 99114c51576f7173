"""The account on the screen: its key lies there prepared only while it is on, and what was asked
of it is over with it."""

import gc

from fob import Fob
from fobcore.account import Account
from test_clock_on_the_fob import NOW as SET
from test_clock_on_the_fob import doubted
from test_pin import PIN, unlock

NOW = 2000000010  # a period begins
KEY = b"12345678901234567890"


def fob_with(*types: str) -> Fob:
    """A fob with a PIN, open, its first account on the screen."""
    gc.collect()
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    for number, type in enumerate(types):
        fob.vault.add(Account("", "account %d" % number, KEY, type))
    assert "ok" in fob.ask({"do": "set_pin", "pin": PIN}, "ok")
    fob.at(NOW)
    fob.app.changed()
    fob.pass_time(100)
    return fob


def pads_of(fob: Fob) -> tuple:
    """Those of the prepared key; the secret itself is gone."""
    account, hmac = fob.app._account.prepared()
    assert account.secret == b"" and any(hmac._pads[0]) and any(hmac._pads[1])
    return hmac._pads


def let_go_of(fob: Fob, pads: tuple) -> bool:
    """Whether nothing is left of an account that was on the screen."""
    it = fob.app._account
    asked = it.anyway or it.revealed or it.counted
    return not (any(pads[0]) or any(pads[1]) or asked) and it._account is it._codes is None


def test_a_lock_overwrites_the_key():
    for lock in (lambda fob: fob.keeper.lock(), lambda fob: fob.app.run_down()):
        fob = fob_with("totp")
        pads = pads_of(fob)
        assert fob.app._account._codes is not None
        lock(fob)
        assert fob.keeper.locked and let_go_of(fob, pads)


def test_a_fob_that_nobody_uses_overwrites_it():
    fob = fob_with("totp")
    pads = pads_of(fob)
    fob.pass_time(301000, 500)
    assert fob.keeper.locked and let_go_of(fob, pads)


def test_another_account_and_a_change_overwrite_it():
    fob = fob_with("totp", "totp")
    acts = (
        lambda: fob.app.press("next", "short"),
        lambda: fob.app.press("next", "long"),
        lambda: fob.app.show(1),
        lambda: fob.app.show_account(1),
        fob.app.changed,
    )
    for act in acts:
        pads = pads_of(fob)
        act()
        assert let_go_of(fob, pads)
        fob.pass_time(50)


def test_what_was_asked_of_an_account_ends_with_it():
    fob = fob_with("totp", "totp")
    it = fob.app._account
    fob.vault.set("hide", "on")
    fob.app.changed()
    fob.pass_time(100)
    fob.press("ok")
    assert it.revealed and fob.app.state == "code"
    fob.press("next")
    assert not it.revealed and fob.app.state == "hidden"
    fob.press("ok")
    assert it.revealed
    fob.keeper.lock()
    assert not it.revealed

    fob = fob_with("totp")
    it = fob.app._account
    fob.at(SET)
    doubted(fob, 31000)
    assert fob.app.state == "unsure"
    fob.press("ok")
    assert it.anyway and fob.app.state == "code"
    fob.keeper.lock()
    assert not it.anyway

    fob = fob_with("hotp")
    it = fob.app._account
    fob.press("ok")
    assert it.counted and fob.app.state == "counted"
    pads = pads_of(fob)
    fob.keeper.lock()
    assert let_go_of(fob, pads)


def test_a_lock_ends_what_was_said():
    """How a try of the PIN ended is no news any more; of damage the next owner hears again."""
    fob = fob_with("totp", "totp")
    fob.app._views.note = "Wrong PIN.\n"  # a computer has unlocked it behind that
    assert fob.app._views.told
    fob.keeper.lock()
    fob.pass_time(50)
    assert fob.app.state == "locked" and "Wrong" not in fob.app._view()[2]
    data = bytearray(fob.file.data)
    data[-5] ^= 1
    fob.file.data = bytes(data)
    assert "ok" in unlock(fob, PIN)
    fob.pass_time(50)
    assert fob.app.state == "damage"
