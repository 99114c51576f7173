"""Key slots and journal under power cuts at every flash step, and under damage."""

import fakes
from fobcore import records
from fobcore.account import Account
from fobcore.errors import FobError
from fobcore.keys import SECTOR, KeySlots, Slot
from fobcore.wire import NO_CHANGE

PLACES = ((0, b"a" * 16), (1, b"b" * 16))


def account(name: str, secret: bytes = b"0123456789") -> Account:
    return Account("Issuer", name, secret)


def opened(flash, file, seed: int = 1):
    vault = fakes.open_vault(KeySlots(flash, PLACES), file, fakes.Random(seed))
    for _ in vault.load():
        pass
    return vault


def names(vault) -> list:
    return [vault.account_at(i).name for i in range(len(vault))]


def test_a_first_start_can_be_cut_anywhere():
    cuts = 0
    for torn in (False, True):
        step = 1
        while True:
            power = fakes.Power(step, torn)
            flash, file = fakes.Flash(power=power), fakes.File(power)
            try:
                opened(flash, file)
                break  # it ended before this step
            except fakes.PowerCut:
                cuts += 1
            flash.power = file.power = fakes.Power()
            vault = opened(flash, file, 2)
            vault.add(account("alice"))
            assert names(opened(flash, file)) == ["alice"]
            step += 1
    assert cuts >= 8, cuts


def test_changes_are_there_or_not_at_every_cut():
    def add(vault):
        vault.add(account("dora"))

    def delete(vault):
        vault.delete(2)

    def replace(vault):
        vault.replace(2, account("bob", b"another key"))

    def name(vault):
        vault.set("name", "mine")

    def rename(vault):
        vault.rename(2, "Other", "bert")

    def move(vault):
        vault.move(3, 0)

    def count(vault):
        assert vault.take_counter(4) == 5

    for change in (add, delete, replace, name, rename, move, count):
        for torn in (False, True):
            step = 1
            while True:
                flash, file = fakes.Flash(), fakes.File()
                vault = opened(flash, file)
                for who in ("alice", "bob", "carol"):
                    vault.add(account(who))
                vault.add(Account("", "hotp", b"x", "hotp", counter=5))
                before = state(vault)
                flash.power = file.power = fakes.Power(step, torn)
                try:
                    change(vault)
                    after = state(vault)
                    done = True
                except fakes.PowerCut:
                    done = False
                flash.power = file.power = fakes.Power()
                again = opened(flash, file, 2)
                assert again.damaged == 0
                if done:
                    assert state(again) == after != before
                    break
                assert state(again) == before
                step += 1


def state(vault) -> tuple:
    accounts = [(vault.id_at(i), vault.account_at(i)) for i in range(len(vault))]
    rows = [(id, a.issuer, a.name, a.secret, a.counter) for id, a in accounts]
    return rows, vault.setting("name")


def test_slots_hold_one_key_and_leave_nothing_of_the_former():
    for torn in (False, True):
        step = 1
        while True:
            flash = fakes.Flash()
            slots = KeySlots(flash, PLACES)
            slots.store(Slot(b"v" * 8, b"1" * 32))
            flash.power = fakes.Power(step, torn)
            try:
                second = Slot(b"v" * 8, b"2" * 32)
                second.age = slots.load().age
                slots.store(second)
                done = True
            except fakes.PowerCut:
                done = False
            flash.power = fakes.Power()
            slots = KeySlots(flash, PLACES)
            held = slots.load()
            slots.settle()
            assert held.key == b"2" * 32 if done else held.key[:1] in b"12"
            other = b"1" if held.key[:1] == b"2" else b"2"
            assert bytes(flash.data).find(other * 16) < 0
            if done:
                break
            step += 1
        assert step > 2


def test_lost_parts_are_errors_and_never_empty():
    flash, file = fakes.Flash(), fakes.File()
    opened(flash, file).add(account("alice"))
    cases = [
        (fakes.Flash(), file),  # the keys are gone
        (flash, fakes.File()),  # the journal is gone
    ]
    for broken_flash, broken_file in cases:
        try:
            opened(broken_flash, broken_file)
            raise AssertionError("taken for empty")
        except FobError as error:
            assert error.code == "storage"


def test_any_flipped_bit_costs_one_record():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for who in ("alice", "bob", "carol"):
        vault.add(account(who))
    good = file.data
    size = len(good) // 3
    for bit in range(0, len(good) * 8, 7):
        damaged = bytearray(good)
        damaged[bit // 8] ^= 1 << bit % 8
        file.data = bytes(damaged)
        hurt = bit // 8 // size
        expected = ["alice", "bob", "carol"]
        del expected[hurt]
        vault = opened(flash, file)
        assert names(vault) == expected, bit
        assert vault.damaged == 1, bit
        vault.add(account("dora"))
        assert names(opened(flash, file)) == expected + ["dora"], bit


def test_records_moved_or_taken_out_are_noticed():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for who in ("alice", "bob", "carol"):
        vault.add(account(who))
    third = len(file.data) // 3
    first, second, last = [file.data[i * third : (i + 1) * third] for i in range(3)]
    for data in (first + last, second + first + last, first + first + second + last):
        file.data = data
        journal = opened(flash, file)._journal
        assert journal.broken == 0 and journal.cut_links > 0


def test_nothing_readable_is_in_the_journal():
    flash, file = fakes.Flash(), fakes.File()
    opened(flash, file).add(Account("Issuer", "alice", b"SECRETSECRETSECRET"))
    for text in (b"Issuer", b"alice", b"SECRET"):
        assert file.data.find(text) < 0


def test_the_same_add_twice_is_never_the_same_record():
    # Even with a generator that repeats itself: the position is in the IV.
    flash, file = fakes.Flash(), fakes.File()
    vault = fakes.open_vault(KeySlots(flash, PLACES), file, bytes)
    vault.add(account("alice"))
    vault.delete(1)
    first = file.data
    vault.replace(vault.add(account("alice")), account("alice"))
    rest = file.data[len(first) :]
    half = len(rest) // 2
    assert rest[38:54] != first[38:54] != rest[half + 38 : half + 54]


def test_a_newer_format_is_refused():
    flash, file = fakes.Flash(), fakes.File()
    opened(flash, file)
    from fobcore import hashes

    page = bytearray(flash.data[:256])
    page[20] = 2
    page[112:128] = hashes.find("SHA256").digest(bytes(page[:112]))[:16]
    flash.data[:256] = page
    try:
        opened(flash, file)
        raise AssertionError("read a format that it does not know")
    except FobError as error:
        assert error.code == "storage"
    assert flash.data[256:SECTOR] == b"\xff" * (SECTOR - 256)


def test_ids_are_for_life_and_positions_follow():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for i in range(20):
        vault.add(account("n%d" % i))
    for id in (20, 1, 7):
        vault.delete(id)
    assert vault.add(account("new")) == 21
    again = opened(flash, file)
    assert [again.id_at(i) for i in range(len(again))][-1] == 21
    assert again.find("Issuer", "n5") == again.position(6)
    assert again.find("Issuer", "n6") == -1


def test_the_name_clash_and_the_limit():
    import fobcore.vault

    vault = opened(fakes.Flash(), fakes.File())
    vault.add(account("alice"))
    for expected, who in (("clash", "alice"), ("full", "bob")):
        if expected == "full":
            fobcore.vault.MAX_ACCOUNTS, kept = 1, fobcore.vault.MAX_ACCOUNTS
        try:
            vault.add(account(who))
            raise AssertionError(expected)
        except FobError as error:
            assert error.code == expected
        finally:
            if expected == "full":
                fobcore.vault.MAX_ACCOUNTS = kept


def test_rename_move_and_replace_survive_a_restart():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for who in ("alice", "bob", "carol", "dora"):
        vault.add(account(who))
    vault.rename(1, "", "Zo\u00eb \U0001f511")
    vault.move(4, 0)
    vault.move(1, 99)  # beyond the end
    vault.move(2, 1)
    vault.replace(3, Account("Issuer", "carol", b"other", "totp", "SHA512", 8, 60))
    for there in (vault, opened(flash, file, 2)):
        rows = [(there.id_at(i), there.account_at(i).name) for i in range(len(there))]
        assert rows == [(4, "dora"), (2, "bob"), (3, "carol"), (1, "Zo\u00eb \U0001f511")]
        carol = there.account(3)
        assert (carol.secret, carol.algorithm, carol.digits) == (b"other", "SHA512", 8)
        assert there.account(1).secret == b"0123456789"
        assert there.find("Issuer", "alice") == -1 and there.find("", "Zo\u00eb \U0001f511") == 3


def test_counters_survive_a_restart_and_end_with_their_account():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for start in (0, (1 << 31) - 1, (1 << 32) - 1, (1 << 63) - 1):
        vault.add(Account("", "n%d" % start, b"x", "hotp", counter=start))
    for id in range(1, 5):
        first = vault.account(id).counter
        assert [vault.take_counter(id) for _ in range(3)] == [first, first + 1, first + 2]
    again = opened(flash, file, 2)
    counters = [again.account_at(i).counter for i in range(4)]
    assert counters == [3, (1 << 31) + 2, (1 << 32) + 2, (1 << 63) + 2]
    again.delete(2)
    assert opened(flash, file, 3).account(3).counter == (1 << 32) + 2
    again.replace(3, Account("", "n", b"x", "hotp", counter=7))
    assert opened(flash, file, 3).account(3).counter == 7


def test_what_rename_refuses():
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    vault.add(account("alice"))
    vault.add(account("bob"))
    size = len(file.data)
    for id, issuer, name, expected in (
        (1, "Issuer", "bob", "clash"), (3, "Issuer", "new", "not_found"), (1, "", "", "bad_name"),
        (1, "a\n", "x", "bad_issuer"),
    ):  # fmt: skip
        try:
            vault.rename(id, issuer, name)
            raise AssertionError(expected)
        except FobError as error:
            assert error.code == expected
    assert len(file.data) == size and names(vault) == ["alice", "bob"]
    vault.rename(1, "Issuer", "alice")  # its own name is no clash


def test_an_account_of_a_kind_from_a_later_firmware_is_listed_and_not_shown():
    for at in (11, 12):  # its type, its algorithm
        flash, file = fakes.Flash(), fakes.File()
        vault = opened(flash, file)
        vault.add(account("alice"))
        plain = bytearray(records.account(records.ADD, NO_CHANGE, 2, account("later")))
        plain[at] = 9
        vault._journal.append([bytes(plain)])
        vault = opened(flash, file, 2)
        assert (len(vault), vault.damaged, vault.id_at(1)) == (2, 0, 2)
        assert vault._index.digests[1] == 0  # whatever it may call itself
        assert vault.find("Issuer", "later") == -1
        assert vault.account_at(0).name == "alice"
        try:
            vault.account_at(1)
            raise AssertionError
        except FobError as error:
            assert error.code == "storage"
