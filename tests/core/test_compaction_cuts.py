"""Writing the journal anew under power cuts at every flash step, and changes on the way."""

import fakes
from fobcore.account import Account
from tidying import generations, opened, state, tidied, used


def test_cut_at_every_step_it_is_before_or_after() -> None:
    flash, file, vault = used()
    journal = file.data
    before = state(vault)
    kinds = set()
    for torn in (False, True):
        step = 1
        while True:
            file.data = journal
            vault = opened(flash, file, 5)
            file.power = flash.power = fakes.Power(step, torn)
            try:
                tidied(vault)
                done = True
            except fakes.PowerCut:
                done = False
            file.power = flash.power = fakes.Power()
            again = opened(flash, file, 6)
            assert state(again) == before and again.damaged == 0, (step, torn)
            assert generations(file) in ({1}, {2})
            assert file.data == journal or done
            kinds.add(done)
            if step % 3 == 0:  # and it goes on: a change and tidying after the restart
                again.take_counter(4)
                expected = state(again)
                tidied(again)
                assert generations(file) == {2}
                assert state(opened(flash, file, 7)) == expected
            if done:
                break
            step += 1
        assert step > len(before[0]) + 3, step
    assert kinds == {False, True}


def test_a_change_on_the_way_ends_it_and_is_kept() -> None:
    def add(vault):
        vault.add(Account("", "new", b"new"))

    def count(vault):
        vault.take_counter(4)

    def drop(vault):
        vault.delete(1)

    def order(vault):
        vault.move(4, 0)

    def name(vault):
        vault.set("name", "other")

    def rename(vault):
        vault.rename(5, "", "renamed")

    flash, file, _ = used()
    journal = file.data
    for number, change in enumerate((add, count, drop, order, name, rename)):
        for steps in (1 + number % 2, 3):
            file.data = journal
            vault = opened(flash, file, 5)
            for _ in range(steps):
                assert vault.tidy()
            old = state(vault)
            change(vault)
            after = state(vault)
            assert after != old and generations(file) == {1}
            assert state(opened(flash, file, 2)) == after
            tidied(vault)
            assert generations(file) == {2} and state(vault) == after
            assert state(opened(flash, file, 3)) == after
