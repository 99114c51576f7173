"""A batch on the chip's heap: how many names it has room for, and that the fob lives on after.

The firmware's own parts, started as ever; only the link is one that asks on the chip itself: a
thousand names over the line take an hour of the computer's.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from e2e.conftest import Bench
from rp2040.conftest import PATIENCE

MAIN = """
import sys
sys.path.insert(0, "/a")
import gc, time
gc.threshold(1 << 14)  # as the firmware's main.py
import start
from fobcore import computer

class Asking:
    '''Link, with requests of its own: names until there is no room for more, then accounts.'''
    session = ""
    working = True

    def __init__(self, link):
        self.run, self.work, self.number = link._run, self.all(), 0

    def receive(self, line, ticks):
        pass

    def step(self, ticks):
        self.work.send(ticks if self.number else None)

    def ask(self, request):
        self.number += 2
        result = self.run(request, "0badcafe", self.number)
        if not isinstance(result, dict):
            ticks = yield next(result)
            while True:
                try:
                    ticks = yield result.send(ticks)
                except StopIteration as stop:
                    return stop.value
        return result

    def all(self):
        from fobcore import batch, manifest
        from fobcore.account import Account
        from fobcore.errors import FobError
        from fobcore.wireform import to_wire

        yield from self.ask({"do": "batch", "count": 1000})
        held = made[0]._batch
        ballast = [bytearray(512) for _ in range(BALLAST)]
        some = []
        for number in range(10):
            account = Account("Issuer 0000", "user 00%d@example.com" % number, bytes(range(20)))
            name = account.issuer + "\\n" + account.name
            row = manifest.digest(account) + b"\\0" + name.encode()
            held._rows.append(row)
            some.append(account)
        count = 10
        while held._rows.append(row):
            count += 1
            if count % 50 == 0:
                yield
        print("ROOM", count)
        gc.collect()
        print("LEFT", gc.mem_free())
        try:
            held._count = count + 1  # as if as many had been announced
            digest = "".join(["%02x" % byte for byte in row[:8]])
            rows = [[account.issuer, account.name, digest, 0]]
            yield from self.ask({"do": "names", "at": count, "rows": rows})
        except FobError as error:
            print("REFUSED", error.code, error.details)
        held._count = count
        yield from self.ask({"do": "approve"})
        wires = [to_wire(account) for account in some]
        answer = yield from self.ask({"do": "adds", "batch": 0, "accounts": wires})
        print("ADDED", len(answer["accounts"]))
        parts[0].press("ok", "long")  # the owner opens the menu meanwhile
        for _ in range(20):
            yield
        print("STATE", parts[0].state)
        gc.collect()
        print("FREE", gc.mem_free(), time.ticks_ms(), len(ballast))
        print("END")
        while True:
            yield

class Computer(computer.Computer):
    '''One that has sent its first line.'''
    def __init__(self, link_of):
        super().__init__(lambda: Asking(link_of()))
        self.receive(b"", 0)

    def step(self, ticks):
        from fobcore import commands

        if not patched:
            patched.append(commands.Commands._open_batch)
            commands.Commands._open_batch = opened
        super().step(ticks)

def opened(self, request, change):
    made.append(self)
    return patched[0](self, request, change)

class App(start.App):
    def __init__(self, *given):
        super().__init__(*given)
        parts.append(self)

parts = []
made = []
patched = []
start.App = App
computer.Computer = Computer
try:
    start.main()
except BaseException as error:
    print(repr(error))
    sys.print_exception(error)
    time.sleep_ms(500)
    print("END")
"""


@pytest.mark.timeout(6 * PATIENCE)
@pytest.mark.parametrize(("ballast", "wanted"), [(0, 1000), (24, 500)])
def test_a_thousand_names_and_never_out_of_memory(
    starts: Callable[..., Bench], few_iterations: Path, tmp_path: Path, ballast: int, wanted: int
) -> None:
    """`ballast`: KB of the heap that something else has taken by then."""
    firmware = tmp_path / "firmware"
    shutil.copytree(few_iterations, firmware)
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text(MAIN.replace("BALLAST", str(2 * ballast)))
    fob = starts(firmware=firmware, wait=False, rtc_set=True, auto_approve=True)
    heard = until_end(fob)
    room = re.search(r"^ROOM (\d+)", heard, re.MULTILINE)
    assert room is not None and int(room[1]) >= wanted, heard
    assert f"REFUSED too_long {{'have': {room[1]}}}" in heard
    assert "ADDED 10" in heard
    assert "STATE menu" in heard
    print(f"room for {room[1]} names")  # shown by -rP
    fob.sim.stop()  # the next one has the computer to itself


def until_end(fob: Bench) -> str:
    """All that the fob prints, until it says that it is through."""
    heard = ""
    until = time.monotonic() + 5 * PATIENCE  # this computer may have other work
    port = os.open(fob.sim.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    try:
        while not re.search(r"^END", heard, re.MULTILINE):
            assert time.monotonic() < until, heard
            time.sleep(0.05)
            try:
                heard += os.read(port, 65536).decode(errors="replace")
            except BlockingIOError:
                continue
    finally:
        os.close(port)
    return heard
