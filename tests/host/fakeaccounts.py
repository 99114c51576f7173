"""What the fake fob holds and does: accounts, a clock, the answers that the contract documents."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pyotp

_FIELDS = {"issuer", "name", "secret", "type", "algorithm", "digits", "period", "counter"}
_ASKED = {  # command: its fields, beside "do"
    "hello": {"protocol"}, "info": set(), "list": {"from"}, "code": {"id"}, "delete": {"id"},
    "add": {"account", "replace"}, "clock": set(), "set_clock": {"time", "ms"},
    "set_name": {"name"},
}  # fmt: skip
RFC_KEY = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of RFC 6238, appendix B
IDENTITY = {"firmware": "0.1.0", "board": "fake", "id": "00112233aabbccdd"}


class Refusal(Exception):
    """An error answer of the fob."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Accounts:
    """The commands. `clock_ms` is the offset of its clock to this computer's, None when unset."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[str, Any]] = {}
        self.name = ""
        self.protocol = 1
        self.clock_ms: int | None = 0
        self.last_set: int | None = None
        self.full = False
        self.done: dict[tuple[str, int], dict[str, Any]] = {}  # the journal: outlives a restart
        self.times_added = 0

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
        if do not in _ASKED or set(request) - {"do"} != _ASKED[do]:
            raise Refusal("bad_request")
        if change in self.done:
            return False, lambda: self.done[change]
        return getattr(self, f"_{do}")(request, change)

    def now_ms(self) -> int | None:
        if self.clock_ms is None:
            return None
        return time.time_ns() // 1_000_000 + self.clock_ms

    def _hello(self, request: dict[str, Any], _change: object) -> Any:
        answer = {"protocol": self.protocol, "frame": 200, "request": 2048, **IDENTITY}
        return False, lambda: answer

    def _info(self, request: dict[str, Any], _change: object) -> Any:
        clock = "unset" if self.clock_ms is None else "trusted"
        state = {"accounts": len(self.rows), "room": 100, "clock": clock, "name": self.name}
        pin = {"pin": False, "locked": False, "protocol": self.protocol}
        return False, lambda: {**IDENTITY, **state, **pin}

    def _list(self, request: dict[str, Any], _change: object) -> Any:
        order = ("issuer", "name", "type", "algorithm", "digits", "period", "counter")
        rows = [[n, *(row[field] for field in order)] for n, row in self.rows.items()]
        page = rows[request["from"] : request["from"] + 3]
        return False, lambda: {"total": len(rows), "accounts": page}

    def _code(self, request: dict[str, Any], _change: object) -> Any:
        row = self._row(request["id"])
        if self.clock_ms is None:
            raise Refusal("clock")

        def act() -> dict[str, Any]:
            utc = (self.now_ms() or 0) // 1000
            start = utc - utc % row["period"]
            code = pyotp.TOTP(row["secret"], digits=row["digits"], interval=row["period"]).at(utc)
            return {"code": code, "from": start, "until": start + row["period"]}

        return True, act

    def _add(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        new = request["account"]
        if set(new) != _FIELDS or not set(new["secret"]) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        ):
            raise Refusal("bad_request")
        who = (new["issuer"], new["name"])
        number = next((n for n, r in self.rows.items() if (r["issuer"], r["name"]) == who), None)
        if number is not None and self.rows[number] == new:
            return False, lambda: {"id": number, "status": "duplicate"}
        if number is not None and not request["replace"]:
            raise Refusal("clash", id=number)
        if self.full:
            raise Refusal("full")

        def act() -> dict[str, Any]:
            self.times_added += 1
            status = "added" if number is None else "replaced"
            at = number or max(self.rows, default=0) + 1
            self.rows[at] = new
            self.done[change] = {"id": at, "status": status}
            return self.done[change]

        return True, act

    def _delete(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        self._row(request["id"])

        def act() -> dict[str, Any]:
            del self.rows[request["id"]]
            self.done[change] = {}
            return {}

        return True, act

    def _clock(self, _request: dict[str, Any], _change: object) -> Any:
        return False, self._clock_answer

    def _set_clock(self, request: dict[str, Any], _change: object) -> Any:
        asked = time.time_ns() // 1_000_000
        given = request["time"] * 1000 + request["ms"]

        def act() -> dict[str, Any]:
            self.clock_ms = given - asked
            self.last_set = (self.now_ms() or 0) // 1000
            return self._clock_answer()

        return True, act

    def _set_name(self, request: dict[str, Any], change: tuple[str, int]) -> Any:
        if not isinstance(request["name"], str) or len(request["name"]) > 24:
            raise Refusal("bad_name")

        def act() -> dict[str, Any]:
            self.name = request["name"]
            self.done[change] = {}
            return {}

        return True, act

    def _clock_answer(self) -> dict[str, Any]:
        now = self.now_ms()
        if now is None:
            return {"state": "unset", "time": None, "ms": None, "last_set": self.last_set}
        state = {"state": "trusted", "time": now // 1000, "ms": now % 1000}
        return {**state, "last_set": self.last_set}

    def _row(self, number: int) -> dict[str, Any]:
        if number not in self.rows:
            raise Refusal("not_found")
        return self.rows[number]
