"""Many accounts with one approval: what was read and approved comes in, and nothing else."""

import binascii
import gc

import fakes
from fob import SESSION, Fob
from fobcore import manifest, vault
from fobcore.account import Account
from fobcore.wireform import to_wire

OTHER = "ffffffff"


def made(count: int) -> list:
    """Accounts of all kinds."""
    accounts = []
    for i in range(count):
        kind = ("totp", "hotp", "steam")[i % 3]
        digits = 5 if kind == "steam" else 6 + i % 5
        algorithm = "SHA1" if kind == "steam" else ("SHA1", "SHA256", "SHA512")[i % 3]
        counter = (1 << 64) - 1 - i if kind == "hotp" else 0
        issuer = "" if i % 4 == 3 else "Is %d" % i
        secret = bytes([i + 1]) * (1 + i * 17 % 255)
        accounts.append(
            Account(issuer, "name%d" % i, secret, kind, algorithm, digits, 30, counter)
        )
    return accounts


def row(account, replace=0) -> list:
    digest = str(binascii.hexlify(manifest.digest(account)), "ascii")
    return [account.issuer, account.name, digest, replace]


def fob_with(**parts) -> Fob:
    fob = Fob(**parts)
    fob.hello()
    return fob


def listed(fob, accounts, replace=0) -> None:
    """The manifest, sent as a host does."""
    most = fob.ask({"do": "batch", "count": len(accounts)})["ok"]["rows"]
    at = 0
    while at < len(accounts):
        rows = [row(account, replace) for account in accounts[at : at + most]]
        at += len(rows)
        answer = fob.ask({"do": "names", "at": at - len(rows), "rows": rows})
        assert answer == {"ok": {"have": at}}, answer


def approved(accounts, replace=0, **parts) -> Fob:
    fob = fob_with(**parts)
    listed(fob, accounts, replace)
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}
    return fob


def adding(accounts, number) -> dict:
    """The request for accounts of the list, from this row on."""
    wires = [to_wire(account) for account in accounts]
    return {"do": "adds", "batch": number, "accounts": wires}


def together(fob, accounts, number: int) -> dict:
    return fob.ask(adding(accounts, number))


def put(fob, account, number: int) -> dict:
    """One account; its part of the answer, or the error."""
    answer = together(fob, [account], number)
    if "ok" not in answer:
        return answer
    ((id, status),) = answer["ok"]["accounts"]
    return {"ok": {"id": id, "status": status}}


def is_there(fob, accounts) -> bool:
    """Whether another start of the fob has all of them, in order."""
    again = Fob(flash=fob.flash, file=fob.file)
    for number, account in enumerate(accounts):
        there = again.vault.account_at(number)
        same = there.same_key(account) and there.counter == account.counter
        if not same or (there.issuer, there.name) != (account.issuer, account.name):
            return False
    return len(again.vault) == len(accounts)


def names(fob) -> list:
    return [fob.vault.account_at(i).name for i in range(len(fob.vault))]


def test_the_digest_is_of_all_that_an_account_is() -> None:
    base = Account("a", "b", b"key", "hotp", "SHA1", 6, 30, 0)
    seen = [manifest.digest(base)]
    assert len(seen[0]) == 8
    for other in (
        Account("c", "b", b"key", "hotp"), Account("a", "c", b"key", "hotp"),
        Account("a", "b", b"kex", "hotp"), Account("a", "b", b"key", "totp"),
        Account("a", "b", b"key", "hotp", "SHA256"), Account("a", "b", b"key", "hotp", digits=7),
        Account("a", "b", b"key", "hotp", period=31), Account("a", "b", b"key", "hotp", counter=1),
        Account("", "ab", b"key", "hotp"), Account("ab", "", b"key", "hotp"),
    ):  # fmt: skip
        seen.append(manifest.digest(other))
    assert len(set(seen)) == len(seen)
    assert manifest.digest(Account("a", "b", b"key", "hotp")) == seen[0]


def test_one_press_then_all_come_in_order() -> None:
    accounts = made(15)
    fob = approved(accounts)
    for number, account in enumerate(accounts):
        assert put(fob, account, number)["ok"] == {"id": number + 1, "status": "added"}
        assert not fob.app.asking
    assert is_there(fob, accounts)


def test_nothing_without_a_press() -> None:
    accounts = made(2)
    fob = fob_with()
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}
    listed(fob, accounts)
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}
    fob.send({"do": "approve"})
    fob.pass_time(500)
    assert fob.app.asking and fob.answer() is None
    fob.send(adding(accounts[:1], 0))  # drops the question
    fob.pass_time(100)
    assert fob.answer() == {"error": "not_approved"} and not fob.app.asking
    fob.send({"do": "approve"})
    fob.pass_time(400)
    fob.press("next", "long")
    assert fob.answer() == {"error": "refused"}
    fob.send({"do": "approve"})
    fob.pass_time(31000)
    assert fob.answer() == {"error": "timeout"}
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}
    assert len(fob.vault) == 0


def pages_read(fob) -> str:
    consent = fob.app._consent
    return "\n".join(consent.lines(consent.page))


def test_the_names_can_be_read() -> None:
    accounts = made(3)
    accounts[1].name = "bob"
    fob = fob_with()
    fob.ask({"do": "batch", "count": 3})
    rows = [row(account, number == 1) for number, account in enumerate(accounts)]
    fob.ask({"do": "names", "at": 0, "rows": rows})
    fob.send({"do": "approve"})
    fob.pass_time(400)
    seen = []
    for _ in range(5):
        seen.append(pages_read(fob))
        shows = fob.display.shows
        fob.press("next")
        assert fob.display.shows > shows
        fob.pass_time(400)
    assert seen[0].startswith("3 accounts, 1\nreplaced") or "3 accounts, 1 replaced" in seen[0]
    assert seen[4] == seen[0]  # around the end
    for number in range(3):
        page = seen[number + 1]
        assert "%d/3" % (number + 1) in page and accounts[number].name in page
        assert accounts[number].issuer in page
        assert ("replaces" in page) == (number == 1)
    assert fob.answer() is None
    fob.press("ok", "long")
    assert fob.answer() is None
    fob.pass_time(400)
    fob.press("ok")  # on a page in the middle as well
    assert fob.answer() == {"ok": {}}
    assert put(fob, accounts[0], 0)["ok"]["status"] == "added"


def test_a_turned_page_counts_no_press_before_it_is_read() -> None:
    fob = fob_with()
    listed(fob, made(2))
    fob.send({"do": "approve"})
    fob.pass_time(400)
    fob.app.press("next", "short")
    fob.pass_time(100)
    fob.app.press("ok", "short")
    fob.pass_time(100)
    assert fob.answer() is None and fob.app.asking


def test_who_reads_has_time() -> None:
    fob = fob_with()
    listed(fob, made(2))
    fob.send({"do": "approve"})
    for _ in range(4):
        fob.pass_time(20000, 50)
        fob.press("next")
        assert fob.answer() is None
    fob.pass_time(31000, 50)
    assert fob.answer() == {"error": "timeout"}


def test_an_account_that_is_not_on_the_list() -> None:
    accounts = made(6)
    fob = approved(accounts[:4])
    assert put(fob, accounts[0], 1) == {"error": "not_approved"}  # of another row
    assert put(fob, accounts[5], 0) == {"error": "not_approved"}
    for number in (4, 5, 1000, 1 << 70):
        assert put(fob, accounts[5], number) == {"error": "not_approved"}, number
    for field, value in (("secret", b"x"), ("digits", 10), ("counter", 5), ("name", "evil")):
        kept = getattr(accounts[1], field)
        setattr(accounts[1], field, value)
        assert put(fob, accounts[1], 1) == {"error": "not_approved"}, field
        setattr(accounts[1], field, kept)
    for number in (None, -1, "0", 0.0, True, []):
        answer = together(fob, accounts[:1], number)
        assert answer == {"error": "bad_request"}, (number, answer)
    assert len(fob.vault) == 0
    assert put(fob, accounts[2], 2)["ok"]["status"] == "added"  # in any order


def test_a_name_that_was_not_read_does_not_come_in() -> None:
    evil = Account("GitHub", "alice", b"evil")
    fob = fob_with()
    fob.vault.add(Account("GitHub", "alice", b"good"))
    fob.ask({"do": "batch", "count": 1})
    shown = ["Harmless", "bob", row(evil)[2], 1]
    fob.ask({"do": "names", "at": 0, "rows": [shown]})
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}
    assert put(fob, evil, 0) == {"error": "not_approved"}
    assert fob.vault.account_at(0).secret == b"good"


def test_replacing_only_where_the_row_says_so() -> None:
    old, new = Account("A", "b", b"old"), Account("A", "b", b"new")
    for replace in (0, 1, False, True):
        fob = fob_with()
        fob.vault.add(old)
        listed(fob, [new], replace)
        fob.ask({"do": "approve"}, "ok")
        request = adding([new], 0)
        request["replace"] = True  # says nothing here
        answer = fob.ask(request)
        if replace:
            assert answer == {"ok": {"accounts": [[1, "replaced"]]}}
        else:
            assert answer == {"error": "clash", "id": 1}
        assert fob.vault.account(1).secret == (b"new" if replace else b"old")
        assert len(fob.vault) == 1
    assert put(fob, new, 0) == {"ok": {"id": 1, "status": "duplicate"}}


def test_several_in_a_request() -> None:
    accounts = made(15)
    fob = approved(accounts)
    for first in range(0, 15, 4):
        some = accounts[first : first + 4]
        answer = together(fob, some, first)["ok"]["accounts"]
        assert answer == [[first + n + 1, "added"] for n in range(len(some))]
        assert fob.app.position == first + len(some) - 1
    assert together(fob, accounts[:1], 0)["ok"]["accounts"] == [[1, "duplicate"]]
    assert is_there(fob, accounts)


def test_several_of_which_one_is_not_on_the_list() -> None:
    accounts = made(6)
    fob = approved(accounts[:5])
    for number, group in ((0, [0, 5]), (0, [5, 1]), (0, [1, 0]), (3, [3, 4, 5]), (1, [0])):
        answer = together(fob, [accounts[n] for n in group], number)
        assert answer == {"error": "not_approved"}, group
    accounts[1].secret = b"evil"
    assert together(fob, accounts[:3], 0) == {"error": "not_approved"}
    assert len(fob.vault) == 0
    assert together(fob, accounts[2:4], 2)["ok"]["accounts"] == [[1, "added"], [2, "added"]]


def test_several_need_the_approval() -> None:
    accounts = made(3)
    fob = fob_with()
    assert together(fob, accounts, 0) == {"error": "not_approved"}
    listed(fob, accounts)
    assert together(fob, accounts, 0) == {"error": "not_approved"}
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}
    fob.pass_time(61000, 100)
    assert together(fob, accounts, 0) == {"error": "not_approved"}
    assert len(fob.vault) == 0


def test_several_are_a_few_and_each_once() -> None:
    accounts = [Account("", "name%d" % number, b"k%d" % number) for number in range(11)]
    fob = approved(accounts)
    assert together(fob, accounts, 0) == {"error": "bad_request"}
    assert len(together(fob, accounts[:10], 0)["ok"]["accounts"]) == 10
    assert together(fob, [], 0) == {"error": "bad_request"}
    for wires in (None, {}, [None], [to_wire(accounts[0])] * 2, [{}]):
        answer = fob.ask({"do": "adds", "batch": 0, "accounts": wires})
        assert "error" in answer, wires
    same = [accounts[0], accounts[0]]
    fob = approved(same)
    assert together(fob, same, 0) == {"error": "bad_request"}
    assert len(fob.vault) == 0


def test_several_of_which_one_clashes_or_finds_no_room() -> None:
    accounts = made(3)
    fob = fob_with()
    fob.vault.add(Account(accounts[1].issuer, accounts[1].name, b"another"))
    listed(fob, accounts)
    fob.ask({"do": "approve"}, "ok")
    assert together(fob, accounts, 0) == {"error": "clash", "id": 1}
    assert len(fob.vault) == 1
    listed(fob, accounts, 1)
    fob.ask({"do": "approve"}, "ok")
    status = ["added", "replaced", "added"]
    assert together(fob, accounts, 0)["ok"]["accounts"] == list(map(list, zip([2, 1, 3], status)))
    most = vault.MAX_ACCOUNTS
    vault.MAX_ACCOUNTS = 5
    try:
        more = [Account("more", "%d" % number, b"k%d" % number) for number in range(3)]
        listed(fob, more)
        fob.ask({"do": "approve"}, "ok")
        assert together(fob, more, 0) == {"error": "full"}
        assert len(fob.vault) == 3
        assert together(fob, more[:2], 0)["ok"]["accounts"] == [[4, "added"], [5, "added"]]
    finally:
        vault.MAX_ACCOUNTS = most


def test_several_are_there_or_none_of_them() -> None:
    accounts = made(4)
    flash = fob_with().flash
    for torn in (False, True):
        file = fakes.File()
        file.create()
        fob = approved(accounts, flash=flash, file=file)
        fob.file.power = fakes.Power(1, torn)
        try:
            together(fob, accounts, 0)
            raise AssertionError
        except fakes.PowerCut:
            pass
        fob.file.power = fakes.Power()
        assert len(fob_with(flash=fob.flash, file=fob.file).vault) == 0


def test_a_cut_leaves_a_prefix_and_running_again_finishes() -> None:
    accounts = made(4)
    flash = fob_with().flash
    for torn in (False, True):
        for step in range(1, 5):
            file = fakes.File()
            file.create()
            fob = approved(accounts, flash=flash, file=file)
            fob.file.power = fakes.Power(step, torn)
            count = 0
            try:
                for number, account in enumerate(accounts):
                    put(fob, account, number)
                    count += 1
            except fakes.PowerCut:
                pass
            fob.file.power = fakes.Power()
            assert count == step - 1
            again = fob_with(flash=fob.flash, file=fob.file)
            again._seq = 500  # a host draws another session; here the ids must not come again
            assert names(again) == [a.name for a in accounts[:count]]
            # the approval went with the power
            assert put(again, accounts[count], count) == {"error": "not_approved"}
            rest = accounts[count:]
            listed(again, rest)
            assert again.ask({"do": "approve"}, "ok") == {"ok": {}}
            for number, account in enumerate(rest):
                assert put(again, account, number)["ok"]["status"] == "added"
            assert names(again) == [a.name for a in accounts]
            assert again.vault.damaged == 0


def test_a_repeated_add_is_done_once() -> None:
    accounts = made(3)
    fob = approved(accounts)
    for _ in range(3):
        fob.send(adding(accounts[:1], 0), 70)
        fob.pass_time(50)
        assert fob.answer() == {"ok": {"accounts": [[1, "added"]]}}
    assert len(fob.vault) == 1


def test_a_minute_without_an_account_ends_it() -> None:
    accounts = made(4)
    fob = approved(accounts)
    fob.pass_time(59000, 100)
    assert put(fob, accounts[0], 0)["ok"]["status"] == "added"
    fob.pass_time(59000, 100)  # a minute from the last one
    assert put(fob, accounts[1], 1)["ok"]["status"] == "added"
    fob.pass_time(61000, 100)
    assert put(fob, accounts[2], 2) == {"error": "not_approved"}
    fob.now += 500 * 86400
    assert put(fob, accounts[2], 2) == {"error": "not_approved"}
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}  # the names are still there
    assert put(fob, accounts[2], 2)["ok"]["status"] == "added"


def test_a_minute_is_over_also_when_the_ticks_have_wrapped() -> None:
    accounts = made(1)
    for days in (7, 9, 12):
        fob = approved(accounts)
        fob.now += days * 86400000
        assert put(fob, accounts[0], 0) == {"error": "not_approved"}, days


def test_a_refused_account_keeps_no_approval_alive() -> None:
    accounts = made(3)
    fob = approved(accounts[:2])
    for _ in range(7):
        fob.pass_time(10000, 100)
        put(fob, accounts[2], 0)
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}


def test_another_sessions_hello_ends_it() -> None:
    accounts = made(3)
    fob = approved(accounts)
    fob.hello()  # the same one's does not
    assert put(fob, accounts[0], 0)["ok"]["status"] == "added"
    fob.send({"do": "hello", "protocol": 1}, 1, OTHER)
    fob.send(adding(accounts[1:2], 1), 2, OTHER)
    assert fob.answer() == {"error": "not_approved"}
    fob.send({"do": "approve"}, 3, OTHER)
    assert fob.answer() == {"error": "not_approved"}
    fob.send({"do": "hello", "protocol": 1}, 900, SESSION)
    fob.send(adding(accounts[1:2], 1), 901, SESSION)
    assert fob.answer() == {"error": "not_approved"} and len(fob.vault) == 1


def test_a_new_manifest_forgets_the_old_one() -> None:
    accounts = made(3)
    fob = approved(accounts)
    fob.ask({"do": "batch", "count": 3})
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}
    assert fob.ask({"do": "approve"}) == {"error": "bad_request"}
    # a bad one as well
    fob = approved(accounts)
    assert fob.ask({"do": "batch", "count": 0}) == {"error": "bad_request"}
    assert put(fob, accounts[0], 0) == {"error": "not_approved"}


def test_no_names_after_the_approval() -> None:
    accounts = made(3)
    fob = approved(accounts)
    rows = [row(account) for account in accounts]
    assert fob.ask({"do": "names", "at": 0, "rows": rows}) == {"error": "bad_request"}
    assert fob.ask({"do": "approve"}) == {"error": "bad_request"}


def test_rows_in_order_and_repeats() -> None:
    accounts = made(5)
    rows = [row(account) for account in accounts]
    fob = fob_with()
    assert fob.ask({"do": "names", "at": 0, "rows": rows}) == {"error": "not_approved"}
    fob.ask({"do": "batch", "count": 4})

    def sent(at, some):
        answer = fob.ask({"do": "names", "at": at, "rows": some})
        return answer["ok"]["have"] if "ok" in answer else answer["error"]

    assert fob.ask({"do": "approve"}) == {"error": "bad_request"}
    assert sent(1, rows[1:2]) == "bad_request"  # wrong order
    assert sent(0, []) == 0
    assert sent(0, rows[:2]) == 2
    assert sent(0, rows[:2]) == 2  # repeated
    assert sent(0, rows[:1]) == 2
    assert sent(1, rows[1:3]) == 3  # repeated in part
    assert sent(1, rows[2:3]) == "bad_request"  # not what came before
    assert sent(2, [rows[2], rows[3], rows[4]]) == "bad_request"  # beyond the count
    assert sent(4, rows[4:]) == "bad_request"
    assert sent(3, rows[3:4]) == 4
    assert sent(4, []) == 4
    assert sent(4, rows[4:]) == "bad_request"
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}
    assert put(fob, accounts[3], 3)["ok"]["status"] == "added"


def test_odd_rows() -> None:
    good = row(made(1)[0])
    fob = fob_with()
    fob.ask({"do": "batch", "count": 2})
    for at, value in (
        (0, None), (0, 5), (0, ["x"]), (1, None), (1, []), (1, "x" * 600), (2, "0" * 15),
        (2, "g" * 16), (2, "0" * 18), (2, None), (2, "\u00e9" * 16), (2, "\u00e9" * 8), (3, 2),
        (3, -1), (3, None), (3, "1"), (3, 1.0), (3, 0.0), (3, []), (0, "\ud800"), (1, "\udfff"),
    ):  # fmt: skip
        bad = list(good)
        bad[at] = value
        answer = fob.ask({"do": "names", "at": 0, "rows": [bad]})
        assert answer == {"error": "bad_request"}, (at, value, answer)
    for rows in (None, 5, "x", {}, [None], [5], ["abcd"], [good[:3]], [good + [0]], [[]]):
        answer = fob.ask({"do": "names", "at": 0, "rows": rows})
        assert answer == {"error": "bad_request"}, rows
    assert fob.ask({"do": "names", "at": 0, "rows": [good] * 13}) == {"error": "bad_request"}
    for at in (None, -1, 0.0, "0", True, 1 << 70, 3):
        answer = fob.ask({"do": "names", "at": at, "rows": [good]})
        assert answer == {"error": "bad_request"}, at
    for count in (None, 0, -1, 1001, 1 << 70, "2", 2.0, True, []):
        assert fob.ask({"do": "batch", "count": count}) == {"error": "bad_request"}, count
    assert fob.ask({"do": "batch", "count": 1000}) == {"ok": {"rows": 12, "adds": 10}}


def test_a_thousand_typical_names_in_little_memory() -> None:
    """On the chip some 90 KB are free, and no larger pieces; plain Python does not tell."""
    rows = manifest.Rows()
    gc.collect()
    free = gc.mem_free() if hasattr(gc, "mem_free") else 0
    for number in range(1000):
        assert rows.append(typical(number))
    gc.collect()
    assert not free or free - gc.mem_free() < 56000
    assert len(rows) == 1000
    for number in (0, 1, 500, 998, 999):
        assert rows[number] == typical(number)
    for number in (-1, 1000):
        try:
            rows[number]
        except IndexError:
            continue
        raise AssertionError(number)


def typical(number: int) -> bytes:
    return bytes(8) + b"\x00" + b"Issuer %04d\nuser %03d@example.com" % (number, number)


def test_rows_of_all_sizes() -> None:
    rows = manifest.Rows()
    lengths = (0, 1, 510, 511, 9, 1, 600, 3, 509, 255, 256, 257, 300, 2000, 5)
    for number, length in enumerate(lengths):
        assert rows.append(bytes([number]) * length)
    for number, length in enumerate(lengths):
        assert rows[number] == bytes([number]) * length


def test_names_that_the_heap_has_no_room_for() -> None:
    """Refused before it is full; what came before stays, and a smaller list is taken."""
    accounts = made(100)
    fob = fob_with()
    free, most = manifest._free, 0
    frees = [manifest.FREE_MIN] * 3 + [manifest.FREE_MIN - 1]
    manifest._free = lambda: frees.pop(0) if len(frees) > 1 else frees[0]
    try:
        fob.ask({"do": "batch", "count": 100})
        answer = {"ok": {"have": 0}}
        while "ok" in answer:
            most = answer["ok"]["have"]
            rows = [row(account) for account in accounts[most : most + 12]]
            answer = fob.ask({"do": "names", "at": most, "rows": rows})
        assert answer["error"] == "too_long" and most <= answer["have"] < most + 12
        most = answer["have"]
        assert 3 * 9 < most < 3 * 15
        # told again it has the same, and nothing may be approved
        at = most - most % 12
        rows = [row(account) for account in accounts[at : at + 12]]
        again = fob.ask({"do": "names", "at": at, "rows": rows})
        assert again == {"error": "too_long", "have": most}
        assert fob.ask({"do": "approve"}) == {"error": "bad_request"}
        assert put(fob, accounts[0], 0) == {"error": "not_approved"}
    finally:
        manifest._free = free
    listed(fob, accounts[:most])
    assert fob.ask({"do": "approve"}, "ok") == {"ok": {}}
    assert put(fob, accounts[most - 1], most - 1)["ok"]["status"] == "added"
    assert put(fob, accounts[most], most) == {"error": "not_approved"}


def test_the_most_rows_fit_a_request() -> None:
    # Names of 64 characters each, as UTF-8 of 4 bytes: a host sends fewer of such.
    fob = fob_with()
    wide = Account("I" * 64, "n" * 64, b"x")
    most = fob.ask({"do": "batch", "count": 12})["ok"]["rows"]
    assert fob.ask({"do": "names", "at": 0, "rows": [row(wide)] * most}) == {"ok": {"have": 12}}
