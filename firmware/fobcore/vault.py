"""The vault: accounts in the order of the list, behind a packed index, kept in the journal."""

from array import array

from fobcore import records
from fobcore.account import Account
from fobcore.errors import CLASH, FULL, NOT_FOUND, STORAGE, FobError
from fobcore.hmac import Hmac
from fobcore.sealing import Broken

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.journal import Journal
    from fobcore.parts import Steps

MAX_ACCOUNTS = 1000
_ID_MAX = 0xFFFF


class Vault:
    """Accounts by id (1 to 65,535, for life) and by position in the list (from 0).

    The index costs 8 bytes an account: id, offset in the journal, a keyed digest of issuer and
    name. All else is read from the journal and decrypted when it is asked for.
    """

    def __init__(self, journal: "Journal", name_key: bytes) -> None:
        self._journal = journal
        self._names = Hmac(name_key, "SHA256")
        self._ids = array("H")
        self._offsets = array("I")
        self._digests = array("H")
        self._settings: "dict[str, str]" = {}
        self._next_id = 1
        self.last_change = records.NO_CHANGE  # link id of the newest change
        self.last_kind = 0  # kind of record it made
        self.last_id = 0  # account that it touched

    def load(self) -> "Steps":
        """Reads the journal once, a step a record: a generator that yields nothing of use."""
        for offset, plaintext in self._journal.scan():
            self._apply(records.Record(plaintext), offset, None)
            yield

    @property
    def broken(self) -> int:
        """Places in the journal that could not be read."""
        return self._journal.broken

    def __len__(self) -> int:
        return len(self._ids)

    def room(self) -> int:
        """How many more accounts may be added."""
        return MAX_ACCOUNTS - len(self)

    def id_at(self, position: int) -> int:
        return self._ids[position]

    def account_at(self, position: int) -> Account:
        """The account at a position of the list. Raises FobError STORAGE when it is damaged."""
        try:
            return records.Record(self._journal.read(self._offsets[position])).account()
        except Broken:
            raise FobError(STORAGE) from None

    def position(self, id: int) -> int:
        """Where an id is in the list. Raises FobError NOT_FOUND."""
        for position, known in enumerate(self._ids):
            if known == id:
                return position
        raise FobError(NOT_FOUND)

    def account(self, id: int) -> Account:
        """The account of an id. Raises FobError NOT_FOUND, STORAGE."""
        return self.account_at(self.position(id))

    def find(self, issuer: str, name: str) -> int:
        """The position of the account with this issuer and name, or -1."""
        digest = self._digest(issuer, name)
        for position, known in enumerate(self._digests):
            if known == digest:
                account = self.account_at(position)
                if account.issuer == issuer and account.name == name:
                    return position
        return -1

    def place_for(self, account: Account, replace: bool) -> int:
        """Where an account to be added would go: -1 for a new one, else what it replaces.

        Raises FobError CLASH (id in its details) unless `replace`, and FULL.
        """
        position = self.find(account.issuer, account.name)
        if position >= 0 and not replace:
            raise FobError(CLASH, id=self._ids[position])
        if position < 0 and len(self) >= MAX_ACCOUNTS:
            raise FobError(FULL)
        return position

    def add(self, account: Account, change: bytes = records.NO_CHANGE) -> int:
        """Appends a new account at the end of the list; returns its id."""
        account.check()
        self.place_for(account, False)
        id = self._free_id()
        self._write(records.account(records.ADD, change, id, account), account)
        return id

    def replace(self, id: int, account: Account, change: bytes = records.NO_CHANGE) -> None:
        """Puts an account in another's place, under its id."""
        account.check()
        self.position(id)
        self._write(records.account(records.REPLACE, change, id, account), account)

    def delete(self, id: int, change: bytes = records.NO_CHANGE) -> None:
        """Takes an account off the list."""
        self.position(id)
        self._write(records.delete(change, id), None)

    def setting(self, key: str, default: str = "") -> str:
        return self._settings.get(key, default)

    def set(self, key: str, value: str, change: bytes = records.NO_CHANGE) -> None:
        """Keeps a setting."""
        self._write(records.setting(change, key, value), None)

    def _write(self, plaintext: bytes, account: Account | None) -> None:
        offset = self._journal.append(plaintext)
        self._apply(records.Record(plaintext), offset, account)

    def _apply(self, record: records.Record, offset: int, account: Account | None) -> None:
        """Brings the index up to a record. `account`: the one in it, where it is known."""
        kind = record.kind
        if kind == records.SETTING:
            key, value = record.setting()
            self._settings[key] = value
        else:
            position = self._where(record.id)
            if kind == records.DELETE:
                if position >= 0:
                    self._drop(position)
            elif kind == records.ADD or kind == records.REPLACE:
                if account is None:
                    account = record.account()
                digest = self._digest(account.issuer, account.name)
                if position < 0:
                    self._ids.append(record.id)
                    self._offsets.append(offset)
                    self._digests.append(digest)
                else:
                    self._offsets[position] = offset
                    self._digests[position] = digest
                if record.id >= self._next_id:
                    self._next_id = record.id + 1
        if record.change != records.NO_CHANGE:
            self.last_change = record.change
            self.last_kind = kind
            self.last_id = record.id

    def _where(self, id: int) -> int:
        try:
            return self.position(id)
        except FobError:
            return -1

    def _drop(self, position: int) -> None:
        # MicroPython's arrays have neither pop nor del.
        for name in ("_ids", "_offsets", "_digests"):
            packed = getattr(self, name)
            setattr(self, name, packed[:position] + packed[position + 1 :])

    def _free_id(self) -> int:
        if self._next_id <= _ID_MAX:
            return self._next_id
        used = set(self._ids)
        for id in range(1, _ID_MAX + 1):
            if id not in used:
                return id
        raise FobError(FULL)

    def _digest(self, issuer: str, name: str) -> int:
        mac = self._names.digest(issuer.encode() + b"\0" + name.encode())
        return mac[0] | mac[1] << 8
