"""A fob as an object: what it knows, what it holds, what it can be asked to do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields, replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from fobcore.account import Account
from fobcore.errors import CODES, FobError
from fobcore.pin import valid
from fobcore.vault import MAX_ACCOUNTS
from fobcore.wireform import from_wire, to_wire
from mfob import clocksync, discover, hostclock, strips, trace
from mfob.enrol import check, clean, public_fields
from mfob.errors import HostError, of_code
from mfob.exchange import Timing
from mfob.link import Link
from mfob.records import Added, ClockState, Code, Entry, Exported, Info, SelfTest, Setting, Trim

if TYPE_CHECKING:
    from mfob.labels.label import Label

T = TypeVar("T")
_NOT_TO_ITS_END = (
    "The accounts did not come to their end: the fob was locked, changed or restarted on the way,"
    " or a minute went by. Nothing was written: run the same command again."
)
_AGAIN = 3  # how often a setting of the clock is begun anew


def _ignore(_event: object) -> None:
    pass


def _not_counted(_done: int, _of: int) -> None:
    pass


def _not_told(_place: int, _outcome: Added) -> None:
    pass


class Fob:
    """A fob on a port. Every method raises HostError with a sentence for people.

        with Fob.open() as fob:
            for account in fob.accounts():
                print(account.label)

    What changes the fob, and `code` unless the setting usb_code is "free", returns once the
    owner has pressed the fob's button (HostError "refused" or "timeout" otherwise, after 30 s at
    most).
    """

    def __init__(
        self,
        link: Link,
        port: str | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now  # seconds since some beginning, of the world that the fob lives in
        self._link = link
        self._port = port

    @classmethod
    def open(
        cls,
        port: str | None = None,
        event: Callable[[str], None] = _ignore,
        say: trace.Trace = trace.silent,
        locked: Callable[[Fob], None] | None = None,
    ) -> Fob:
        """The fob at `port` (a path, "sim", "sim:DIR"), or the only one that is connected.

        `event` is told "wait" while the fob waits for its button, "busy", "lost" and "back";
        `say` gets a line about each frame, without the values in it. `locked` is called where a
        request meets a locked fob, which is then made again: it unlocks the fob or raises.
        """
        place = discover.at(port) if port else discover.the_only(say)
        now = hostclock.steady(port)
        link = Link(discover.opener(place), event, say, Timing(now=now))
        try:
            link.greet()
        except BaseException:
            link.close()
            raise
        fob = cls(link, port, now)
        if locked:
            link.locked = partial(locked, fob)
        return fob

    def info(self) -> Info:
        """The fob as a whole."""
        return _record(Info, self._link.request({"do": "info"}))

    def accounts(self) -> list[Entry]:
        """All accounts in the fob's order, without their secrets."""
        entries: list[Entry] = []
        while True:
            page = self._link.request({"do": "list", "from": len(entries)})
            rows = page.get("accounts", [])
            entries += map(_entry, rows)
            if not rows or len(entries) >= page.get("total", 0):
                return entries

    def add(self, account: Account, replace: bool = False) -> Added:
        """Puts an account on the fob. HostError "clash" where the same issuer and name are
        there with another key and `replace` is false; a duplicate needs no button."""
        check(account)
        with _about(account):
            body = {"do": "add", "account": to_wire(account), "replace": replace}
            return _record(Added, strips.request(self._link, account, body))

    def add_many(
        self,
        accounts: Sequence[Account],
        replace: bool | Callable[[Account], bool] = False,
        progress: Callable[[int, Added], None] = _not_told,
        asking: Callable[[int], None] = _ignore,
    ) -> list[Added]:
        """Puts accounts on the fob with one approval for all; what became of each, in order.

        `replace` is asked of each account that is there with another key. `progress` is told the
        place and outcome of each account as it comes, `asking` how many the fob is about to ask
        for. Where the fob is restarted on the way it asks again, for the rest. An account that
        failed is "rejected"; HostError is raised only where nothing could be begun with.
        """
        from mfob.batch import Batch

        return Batch(self, self._link, replace, progress, asking).run(accounts)

    def export(
        self, pin: str | None = None, progress: Callable[[int, int], None] = _not_counted
    ) -> Exported:
        """All accounts with their keys, in the fob's order, favourites and counters as they stand.

        `pin`: the fob's, where it has one: a try like any other, see unlock(), behind the press.
        `progress` is told how many have come, of how many. HostError "no_export" where accounts
        never leave the fob; "locked": it has to be unlocked first; "not_approved" where it was
        locked, changed or restarted on the way.
        """
        body: dict[str, object] = {"do": "export"}
        body |= {} if pin is None else {"pin": _formed(pin)}
        count = self._link.request(body, once=True).get("count")
        if type(count) is not int or not 0 <= count <= MAX_ACCOUNTS:
            raise HostError("The fob's count of accounts makes no sense.", "bad_answer")
        found = Exported([], 0)
        for at in range(count):
            account = self._exported(at)
            if account is None:
                found = replace(found, unreadable=found.unreadable + 1)
            else:
                found.accounts.append(account)
            progress(at + 1, count)
        return found

    def _exported(self, at: int) -> Account | None:
        """The account at a position, None where the fob can't read it. Raises HostError."""
        try:
            answer = self._link.request({"do": "exported", "at": at}, once=True)
            return from_wire(answer.get("account"))
        except FobError:  # which says no more than a word
            raise HostError("An account of the fob makes no sense.", "bad_answer") from None
        except HostError as error:
            if error.code == "storage":
                return None
            if error.code in ("not_approved", "timeout", "locked", "lost"):
                raise HostError(_NOT_TO_ITS_END, error.code, error.exit_code) from None
            raise

    def code(self, account_id: int, next: bool = False) -> Code:
        """The code of now, or a HOTP's next. HostError "clock" while the fob's clock is not set,
        "off" where the fob gives no codes to computers.

        `next`: with the code of the period after it (TOTP and Steam).
        """
        return _code(self._link.request({"do": "code", "id": account_id, "next": next}))

    def rename(self, account_id: int, issuer: str, name: str) -> list[Label]:
        """Gives an account another issuer and name; how those are shown that the fob has no font
        for. HostError "clash" if they are taken."""
        named = Account(clean(issuer), clean(name), b"-")
        check(named)
        labels = strips.label(named)
        with _about(named):
            names = {"issuer": named.issuer, "name": named.name}
            strips.request(self._link, named, {"do": "rename", "id": account_id, **names})
        return labels

    def move(self, account_id: int, to: int) -> None:
        """Moves an account to a place in the fob's order, from 0; beyond the end: the last."""
        self._link.request({"do": "move", "id": account_id, "to": to})

    def favour(self, account_id: int, favourite: bool) -> None:
        """Makes an account a favourite, which stands before all others, or none."""
        self._link.request({"do": "favour", "id": account_id, "favourite": favourite})

    def delete(self, account_id: int) -> None:
        """Takes an account off the fob."""
        self._link.request({"do": "delete", "id": account_id})

    def clock(self, trips: int = 1, shift_ms: int = 0) -> ClockState:
        """The fob's clock, held against the host's UTC plus `shift_ms`; of several round trips
        the quickest tells."""
        return clocksync.state_of(self._trip(trips), shift_ms)

    def set_clock(
        self, utc_ms: int | None = None, shift_ms: int = 0, error_ms: int = 0
    ) -> ClockState:
        """Sets the fob's clock to the host's UTC plus `shift_ms`, which is right within
        `error_ms`; or to `utc_ms` at the time of this call.

        The time that its owner takes to press makes no difference. Returns the clock as it then
        is. HostError "clock_range", "clock_fault".
        """
        if utc_ms is not None:
            shift_ms += utc_ms - self._utc_ms()
        for _ in range(_AGAIN):
            body = clocksync.setting(self._trip(clocksync.TRIPS), shift_ms, error_ms)
            try:
                answer = self._link.request(clocksync.once(body))
            except clocksync.Stale:  # the fob was restarted, or unlocked first
                continue
            told = self.clock(clocksync.FEW, shift_ms)
            return replace(told, pressed=bool(answer.get("pressed")))
        raise clocksync.restarted()

    def clock_history(self) -> list[Setting]:
        """The last settings of the clock, oldest first. HostError "locked", for which nobody is
        asked for a PIN."""
        return clocksync.settings_of(self._link.request({"do": "clock_history"}, once=True))

    def trim_clock(self) -> Trim:
        """Trims the clock's chip by the drift that the fob has learnt, which is then forgotten.
        HostError "no_trim", "not_learnt"."""
        return _record(Trim, self._link.request({"do": "trim_clock"}))

    def _trip(self, trips: int) -> clocksync.Trip:
        return clocksync.best(lambda: self._link.request({"do": "clock"}), self._utc_ms, trips)

    def _utc_ms(self) -> int:
        return hostclock.utc_ms(self._port)

    def mix(self, seed: bytes) -> bool:
        """Adds 32 random bytes of this computer's to the fob's; whether an empty fob made a new
        key of both."""
        answer = self._link.request({"do": "entropy", "bytes": seed.hex()})
        return bool(answer.get("new_key"))

    def set_name(self, name: str) -> None:
        """Gives the fob a name of its own, up to 24 characters; "" takes it away."""
        self._link.request({"do": "set_name", "name": name})

    def settings(self) -> dict[str, str]:
        """The fob's settings by key."""
        return {key: str(value) for key, value in self._link.request({"do": "settings"}).items()}

    def set_setting(self, key: str, value: str) -> None:
        """Changes a setting. HostError "bad_key", "bad_value"."""
        self._link.request({"do": "set", "key": key, "value": value})

    def unlock(self, pin: str) -> None:
        """Unlocks the fob, after a short press on it.

        HostError "bad_pin" (its details: `tries` left, `wait` in seconds), "pin_wait", "wiped",
        "no_pin", or "pin_format" where nothing was tried.
        """
        self._link.request({"do": "unlock", "pin": _formed(pin)}, once=True)

    def lock(self) -> None:
        """Locks the fob, if it is not. HostError "no_pin"."""
        try:
            self._link.request({"do": "lock"}, once=True)
        except HostError as error:
            if error.code != "locked":
                raise

    def set_pin(self, new: str, old: str | None = None, limit: int | None = None) -> None:
        """Gives the unlocked fob a PIN of 4 to 12 digits; `old` is the one that it has.

        `limit`: wrong PINs in a row, 5 to 20, after which the fob erases itself; None: as before,
        or 10. A wrong `old` is a try like any other: see unlock().
        """
        request: dict[str, object] = {"do": "set_pin", "pin": _formed(new)}
        request |= {} if old is None else {"old": _formed(old)}
        request |= {} if limit is None else {"limit": limit}
        self._link.request(request, once=True)

    def remove_pin(self, old: str) -> None:
        """Takes the unlocked fob's PIN away. A wrong `old` is a try like any other."""
        self._link.request({"do": "remove_pin", "old": _formed(old)}, once=True)

    def wipe(self) -> None:
        """Erases all of the fob, locked or not: keys, accounts, PIN, settings. It restarts."""
        try:
            self._link.request({"do": "wipe"}, once=True)
        except HostError as error:
            if error.code != "lost":
                raise
            told = self.info()  # the answer was lost in the restart, or the power was
            if told.pin or told.accounts != 0:
                raise

    def maintenance(self) -> None:
        """Restarts the fob, once, into MicroPython's prompt, its accounts locked."""
        try:
            self._link.request({"do": "maintenance"}, once=True)
        except HostError as error:
            if error.code != "lost":  # it has restarted before its answer was read
                raise

    def selftest(self) -> SelfTest:
        """Lets the fob compute published vectors and tell how full it is. Takes seconds."""
        return _record(SelfTest, self._link.request({"do": "selftest"}))

    def round_trip(self, count: int = 1) -> float:
        """Seconds from a greeting to its answer, the mean of `count`."""
        begin = self.now()
        for _ in range(count):
            self._link.greet()
        return (self.now() - begin) / count

    def close(self) -> None:
        """Gives the port back."""
        self._link.close()

    def __enter__(self) -> Fob:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):
            self._link.abandon()
        self.close()


@contextmanager
def _about(account: Account) -> Iterator[None]:
    """Puts the account's public fields into the sentence of what the fob refuses inside."""
    try:
        yield
    except HostError as error:
        if error.code not in CODES:  # the link's own
            raise
        raise of_code(error.code, error.details, public_fields(account)) from None


def _formed(pin: str) -> str:
    """The PIN, if it can be one: the fob need not be asked, and no try is spent."""
    if not valid(pin):
        raise of_code("pin_format")
    return pin


def _code(answer: dict[str, Any]) -> Code:
    following = answer.get("next")
    try:
        return Code(
            answer["code"],
            answer["from"],
            answer["until"],
            answer.get("counter"),
            _code({**following, "error_ms": answer.get("error_ms")}) if following else None,
            answer.get("error_ms"),
        )
    except KeyError as error:
        raise HostError(f"The fob's answer lacks {error}.", "bad_answer") from None


def _entry(row: list[Any]) -> Entry:
    """The account of a row of `list`."""
    try:
        return Entry(*row[: len(fields(Entry))])
    except TypeError:
        raise HostError("The fob's list of accounts makes no sense.", "bad_answer") from None


def _record(kind: type[T], answer: dict[str, Any]) -> T:
    """A record of the fields that it has; what a newer fob tells beyond them is ignored."""
    try:
        needed = [
            field.name
            for field in fields(kind)  # type: ignore[arg-type]
            if field.default is MISSING or field.name in answer
        ]
        return kind(**{name: answer[name] for name in needed})
    except KeyError as error:
        raise HostError(f"The fob's answer lacks {error}.", "bad_answer") from None
