"""Every command with odd values: an error of the closed list, and never an exception."""

import json

import fakes
from fob import Fob
from fobcore import selftest
from fobcore.errors import CODES

NOW = 1790000000
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
# JSON texts, not values: duplicate names, halves of characters and large numbers stay as they are.
ODD = (
    "null", "true", "false", "-1", "1.0", "1.5", "-0.0", "1e300", "18446744073709551616",
    "-18446744073709551616", "1" + "0" * 99, '""', '"x"', '"\\ud800"', '"a\\udfffb"', '"\\u0000"',
    '"\\n"', '" x"', '"%s"' % ("x" * 700), "[]", "[1,[2,[3]]]", "{}", '{"a":{"b":[null]}}',
)  # fmt: skip
ACCOUNT = {
    "issuer": '"I"', "name": '"n"', "secret": '"%s"' % SECRET, "type": '"totp"',
    "algorithm": '"SHA1"', "digits": "6", "period": "30", "counter": "0",
}  # fmt: skip
ROW = '["I","n","0123456789abcdef",0]'
KEYS = {
    "hello": {"protocol": "1"},
    "info": {},
    "settings": {},
    "set": {"key": '"usb_code"', "value": '"free"'},
    "set_name": {"name": '"mine"'},
    "selftest": {},
    "batch": {"count": "1"},
    "names": {"at": "0", "rows": "[%s]" % ROW},
    "approve": {},
    "adds": {"batch": "0", "accounts": "[{}]"},
    "export": {"pin": '"1234"'},
    "exported": {"at": "0"},
    "list": {"from": "0"},
    "add": {"account": "{}", "replace": "true"},
    "rename": {"id": "1", "issuer": '"I"', "name": '"n"'},
    "move": {"id": "1", "to": "0"},
    "delete": {"id": "1"},
    "code": {"id": "1", "next": "true"},
    "clock": {},
    "set_clock": {"time": str(NOW), "ms": "0"},
    "unlock": {"pin": '"1234"'},
    "lock": {},
    "remove_pin": {"old": '"1234"'},
    "maintenance": {},
    "entropy": {"bytes": '"%s"' % ("0f" * 32)},
}
MORE = ("set_pin", "wipe")  # test_pin.py has them


FLASH = fakes.Flash(2)  # one for all: MicroPython's heap is small, and soon in pieces
Fob(flash=FLASH)  # makes the key


def set_fob() -> Fob:
    file = fakes.File()
    file.create()
    fob = Fob(flash=FLASH, file=file)
    fob.hello()
    fob.ask({"do": "set_clock", "time": NOW}, "ok")
    return fob


def text(do: str, fields: dict) -> str:
    parts = ['"do":"%s"' % do] + ['"%s":%s' % pair for pair in fields.items()]
    return "{" + ",".join(parts) + "}"


def sound(answer: dict) -> bool:
    """Whether it is an answer: ok, or an error of the list. It must be UTF-8 all through."""
    json.dumps(answer).encode()
    return "ok" in answer or answer["error"] in CODES


def tried(fob, request: str) -> dict:
    """A request through, approved where it asks."""
    fob.lines.clear()
    fob.send_text(request)
    fob.pass_time(20)
    answer = fob.answer() or fob.finish("ok")
    assert sound(answer), (request[:80], answer)
    return answer


def test_the_table_has_no_other_command() -> None:
    fob = set_fob()
    for do in KEYS:
        assert fob.ask({"do": do}, "ok") != {"error": "bad_command"}, do
    for do in ("", "hell", "Hello", "__init__", "run", "_hello", "exports"):
        assert fob.ask({"do": do}) == {"error": "bad_command"}, do


def each_odd(commands: tuple) -> None:
    for do in commands:
        fob = set_fob()
        fob.add("alice")
        keys = KEYS[do]
        for key in keys:
            for odd in ODD:
                fields = dict(keys)
                fields[key] = odd
                answer = tried(fob, text(do, fields))
                if "ok" not in answer:
                    continue
                # What went through with odd values must still be told and listed.
                assert sound(fob.ask({"do": "info"})) and "ok" in fob.ask({"do": "list"})
            fields = dict(keys)
            del fields[key]
            tried(fob, text(do, fields))
            twice = text(do, keys)[:-1] + ',"%s":null}' % key
            tried(fob, twice)
        assert "ok" in fob.ask({"do": "info"})


def test_odd_values_for_accounts() -> None:
    each_odd(("list", "add", "rename"))


def test_odd_values_for_moves() -> None:
    each_odd(("move", "delete", "code"))


def test_odd_values_for_settings() -> None:
    each_odd(("hello", "info", "settings", "set", "set_name", "set_clock"))


def test_odd_values_for_batches() -> None:
    each_odd(("batch", "names", "approve", "adds", "export", "exported", "selftest", "clock"))


def test_odd_values_in_an_account() -> None:
    fob = set_fob()
    names = ",".join('"%s":%s' % pair for pair in ACCOUNT.items())
    for key in ACCOUNT:
        for odd in ODD:
            fields = dict(ACCOUNT)
            fields[key] = odd
            account = ",".join('"%s":%s' % pair for pair in fields.items())
            answer = tried(fob, '{"do":"add","replace":true,"account":{%s}}' % account)
            if odd in ('"\\ud800"', '"a\\udfffb"', "[]", "{}", "null", "1.5", "-1", "true"):
                assert answer["error"] == "bad_" + key, (key, odd, answer)
        answer = tried(fob, '{"do":"add","account":{%s,"%s":null}}' % (names, key))
        assert answer["error"] == "bad_" + key


def test_what_is_no_request() -> None:
    fob = set_fob()
    for odd in ODD:
        if len(odd) < 1000:
            assert tried(fob, odd) == {"error": "bad_request"}, odd
            assert tried(fob, '{"do":%s}' % odd)["error"] in ("bad_request", "bad_command"), odd
    for broken in ("{", "}", "{]", '{"do"', "[" * 8, '{"do":"info"', "nul", "--1", '{"do":"inf\\'):
        assert "error" in tried(fob, broken), broken


def test_large_ids_and_positions() -> None:
    fob = set_fob()
    fob.add("alice")
    large = 1 << 70
    assert fob.ask({"do": "list", "from": large})["ok"] == {"total": 1, "accounts": []}
    for do in ("code", "delete", "move", "rename"):
        request = {"do": do, "id": large, "to": 0, "issuer": "", "name": "x"}
        assert fob.ask(request) == {"error": "not_found"}, do
    assert fob.ask({"do": "move", "id": 1, "to": large}, "ok") == {"ok": {}}


def test_usb_code_press_free_off() -> None:
    fob = set_fob()
    fob.at(1999999980)
    fob.ask({"do": "add", "account": {"name": "r", "secret": SECRET, "digits": 8}}, "ok")
    assert fob.ask({"do": "settings"})["ok"]["usb_code"] == "press"
    fob.at(1999999990)
    expected = {"code": "69279037", "from": 1999999980, "until": 2000000010}
    fob.send({"do": "code", "id": 1})
    fob.pass_time(500)
    assert fob.app.asking and fob.answer() is None
    assert fob.finish("ok") == {"ok": expected}

    def keep(value: str) -> None:
        request = {"do": "set", "key": "usb_code", "value": value}
        assert fob.ask(request, "next") == {"error": "refused"}
        assert fob.ask({"do": "settings"})["ok"]["usb_code"] != value
        assert fob.ask(request, "ok") == {"ok": {}}
        assert fob.ask({"do": "settings"})["ok"]["usb_code"] == value

    keep("free")
    fob.send({"do": "code", "id": 1})
    assert fob.answer() == {"ok": expected} and not fob.app.asking
    keep("off")
    fob.send({"do": "code", "id": 1})
    assert fob.answer() == {"error": "off"} and not fob.app.asking
    again = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept)
    again.hello()
    assert again.ask({"do": "code", "id": 1}) == {"error": "off"}
    for key, value, error in (
        ("usb_code", "often", "bad_value"), ("usb_code", "", "bad_value"), ("x", "y", "bad_key"),
        ("name", "free", "bad_key"), ("", "", "bad_key"),
    ):  # fmt: skip
        answer = again.ask({"do": "set", "key": key, "value": value}, "ok")
        assert answer == {"error": error}, key


def test_two_codes_in_a_row() -> None:
    # The key of RFC 6238 at 2000000000 and 30 s later, 8 digits; the later one by
    # oathtool --totp --digits=8 --now=@2000000030 3132333435363738393031323334353637383930
    fob = set_fob()
    fob.ask({"do": "add", "account": {"name": "r", "secret": SECRET, "digits": 8}}, "ok")
    fob.vault.set("usb_code", "free")
    fob.at(2000000000)
    fob.pass_time(1000)
    codes = fob.ask({"do": "code", "id": 1, "next": True})["ok"]
    assert codes == {
        "code": "69279037", "from": 1999999980, "until": 2000000010,
        "next": {"code": "91637009", "from": 2000000010, "until": 2000000040},
    }  # fmt: skip
    assert "next" not in fob.ask({"do": "code", "id": 1, "next": False})["ok"]
    assert "next" not in fob.ask({"do": "code", "id": 1, "next": 1})["ok"]
    fob.vault.set("usb_code", "press")
    assert fob.ask({"do": "code", "id": 1, "next": True}, "next") == {"error": "refused"}


def test_selftest_passes_and_can_fail() -> None:
    fob = set_fob()
    answer = fob.ask({"do": "selftest"})["ok"]
    assert answer["passed"] == 9 and answer["failed"] == [], answer
    assert (answer["heap"], answer["flash"], answer["damaged"]) == (1, 2, 0)
    assert answer["journal"] == len(fob.file.data)
    kept = selftest._VECTORS
    for number, vector in enumerate(kept):
        broken = list(kept)
        broken[number] = vector[:-1] + ("0" + vector[-1][:-1],)
        selftest._VECTORS = tuple(broken)
        try:
            answer = fob.ask({"do": "selftest"})["ok"]
        finally:
            selftest._VECTORS = kept
        assert answer["passed"] == 8 and answer["failed"] == [vector[0]], answer


def test_selftest_finds_broken_code_making() -> None:
    from fobcore import otp

    fob = set_fob()
    kept = otp.steam, otp.truncate
    for name in ("steam", "truncate"):
        setattr(otp, name, lambda mac, length: "0" * length)
        try:
            answer = fob.ask({"do": "selftest"})["ok"]
        finally:
            otp.steam, otp.truncate = kept
        assert answer["failed"], name


def test_rename_and_move_over_the_link() -> None:
    fob = set_fob()
    for name, secret in (("alice", "AAAA"), ("bob", SECRET), ("carol", "CCCC")):
        fob.add(name, secret)
    request = {"do": "rename", "id": 2, "issuer": "GitHub", "name": "carol"}
    assert fob.ask(request) == {"error": "clash", "id": 3}
    request["name"] = "bob"  # its own name is no clash
    assert fob.ask(request, "ok") == {"ok": {}}
    request["issuer"], request["name"] = "Other", "bert"
    assert fob.ask(request, "next") == {"error": "refused"}
    assert fob.vault.account(2).name == "bob"
    fob.send(request, 500)
    assert fob.finish("ok") == {"ok": {}}
    size = fob.vault.size
    again = Fob(flash=fob.flash, file=fob.file)
    again.send({"do": "hello", "protocol": 1}, 499)
    again.send(request, 500)
    assert again.answer() == {"ok": {}} and again.vault.size == size  # done already
    there = again.vault.account(2)
    assert (there.issuer, there.name, there.secret) == ("Other", "bert", b"12345678901234567890")
    fob.send({"do": "move", "id": 3, "to": 0}, 501)
    assert fob.finish("ok") == {"ok": {}}
    fob._seq = 501
    rows = fob.ask({"do": "list", "from": 0})["ok"]["accounts"]
    rows += fob.ask({"do": "list", "from": len(rows)})["ok"]["accounts"]
    assert [row[0] for row in rows] == [3, 1, 2]
    assert fob.app.position == 0  # it is on the screen
    assert fob.ask({"do": "rename", "id": 1, "issuer": "", "name": ""}) == {"error": "bad_name"}
    assert fob.ask({"do": "rename", "id": 1, "issuer": "\t", "name": "x"}) == {
        "error": "bad_issuer"
    }
