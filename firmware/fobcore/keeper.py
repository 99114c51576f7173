"""Who has the key: opening, locking, the PIN, the tries, the wipe."""

from fobcore.entropy import Stuck
from fobcore.errors import (
    BAD_PIN,
    BAD_VALUE,
    LOCKED,
    NO_PIN,
    PIN_FORMAT,
    PIN_WAIT,
    STORAGE,
    WIPED,
    FobError,
)
from fobcore.keys import PIN, Slot, Unreadable
from fobcore.preparing import prepare, wipe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.attempts import Attempts
    from fobcore.entropy import Entropy
    from fobcore.keys import KeySlots
    from fobcore.parts import File, Scrub, Ticks, TicksDiff, Work
    from fobcore.vault import Vault


class Keeper:
    """The vault behind its lock.

    `slots` is None where the reserved blocks can't be found. `scrub()` overwrites the free heap:
    copies of a key outlive the objects that held them. Long work is a generator of nothing, a
    slice a step; it raises FobError.
    """

    def __init__(
        self,
        slots: "KeySlots | None",
        file: "File",
        entropy: "Entropy",
        ticks: "Ticks",
        ticks_diff: "TicksDiff",
        scrub: "Scrub",
    ) -> None:
        self._slots = slots
        self._file = file
        self._entropy = entropy
        self._ticks = ticks
        self._ticks_diff = ticks_diff
        self._scrub = scrub
        self._slot: "Slot | None" = None
        self._master = b""
        self._attempts: "Attempts | None" = None
        self._failed_at: "int | None" = None  # ticks from which the delay counts
        self.vault: "Vault | None" = None  # None: locked, or unreadable
        self._trying = False  # a PIN is being stretched
        self.on_lock: "Scrub | None" = None  # what else must forget
        self.wiped = False  # since the start: the fob has to start again

    def start(self) -> None:
        """At power-on: opens a vault without a PIN, leaves one with a PIN locked."""
        try:
            if self._slots is None:
                return
            self._slot = prepare(self._slots, self._file, self._entropy)
            if not self.has_pin:
                for _ in self._open(self._slot.key):
                    pass
                return
            self._attempts = self._tally(self._slots, self._slot)
            if self._attempts.failures >= self._slot.limit:
                self._wipe()  # the power went between the last try and what it led to
            self._failed_at = self._ticks()
        except (Unreadable, FobError, Stuck, OSError):
            self.vault = self._slot = None

    @property
    def has_pin(self) -> bool:
        return self._slot is not None and self._slot.kind == PIN

    @property
    def locked(self) -> bool:
        """Whether a PIN stands between the owner and a vault that is there."""
        return self.has_pin and self.vault is None

    @property
    def can_lock(self) -> bool:
        """Whether it is open, and has a PIN that would open it again."""
        return self.has_pin and self.vault is not None

    @property
    def tries(self) -> "int | None":
        """Tries that are left; None without a PIN."""
        if self._slot is None or self._attempts is None:
            return None
        return max(self._slot.limit - self._attempts.failures, 0)

    @property
    def limit(self) -> "int | None":
        """Failures in a row after which the fob is wiped; None without a PIN."""
        return self._slot.limit if self._slot is not None and self.has_pin else None

    def wait(self) -> int:
        """Seconds until the next try is taken; 0: now."""
        if self._trying:
            return 1
        if self._attempts is None or self._failed_at is None:
            return 0
        left = self._attempts.delay * 1000
        gone = self._ticks_diff(self._ticks(), self._failed_at)
        left -= gone
        if left <= 0 or gone < 0:  # so long ago that the ticks have wrapped
            self._failed_at = None
            return 0
        return (left + 999) // 1000

    def the_vault(self) -> "Vault":
        """The open vault. Raises FobError LOCKED, STORAGE."""
        if self.vault is None:
            raise FobError(LOCKED if self.locked else STORAGE)
        return self.vault

    def mix(self, data: bytes) -> bool:
        """Takes random bytes; whether a vault that nothing was ever put in got a new key."""
        vault = self.the_vault()
        self._entropy.mix(data)
        if self.has_pin or vault.size:
            return False
        slot = self._next_slot(vault)
        slot.key = self._random(32)
        slot.vault = self._random(8)
        self._store(slot)
        for _ in self._open(slot.key):
            pass
        return True

    def _random(self, n: int) -> bytes:
        """Bytes for a key or a salt. Raises FobError STORAGE where the generator is stuck."""
        try:
            return self._entropy(n)
        except Stuck:
            raise FobError(STORAGE) from None

    def lock(self) -> None:
        """Lets go of the vault and its key. Raises FobError NO_PIN."""
        if not self.has_pin:
            raise FobError(NO_PIN)
        self._drop()
        if self.on_lock is not None:
            self.on_lock()
        self._scrub()

    def _drop(self) -> None:
        if self.vault is not None:
            self.vault.forget()
        self.vault = None
        self._master = b""

    def refuse_early(self) -> None:
        """Raises FobError PIN_WAIT while no try is taken."""
        if self.wait():
            raise FobError(PIN_WAIT, wait=self.wait())

    def unlock(self, pin: str) -> "Work":
        """Tries a PIN, opens the vault. Raises FobError BAD_PIN, PIN_WAIT, WIPED, STORAGE."""
        master = yield from self._try(pin)
        if self.vault is None:
            yield from self._open(master)

    def set_pin(self, pin: str, old: "str | None", limit: int = 0) -> "Work":
        """Sets or changes the PIN; returns the iterations. `old` is a try like any other.

        `limit`: failures in a row after which the fob is wiped, 5 to 20; 0: as before, or 10.
        Raises FobError PIN_FORMAT, BAD_VALUE, and what a try raises.
        """
        from fobcore import pin as pins
        from fobcore.attempts import LIMIT, LIMIT_MAX, LIMIT_MIN

        if not pins.valid(pin):
            raise FobError(PIN_FORMAT)
        if limit and not LIMIT_MIN <= limit <= LIMIT_MAX:
            raise FobError(BAD_VALUE)
        vault = self.the_vault()
        yield from self.check_pin(old)
        slot = self._next_slot(vault)
        former = self._slot
        slot.kind, slot.salt = PIN, self._random(16)
        slot.limit = limit or self.limit or LIMIT
        stretching = pins.stretch(pin, slot.salt, 0, self._ticks, self._ticks_diff)
        stretched, slot.iterations = yield from stretching
        if self.vault is not vault or self._slot is not former:
            raise FobError(LOCKED)  # meanwhile locked, or another key or PIN
        slot.key, slot.check = pins.wrap(slot.key, stretched, slot.bound())
        self._store(slot)
        return slot.iterations

    def remove_pin(self, old: "str | None") -> "Work":
        """The master key lies open again."""
        if not self.has_pin:
            raise FobError(NO_PIN)
        vault = self.the_vault()
        yield from self.check_pin(old)
        self._store(self._next_slot(vault))

    def check_pin(self, pin: "str | None") -> "Work":
        """Of an open fob: a try of its PIN like any other, where it has one. Raises as unlock."""
        if self.has_pin:
            yield from self._try(pin or "")

    def wipe(self) -> None:
        """Erases key and accounts; the fob has to start again. Raises FobError STORAGE."""
        try:
            self._wipe()
        except (Unreadable, OSError):
            raise FobError(STORAGE) from None

    def _wipe(self) -> None:
        if self._slots is None:
            raise Unreadable
        self._drop()
        self.wiped = True
        wipe(self._slots, self._file)
        self._slot = self._attempts = None
        self._scrub()

    def _open(self, master: bytes) -> "Work":
        """Reads the vault, a record a step."""
        assert self._slot is not None
        from fobcore.opening import vault_under

        slot = self._slot
        vault = vault_under(master, slot.vault, self._file, self._entropy.any)
        yield from vault.load()
        if self._slot is slot and (self.vault is None or not self.has_pin):
            self._master = master
            self.vault = vault

    def _try(self, pin: str) -> "Work":
        """The master key under a PIN: the try is counted on flash before it is looked at."""
        slot, attempts = self._slot, self._attempts
        if slot is None or attempts is None:
            raise FobError(NO_PIN)
        self.refuse_early()
        from fobcore import pin as pins

        if not pins.valid(pin):
            raise FobError(PIN_FORMAT)  # nobody's PIN: no try
        try:
            if attempts.full:
                slot.carried = attempts.failures
                self._store(slot)
                attempts = self._attempts
            assert attempts is not None
            if attempts.failures >= slot.limit:  # those before were broken off
                self.wipe()
                raise FobError(WIPED)
            attempts.begin()
        except (Unreadable, OSError):
            raise FobError(STORAGE) from None
        stretching = pins.stretch(pin, slot.salt, slot.iterations, self._ticks, self._ticks_diff)
        self._trying = True
        try:
            stretched, _ = yield from stretching
        finally:  # also where the host breaks it off
            self._trying = False
            self._failed_at = self._ticks()
        master = pins.unwrap(slot.key, slot.check, stretched, slot.bound())
        if master is not None:
            try:
                attempts.succeeded()
            except (Unreadable, OSError):
                raise FobError(STORAGE) from None
            self._failed_at = None
            return master
        if attempts.failures >= slot.limit:
            self.wipe()
            raise FobError(WIPED)
        self._failed_at = self._ticks()
        raise FobError(BAD_PIN, tries=self.tries, wait=self.wait())

    def _next_slot(self, vault: "Vault") -> Slot:
        """A slot without a PIN to take the place of the one that holds."""
        former = self._slot
        if former is None or self.vault is not vault:  # locked meanwhile
            raise FobError(LOCKED)
        slot = Slot(former.vault, self._master)
        slot.age, slot.made = former.age, True
        return slot

    def _store(self, slot: Slot) -> None:
        assert self._slots is not None
        try:
            self._slots.store(slot)
            self._slot = slot
            if self.vault is not None:
                self.vault.export = None
            self._attempts = None
            if slot.kind == PIN:
                self._attempts = self._tally(self._slots, slot)
        except (Unreadable, OSError):
            raise FobError(STORAGE) from None

    def _tally(self, slots: "KeySlots", slot: Slot) -> "Attempts":
        """The tries behind a slot with a PIN, those that are there counted."""
        from fobcore.attempts import Attempts

        return Attempts(slots.flash, slots.block, slot.carried)
