"""What of the secrets lies in the interpreter's memory: the MicroPython process is searched.

Looked for, in all that it can write to: an account's key as bytes, as base32 and XORed with HMAC's
pads (a prepared key), the PIN, and the master key, which is read from flash before there is a PIN.

What stays: the key on the screen, as HMAC's pads, while it is there; until the next collection
(some seconds of codes) the key of an account that was shown or listed; and the newest bytes in the
virtual board's receive buffer, which the next line overwrites (a chip's USB stack has one too).
"""

from __future__ import annotations

import re
import time
from base64 import b32encode
from collections.abc import Callable
from pathlib import Path

import pytest
import serial

from e2e.conftest import Bench
from fobcore import frames
from fobcore.account import Account
from fuzz.wire import Wire, approved
from mfob import Fob
from mfob.sim.errors import SimError

PIN = "860975318642"  # 12 digits: no chance find
ALICE = bytes.fromhex("f1c3990a5bd7e28644aa17cb3e905d72b86f0d11")
BOB = bytes.fromhex("9d2e71b3c40f5a8867e1d23c96ab4f0537c8be64")
"""Keys of 20 bytes, as services give them."""
MASTER: list[bytes] = []  # of the fob at hand


def child_of(fob: Bench) -> int:
    """The MicroPython process of the virtual fob."""
    daemon = fob.sim.status()["pid"]
    for children in Path(f"/proc/{daemon}/task").glob("*/children"):
        for pid in children.read_text().split():
            if b"micropython" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return int(pid)
    raise AssertionError("no MicroPython process")


def hold(fob: Bench) -> None:
    """Holds ok until the fob is locked: on a busy computer it may miss a press."""
    for _ in range(5):
        fob.sim.press("ok", 2600)
        try:
            fob.sim.wait_screen("LOCKED", 3)
            return
        except SimError:
            pass
    raise AssertionError(fob.sim.text())


def memory(fob: Bench) -> bytes:
    """All that the process can write to."""
    pid = child_of(fob)
    found = []
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb") as mem:
            for line in maps:
                place = re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line)
                if place is None or "[v" in line:
                    continue
                start, end = int(place[1], 16), int(place[2], 16)
                mem.seek(start)
                found.append(mem.read(end - start))
    except PermissionError:
        pytest.skip("this system lets nobody read a process's memory")
    return b"\0".join(found)


def forms(key: bytes) -> dict[str, bytes]:
    text = b32encode(key).rstrip(b"=")
    return {
        "raw": key,
        "base32": text,
        "half of the base32": text[-16:],
        "inner pad": bytes(b ^ 0x36 for b in key),
        "outer pad": bytes(b ^ 0x5C for b in key),
    }


def seen(fob: Bench, **keys: bytes) -> set[str]:
    """Which forms of which keys are there, a line of noise after the newest request."""
    with serial.Serial(fob.sim.port, 115200, timeout=0, write_timeout=60) as port:
        port.write(b"x" * 190 + b"\n")
        time.sleep(0.2)
    held = memory(fob)
    assert b"fobcore" in held, "this is not the heap"
    found = {"PIN"} if PIN.encode() in held else set()
    for who, key in keys.items():
        found |= {f"{who} {form}" for form, text in forms(key).items() if text in held}
    return found


@pytest.fixture
def two(bench: Callable[..., Bench]) -> Bench:
    """A fob with alice, bob and a PIN, started anew: nothing of them is there."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("no /proc")
    fob = bench(rtc_set=True, rate="4")
    image = fob.sim.state.flash.read_bytes()
    slot = image.index(b"mfbK\x01\x00") - 16  # a slot whose key lies open
    MASTER[:] = [image[slot + 56 : slot + 88]]
    with Fob.open(f"sim:{fob.sim.state.path}") as host:
        approved(fob, lambda: host.add(Account("GitHub", "alice", ALICE)))
        approved(fob, lambda: host.add(Account("GitHub", "bob", BOB)))
        approved(fob, lambda: host.set_pin(PIN))
    fob.sim.power_cut()
    fob.sim.power_on()
    return fob


def unlock(fob: Bench) -> None:
    with Fob.open(f"sim:{fob.sim.state.path}") as host:
        approved(fob, lambda: host.unlock(PIN))
    fob.sim.wait_screen("alice")


def test_locked_from_the_start(two: Bench) -> None:
    assert seen(two, alice=ALICE, bob=BOB, master=MASTER[0]) == set()


def test_after_a_lock_by_long_press(two: Bench) -> None:
    """Both were on the screen, their codes were made, bob was added to and listed."""
    unlock(two)
    for _ in range(4):
        two.sim.press("next")
        time.sleep(0.2)
    hold(two)
    assert seen(two, alice=ALICE, bob=BOB, master=MASTER[0]) == set()


def test_after_a_lock_by_request(two: Bench) -> None:
    unlock(two)
    two.sim.press("next")
    two.sim.wait_screen("bob")
    with Fob.open(f"sim:{two.sim.state.path}") as host:
        host.accounts()
        host.lock()
    two.sim.wait_screen("LOCKED")
    assert seen(two, alice=ALICE, bob=BOB, master=MASTER[0]) == set()


def test_after_an_add_and_a_lock(two: Bench) -> None:
    """The key came over the line in this very run."""
    new = bytes.fromhex("5e8d14c7f2096bb35dd86a4ff1ce2290a47be3d9")
    unlock(two)
    with Fob.open(f"sim:{two.sim.state.path}") as host:
        approved(two, lambda: host.add(Account("Forge", "carol", new)))
    two.sim.wait_screen("carol")
    hold(two)
    assert seen(two, alice=ALICE, bob=BOB, carol=new, master=MASTER[0]) == set()


def test_after_a_code_for_the_computer_and_a_lock(two: Bench) -> None:
    """An answer that is made anew when it is asked for again keeps no key over a lock."""
    unlock(two)
    with Fob.open(f"sim:{two.sim.state.path}") as host:
        id = host.accounts()[1].id
        approved(two, lambda: host.code(id))
    hold(two)
    assert seen(two, alice=ALICE, bob=BOB, master=MASTER[0]) == set()


def test_a_code_is_not_made_again_once_it_is_locked(two: Bench) -> None:
    """The answer to `code`, asked for again within its ten seconds, but behind the lock."""
    unlock(two)
    with serial.Serial(two.sim.port, 115200, timeout=0, write_timeout=60) as port:
        wire = Wire(port)
        session = "0badcafe"
        wire.pour(frames.encode(">", session, 1, "1/1", b'{"do":"hello"}'))
        wire.hear(b"<0badcafe 1 1/")
        wire.pour(frames.encode(">", session, 2, "1/1", b'{"do":"code","id":2}'))
        two.sim.wait_screen("Code to computer")
        time.sleep(0.4)
        two.sim.press("ok")
        assert b'"code"' in wire.hear(b"<0badcafe 2 1/")
        hold(two)
        wire.heard.clear()
        wire.pour(frames.encode(">", session, 2, "?1"))
        wire.ask(b'{"do":"info"}')
        assert b'"code"' not in wire.heard


def test_off_the_screen(two: Bench) -> None:
    """Unlocked, alice on the screen: bob's key was decrypted to be shown and listed.

    What stays is garbage until the next collection, which drawing alice's codes brings on:
    measured, after 5 to 20 seconds; bounded here by two minutes. Of alice the pads are left then.
    """
    unlock(two)
    two.sim.press("next")
    two.sim.wait_screen("bob")
    two.sim.press("next")
    two.sim.wait_screen("alice")
    with Fob.open(f"sim:{two.sim.state.path}") as host:
        host.accounts()
    left: set[str] = set()
    for _ in range(24):
        left = seen(two, alice=ALICE, bob=BOB)
        if left <= {"alice inner pad", "alice outer pad"}:
            break
        two.sim.advance(5)
        time.sleep(0.3)
    assert left == {"alice inner pad", "alice outer pad"}
    assert "master raw" in seen(two, master=MASTER[0])  # the search finds what is there
