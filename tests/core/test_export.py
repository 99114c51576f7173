"""Accounts that leave the fob: after a press and the PIN, each once, to who asked."""

import fakes
from fob import SESSION, Fob
from fobcore import frames
from fobcore.account import Account
from fobcore.errors import FobError
from fobcore.wireform import from_wire
from test_pin import OTHER, PIN, SECRET, again, fob_with_pin

TYPED = {"do": "export", "pin": PIN}


def made() -> list:
    """An account of every kind."""
    return [
        Account("GitHub", "alice", b"12345678901234567890"),
        Account("Bank", "bob", b"b" * 20, "hotp", counter=(1 << 63) + 5),
        Account("Steam", "carol", b"c" * 20, "steam", digits=5),
        Account("", "dave", b"d" * 32, algorithm="SHA256", digits=8, period=60, favourite=True),
        Account("E" * 64, "n" * 64, bytes(range(255)), algorithm="SHA512", digits=10),
    ]


def full() -> Fob:
    fob = Fob()
    fob.hello()
    for account in made():
        fob.vault.add(account)
    fob.app.changed()
    return fob


def granted() -> Fob:
    fob = full()
    assert fob.ask({"do": "export"}, "ok") == {"ok": {"count": 5}}
    return fob


def given(fob: Fob, at: int) -> dict:
    return fob.ask({"do": "exported", "at": at})


def again_sent(fob: Fob, part: int = 1) -> bytes:
    """What the fob sends when a part of its newest answer is asked for again."""
    fob.lines.clear()
    line = frames.encode(frames.TO_FOB, SESSION, fob._seq, "?%d" % part)
    fob.link.receive(line, fob.ticks())
    return b"".join(fob.lines)


def same(one: Account, other: Account) -> bool:
    fields = ("issuer", "name", "type", "secret", "counter", "digits", "favourite", "algorithm")
    return one.period == other.period and all(
        getattr(one, field) == getattr(other, field) for field in fields
    )


def test_all_of_every_account_in_the_order_of_the_list():
    fob = granted()
    wanted = made()
    wanted.insert(0, wanted.pop(3))  # the favourite
    for at, account in enumerate(wanted):
        answer = given(fob, at)["ok"]
        assert same(from_wire(answer["account"]), account), at
        assert ("favourite" in answer["account"]) == (at == 0)
    assert given(fob, 5) == {"error": "not_approved"}


def test_what_left_can_come_in_again():
    fob = granted()
    other = Fob(seed=7)
    other.hello()
    for at in range(5):
        request = {"do": "add", "account": given(fob, at)["ok"]["account"]}
        assert other.ask(request, "ok")["ok"]["status"] == "added"
    assert other.vault.favourites == 1
    for at in range(5):
        assert same(other.vault.account_at(at), fob.vault.account_at(at)), at
    assert other.vault.account_at(2).counter == (1 << 63) + 5


def test_a_counter_as_it_stands():
    fob = full()
    fob.vault.take_counter(2)
    fob.ask({"do": "export"}, "ok")
    accounts = [given(fob, at)["ok"]["account"] for at in range(3)]
    assert accounts[2]["counter"] == (1 << 63) + 6


def test_the_owner_reads_what_is_about_to_happen():
    fob = full()
    fob.send({"do": "export"})
    fob.pass_time(400)
    consent = fob.app._consent
    assert consent.title == "EXPORT" and consent.pages == 1
    text = " ".join(consent.lines(0))
    assert "5 accounts" in text and "keys leave the fob" in text
    alone = Fob()
    alone.hello()
    alone.add("alice")
    alone.send({"do": "export"})
    alone.pass_time(400)
    assert " ".join(alone.app._consent.lines(0)).startswith("1 account: ")


def test_no_secret_without_a_press():
    fob = full()
    assert given(fob, 0) == {"error": "not_approved"}
    fob.send({"do": "export"})
    fob.pass_time(500)
    assert fob.app.asking and fob.answer() is None
    assert given(fob, 0) == {"error": "not_approved"} and not fob.app.asking
    assert fob.ask({"do": "export"}, "next") == {"error": "refused"}
    assert given(fob, 0) == {"error": "not_approved"}
    fob.send({"do": "export"})
    fob.pass_time(31000)
    assert fob.answer() == {"error": "timeout"}
    assert given(fob, 0) == {"error": "not_approved"}


def test_no_pin_is_tried_without_a_press():
    fob = fob_with_pin()
    for press in ("next", ""):
        fob.send({"do": "export", "pin": OTHER})
        fob.pass_time(400)
        if press:
            fob.press(press)
        fob.pass_time(31000)
        assert fob.answer() == {"error": "refused" if press else "timeout"}
    assert fob.keeper.tries == 10


def test_a_wrong_pin_counts_and_gives_nothing():
    fob = fob_with_pin()
    wrong = fob.ask({"do": "export", "pin": OTHER}, "ok")
    assert wrong == {"error": "bad_pin", "tries": 9, "wait": 1}
    assert fob.ask(TYPED) == {"error": "pin_wait", "wait": 1} and not fob.app.asking
    assert given(fob, 0) == {"error": "not_approved"}
    assert again(fob).keeper.tries == 9  # it is on flash
    fob.pass_time(1500)
    assert fob.ask({"do": "export", "pin": "12"}, "ok") == {"error": "pin_format"}
    assert fob.ask({"do": "export"}) == {"error": "bad_request"}
    assert given(fob, 0) == {"error": "not_approved"}
    assert fob.ask(TYPED, "ok") == {"ok": {"count": 1}}
    assert given(fob, 0)["ok"]["account"]["secret"] == SECRET
    assert fob.keeper.tries == 10


def test_the_last_wrong_pin_wipes():
    fob = fob_with_pin()
    fob.keeper._slot.limit = 1
    assert fob.ask({"do": "export", "pin": OTHER}, "ok") == {"error": "wiped"}
    assert fob.keeper.wiped and not fob.file.exists()


def test_a_locked_fob_exports_nothing():
    fob = again(fob_with_pin())
    assert fob.ask(TYPED) == {"error": "locked"}
    assert given(fob, 0) == {"error": "locked"}
    assert fob.keeper.tries == 10


def test_never_is_for_good():
    fob = full()
    fob.send({"do": "set", "key": "exportable", "value": "never"})
    fob.pass_time(400)
    assert fob.app._consent.lines(0) == ["exportable", "never, for good"]
    assert fob.finish("ok") == {"ok": {}}
    assert fob.ask({"do": "settings"})["ok"]["exportable"] == "never"
    for _ in range(2):
        fob = Fob(flash=fob.flash, file=fob.file)
        fob.hello()
        assert fob.ask({"do": "export"}) == {"error": "no_export"} and not fob.app.asking
        back = {"do": "set", "key": "exportable", "value": "press"}
        assert fob.ask(back) == {"error": "no_export"} and not fob.app.asking
        try:
            fob.app.settings.set("exportable", "press")
            raise AssertionError
        except FobError as error:
            assert error.code == "no_export"
        assert fob.ask({"do": "set", "key": "exportable", "value": "never"}, "ok") == {"ok": {}}
        assert given(fob, 0) == {"error": "not_approved"}
    fob.ask({"do": "wipe"}, "ok")
    fresh = Fob(flash=fob.flash, file=fob.file)
    assert fresh.app.settings.get("exportable") == "press"


def test_never_needs_a_press_and_ends_a_permission():
    fob = granted()
    never = {"do": "set", "key": "exportable", "value": "never"}
    assert fob.ask(never, "next") == {"error": "refused"}
    assert fob.app.settings.get("exportable") == "press"
    assert fob.ask({"do": "export"}, "ok") == {"ok": {"count": 5}}
    fob.app.settings.set("exportable", "never")
    assert given(fob, 0) == {"error": "not_approved"}


def test_never_outlives_the_tidying():
    fob = full()
    fob.app.settings.set("exportable", "never")
    for number in range(120):
        fob.vault.favour(1, number % 2 == 0)
    size = fob.vault.size
    while fob.vault.tidy():
        pass
    assert fob.vault.size < size // 2
    assert Fob(flash=fob.flash, file=fob.file).app.settings.get("exportable") == "never"


def test_a_damaged_setting_is_as_new_and_told():
    """What SECURITY.md says of who can write the flash; the press and the PIN still stand."""
    fob = full()
    at = fob.file.size() + 60
    fob.app.settings.set("exportable", "never")
    data = bytearray(fob.file.data)
    data[at] ^= 1
    fob.file.data = bytes(data)
    other = Fob(flash=fob.flash, file=fob.file)
    other.hello()
    assert other.vault.damaged and other.app.settings.get("exportable") == "press"
    other.send({"do": "export"})
    other.pass_time(400)
    assert other.app.asking and other.answer() is None


def test_it_ends_with_a_lock():
    fob = fob_with_pin()
    fob.vault.add(Account("", "zoe", b"z"))
    fob.ask(TYPED, "ok")
    assert "ok" in given(fob, 0)
    fob.press("ok", "long")
    fob.press("ok", "held")
    assert fob.keeper.locked
    sent = again_sent(fob)
    assert b"locked" in sent and SECRET.encode() not in sent
    assert fob.ask({"do": "unlock", "pin": PIN}, "ok") == {"ok": {}}
    assert given(fob, 1) == {"error": "not_approved"}


def test_a_lock_on_the_way_to_it():
    fob = fob_with_pin()
    fob.send(TYPED)
    fob.pass_time(400)
    fob.keeper.lock()
    assert fob.answer() == {"error": "locked"} and not fob.app.asking


def test_it_ends_with_any_change():
    changes = (
        lambda fob: fob.vault.take_counter(2),  # a press on the fob does it
        lambda fob: fob.vault.add(Account("", "x", b"x")),
        lambda fob: fob.vault.delete(1),
        lambda fob: fob.vault.move(1, 3),
        lambda fob: fob.vault.favour(1, True),
        lambda fob: fob.vault.set("hide", "on"),
    )
    for number, change in enumerate(changes):
        fob = granted()
        assert "ok" in given(fob, 0)
        change(fob)
        assert again_sent(fob).count(b"not_approved") == 1, number
        assert given(fob, 1) == {"error": "not_approved"}, number


def test_it_ends_with_a_pin_that_is_set_on_the_fob():
    fob = granted()
    for _ in fob.keeper.set_pin(PIN, None):
        pass
    assert given(fob, 0) == {"error": "not_approved"}


def test_it_ends_with_any_other_request():
    for other in ({"do": "info"}, {"do": "list"}, {"do": "hello", "protocol": 1}, {"do": "clock"}):
        fob = granted()
        assert "ok" in given(fob, 0)
        assert "ok" in fob.ask(other)
        assert given(fob, 1) == {"error": "not_approved"}, other


def test_it_is_not_another_sessions():
    fob = granted()
    fob.send({"do": "hello", "protocol": 1}, 1, "ffffffff")
    fob.send({"do": "exported", "at": 0}, 2, "ffffffff")
    assert b"not_approved" in fob.lines[-1]
    permit = granted().vault.export
    fob = granted()
    try:
        permit.give(fob, 0, b"\xff" * 4)
        raise AssertionError
    except FobError as error:
        assert error.code == "not_approved"


def test_it_ends_after_a_minute_without_a_request():
    fob = granted()
    for at in range(2):
        fob.pass_time(59000, 500)
        assert "ok" in given(fob, at)
    fob.pass_time(61000, 500)
    assert given(fob, 2) == {"error": "not_approved"}
    assert fob.vault.export is None


def test_each_account_once_and_in_order():
    for at in (1, 4, 5, 1 << 70):
        fob = granted()
        assert given(fob, at) == {"error": "not_approved"}
        assert given(fob, 0) == {"error": "not_approved"}, at  # that was the end of it
    fob = granted()
    assert "ok" in given(fob, 0)
    assert given(fob, 0) == {"error": "not_approved"}
    for at in (None, -1, "0", 0.0, True):
        fob = granted()
        assert fob.ask({"do": "exported", "at": at}) == {"error": "bad_request"}, at
        assert given(fob, 0) == {"error": "not_approved"}, at


def test_no_answer_is_kept():
    fob = granted()
    secret = given(fob, 0)["ok"]["account"]["secret"].encode()
    assert callable(fob.link._answer)
    assert secret[:20] in b"".join(again_sent(fob, part) for part in (1, 2))
    fob.pass_time(10500, 100)
    assert not callable(fob.link._answer)
    assert secret[:20] not in b"".join(again_sent(fob, part) for part in (1, 2))


def test_an_account_that_can_not_be_read():
    fob = full()
    at = fob.vault._index.offsets[2] + 60
    data = bytearray(fob.file.data)
    data[at] ^= 1
    fob.file.data = bytes(data)
    fob.ask({"do": "export"}, "ok")
    answers = [given(fob, at) for at in range(5)]
    assert [answer.get("error") for answer in answers] == [None, None, "storage", None, None]


def test_an_empty_fob():
    fob = Fob()
    fob.hello()
    assert fob.ask({"do": "export"}, "ok") == {"ok": {"count": 0}}
    assert given(fob, 0) == {"error": "not_approved"}


def test_a_cut_leaves_no_permission():
    fob = granted()
    fob.flash.power = fob.file.power = fakes.Power()
    other = Fob(flash=fob.flash, file=fob.file)
    other.hello()
    assert given(other, 0) == {"error": "not_approved"}
