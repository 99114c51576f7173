"""What the power is cut in: for each operation how the fob was before, and the operation."""

import switching
from rig import OTHER, PIN, finish

from fobcore.account import Account
from fobcore.attempts import LIMIT

CHANGE = b"\x01\x23\x45\x67\x00\x00\x00\x09"
BATCH = 20


def nothing(fob) -> None:
    pass


def filled(fob) -> None:
    vault = fob.vault
    for name in ("alice", "bob", "carol"):
        vault.add(Account("Issuer", name, name.encode() * 4))
    vault.add(Account("", "hotp", b"0123456789", "hotp", "SHA512", 10, counter=(1 << 32) - 2))
    vault.add(Account("Steam", "gabe", b"x" * 20, "steam", digits=5))
    vault.set("name", "mine")
    fob.clock.set(1790000000, 0)


def with_pin(fob) -> None:
    filled(fob)
    finish(fob.keeper.set_pin(PIN, None))


def missed(fob) -> None:
    """Two wrong PINs."""
    with_pin(fob)
    fob.keeper.lock()
    for _ in range(2):
        assert not fob.try_pin(OTHER)


def one_left(fob) -> None:
    with_pin(fob)
    fob.keeper.lock()
    for _ in range(LIMIT - 1):
        assert not fob.try_pin(OTHER)


def full(fob) -> None:
    """No room in the tally, the last two tries wrong."""
    with_pin(fob)
    fob.keeper.lock()
    attempts = fob.keeper._attempts
    while not attempts.full:
        attempts.begin()
        if attempts._count < 1919:
            attempts.succeeded()
    assert attempts.failures == 2


def used(fob) -> None:
    """A journal that is worth writing anew."""
    filled(fob)
    for number in range(60):
        fob.vault.take_counter(4) if number % 2 else fob.vault.set("usb_code", "free")
    fob.vault.delete(3, CHANGE)


def unlocked(fob) -> None:
    assert fob.try_pin(PIN)


def entropy(fob, mark) -> None:
    """At setup: a new key for the vault that is still empty."""
    assert fob.keeper.mix(bytes(range(32)))


def set_pin(fob, mark) -> None:
    finish(fob.keeper.set_pin(PIN, None))


def change_pin(fob, mark) -> None:
    finish(fob.keeper.set_pin(OTHER, PIN))


def remove_pin(fob, mark) -> None:
    finish(fob.keeper.remove_pin(PIN))


def add(fob, mark) -> None:
    fob.vault.add(Account("GitHub", "dora", b"another key"), CHANGE)


def batch(fob, mark) -> None:
    for number in range(BATCH):
        fob.vault.add(Account("Batch", "n%d" % number, b"key %d" % number), CHANGE)
        mark()


def adds(fob, mark) -> None:
    """Several of a batch in one step, one of them in another's place: all or none."""
    accounts = [Account("Batch", "n%d" % number, b"key %d" % number) for number in range(6)]
    accounts[2] = Account("Issuer", "bob", b"new key", digits=8)
    accounts[4] = Account("Issuer", "carol", b"carol" * 4)
    done = fob.vault.put(accounts, [True] * 6, CHANGE)
    assert [kind for _, kind in done] == [1, 1, 2, 1, 0, 1]


def delete(fob, mark) -> None:
    fob.vault.delete(2, CHANGE)


def rename(fob, mark) -> None:
    fob.vault.rename(2, "Other", "bert", CHANGE)


def move(fob, mark) -> None:
    fob.vault.move(5, 0, CHANGE)


def replace(fob, mark) -> None:
    fob.vault.replace(2, Account("Issuer", "bob", b"new key", digits=8), CHANGE)


def code(fob, mark) -> None:
    assert fob.vault.take_counter(4, CHANGE) == (1 << 32) - 2


def config(fob, mark) -> None:
    fob.vault.set("usb_code", "free", CHANGE)


def clock(fob, mark) -> None:
    fob.clock.set(1800000000, 0)


def compaction(fob, mark) -> None:
    while fob.vault.tidy():
        pass
    assert fob.vault._records < 10


def wrong(fob, mark) -> None:
    assert not fob.try_pin(OTHER)


def right(fob, mark) -> None:
    assert fob.try_pin(PIN)


def wipe(fob, mark) -> None:
    fob.keeper.wipe()


def crashed(fob) -> None:
    """Firmware in both places; the one that is started has crashed three times."""
    filled(fob)
    switching.prepare()


def switch(fob, mark) -> None:
    switching.start(fob.device)


# name: (how it was before, what comes between power-on and the operation, operation). The
# operation None: power-on itself.
OPERATIONS = {
    "first_start": (None, None, None),
    "entropy_at_setup": (nothing, nothing, entropy),
    "pin_set": (filled, nothing, set_pin),
    "pin_change": (with_pin, unlocked, change_pin),
    "pin_remove": (with_pin, unlocked, remove_pin),
    "add": (filled, nothing, add),
    "batch": (filled, nothing, batch),
    "adds": (filled, nothing, adds),
    "delete": (filled, nothing, delete),
    "rename": (filled, nothing, rename),
    "move": (filled, nothing, move),
    "replace": (filled, nothing, replace),
    "hotp_code": (filled, nothing, code),
    "pin_wrong": (missed, nothing, wrong),
    "pin_right_after_wrong": (missed, nothing, right),
    "pin_wrong_tally_full": (full, nothing, wrong),
    "pin_right_tally_full": (full, nothing, right),
    "pin_wrong_the_last": (one_left, nothing, wrong),
    "compaction": (used, nothing, compaction),
    "clock_set": (filled, nothing, clock),
    "config": (filled, nothing, config),
    "place_switched": (crashed, nothing, switch),
    "wipe": (with_pin, unlocked, wipe),
    "wipe_locked": (missed, nothing, wipe),
    "wipe_without_pin": (filled, nothing, wipe),
}
WIPES = ("wipe", "wipe_locked", "wipe_without_pin", "pin_wrong_the_last")
PHASED = ("add", "adds", "delete", "rename", "move", "replace", "hotp_code", "config", "clock_set",
          "compaction", "wipe_without_pin", "place_switched")  # fmt: skip
