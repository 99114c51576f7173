"""Random presses, and a computer now and then, on a whole fob with a board's layout, its buttons
and its own display driver, in MicroPython. What was shown is printed; tests/boards/test_presses.py
judges it.

Environment: BOARD (its data, JSON), ACCOUNTS (JSON, [issuer, name, secret in hex, type, algorithm,
digits, period, counter]), STEPS, SEED. Printed behind MARK: ["new"] for another fob (the one
before has wiped itself), ["added", number of an account that it did not have], ["totp", number of
the account, digits, UTC], ["hotp", number, digits, counter that it has now], ["end", free heap
after a quarter, when all is loaded that is loaded on need, at the end, counts by state].

Now and then all that goes to the display is printed for a while, from a whole picture on:
["glass", whether such a while begins], ["i2c", address, bytes in base64], ["spi", bytes in
base64], ["pin", number, level], ["duty", pin, duty].
"""

import binascii
import gc
import json
import os
import random

from drivers.buttons import Button, Buttons, OnlyButton
from fakes import ticks_diff
from fob import Fob
from fobcore.account import Account
from fobcore.errors import FobError
from wiring import display_of

MARK = "presses "
PIN = "3012"
NOW = 2000000000
KINDS = ("short", "long")
RECORDED = 8  # steps of which the display's bytes are printed, of so many:
RECORDED_OF = 800


def say(*what) -> None:
    print(MARK + json.dumps(what))


class Recorder:
    """What is printed of the buses and pins, while it is `on`."""

    on = False

    def say(self, *what) -> None:
        if self.on:
            say(*[_text(part) for part in what])


def _text(part):
    if isinstance(part, (int, str)):
        return part
    return binascii.b2a_base64(part).decode().strip()


class Sink:
    """A bus or a pin that nothing is on: for the driver's own work."""

    def __init__(self, recorder, number) -> None:
        self._say = recorder.say
        self._number = number

    def writeto(self, address, buffer) -> None:
        self._say("i2c", address, buffer)

    def write(self, buffer) -> None:
        self._say("spi", buffer)

    def value(self, level) -> None:
        self._say("pin", self._number, level)

    def duty_u16(self, duty) -> None:
        self._say("duty", self._number, duty)


class Chip:
    """What wiring.display_of asks for."""

    def __init__(self) -> None:
        self.recorder = Recorder()

    def i2c(self, spec) -> Sink:
        return Sink(self.recorder, 0)

    def spi(self, spec) -> Sink:
        return Sink(self.recorder, 0)

    def pin_out(self, number, level) -> Sink:
        return Sink(self.recorder, number)

    def pwm(self, number) -> Sink:
        return Sink(self.recorder, number)


class Contact:
    """A button's pin."""

    def __init__(self, released) -> None:
        self.released = self.level = released

    def value(self) -> int:
        return self.level


class Hand:
    """Who presses the board's buttons."""

    def __init__(self, board, accounts) -> None:
        self.board = board
        chip = Chip()
        self.display = display_of(board, chip)
        self.recorder = chip.recorder
        self.contacts = [Contact(1 - button["active"]) for button in board["buttons"]]
        kind = OnlyButton if len(self.contacts) == 1 else Button
        pairs = zip(board["buttons"], self.contacts)
        self.buttons = Buttons([kind(it["role"], pin, it["active"]) for it, pin in pairs])
        self.accounts = accounts
        self.numbers = {(a[0], a[1]): number for number, a in enumerate(accounts)}
        self.fob = None
        self.seen = None
        self.states = {}
        self.start()

    def start(self) -> None:
        """A fob; after a wipe with what is left of the one before."""
        old, self.fob = self.fob, None
        gc.collect()
        parts = {}
        if old is not None:
            parts = {"flash": old.flash, "file": old.file, "rtc": old.rtc, "kept": old.kept}
        width, height = self.display.width, self.display.height
        self.fob = Fob(width=width, height=height, buttons=self.board["buttons"], **parts)
        self.fob.display = self.fob.app._display = self.display
        say("new")
        self.fob.hello()
        self.refill()

    def refill(self) -> None:
        """All accounts, a clock that is set."""
        fob = self.fob
        fob.at(NOW + random.randrange(100000))
        for number, account in enumerate(self.accounts):
            issuer, name, secret, type, algorithm, digits, period, counter = account
            if fob.vault.find(issuer, name) < 0:
                say("added", number)
                key = binascii.unhexlify(secret)
                fob.vault.add(Account(issuer, name, key, type, algorithm, digits, period, counter))
        fob.app.changed()
        fob.pass_time(100, 50)

    def look(self) -> None:
        """Tells of a code that was not on the screen before."""
        fob = self.fob
        app = fob.app
        state = app.state
        self.states[state] = self.states.get(state, 0) + 1
        if state not in ("code", "counted") or app._drawn != app._view():
            return
        digits = app._layout.digits
        texts = [item[4] for item in app._picture if item[0] == 0 and item[3] in digits]
        code = "".join(texts)
        seen = state, app.position, code
        if seen == self.seen or "-" in code or not code:
            return
        self.seen = seen
        account = fob.vault.account_at(app.position)
        number = self.numbers[(account.issuer, account.name)]
        if state == "counted":
            say("hotp", number, code, account.counter)
        else:
            say("totp", number, code, fob.rtc.utc)

    def step(self) -> None:
        """One thing that somebody does, and then a while."""
        fob = self.fob
        chance = random.randrange(1000)
        if chance < 12:
            self.ask()
        elif chance < 60 and fob.app.state == "locked":
            self.type()
        else:
            self.press(random.choice(self.contacts))
        pause = random.randrange(100)
        if pause < 90:
            fob.pass_time(20, 20)
        elif pause < 97:
            fob.pass_time(400, 100)
        elif pause < 99:
            fob.pass_time(3000, 500)
        else:
            fob.pass_time(31500, 500)
        self.look()
        if fob.keeper.wiped:
            self.start()

    def press(self, contact) -> None:
        """Down for a moment, for long, or until it has run on or been held on, and up."""
        kind = random.randrange(20)
        contact.level = 1 - contact.released
        for ms in (0, 30, 40) if kind < 14 else (0, 30, 810):
            self.look_at_buttons(ms)
        for _ in range(random.randrange(7) if kind >= 14 else 0):
            self.look_at_buttons(210)
        contact.level = contact.released
        for ms in (0, 30):
            self.look_at_buttons(ms)

    def look_at_buttons(self, ms) -> None:
        """After so long, as the loop does."""
        fob = self.fob
        fob.pass_time(ms, max(ms, 1))
        for role, kind in self.buttons.step(fob.ticks(), ticks_diff):
            fob.app.press(role, kind)
        fob.down = self.buttons.down

    def record(self) -> None:
        """From here on, what goes to the display is printed; all of the picture goes there first.
        Not while there is no code to be read."""
        if self.fob.app.state not in ("code", "counted"):
            return
        self.recorder.on = True
        say("glass", True)
        self.display.turn(False)
        self.fob.app.redraw()
        self.fob.pass_time(20, 20)
        self.seen = None
        self.look()

    def type(self) -> None:
        """The PIN, as its owner does."""
        app = self.fob.app
        app.press("ok", "short")
        for digit in PIN:
            for _ in range(int(digit)):
                app.press("next", "short")
            app.press("ok", "short")
        app.press("ok", "long")

    def ask(self) -> None:
        """A request, whose question stays for whoever presses next."""
        fob = self.fob
        fob.lines.clear()
        id = random.randrange(1, 30)
        kind = random.randrange(9)
        requests = (
            {"do": "hello", "protocol": 1}, {"do": "list", "from": 0}, {"do": "code", "id": id},
            {"do": "delete", "id": id}, {"do": "set_pin", "pin": PIN}, {"do": "lock"},
            {"do": "unlock", "pin": PIN}, {"do": "move", "id": id, "to": 0}, {"do": "info"},
        )  # fmt: skip
        fob.send(requests[kind])
        fob.pass_time(20, 20)
        if kind in (4, 6):
            fob.pass_time(2000, 100)  # until a press counts
            fob.app.press("ok", "short")
            fob.pass_time(500, 100)

    def settled(self) -> bool:
        """True with an account on the screen, of a fob without a PIN; else a step that way."""
        fob = self.fob
        if fob.keeper.wiped:
            self.start()
        elif fob.keeper.locked or fob.keeper.has_pin and not fob.app.working:
            fob.pass_time(1000 * (fob.keeper.wait() + 1), 500)
            what = "unlock" if fob.keeper.locked else "remove_pin"
            fob.hello()
            fob.ask({"do": what, "pin" if what == "unlock" else "old": PIN}, "ok")
            fob.lines.clear()
        elif fob.app.working:
            if fob.app.state == "question":
                fob.press("next")
            else:  # a PIN too short, a time: "entry" has no other way out
                fob.press("ok", random.choice(KINDS))
        else:
            return True
        return False

    def settle(self) -> int:
        """Bytes of the heap that are free, with the fob in the same state each time."""
        self.fob.pass_time(100000, 500)
        for _ in range(400):
            if self.settled():
                break
        else:
            raise AssertionError(self.fob.app.state)
        fob = self.fob
        self.refill()
        fob.app.show(0)
        fob.pass_time(40000, 500)
        fob.lines.clear()
        fob.hello()
        fob.lines.clear()
        self.seen = None
        gc.collect()
        gc.collect()
        return gc.mem_free() + len(fob.file.data)


def run() -> None:
    random.seed(int(os.getenv("SEED")))
    hand = Hand(json.loads(os.getenv("BOARD")), json.loads(os.getenv("ACCOUNTS")))
    steps = int(os.getenv("STEPS"))
    free = 0
    recorded = 0  # steps that are still to be
    for number in range(steps):
        if number == steps // 4:
            free = hand.settle()
        if number % RECORDED_OF == RECORDED_OF // 2:
            recorded = RECORDED
        if recorded and not hand.recorder.on:
            hand.record()
        elif recorded:
            recorded -= 1
            if not recorded:
                hand.recorder.on = False
                say("glass", False)
        if number % 500 == 0 and not hand.fob.keeper.locked:
            hand.refill()
        try:
            hand.step()
        except FobError as error:
            raise AssertionError(error.code) from error
    say("end", free, hand.settle(), hand.states)
