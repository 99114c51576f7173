"""Commands on accounts: list, add, rename, move, favour, delete. Each change waits for the
button."""

import binascii
import hashlib

from fobcore import records, strip
from fobcore.account import HOTP, STEAM, Account
from fobcore.errors import BAD_REQUEST, CLASH, NO_PICTURE, FobError
from fobcore.fob import text, whole
from fobcore.wire import BUSY
from fobcore.wireform import from_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task, What

_ANSWER_ROOM = 150  # bytes of accounts in a list's answer, so that it fits a line


class AccountCommands:
    """The commands over a fob's vault. A change that is in the journal already is not made again:
    its answer was lost, or the power went before it."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {
            "add": self._add,
            "list": self._list,
            "rename": self._rename,
            "move": self._move,
            "delete": self._delete,
            "favour": self._favour,
            "picture": self._picture,
        }

    def _add(self, request: dict, change: bytes) -> "Answer | Task":
        """Adds an account, or replaces one of the same name where the request says so. One whose
        key is there, under this name or another, is a duplicate, and nobody is asked."""
        vault = self._fob.vault
        if vault.last_change == change:
            return {"id": vault.last_id, "status": status(vault.last_kind)}
        account = from_wire(request.get("account"))
        picture(self._fob, account, request)
        position = vault.find(account.issuer, account.name)
        if position >= 0 and vault.account_at(position).same_key(account):
            return {"id": vault.id_at(position), "status": status(0)}
        return self._add_task(account, request.get("replace") is True, change)

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

    def _add_task(self, account: "Account", replace: bool, change: bytes) -> "Task":
        from fobcore import twins  # only where accounts come

        vault = self._fob.vault
        there = twins.of(vault)
        for _ in there.steps():
            yield BUSY
        twin = there.find(account)
        if twin:
            return {"id": twin, "status": status(0)}
        position = vault.place_for(account, replace)
        id = vault.id_at(position) if position >= 0 else 0
        yield from self._fob.app.ask("Replace" if id else "Add", _described(account))
        vault = self._fob.vault
        if id:
            vault.replace(id, account, change)
        else:
            id = vault.add(account, change)
        vault.twins = None
        vault.pictures = []
        self._fob.app.show_account(id)
        return {"id": id, "status": status(vault.last_kind)}

    def _picture(self, request: dict, change: bytes) -> dict:
        """Takes a picture of an issuer or a name for the request behind it, which names it by its
        digest; the last two are kept."""
        vault = self._fob.vault
        try:
            packed = binascii.a2b_base64(text(request, "strip"))
        except ValueError:
            raise FobError(BAD_REQUEST) from None
        if not strip.valid(packed):
            raise FobError(BAD_REQUEST)
        vault.pictures = vault.pictures[-1:] + [packed]
        return {}

    def _rename(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        account = vault.account(id)
        before = account.labels()
        account.issuer = text(request, "issuer")
        account.name = text(request, "name")
        account.check()
        picture(self._fob, account, request)
        taken = vault.find(account.issuer, account.name)
        if taken >= 0 and vault.id_at(taken) != id:
            raise FobError(CLASH, id=vault.id_at(taken))
        return self._rename_task(id, before, account, change)

    def _rename_task(
        self, id: int, before: "list[str | bytes]", account: "Account", change: bytes
    ) -> "Task":
        yield from self._fob.app.ask("Rename", before + ["to:"] + account.labels())
        strips = account.issuer_strip, account.name_strip
        self._fob.vault.rename(id, account.issuer, account.name, change, strips)
        self._fob.app.changed()
        return {}

    def _move(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        to = min(whole(request, "to"), len(vault) - 1)
        return self._move_task(id, to, vault.account(id).labels(), change)

    def _move_task(self, id: int, to: int, what: "list[str | bytes]", change: bytes) -> "Task":
        place = "to %d of %d" % (to + 1, len(self._fob.vault))
        yield from self._fob.app.ask("Move", what + [place])
        self._fob.vault.move(id, to, change)
        self._fob.app.show_account(id)
        return {}

    def _favour(self, request: dict, change: bytes) -> "Answer | Task":
        vault = self._fob.vault
        if vault.last_change == change:
            return {}
        id = whole(request, "id")
        favourite = request.get("favourite") is True
        return self._favour_task(id, favourite, vault.account(id).labels(), change)

    def _favour_task(self, id: int, favourite: bool, what: "What", change: bytes) -> "Task":
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
            what: "What" = vault.account(id).labels()
        except FobError:
            what = "a damaged account"
        return self._delete_task(id, what, change)

    def _delete_task(self, id: int, what: "What", change: bytes) -> "Task":
        yield from self._fob.app.ask("Delete", what)
        self._fob.vault.delete(id, change)
        self._fob.app.changed()
        return {}


def picture(fob: "Fob", account: "Account", request: dict) -> None:
    """Gives an account the pictures that a request names, its issuer's and its name's, each by the
    digest of one that came before, or none. Raises FobError NO_PICTURE: it has to come again."""
    account.issuer_strip = account.name_strip = b""
    digests = request.get("pictures")
    if digests is None:
        return
    if not isinstance(digests, list) or len(digests) != 2:
        raise FobError(BAD_REQUEST)
    strips = []
    for digest in digests:
        found = b""
        for packed in fob.vault.pictures if digest else ():
            if digest == digest_of(packed):
                found = packed
        if digest and not found:
            raise FobError(NO_PICTURE)
        strips.append(found)
    account.issuer_strip, account.name_strip = strips


def digest_of(packed: bytes) -> str:
    """What a request names a picture by: the first 8 bytes of its SHA-256, in hex."""
    return str(binascii.hexlify(hashlib.sha256(packed).digest()[:8]), "ascii")


def status(kind: int) -> str:
    """What a kind of record has made of an account; 0: its key was there."""
    return {records.ADD: "added", records.REPLACE: "replaced"}.get(kind, "duplicate")


def _described(account: "Account") -> "list[str | bytes]":
    """What the owner reads before an account is added."""
    if account.type == HOTP:
        kind = "HOTP %s %d #%d" % (account.algorithm, account.digits, account.counter)
    elif account.type == STEAM:
        kind = "Steam"
    else:
        kind = "%s %d %ds" % (account.algorithm, account.digits, account.period)
    return account.labels() + [kind]
