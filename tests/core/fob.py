"""A whole fob of the core's parts in memory, driven step by step: time is what the test says."""

import gc
import json

import fakes
from fobcore import clock_memory, frames
from fobcore.app import App
from fobcore.clock import Clock
from fobcore.commands import Commands
from fobcore.entropy import Entropy
from fobcore.fob import Fob as FobParts
from fobcore.keeper import Keeper
from fobcore.keys import KeySlots
from fobcore.link import Link
from fobcore.settings import Settings
from wiring import layout_of

SESSION = "0123abcd"
TWO = ({"role": "ok"}, {"role": "next"})


class Fob:
    """The core as start.py puts it together. `now`: ticks in ms; the clock chip is `rtc`."""

    def __init__(
        self, flash=None, file=None, rtc=None, kept=None, width=128, height=64, seed=1,
        looks=None, buttons=TWO, typing=False,
    ) -> None:  # fmt: skip
        gc.collect()  # of the fob before this one: MicroPython's heap is small
        self.flash = flash or fakes.Flash(2)
        self.file = file or fakes.File()
        self.rtc = rtc or fakes.Rtc()
        self.kept = kept or fakes.Kept()
        self.looks = looks or fakes.Kept()
        self.now = 1000
        self.down = False
        self.lines = []
        self.display = fakes.Display(width, height)
        self.clock = Clock(self.rtc, self.kept)
        slots = KeySlots(self.flash, ((0, b"a" * 16), (1, b"b" * 16)))
        self.scrubs = 0
        self.keeper = Keeper(
            slots, self.file, Entropy(fakes.Random(seed)), self._work_ticks, fakes.ticks_diff,
            self._scrub,
        )  # fmt: skip
        self.keeper.start()
        layout = layout_of({"buttons": buttons}, self.display)
        identity = {"firmware": "0", "board": "memory", "id": "00" * 8}
        settings = Settings(self.keeper, self.looks, typing)
        self.app = App(
            self.keeper, self.clock, self.display, layout, fakes.ticks_diff, settings, identity
        )
        health = {"heap": 1, "flash": 2}
        parts = (
            self.app, identity, self._looked_at_ticks, fakes.ticks_diff, lambda: health,
            self._maintain,
        )  # fmt: skip
        commands = Commands(FobParts(self.keeper, self.clock, *parts))
        self.link = Link(self.lines.append, commands.run, fakes.ticks_diff)
        self.keeper.on_lock = lambda: (self.link.forget(), self.app.locked())
        self._seq = 0

    @property
    def vault(self):
        return self.keeper.vault

    def _maintain(self) -> None:
        self.maintenance = True

    def _scrub(self) -> None:
        self.scrubs += 1

    def _work_ticks(self) -> int:
        """A look at the ticks while working: the work in between took its time."""
        self._pass(40)
        return self.ticks()

    def _looked_at_ticks(self) -> int:
        """As who waits for a moment does, without letting the loop go on."""
        self._pass(1)
        return self.ticks()

    def _pass(self, ms: int) -> None:
        self.now += ms
        self.rtc.passed(ms)

    def at(self, utc: int) -> None:
        """It is that time, and the clock was set to it."""
        self.rtc.write(utc)
        self.kept.save(clock_memory.set_at(utc).pack())
        self.clock.__init__(self.rtc, self.kept)
        self.clock.step(self.ticks(), fakes.ticks_diff)

    def ticks(self) -> int:
        return self.now & fakes.TICKS_MASK

    def pass_time(self, ms: int, slice: int = 10) -> None:
        """Runs the fob's loop for so long; a running clock chip goes on with it."""
        for _ in range(ms // slice):
            self._pass(slice)
            self.link.step(self.ticks())
            self.app.step(self.ticks(), self.down)

    def press(self, role: str = "ok", kind: str = "short") -> None:
        """A finger that goes down, comes up, and is noticed."""
        self.down = True
        self.pass_time(50)
        self.down = False
        self.app.press(role, kind)
        self.pass_time(50)

    def send(self, request: dict, seq: int = 0, session: str = SESSION) -> None:
        """A request in as many lines as it takes."""
        self.send_text(json.dumps(request), seq, session)

    def send_text(self, text: str, seq: int = 0, session: str = SESSION) -> None:
        """A request's JSON text, which may be anything."""
        if not seq:
            self._seq += 1
            seq = self._seq
        pieces = frames.split(text.encode(), session, seq)
        for i, piece in enumerate(pieces):
            kind = "%d/%d" % (i + 1, len(pieces))
            line = frames.encode(frames.TO_FOB, session, seq, kind, piece)
            self.link.receive(line, self.ticks())

    def answer(self):
        """The newest answer, its parts asked for one by one; None while there is none."""
        if not self.lines:
            return None
        session, seq, kind, payload = frames.decode(self.lines[-1], frames.TO_HOST)
        place = frames.part(kind)
        if place is None:
            return None
        text = payload if place == (1, 1) else b""
        for number in range(1, place[1] + 1) if not text else ():
            ask = frames.encode(frames.TO_FOB, session, seq, "?%d" % number)
            self.link.receive(ask, self.now)
            text += frames.decode(self.lines[-1], frames.TO_HOST)[3]
        return json.loads(text)

    def ask(self, request: dict, press: str = "") -> dict:
        """A request through to its answer; `press`: the button that answers its question."""
        self.send(request)
        return self.finish(press)

    def finish(self, press: str = "") -> dict:
        """The request under way through to its answer."""
        self._read()
        while press and self.answer() is None and self.app.asking:  # a press a page
            self.press(press)
            self._read()
        for _ in range(100):
            answer = self.answer()
            if answer is not None:
                return answer
            self.pass_time(20)
        raise AssertionError("no answer")

    def _read(self) -> None:
        """The owner looks at a question for as long as it takes no press."""
        consent = self.app._consent
        self.pass_time(1600 if consent is not None and consent.over else 400)

    def hello(self) -> dict:
        return self.ask({"do": "hello", "protocol": 1})

    def add(self, name: str, secret: str = "GEZDGNBVGY3TQOJQ", issuer: str = "GitHub") -> dict:
        account = {"issuer": issuer, "name": name, "secret": secret}
        return self.ask({"do": "add", "account": account}, "ok")
