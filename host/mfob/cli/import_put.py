"""Puts what `mfob import` has found on the fob: names that are taken, one approval."""

from __future__ import annotations

from collections.abc import Sequence

from fobcore.account import Account
from mfob import strips
from mfob.cli import terminal
from mfob.cli.common import State
from mfob.cli.enter import show_labels
from mfob.cli.progress import Bar
from mfob.cli.texts import note, printable
from mfob.device import Fob
from mfob.errors import HostError
from mfob.importers.gather import Item, numbered, pending, same_names
from mfob.records import Added, Entry, label

_FEW = 8  # accounts of which the pictures are shown
_THERE = "It is on the fob already."
_SAME_NAME = "Another account of that name is there, with another key."
_TWICE = "Another account of that name was found before it, with another key."

Name = tuple[str, str]


def settle_dry(found: Sequence[Item]) -> None:
    """Of a dry run: what would go to the fob is found."""
    twice = {id(item) for item, _ in same_names(pending(found))}
    for item in pending(found):
        item.settle("found", _TWICE if id(item) in twice else "")


def put_on_fob(state: State, found: Sequence[Item], force: bool) -> None:
    """Settles all items. Raises HostError where nothing could be begun with."""
    _apart(found, force)
    with state.open_fob() as fob:
        names = _Names(fob.accounts())
        replaced = _TakenNames(fob, names, found, force).settle()
        waiting = pending(found)
        if not waiting:
            return
        unset = fob.info().clock == "unset"  # asked before the fob may be gone
        _add(state, fob, names, waiting, replaced)
        if unset and any(item.status in ("added", "replaced") for item in waiting):
            note("Warning: the fob's clock is not set, so it shows no codes: `mfob clock set`.")


def _apart(found: Sequence[Item], force: bool) -> None:
    """Two accounts of one name among what was found: what becomes of the later one."""
    for item, before in list(same_names(pending(found))):
        if before.status:  # it has given way itself
            continue
        answer = "r" if force else _ask(item, "is there twice, with two keys", "the earlier one")
        if answer == "r":
            _rename(item, {_name_of(other.account) for other in pending(found)})
        elif answer == "p":
            before.settle("skipped", "A later account of the same name took its place.")
        elif answer == "s":
            item.settle("skipped", _TWICE)
        else:
            item.settle("rejected", error=HostError(_TWICE, "clash"))


class _Names:
    """What the accounts on the fob are called."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._by_id = {entry.id: (entry.issuer, entry.name) for entry in entries}
        self.ids = {name: id for id, name in self._by_id.items()}

    def settle(self, item: Item, added: Added) -> None:
        """An item by what has become of its account."""
        item.id = added.id
        said = ""
        if added.id is not None:
            name = self._by_id.setdefault(added.id, _name_of(item.account))
            if added.status == "duplicate":
                other = name != _name_of(item.account)
                said = f"It is on the fob as {label(*name)}." if other else _THERE
        item.settle(added.status, said, added.error)


class _TakenNames:
    """Accounts whose names are on the fob: duplicates, or clashes that a person decides."""

    def __init__(self, fob: Fob, names: _Names, found: Sequence[Item], force: bool) -> None:
        self._fob = fob
        self._names = names
        self._found = found
        self._force = force
        self._replaced: set[Name] = set()
        self._twins: list[tuple[Item, Added]] = []  # duplicates of accounts with other names

    def settle(self) -> set[Name]:
        """Settles all but those that go to the fob; the names of those that replace another."""
        for item in pending(self._found):
            if self._is_clash(item):
                self._decide(item)
        while left := [pair for pair in self._twins if self._gives_way(pair[1])]:
            # its key is about to leave the fob, so it is no duplicate; its name is taken
            self._twins = [pair for pair in self._twins if pair not in left]
            for item, _ in left:
                self._decide(item)
        for item, added in self._twins:
            self._names.settle(item, added)
        return self._replaced

    def _gives_way(self, added: Added) -> bool:
        return added.id in {self._names.ids[name] for name in self._replaced}

    def _is_clash(self, item: Item) -> bool:
        """Whether the fob has the name with another key, and that key not at all. It answers that,
        and that it has the account, under this name or another, without its button."""
        id = self._names.ids.get(_name_of(item.account))
        if id is None:
            return False
        try:
            added = self._fob.add(item.account)
        except HostError as error:
            if error.code == "clash":
                return True
            if not error.code.startswith("bad_"):
                raise
            item.settle("rejected", error=error)
        else:
            if added.status == "duplicate" and added.id != id:
                self._twins.append((item, added))
            else:
                self._names.settle(item, added)
        return False

    def _decide(self, item: Item) -> None:
        answer = "p" if self._force else _ask(item, "is on the fob with another key", "that one")
        if answer == "r":
            taken = {_name_of(other.account) for other in pending(self._found)}
            _rename(item, taken)
            while self._is_clash(item):  # a name that the fob has may be this one's, of last time
                _rename(item, taken)
        elif answer == "p":
            self._replaced.add(_name_of(item.account))
        elif answer == "s":
            item.settle("skipped", _SAME_NAME)
        else:
            item.settle("rejected", error=HostError(_SAME_NAME, "clash"))


def _add(
    state: State, fob: Fob, names: _Names, waiting: Sequence[Item], replaced: set[Name]
) -> None:
    """All that is left, with one approval. Names that the fob has no font for get pictures."""
    for item in waiting:
        labels = strips.label(item.account)
        if len(waiting) <= _FEW:
            show_labels(labels)
    bar = Bar(len(waiting), "Importing")

    def asking(count: int) -> None:
        bar.pause()
        if count > 1:
            state.progress.expect("Import", f"{count} accounts; next turns to their names")
        else:
            state.progress.expect("Add")

    def progress(place: int, added: Added) -> None:
        names.settle(waiting[place], added)
        bar.step()

    try:
        fob.add_many(
            [item.account for item in waiting],
            replace=lambda account: _name_of(account) in replaced,
            progress=progress,
            asking=asking,
        )
    except KeyboardInterrupt:
        done = sum(bool(item.status) for item in waiting)
        note(f"\n{done} of {len(waiting)} were done: the same command again takes the rest.")
        raise
    finally:
        bar.end()


def _rename(item: Item, taken: set[Name]) -> None:
    """Gives it the first free name of alice (2), alice (3) …; the fob may have that one too."""
    enrolment = item.enrolment
    if enrolment is None:
        return
    base, number = enrolment.account, 2
    head, _, last = base.name.rpartition(" (")
    if head and last.endswith(")") and last[:-1].isdecimal() and len(last) < 5:
        base, number = _named(base, head), int(last[:-1]) + 1
    while _name_of(numbered(base, number)) in taken:
        number += 1
    enrolment.account.name = numbered(base, number).name


def _named(account: Account, name: str) -> Account:
    return Account(account.issuer, name, account.secret)


def _name_of(account: Account) -> Name:
    return account.issuer, account.name


def _ask(item: Item, what: str, other: str) -> str | None:
    """r(ename), p (replace), s(kip); None where there is no terminal to ask on."""
    question = (
        f"{printable(item.label)} {what}. Import it as a second one with a number behind its name"
        f" [r], in the place of {other} [p], or not at all [s]?"
    )
    while True:
        answer = terminal.ask(question)
        if answer is None:
            return None
        if answer.lower() in ("r", "p", "s"):
            return answer.lower()
