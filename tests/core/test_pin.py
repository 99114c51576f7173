"""The PIN: stretching, tries that are counted before they are looked at, delays, lock, wipe."""

import gc

import fakes
from fob import SESSION, Fob
from fobcore import frames
from fobcore import pin as pins
from fobcore.attempts import Attempts

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PIN = "2468"
OTHER = "1357"


def finish(work):
    """What a generator of slices ends with."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return stop.value


def fob_with_pin(**parts) -> Fob:
    gc.collect()
    fob = Fob(**parts)
    fob.hello()
    fob.add("alice", SECRET)
    assert fob.ask({"do": "set_pin", "pin": PIN}, "ok")["ok"]["iterations"] >= 1000
    return fob


def again(fob: Fob) -> Fob:
    """The same flash after a power-on."""
    fob.flash.power = fob.file.power = fakes.Power()
    other = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept, seed=9)
    other.hello()
    return other


def unlock(fob: Fob, pin: str) -> dict:
    return fob.ask({"do": "unlock", "pin": pin}, "ok")


def test_stretching_is_pbkdf2():
    # RFC 7914, section 11: the first 32 bytes.
    expected = "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
    key, count = finish(pins.stretch("passwd", b"salt", 1, lambda: 0, fakes.ticks_diff))
    assert key == bytes([int(expected[i : i + 2], 16) for i in range(0, 64, 2)]) and count == 1
    # From CPython's hashlib.pbkdf2_hmac("sha256", b"123456", b"mfob test salt..", 777).
    expected = "bfc823f90e3f947b8f7aa535f391a596aa0254c8633e489f9ef90588d6fbbf30"
    work = pins.stretch("123456", b"mfob test salt..", 777, lambda: 0, fakes.ticks_diff)
    assert finish(work)[0] == bytes([int(expected[i : i + 2], 16) for i in range(0, 64, 2)])


def test_wrapping_knows_a_wrong_pin_and_changed_settings():
    master, key, wrong = bytes(range(32)), b"k" * 32, b"w" * 32
    wrapped, check = pins.wrap(master, key, b"bound")
    assert wrapped != master and len(wrapped) == 32
    assert pins.unwrap(wrapped, check, key, b"bound") == master
    assert pins.unwrap(wrapped, check, wrong, b"bound") is None
    assert pins.unwrap(wrapped, check, key, b"other") is None


def test_a_pin_is_4_to_12_digits():
    for good in ("0000", "123456789012"):
        assert pins.valid(good)
    for bad in ("", "123", "1234567890123", "12a4", "1 34", 1234, None):
        assert not pins.valid(bad)
    fob = Fob()
    fob.hello()
    assert fob.ask({"do": "set_pin", "pin": "12"}, "ok") == {"error": "pin_format"}


def test_locked_tells_no_name_and_no_count():
    fob = again(fob_with_pin())
    info = fob.ask({"do": "info"})["ok"]
    assert info["locked"] and info["pin"] and info["tries"] == 10
    assert info["accounts"] is info["room"] is info["damaged"] is None and info["name"] == ""
    for request in (
        {"do": "list", "from": 0}, {"do": "code", "id": 1}, {"do": "settings"}, {"do": "batch"},
        {"do": "add", "account": {"name": "a", "secret": SECRET}}, {"do": "delete", "id": 1},
        {"do": "rename", "id": 1}, {"do": "move", "id": 1}, {"do": "set_name", "name": "x"},
        {"do": "set", "key": "usb_code", "value": "free"}, {"do": "set_pin", "pin": OTHER},
        {"do": "remove_pin", "old": PIN},
    ):  # fmt: skip
        assert fob.ask(request) == {"error": "locked"}, request


def test_the_right_pin_opens_and_the_wrong_one_counts():
    fob = again(fob_with_pin())
    assert unlock(fob, OTHER) == {"error": "bad_pin", "tries": 9, "wait": 1}
    fob.pass_time(1500)
    assert unlock(fob, OTHER) == {"error": "bad_pin", "tries": 8, "wait": 2}
    fob.send({"do": "unlock", "pin": PIN})
    assert fob.answer()["error"] == "pin_wait" and not fob.app.asking
    fob.pass_time(2500)
    assert unlock(fob, PIN) == {"ok": {}}
    assert fob.ask({"do": "list", "from": 0})["ok"]["total"] == 1
    assert fob.ask({"do": "info"})["ok"]["tries"] == 10


def test_no_key_lies_open_once_there_is_a_pin():
    fob = Fob()
    fob.hello()
    fob.add("alice", SECRET)
    open_key = fob.keeper._master
    assert bytes(fob.flash.data).find(open_key) >= 0
    fob.ask({"do": "set_pin", "pin": PIN}, "ok")
    assert bytes(fob.flash.data).find(open_key) < 0
    wrapped = fob.keeper._slot.key
    assert fob.ask({"do": "set_pin", "pin": OTHER, "old": PIN}, "ok").get("ok")
    data = bytes(fob.flash.data)
    assert data.find(open_key) < 0 and data.find(wrapped) < 0
    assert fob.ask({"do": "remove_pin", "old": OTHER}, "ok") == {"ok": {}}
    assert bytes(fob.flash.data).find(open_key) >= 0 and not again(fob).keeper.has_pin


def test_changing_asks_for_the_old_one_and_counts_it():
    fob = fob_with_pin()
    assert fob.ask({"do": "set_pin", "pin": OTHER}, "ok") == {"error": "pin_format"}
    wrong = fob.ask({"do": "set_pin", "pin": OTHER, "old": "9999"}, "ok")
    assert wrong == {"error": "bad_pin", "tries": 9, "wait": 1}
    fob.pass_time(1500)
    assert fob.ask({"do": "set_pin", "pin": OTHER, "old": PIN}, "ok").get("ok")


def delay(failures: int) -> int:
    return Attempts(fakes.Flash(), 0, failures).delay


def test_ten_wrong_pins_wipe_and_the_delays_add_up():
    fob = again(fob_with_pin())
    old = bytes(fob.flash.data)
    waited = 0
    for number in range(1, 11):
        answer = unlock(fob, OTHER)
        if number < 10:
            assert answer["tries"] == 10 - number and answer["wait"] <= delay(number)
            assert answer["wait"] >= delay(number) - 1
            waited += delay(number)
            fob.pass_time(delay(number) * 1000 + 100, 100)
    assert answer == {"error": "wiped"} and waited == 511
    assert fob.keeper.wiped and not fob.file.exists()
    assert bytes(fob.flash.data) == b"\xff" * len(old)
    fresh = again(fob)
    assert not fresh.keeper.has_pin and len(fresh.vault) == 0


def test_delays_double_to_ten_minutes():
    assert [delay(n) for n in range(13)] == [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


def test_no_cut_gives_a_try_back():
    """Wrong PINs, the power cut at every flash step around one, whole and torn."""
    for torn in (False, True):
        step = 1
        while True:
            fob = again(fob_with_pin())
            assert unlock(fob, OTHER)["tries"] == 9
            fob.pass_time(1500)
            fob.flash.power = fob.file.power = fakes.Power(step, torn)
            cut = False
            try:
                unlock(fob, OTHER)
            except fakes.PowerCut:
                cut = True
            after = again(fob)
            # Before the step that counts it, the PIN has not been looked at.
            assert after.keeper.tries in ((8, 9) if cut else (8,))
            after.pass_time(5000)
            assert unlock(after, PIN) == {"ok": {}}
            if not cut:
                break
            step += 1


def change(fob) -> None:
    fob.ask({"do": "set_pin", "pin": OTHER, "old": PIN}, "ok")


def remove(fob) -> None:
    fob.ask({"do": "remove_pin", "old": PIN}, "ok")


def wipe(fob) -> None:
    fob.ask({"do": "wipe"}, "ok")


def cut_everywhere(act, torn: bool) -> None:
    """An act on a fob with a PIN, the power cut at each of its flash steps, then a start."""
    step = 1
    while True:
        fob = fob_with_pin()
        fob.flash.power = fob.file.power = fakes.Power(step, torn)
        cut = False
        try:
            act(fob)
        except fakes.PowerCut:
            cut = True
        after = again(fob)
        if after.keeper.has_pin:
            after.pass_time(2000)
            if unlock(after, PIN) != {"ok": {}}:
                after.pass_time(3000)
                assert act is change and unlock(after, OTHER) == {"ok": {}}
            assert len(after.vault) == 1
        elif act is remove:
            assert len(after.vault) == 1
        else:
            assert act is wipe and len(after.vault) == 0
        if not cut:
            break
        step += 1
    assert step > 3


def test_a_change_of_the_pin_cut_anywhere():
    cut_everywhere(change, False)


def test_a_change_of_the_pin_torn_anywhere():
    cut_everywhere(change, True)


def test_taking_the_pin_away_cut_anywhere():
    cut_everywhere(remove, False)


def test_taking_the_pin_away_torn_anywhere():
    cut_everywhere(remove, True)


def test_a_wipe_cut_anywhere():
    cut_everywhere(wipe, False)


def test_a_wipe_torn_anywhere():
    cut_everywhere(wipe, True)


def test_the_tally_moves_when_it_is_full():
    fob = again(fob_with_pin())
    block = fob.keeper._slots.block
    attempts = fob.keeper._attempts
    while not attempts.full:
        attempts.begin()
        attempts.succeeded()
    fob = again(fob)
    assert unlock(fob, OTHER)["tries"] == 9
    assert fob.keeper._slots.block != block
    assert again(fob).keeper.tries == 9


def test_torn_tally_bytes_count():
    flash = fakes.Flash(1)
    page = bytearray(b"\xff" * 256)
    page[0] = 0x0F
    flash.program(0, 1, page)
    attempts = Attempts(flash, 0, 2)
    assert attempts.failures == 3
    assert flash.read(0, 256, 1) == b"\x00"


def test_lock_by_request_long_press_and_idle_time():
    for how in ("request", "button", "idle"):
        fob = fob_with_pin()
        if how == "request":
            assert fob.ask({"do": "lock"}) == {"ok": {}}
        elif how == "button":
            fob.press("ok", "long")
            assert not fob.keeper.locked
            fob.press("ok", "held")
        else:
            fob.pass_time(290000, 500)
            assert not fob.keeper.locked
            fob.pass_time(11000, 500)
        assert fob.keeper.locked and fob.keeper._master == b"" and fob.scrubs == 1, how
        assert unlock(fob, PIN) == {"ok": {}}


def test_unlocking_with_the_buttons():
    fob = again(fob_with_pin())
    fob.press("ok")
    for digit in PIN:
        for _ in range(int(digit)):
            fob.press("next")
        fob.press("ok")
    fob.press("ok", "long")
    fob.pass_time(200)
    assert not fob.keeper.locked and len(fob.vault) == 1


def test_each_try_over_usb_needs_a_press():
    fob = again(fob_with_pin())
    fob.send({"do": "unlock", "pin": OTHER})
    fob.pass_time(31000)
    assert fob.answer() == {"error": "timeout"} and fob.keeper.tries == 10


def test_a_lock_leaves_no_answer_to_ask_for_again():
    fob = fob_with_pin()
    fob.send({"do": "list", "from": 0})
    assert b"alice" in b"".join(fob.lines)
    fob.lines.clear()
    fob.press("ok", "long")
    fob.press("ok", "held")
    assert fob.keeper.locked
    fob.link.receive(frames.encode(frames.TO_FOB, SESSION, fob._seq, "?1"), fob.ticks())
    assert fob.lines and b"alice" not in b"".join(fob.lines)
    assert fob.answer() == {"error": "locked"}


def test_the_self_check_of_a_locked_fob_tells_no_room():
    fob = again(fob_with_pin())
    answer = fob.ask({"do": "selftest"})["ok"]
    assert answer["flash"] is answer["journal"] is answer["damaged"] is None
    assert not answer["failed"]
