"""drivers.storage on MicroPython's own littlefs, with the power cut at every flash step."""

import os

from flashes import BLOCKS, PAGE, SECTOR, Device, Mounted, PowerCut, Random, cuts, fresh

from drivers.storage import File, Kept, RawFlash, exists, free_bytes, reserve
from fobcore.account import Account
from fobcore.errors import FobError
from fobcore.keys import KeySlots, Unreadable
from fobcore.opening import vault_under
from fobcore.preparing import prepare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def started(device: Device, seed: int = 1) -> "Any":
    """The vault as start.py opens it."""
    flash, urandom = RawFlash(device), Random(seed)
    places = reserve(flash, urandom, exists("/journal"))
    file = File("/journal")
    slot = prepare(KeySlots(flash, places), file, urandom)
    vault = vault_under(slot.key, slot.vault, file, urandom)
    for _ in vault.load():
        pass
    return vault


def unreadable(call: "Callable[[], object]") -> bool:
    try:
        call()
    except (Unreadable, FobError, OSError):
        return True
    return False


def names(vault: "Any") -> list:
    return [vault.account_at(i).name for i in range(len(vault))]


def content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def write(path: str, data: "bytes | bytearray") -> None:
    with open(path, "wb") as file:
        file.write(data)


def nothing() -> None:
    pass


def test_a_first_start_can_be_cut_anywhere() -> None:
    def act(device: Device) -> None:
        started(device)

    def check(device: Device, done: bool) -> None:
        vault = started(device, 2)
        assert len(vault) == 0
        vault.add(Account("GitHub", "alice", b"0123456789"))
        assert names(started(device, 3)) == ["alice"]

    counted = cuts(nothing, act, check)
    assert counted > 80, counted


def test_a_first_start_with_a_generator_that_starts_anew_can_be_cut_anywhere() -> None:
    """The same markers again, whose remains lie in flash."""

    def act(device: Device) -> None:
        started(device)

    def check(device: Device, done: bool) -> None:
        vault = started(device)
        vault.add(Account("GitHub", "alice", b"0123456789"))
        assert names(started(device, 3)) == ["alice"]

    counted = cuts(nothing, act, check)
    assert counted > 80, counted


def test_an_add_is_there_or_not() -> None:
    def act(device: Device) -> None:
        started(device).add(Account("GitHub", "bob", b"another key"))

    def first(device: Device) -> None:
        started(device).add(Account("GitHub", "alice", b"0123456789"))

    seen = set()
    for torn in (False, True):
        step = 1
        done = False
        while not done:
            data = fresh()
            with Mounted(Device(data)) as device:
                first(device)
            with Mounted(Device(data, step, torn)) as device:
                try:
                    act(device)
                    done = True
                except PowerCut:
                    pass
            with Mounted(Device(data)) as device:
                vault = started(device)
                assert vault.damaged == 0
                found = names(vault)
                assert found in (["alice"], ["alice", "bob"]), found
                assert not done or len(found) == 2
                seen.add(len(found))
            step += 1
    assert seen == {1, 2}


def test_the_slots_are_in_raw_flash_and_stay_there() -> None:
    data = fresh()
    with Mounted(Device(data)) as device:
        started(device).add(Account("GitHub", "alice", b"0123456789"))
        places = reserve(RawFlash(device), Random(9), True)
        assert len({block for block, _ in places}) == 2
        for (block, _), path in zip(places, ("/keys0", "/keys1")):  # noqa: B905
            raw = bytes(data[block * SECTOR : (block + 1) * SECTOR])
            assert content(path) == raw
    with Mounted(Device(data)) as device:
        assert reserve(RawFlash(device), Random(8), True) == places
        for number in range(40):  # the file system is at work, the blocks stay where they are
            write("/work", bytes([number]) * 3000)
        assert reserve(RawFlash(device), Random(7), True) == places
        assert names(started(device)) == ["alice"]


def test_a_block_that_the_file_system_has_moved() -> None:
    for path in ("/keys0", "/keys1"):
        with Mounted(Device(fresh())) as device:
            started(device)
            write(path, b"\x00" * SECTOR)
            assert unreadable(lambda: started(device))
        with Mounted(Device(fresh())) as device:
            started(device)
            os.remove(path)
            assert unreadable(lambda: started(device))


def test_a_map_that_is_lost_or_damaged_while_a_vault_is_there() -> None:
    """Never a new vault beside the old one."""
    changes: list = [None, b"", b"mfbM"]
    for at in (0, 5, 20, 39, 43):
        changes.append(at)
    for change in changes:
        data = fresh()
        with Mounted(Device(data)) as device:
            started(device).add(Account("GitHub", "alice", b"0123456789"))
            there = content("/keys.map")
            journal = content("/journal")
            if change is None:
                os.remove("/keys.map")
            elif isinstance(change, int):
                damaged = bytearray(there)
                damaged[change] ^= 1
                write("/keys.map", damaged)
            else:
                write("/keys.map", change)
            steps = device.steps
            assert unreadable(lambda: started(device, 5)), change
            assert device.steps == steps, "something was written"
            assert content("/journal") == journal
            write("/keys.map", there)
            assert names(started(device, 6)) == ["alice"]


class Repeats:
    """A generator that gives the same bytes `times` times, then others."""

    def __init__(self, times: int) -> None:
        self._left = times
        self._then = Random(3)

    def __call__(self, n: int) -> bytes:
        if self._left:
            self._left -= 1
            return b"\xa5" * n
        return self._then(n)


def test_a_marker_that_is_found_twice_is_drawn_again() -> None:
    remains = BLOCKS - 1
    for times in (1, 3, 7, 8):
        with Mounted(Device(fresh())) as device:
            device.writeblocks(remains, b"\xa5" * 16 + b"\xff" * (PAGE - 16), 0)
            flash = RawFlash(device)
            try:
                places = reserve(flash, Repeats(times), False)
            except Unreadable:
                assert times == 8
                assert not exists("/keys.map")
                continue
            assert times < 8
            for block, marker in places:
                assert marker != b"\xa5" * 16
                assert block != remains
                assert flash.read(block, 0, 16) == marker


def test_an_append_is_there_as_a_whole_or_not_at_all() -> None:
    before, more = bytes(range(250)) * 3, b"tail" * 60
    seen = set()

    def prepare() -> None:
        write("/file", before)

    def act(device: Device) -> None:
        file = File("/file")
        assert file.read(0, 4) == before[:4]
        file.append(more[:50], more[50:51], more[51:])
        assert file.size() == len(before) + len(more)
        assert file.read(len(before), len(more)) == more

    def check(device: Device, done: bool) -> None:
        there = content("/file")
        seen.add(len(there))
        assert there == before + more or (there == before and not done)

    assert cuts(prepare, act, check) > 4
    assert len(seen) == 2


def test_an_append_that_finds_no_room_half_way_leaves_nothing() -> None:
    before, piece = bytes(range(250)) * 3, bytes(SECTOR)
    data = fresh()
    with Mounted(Device(data)):
        write("/file", before)
        file = File("/file")
        pieces = [b"a few"] + [piece] * (free_bytes() // SECTOR + 2)
        try:
            file.append(*pieces)
            raise AssertionError
        except OSError:
            pass
        assert content("/file") == before and file.size() == len(before)
        file.append(b"a few", b" more")
        assert content("/file") == before + b"a few more"
    with Mounted(Device(data)):
        assert content("/file") == before + b"a few more"


def test_a_rewriting_takes_the_old_one_s_place_in_one_step() -> None:
    before, after = b"old" * 500, b"new!" * 1500
    seen = set()

    def prepare() -> None:
        write("/file", before)

    def act(device: Device) -> None:
        file = File("/file")
        assert file.read(0, 3) == b"old"
        new = file.rewrite()
        for start in range(0, len(after), 600):
            new.write(after[start : start + 600])
        new.commit()
        assert file.read(0, 4) == b"new!"
        file.close()

    def check(device: Device, done: bool) -> None:
        there = content("/file")
        seen.add(there)
        assert there == after or (there == before and not done)
        new = File("/file").rewrite()  # what a cut left beside it is in nobody's way
        new.write(b"third")
        new.commit()
        assert content("/file") == b"third"

    assert cuts(prepare, act, check) > 10
    assert len(seen) == 2


def test_a_rewriting_that_is_given_up() -> None:
    with Mounted(Device(fresh())):
        write("/file", b"old")
        free = free_bytes()
        new = File("/file").rewrite()
        new.write(b"x" * 9000)
        new.abort()
        assert os.listdir("/") == ["file"]
        assert content("/file") == b"old"
        assert free_bytes() == free
        new = File("/file").rewrite()
        new.commit()
        new.abort()  # behind a commit: nothing
        assert content("/file") == b""


def test_what_is_kept_is_the_old_or_the_new() -> None:
    seen = set()

    def prepare() -> None:
        assert Kept("/kept").load() == b""
        Kept("/kept").save(b"old")

    def act(device: Device) -> None:
        Kept("/kept").save(b"new one")

    def check(device: Device, done: bool) -> None:
        there = Kept("/kept").load()
        seen.add(there)
        assert there == b"new one" or (there == b"old" and not done)
        Kept("/kept").save(b"third")
        assert Kept("/kept").load() == b"third"

    assert cuts(prepare, act, check) > 2
    assert seen == {b"old", b"new one"}


def test_a_file() -> None:
    with Mounted(Device(fresh())):
        file = File("/file")
        assert not file.exists()
        file.create()
        assert file.exists() and file.size() == 0
        file.append(b"one")
        assert file.read(1, 10) == b"ne"
        file.append(b"two")
        assert (file.size(), file.read(0, 6)) == (6, b"onetwo")
        file.close()
        assert file.read(3, 3) == b"two"


def test_a_chip_with_other_sectors_is_refused() -> None:
    device = Device(bytearray(0))
    device.ioctl = lambda operation, argument: 512  # type: ignore[method-assign]
    try:
        RawFlash(device)
    except ValueError:
        return
    raise AssertionError
