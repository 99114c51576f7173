"""What a fob tells of changes that somebody made to its journal, and what it can't know.

Each record names its predecessor by its tag, which only the master key can make. So nothing can
be put between two records, and nothing taken from there, without a link that does not fit: the
fob goes on with what is sound, and `info` and its screen tell of damage. Where a *whole* earlier
state of the flash comes back, or the newest records are cut off, all links fit: no chip without
secure storage can know. Single flipped bits and records of a former generation are in tests/core
(test_store, test_compaction_damage); torn tallies and slots in test_pin and in the sweep.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "core"), str(TESTS / "runtimes" / "shims" / "cpython")]
fakes = importlib.import_module("fakes")
tidying = importlib.import_module("tidying")
Account = importlib.import_module("fobcore.account").Account

NAMES = ["alice", "bob", "carol", "dora"]


class Past:
    """A fob with four accounts, one record each."""

    def __init__(self) -> None:
        self.flash, self.file = fakes.Flash(), fakes.File()
        vault = tidying.opened(self.flash, self.file)
        self.ends = [0]
        for name in NAMES:
            vault.add(Account("Issuer", name, name.encode()))
            self.ends.append(len(self.file.data))

    @property
    def records(self) -> list[bytes]:
        ends = self.ends
        return [self.file.data[a:b] for a, b in zip(ends, ends[1:], strict=False)]

    def open(self, records: list[bytes]) -> Any:
        """The fob after a start with these records."""
        self.file.data = b"".join(records)
        return tidying.opened(self.flash, self.file, 5)

    def changed_later(self, *names: str, keep: int = 4, seed: int = 7) -> list[bytes]:
        """The records of another future: the first `keep`, then other accounts. Puts all back."""
        here = self.file.data
        self.file.data = here[: self.ends[keep]]
        vault = tidying.opened(self.flash, self.file, seed)
        records = self.records[:keep]
        for name in names:
            size = len(self.file.data)
            vault.add(Account("Issuer", name, name.encode()))
            records.append(self.file.data[size:])
        self.file.data = here
        return records


@pytest.fixture
def past() -> Past:
    return Past()


def names(vault: Any) -> list[str]:
    return [vault.account_at(i).name for i in range(len(vault))]


def test_nothing_changed_is_nothing_told(past: Past) -> None:
    vault = past.open(past.records)
    assert (names(vault), vault.damaged) == (NAMES, 0)


def test_a_record_taken_out_of_the_middle_is_told(past: Past) -> None:
    """Or from the front: its successor names a predecessor that is not there."""
    records = past.records
    for gone in range(3):
        vault = past.open(records[:gone] + records[gone + 1 :])
        assert vault.damaged == 1, gone
        assert names(vault) == NAMES[:gone] + NAMES[gone + 1 :]


def test_two_records_swapped_are_told(past: Past) -> None:
    """The one that comes too late has no effect: an older record never overrules a newer one."""
    records = past.records
    for one in range(4):
        for other in range(one):
            swapped = list(records)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            vault = past.open(swapped)
            assert vault.damaged > 0, (one, other)
            assert set(names(vault)) < set(NAMES)


def test_a_record_put_in_again_is_told(past: Past) -> None:
    """And has no effect: a deleted account does not come back that way."""
    vault = past.open(past.records)
    vault.delete(2)
    data = past.file.data
    records = [*past.records, data[past.ends[4] :]]
    for again in range(5):
        for place in range(again + 1, 6):
            vault = past.open([*records[:place], records[again], *records[place:]])
            assert vault.damaged == 1, (again, place)
            assert names(vault) == ["alice", "carol", "dora"], (again, place)


def test_records_of_an_older_copy_spliced_in_are_told(past: Past) -> None:
    """The older copy had another future: same generation, same sequence, tags that fit, once.

    A record of it in place of one in the middle fits the record before it; the next one does not
    fit. Behind the end it is one that has come already.
    """
    older = past.changed_later("from the copy", "and another", keep=2)
    records = past.records
    for spliced, shown in (
        ([*records[:2], older[2], records[3]], ["alice", "bob", "from the copy", "dora"]),
        ([*records, older[2]], NAMES),
        ([*records, older[3]], NAMES),
        ([*records[:2], older[2], *records[2:]], ["alice", "bob", "from the copy", "dora"]),
        ([*records[:3], older[3]], ["alice", "bob", "carol", "and another"]),
    ):
        vault = past.open(spliced)
        assert vault.damaged > 0 and names(vault) == shown


def test_records_of_another_fob_are_told(past: Past) -> None:
    """They do not verify under this fob's key."""
    other = Past()
    other.flash, other.file = fakes.Flash(), fakes.File()
    vault = tidying.opened(other.flash, other.file, 77)
    vault.add(Account("Issuer", "mallory", b"mallory"))
    vault = past.open([*past.records, other.file.data])
    assert (names(vault), vault.damaged) == (NAMES, 1)


def test_damage_is_told_for_as_long_as_it_is_there(past: Past) -> None:
    """A change after it does not heal it, and the journal is not written anew over it."""
    records = past.records
    vault = past.open([records[0], *records[2:]])
    vault.add(Account("Issuer", "later", b"later"))
    assert not vault.tidy()
    again = tidying.opened(past.flash, past.file, 8)
    assert again.damaged == 1 and names(again) == ["alice", "carol", "dora", "later"]


def test_the_tail_cut_off_is_not_told(past: Past) -> None:
    """The newest records can be taken away: all that is left fits. Written down in SECURITY.md.

    What it buys: a deleted account comes back, one that was just added goes, a HOTP repeats a code
    that its service has taken already. It needs the flash in hand, not the PIN.
    """
    for kept in range(5):
        vault = past.open(past.records[:kept])
        assert (names(vault), vault.damaged) == (NAMES[:kept], 0)
        past = Past()


def test_a_tail_in_place_of_another_is_not_told(past: Past) -> None:
    """Cut off and put on from an older copy: a state that the fob was in, or could have been."""
    older = past.changed_later("from the copy", "and another", keep=2)
    vault = past.open(older)
    assert (names(vault), vault.damaged) == (["alice", "bob", "from the copy", "and another"], 0)


def test_half_a_record_at_the_end_is_told(past: Past) -> None:
    """No power cut leaves that (an append is there as a whole or not): somebody did."""
    vault = past.open([*past.records[:3], past.records[3][:-1]])
    assert (names(vault), vault.damaged) == (NAMES[:3], 1)


def test_the_whole_flash_rolled_back_is_not_told(past: Past) -> None:
    """Key slots, tally and journal of an earlier day: a HOTP counter is where it was, and so are
    the PIN's tries. What stands against it is the PIN's length, see SECURITY.md."""
    fob_module = importlib.import_module("fob")
    fob = fob_module.Fob()
    fob.hello()
    account = {"name": "hotp", "secret": "GEZDGNBVGY3TQOJQ", "type": "hotp"}
    assert "ok" in fob.ask({"do": "add", "account": account}, "ok")
    assert "ok" in fob.ask({"do": "set_pin", "pin": "2468"}, "ok")
    flash, journal = bytes(fob.flash.data), fob.file.data
    first = fob.ask({"do": "code", "id": 1}, "ok")["ok"]["code"]
    fob.ask({"do": "lock"})
    assert fob.ask({"do": "unlock", "pin": "1357"}, "ok")["tries"] == 9
    fob.flash.data[:], fob.file.data = flash, journal  # the day before

    again = fob_module.Fob(flash=fob.flash, file=fob.file, seed=9)
    again.hello()
    assert again.keeper.tries == 10
    assert again.ask({"do": "unlock", "pin": "2468"}, "ok") == {"ok": {}}
    assert again.vault.damaged == 0
    assert again.ask({"do": "code", "id": 1}, "ok")["ok"]["code"] == first


def test_a_key_slot_or_journal_of_another_day_alone_is_an_error(past: Past) -> None:
    """The journal without its key, or the key without its journal: never an empty fob."""
    errors = importlib.import_module("fobcore.errors")
    other = Past()
    other.flash = fakes.Flash()
    tidying.opened(other.flash, fakes.File(), 99)
    for flash, data in ((other.flash, past.file.data), (past.flash, None)):
        file = fakes.File()
        file.data = data
        with pytest.raises(errors.FobError) as caught:
            tidying.opened(flash, file)
        assert caught.value.code == "storage"


def test_a_limit_or_iterations_changed_in_the_slot_are_not_taken(past: Past) -> None:
    """What guards the key is under its check: another limit in the slot makes every PIN wrong."""
    fob_module, keys = importlib.import_module("fob"), importlib.import_module("fobcore.keys")
    for at in (22, 28, 32, 48, 56, 88):  # limit, iterations, salt, vault id, key, check
        fob = fob_module.Fob()
        fob.hello()
        fob.add("alice")
        fob.ask({"do": "set_pin", "pin": "2468"}, "ok")
        data = fob.flash.data
        begin = fob.keeper._slots.block * keys.SECTOR
        data[begin + at] ^= 1
        data[begin + 112 : begin + 128] = keys._digest(bytes(data[begin : begin + 112]))
        again = fob_module.Fob(flash=fob.flash, file=fob.file, seed=9)
        again.hello()
        assert again.keeper.locked
        assert again.ask({"do": "unlock", "pin": "2468"}, "ok")["error"] == "bad_pin", at
        assert again.vault is None
