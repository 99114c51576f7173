"""Many accounts with one approval: first the names with a digest each, then the accounts.

The owner sees how many there are and may page through the names. What comes then is held against
the digests: an account that was not on the list is not added. A cut leaves the accounts that have
come; the rest is approved anew.

How many names fit depends on the heap: some 800 of the usual ones on an RP2040. Where there is
no room for another, `names` keeps those before it and is refused with TOO_LONG; the host then
begins anew with as many as fit, and has the others approved after them.
"""

import binascii

from fobcore import account as accounts
from fobcore import account_commands, manifest
from fobcore.errors import BAD_REQUEST, NOT_APPROVED, TOO_LONG, FobError
from fobcore.fob import whole
from fobcore.vault import MAX_ACCOUNTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task

_ROWS = 12  # rows that fit a request whatever they hold
_NAME_ROOM = 512  # bytes of issuer and name of a row
_IDLE = 60000  # ms without an account that end an approval


class Batch:
    """One manifest and its approval. A row in memory: digest, replace flag, names."""

    def __init__(self, fob: "Fob", request: dict, change: bytes) -> None:
        self._fob = fob
        self._session = change[:4]
        self._count = whole(request, "count")
        if not 1 <= self._count <= MAX_ACCOUNTS:
            raise FobError(BAD_REQUEST)
        self._rows = manifest.Rows()
        self._approved = False
        self._used_at = 0  # ticks of the last account

    def opened(self) -> dict:
        """The answer to `batch`."""
        return {"rows": _ROWS}

    def of(self, change: bytes) -> bool:
        """Whether a request is of the session that this batch belongs to."""
        return change[:4] == self._session

    def run(self, request: dict) -> "Answer | Task":
        """`names` and `approve`."""
        if self._approved:
            raise FobError(BAD_REQUEST)
        if request["do"] == "names":
            return self._names(request)
        if len(self._rows) != self._count:
            raise FobError(BAD_REQUEST)
        return self._approve()

    def add(self, request: dict, change: bytes) -> "Answer | Task":
        """`add` with a row's number: without the button, if it is what was approved."""
        fob = self._fob
        now = fob.ticks()
        number = whole(request, "batch")
        if not self._approved or not 0 <= fob.ticks_diff(now, self._used_at) <= _IDLE:
            self._approved = False
            raise FobError(NOT_APPROVED)
        account = accounts.from_wire(request.get("account"))
        if number >= self._count:
            raise FobError(NOT_APPROVED)
        row = self._rows[number]
        # The digest alone would let an account in under a name that the owner has not read.
        if row[:8] != manifest.digest(account) or row[9:] != _names(account.issuer, account.name):
            raise FobError(NOT_APPROVED)
        self._used_at = now
        request = {"account": request["account"], "replace": row[8] == 1}
        return account_commands.add(fob, request, change, self._put)

    def _put(self, account: "Account", id: int, change: bytes) -> dict:
        return account_commands.put(self._fob, account, id, change)

    def _names(self, request: dict) -> dict:
        at = whole(request, "at")
        rows = request.get("rows")
        if not isinstance(rows, list) or len(rows) > _ROWS or at > len(self._rows):
            raise FobError(BAD_REQUEST)
        packed = [_packed(row) for row in rows]
        known = len(self._rows) - at
        if at + len(packed) > self._count:
            raise FobError(BAD_REQUEST)
        for place, row in enumerate(packed[:known]):
            if self._rows[at + place] != row:
                raise FobError(BAD_REQUEST)  # not what came before
        for row in packed[known:]:
            if not self._rows.append(row):
                raise FobError(TOO_LONG, have=len(self._rows))
        return {"have": len(self._rows)}

    def _approve(self) -> "Task":
        ticks = yield from self._fob.app.ask_pages("Import", self._count + 1, self._page)
        self._approved = True
        self._used_at = ticks
        return {}

    def _page(self, number: int) -> str:
        """The text of a page: the summary, then an account a page."""
        if number == 0:
            replaced = 0
            for place in range(self._count):
                replaced += self._rows[place][8]
            text = "%d accounts" % self._count
            if replaced:
                text += ", %d replaced" % replaced
            return text + "\nnext: read the names"
        row = self._rows[number - 1]
        note = " replaces:" if row[8] else ""  # in front: a page may have no room at its end
        return "%d/%d%s %s" % (number, self._count, note, str(row[9:], "utf-8"))


def _packed(row: object) -> bytes:
    """A row of the request as it is kept. Raises FobError BAD_REQUEST."""
    if not isinstance(row, list) or len(row) != 4:
        raise FobError(BAD_REQUEST)
    issuer, name, digest, replace = row
    if not accounts.is_text(issuer) or not accounts.is_text(name) or not isinstance(digest, str):
        raise FobError(BAD_REQUEST)
    if not isinstance(replace, (int, bool)) or replace not in (0, 1):
        raise FobError(BAD_REQUEST)
    if len(digest) != 2 * manifest.DIGEST:
        raise FobError(BAD_REQUEST)
    try:
        packed = binascii.unhexlify(digest) + bytes([replace])
    except ValueError:
        raise FobError(BAD_REQUEST) from None
    names = _names(issuer, name)
    if len(names) > _NAME_ROOM:
        raise FobError(BAD_REQUEST)
    return packed + names


def _names(issuer: str, name: str) -> bytes:
    return (issuer + "\n" + name if issuer else name).encode()
