"""A fob of the real parts but clock chip and display, on littlefs, on a flash whose power goes.

For MicroPython. What is random is seeded: each run of an operation takes the same flash steps.
"""

import gc

import switching
from flashes import PAGE, SECTOR, Device, PowerCut, Random

import fobcore.pin as pins
from drivers.storage import File, Kept, RawFlash, reserve
from fobcore.clock import Clock
from fobcore.entropy import Entropy
from fobcore.errors import BAD_PIN, WIPED, FobError
from fobcore.keeper import Keeper
from fobcore.keys import PIN as WRAPPED
from fobcore.keys import KeySlots, Unreadable

PIN, OTHER = "2468", "13579"
WHOLE, FRONT, BACK = range(3)  # the step is not done; its first half is, its second half is
NEVER = 0
_ODD, _EVEN = 0x55, 0xAA
_LONG = 700000  # ms, longer than any delay
_MAGIC = b"mfbK"
_EIO = -5
_BLANK = b"\xff" * SECTOR


class Flash(Device):
    """Tears in the middle of a byte of what changes, and notes every key page it is given."""

    def __init__(self, data: bytearray, pages: list) -> None:
        super().__init__(data)
        self._pages = pages
        self._mode = WHOLE
        self._over = False

    def arm(self, step: int, mode: int) -> None:
        """The power goes at the step-th step from now on; NEVER: it stays."""
        self._cut_at = self.steps + step if step else NEVER
        self._mode = mode

    @property
    def power_gone(self) -> bool:
        return self._off

    def off(self) -> None:
        """Whatever is still open writes nothing any more."""
        self._over = True

    def readblocks(self, block: int, data: bytearray, offset: int = 0) -> "int | None":
        return _EIO if self._silent() else super().readblocks(block, data, offset)

    def writeblocks(self, block: int, data: bytes, offset: int = -1) -> "int | None":
        return _EIO if self._silent() else super().writeblocks(block, data, offset)

    def ioctl(self, operation: int, argument: int) -> int:
        return _EIO if self._silent() else super().ioctl(operation, argument)

    def _silent(self) -> bool:
        """What the power left open the garbage collector closes, at any moment and with the heap
        locked: an exception there would go through littlefs and leave it in pieces."""
        if self._off and not self._over:
            try:
                bytearray(1)
            except MemoryError:
                return True
        return self._over

    def _step(self, start: int, new: bytes) -> None:
        if self._off:
            raise PowerCut
        if len(new) == PAGE and new[16:20] == _MAGIC and new[:PAGE] not in self._pages:
            self._pages.append(bytes(new))
        if self._mode == WHOLE or self.steps + 1 != self._cut_at:
            return super()._step(start, new)
        self.steps += 1
        self._off = True
        data = self.data
        left = sum(data[start + i] != new[i] for i in range(len(new))) // 2
        for i in range(len(new)):
            if data[start + i] == new[i]:
                continue
            left -= 1
            if left == -1:
                data[start + i] = data[start + i] & _ODD | new[i] & _EVEN
            elif (left >= 0) == (self._mode == FRONT):
                data[start + i] = new[i]
        raise PowerCut


class Rtc:
    """A clock chip outside of all this."""

    def read(self) -> int:
        return 1800000000

    def write(self, utc: int) -> None:
        pass


class Fob:
    """As start.py puts it together. `looked`: for each PIN tried, whether it was right."""

    def __init__(self, device: Flash, seed: int) -> None:
        self.device = device
        self.looked: list = []
        self._now = 0
        flash, file, entropy = RawFlash(device), File("/journal"), Entropy(Random(seed))
        try:
            slots = KeySlots(flash, reserve(flash, entropy, file.exists()))
        except (Unreadable, OSError):
            slots = None
        self.clock = Clock(Rtc(), Kept("/clock"))
        self.keeper = Keeper(slots, file, entropy, self._ticks, lambda a, b: a - b, gc.collect)
        _watch(self.looked)
        self.keeper.start()

    @property
    def vault(self):
        return self.keeper.the_vault()

    def _ticks(self) -> int:
        self._now += 40  # the work between two looks took its time
        return self._now

    def try_pin(self, pin: str) -> bool:
        """Unlocks; False where the PIN was wrong, also where it was the last one."""
        self._now += _LONG
        try:
            finish(self.keeper.unlock(pin))
        except FobError as error:
            if error.code not in (BAD_PIN, WIPED):
                raise
            return False
        return True

    def failures(self) -> "int | None":
        """Tries that count as failed; None without a PIN."""
        slot = self.keeper._slot
        return slot.limit - self.keeper.tries if self.keeper.has_pin else None


def _watch(looked: list) -> None:
    def unwrap(*given):
        master = _unwrap(*given)
        looked.append(master is not None)
        return master

    pins.unwrap = unwrap


_unwrap = pins.unwrap


def finish(work) -> object:
    """What long work ends with."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            return stop.value


def started(device: Flash, seed: int) -> Fob:
    """A fob after power-on; one that finished a wipe has started again."""
    fob = Fob(device, seed)
    if fob.keeper.wiped:
        fob = Fob(device, seed + 1)
    return fob


def state(fob: Fob) -> tuple:
    """All that the owner could tell: which PIN opens it, the accounts, settings, the clock."""
    pin = ""
    if fob.keeper.locked:
        for pin in (PIN, OTHER):
            if fob.try_pin(pin):
                break
        else:
            raise AssertionError("no PIN opens it")
    vault = fob.vault
    assert vault.damaged == 0, "damage"
    rows = []
    for i in range(len(vault)):
        a = vault.account_at(i)
        rows.append(
            (vault.id_at(i), a.issuer, a.name, a.secret, a.type, a.algorithm, a.digits, a.period)
            + (a.counter,)
        )
        assert vault.find(a.issuer, a.name) == i
    settings = [vault.setting(key) for key in ("name", "usb_code")]
    change = vault.last_change, vault.last_kind, vault.last_id
    return pin, rows, settings, change, fob.clock.last_set, switching.place()


def check_clean(fob: Fob, data: bytearray, pages: list) -> None:
    """Nothing of any slot but the one that holds is anywhere in the flash, nor of its tally."""
    slot, slots = fob.keeper._slot, fob.keeper._slots
    live = slot.key + slot.salt + slot.check if slot else b""  # after a wipe there is none
    for page in pages:
        for at in range(32, 104, 8):
            piece = page[at : at + 8]
            if 48 <= at < 56 or piece == bytes(8):  # the vault's id; no PIN: no salt, no check
                continue
            if piece not in live:
                assert data.find(piece) < 0, "a remnant of a key slot at %d" % at
    for block, marker in slots._places:
        # Without a copy: the heap may have no piece of that size left.
        sector = memoryview(data)[block * SECTOR : (block + 1) * SECTOR]
        if slot and block == slots.block:
            assert slot.kind == WRAPPED or blank(sector[PAGE:]), "a tally"
        else:
            assert blank(sector[16:] if sector[:16] == marker else sector), (
                "the other slot is not blank"
            )


def blank(part: memoryview) -> bool:
    return part == memoryview(_BLANK)[: len(part)]
