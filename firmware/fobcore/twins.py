"""Which account has a key already, under whatever name: a table that is there while accounts come.

A key is the same where the codes are: type, secret, algorithm, digits, period; not a HOTP's
counter. The table costs 4 bytes an account and a pass over the vault, some 3 s for a thousand on
an RP2040; whoever adds the last account of an import lets it go.
"""

import gc
import struct

from fobcore import manifest
from fobcore.errors import FobError
from fobcore.vault import MAX_ACCOUNTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.parts import Steps
    from fobcore.vault import Vault

_ENTRY = 4  # bytes: two of a digest, which say "maybe", and the id's
_MORE = 64  # entries by which a table grows that was made too small


class Twins:
    """The table of a vault. What is deleted, moved or renamed needs no word here, what is added
    or replaced does (see note): an entry is held against its account before it is believed."""

    def __init__(self, vault: "Vault", more: int) -> None:
        self._vault = vault
        gc.collect()
        self._table = bytearray(_ENTRY * min(MAX_ACCOUNTS, len(vault) + more))
        self._filled = 0  # bytes
        self._ready = False

    def steps(self) -> "Steps":
        """Makes the table where it is not there yet, an account a step; from the beginning where
        the list has changed on the way. Yields nothing of use."""
        while not self._ready:
            self._filled = 0
            size = self._vault.size
            for position in range(len(self._vault)):
                try:
                    self.note(self._vault.id_at(position), self._vault.account_at(position))
                except FobError:
                    pass  # damaged: it has no key any more
                yield
                if self._vault.size != size:
                    break
            else:
                self._ready = True

    def note(self, id: int, account: "Account") -> None:
        """An account that is there now, or is another than it was."""
        if self._filled == len(self._table):
            self._table.extend(bytes(_ENTRY * _MORE))
        mark = self._vault.mark(manifest.key_digest(account))
        struct.pack_into("<2sH", self._table, self._filled, mark, id)
        self._filled += _ENTRY

    def find(self, account: "Account") -> int:
        """The id of the account with the same key; 0 where there is none."""
        return self._find(manifest.key_digest(account), account)

    def find_digest(self, digest: bytes) -> int:
        """The same by manifest.key_digest alone."""
        return self._find(digest, None)

    def _find(self, digest: bytes, account: "Account | None") -> int:
        mark = self._vault.mark(digest)
        if mark not in self._table:  # as machine code; the loop takes 10 ms for a thousand
            return 0
        for at in range(0, self._filled, _ENTRY):
            if self._table[at] != mark[0] or self._table[at + 1] != mark[1]:
                continue
            id = self._table[at + 2] | self._table[at + 3] << 8
            try:
                there = self._vault.account(id)
            except FobError:
                continue  # deleted, or damaged
            if there.same_key(account) if account else manifest.key_digest(there) == digest:
                return id
        return 0


def of(vault: "Vault", more: int = 0) -> Twins:
    """The table of a vault, to be made by steps(); with room for so many more accounts."""
    if vault.twins is None:
        vault.twins = Twins(vault, more)
    return vault.twins
