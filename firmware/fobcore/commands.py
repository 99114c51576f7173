"""What the host may ask of the fob, command by command."""

import binascii
import struct

from fobcore import account as accounts
from fobcore import frames, otp, records
from fobcore.calendar import text as date_text
from fobcore.clock import EARLIEST, LATEST_SET
from fobcore.errors import (
    BAD_COMMAND,
    BAD_NAME,
    BAD_REQUEST,
    CLOCK,
    CLOCK_FAULT,
    CLOCK_RANGE,
    STORAGE,
    TIMEOUT,
    FobError,
)
from fobcore.hmac import Hmac
from fobcore.link import BUSY, REQUEST_MAX

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.app import App
    from fobcore.clock import Clock
    from fobcore.parts import Answer, Task, Ticks, TicksDiff
    from fobcore.vault import Vault

_ANSWER_ROOM = 150  # bytes of accounts in a list's answer, so that it fits a line
_GRANT = 10000  # ms for which a press lets a code be sent again
_NAME_MAX = 24  # characters of the fob's own name


class Commands:
    """The commands over the parts of a fob.

    `vault` is None when it can't be read. `app` shows consent screens: ask(title, text) is a
    generator that ends when the owner has pressed. `identity`: firmware, board, id (texts).
    `ticks()` and `ticks_diff()` are the processor's.
    """

    def __init__(
        self,
        vault: "Vault | None",
        clock: "Clock",
        app: "App",
        identity: dict,
        ticks: "Ticks",
        ticks_diff: "TicksDiff",
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._app = app
        self._identity = identity
        self._ticks = ticks
        self._ticks_diff = ticks_diff
        self._commands = {
            "hello": self._hello,
            "info": self._info,
            "list": self._list,
            "code": self._code,
            "add": self._add,
            "delete": self._delete,
            "clock": self._clock_state,
            "set_clock": self._set_clock,
            "set_name": self._set_name,
        }

    def run(self, request: dict, session: str, seq: int) -> "Answer | Task":
        """Runs a request; see fobcore.link for what it returns. Raises FobError."""
        command = self._commands.get(request["do"])
        if command is None:
            raise FobError(BAD_COMMAND)
        return command(request, binascii.unhexlify(session) + struct.pack(">I", seq))

    def _hello(self, request: dict, change: bytes) -> dict:
        answer = {"protocol": frames.PROTOCOL, "frame": frames.MAX_LINE, "request": REQUEST_MAX}
        answer.update(self._identity)
        return answer

    def _info(self, request: dict, change: bytes) -> dict:
        vault = self._vault
        answer = {
            "protocol": frames.PROTOCOL,
            "name": vault.setting("name") if vault is not None else "",
            "accounts": len(vault) if vault is not None else None,
            "room": vault.room() if vault is not None else None,
            "clock": self._clock.state,
            "pin": False,
            "locked": False,
            "damaged": vault.broken if vault is not None else None,
        }
        answer.update(self._identity)
        return answer

    def _list(self, request: dict, change: bytes) -> dict:
        vault = self._opened()
        start = _whole(request, "from", 0)
        rows = []
        room = _ANSWER_ROOM
        for position in range(start, len(vault)):
            account = vault.account_at(position)
            room -= 40 + len(account.issuer.encode()) + len(account.name.encode())
            if rows and room < 0:
                break
            rows.append(
                (
                    vault.id_at(position),
                    account.issuer,
                    account.name,
                    account.type,
                    account.algorithm,
                    account.digits,
                    account.period,
                    account.counter,
                )
            )
        return {"total": len(vault), "accounts": rows}

    def _code(self, request: dict, change: bytes) -> "Task":
        account = self._opened().account(_whole(request, "id"))
        if self._clock.utc is None:
            raise FobError(CLOCK)
        return self._code_task(account)

    def _code_task(self, account: "Account") -> "Task":
        granted = yield from self._app.ask("Code to computer", _who(account))

        def answer() -> dict:
            utc = self._clock.utc
            if self._ticks_diff(self._ticks(), granted) > _GRANT:
                raise FobError(TIMEOUT)
            if utc is None:
                raise FobError(CLOCK)
            start = utc - utc % account.period
            code = otp.totp(Hmac(account.secret), utc, account.digits, account.period)
            return {"code": code, "from": start, "until": start + account.period}

        return answer

    def _add(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._opened()
        if vault.last_change == change:
            status = "replaced" if vault.last_kind == records.REPLACE else "added"
            return {"id": vault.last_id, "status": status}
        account = accounts.from_wire(request.get("account"))
        position = vault.find(account.issuer, account.name)
        if position >= 0 and vault.account_at(position).same_key(account):
            return {"id": vault.id_at(position), "status": "duplicate"}
        position = vault.place_for(account, request.get("replace") is True)
        id = vault.id_at(position) if position >= 0 else 0
        return self._add_task(vault, account, id, change)

    def _add_task(self, vault: "Vault", account: "Account", id: int, change: bytes) -> "Task":
        what = "%s\n%s %d %ds" % (
            _who(account), account.algorithm, account.digits, account.period
        )  # fmt: skip
        yield from self._app.ask("Replace" if id else "Add", what)
        if id:
            vault.replace(id, account, change)
        else:
            id = vault.add(account, change)
        self._app.show_account(id)
        status = "replaced" if vault.last_kind == records.REPLACE else "added"
        return {"id": id, "status": status}

    def _delete(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._opened()
        if vault.last_change == change:
            return {}
        id = _whole(request, "id")
        return self._delete_task(vault, id, vault.account(id), change)

    def _delete_task(self, vault: "Vault", id: int, account: "Account", change: bytes) -> "Task":
        yield from self._app.ask("Delete", _who(account))
        vault.delete(id, change)
        self._app.changed()
        return {}

    def _clock_state(self, request: dict, change: bytes) -> dict:
        clock = self._clock
        ms = self._ticks_diff(self._ticks(), clock.edge)
        return {
            "state": clock.state,
            "time": clock.utc,
            "ms": None if clock.utc is None else min(max(ms, 0), 999),
            "last_set": clock.last_set,
        }

    def _set_clock(self, request: dict, change: bytes) -> "Task":
        utc = _whole(request, "time")
        ms = _whole(request, "ms", 0)
        if not EARLIEST <= utc <= LATEST_SET or ms > 999:
            raise FobError(CLOCK_RANGE)
        return self._set_clock_task(utc, ms, self._ticks())

    def _set_clock_task(self, utc: int, ms: int, asked_at: int) -> "Task":
        clock = self._clock
        before = "not set" if clock.utc is None else date_text(clock.utc)
        what = "%s\nnow: %s" % (date_text(utc), before)
        ticks = yield from self._app.ask("Set clock (UTC)", what)
        # The chip's second begins when it is written: wait for the host's next whole second.
        ahead = 1000 - (ms + self._ticks_diff(ticks, asked_at)) % 1000
        target = utc + (ms + self._ticks_diff(ticks, asked_at) + ahead) // 1000
        start = ticks
        while self._ticks_diff(ticks, start) < ahead:
            ticks = yield BUSY
        try:
            taken = clock.set(target, ticks)
        except OSError:
            taken = False
        self._app.changed()
        if not taken:
            raise FobError(CLOCK_FAULT)
        return self._clock_state({}, b"")

    def _set_name(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._opened()
        if vault.last_change == change:
            return {}
        name = request.get("name")
        if not isinstance(name, str) or len(name) > _NAME_MAX or any(ord(c) < 32 for c in name):
            raise FobError(BAD_NAME)
        return self._set_name_task(vault, name, change)

    def _set_name_task(self, vault: "Vault", name: str, change: bytes) -> "Task":
        yield from self._app.ask("Name this fob", name)
        vault.set("name", name, change)
        self._app.changed()
        return {}

    def _opened(self) -> "Vault":
        if self._vault is None:
            raise FobError(STORAGE)
        return self._vault


def _who(account: "Account") -> str:
    return account.issuer + "\n" + account.name if account.issuer else account.name


def _whole(request: dict, key: str, default: int | None = None) -> int:
    """A non-negative integer of a request. Raises FobError BAD_REQUEST."""
    value = request.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FobError(BAD_REQUEST)
    return value
