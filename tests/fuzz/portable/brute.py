"""Somebody who tries PINs as fast as the fob lets them: over USB, on the buttons, both, with cuts.

Runs in MicroPython, started by tests/fuzz/test_brute_force.py. `fob.now` is the world's time.
"""

import gc
import random

import fakes
from fob import Fob
from fobcore import pin as pins
from fobcore.account import Account

PIN = "86420975"
SECRET = b"a-secret-to-be-erased"
DELAYS = 511  # s: 1 + 2 + 4 + ... + 256


class Looked:
    """Counts how often a PIN is held against the wrapped key, and when (ms of the world)."""

    def __init__(self) -> None:
        self._unwrap = pins.unwrap
        self.times = []
        self.fob = None
        pins.unwrap = self.unwrap

    def unwrap(self, *args):
        self.times.append(self.fob.now)
        return self._unwrap(*args)

    def end(self) -> None:
        pins.unwrap = self._unwrap


def protected() -> Fob:
    gc.collect()
    fob = Fob()
    fob.hello()
    fob.vault.add(Account("GitHub", "alice", SECRET))
    assert "ok" in fob.ask({"do": "set_pin", "pin": PIN}, "ok")
    return again(fob)


def again(fob: Fob) -> Fob:
    """The same flash after a power-on; time goes on."""
    fob.flash.power = fob.file.power = fakes.Power()
    other = Fob(flash=fob.flash, file=fob.file, rtc=fob.rtc, kept=fob.kept, seed=9)
    other.now += fob.now
    other.keeper.start()  # its ticks began with this start
    other.began = other.now
    other.hello()
    return other


def wrong(number: int) -> str:
    return "%04d" % number


def by_usb(fob: Fob, number: int) -> None:
    """A try as soon as one is taken."""
    while True:
        answer = fob.ask({"do": "unlock", "pin": wrong(number)}, "ok")
        if answer.get("error") != "pin_wait":
            assert answer["error"] in ("bad_pin", "wiped"), answer
            return
        fob.lines.clear()
        fob.pass_time(200, 50)


def by_buttons(fob: Fob, number: int) -> None:
    """A try as soon as the pad opens."""
    count = fob.keeper.tries
    while fob.app._dialog is None:
        fob.press("ok")
        fob.pass_time(100, 50)
    for digit in wrong(number):
        for _ in range(int(digit)):
            fob.press("next")
        fob.press("ok")
    assert fob.keeper.tries == count
    fob.press("ok", "long")
    while fob.app._dialog is not None:
        fob.pass_time(50)


def mixed(fob: Fob, number: int) -> None:
    (by_usb if number % 2 else by_buttons)(fob, number)


def starts_empty(fob: Fob) -> None:
    """All of it is gone, and the fob is as new."""
    assert fob.keeper.wiped and not fob.file.exists()
    assert fob.flash.data == b"\xff" * len(fob.flash.data)
    fresh = again(fob)
    assert not fresh.keeper.has_pin and len(fresh.vault) == 0 and fresh.keeper.tries is None
    assert fresh.file.data == b""
    assert fresh.ask({"do": "unlock", "pin": PIN}) == {"error": "no_pin"}
    info = fresh.ask({"do": "info"})["ok"]
    assert info["accounts"] == 0 and not info["pin"]


def to_the_end(attack) -> None:
    looked = Looked()
    try:
        fob = looked.fob = protected()
        for number in range(1, 11):
            assert not fob.keeper.wiped
            attack(fob, number)
        assert len(looked.times) == 10
        for number in range(1, 10):
            gap = looked.times[number] - looked.times[number - 1]
            assert gap >= 1000 << (number - 1), (number, gap)
            # No later than a person's and this test's own steps make it; buttons take longest.
            assert gap <= (1000 << (number - 1)) + 12000, (number, gap)
        assert looked.times[-1] - looked.times[0] >= DELAYS * 1000
        print("BRUTE", (looked.times[-1] - looked.times[0]) // 1000)
        starts_empty(fob)
    finally:
        looked.end()


def usb() -> None:
    to_the_end(by_usb)


def buttons() -> None:
    to_the_end(by_buttons)


def usb_and_buttons() -> None:
    to_the_end(mixed)


def with_cuts() -> None:
    """Plugs pulled after tries, within tries, at flash steps: the delay starts anew each time."""
    for seed in range(6):
        random.seed(seed)
        looked = Looked()
        try:
            fob = looked.fob = protected()
            salt = fob.keeper._slot.salt
            counted = number = cuts = 0
            while not fob.keeper.wiped and fob.keeper.has_pin:
                number += 1
                assert number < 100
                if random.randrange(2):
                    step, torn = 1 + random.randrange(3), random.randrange(2) == 1
                    fob.flash.power = fob.file.power = fakes.Power(step, torn)
                before, looks = fob.keeper.tries, len(looked.times)
                since = max(fob.began, looked.times[-1] if looks else 0)
                try:
                    (by_usb, by_buttons)[random.randrange(2)](fob, number)
                except fakes.PowerCut:
                    cuts += 1
                if len(looked.times) > looks:
                    counted += 1
                    waited = looked.times[-1] - since
                    assert before == 10 or waited >= 1000 << (9 - before), (before, waited)
                if fob.flash.power.off or random.randrange(3) == 0:
                    fob = looked.fob = again(fob)
                    if fob.keeper.has_pin:
                        # What was looked at is counted; what was counted stays.
                        assert before - 1 <= fob.keeper.tries <= before
                        assert len(looked.times) == looks or fob.keeper.tries == before - 1
            assert counted == len(looked.times) <= 10, len(looked.times)
            assert cuts
            assert not again(fob).keeper.has_pin and len(again(fob).vault) == 0
            assert fob.flash.data.find(salt) < 0
        finally:
            looked.end()


def both_at_once() -> None:
    """A PIN typed on the pad and one over USB, ended together: one try at a time all the same."""
    fob = protected()
    fob.press("ok")
    for _ in range(4):
        fob.press("ok")  # 0000, not ended yet
    fob.send({"do": "unlock", "pin": "9999"})
    fob.pass_time(1600)
    fob.press("ok")  # approves the one over USB
    fob.pass_time(10)
    assert fob.keeper.tries == 9
    fob.press("ok", "long")  # ends the pad while the other is being tried
    assert fob.keeper.tries == 9, "a second try began while one was under way"


def break_off(fob: Fob, number: int) -> int:
    """A try over USB that the host breaks off while it is under way; the wait after it."""
    while fob.keeper.wait():
        fob.pass_time(1000, 100)
    fob.send({"do": "unlock", "pin": wrong(number)})
    fob.pass_time(500)
    fob.press("ok")
    while fob.keeper.tries > 10 - number:
        fob.pass_time(10)
    fob.lines.clear()
    fob.send({"do": "hello", "protocol": 1})
    return fob.keeper.wait()


def broken_off_waits() -> None:
    fob = protected()
    for number in (1, 2, 3):
        assert break_off(fob, number) == 1 << (number - 1), "no delay after a try broken off"
        assert fob.keeper.tries == 10 - number


def broken_off_ends() -> None:
    """Tries that the host breaks off count: after the tenth no PIN is looked at."""
    looked = Looked()
    try:
        fob = looked.fob = protected()
        for number in range(1, 11):
            if fob.keeper.has_pin:
                break_off(fob, number)
        looks = len(looked.times)
        answer = fob.ask({"do": "unlock", "pin": PIN}, "ok")
        assert len(looked.times) == looks, "an 11th try was looked at"
        assert "ok" not in answer
    finally:
        looked.end()
