"""A day of a fob whose clock chip has every fault there is, by seed; and what its pixels showed.

Faults: the power goes (with the coin cell in, or out of it), the oscillator stands, a bit of the
time flips, the bus is stuck, the chip jumps, its temperature and drift change. The owner sets it
right after a while, a computer corrects it now and then. At random moments the display is read.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from typing import Any

from clock.rig import MS, SECOND, Chip, fob_in_memory, ticks_of
from mfob.sim.picture import Picture
from mfob.sim.readback import read_text

START = 1790000010  # a period of 30 s begins
DAY = 86400
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
_EVERY = 600  # s between faults, on average
_LOOK = 40  # s between two looks at the display, on average
_BITS = (7, 7, 6, 0, 6, 5, 8)  # of the time's registers that may flip, the weekday's not
_FOREVER = -1


@dataclass
class Seen:
    """Counts, and what was wrong: (the world's UTC in ms, the screen, what the fob said)."""

    right: int = 0
    warned: int = 0
    refused: int = 0
    wrong: list[tuple[int, list[str], str]] = field(default_factory=list)
    wrong_though_warned: list[tuple[int, list[str], str]] = field(default_factory=list)
    faults: dict[str, int] = field(default_factory=dict)


class Unseen:
    """A canvas that nobody looks at: drawing in Python is slow."""

    def fill(self, *_: object) -> None: ...
    def fill_rect(self, *_: object) -> None: ...
    def blit(self, *_: object) -> None: ...


class Day:
    """The fob, its chip, and the true codes by the number of their period since START."""

    def __init__(self, seed: int, codes: dict[int, str]) -> None:
        self._chance = random.Random(seed)
        self._codes = codes
        self.chip = Chip(START, self._chance.randrange(-4500, 4500))
        self._take(fob_in_memory.Fob(rtc=self.chip))
        self.seen = Seen()
        self.fob.hello()
        self._set_by_owner()
        self.fob.add("alice", SECRET)
        self._away = 0  # s until the owner sets a clock that is not set

    def _take(self, fob: Any) -> None:
        self.fob = fob
        self._canvas = fob.display.canvas
        fob.display.canvas = Unseen()

    def run(self, seconds: int) -> Seen:
        """So much of the world."""
        end = START + seconds
        fault = self._soon(_EVERY)
        look = self._soon(_LOOK)
        while self._now() < end:
            self._second()
            if self._now() >= look:
                self._look()
                look = self._soon(_LOOK)
            if self._now() >= fault:
                self._fault()
                fault = self._soon(_EVERY)
            if self.fob.clock.utc is None:
                self._away = self._away or self._chance.randrange(20, 400)
                self._away -= 1
                if not self._away:
                    self._mend()
                    self._set_by_owner()
        return self.seen

    def _now(self) -> int:
        return self.chip.world.utc() // SECOND

    def _soon(self, about: int) -> int:
        return self._now() + 1 + int(self._chance.expovariate(1 / about))

    def _second(self) -> None:
        """One of the loop: slices of 280 ms, of 20 where a second of the chip's may end."""
        fob = self.fob
        for _ in range(100):
            near = fob.clock._raw is None or fob.clock._gone > 840 or not fob.clock._edge_seen
            slice = 20 if near else 280
            fob.now = ticks_of(self.chip) + slice
            self.chip.passed(slice)
            fob.link.step(fob.ticks())
            fob.app.step(fob.ticks(), False)
            if self.chip.world.utc() % SECOND < slice * MS:
                break

    def _look(self) -> None:
        """What the pixels show, held against the codes of the instants that the fob allows for."""
        fob, true = self.fob, self.chip.true_ms
        fob.display.canvas = self._canvas
        fob.app.redraw()  # all of it anew, of the same state
        fob.app.step(fob.ticks(), False)
        fob.display.canvas = Unseen()
        text = _read(fob)
        shown = re.search(r"(?<!\d)(\d{3}) (\d{3})(?!\d)", " ".join(text))  # not ">next"
        if shown is None:
            self.seen.refused += 1
            return
        warned = re.search(r"!\+-(\d+)s", " ".join(text))
        error = int(warned[1]) * 1000 if warned else fob.clock.error_ms
        periods = range((true - error) // 30000, (true + error) // 30000 + 1)
        good = "".join(shown.groups()) in [self._codes.get(period) for period in periods]
        what = f"error {error}, stood {fob.clock._stood}"
        if not good:
            wrong = self.seen.wrong_though_warned if warned else self.seen.wrong
            wrong.append((true, text, what))
        elif warned:
            self.seen.warned += 1
        else:
            self.seen.right += 1

    def _fault(self) -> None:
        faults = (
            self._power_off, self._coin_cell_out, self._stands, self._flips, self._stuck,
            self._jumps, self._drifts, self._corrected,
        )  # fmt: skip
        fault = self._chance.choice(faults)
        self.seen.faults[fault.__name__] = self.seen.faults.get(fault.__name__, 0) + 1
        fault()

    def _power_off(self) -> None:
        """For some minutes; the clock goes on on its coin cell."""
        self.chip.model.power_off()
        self.chip.passed(self._chance.randrange(500, 900_000))
        self.chip.model.power_on()
        former = self.fob
        parts = {"kept": former.kept, "flash": former.flash, "file": former.file}
        self._take(fob_in_memory.Fob(rtc=self.chip, **parts))
        self.fob.now = ticks_of(self.chip)
        self.fob.hello()

    def _coin_cell_out(self) -> None:
        self.chip.model.battery = False
        self._power_off()
        self.chip.model.battery = True

    def _stands(self) -> None:
        """For a while, noticed by the chip."""
        self.chip.model.stop_oscillator()
        for _ in range(self._chance.randrange(1, 60)):
            self._second()
        self.chip.model.go_oscillator()

    def _flips(self) -> None:
        register = self._chance.choice([n for n, bits in enumerate(_BITS) if bits])
        self.chip.model.flip(register, self._chance.randrange(_BITS[register]))

    def _stuck(self) -> None:
        """The bus, for some transfers or until the owner mends it."""
        self.chip.model.failing = self._chance.choice([1, 2, 5, 400, _FOREVER])

    def _jumps(self) -> None:
        """To another time, on either side."""
        by = self._chance.choice([-1, 1]) * self._chance.choice([2, 31, 3600, DAY, 400 * DAY])
        self.chip.model.quartz.set(self.chip.model.quartz.time() + by * SECOND)

    def _drifts(self) -> None:
        """Within what the part may."""
        self.chip.model.quartz.drift(self._chance.randrange(-4500, 4500))
        self.chip.model.quartz.warm(self._chance.randrange(5, 40) * 1000)

    def _corrected(self) -> None:
        """By a computer that knows the time well or not so well, without a press if allowed."""
        error = self._chance.choice([20, 20, 500, 12000])
        self._set({"error_ms": error}, self._chance.randrange(1 - error, error))

    def _mend(self) -> None:
        self.chip.model.failing = 0
        self.chip.model.go_oscillator()

    def _set_by_owner(self) -> None:
        self._set({"error_ms": 20}, 0)

    def _set(self, request: dict, late: int) -> None:
        ticks = ticks_of(self.chip)
        true = self.chip.true_ms + late
        self.fob.now = ticks
        request = {"do": "set_clock", "time": true // 1000, "ms": true % 1000, **request}
        self.fob.ask({**request, "ticks": ticks % (1 << 29)}, "ok")


def _read(fob: Any) -> list[str]:
    """The display's pixels as text."""
    display = fob.display
    rows = []
    for y in range(display.height):
        page = display.shown[y // 8 * display.width : (y // 8 + 1) * display.width]
        rows.append(int("".join(str(column >> y % 8 & 1) for column in page), 2))
    return read_text(Picture(display.width, display.height, rows))
