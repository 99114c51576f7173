"""A vault of so many accounts, run in MicroPython: prints `SIZE what value` lines, times in us.

The heap is limited by who starts it. VAULT_COUNT: how many accounts.
"""

import gc
import os
import time

import fakes
from fobcore import otp
from fobcore.account import Account
from fobcore.hmac import Hmac
from fobcore.keeper import Keeper
from fobcore.keys import KeySlots

REPEATS = 20
PIN = "86420975"


class Chunks:
    """A journal's file on the computer's disk: an append costs what it writes."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._size = 0

    def exists(self) -> bool:
        try:
            os.stat(self._path)
        except OSError:
            return False
        return True

    def create(self) -> None:
        open(self._path, "wb").close()

    def size(self) -> int:
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        with open(self._path, "rb") as file:
            file.seek(offset)
            return file.read(length)

    def append(self, data: bytes) -> None:
        with open(self._path, "ab") as file:
            file.write(data)
        self._size += len(data)


def keeper_over(flash, file) -> Keeper:
    from fobcore.entropy import Entropy

    slots = KeySlots(flash, ((0, b"a" * 16), (1, b"b" * 16)))
    keeper = Keeper(
        slots, file, Entropy(fakes.Random(1)), time.ticks_ms, time.ticks_diff, gc.collect
    )
    keeper.start()
    return keeper


def done(work) -> None:
    for _ in work:
        pass


def free() -> int:
    gc.collect()
    return gc.mem_free()


def us(what: str, call, count: int = REPEATS) -> None:
    gc.collect()
    start = time.ticks_us()
    for number in range(count):
        call(number)
    print("SIZE", what, time.ticks_diff(time.ticks_us(), start) // count)


def account(number: int) -> Account:
    return Account(
        "Service%d" % (number % 50), "user%d@example.com" % number, b"12345678901234567890"
    )


def size_of_vault() -> None:
    count = int(os.getenv("VAULT_COUNT"))
    flash, file = fakes.Flash(2), Chunks(os.getenv("VAULT_FILE"))
    keeper = keeper_over(flash, file)
    for number in range(count - REPEATS // 2):
        keeper.vault.add(account(number))
    us("add", lambda n: keeper.vault.add(account(count + n)), REPEATS // 2)
    done(keeper.set_pin(PIN, None))
    keeper.lock()
    before = free()
    start = time.ticks_us()
    keeper._master = b""
    done(keeper.unlock(PIN))
    print("SIZE", "unlock", time.ticks_diff(time.ticks_us(), start))
    vault = keeper.vault
    assert len(vault) == count and not vault.damaged
    print("SIZE", "taken", before - free())
    print("SIZE", "free", gc.mem_free())

    def opened(_: int) -> None:
        keeper._open(keeper._master)

    us("open", opened, 3)
    vault = keeper.vault
    us("page", lambda n: [vault.account_at(i % count) for i in range(n, n + 2)])

    def code(number: int) -> None:
        found = vault.account_at(number * 37 % count)
        otp.code(found, Hmac(found.secret, found.algorithm), 59666666 + number)

    us("code", code)
    us("delete", lambda n: vault.delete(vault.id_at(n * 7 % len(vault))), 5)
    print("SIZE", "lowest", free())
