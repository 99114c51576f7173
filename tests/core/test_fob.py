"""The core put together: requests, consent, codes on the screen."""

import fakes
from fob import SESSION, Fob
from fobcore import frames

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B
NOW = 1790000000


def set_fob(**parts) -> Fob:
    fob = Fob(**parts)
    fob.hello()
    fob.ask({"do": "set_clock", "time": NOW, "ms": 0}, "ok")
    return fob


def test_hello_tells_what_it_is():
    answer = Fob().hello()["ok"]
    assert answer["protocol"] == 1 and answer["frame"] == 200 and answer["board"] == "memory"


def test_add_asks_and_lists():
    fob = set_fob()
    assert fob.add("alice") == {"ok": {"id": 1, "status": "added"}}
    listed = fob.ask({"do": "list", "from": 0})["ok"]
    assert listed["total"] == 1
    assert listed["accounts"] == [[1, "GitHub", "alice", "totp", "SHA1", 6, 30, 0, False]]


def test_code_is_that_of_the_rfc():
    fob = set_fob()
    fob.at(2000000000)
    account = {"issuer": "", "name": "rfc", "secret": RFC_SECRET, "digits": 8}
    fob.ask({"do": "add", "account": account}, "ok")
    fob.at(2000000000)
    answer = fob.ask({"do": "code", "id": 1}, "ok")["ok"]
    assert answer == {"code": "69279037", "from": 1999999980, "until": 2000000010}


def test_refused_and_timed_out_change_nothing():
    fob = set_fob()
    account = {"issuer": "GitHub", "name": "alice", "secret": RFC_SECRET}
    assert fob.ask({"do": "add", "account": account}, "next") == {"error": "refused"}
    fob.send({"do": "add", "account": account})
    fob.pass_time(31000)
    assert fob.answer() == {"error": "timeout"}
    assert fob.ask({"do": "list", "from": 0})["ok"] == {"total": 0, "accounts": []}


def test_a_button_held_since_before_does_not_count():
    fob = set_fob()
    fob.down = True
    fob.send({"do": "add", "account": {"name": "alice", "secret": RFC_SECRET}})
    fob.pass_time(1000)
    fob.app.press("ok", "short")
    fob.pass_time(100)
    assert fob.answer() is None and len(fob.vault) == 0
    fob.down = False
    fob.pass_time(200)  # too short a rest
    fob.app.press("ok", "short")
    fob.pass_time(100)
    assert fob.answer() is None and len(fob.vault) == 0
    fob.pass_time(400)
    fob.press("ok")
    assert fob.answer() == {"ok": {"id": 1, "status": "added"}}


def test_clash_duplicate_and_replace():
    fob = set_fob()
    fob.add("alice")
    assert fob.add("alice") == {"ok": {"id": 1, "status": "duplicate"}}
    other = {"issuer": "GitHub", "name": "alice", "secret": RFC_SECRET}
    assert fob.ask({"do": "add", "account": other}) == {"error": "clash", "id": 1}
    answer = fob.ask({"do": "add", "account": other, "replace": True}, "ok")
    assert answer == {"ok": {"id": 1, "status": "replaced"}}
    assert len(fob.vault) == 1 and fob.vault.account(1).secret == b"12345678901234567890"


def test_an_empty_vault_is_readable():
    fob = Fob()
    fob.hello()
    assert fob.ask({"do": "info"})["ok"]["accounts"] == 0


def test_no_code_without_a_clock():
    fob = Fob()
    fob.hello()
    fob.add("alice")
    assert fob.ask({"do": "code", "id": 1}) == {"error": "clock"}


def test_everything_is_there_after_a_restart():
    fob = set_fob()
    for name in ("alice", "bob", "carol"):
        fob.add(name, name[0].upper() * 8)
    fob.ask({"do": "delete", "id": 2}, "ok")
    again = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)
    again.hello()
    rows = again.ask({"do": "list", "from": 0})["ok"]["accounts"]
    assert [(row[0], row[2]) for row in rows] == [(1, "alice"), (3, "carol")]
    assert again.clock.state == "unset" or again.clock.utc >= NOW
    again.pass_time(100)
    assert again.clock.state == "trusted"


def test_a_repeated_request_is_done_once_even_over_a_restart():
    fob = set_fob()
    request = {"do": "add", "account": {"issuer": "A", "name": "b", "secret": RFC_SECRET}}
    fob.send(request, 50)
    fob.pass_time(400)
    fob.send(request, 50)  # pending: not asked anew
    fob.press("ok")
    assert fob.answer() == {"ok": {"id": 1, "status": "added"}}
    fob.send(request, 50)
    assert fob.answer() == {"ok": {"id": 1, "status": "added"}} and len(fob.vault) == 1
    again = Fob(flash=fob.flash, file=fob.file)
    again.send({"do": "hello", "protocol": 1}, 49)
    again.send(request, 50)
    assert again.answer() == {"ok": {"id": 1, "status": "added"}} and len(again.vault) == 1


def test_a_reused_id_with_another_body_is_refused():
    fob = set_fob()
    fob.send({"do": "info"}, 50)
    fob.send({"do": "list", "from": 0}, 50)
    assert fob.answer() == {"error": "reused_id"}
    long = {"do": "info", "x": "y" * 300}
    fob.send(long, 51)
    long["x"] = "z" * 300
    fob.send(long, 51)
    assert {"error": "reused_id"} in [
        fob_answer(line) for line in fob.lines
    ]


def fob_answer(line: bytes):
    import json

    try:
        return json.loads(frames.decode(line, frames.TO_HOST)[3])
    except ValueError:
        return None


def test_other_sessions_are_sent_to_hello():
    fob = set_fob()
    fob.send({"do": "info"}, 9, "ffffffff")
    assert fob.answer() == {"error": "session"}
    assert fob.link.session == SESSION


def test_too_long_and_nested_requests():
    fob = set_fob()
    assert fob.ask({"do": "add", "x": "y" * 3000}) == {"error": "too_long"}
    deep = []
    for _ in range(20):
        deep = [deep]
    assert fob.ask({"do": "add", "x": deep}) == {"error": "bad_request"}
    assert fob.ask({"do": "fly"}) == {"error": "bad_command"}
    assert fob.ask({"do": "delete", "id": -1}) == {"error": "bad_request"}
    assert fob.ask({"do": "delete", "id": 7}) == {"error": "not_found"}


def test_clock_is_set_on_the_second():
    fob = Fob()
    fob.hello()
    fob.send({"do": "set_clock", "time": NOW, "ms": 250})
    asked = fob.now
    fob.pass_time(1000)
    fob.press("ok")
    for _ in range(200):
        if fob.answer() is not None:
            break
        fob.pass_time(10)
    # The host's time now: what it was when it asked, and the time since.
    true_ms = NOW * 1000 + 250 + fob.now - asked
    assert fob.answer()["ok"]["state"] == "trusted"
    assert abs(fob.rtc.utc * 1000 - true_ms) <= 20
    # 1970; then 2100, when the chips go wrong, the ends of 32 bits and of 2199, and far beyond.
    for utc in (1000, 4102444800, 4294967296, 7258118399, 10**18):
        assert fob.ask({"do": "set_clock", "time": utc}) == {"error": "clock_range"}


def test_only_changes_are_drawn():
    fob = set_fob()
    fob.add("alice")
    fob.pass_time(2000)
    before = fob.display.shows
    fob.pass_time(3000)
    assert fob.display.shows - before == 3  # once a second


def test_ticks_may_wrap():
    fob = set_fob()
    fob.now = fakes.TICKS_MASK - 200
    fob.clock._read_at = fob.now
    assert fob.add("alice")["ok"]["status"] == "added"
    assert fob.now > fakes.TICKS_MASK
