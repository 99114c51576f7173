"""A key that is there already, under whatever name, is a duplicate: nobody is asked about it."""

import binascii

import fakes
from fob import Fob
from fobcore import manifest, twins
from fobcore.account import Account
from fobcore.wireform import to_wire
from test_batch import adding, approved, fob_with, put, row, together

KEY = b"12345678901234567890"


def there(*accounts) -> Fob:
    fob = fob_with()
    for account in accounts:
        fob.vault.add(account)
    return fob


def add(fob, account, press="", **more) -> dict:
    request = {"do": "add", "account": to_wire(account)}
    request.update(more)
    return fob.ask(request, press)


def named(account, name: str) -> Account:
    return Account(
        "New", name, account.secret, account.type, account.algorithm, account.digits,
        account.period, account.counter,
    )  # fmt: skip


def told(fob, accounts) -> dict:
    """The answer to the names of accounts, with the digests of their keys."""
    fob.ask({"do": "batch", "count": len(accounts)})
    rows = []
    for account in accounts:
        key = str(binascii.hexlify(manifest.key_digest(account)), "ascii")
        rows.append(row(account) + [key])
    return fob.ask({"do": "names", "at": 0, "rows": rows})


def kinds() -> list:
    """One key in all ways that make other codes of it."""
    return [
        Account("A", "plain", KEY),
        Account("A", "other key", KEY + b"1"),
        Account("A", "eight", KEY, digits=8),
        Account("A", "minute", KEY, period=60),
        Account("A", "long", KEY, algorithm="SHA256"),
        Account("A", "longest", KEY, algorithm="SHA512"),
        Account("A", "counted", KEY, "hotp", counter=7),
        Account("A", "steam", KEY, "steam", digits=5),
    ]


def test_another_name_is_a_duplicate_without_a_press() -> None:
    accounts = kinds()
    fob = there(*accounts)
    size = fob.vault.size
    for number, account in enumerate(accounts):
        for more in ({}, {"replace": True}):
            answer = add(fob, named(account, "x%d" % number), **more)
            assert answer == {"ok": {"id": number + 1, "status": "duplicate"}}, answer
            assert not fob.app.asking
    assert fob.vault.size == size


def test_each_kind_of_codes_is_another_account() -> None:
    accounts = kinds()
    for number, account in enumerate(accounts):
        others = accounts[:number] + accounts[number + 1 :]
        fob = there(*others)
        assert add(fob, named(account, "x"), "ok")["ok"] == {"id": 8, "status": "added"}
    digests = [manifest.key_digest(account) for account in accounts]
    assert len(set(digests)) == len(accounts)


def test_a_counter_is_not_looked_at_and_stays() -> None:
    fob = there(Account("A", "counted", KEY, "hotp", counter=7))
    for counter in (0, 7, 5000):
        answer = add(fob, Account("B", "other", KEY, "hotp", counter=counter))
        assert answer == {"ok": {"id": 1, "status": "duplicate"}}
    assert fob.vault.account(1).counter == 7 and len(fob.vault) == 1


def test_renamed_moved_deleted() -> None:
    accounts = kinds()[:3]
    fob = there(*accounts)
    assert add(fob, named(accounts[0], "x"))["ok"]["status"] == "duplicate"  # the table is made
    fob.ask({"do": "rename", "id": 1, "issuer": "B", "name": "renamed"}, "ok")
    fob.ask({"do": "move", "id": 1, "to": 2}, "ok")
    fob.ask({"do": "favour", "id": 3, "favourite": True}, "ok")
    for number, account in enumerate(accounts):
        assert add(fob, named(account, "x"))["ok"] == {"id": number + 1, "status": "duplicate"}
    assert add(fob, accounts[0])["ok"] == {"id": 1, "status": "duplicate"}  # by its old name
    fob.ask({"do": "delete", "id": 1}, "ok")
    assert add(fob, named(accounts[0], "x"), "ok")["ok"] == {"id": 4, "status": "added"}
    assert add(fob, named(accounts[0], "y"))["ok"] == {"id": 4, "status": "duplicate"}


def test_the_same_name_with_another_key_is_still_a_clash() -> None:
    accounts = kinds()[:2]
    fob = there(*accounts)
    new = Account("A", "plain", b"new")
    assert add(fob, new) == {"error": "clash", "id": 1}
    assert add(fob, new, "ok", replace=True)["ok"] == {"id": 1, "status": "replaced"}
    assert add(fob, named(new, "x"))["ok"] == {"id": 1, "status": "duplicate"}
    # the key that gave way is gone
    assert add(fob, named(accounts[0], "x"), "ok")["ok"] == {"id": 3, "status": "added"}
    # what would take a name is a duplicate, where its key is there under another one
    taking = Account("A", "plain", accounts[1].secret)
    for more in ({}, {"replace": True}):
        assert add(fob, taking, **more)["ok"] == {"id": 2, "status": "duplicate"}


def test_a_retry_has_the_same_answer() -> None:
    fob = there(kinds()[0])
    new = {"do": "add", "account": to_wire(Account("B", "new", b"new"))}
    fob.send(new, 500)
    assert fob.finish("ok") == {"ok": {"id": 2, "status": "added"}}
    twin = {"do": "add", "account": to_wire(named(kinds()[0], "x"))}
    again = Fob(flash=fob.flash, file=fob.file)
    again.send({"do": "hello", "protocol": 1}, 499)
    again.send(new, 500)
    assert again.answer() == {"ok": {"id": 2, "status": "added"}}  # it is that one itself
    for fob in (again, again, Fob(flash=again.flash, file=again.file)):
        fob.send({"do": "hello", "protocol": 1}, 501)
        fob.send(twin, 502)
        assert fob.finish() == {"ok": {"id": 1, "status": "duplicate"}}


def test_a_damaged_account_is_passed_over() -> None:
    accounts = kinds()[:3]
    fob = there(*accounts)
    at = fob.vault._index.offsets[1] + 60
    data = fob.file.data
    fob.file.data = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    assert add(fob, named(accounts[2], "x"))["ok"] == {"id": 3, "status": "duplicate"}
    assert add(fob, named(accounts[1], "x"), "ok")["ok"]["status"] == "added"


def test_the_pass_is_cooperative_and_ends_with_a_lock() -> None:
    accounts = [Account("", "name%d" % number, b"key%d" % number) for number in range(30)]
    fob = there(*accounts)
    fob.ask({"do": "set_pin", "pin": "1234"}, "ok")
    fob.send({"do": "add", "account": to_wire(Account("", "new", b"new"))})
    for _ in range(10):
        fob.pass_time(10)
    assert fob.answer() is None and not fob.app.asking and fob.link.working
    fob.keeper.lock()
    assert fob.answer() == {"error": "locked"}
    fob.ask({"do": "unlock", "pin": "1234"}, "ok")
    fob.send({"do": "add", "account": to_wire(named(accounts[29], "x"))})
    fob.pass_time(100)
    fob.vault.delete(1)  # in the middle: what was behind it has moved up
    assert fob.finish() == {"ok": {"id": 30, "status": "duplicate"}}
    for number in range(1, 30):
        answer = add(fob, named(accounts[number], "x"))
        assert answer == {"ok": {"id": number + 1, "status": "duplicate"}}


def test_names_tell_which_keys_are_there() -> None:
    accounts = kinds()
    fob = there(*accounts[:4])
    asked = [named(accounts[n], "x%d" % n) for n in (5, 2, 3, 6)]
    assert told(fob, asked) == {"ok": {"have": 4, "duplicates": [[1, 3], [2, 4]]}}
    assert told(fob, asked[:1]) == {"ok": {"have": 1}}
    key = row(asked[0])
    fob.ask({"do": "batch", "count": 1})
    for odd in (None, 5, "", "0" * 15, "g" * 16, "\u00e9" * 16, []):
        answer = fob.ask({"do": "names", "at": 0, "rows": [key + [odd]]})
        assert answer == {"error": "bad_request"}, odd
    answer = fob.ask({"do": "names", "at": 0, "rows": [key + ["0" * 16, 0]]})
    assert answer == {"error": "bad_request"}


def test_several_of_which_some_are_there_under_another_name() -> None:
    accounts = kinds()
    fob = approved([named(account, "n%d" % number) for number, account in enumerate(accounts)])
    for account in accounts[2:5]:  # somebody was quicker
        fob.vault.add(account)
    fob.vault.twins = None
    some = [named(account, "n%d" % number) for number, account in enumerate(accounts)]
    answer = together(fob, some, 0)["ok"]["accounts"]
    status = ["added"] * 2 + ["duplicate"] * 3 + ["added"] * 3
    assert answer == list(map(list, zip([4, 5, 1, 2, 3, 6, 7, 8], status)))
    assert len(fob.vault) == 8


def test_two_rows_with_one_key_are_one_account() -> None:
    for way in ("together", "apart"):
        one, two, other = kinds()[0], named(kinds()[0], "two"), kinds()[1]
        fob = approved([one, two, other])
        if way == "together":
            answer = together(fob, [one, two, other], 0)["ok"]["accounts"]
        else:
            parts = [put(fob, account, at)["ok"] for at, account in enumerate((one, two, other))]
            answer = [[part["id"], part["status"]] for part in parts]
        assert answer == [[1, "added"], [1, "duplicate"], [2, "added"]], way
        assert fob.vault.twins is None  # let go with the last of them


def test_a_key_whose_account_gives_way_is_no_duplicate() -> None:
    """alice gets another key, and bob has the one that she had."""
    old = Account("A", "alice", KEY)
    new, bob = Account("A", "alice", b"new"), Account("A", "bob", KEY)
    for way in ("together", "apart"):
        fob = there(old)
        fob.ask({"do": "batch", "count": 2})
        fob.ask({"do": "names", "at": 0, "rows": [row(new, 1), row(bob)]})
        fob.ask({"do": "approve"}, "ok")
        if way == "together":
            answer = together(fob, [new, bob], 0)["ok"]["accounts"]
            assert answer == [[1, "replaced"], [2, "added"]], way
        else:
            assert put(fob, new, 0)["ok"]["status"] == "replaced"
            assert put(fob, bob, 1)["ok"] == {"id": 2, "status": "added"}
        assert fob.vault.account(1).secret == b"new" and fob.vault.account(2).secret == KEY


def test_a_cut_and_once_more_under_other_names() -> None:
    """What is there is told with the names, whatever it is called by now; each is there once."""
    accounts = kinds()
    fob = approved(accounts)
    fob.file.power = fakes.Power(2, False)
    try:
        together(fob, accounts[:3], 0)
        together(fob, accounts[3:], 3)
        raise AssertionError
    except fakes.PowerCut:
        pass
    fob.file.power = fakes.Power()
    again = fob_with(flash=fob.flash, file=fob.file)
    again._seq = 500
    again.ask({"do": "rename", "id": 2, "issuer": "B", "name": "renamed"}, "ok")
    assert told(again, accounts)["ok"]["duplicates"] == [[0, 1], [1, 2], [2, 3]]
    told(again, accounts[3:])
    assert again.ask({"do": "approve"}, "ok") == {"ok": {}}
    assert len(together(again, accounts[3:], 0)["ok"]["accounts"]) == 5
    assert len(again.vault) == len(accounts)


def test_a_table_that_was_made_too_small_grows() -> None:
    fob = there(kinds()[0])
    table = twins.of(fob.vault)
    for _ in table.steps():
        pass
    accounts = [Account("", "name%d" % number, b"key%d" % number) for number in range(70)]
    for account in accounts:
        table.note(fob.vault.add(account), account)
    assert table.find(kinds()[0]) == 1
    assert [table.find(named(account, "x")) for account in accounts] == list(range(2, 72))


def test_many_digests_that_look_the_same() -> None:
    """Two bytes say maybe; the account itself decides."""
    accounts = [Account("", "name%d" % number, b"key%d" % number) for number in range(20)]
    fob = there(*accounts)
    mark = fob.vault.mark
    fob.vault.mark = lambda digest: b"\0\0"
    try:
        for number in (0, 7, 19):
            answer = add(fob, named(accounts[number], "x"))
            assert answer["ok"] == {"id": number + 1, "status": "duplicate"}
        assert told(fob, [named(accounts[3], "x")])["ok"]["duplicates"] == [[0, 4]]
        assert add(fob, Account("", "x", b"none of them"), "ok")["ok"]["status"] == "added"
    finally:
        fob.vault.mark = mark


def test_a_request_of_before_does_not_come_in_again() -> None:
    accounts = kinds()
    fob = approved(accounts)
    first = adding(accounts[:4], 0)
    for _ in range(2):
        fob.send(first, 70)
        answer = fob.finish()
        assert [status for _, status in answer["ok"]["accounts"]] == ["added"] * 4
    assert len(fob.vault) == 4
