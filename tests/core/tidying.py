"""Helper: vaults whose journals are worth writing anew."""

import fakes
from fobcore.account import Account
from fobcore.keys import KeySlots
from fobcore.sealing import Header

PLACES = ((0, b"a" * 16), (1, b"b" * 16))
CHANGE = b"\x01\x23\x45\x67\x00\x00\x00\x09"


def opened(flash, file, seed: int = 1):
    vault = fakes.open_vault(KeySlots(flash, PLACES), file, fakes.Random(seed))
    for _ in vault.load():
        pass
    return vault


def used(dead: int = 60):
    """(flash, file, vault) with some of all kinds, and so many records that say nothing more."""
    flash, file = fakes.Flash(), fakes.File()
    vault = opened(flash, file)
    for name in ("alice", "bob", "carol"):
        vault.add(Account("Issuer", name, name.encode()))
    counted = Account("", "hotp", b"0123456789", "hotp", "SHA512", 10, counter=(1 << 32) - 2)
    vault.add(counted)
    vault.add(Account("Steam", "gabe", b"x" * 255, "steam", digits=5))
    vault.add(Account("Gone", "gone", b"gone"))
    vault.set("name", "mine")
    vault.delete(6)
    vault.move(5, 0)
    vault.rename(2, "Other", "bert")
    for number in range(dead):
        vault.take_counter(4) if number % 2 else vault.set("usb_code", "free")
    vault.delete(3, CHANGE)
    return flash, file, vault


def state(vault) -> tuple:
    rows = []
    for i in range(len(vault)):
        a = vault.account_at(i)
        row = a.issuer, a.name, a.secret, a.type, a.algorithm, a.digits, a.period, a.counter
        rows.append((vault.id_at(i),) + row)
        assert vault.find(a.issuer, a.name) == i
    change = vault.last_change, vault.last_kind, vault.last_id
    return rows, vault.setting("name"), vault.setting("usb_code"), change


def generations(file) -> set:
    """Those of all records in a file without damage."""
    offset, found = 0, set()
    while offset < len(file.data):
        header = Header(file.data[offset : offset + 38])
        assert header.plausible
        found.add(header.generation)
        offset += header.size
    return found


def tidied(vault) -> int:
    steps = 0
    while vault.tidy():
        steps += 1
    return steps
