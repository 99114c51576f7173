"""The power's part of the loop on a chip that keeps its memory asleep, and on one that can't see a
computer: parts that say what is done to them."""

import fakes
from fob import Fob
from fobcore.account import Account
from power import Power

BOARD = {"power": None, "display": {}, "buttons": ({"pin": 1, "active": 0},)}


class Chip:
    woken = ""
    naps_lit = True

    def __init__(self, host) -> None:
        self.seen = host
        self.slept = []
        self.napped = []
        self.told = 0
        self.asleep = lambda: None
        self.passed = lambda ms: None

    def host(self):
        return self.seen

    def nap(self, ms, pins) -> None:
        self.napped.append(ms)
        self.passed(ms)

    def note(self) -> int:
        return self.told

    def keep(self, note: int) -> None:
        self.told = note

    def sleep(self, pins, held, ms) -> None:
        self.slept.append((held, ms))
        self.asleep()


class Buttons:
    active = False
    touched = False


class Cell:
    state = "ok"
    charging = False

    def percent(self) -> int:
        return 50


class Display(fakes.Display):
    def __init__(self) -> None:
        super().__init__()
        self.told = []

    def brightness(self, level: int) -> None:
        self.told.append(level)

    def power(self, on: bool) -> None:
        self.told.append(on)


class Line:
    def __init__(self) -> None:
        self.waited = 0
        self.passed = lambda ms: None

    def wait(self, ms: int) -> bool:
        self.waited += ms
        self.passed(ms)
        return False


class Bench:
    """On a battery unless there is a host; its vault has a PIN where it is told one."""

    def __init__(self, host=False, cell=None, pin="") -> None:
        self.fob = Fob()
        self.fob.hello()
        self.fob.at(2000000000)
        self.fob.vault.add(Account("", "a", b"12345678901234567890"))
        if pin:
            for _ in self.fob.keeper.set_pin(pin, None):
                pass
        self.fob.app.changed()
        self.display = self.fob.app._display = Display()
        self.chip = Chip(host)
        self.chip.passed = self.fob._pass
        self.line = Line()
        self.line.passed = self.fob._pass
        self.buttons = Buttons()
        self.power = Power(
            self.chip, BOARD, self.fob.app, self.display, self.buttons, cell, None,
            self.fob.ticks, fakes.ticks_diff,
        )  # fmt: skip

    def go(self, seconds: int) -> None:
        for _ in range(seconds):
            self.fob._pass(1000)
            ticks = self.fob.ticks()
            self.power.press()
            self.power.before(ticks)
            self.fob.app.step(ticks, self.buttons.active)
            self.power.after(ticks)


def test_a_sleep_that_keeps_the_memory() -> None:
    bench = Bench()
    clock = bench.fob.clock

    def nine_hours() -> None:
        bench.fob.rtc.passed(9 * 3600 * 1000)  # the ticks stand
        bench.chip.asleep = lambda: None
        bench.buttons.active = True

    bench.chip.asleep = nine_hours
    while not bench.chip.slept:
        bench.go(1)
    assert bench.chip.slept == [([], 0)]
    assert not bench.fob.app.lit
    bench.go(1)
    assert bench.fob.app.lit and bench.display.told[-2:] == [127, True]
    bench.buttons.active = False
    bench.go(4)
    assert clock.lost == "" and clock.utc is not None and clock.utc > 2000000000 + 9 * 3600
    assert bench.fob.app.state == "code"


def test_the_display_on_the_way_down() -> None:
    bench = Bench()
    bench.go(31)
    assert bench.display.told[:2] == [127 // 8, False]
    shows = bench.display.shows
    bench.chip.seen = True  # a plug: it stays dark, awake, and draws nothing
    bench.go(30)
    assert bench.display.shows == shows and bench.display.told[-1] is False


def test_a_sleep_locks_a_vault_with_a_pin() -> None:
    """20 s of dark after the 30 lit, though the chip keeps its memory and nothing else would."""
    bench = Bench(pin="4711")
    bench.fob.vault.set("lock_after", "0")
    open_asleep = []
    bench.chip.asleep = lambda: open_asleep.append(bench.fob.keeper.can_lock)
    bench.go(32)
    assert bench.display.told[-1] is False
    bench.go(17)
    assert not bench.chip.slept and bench.fob.vault is not None
    bench.buttons.active = True  # in time: what was open is open
    bench.go(1)
    bench.buttons.active = False
    bench.go(32)
    assert bench.fob.app.state == "code" and not bench.chip.slept
    bench.go(21)
    assert open_asleep[:1] == [False] and bench.fob.vault is None and bench.fob.scrubs
    bench.buttons.active = True
    bench.go(1)
    assert bench.fob.app.lit and bench.fob.app.state == "locked"


def test_on_a_plug_a_vault_stays_open_in_the_dark() -> None:
    bench = Bench(host=True, pin="4711")
    bench.fob.vault.set("lock_after", "0")
    bench.go(1000)
    assert bench.display.told[-1] is False
    assert bench.fob.vault is not None and not bench.chip.slept
    bench.chip.seen = False  # pulled out
    bench.go(22)
    assert bench.fob.vault is None and bench.chip.slept


def test_a_dialog_that_goes_on_keeps_it_awake_and_open() -> None:
    bench = Bench(pin="4711")
    bench.fob.press("ok", "long")
    assert bench.fob.app.in_dialog
    put_away = bench.fob.app.put_away
    bench.fob.app.put_away = lambda: None  # as while one works
    bench.go(120)
    assert not bench.fob.app.lit and not bench.chip.slept and bench.fob.vault is not None
    put_away()
    bench.go(21)
    assert bench.chip.slept and bench.fob.vault is None


def test_a_computer_that_can_t_be_seen() -> None:
    bench = Bench(host=None, cell=Cell())
    bench.power.heard(bench.fob.ticks())
    bench.go(290)
    assert not bench.chip.slept  # it has spoken
    bench.go(100)
    assert bench.chip.slept  # it is silent for five minutes
    cell = Cell()
    cell.charging = True
    bench = Bench(host=None, cell=cell)
    bench.go(400)
    assert not bench.chip.slept
    bench = Bench(host=None)  # nor is a board without a battery on one
    bench.go(400)
    assert not bench.chip.slept


def test_what_rests_it() -> None:
    bench = Bench(host=True)
    bench.go(2)
    bench.power.rest(bench.line, False)
    assert bench.line.waited and not bench.chip.napped
    bench.line.waited = 0
    bench.power.rest(bench.line, True)
    assert bench.line.waited == 1  # long work
    bench = Bench(host=False)
    bench.go(2)
    bench.power.rest(bench.line, False)
    assert not bench.line.waited and bench.chip.napped
    bench = Bench(host=False)
    bench.chip.naps_lit = False
    bench.go(2)
    bench.power.rest(bench.line, False)
    assert bench.line.waited and not bench.chip.napped  # its light would change
    while bench.fob.app.lit:
        bench.go(1)
    bench.power.rest(bench.line, False)
    assert sum(bench.chip.napped) >= 1000


def test_a_button_ends_a_rest() -> None:
    bench = Bench(host=True)
    bench.go(310)
    assert not bench.fob.app.lit
    begun = bench.fob.now
    bench.buttons.touched = True
    bench.power.rest(bench.line, False)
    assert bench.fob.now - begun <= 50  # a press is 60 ms and more
