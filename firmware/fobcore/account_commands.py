"""Commands on accounts: list, add, rename, move, favour, delete. Each change waits for the
button."""

from fobcore import account as accounts
from fobcore import records
from fobcore.account import HOTP, STEAM, Account
from fobcore.errors import CLASH, FobError
from fobcore.fob import text, who, whole

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Answer, GoOn, Task

_ANSWER_ROOM = 150  # bytes of accounts in a list's answer, so that it fits a line


class AccountCommands:
    """The commands over a fob's vault. A change that is in the journal already is not made again:
    its answer was lost, or the power went before it."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {
            "list": self._list,
            "rename": self._rename,
            "move": self._move,
            "delete": self._delete,
            "favour": self._favour,
        }

    def add(self, request: dict, change: bytes) -> "Answer | Task":
        """Adds an account, or replaces one of the same name where the request says so."""
        return add(self._fob, request, change, self._ask_and_put)

    def _list(self, request: dict, change: bytes) -> dict:
        vault = self._fob.vault
        rows = []
        room = _ANSWER_ROOM
        for position in range(whole(request, "from", 0), len(vault)):
            try:
                account = vault.account_at(position)
            except FobError:
                account = Account("", "?", b"")  # damaged: the others are still listed
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
                    account.favourite,
                )
            )
        return {"total": len(vault), "accounts": rows}

    def _ask_and_put(self, account: "Account", id: int, change: bytes) -> "Task":
        yield from self._fob.app.ask("Replace" if id else "Add", _described(account))
        return put(self._fob, account, id, change)

    def _rename(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        account = vault.account(id)
        before = who(account)
        account.issuer = text(request, "issuer")
        account.name = text(request, "name")
        account.check()
        taken = vault.find(account.issuer, account.name)
        if taken >= 0 and vault.id_at(taken) != id:
            raise FobError(CLASH, id=vault.id_at(taken))
        return self._rename_task(id, before, account, change)

    def _rename_task(self, id: int, before: str, account: "Account", change: bytes) -> "Task":
        yield from self._fob.app.ask("Rename", before + "\nto:\n" + who(account))
        self._fob.vault.rename(id, account.issuer, account.name, change)
        self._fob.app.changed()
        return {}

    def _move(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        to = min(whole(request, "to"), len(vault) - 1)
        return self._move_task(id, to, who(vault.account(id)), change)

    def _move_task(self, id: int, to: int, what: str, change: bytes) -> "Task":
        place = "%s\nto %d of %d" % (what, to + 1, len(self._fob.vault))
        yield from self._fob.app.ask("Move", place)
        self._fob.vault.move(id, to, change)
        self._fob.app.show_account(id)
        return {}

    def _favour(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        favourite = request.get("favourite") is True
        return self._favour_task(id, favourite, who(vault.account(id)), change)

    def _favour_task(self, id: int, favourite: bool, what: str, change: bytes) -> "Task":
        yield from self._fob.app.ask("Favourite" if favourite else "No favourite", what)
        self._fob.vault.favour(id, favourite, change)
        self._fob.app.show_account(id)
        return {}

    def _delete(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        vault.position(id)
        try:
            what = who(vault.account(id))
        except FobError:
            what = "a damaged account"
        return self._delete_task(id, what, change)

    def _delete_task(self, id: int, what: str, change: bytes) -> "Task":
        yield from self._fob.app.ask("Delete", what)
        self._fob.vault.delete(id, change)
        self._fob.app.changed()
        return {}


def add(fob: "Fob", request: dict, change: bytes, go_on: "GoOn") -> "Answer | Task":
    """What comes before any adding: done already, a duplicate, a clash, no room.

    Otherwise the answer is that of `go_on(account, id of the one to be replaced or 0, change)`.
    """
    vault = fob.vault
    if vault.last_change == change:
        return {"id": vault.last_id, "status": _status(vault.last_kind)}
    account = accounts.from_wire(request.get("account"))
    position = vault.find(account.issuer, account.name)
    if position >= 0 and vault.account_at(position).same_key(account):
        return {"id": vault.id_at(position), "status": "duplicate"}
    position = vault.place_for(account, request.get("replace") is True)
    return go_on(account, vault.id_at(position) if position >= 0 else 0, change)


def put(fob: "Fob", account: "Account", id: int, change: bytes) -> dict:
    """Writes an approved account; the answer to its request."""
    kind = records.REPLACE if id else records.ADD
    if id:
        fob.vault.replace(id, account, change)
    else:
        id = fob.vault.add(account, change)
    fob.app.show_account(id)
    return {"id": id, "status": _status(kind)}


def _status(kind: int) -> str:
    return "replaced" if kind == records.REPLACE else "added"


def _described(account: "Account") -> str:
    """What the owner reads before an account is added."""
    if account.type == HOTP:
        kind = "HOTP %s %d #%d" % (account.algorithm, account.digits, account.counter)
    elif account.type == STEAM:
        kind = "Steam"
    else:
        kind = "%s %d %ds" % (account.algorithm, account.digits, account.period)
    return who(account) + "\n" + kind
