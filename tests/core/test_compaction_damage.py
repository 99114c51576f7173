"""Writing the journal anew with damage, without room, and the former generation's records."""

from fobcore.errors import FobError
from fobcore.sealing import Header
from tidying import opened, state, tidied, used


def test_none_with_a_damaged_journal() -> None:
    flash, file, vault = used()
    size = len(file.data)
    data = bytearray(file.data)
    data[60] ^= 1
    file.data = bytes(data)
    vault = opened(flash, file, 2)
    assert vault.damaged == 1
    before = state(vault)
    assert not vault.tidy()
    vault.take_counter(4)
    assert not vault.tidy()
    assert len(file.data) > size and file.data[:size] == bytes(data)
    assert state(opened(flash, file, 3))[0][0] == before[0][0]


def test_damage_that_shows_on_the_way_leaves_the_old_one() -> None:
    _, file, vault = used()
    data = bytearray(file.data)
    data[60] ^= 1  # the first account's record
    file.data = bytes(data)
    tidied(vault)
    assert file.data == bytes(data)
    assert not vault.tidy()
    assert vault.account(2).name == "bert"
    try:
        vault.account(1)
        raise AssertionError("read a damaged record")
    except FobError as error:
        assert error.code == "storage"


def test_a_full_file_system_is_no_crash() -> None:
    for fails_at in range(8):
        flash, file, vault = used()
        before, journal = state(vault), file.data

        class Full:
            left = fails_at

            def write(self, data: bytes) -> None:
                self.left -= 1
                if self.left < 0:
                    raise OSError(28)

            def commit(self) -> None:
                raise OSError(28)

            def abort(self) -> None:
                pass

        file.rewrite = Full
        tidied(vault)
        assert not vault.tidy()
        assert state(vault) == before and file.data == journal
        vault.take_counter(4)
        assert state(opened(flash, file, 2)) == state(vault)

    def none():
        raise OSError(28)

    _, file, vault = used()
    file.rewrite = none
    assert not vault.tidy() and not vault.tidy()


def test_records_of_the_old_generation_do_not_verify_in_the_new() -> None:
    flash, file, vault = used()
    old = file.data
    tidied(vault)
    new = file.data
    before = state(vault)
    first = old[: Header(old[:38]).size]
    head = Header(new[:38]).size
    for data in (new + first, new[:head] + first + new[head:], new + old[-200:]):
        file.data = data
        again = opened(flash, file, 2)
        assert again.damaged == 1
        assert state(again) == before
    # In front it says which generation to read: the rest is told as damage, never as empty.
    file.data = first + new
    assert opened(flash, file, 2).damaged == 1
    # nor with the new generation written into their header
    file.data = new + first[:14] + new[14:18] + first[18:]
    again = opened(flash, file, 2)
    assert again.damaged == 1 and state(again) == before
