"""Writing the journal anew: what is live stays the same."""

import fakes
from fob import Fob
from fobcore import records
from fobcore.account import Account
from fobcore.keys import KeySlots
from fobcore.sealing import Header
from tidying import CHANGE, PLACES, generations, opened, state, tidied, used


def test_the_live_state_is_the_same_and_the_journal_shorter() -> None:
    flash, file, vault = used()
    before, size = state(vault), vault.size
    assert before[3] == (CHANGE, records.DELETE, 3) and before[1:3] == ("mine", "free")
    assert [row[0] for row in before[0]] == [5, 1, 2, 4]
    assert before[0][3][8] == (1 << 32) - 2 + 30  # the counter, past 32 bits
    assert generations(file) == {1}
    assert tidied(vault) >= len(vault)
    assert state(vault) == before
    assert vault.size == len(file.data) < size // 4
    assert generations(file) == {2}
    again = opened(flash, file, 2)
    assert state(again) == before
    assert (again.damaged, again._journal.cut_links) == (0, 0)
    # Ids stay for life, the counter goes on, both vaults go on.
    assert again.take_counter(4) == before[0][3][8]
    assert again.add(Account("", "new", b"new")) == 7
    after = state(again)
    assert after[0][3][8] == before[0][3][8] + 1
    third = opened(flash, file, 3)
    assert state(third) == after and third.damaged == third._journal.cut_links == 0


def test_an_id_is_not_given_again() -> None:
    flash, file, vault = used()
    last = vault.add(Account("", "last", b"last"))
    vault.delete(last)
    tidied(vault)
    assert vault._index.free_id() == last + 1
    again = opened(flash, file, 2)
    assert again.add(Account("", "new", b"new")) == last + 1


def test_it_can_be_done_again_and_again() -> None:
    flash, file, vault = used()
    for generation in (2, 3, 4):
        tidied(vault)
        assert generations(file) == {generation}
        before = state(vault)
        vault = opened(flash, file, generation)
        assert state(vault) == before
        for _ in range(60):
            vault.take_counter(4)


def test_only_where_it_is_worth_it() -> None:
    # What is dead: the gone one and its end, a move, a rename's ADD, counters, settings, a delete.
    _, file, vault = used(dead=30)
    size = len(file.data)
    assert not vault.tidy() and len(file.data) == size and generations(file) == {1}
    _, file, vault = used()
    tidied(vault)
    assert not vault.tidy()


def test_a_list_of_many_waits_until_half_is_dead() -> None:
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for number in range(80):
        vault.add(Account("", "n%d" % number, b"x"))
    for _ in range(70):
        vault.move(1, 0)
    assert not vault.tidy()  # 81 would be live
    for _ in range(12):
        vault.move(1, 0)
    assert vault.tidy()


def test_an_ended_one_leaves_the_writing() -> None:
    _, file, vault = used()
    made = []
    kept = file.rewrite

    def rewrite():
        made.append(kept())
        return made[-1]

    file.rewrite = rewrite
    vault.tidy()
    assert made[0]._open
    vault.set("name", "other")
    assert not made[0]._open and len(made) == 1


def test_nothing_is_sealed_with_the_same_iv_again() -> None:
    flash, file = fakes.Flash(), fakes.File()
    # a generator that repeats itself
    vault = fakes.open_vault(KeySlots(flash, PLACES), file, bytes)
    vault.add(Account("", "alice", b"x"))
    for _ in range(60):
        vault.move(1, 0)
    old = file.data
    tidied(vault)
    ivs = []
    for data in (old, file.data):
        offset = 0
        while offset < len(data):
            ivs.append(data[offset + 38 : offset + 54])
            offset += Header(data[offset : offset + 38]).size
    assert len(set(ivs)) == len(ivs) == 61 + 2


def test_an_empty_list_and_the_app_that_does_it() -> None:
    fob = Fob()
    for number in range(30):
        fob.vault.add(Account("", "n%d" % number, b"x"))
        fob.vault.delete(number + 1)
    fob.pass_time(200)
    assert generations(fob.file) == {2} and len(fob.vault) == 0
    assert opened(fob.flash, fob.file, 2).add(Account("", "new", b"x")) == 31
    # not while a question is on the screen
    for _ in range(60):
        fob.vault.set("name", "x")
    fob.hello()
    fob.send({"do": "set", "key": "usb_code", "value": "off"})
    fob.pass_time(20)
    size = len(fob.file.data)
    fob.pass_time(1000)
    assert fob.app.asking and len(fob.file.data) == size
