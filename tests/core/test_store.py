"""Key slots and journal under power cuts at every flash step, and under damage."""

import fakes
from fobcore.account import Account
from fobcore.errors import FobError
from fobcore.keys import SECTOR, KeySlots, Slot
from fobcore.opening import open_vault

PLACES = ((0, b"a" * 16), (1, b"b" * 16))


def account(name: str, secret: bytes = b"0123456789") -> Account:
    return Account("Issuer", name, secret)


def opened(flash, file, seed: int = 1):
    vault = open_vault(KeySlots(flash, PLACES), file, fakes.Random(seed))
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

    for change in (add, delete, replace, name):
        for torn in (False, True):
            step = 1
            while True:
                flash, file = fakes.Flash(), fakes.File()
                vault = opened(flash, file)
                for who in ("alice", "bob", "carol"):
                    vault.add(account(who))
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
                assert again.broken == 0
                if done:
                    assert state(again) == after != before
                    break
                assert state(again) == before
                step += 1


def state(vault) -> tuple:
    accounts = [(vault.id_at(i), vault.account_at(i)) for i in range(len(vault))]
    rows = [(id, a.issuer, a.name, a.secret) for id, a in accounts]
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
                slots.store(Slot(b"v" * 8, b"2" * 32, slots.load().age))
                done = True
            except fakes.PowerCut:
                done = False
            flash.power = fakes.Power()
            slots = KeySlots(flash, PLACES)
            held = slots.load()
            slots.settle()
            assert held.master == b"2" * 32 if done else held.master[:1] in b"12"
            other = b"1" if held.master[:1] == b"2" else b"2"
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
        assert vault.broken == 1, bit
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
    vault = open_vault(KeySlots(flash, PLACES), file, bytes)
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
    page[96:128] = hashes.find("SHA256").digest(bytes(page[:96]))
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
