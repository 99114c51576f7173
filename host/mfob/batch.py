"""Many accounts with one approval: their names first, then, once approved, one after the other.

The fob holds each account against the digest that its owner approved. After a cut on the way the
names of the rest are told and approved again, so running the same thing again finishes it. Where
the fob has no memory for all the names, they come in several runs, each with its own approval.
An account whose key is on the fob under another name is a duplicate: the fob tells that with the
names, before anybody is asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fobcore import manifest
from fobcore.account import Account
from fobcore.wireform import to_wire
from mfob import strips
from mfob.enrol import check, public_fields
from mfob.errors import HostError, of_code
from mfob.link import Link
from mfob.records import Added, label

if TYPE_CHECKING:
    from mfob.device import Fob

_ROW_ROOM = 100  # bytes of a request that are not rows
_OF_ONE = ("clash", "bad_")  # errors of an account, not of the fob
_BARREN = 2  # approvals in a row that may come to nothing
_FULL = "too_long"  # no memory for another name; details: have (the names that it has)
_ENDED = "not_approved"  # the fob was restarted, or nothing came for a minute
_DUPLICATE = "duplicate"

Row = list[Any]
Wire = dict[str, Any]


class Batch:
    """One run over accounts; see Fob.add_many for what the arguments are."""

    def __init__(
        self,
        fob: Fob,
        link: Link,
        replace: bool | Callable[[Account], bool],
        progress: Callable[[int, Added], None],
        asking: Callable[[int], None],
    ) -> None:
        self._fob = fob
        self._link = link
        self._replace = replace
        self._progress = progress
        self._asking = asking
        self._accounts: Sequence[Account] = ()
        self._outcomes: dict[int, Added] = {}
        self._replaced: dict[int, bool] = {}  # place: whether another key gives way
        self._there: dict[tuple[str, str], int] = {}  # name: its id on the fob
        self._leaving: set[int] = set()  # ids of those whose key gives way
        self._first: dict[tuple[str, str], int] = {}  # name: its first place
        self._together = 0  # accounts that the fob takes in one request
        self._sent: set[int] = set()  # places of the last request of accounts
        self._barren = 0  # approvals that ended before the first account

    def run(self, accounts: Sequence[Account]) -> list[Added]:
        """Raises HostError where nothing could be begun with."""
        self._accounts = accounts
        rest = list(self._distinct())
        try:
            while rest:
                rest = self._round(rest)
        except HostError as error:
            if not self._outcomes:
                raise
            for place in rest:
                if place not in self._outcomes:
                    self._settle(place, Added(None, "rejected", error))
        self._repeats()
        return [self._outcomes[place] for place in range(len(accounts))]

    def _distinct(self) -> Iterator[int]:
        """The places of the first account of each name; a valid one, or it is rejected."""
        for place, account in enumerate(self._accounts):
            try:
                check(account)
            except HostError as error:
                self._settle(place, Added(None, "rejected", error))
                continue
            if self._first.setdefault((account.issuer, account.name), place) == place:
                yield place

    def _repeats(self) -> None:
        """Accounts whose name came before in the same batch."""
        for place, account in enumerate(self._accounts):
            if place in self._outcomes:
                continue
            first = self._first[account.issuer, account.name]
            before = self._outcomes[first]
            if account.same_key(self._accounts[first]) and before.error is None:
                self._settle(place, Added(before.id, _DUPLICATE))
                continue
            message = f"{label(account.issuer, account.name)} is there twice, with two keys."
            error = before.error or HostError(message, "clash")
            self._settle(place, Added(None, "rejected", error))

    def _round(self, rest: list[int]) -> list[int]:
        """Adds what can be added with one approval; the places that a restart has left."""
        self._there = {(entry.issuer, entry.name): entry.id for entry in self._fob.accounts()}
        wanted = self._wanted(rest)
        if len(wanted) == 1:
            self._one(wanted[0])
        elif wanted:
            self._many(wanted)
            left = [place for place in wanted if place not in self._outcomes]
            self._barren += left == wanted
            if self._barren > _BARREN:
                raise of_code(_ENDED)
            return left
        return []

    def _wanted(self, rest: list[int]) -> list[int]:
        """The places of those that the fob has no account of, and of those that replace one: these
        first, so that what comes behind is no duplicate of a key that gives way."""
        named = [place for place in rest if self._name(place) in self._there]
        twins: dict[int, Added] = {}  # duplicates of accounts with other names
        for place in named:
            self._ask(place, twins)
        first = [place for place in named if place not in self._outcomes and place not in twins]
        while taken := [place for place in twins if twins[place].id in self._leaving]:
            for place in taken:
                del twins[place]
                self._clash(place, of_code("clash", None, public_fields(self._accounts[place])))
            first += [place for place in taken if place not in self._outcomes]
        for place, added in twins.items():
            self._settle(place, added)
        return first + [place for place in rest if self._name(place) not in self._there]

    def _many(self, wanted: list[int]) -> None:
        """Asks for as many as the fob takes at once and adds them, until it forgets the approval
        on the way."""
        done = 0
        try:
            approved = self._approve(wanted)
            while done < len(approved):
                places = self._of_one_request(approved[done:])
                self._sent = set(places)
                self._add(places, done)
                done += len(places)
        except HostError as error:
            if error.code != _ENDED:
                raise

    def _of_one_request(self, places: list[int]) -> list[int]:
        """As many of the first as go into a request; one with pictures goes alone."""
        room = int(self._link.hello["request"]) - _ROW_ROOM
        for count, place in enumerate(places[: self._together]):
            account = self._accounts[place]
            pictured = bool(account.issuer_strip or account.name_strip)
            room -= _size(to_wire(account))
            if count and (pictured or room < 0):
                return places[:count]
            if pictured:
                return places[:1]
        return places[: self._together]

    def _ask(self, place: int, twins: dict[int, Added]) -> None:
        """What the fob says of an account whose name is there: a duplicate or a clash, both
        without its button. Duplicates of other names are not settled, but kept in `twins`."""
        try:
            added = self._fob.add(self._accounts[place])
        except HostError as error:
            if error.code != "clash":
                raise
            self._clash(place, error)
            return
        if added.id != self._there[self._name(place)]:
            twins[place] = added
        elif place in self._sent and added.status == _DUPLICATE:
            self._settle(place, Added(added.id, "added"))  # and the answer was lost
        else:
            self._settle(place, added)

    def _clash(self, place: int, error: HostError) -> None:
        """The name is there with another key, which gives way or not."""
        if place not in self._replaced:
            account, replace = self._accounts[place], self._replace
            self._replaced[place] = replace(account) if callable(replace) else replace
        if self._replaced[place]:
            self._leaving.add(self._there[self._name(place)])
        else:
            self._settle(place, Added(None, "rejected", error))

    def _name(self, place: int) -> tuple[str, str]:
        return self._accounts[place].issuer, self._accounts[place].name

    def _one(self, place: int) -> None:
        self._asking(1)
        self._settle(place, self._fob.add(self._accounts[place], self._replaced.get(place, False)))

    def _approve(self, wanted: list[int]) -> list[int]:
        """Tells names and digests, and waits for the owner; the places that this was about, none
        where there is none or one left to ask for. Raises HostError."""
        while wanted:
            told = self._tell(wanted)
            left = [place for place in wanted if place not in self._outcomes]
            if left != wanted:
                wanted = left if len(left) > 1 else []  # one alone is added without a list
            elif told < len(wanted):
                wanted = wanted[: told - told // 16]  # its memory is not the same each time
            else:
                self._asking(len(wanted))
                self._link.request({"do": "approve"})
                return wanted
        return []

    def _tell(self, wanted: list[int]) -> int:
        """Tells names and digests; how many the fob had room for. Duplicates are settled. Raises
        HostError."""
        opened = self._link.request({"do": "batch", "count": len(wanted)})
        most = opened["rows"]
        self._together = opened["adds"]
        rows = [self._row(place) for place in wanted]
        at = 0
        while at < len(rows):
            request = {"do": "names", "at": at, "rows": self._fitting(rows[at : at + most])}
            try:
                answer = self._link.request(request)
                at = answer["have"]
                for number, id in answer.get("duplicates", ()):
                    if id not in self._leaving:
                        self._settle(wanted[number], Added(id, _DUPLICATE))
            except HostError as error:
                fit = error.details.get("have")
                if error.code != _FULL or not isinstance(fit, int) or not 0 < fit < len(rows):
                    raise
                return fit
        return at

    def _row(self, place: int) -> Row:
        account = self._accounts[place]
        digest, key = manifest.digest(account).hex(), manifest.key_digest(account).hex()
        replace = int(self._replaced.get(place, False))
        return [account.issuer, account.name, digest, replace, key]

    def _fitting(self, rows: list[Row]) -> list[Row]:
        """As many rows as a request has room for, at least one."""
        room = int(self._link.hello["request"]) - _ROW_ROOM
        for count, row in enumerate(rows):
            room -= _size(row)
            if room < 0 and count:
                return rows[:count]
        return rows

    def _add(self, places: list[int], number: int) -> None:
        """Adds approved accounts, from this row of the list on, all or none of them; where one is
        in the way of the rest, one by one. Raises HostError for what is not about one of them."""
        wires = [to_wire(self._accounts[place]) for place in places]
        body: dict[str, Any] = {"do": "adds", "batch": number, "accounts": wires}
        try:
            # pictures go with one that is alone, others have none
            answer = strips.request(self._link, self._accounts[places[0]], body)
        except HostError as error:
            of_some = error.code.startswith(_OF_ONE) or error.code == "full"
            if len(places) > 1 and of_some:
                for place in places:
                    self._add([place], number)
                    number += 1
            elif error.code.startswith(_OF_ONE):
                self._settle(places[0], Added(None, "rejected", error))
            else:
                raise
        else:
            for place, (id, status) in zip(places, answer["accounts"], strict=True):
                self._settle(place, Added(id, status))

    def _settle(self, place: int, outcome: Added) -> None:
        self._outcomes[place] = outcome
        self._progress(place, outcome)


def _size(value: Row | Wire) -> int:
    """Bytes of a part of a request, and of the comma behind it."""
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) + 1
