"""What the fake fob holds and does: accounts, a clock, the answers that the contract documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyotp
from pyotp.contrib import Steam

from fobcore.settings import VALUES
from host.fakeclock import Clock
from host.fakepin import Guard
from host.fakerules import Batch, Pictures, Refusal, checked, digest_of, key_digest, same_key

_ASKED = {  # command: its fields, beside "do"
    "hello": {"protocol"}, "info": set(), "list": {"from"}, "code": {"id", "next"},
    "delete": {"id"}, "add": {"account", "replace"}, "clock": set(),
    "set_clock": {"time", "ms", "ticks", "error_ms"}, "clock_history": set(), "trim_clock": set(),
    "set_name": {"name"}, "rename": {"id", "issuer", "name"}, "move": {"id", "to"},
    "favour": {"id", "favourite"},
    "settings": set(), "set": {"key", "value"}, "selftest": set(), "batch": {"count"},
    "names": {"at", "rows"}, "approve": set(), "adds": {"batch", "accounts"},
    "picture": {"strip"},
    "unlock": {"pin"}, "lock": set(),
    "export": set(), "exported": {"at"},
    "set_pin": {"pin"}, "remove_pin": {"old"}, "wipe": set(), "entropy": {"bytes"},
}  # fmt: skip
_OTHER = {"set_pin": {"pin", "old"}}  # or these fields
_MORE = {"adds": {"pictures"}, "set_pin": {"limit"}, "export": {"pin"}}  # may be there as well
_WITHOUT_STORE = (
    "hello", "info", "clock", "set_clock", "clock_history", "trim_clock", "selftest", "wipe",
)  # fmt: skip
RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238, appendix B
IDENTITY = {"firmware": "0.1.0", "board": "fake", "id": "00112233aabbccdd"}


class Accounts:
    """The commands, and what they work on."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Any]] = {}
        self.name = ""
        self.protocol = 1
        self.clock = Clock()
        self.doubt_ms: int | None = None  # that comes with codes
        self.full = False
        self.unreadable = False  # its store can't be read
        self.settings = {key: values[0] for key, values in VALUES.items()}
        self.guard = Guard(self.erase)
        self.health: dict[str, Any] = {
            "passed": 30, "failed": [], "heap": 90_000, "flash": 900_000, "journal": 4_096,
            "damaged": 0,
        }  # fmt: skip
        self.batch: Batch | None = None
        self.approvals = 0
        self.pictures = Pictures()
        self.together = 4  # accounts of one request, at most
        self.names_room = 1000  # rows of a batch that it has memory for
        self.done: dict[tuple[str, int], dict[str, Any]] = {}  # the journal: outlives a restart
        self.times_added = 0
        self.export: tuple[str, int] | None = None  # session, and the place that comes next
        self.unreadable_at: int | None = None  # an account that it can't read
        self.ends_at: int | None = None  # where somebody changes something on the fob
        self.seeds: list[str] = []

    def put(self, issuer: str, name: str, secret: str = RFC_KEY, **more: Any) -> int:
        """An account that is there already."""
        number = max(self.rows, default=0) + 1
        self.rows[number] = {
            "issuer": issuer, "name": name, "secret": secret, "type": "totp",
            "algorithm": "SHA1", "digits": 6, "period": 30, "counter": 0, **more,
        }  # fmt: skip
        return number

    def command(
        self, request: dict[str, Any], change: tuple[str, int]
    ) -> tuple[bool, Callable[[], dict[str, Any]]]:
        """Whether the button is needed, and what then happens. Raises Refusal."""
        do = request.get("do", "")
        if do not in _ASKED:
            raise Refusal("bad_command")
        if do != "exported":
            self.export = None
        self.guard.admits(do)
        if self.unreadable and do not in _WITHOUT_STORE:
            raise Refusal("storage")
        if change in self.done and do != "adds":  # an approval is not on the flash
            return False, lambda: self.done[change]
        fields = set(request) - {"do"}
        if fields - _MORE.get(do, set()) not in (_ASKED[do], _OTHER.get(do)):
            raise Refusal("bad_request")
        return getattr(self, f"_{do}")(request, change)

    @property
    def clock_ms(self) -> int | None:
        """How far its clock is ahead of this computer's, None when unset."""
        return self.clock.off_ms

    @clock_ms.setter
    def clock_ms(self, off_ms: int | None) -> None:
        self.clock.off_ms = off_ms

    def _hello(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        if self.batch and self.batch.session != change[0]:
            self.batch = None
        answer = {"protocol": self.protocol, "frame": 200, "request": 2048, **IDENTITY}
        return False, lambda: answer

    def _info(self, request: dict[str, Any], _change: object) -> Any:
        clock = self.clock.answer()["state"]
        state = {"accounts": len(self.rows), "room": 100, "clock": clock, "name": self.name}
        pin = {**self.guard.info(), "protocol": self.protocol}
        state["damaged"] = self.health["damaged"]
        if self.unreadable:
            state.update(accounts=None, room=None, damaged=None)
        if self.guard.locked:
            state.update(accounts=None, room=None, damaged=None, name="")
        return False, lambda: {**IDENTITY, **state, **pin}

    def _entropy(self, request: dict[str, Any], _change: object) -> Any:
        if len(bytes.fromhex(request["bytes"])) != 32:
            raise Refusal("bad_request")
        self.seeds.append(request["bytes"])
        return False, lambda: {"new_key": not self.rows}

    def _list(self, request: dict[str, Any], _change: object) -> Any:
        order = ("issuer", "name", "type", "algorithm", "digits", "period", "counter")
        rows = [
            [n, *(row[field] for field in order), row.get("favourite", False)]
            for n, row in self.rows.items()
        ]
        page = rows[request["from"] : request["from"] + 3]
        return False, lambda: {"total": len(rows), "accounts": page}

    def _code(self, request: dict[str, Any], _change: object) -> Any:
        row = self._row(request["id"])
        allowed = self.settings["usb_code"]
        if allowed == "off":
            raise Refusal("off")
        if row["type"] == "hotp":
            if request["next"]:
                raise Refusal("bad_request")
            return True, lambda: self._counted(row)
        if self.clock_ms is None:
            raise Refusal("clock")
        return allowed == "press", lambda: self._timed(row, request["next"])

    def _counted(self, row: dict[str, Any]) -> dict[str, Any]:
        counter = row["counter"]
        row["counter"] = counter + 1
        digest = digest_of(row["algorithm"])
        code = pyotp.HOTP(row["secret"], digits=row["digits"], digest=digest).at(counter)
        return {"code": code, "counter": counter, "from": None, "until": None}

    def _timed(self, row: dict[str, Any], following: bool) -> dict[str, Any]:
        utc = (self.clock.now_ms() or 0) // 1000
        if row["type"] == "steam":
            maker = Steam(row["secret"])
        else:
            digest = digest_of(row["algorithm"])
            digits, period = row["digits"], row["period"]
            maker = pyotp.TOTP(row["secret"], digits=digits, digest=digest, interval=period)
        start = utc - utc % row["period"]
        starts = [start, start + row["period"]]
        now, then = [
            {"code": maker.at(s), "from": s, "until": s + row["period"]} for s in starts
        ]  # fmt: skip
        if self.doubt_ms is not None:
            now["error_ms"] = self.doubt_ms
        return {**now, "next": then} if following else now

    def _add(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        new = checked(request["account"])
        who = (new["issuer"], new["name"])
        number = self._named(who)
        twins = [at for at, row in self.rows.items() if same_key(row, new)]
        if twins:
            twin = number if number in twins else twins[0]
            return False, lambda: {"id": twin, "status": "duplicate"}
        if number is not None and not request["replace"]:
            raise Refusal("clash", id=number)
        if self.full:
            raise Refusal("full")

        def act() -> dict[str, Any]:
            self.times_added += 1
            status = "added" if number is None else "replaced"
            at = number or max(self.rows, default=0) + 1
            self.rows[at] = new
            self._sort()
            self.done[change] = {"id": at, "status": status}
            return self.done[change]

        return True, act

    def _adds(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        wires, batch = request["accounts"], self.batch
        if not 1 <= len(wires) <= self.together or (len(wires) > 1 and "pictures" in request):
            raise Refusal("bad_request")
        if len({(new["issuer"], new["name"]) for new in wires}) < len(wires):
            raise Refusal("bad_request")
        if batch is None or not batch.approved:
            raise Refusal("not_approved")
        strips = self.pictures.named(request["pictures"]) if "pictures" in request else (b"", b"")
        adds = []
        for number, wire in enumerate(wires, request["batch"]):
            new = checked(wire)
            adds.append({"account": new, "replace": batch.allows(new, number, strips)})
            self._add(adds[-1], change)  # raises, before any of them is added

        def act() -> dict[str, Any]:
            done = [self._add(one, change)[1]() for one in adds]  # a twin of one before it counts
            return {"accounts": [[one["id"], one["status"]] for one in done]}

        return False, act

    def _batch(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        if request["count"] < 1:
            raise Refusal("bad_request")
        self.batch = Batch(change[0], request["count"], self.names_room)
        return False, lambda: {"rows": 6, "adds": self.together}

    def _picture(self, request: dict[str, Any], _change: object) -> Any:
        self.pictures.take(request["strip"])
        return False, dict

    def _names(self, request: dict[str, Any], _change: object) -> Any:
        if self.batch is None:
            raise Refusal("not_approved")
        self.batch.name(request["at"], request["rows"])
        keys = {key_digest(row): number for number, row in self.rows.items()}
        told = [
            [place, keys[row[4]]]
            for place, row in enumerate(request["rows"], request["at"])
            if row[4:] and row[4] in keys
        ]
        answer = {"have": len(self.batch.rows), **({"duplicates": told} if told else {})}
        return False, lambda: answer

    def _approve(self, _request: dict[str, Any], _change: object) -> Any:
        batch = self.batch
        if batch is None:
            raise Refusal("not_approved")
        if batch.approved or len(batch.rows) != batch.count:
            raise Refusal("bad_request")

        def act() -> dict[str, Any]:
            batch.approved = True
            self.approvals += 1
            return {}

        return True, act

    def _rename(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        row = self._row(request["id"])
        other = self._named((request["issuer"], request["name"]))
        if other not in (None, request["id"]):
            raise Refusal("clash", id=other)
        if not 1 <= len(request["name"]) <= 64:
            raise Refusal("bad_name")
        return True, self._once(
            change, lambda: row.update(issuer=request["issuer"], name=request["name"])
        )

    def _move(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        row, to = self._row(request["id"]), request["to"]
        if to < 0:
            raise Refusal("bad_request")

        def act() -> None:
            del self.rows[request["id"]]
            order = list(self.rows.items())
            order.insert(to, (request["id"], row))
            self.rows = dict(order)

        return True, self._once(change, act)

    def _favour(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        row, favourite = self._row(request["id"]), request["favourite"]

        def act() -> None:
            row["favourite"] = favourite
            self._sort()

        return True, self._once(change, act)

    def _sort(self) -> None:
        """Favourites first."""
        order = sorted(self.rows.items(), key=lambda it: not it[1].get("favourite", False))
        self.rows = dict(order)

    def _export(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        if self.settings["exportable"] == "never":
            raise Refusal("no_export")
        if (self.guard.pin is None) != ("pin" not in request):
            raise Refusal("bad_request")
        if self.guard.pin is not None:
            self.guard.may_try(request["pin"])

        def act() -> dict[str, Any]:
            if self.guard.pin is not None:
                self.guard.attempt(request["pin"])
            self.export = (change[0], 0)
            return {"count": len(self.rows)}

        return True, act

    def _exported(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        at = request["at"]
        if self.export != (change[0], at) or at >= len(self.rows) or at == self.ends_at:
            self.export = None
            raise Refusal("not_approved")
        self.export = (change[0], at + 1)
        if at == self.unreadable_at:
            raise Refusal("storage")
        row = list(self.rows.values())[at]
        account = {field: row[field] for field in row if field != "favourite"}
        if row.get("favourite"):
            account["favourite"] = True
        return False, lambda: {"account": account}

    def _settings(self, _request: dict[str, Any], _change: object) -> Any:
        return False, lambda: dict(self.settings)

    def _set(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        key, value = request["key"], request["value"]
        if key not in self.settings:
            raise Refusal("bad_key")
        if value not in VALUES[key]:
            raise Refusal("bad_value")
        if key == "exportable" and self.settings[key] == "never" != value:
            raise Refusal("no_export")
        return True, self._once(change, lambda: self.settings.update({key: value}))

    def _selftest(self, _request: dict[str, Any], _change: object) -> Any:
        closed = self.unreadable or self.guard.locked
        lost = {"journal": None, "damaged": None} if closed else {}
        return False, lambda: {**self.health, **lost}

    def _once(
        self, change: tuple[str, int], act: Callable[[], None]
    ) -> Callable[[], dict[str, Any]]:
        """Does it and remembers that it is done."""

        def done() -> dict[str, Any]:
            act()
            self.done[change] = {}
            return {}

        return done

    def _delete(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        self._row(request["id"])
        return True, self._once(change, lambda: self.rows.__delitem__(request["id"]))

    def _unlock(self, request: dict[str, Any], _change: object) -> Any:
        if self.guard.pin is not None and not self.guard.locked:
            return False, dict
        return True, self.guard.unlock(request)

    def _lock(self, _request: dict[str, Any], _change: object) -> Any:
        return False, self.guard.lock

    def _set_pin(self, request: dict[str, Any], _change: object) -> Any:
        return True, self.guard.set_pin(request)

    def _remove_pin(self, request: dict[str, Any], _change: object) -> Any:
        return True, self.guard.remove_pin(request)

    def _wipe(self, _request: dict[str, Any], _change: object) -> Any:
        def act() -> dict[str, Any]:
            self.erase()
            return {}

        return True, act

    def erase(self) -> None:
        """As after a wipe: a new fob, its clock apart."""
        self.rows.clear()
        self.done.clear()
        self.name, self.batch, self.unreadable = "", None, False
        self.settings = {key: values[0] for key, values in VALUES.items()}
        self.guard.clear()

    def _clock(self, _request: dict[str, Any], _change: object) -> Any:
        return False, self.clock.answer

    def _set_clock(self, request: dict[str, Any], _change: object) -> Any:
        return self.clock.set(request)

    def _clock_history(self, _request: dict[str, Any], _change: object) -> Any:
        return False, lambda: {"settings": self.clock.history}

    def _trim_clock(self, _request: dict[str, Any], _change: object) -> Any:
        return self.clock.trim()

    def _set_name(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        if not isinstance(request["name"], str) or len(request["name"]) > 24:
            raise Refusal("bad_name")
        return True, self._once(change, lambda: setattr(self, "name", request["name"]))

    def _named(self, who: tuple[str, str]) -> int | None:
        return next((n for n, r in self.rows.items() if (r["issuer"], r["name"]) == who), None)

    def _row(self, number: int) -> dict[str, Any]:
        if number not in self.rows:
            raise Refusal("not_found")
        return self.rows[number]
