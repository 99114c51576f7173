"""Many accounts with one approval: their names first, then, once approved, one after the other.

The fob holds each account against the digest that its owner approved. After a cut on the way the
names of the rest are told and approved again, so running the same thing again finishes it. Where
the fob has no memory for all the names, they come in several runs, each with its own approval.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fobcore import manifest
from fobcore.account import Account
from mfob.enrol import check
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

Row = list[Any]


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
        self._first: dict[tuple[str, str], int] = {}  # name: its first place
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
                self._settle(place, Added(before.id, "duplicate"))
                continue
            message = f"{label(account.issuer, account.name)} is there twice, with two keys."
            error = before.error or HostError(message, "clash")
            self._settle(place, Added(None, "rejected", error))

    def _round(self, rest: list[int]) -> list[int]:
        """Adds what can be added with one approval; the places that a restart has left."""
        there = {(entry.issuer, entry.name) for entry in self._fob.accounts()}
        wanted = []
        for place in rest:
            account = self._accounts[place]
            if (account.issuer, account.name) not in there or self._gives_way(place):
                wanted.append(place)
        if len(wanted) == 1:
            self._one(wanted[0])
        elif wanted:
            done = self._many(wanted)
            self._barren += done == 0
            if self._barren > _BARREN:
                raise of_code(_ENDED)
            return wanted[done:]
        return []

    def _many(self, wanted: list[int]) -> int:
        """Asks for as many as the fob takes at once and adds them; how many these are, fewer when
        it forgets the approval on the way."""
        done = 0
        try:
            for place in wanted[: self._approve(wanted)]:
                self._add(place, done)
                done += 1
        except HostError as error:
            if error.code != _ENDED:
                raise
        return done

    def _gives_way(self, place: int) -> bool:
        """Of an account whose name is there: whether to replace it. The fob answers the rest, a
        duplicate or a clash, without its button."""
        account = self._accounts[place]
        try:
            self._settle(place, self._fob.add(account))
        except HostError as error:
            if error.code != "clash":
                raise
            if place not in self._replaced:
                replace = self._replace
                self._replaced[place] = replace(account) if callable(replace) else replace
            if self._replaced[place]:
                return True
            self._settle(place, Added(None, "rejected", error))
        return False

    def _one(self, place: int) -> None:
        self._asking(1)
        self._settle(place, self._fob.add(self._accounts[place], self._replaced.get(place, False)))

    def _approve(self, wanted: list[int]) -> int:
        """Tells names and digests, and waits for the owner; of how many. Raises HostError."""
        count = len(wanted)
        while (told := self._tell(wanted[:count])) < count:
            count = told - told // 16  # its memory is not the same each time
        self._asking(count)
        self._link.request({"do": "approve"})
        return count

    def _tell(self, wanted: list[int]) -> int:
        """Tells names and digests; how many the fob had room for. Raises HostError."""
        most = self._link.request({"do": "batch", "count": len(wanted)})["rows"]
        rows = [self._row(place) for place in wanted]
        at = 0
        while at < len(rows):
            request = {"do": "names", "at": at, "rows": self._fitting(rows[at : at + most])}
            try:
                at = self._link.request(request)["have"]
            except HostError as error:
                fit = error.details.get("have")
                if error.code != _FULL or not isinstance(fit, int) or not 0 < fit < len(rows):
                    raise
                return fit
        return at

    def _row(self, place: int) -> Row:
        account = self._accounts[place]
        digest = manifest.digest(account).hex()
        return [account.issuer, account.name, digest, int(self._replaced.get(place, False))]

    def _fitting(self, rows: list[Row]) -> list[Row]:
        """As many rows as a request has room for, at least one."""
        room = int(self._link.hello["request"]) - _ROW_ROOM
        for count, row in enumerate(rows):
            room -= len(json.dumps(row, ensure_ascii=False).encode()) + 1
            if room < 0 and count:
                return rows[:count]
        return rows

    def _add(self, place: int, number: int) -> None:
        """Adds an approved account. Raises HostError for what is not about this one alone."""
        body = {"do": "add", "account": self._accounts[place].to_wire(), "batch": number}
        try:
            answer = self._link.request(body)
        except HostError as error:
            if not error.code.startswith(_OF_ONE):
                raise
            self._settle(place, Added(None, "rejected", error))
        else:
            self._settle(place, Added(answer["id"], answer["status"]))

    def _settle(self, place: int, outcome: Added) -> None:
        self._outcomes[place] = outcome
        self._progress(place, outcome)
