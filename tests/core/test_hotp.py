"""HOTP: a counter is on flash before its code is shown, and is never shown twice."""

import json

import fakes
from fob import Fob
from fobcore import frames
from fobcore.account import Account

RFC_SECRET = b"12345678901234567890"
# RFC 4226 appendix D
CODES = (
    "755224", "287082", "359152", "969429", "338314",
    "254676", "287922", "162583", "399871", "520489",
)  # fmt: skip
START = 3


def fob_with_hotp(dead: int = 0) -> Fob:
    fob = Fob()
    fob.hello()
    fob.vault.add(Account("Bank", "alice", RFC_SECRET, "hotp", counter=START))
    for _ in range(dead):
        fob.vault.set("name", "mine")
    fob.pass_time(20)
    return fob


def on_screen(fob) -> str:
    """The code in the picture drawn last; empty when it shows none."""
    drawn = fob.app._drawn
    return drawn[4] if drawn and drawn[0] == "counted" and drawn[4] in CODES else ""


def sent(fob) -> list:
    """The codes in all lines to the host."""
    found = []
    for line in fob.lines:
        _, _, kind, payload = frames.decode(line, frames.TO_HOST)
        if kind == "1/1":
            answer = json.loads(payload).get("ok", {})
            found += [(answer["code"], answer["counter"])] if "code" in answer else []
    return found


def restarted(fob) -> Fob:
    again = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)
    again.hello()
    again.pass_time(20)
    return again


def test_each_press_is_the_next_code() -> None:
    fob = fob_with_hotp()
    assert fob.app._drawn[0] == "counted" and on_screen(fob) == ""  # none before it is asked for
    for counter in range(START, 9):
        fob.press("ok")
        assert on_screen(fob) == CODES[counter]
        row = fob.ask({"do": "list", "from": 0})["ok"]["accounts"][0]
        assert row[3] == "hotp" and row[7] == counter + 1
    fob.press("next")  # on to itself: the code is gone, the counter not used again
    assert on_screen(fob) == ""
    again = restarted(fob)
    assert on_screen(again) == ""
    again.press("ok")
    assert on_screen(again) == CODES[9]


def test_the_counter_is_on_flash_before_the_screen() -> None:
    fob = fob_with_hotp()
    fob.app.press("ok", "short")
    assert on_screen(fob) == ""  # not drawn yet
    assert restarted(fob).vault.account_at(0).counter == START + 1


def test_it_needs_no_clock_and_totp_no_counter() -> None:
    fob = fob_with_hotp()
    assert fob.clock.utc is None
    fob.press("ok")
    assert on_screen(fob) == CODES[START]
    fob.add("totp")
    size = fob.vault.size
    fob.press("ok")
    assert fob.vault.size == size


def test_power_off_at_any_step_around_a_press() -> None:
    cut_everywhere(lambda fob: fob.press("ok"), 0)


def test_power_off_at_any_step_around_a_press_with_compaction() -> None:
    assert cut_everywhere(lambda fob: fob.press("ok"), 51) > 5


def test_power_off_at_any_step_around_a_code_over_usb() -> None:
    cut_everywhere(lambda fob: fob.ask({"do": "code", "id": 1}, "ok"), 0)


def test_power_off_at_any_step_around_a_code_over_usb_with_compaction() -> None:
    assert cut_everywhere(lambda fob: fob.ask({"do": "code", "id": 1}, "ok"), 51) > 5


def cut_everywhere(act, dead: int) -> int:
    """Acts with the power going at each flash step; returns how many there were and one.

    51 dead records are just too few for the journal to be written anew: the act's is one more.
    """
    base = fob_with_hotp(dead)
    journal = base.file.data
    most = 0
    for torn in (False, True):
        step = 1
        while True:
            file = fakes.File()
            file.data = journal
            fob = Fob(flash=base.flash, file=file)
            fob.hello()
            shown = []
            file.power = fob.flash.power = fakes.Power(step, torn)
            try:
                act(fob)
                shown.append(on_screen(fob))
                fob.pass_time(100)
                done = True
            except fakes.PowerCut:
                shown.append(on_screen(fob))
                done = False
            shown += [code for code, _ in sent(fob)]
            shown = [code for code in shown if code]
            file.power = fob.flash.power = fakes.Power()
            assert not done or shown == [CODES[START]], shown
            again = restarted(fob)
            assert again.vault.damaged == 0
            again.press("ok")
            next_code = on_screen(again)
            assert next_code and next_code not in shown, (step, torn, next_code)
            # At most the one counter that the cut took is passed over.
            assert next_code in CODES[START : START + 2]
            answer = again.ask({"do": "code", "id": 1}, "ok")["ok"]
            assert answer["code"] == CODES[CODES.index(next_code) + 1]
            if done:
                break
            step += 1
        most = max(most, step)
    return most


def test_usb_always_asks() -> None:
    fob = fob_with_hotp()
    fob.vault.set("usb_code", "free")
    fob.send({"do": "code", "id": 1})
    fob.pass_time(500)
    assert fob.answer() is None and fob.app.asking
    assert fob.vault.account_at(0).counter == START
    assert fob.finish("next") == {"error": "refused"}
    assert fob.vault.account_at(0).counter == START and sent(fob) == []
    answer = fob.ask({"do": "code", "id": 1}, "ok")["ok"]
    assert answer == {"code": CODES[3], "counter": 3, "from": None, "until": None}
    fob.vault.set("usb_code", "off")
    assert fob.ask({"do": "code", "id": 1}) == {"error": "off"}


def test_a_lost_answer_comes_again_for_ten_seconds() -> None:
    fob = fob_with_hotp()
    request = {"do": "code", "id": 1}
    fob.send(request, 50)
    assert fob.finish("ok")["ok"]["code"] == CODES[3]
    fob.pass_time(9000)
    fob.send(request, 50)
    assert fob.answer()["ok"]["code"] == CODES[3] and len(sent(fob)) == 2
    fob.pass_time(1500)
    fob.send(request, 50)
    assert fob.answer() == {"error": "timeout"}
    assert fob.vault.account_at(0).counter == START + 1


def test_a_grant_is_over_also_when_the_ticks_have_wrapped() -> None:
    for account in (
        Account("", "hotp", RFC_SECRET, "hotp", counter=START), Account("", "totp", RFC_SECRET),
    ):  # fmt: skip
        fob = Fob(rtc=fakes.Rtc())
        fob.hello()
        fob.ask({"do": "set_clock", "time": 1790000000}, "ok")
        fob.vault.add(account)
        fob.send({"do": "code", "id": 1}, 50)
        assert "code" in fob.finish("ok")["ok"]
        fob.pass_time(11000)
        for days in (7, 9, 12):
            fob.now = days * 86400000
            fob.pass_time(20)
            fob.send({"do": "code", "id": 1}, 50)
            assert fob.answer() == {"error": "timeout"}, days


def test_a_repeat_after_a_restart_asks_anew() -> None:
    fob = fob_with_hotp()
    fob.send({"do": "code", "id": 1}, 50)
    fob.finish("ok")
    again = restarted(fob)
    again.send({"do": "code", "id": 1}, 50)
    again.pass_time(500)
    assert again.app.asking
    assert again.finish("ok")["ok"]["code"] == CODES[START + 1]


def test_the_last_counters() -> None:
    fob = Fob()
    fob.hello()
    last = (1 << 64) - 2
    fob.vault.add(Account("", "end", RFC_SECRET, "hotp", counter=last))
    fob.pass_time(20)
    answer = fob.ask({"do": "code", "id": 1}, "ok")["ok"]
    assert answer["counter"] == last
    assert fob.ask({"do": "code", "id": 1}, "ok") == {"error": "bad_counter"}
    fob.press("ok")
    assert fob.app._drawn[4] == "used up"
    again = restarted(fob)
    assert again.vault.account_at(0).counter == (1 << 64) - 1
    row = again.ask({"do": "list", "from": 0})["ok"]["accounts"][0]
    assert row[7] == (1 << 64) - 1


def test_no_code_where_it_can_not_be_written() -> None:
    fob = fob_with_hotp()

    def full(data: bytes) -> None:
        raise OSError(28)

    fob.file.append = full
    fob.press("ok")
    assert fob.app._drawn[4] == "not stored" and on_screen(fob) == ""
    assert fob.ask({"do": "code", "id": 1}, "ok") == {"error": "storage"}
    assert sent(fob) == []
    assert restarted(fob).vault.account_at(0).counter == START


def test_the_counter_goes_along_with_rename_and_move_and_starts_anew_with_replace() -> None:
    fob = fob_with_hotp()
    fob.add("totp")
    for _ in range(2):
        fob.vault.take_counter(1)
    assert fob.ask({"do": "rename", "id": 1, "issuer": "B", "name": "a"}, "ok") == {"ok": {}}
    assert fob.ask({"do": "move", "id": 1, "to": 9}, "ok") == {"ok": {}}
    again = restarted(fob)
    assert again.vault.account_at(1).counter == START + 2
    account = {"issuer": "B", "name": "a", "secret": "GEZDGNBVGY3TQOJQ", "type": "hotp"}
    request = {"do": "add", "account": account, "replace": True}
    assert again.ask(request, "ok")["ok"] == {"id": 1, "status": "replaced"}
    assert restarted(again).vault.account_at(1).counter == 0
    account["type"], account["secret"] = "totp", "GEZDGNBVGY3TQOJR"
    again.ask(request, "ok")
    assert restarted(again).vault.account(1).counter == 0
