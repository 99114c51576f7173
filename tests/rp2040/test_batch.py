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

from e2e.conftest import Bench
from rp2040.conftest import PATIENCE

MAIN = """
import sys
sys.path.insert(0, "/a")
import gc, time
gc.threshold(1 << 14)  # as the firmware's main.py
import start
from fobcore import commands

class Kept(commands.Commands):
    def __init__(self, fob):
        super().__init__(fob)
        made.append(self)

class Asking:
    '''Link, with requests of its own: names until there is no room for more, then accounts.'''
    session = ""
    working = True

    def __init__(self, write, run, ticks_diff):
        self.run, self.work, self.number = run, self.all(), 0

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

        yield from self.ask({"do": "batch", "count": 1000})
        held = made[0]._batch
        ballast = [bytearray(512) for _ in range(48)]  # it may be that much worse
        account = Account("Issuer 0000", "user 000@example.com", bytes(range(20)))
        name = b"Issuer 0000\\nuser 000@example.com"
        row = manifest.digest(account) + b"\\0" + name
        count = 0
        while held._rows.append(row):
            count += 1
            if count % 50 == 0:
                yield
        print("ROOM", count)
        try:
            held._count = count + 1  # as if as many had been announced
            digest = "".join(["%02x" % byte for byte in row[:8]])
            rows = [[account.issuer, account.name, digest, 0]]
            yield from self.ask({"do": "names", "at": count, "rows": rows})
        except FobError as error:
            print("REFUSED", error.code, error.details)
        held._count = count
        yield from self.ask({"do": "approve"})
        add = {"do": "add", "account": account.to_wire(), "batch": count - 1}
        print("ADDED", (yield from self.ask(add))["status"])
        gc.collect()
        print("FREE", gc.mem_free(), time.ticks_ms(), len(ballast))
        print("END")
        while True:
            yield

made = []
commands.Commands = Kept
start.Link = Asking
try:
    start.main()
except BaseException as error:
    print(repr(error))
    sys.print_exception(error)
    time.sleep_ms(500)
    print("END")
"""


def test_more_than_a_thousand_names_and_never_out_of_memory(
    starts: Callable[..., Bench], few_iterations: Path, tmp_path: Path
) -> None:
    firmware = tmp_path / "firmware"
    shutil.copytree(few_iterations, firmware)
    (firmware / "boot.py").write_text("")
    (firmware / "main.py").write_text(MAIN)
    fob = starts(firmware=firmware, wait=False, rtc_set=True, auto_approve=True)
    heard = until_end(fob)
    room = re.search(r"^ROOM (\d+)", heard, re.MULTILINE)
    assert room is not None and int(room[1]) > 1000, heard
    assert f"REFUSED too_long {{'have': {room[1]}}}" in heard
    assert "ADDED added" in heard
    fob.sim.wait_screen("user 000", PATIENCE)


def until_end(fob: Bench) -> str:
    """All that the fob prints, until it says that it is through."""
    heard = ""
    until = time.monotonic() + 2 * PATIENCE
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
