"""What the owner and a computer see of the clock: doubt on the screen, setting it, trimming it."""

import gc

import fakes
from fob import Fob
from fobcore import clock_memory
from fobcore.clock import Clock
from test_menu import choose

NOW = 1790000000
DAY = 86400
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238


def fob_off_by(error: int) -> Fob:
    """An account on it, and a clock that may be off by so many ms, counted with its second."""
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.add("alice", SECRET)
    doubted(fob, error)
    return fob


def doubted(fob: Fob, error: int) -> None:
    fob.kept.save(clock_memory.set_at(NOW, error - 40).pack())
    fob.clock.__init__(fob.rtc, fob.kept)
    fob.pass_time(1500)
    fob.app.changed()
    fob.pass_time(20)


def words(fob: Fob) -> "list[str]":
    """The texts of the screen."""
    view = fob.app._view()
    return [item[4] for item in fob.app._items(view) if item[0] == 0]


def shows_a_code(fob: Fob) -> bool:
    return any(text.isdigit() and len(text) == 3 for text in words(fob))


def test_doubt_is_on_the_screen():
    fob = fob_off_by(9999)
    assert shows_a_code(fob) and not any("+-" in text for text in words(fob))
    doubted(fob, 10001)
    assert shows_a_code(fob) and "!\xb111s" in words(fob)
    doubted(fob, 31000)
    assert not shows_a_code(fob) and words(fob)[0] == "CLOCK UNSURE"


def test_show_anyway_is_for_this_account_and_time():
    fob = fob_off_by(31000)
    fob.press("ok")
    fob.pass_time(20)
    assert shows_a_code(fob) and "!\xb131s" in words(fob)
    fob.press("next")
    fob.pass_time(20)
    assert not shows_a_code(fob)


def test_a_narrow_display_shows_the_doubt_too():
    for width, height in ((128, 32), (160, 80), (240, 136)):
        fob = None  # MicroPython's heap has room for one
        gc.collect()
        fob = Fob(width=width, height=height)
        fob.hello()
        fob.at(NOW)
        fob.add("alice", SECRET)
        doubted(fob, 12000)
        assert "!\xb112s" in words(fob), (width, height, words(fob))


def test_codes_over_usb_say_it_and_ask_where_they_are_unsure():
    fob = fob_off_by(12000)
    fob.ask({"do": "set", "key": "usb_code", "value": "free"}, "ok")
    answer = fob.ask({"do": "code", "id": 1})["ok"]
    assert 11900 < answer["error_ms"] <= 12100
    doubted(fob, 31000)
    fob.send({"do": "code", "id": 1})
    fob.pass_time(500)
    assert fob.app.asking
    assert "error_ms" in fob.finish("ok")["ok"]
    doubted(fob, 500)
    assert "error_ms" not in fob.ask({"do": "code", "id": 1})["ok"]


def test_clock_tells_all_it_knows():
    fob = Fob()
    fob.hello()
    told = fob.ask({"do": "clock"})["ok"]
    assert (told["state"], told["time"], told["error_ms"], told["free_ms"]) == (
        "unset", None, None, 0
    )  # fmt: skip
    assert told["lost"] == "never"
    fob.at(NOW)
    fob.pass_time(3000)
    told = fob.ask({"do": "clock"})["ok"]
    assert (told["state"], told["free_ms"]) == ("trusted", 120000)
    assert (told["lost"], told["age"]) == ("", 3)
    assert told["error_ms"] == 60 and told["aging"] == 0 and told["drift_ppb"] is None


def moved(fob: Fob, ms: int, press: str = "") -> dict:
    """Sets the clock to what it shows and so many ms."""
    told = fob.ask({"do": "clock"})["ok"]
    utc = told["time"] * 1000 + told["ms"] + ms
    request = {"do": "set_clock", "time": utc // 1000, "ms": utc % 1000, "error_ms": 20}
    request["ticks"] = told["ticks"]
    return fob.ask(request, press)


def test_small_steps_need_no_press_until_they_add_up_to_two_minutes():
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.pass_time(1500)
    for step in (30000, -30000, 30000, 29000):
        assert moved(fob, step)["ok"]["pressed"] is False
    fob.send({"do": "set_clock", "time": NOW + 300, "error_ms": 20})
    fob.pass_time(500)
    assert fob.app.asking
    assert fob.finish("next") == {"error": "refused"}
    assert moved(fob, 2000, "ok")["ok"]["pressed"] is True
    assert moved(fob, 2000)["ok"]["pressed"] is False


def test_a_step_is_on_the_screen_at_once():
    fob = fob_off_by(500)
    period, shows = fob.clock.utc // 30, fob.display.shows
    assert moved(fob, 60000)["ok"]["pressed"] is False
    fob.app.step(fob.ticks(), False)  # the very next turn of the loop
    assert fob.clock.utc // 30 >= period + 2 and fob.display.shows > shows
    assert fob.app._drawn[4] == fob.clock.utc // 30
    left = fob.app._drawn[5]
    assert left == 30 - fob.clock.utc % 30


def test_steps_add_up_over_weeks_and_power_offs():
    """A host that walks the clock gets two minutes, however slowly it goes."""
    rtc, kept = fakes.Rtc(), fakes.Kept()
    fob = Fob(rtc=rtc, kept=kept)
    fob.hello()
    fob.at(NOW)
    walked, refused = 0, 0
    for _ in range(60):
        fob = Fob(rtc=rtc, kept=kept, file=fob.file, flash=fob.flash)
        fob.hello()
        fob.pass_time(1500)
        step = 7000
        before = rtc.utc
        answer = moved(fob, step, "next")
        if "ok" in answer:
            walked += step
            assert rtc.utc - before >= 6
        else:
            assert answer == {"error": "refused"}
            refused += 1
        rtc.utc += DAY
    assert walked == 17 * 7000 and refused == 43


def test_the_consent_shows_both_times():
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.send({"do": "set_clock", "time": NOW + DAY, "error_ms": 20})
    fob.pass_time(500)
    text = " ".join(words(fob))
    assert "2026-09-22" in text and "2026-09-21" in text


def test_a_setting_is_right_to_the_fraction_of_a_second():
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.pass_time(777)
    ticks = fob.ticks()
    true_at = NOW * 1000 + 12345
    fob.pass_time(3000)  # the request came late
    request = {"do": "set_clock", "time": true_at // 1000, "ms": true_at % 1000}
    request["ticks"], request["error_ms"] = ticks, 7
    answer = fob.ask(request)["ok"]
    true = true_at + fob.now - ticks
    shown = fob.rtc.utc * 1000 + fob.rtc._ms
    assert abs(shown - true) <= 2, shown - true
    assert answer["error_ms"] == 48  # 7, 1 for the writing, 40 for seeing a second's end


def test_a_setting_that_ends_early_leaves_the_clock_as_it_was():
    """A new request in the second before it, as of a program that was stopped and started."""
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.pass_time(1500)
    fob.send({"do": "set_clock", "time": NOW + 60, "error_ms": 20})
    fob.pass_time(100)
    fob.hello()
    assert fob.clock.state == "trusted" and fob.clock.free_ms == 120000
    again = Clock(fob.rtc, fob.kept)
    again.step(0, fakes.ticks_diff)
    assert again.state == "trusted" and again.free_ms == 120000


def test_what_the_owner_sets_meanwhile_is_not_set_back():
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.pass_time(1500)
    told = fob.ask({"do": "clock"})["ok"]
    fob.pass_time(100)
    fob.send({"do": "set_clock", "time": told["time"], "ms": told["ms"], "ticks": told["ticks"]})
    fob.pass_time(100)
    assert fob.answer() is None
    fob.clock.prepare((NOW + DAY) * 1000, True)  # as set_by_hand does
    assert fob.clock.set(NOW + DAY, fob.ticks())
    assert fob.finish() == {"error": "clock_fault"}
    assert fob.rtc.utc - NOW >= DAY and fob.clock.state == "trusted"


def test_a_clock_that_does_not_go_back_unpaid():
    """A host that always sets what the fob showed at its last look."""
    fob = Fob()
    fob.hello()
    fob.at(NOW)
    fob.pass_time(1500)
    clock = fob.clock
    for _ in range(20):
        fob._pass(45)  # the loop was at something else
        late, spent = fob.ticks() - clock.at, clock.memory.spent
        shown = clock.utc_ms
        fob.ask({"do": "set_clock", "time": shown // 1000, "ms": shown % 1000, "error_ms": 1})
        assert clock.memory.spent - spent >= late


def test_after_2099_it_is_refused():
    """The moment of the setting counts, not the one that was asked for."""
    fob = Fob()
    fob.hello()
    late = 4102444799  # 2099-12-31 23:59:59
    fob.send({"do": "set_clock", "time": late, "error_ms": 20})
    assert fob.finish("ok") == {"error": "clock_range"}
    assert fob.rtc.utc is None and fob.clock.state == "unset"


def test_a_press_before_the_question_is_no_answer():
    """`ok` on a code that is sure; years later it is not."""
    fob = fob_off_by(500)
    fob.press("ok")
    fob.pass_time(20)
    fob.clock.memory.error = 50000
    fob.pass_time(2100)
    assert not shows_a_code(fob) and words(fob)[0] == "CLOCK UNSURE"


def test_a_code_is_not_made_anew_once_the_clock_is_unsure():
    fob = fob_off_by(500)
    fob.ask({"do": "set", "key": "usb_code", "value": "free"}, "ok")
    assert "code" in fob.ask({"do": "code", "id": 1})["ok"]
    fob.clock.memory.error = 50000
    fob.pass_time(2100)
    making = fob.link._answer
    assert callable(making)
    fob.link._send_answer(1)
    assert fob.answer() == {"error": "clock"}


def test_a_moment_that_has_not_been_is_refused():
    fob = Fob()
    fob.hello()
    for ticks in (fob.ticks() + 5000, fob.ticks() + (1 << 28)):
        request = {"do": "set_clock", "time": NOW, "ticks": ticks % (1 << 29), "error_ms": 1}
        assert fob.ask(request) == {"error": "bad_request"}
    for error in (0, 60001, -1, "1"):
        request = {"do": "set_clock", "time": NOW, "error_ms": error}
        assert fob.ask(request) == {"error": "bad_request"}


def test_trimming_by_what_was_learnt():
    fob = Fob()
    fob.hello()
    assert fob.ask({"do": "trim_clock"}) == {"error": "not_learnt"}
    fob.at(NOW)
    assert fob.ask({"do": "trim_clock"}) == {"error": "not_learnt"}
    fob.rtc.utc += 100 * DAY + 30  # 3.5 ppm fast
    fob.clock.__init__(fob.rtc, fob.kept)
    fob.pass_time(1500)
    assert moved(fob, -30000)["ok"]["drift_ppb"] // 100 == 34
    answer = fob.ask({"do": "trim_clock"}, "ok")["ok"]
    assert (answer["aging"], answer["was"]) == (35, 0) and fob.rtc.aging == 35
    told = fob.ask({"do": "clock"})["ok"]
    assert told["drift_ppb"] is None and told["aging"] == 35


def test_a_chip_that_can_not_be_trimmed():
    fob = Fob(rtc=Untrimmed())
    fob.hello()
    fob.at(NOW)
    assert fob.ask({"do": "trim_clock"}) == {"error": "no_trim"}
    assert fob.ask({"do": "clock"})["ok"]["aging"] is None


class Untrimmed(fakes.Rtc):
    """As a DS1307: no such register."""

    def __init__(self) -> None:
        super().__init__()
        del self.aging


def test_history_tells_the_settings():
    fob = Fob()
    fob.hello()
    fob.ask({"do": "set_clock", "time": NOW, "error_ms": 20}, "ok")
    fob.pass_time(5000)
    moved(fob, 3000)
    first, second = fob.ask({"do": "clock_history"})["ok"]["settings"]
    assert (first["off_ms"], first["pressed"], first["by"]) == (None, True, "host")
    assert abs(second["off_ms"] + 3000) < 60 and second["pressed"] is False
    assert second["error_ms"] == 21 and second["after"] in (8, 9)


def type_time(fob: Fob, presses: "list[tuple]") -> None:
    """(holds, shorts) of `next` for each field, `ok` behind each."""
    for holds, shorts in presses:
        for _ in range(holds):
            fob.press("next", "long")
        for _ in range(shorts):
            fob.press("next")
        fob.press("ok")


def test_setting_it_by_hand():
    """From 2026-01-01 00:00 UTC to 2027-03-15 10:31 UTC+01:00."""
    fob = Fob()
    fob.hello()
    choose(fob, "Set the clock")
    type_time(fob, [(0, 1), (0, 2), (1, 4), (1, 0), (3, 1), (0, 4)])
    fob.pass_time(20)
    assert "2027-03-15 10:31:00" in words(fob) and "UTC+01:00" in words(fob)
    fob.press("ok")
    fob.pass_time(50)
    # `date -u -d "2027-03-15 10:31 +0100" +%s`
    assert fob.rtc.utc == 1805103060
    assert fob.clock.memory.error == 1001 and fob.clock.memory.history[-1][4] == 3
    assert fob.clock.free_ms == 120000
    assert words(fob)[0] == "Clock: sure"
    fob.press("ok")
    fob.pass_time(20)
    assert fob.app._dialog is None


def test_by_hand_one_can_go_back_and_type_it_again():
    fob = Fob()
    fob.hello()
    choose(fob, "Set the clock")
    type_time(fob, [(0, 0)] * 6)
    fob.press("next")
    fob.pass_time(20)
    type_time(fob, [(0, 0), (0, 1), (0, 0), (0, 0), (0, 0), (0, 0)])
    assert "2026-02-01 00:00:00" in words(fob)


def test_by_hand_no_date_that_does_not_exist():
    """The 31st of January, then February: its last day."""
    fob = Fob()
    fob.hello()
    choose(fob, "Set the clock")
    type_time(fob, [(0, 2), (0, 0), (3, 0), (0, 0), (0, 0), (0, 0)])
    assert "2028-01-31 00:00:00" in words(fob)
    fob.press("next")
    type_time(fob, [(0, 0), (0, 1), (0, 0), (0, 0), (0, 0), (0, 0)])
    assert "2028-02-29 00:00:00" in words(fob)


def test_by_hand_before_the_firmware_was_made():
    """2026-01-01 00:00 in a zone east of Greenwich is still 2025 in UTC."""
    fob = Fob()
    fob.hello()
    choose(fob, "Set the clock")
    type_time(fob, [(0, 0)] * 5 + [(0, 4)])
    fob.pass_time(20)
    assert words(fob)[0] == "NOT DONE" and fob.rtc.utc is None


def test_the_details_name_the_fault():
    for utc, word in ((None, "coin cell"), (NOW - 100, "lost the date")):
        fob = Fob()
        fob.hello()
        fob.at(NOW)
        fob.rtc.utc = utc
        fob.clock = fob.app.clock = fob.app._views._clock = Clock(fob.rtc, fob.kept)
        choose(fob, "Clock")
        fob.pass_time(200)
        text = " ".join(words(fob))
        assert text.startswith("CLOCK NOT SET") and word in text, text
