"""Typing for the owner: only the code on the screen, only by a finger that held ok and let go."""

import gc

from fob import Fob
from fobcore.account import Account
from fobcore.hmac import Hmac
from fobcore.otp import code as code_of
from fobcore.screens import TEXT
from fobcore.settings import VALUES, Settings
from fobcore.typist import Typist
from test_clock_on_the_fob import NOW as SET
from test_clock_on_the_fob import doubted
from test_pin import PIN, again, fob_with_pin

NOW = 2000000010  # a period begins
KEY = b"12345678901234567890"
PAD = {0x59 + at: digit for at, digit in enumerate("1234567890")}
RFC4226 = ("755224", "287082", "359152", "969429")  # appendix D, the same key


class Keyboard:
    """A computer's, with `wait` steps until a key is through; it tells what was typed."""

    def __init__(self) -> None:
        self.ready = True
        self.times = 1
        self.lamps = None
        self.wait = 2
        self.deaf = False  # it takes no key
        self.keys = []
        self._left = 0

    @property
    def busy(self) -> bool:
        self._left -= 1
        return self.deaf or self._left >= 0

    def press(self, modifiers: int, key: int) -> bool:
        assert not self.busy
        assert self.ready
        self._left = self.wait
        self.keys.append((modifiers, key))
        return True

    @property
    def text(self) -> str:
        assert not self.keys or self.keys[0] == (0, 0)  # an empty report first
        return "".join([PAD.get(key, "\n" if key == 0x28 else "?") for _, key in self.keys[1:]])


def typing(fob: Fob, on: bool = True) -> Keyboard:
    keyboard = Keyboard()
    if on:
        fob.app.settings.set("type_code", "on")
    fob.app.typist = Typist(keyboard, fob.app.settings, fob.app.ticks_diff)
    return keyboard


def fob_with_codes(*names, type: str = "totp", now: int = NOW) -> Fob:
    gc.collect()
    fob = Fob()
    fob.hello()
    fob.at(now)
    for name in names or ("a", "b"):
        fob.vault.add(Account("", name, KEY, type))
    fob.app.changed()
    fob.pass_time(100)
    return fob


def hold(fob: Fob, on: bool = False, then=lambda: None) -> None:
    """ok, until it is a long press and is let go; `on`: held on, to the second mark."""
    fob.down = True
    fob.pass_time(800)
    fob.app.press("ok", "long")
    fob.pass_time(100)
    then()
    if on:
        fob.pass_time(1100)
        fob.app.press("ok", "held")
        fob.pass_time(100)
    fob.down = False
    fob.pass_time(1000)


def notes(fob: Fob) -> list:
    return [item[4] for item in fob.app._items(fob.app._view()) if item[0] == TEXT]


def code(fob: Fob, step: int = 0) -> str:
    return code_of(fob.vault.account_at(fob.app.position), Hmac(KEY, "SHA1"), NOW // 30 + step)


def test_a_long_press_types_the_code_on_the_screen():
    fob = fob_with_codes()
    keyboard = typing(fob)
    seen = []
    hold(fob, then=lambda: seen.extend(notes(fob)))
    assert "let go = type" in seen
    assert keyboard.text == code(fob)
    assert "typed" in notes(fob)
    assert fob.app.state == "code"
    fob.pass_time(2500)
    assert "typed" not in notes(fob)
    fob.app.settings.set("type_enter", "on")
    keyboard.keys = []
    hold(fob)
    assert keyboard.text == code(fob) + "\n"


def test_nothing_is_typed_before_the_button_is_let_go():
    fob = fob_with_codes()
    keyboard = typing(fob)
    hold(fob, then=lambda: fob.pass_time(900))
    assert keyboard.text == code(fob)
    keyboard.keys = []
    hold(fob, then=lambda: (keyboard.keys and 1 / 0, fob.pass_time(300)))


def test_held_on_it_is_the_menu():
    fob = fob_with_codes()
    keyboard = typing(fob)
    hold(fob, on=True)
    assert fob.app.state == "menu"
    assert keyboard.keys == []
    for _ in range(20):
        fob.pass_time(100)
    assert keyboard.keys == []


def test_off_it_is_the_menu_at_once():
    fob = fob_with_codes()
    keyboard = typing(fob, on=False)
    hold(fob)
    assert fob.app.state == "menu"
    assert keyboard.keys == []


def test_the_code_of_the_moment_of_letting_go():
    fob = fob_with_codes()
    keyboard = typing(fob)
    fob.pass_time(28500)
    before = code(fob)
    hold(fob, then=lambda: fob.pass_time(1500))  # a new period begins meanwhile
    assert keyboard.text == code(fob, 1) != before


def test_the_next_code_is_never_typed():
    fob = fob_with_codes()
    keyboard = typing(fob)
    fob.pass_time(25000)
    assert ">" + code(fob, 1) in [note.replace(" ", "") for note in notes(fob)]
    hold(fob)
    assert keyboard.text == code(fob)


def test_no_code_on_the_screen_no_typing():
    for make, state in ((hidden, "hidden"), (unsure, "unsure"), (counted, "counted")):
        fob = None  # MicroPython's heap has room for one
        gc.collect()
        fob = make()
        keyboard = typing(fob)
        assert fob.app.state == state
        hold(fob)
        assert keyboard.keys == [], state
        assert fob.app.state == "menu"


def hidden() -> Fob:
    fob = fob_with_codes()
    fob.vault.set("hide", "on")
    fob.app.changed()
    fob.pass_time(50)
    return fob


def unsure() -> Fob:
    fob = fob_with_codes()
    doubted(fob, 31000)
    fob.pass_time(50)
    return fob


def counted() -> Fob:
    return fob_with_codes(type="hotp")


def test_what_ok_has_shown_can_be_typed():
    for make in (hidden, unsure):
        fob = None  # MicroPython's heap has room for one
        gc.collect()
        fob = make()
        keyboard = typing(fob)
        fob.press("ok")
        assert fob.app.state == "code"
        hold(fob)
        assert len(keyboard.text) == 6


def test_a_counted_code_is_typed_and_not_counted_again():
    fob = counted()
    keyboard = typing(fob)
    for expected in RFC4226[:2]:
        fob.press("ok")
        for _ in range(2):
            keyboard.keys = []
            hold(fob)
            assert keyboard.text == expected
            assert "typed" in notes(fob)


def test_a_reason_in_place_of_a_code_is_not_typed():
    fob = counted()
    keyboard = typing(fob)


    def full(data: bytes) -> None:
        raise OSError(28)

    fob.file.append = full
    fob.press("ok")
    assert "not stored" in notes(fob)
    hold(fob)
    assert keyboard.keys == []
    assert fob.app.state == "menu"


def test_another_button_meanwhile_calls_it_off():
    fob = fob_with_codes()
    keyboard = typing(fob)
    hold(fob, then=lambda: (fob.app.press("next", "short"), fob.pass_time(100)))
    assert keyboard.keys == []
    assert fob.app.position == 1


def test_a_question_meanwhile_calls_it_off():
    fob = fob_with_codes()
    keyboard = typing(fob)
    hold(fob, then=lambda: (fob.send({"do": "delete", "id": 1}), fob.pass_time(300)))
    assert fob.app.state == "consent"
    assert keyboard.keys == []


def test_a_lock_meanwhile_ends_it():
    fob = fob_with_pin()
    fob.at(NOW)
    fob.app.changed()
    fob.pass_time(100)
    keyboard = typing(fob)
    keyboard.wait = 10
    fob.down = True
    fob.app.press("ok", "long")
    fob.down = False
    fob.pass_time(200)
    typed = len(keyboard.keys)
    assert 0 < typed < 7
    assert fob.app.working
    kept = fob.app.typist._keys
    fob.keeper.lock()
    fob.pass_time(1000)
    assert len(keyboard.keys) == typed
    assert not any(kept)
    assert not fob.app.working
    hold(fob)
    assert len(keyboard.keys) == typed  # nothing is shown by a locked fob
    assert fob.app.state == "menu"


def test_no_computer():
    fob = fob_with_codes()
    keyboard = typing(fob)
    keyboard.ready = False
    hold(fob)
    assert "not connected" in notes(fob)
    keyboard.ready = True
    keyboard.deaf = True
    fob.pass_time(2500)
    hold(fob)
    assert "not connected" in notes(fob)
    assert keyboard.keys == []
    keyboard.deaf = False
    hold(fob)
    assert keyboard.text == code(fob)


def test_a_computer_that_came_and_went_meanwhile():
    fob = fob_with_codes()
    keyboard = typing(fob)
    keyboard.wait = 10
    fob.down = True
    fob.app.press("ok", "long")
    fob.down = False
    fob.pass_time(400)
    keyboard.times += 1
    fob.pass_time(1000)
    assert "not connected" in notes(fob)
    assert 0 < len(keyboard.text) < 6


def test_caps_lock_where_the_keys_are_not_known():
    fob = fob_with_codes()
    keyboard = typing(fob)
    keyboard.lamps = 2
    fob.app.settings.set("type_layout", "fr")
    hold(fob)
    assert "Caps Lock!" in notes(fob)
    assert keyboard.keys == []
    assert not fob.app.working


def test_a_doubt_is_back_after_the_note():
    fob = fob_with_codes(now=SET)
    typing(fob)
    doubted(fob, 12000)
    fob.pass_time(100)
    assert [note for note in notes(fob) if note.startswith("!\xb1")]
    hold(fob)
    assert "typed" in notes(fob)
    fob.pass_time(2500)
    assert [note for note in notes(fob) if note.startswith("!\xb1")]


def test_the_setting_is_known_to_a_locked_fob_the_others_are_sealed():
    fob = fob_with_pin()
    for key, value in (("type_code", "on"), ("type_layout", "de"), ("type_enter", "on")):
        fob.app.settings.set(key, value)
    other = again(fob)
    other.looks.data = fob.looks.data
    settings = Settings(other.keeper, fob.looks, True)
    assert other.keeper.locked
    assert settings.changed
    assert [settings.get(key) for key in ("type_code", "type_layout", "type_enter")] == [
        "on", "us", "off",
    ]  # fmt: skip
    other.ask({"do": "unlock", "pin": PIN}, "ok")
    assert [settings.get(key) for key in ("type_layout", "type_enter")] == ["de", "on"]


def test_the_looks_of_an_older_firmware():
    fob = fob_with_codes()
    fob.looks.data = b"\x01\x00\x01"
    settings = Settings(fob.keeper, fob.looks, True)
    got = [settings.get(key) for key in ("brightness", "rotation", "hand", "type_code")]
    assert got == ["low", "0", "left", "off"]


def test_a_fob_that_can_be_no_keyboard_knows_nothing_of_it():
    fob = fob_with_codes()
    answer = fob.ask({"do": "settings"})["ok"]
    missing = sorted([key for key in VALUES if key not in answer])
    assert missing == ["type_code", "type_enter", "type_keys", "type_layout"]
    refused = fob.ask({"do": "set", "key": "type_code", "value": "on"})
    assert refused == {"error": "bad_key"}
    from fobcore.settings_screens import SettingRows

    rows = SettingRows(fob.app.settings)
    assert rows.count == 8
    fob.app.settings.typing = True
    rows = SettingRows(fob.app.settings)
    assert [rows._text(number) for number in range(7, 12)] == [
        "Type codes: off", "Digits by: keypad", "Enter after it: off", "Layout: US", "Back",
    ]  # fmt: skip
