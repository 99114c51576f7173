"""The vault: accounts in the order of the list, behind a packed index, kept in the journal."""

import hashlib
from array import array

from fobcore import records
from fobcore.account import COUNTER_MAX, HOTP, Account
from fobcore.broken import Broken
from fobcore.errors import BAD_COUNTER, CLASH, FULL, NOT_FOUND, STORAGE, FobError
from fobcore.index import FAVOURITE, Index
from fobcore.initials import sort_of
from fobcore.wire import NO_CHANGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.export_commands import Export
    from fobcore.journal import Journal
    from fobcore.parts import Marks, Steps
    from fobcore.twins import Twins

MAX_ACCOUNTS = 1000
_DEAD_MIN = 50  # records that say nothing any more before the journal is worth writing anew


class Vault:
    """Accounts by id (1 to 65,535, for life) and by position in the list (from 0).

    In memory is what Index holds; all else is read from the journal and decrypted when it is asked
    for. Every change is one record: it raises FobError STORAGE where that can't be written.
    """

    def __init__(self, journal: "Journal", name_key: bytes) -> None:
        self._journal = journal
        self._name_key = name_key[:16]
        self._index = Index(MAX_ACCOUNTS)
        self._settings: "dict[str, str]" = {}
        self._records = 0  # in the journal
        self._tidying: "Steps | None" = None
        self.pictures: "list[bytes]" = []  # strips that came for a request behind them
        self.export: "Export | None" = None  # a permission, which any change ends
        self.twins: "Twins | None" = None  # the keys that are there, while accounts come
        self._untidy = False  # tidying failed: not again before the next start
        self.last_change = NO_CHANGE  # link id of the newest change
        self.last_kind = 0  # kind of record it made
        self.last_id = 0  # account that it touched

    def load(self) -> "Steps":
        """Reads the journal once, a step a record: a generator that yields nothing of use.

        Raises FobError STORAGE where there is damage and no account.
        """
        for offset, plaintext in self._journal.scan():
            self._apply(records.Record(plaintext), offset)
            yield
        if self._journal.broken and not len(self):
            raise FobError(STORAGE)  # unreadable is not empty

    @property
    def damaged(self) -> int:
        """Places in the journal that can't be read, and records that are not where they belong."""
        return self._journal.broken + self._journal.cut_links

    @property
    def size(self) -> int:
        """Bytes of the journal."""
        return self._journal.size

    def __len__(self) -> int:
        return len(self._index)

    def room(self) -> int:
        """How many more accounts may be added."""
        return MAX_ACCOUNTS - len(self)

    def id_at(self, position: int) -> int:
        return self._index.ids[position]

    def favourite_at(self, position: int) -> bool:
        return bool(self._index.marks[position] & FAVOURITE)

    @property
    def marks(self) -> "Marks":
        """Of each account in the list: FAVOURITE or 0, and the sort of its first letter."""
        return self._index.marks

    @property
    def favourites(self) -> int:
        """How many there are: they are the first of the list."""
        return self._index.favourites

    def account_at(self, position: int) -> Account:
        """The account at a position of the list, its counter as it stands.

        Raises FobError STORAGE when its record is damaged.
        """
        try:
            account = records.Record(self._journal.read(self._index.offsets[position])).account()
        except Broken:
            raise FobError(STORAGE) from None
        if account.type == HOTP:
            account.counter = self._index.counter(self.id_at(position))
        return account

    def position(self, id: int) -> int:
        """Where an id is in the list. Raises FobError NOT_FOUND."""
        position = self._index.where(id)
        if position < 0:
            raise FobError(NOT_FOUND)
        return position

    def account(self, id: int) -> Account:
        """The account of an id. Raises FobError NOT_FOUND, STORAGE."""
        return self.account_at(self.position(id))

    def find(self, issuer: str, name: str) -> int:
        """The position of the account with this issuer and name, or -1."""
        digest = self._digest(issuer.encode(), name.encode())
        for position, known in enumerate(self._index.digests):
            if known == digest:
                try:
                    account = self.account_at(position)
                except FobError:
                    continue  # damaged: it has no name any more
                if account.issuer == issuer and account.name == name:
                    return position
        return -1

    def place_for(self, account: Account, replace: bool) -> int:
        """Where an account to be added would go: -1 for a new one, else what it replaces.

        Raises FobError CLASH (id in its details) unless `replace`, and FULL.
        """
        position = self.find(account.issuer, account.name)
        if position >= 0 and not replace:
            raise FobError(CLASH, id=self.id_at(position))
        if position < 0 and len(self) >= MAX_ACCOUNTS:
            raise FobError(FULL)
        return position

    def add(self, account: Account, change: bytes = NO_CHANGE) -> int:
        """Appends a new account at the end of the list; returns its id."""
        account.check()
        self.place_for(account, False)
        id = self._index.free_id()
        if not id:
            raise FobError(FULL)
        self._write(records.account(records.ADD, change, id, account))
        return id

    def put(
        self,
        accounts: "list[Account]",
        replace: "list[bool]",
        change: bytes = NO_CHANGE,
        twins: "list[int] | None" = None,
    ) -> "list[tuple[int, int]]":
        """Adds new accounts at the end of the list, or replaces those of the same name where
        `replace` says so: all of them or none. No name may be there twice.

        `twins`: of each the id of one with the same key and another name, 0 where there is none.
        Gives (id, kind of record) of each, kind 0 where the same key is there, or came just
        before it; the id is that one's. Raises FobError CLASH, FULL.
        """
        new: "list[int]" = []
        written = []
        done: "list[tuple[int, int]]" = []
        for place, (account, may) in enumerate(zip(accounts, replace)):
            position = self.find(account.issuer, account.name)
            twin = 0
            if position < 0 or not self.account_at(position).same_key(account):
                twin = self._twin(accounts, done, twins[place] if twins else 0)
            if twin:
                done.append((twin, 0))
                continue
            if position < 0:
                if len(self) + len(new) >= MAX_ACCOUNTS:
                    raise FobError(FULL)
                kind, id = records.ADD, self._index.free_id(new)
                new.append(id)
            else:
                kind, id = records.REPLACE, self.id_at(position)
                if self.account_at(position).same_key(account):
                    done.append((id, 0))
                    continue
                if not may:
                    raise FobError(CLASH, id=id)
                account.favourite = account.favourite or self.favourite_at(position)
            done.append((id, kind))
            written.append(records.account(kind, change, id, account))
        if written:
            self._write(*written)
        return done

    def _twin(self, accounts: "list[Account]", done: "list[tuple[int, int]]", twin: int) -> int:
        """The id of the account that has the key of the one behind those that are done, or 0;
        `twin`: of one that had it before, which may be gone or about to be another."""
        account = accounts[len(done)]
        for other, (id, _) in zip(accounts, done):
            if other.same_key(account):
                return id
        if twin and (twin, records.REPLACE) not in done and self._index.where(twin) >= 0:
            return twin
        return 0

    def replace(self, id: int, account: Account, change: bytes = NO_CHANGE) -> None:
        """Puts an account in another's place, under its id; a favourite if one of both is."""
        account.check()
        account.favourite = account.favourite or self.favourite_at(self.position(id))
        self._write(records.account(records.REPLACE, change, id, account))

    def rename(
        self,
        id: int,
        issuer: str,
        name: str,
        change: bytes = NO_CHANGE,
        strips: "tuple[bytes, bytes]" = (b"", b""),
    ) -> None:
        """Gives an account another issuer and name, and the pictures of both. Raises FobError
        CLASH."""
        account = self.account(id)
        account.issuer = issuer
        account.name = name
        account.issuer_strip, account.name_strip = strips
        account.check()
        taken = self.find(issuer, name)
        if taken >= 0 and self.id_at(taken) != id:
            raise FobError(CLASH, id=self.id_at(taken))
        self._write(records.account(records.REPLACE, change, id, account))

    def favour(self, id: int, favourite: bool, change: bytes = NO_CHANGE) -> None:
        """Makes an account a favourite, which stands before the others, or none."""
        account = self.account(id)
        account.favourite = favourite
        self._write(records.account(records.REPLACE, change, id, account))

    def move(self, id: int, to: int, change: bytes = NO_CHANGE) -> None:
        """Puts an account at a position of the list; beyond its end means its end. Favourites stay
        before the others."""
        self.position(id)
        self._write(records.move(change, id, min(to, len(self) - 1)))

    def delete(self, id: int, change: bytes = NO_CHANGE) -> None:
        """Takes an account off the list."""
        self.position(id)
        self._write(records.delete(change, id))

    def take_counter(self, id: int, change: bytes = NO_CHANGE) -> int:
        """A HOTP's counter, for one code: the next one is on flash when this returns.

        Raises FobError BAD_COUNTER when the counters have come to their end.
        """
        self.position(id)
        counter = self._index.counter(id)
        if counter >= COUNTER_MAX:
            raise FobError(BAD_COUNTER)
        self._write(records.counter(change, id, counter + 1))
        return counter

    def setting(self, key: str, default: str = "") -> str:
        return self._settings.get(key, default)

    def set(self, key: str, value: str, change: bytes = NO_CHANGE) -> None:
        """Keeps a setting."""
        self._write(records.setting(change, key, value))

    def forget(self) -> None:
        """Overwrites its keys: it is locked, or wiped."""
        self._journal.forget()

    def tidy(self) -> bool:
        """A step of writing the journal anew without its dead records, where that is worth it.

        To be called when nothing else is to be done; any change begins it anew. Returns whether
        there is more to do. A journal with damage is left as it is: what can't be read now may
        be readable to somebody else.
        """
        if self._tidying is None:
            live = len(self) + len(self._settings) + 1
            if self._untidy or self.damaged or self._records - live < max(_DEAD_MIN, live):
                return False
            self._tidying = self._rewrite()
        try:
            next(self._tidying)
        except StopIteration:
            self._tidying = None
        except (OSError, MemoryError, FobError):  # no room, or damage: the old one goes on
            self._tidying = None
            self._untidy = True
        return self._tidying is not None

    def _rewrite(self) -> "Steps":
        """The live state as a new journal of the next generation, which then takes the place of
        the old one.

        Each COUNTER is folded into its account. In the index only the offsets become others.
        """
        offsets = array("I")
        copy = self._journal.successor()
        try:
            copy.append(self._origin())
            for key, value in self._settings.items():
                copy.append(records.setting(NO_CHANGE, key, value))
            for position in range(len(self)):
                id = self.id_at(position)
                account = self.account_at(position)
                plaintext = records.account(records.ADD, NO_CHANGE, id, account)
                offsets.append(copy.append(plaintext))
                yield
            self._journal = copy.commit()
            self._index.offsets[:] = offsets
            self._records = 1 + len(self._settings) + len(self)
        finally:
            copy.abort()

    def _origin(self) -> bytes:
        highest = self._index.highest
        return records.origin(self.last_change, self.last_id, self.last_kind, highest)

    def _write(self, *plaintexts: bytes) -> None:
        """One change: its records are there, or none of them."""
        self.export = None
        if self._tidying is not None:
            self._tidying.close()
            self._tidying = None
        try:
            offsets = self._journal.append(list(plaintexts))
        except OSError:
            raise FobError(STORAGE) from None
        for offset, plaintext in zip(offsets, plaintexts):
            self._apply(records.Record(plaintext), offset)

    def _apply(self, record: records.Record, offset: int) -> None:
        """Brings the index up to a record."""
        kind = record.kind
        self._records += 1
        if kind == records.ADD or kind == records.REPLACE:
            try:
                issuer, name, counter, favourite = record.named()
            except Broken:  # of a kind that a newer firmware knows: listed, not shown
                self._index.put(record.id, offset, 0)
            else:
                mark = sort_of(issuer or name) | (FAVOURITE if favourite else 0)
                self._index.put(record.id, offset, self._digest(issuer, name), mark)
                self._index.count(record.id, counter)
        elif kind == records.SETTING:
            key, value = record.setting()
            self._settings[key] = value
        elif kind == records.DELETE:
            self._index.drop(record.id)
        elif kind == records.MOVE:
            self._index.move(record.id, record.number())
        elif kind == records.ORIGIN:
            self._index.skip(record.highest())
        elif kind == records.COUNTER:
            self._index.count(record.id, record.number())
        if record.change != NO_CHANGE:
            self.last_change = record.change
            self.last_kind = record.number() if kind == records.ORIGIN else kind
            self.last_id = record.id

    def mark(self, digest: bytes) -> bytes:
        """2 bytes of a key's digest for fobcore.twins, under a key for the same reason."""
        return hashlib.sha256(self._name_key + digest).digest()[:2]

    def _digest(self, issuer: bytes, name: bytes) -> int:
        """16 bits of a name for the index. Under a key, so that nobody who has accounts imported
        makes names for it that look all the same; it never leaves the memory."""
        hashed = hashlib.sha256(self._name_key + issuer + b"\0" + name).digest()
        return hashed[0] | hashed[1] << 8
