"""A long run: the virtual fob for a day of the world, at 50 times its pace, in daily use.

    python -m soak [--hours 24] [--rate 50] [--codes 1000] [--every 1] [--chip unix] [--seed N]
    (`make soak` sets the paths; SOAK="--hours 1" gives options, on an emulated chip, which is
    slower than its world, SOAK="--chip rp2040 --rate 1 --every 0.02 --minutes 60")

Each hour of the world (or as `--every` says) an account is added, one is renamed, one deleted, the
clock set; for that the world slows down, since a question waits for 30 of its seconds and this
computer is the finger.
At random moments in between a code is taken, over USB and from the display's pixels by turns, and
held against pyotp's at the world's time. Ends with 1 where a code was wrong, the fob restarted or
wrote into its crash log, its free heap fell, or less was looked at than the time was for.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyotp

from e2e.conftest import code_of
from fobcore.account import Account
from mfob import Fob
from mfob.sim.client import Sim
from soak.flashfiles import read_file

HOUR = 3600
_SLOW = 1  # times the world's pace, while a finger is needed
_LATE = 0.2  # seconds of this computer's that its processes may be late
_FALL = 20_000  # bytes of heap that may be less free at the end
_TAKEN = 0.5  # share of the codes whose moment has come that must have been looked at


@dataclass
class Tally:
    """What was seen."""

    usb: int = 0
    pixels: int = 0
    changes: int = 0
    wrong: list[str] = field(default_factory=list)
    heaps: list[int] = field(default_factory=list)


def expected(account: Account, utc: int) -> str:
    """The code by pyotp."""
    key = base64.b32encode(account.secret).decode().rstrip("=")
    made = pyotp.TOTP(
        key,
        digits=account.digits,
        interval=account.period,
        digest=getattr(hashlib, account.algorithm.lower()),
    )
    return made.at(utc)


def some_account(chance: random.Random, name: str) -> Account:
    """A TOTP of the kinds that services give."""
    return Account(
        chance.choice(["GitHub", "Bank", "Cloud", ""]),
        name,
        chance.randbytes(chance.choice([16, 20, 32, 64])),
        algorithm=chance.choice(["SHA1", "SHA1", "SHA1", "SHA256", "SHA512"]),
        digits=chance.choice([6, 6, 6, 8]),
        period=chance.choice([30, 30, 30, 60]),
    )


class Soak:
    """The fob, its accounts as they should be, and what was seen."""

    def __init__(self, sim: Sim, seed: int, rate: int) -> None:
        self.sim = sim
        self._rate = rate
        self.tally = Tally()
        self._chance = random.Random(seed)
        self._accounts: dict[int, Account] = {}
        self._added = 0
        self._place = f"sim:{sim.state.path}"

    def provision(self) -> None:
        """An hour's work at the computer."""
        with self._slowly() as fob:
            self._add(fob)
            if len(self._accounts) > 8:
                gone = self._chance.choice(list(self._accounts)[1:])
                fob.delete(gone)
                del self._accounts[gone]
            id = self._chance.choice(list(self._accounts))
            account = self._accounts[id]
            account.name = f"renamed {self._added}"
            fob.rename(id, account.issuer, account.name)
            fob.set_clock()
            there = [(entry.id, entry.issuer, entry.name) for entry in fob.accounts()]
            wanted = [(id, it.issuer, it.name) for id, it in self._accounts.items()]
            if sorted(there) != sorted(wanted):
                self.tally.wrong.append(f"the list is {there}, not {wanted}")
            health = fob.selftest()
            if health.failed:
                self.tally.wrong.append(f"selftest: {health.failed}")
            self.tally.heaps.append(health.heap)
            self.tally.changes += 4

    def begin(self) -> None:
        """Some accounts, and codes over USB without a press."""
        with self._slowly() as fob:
            fob.set_setting("usb_code", "free")
            for _ in range(4):
                self._add(fob)

    @contextmanager
    def _slowly(self) -> Iterator[Fob]:
        self.sim.set_rate(min(self._rate, _SLOW))
        with Fob.open(self._place) as fob:
            yield fob
        self.sim.set_rate(self._rate)

    def _add(self, fob: Fob) -> None:
        self._added += 1
        account = some_account(self._chance, f"user {self._added}")
        secret = account.secret
        added = fob.add(account)
        account.secret = secret
        assert added.id is not None
        self._accounts[added.id] = account

    def code(self) -> None:
        """One code, at whatever moment it is now; the world goes at its own pace for it, since
        at 50 times a tenth of a second that this computer is late is 5 s of the world."""
        self.sim.set_rate(min(self._rate, 1))
        time.sleep(_LATE)
        if self._chance.randrange(2):
            self._over_usb()
        else:
            self._from_pixels()
        self.sim.set_rate(self._rate)

    def _over_usb(self) -> None:
        id = self._chance.choice(list(self._accounts))
        account = self._accounts[id]
        before = self.sim.utc()
        with Fob.open(self._place) as fob:
            told = fob.code(id)
        after = self.sim.utc()
        assert told.valid_from is not None and told.valid_until is not None
        self.tally.usb += 1
        timely = told.valid_from <= after + 1 and told.valid_until >= before - 1
        if not timely or told.code != expected(account, told.valid_from):
            self.tally.wrong.append(f"USB at {before}..{after}: {told}")

    def _from_pixels(self) -> None:
        if self._chance.randrange(3) == 0:
            self.sim.press("next", ms=400)
        before = self.sim.utc()
        lines = self.sim.text()
        after = self.sim.utc()
        code = code_of(lines)
        shown = [it for it in self._accounts.values() if any(it.name in x for x in lines)]
        if len(shown) != 1 or not code:
            self.tally.wrong.append(f"at {before} the screen shows {lines}")
            return
        self.tally.pixels += 1
        # The clock's chip counts whole seconds, and the display takes its time.
        moments = range(before - 1, after + 1)
        if code not in {expected(shown[0], utc) for utc in moments}:
            self.tally.wrong.append(f"pixels at {before}..{after}: {lines}")


def run(options: argparse.Namespace, folder: Path) -> int:
    """The whole of it; the exit code."""
    with Sim.start(
        folder, lease=True, auto_approve=True, rtc_set=True, rate=str(options.rate),
        chip=options.chip,
    ) as sim:  # fmt: skip
        soak = Soak(sim, options.seed, options.rate)
        soak.begin()
        chance = random.Random(options.seed + 1)
        begin = sim.utc()
        end = begin + int(options.hours * HOUR)
        moments = sorted(chance.uniform(begin, end) for _ in range(options.codes))
        next_hour = begin
        wall = time.monotonic()
        for moment in moments:
            if time.monotonic() - wall > options.minutes * 60:
                break
            while sim.utc() < moment:
                time.sleep(min(0.5, max(0.005, (moment - sim.utc()) / options.rate)))
            if sim.utc() >= next_hour:
                soak.provision()
                next_hour += int(options.every * HOUR)
                done = (sim.utc() - begin) / HOUR
                print(f"{done:5.1f} h: {soak.tally.usb + soak.tally.pixels} codes,"
                      f" {len(soak.tally.wrong)} wrong, {soak.tally.heaps[-1]} bytes free",
                      flush=True)  # fmt: skip
            soak.code()
        status = sim.status()
        end = sim.utc()
    tally = soak.tally
    crashes = read_file(folder / "flash.img", "/crash.log") or b""
    print(f"{(end - begin) / HOUR:.1f} hours of the world in"
          f" {(time.monotonic() - wall) / 60:.1f} minutes")  # fmt: skip
    print(f"{tally.usb} codes over USB, {tally.pixels} from pixels, {tally.changes} changes")
    if tally.heaps:
        print(f"free heap: {tally.heaps[0]} at first, lowest {min(tally.heaps)},"
              f" {tally.heaps[-1]} at last")  # fmt: skip
    due = sum(moment <= end for moment in moments)
    bad = complaints(tally, status["resets"], crashes, due)
    print("\n".join(bad) or "all well")
    return int(bool(bad))


def complaints(tally: Tally, resets: int, crashes: bytes, due: int) -> list[str]:
    """What was not as it should be. `due`: the codes whose moment has come."""
    bad = tally.wrong[:20]
    if len(tally.wrong) > len(bad):
        bad.append(f"... {len(tally.wrong)} things wrong in all")
    if resets:
        bad.append(f"{resets} restarts")
    if crashes:
        bad.append(f"crash log: {crashes.decode(errors='replace')}")
    taken = tally.usb + tally.pixels
    if taken < due * _TAKEN:
        bad.append(f"{taken} codes taken of {due}")
    bad += [f"no code {where}" for where, count in
            (("over USB", tally.usb), ("from pixels", tally.pixels)) if not count]  # fmt: skip
    if not tally.heaps:
        bad.append("nothing was changed, and no heap looked at")
    elif tally.heaps[0] - tally.heaps[-1] > _FALL:
        bad.append(f"free heap fell from {tally.heaps[0]} to {tally.heaps[-1]}")
    return bad


def main(given: list[str] | None = None) -> int:
    """By the command line, or what is given."""
    parser = argparse.ArgumentParser(prog="soak")
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--rate", type=int, default=50)
    parser.add_argument("--codes", type=int, default=1000)
    parser.add_argument("--every", type=float, default=1, help="hours between changes")
    parser.add_argument("--minutes", type=float, default=1e9, help="of this computer, at most")
    parser.add_argument("--chip", default="unix")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(given)
    with tempfile.TemporaryDirectory() as folder:
        return run(options, Path(folder) / "fob")


if __name__ == "__main__":
    sys.exit(main())
