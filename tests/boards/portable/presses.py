"""Random presses, and a computer now and then, on a whole fob with a board's layout and its own
display driver, in MicroPython. What was shown is printed; tests/boards/test_presses.py judges it.

Environment: BOARD (its data, JSON), ACCOUNTS (JSON, [issuer, name, secret in hex, type, algorithm,
digits, period, counter]), STEPS, SEED. Printed behind MARK: ["new"] for another fob (the one
before has wiped itself), ["totp", number of the account, digits, UTC], ["hotp", number, digits,
counter that it has now], ["end", free heap after a tenth, at the end, counts by state].
"""

import binascii
import gc
import json
import os
import random

from fob import Fob
from fobcore.account import Account
from fobcore.errors import FobError
from wiring import display_of

MARK = "presses "
PIN = "3012"
NOW = 2000000000
KINDS = ("short", "long")


def say(*what) -> None:
    print(MARK + json.dumps(what))


class Sink:
    """Buses and pins that nothing is on: for the driver's own work."""

    def writeto(self, address, buffer) -> None:
        pass

    def write(self, buffer) -> None:
        pass

    def value(self, level) -> None:
        pass

    def duty_u16(self, duty) -> None:
        pass


class Chip:
    """What wiring.display_of asks for."""

    def i2c(self, spec) -> Sink:
        return Sink()

    def spi(self, spec) -> Sink:
        return Sink()

    def pin_out(self, number, level) -> Sink:
        return Sink()

    def pwm(self, number) -> Sink:
        return Sink()


class Hand:
    """Who presses; `roles`: the board's buttons."""

    def __init__(self, board, accounts) -> None:
        self.board = board
        self.display = display_of(board, Chip())
        self.roles = [button["role"] for button in board["buttons"]]
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
        for issuer, name, secret, type, algorithm, digits, period, counter in self.accounts:
            if fob.vault.find(issuer, name) < 0:
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
            self.press(random.choice(self.roles))
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

    def press(self, role) -> None:
        fob = self.fob
        kind = random.randrange(20)
        fob.down = kind < 3
        if kind < 14:
            fob.app.press(role, "short")
        else:
            fob.app.press(role, "long")
            fob.pass_time(20, 20)
            more = "held" if role == "ok" else "repeat"
            for _ in range(random.randrange(1 if role == "ok" else 6) if kind < 19 else 1):
                fob.app.press(role, more)
                fob.pass_time(20, 20)
        fob.down = False

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
    for number in range(steps):
        if number == steps // 10:
            free = hand.settle()
        if number % 500 == 0 and not hand.fob.keeper.locked:
            hand.refill()
        try:
            hand.step()
        except FobError as error:
            raise AssertionError(error.code) from error
    say("end", free, hand.settle(), hand.states)
