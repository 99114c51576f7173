"""Many accounts with one approval: first the names with a digest each, then the accounts.

The owner sees how many there are and may page through the names. What comes then is held against
the digests: an account that was not on the list is not added. Several come in a request, which
the flash takes in one step. A cut leaves the accounts that have come; the rest is approved anew.

A key that is there already, under whatever name, is a duplicate (fobcore.twins). A row may have a
digest of its key, so that the host hears of it with the names and leaves the account off a list
that nobody has approved yet; of two rows with one key the second is a duplicate as it comes.

How many names fit depends on the heap: on an RP2040 all that a vault may have, some 650 of the
usual ones where 24 KB more of it are taken. Where there is no room for another, `names` keeps
those before it and is refused with TOO_LONG; the host then begins anew with as many as fit, and
has the others approved after them.
"""

import binascii
import gc

from fobcore import account_commands, manifest, twins
from fobcore.errors import BAD_REQUEST, NOT_APPROVED, TOO_LONG, FobError
from fobcore.fob import whole
from fobcore.rules import is_text
from fobcore.vault import MAX_ACCOUNTS
from fobcore.wire import BUSY
from fobcore.wireform import from_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task

_ROWS = 12  # rows that fit a request whatever they hold
_NAME_ROOM = 512  # bytes of issuer and name of a row
_TOGETHER = 10  # accounts of one `adds`
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
        return {"rows": _ROWS, "adds": _TOGETHER}

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

    def adds(self, request: dict, change: bytes) -> "Task":
        """The accounts of the rows from a number on, all or none of them, without the button. One
        alone may have pictures."""
        gone = self._fob.ticks_diff(self._fob.ticks(), self._used_at)
        if not self._approved or not 0 <= gone <= _IDLE:
            self._approved = False
            raise FobError(NOT_APPROVED)
        number = whole(request, "batch")
        wires = request.get("accounts")
        if not isinstance(wires, list) or not 1 <= len(wires) <= _TOGETHER:
            raise FobError(BAD_REQUEST)
        there = twins.of(self._fob.vault, self._count)
        for _ in there.steps():
            yield BUSY
        received = []
        replace = []
        same = []
        for place, wire in enumerate(wires):
            account = from_wire(wire)
            if len(wires) == 1:
                account_commands.picture(self._fob, account, request)
            replace.append(self._may_replace(account, number + place))
            for other in received:
                if other.issuer == account.issuer and other.name == account.name:
                    raise FobError(BAD_REQUEST)
            received.append(account)
            same.append(there.find(account))
            yield BUSY
        self._used_at = self._fob.ticks()
        gc.collect()  # a vault's list may have to grow, a file needs its buffer
        vault = self._fob.vault
        done = vault.put(received, replace, change, same)
        for account, (id, kind) in zip(received, done):
            if kind:
                there.note(id, account)
        if number + len(wires) >= self._count:
            vault.twins = None
        vault.pictures = []
        self._fob.app.show_account(done[-1][0])
        return {"accounts": [(id, account_commands.status(kind)) for id, kind in done]}

    def _may_replace(self, account: "Account", number: int) -> bool:
        """Whether the account of this row may take another's place. Raises FobError NOT_APPROVED
        where it is not the row's."""
        if number >= self._count:
            raise FobError(NOT_APPROVED)
        row = self._rows[number]
        # The digest alone would let an account in under a name that the owner has not read.
        if row[:8] != manifest.digest(account) or row[9:] != _names(account.issuer, account.name):
            raise FobError(NOT_APPROVED)
        return row[8] == 1

    def _names(self, request: dict) -> "Task":
        there = twins.of(self._fob.vault, self._count)
        for _ in there.steps():
            yield BUSY
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
        answer: dict = {"have": len(self._rows)}
        duplicates = []
        for place, row in enumerate(rows):
            if len(row) > 4:
                id = there.find_digest(_unhex(row[4]))
                if id:
                    duplicates.append((at + place, id))
                yield BUSY
        if duplicates:
            answer["duplicates"] = duplicates
        return answer

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
    if not isinstance(row, list) or not 4 <= len(row) <= 5:
        raise FobError(BAD_REQUEST)
    issuer, name, digest, replace = row[:4]
    if not is_text(issuer) or not is_text(name):
        raise FobError(BAD_REQUEST)
    if not isinstance(replace, (int, bool)) or replace not in (0, 1):
        raise FobError(BAD_REQUEST)
    if len(row) > 4:
        _unhex(row[4])
    packed = _unhex(digest) + bytes([replace])
    names = _names(issuer, name)
    if len(names) > _NAME_ROOM:
        raise FobError(BAD_REQUEST)
    return packed + names


def _unhex(digest: object) -> bytes:
    """Raises FobError BAD_REQUEST."""
    if not isinstance(digest, str) or len(digest) != 2 * manifest.DIGEST:
        raise FobError(BAD_REQUEST)
    try:
        return binascii.unhexlify(digest)
    except ValueError:
        raise FobError(BAD_REQUEST) from None


def _names(issuer: str, name: str) -> bytes:
    return (issuer + "\n" + name if issuer else name).encode()
