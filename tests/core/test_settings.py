"""The settings: what they do, where they are kept, that rubbish in the file does no harm."""

import fakes
from fob import Fob
from fobcore.account import Account
from fobcore.hmac import Hmac
from fobcore.otp import code as code_of
from fobcore.screens import TEXT
from fobcore.settings import VALUES, Settings
from test_menu import choose
from test_pin import again, fob_with_pin

NOW = 2000000010  # a period begins
KEY = b"12345678901234567890"


def fob_with_code(**parts) -> Fob:
    fob = Fob(**parts)
    fob.hello()
    fob.at(NOW)
    fob.vault.add(Account("", "a", KEY))
    fob.app.changed()
    fob.pass_time(100)
    return fob


def texts(fob: Fob) -> list:
    return [item[4] for item in fob.app._items(fob.app._view()) if item[0] == TEXT]


def turn(fob: Fob, row: int, value: str) -> None:
    """In the menu's settings, a row to a value."""
    choose(fob, "Settings")
    screen = fob.app._dialog.screen
    for _ in range(row):
        fob.press("next")
    for _ in range(5):
        if screen._text(row).endswith(": " + value):
            break
        fob.press("ok")
    else:
        raise AssertionError(screen._text(row))
    fob.press("ok", "long")


def test_each_value_over_the_link_and_by_hand():
    fob = fob_with_code(typing=True)
    for key, values in VALUES.items():
        for value in values:
            assert fob.ask({"do": "set", "key": key, "value": value}, "ok") == {"ok": {}}
            assert fob.ask({"do": "settings"})["ok"][key] == value == fob.app.settings.get(key)
        assert fob.ask({"do": "set", "key": key, "value": "x"}) == {"error": "bad_value"}
    turn(fob, 0, "never")
    assert fob.vault.setting("lock_after") == "0"
    turn(fob, 1, "high")
    turn(fob, 2, "yes")
    turn(fob, 5, "left")
    assert fob.looks.data == bytes((2, 1, 1, 1, 3))  # the last one of the link's


def test_looks_hold_for_a_locked_fob_and_tell():
    fob = fob_with_pin()
    told = []
    fob.app.settings.on_looks = lambda: told.append(fob.app.settings.get("brightness"))
    fob.app.settings.set("brightness", "low")
    assert told == ["low"]
    other = again(fob)
    other.looks.data = fob.looks.data
    assert other.keeper.locked
    assert Settings(other.keeper, fob.looks).get("brightness") == "low"
    assert Settings(other.keeper, fob.looks).get("hide") == "off"


def test_rubbish_in_the_file_is_the_default():
    keeper = fob_with_code().keeper
    for content in (b"", b"x", b"\xff\xff\xff", b"\x01\x01", bytes(100), b"\x00\x00\x00\xff"):
        kept = fakes.Kept()
        kept.data = content
        settings = Settings(keeper, kept)
        assert settings.get("dark_after") == "30"
        assert [settings.get(key) for key in ("brightness", "rotation", "hand")] == [
            "medium", "0", "right",
        ]  # fmt: skip


def test_the_next_code_comes_in_the_last_seconds():
    fob = fob_with_code()
    key = Hmac(KEY, "SHA1")
    account = fob.vault.account_at(0)
    step = NOW // 30
    now, then = [code_of(account, key, step + by) for by in (0, 1)]
    assert now[:3] in texts(fob) and ">" + then not in texts(fob)
    fob.pass_time(19000)
    assert now[:3] in texts(fob) and ">" + then not in texts(fob)
    fob.pass_time(2000)
    assert now[:3] in texts(fob) and ">" + then in texts(fob)
    fob.vault.set("next_code", "off")
    assert ">" + then not in texts(fob)
    fob.vault.set("next_code", "on")
    fob.pass_time(10000)
    assert then[:3] in texts(fob) and ">" + then not in texts(fob)


def test_hidden_digits_show_for_half_a_minute():
    fob = fob_with_code()
    code = code_of(fob.vault.account_at(0), Hmac(KEY, "SHA1"), NOW // 30)
    fob.vault.set("hide", "on")
    fob.app.changed()
    fob.pass_time(100)
    assert fob.app.state == "hidden" and code[:3] not in texts(fob)
    fob.press("ok")
    assert fob.app.state == "code" and code[:3] in texts(fob)
    fob.pass_time(29000)
    assert fob.app.state == "code"
    fob.pass_time(2000)
    assert fob.app.state == "hidden"
    fob.vault.add(Account("", "b", KEY))
    fob.press("ok")
    fob.press("next")  # another account is hidden again
    assert fob.app.state == "hidden"


def test_a_locked_fob_changes_nothing():
    fob = again(fob_with_pin())
    assert fob.ask({"do": "set", "key": "hide", "value": "on"}, "ok") == {"error": "locked"}
    assert fob.ask({"do": "set", "key": "brightness", "value": "low"}, "ok") == {"error": "locked"}
    assert fob.looks.data == b""


def test_the_file_of_a_firmware_before_this_one():
    keeper = fob_with_code().keeper
    settings = Settings(keeper, fakes.Kept(bytes((2, 1, 1))))
    assert [settings.get(key) for key in ("brightness", "rotation", "hand", "dark_after")] == [
        "high", "180", "left", "30",
    ]  # fmt: skip
