"""Cuts the power at the flash steps of one operation, restarts, and looks at what is there.

    micropython sweep.py OPERATION SHARE SEED

Every SHARE-th cut point is tried, from a random one on (1: all). Lines that count begin with
"\\x1e": each failure, and last `done POINTS TRIED AGAIN FAILED`: cut points that there are, those
tried, cuts during the restart. (The garbage collector complains of files that lost their power.)
"""

import gc
import random
import sys
from io import StringIO

from flashes import Mounted, PowerCut, fresh
from operations import OPERATIONS, PHASED, WIPES
from rig import BACK, FRONT, NEVER, WHOLE, Flash, check_clean, started, state

from drivers.storage import Kept
from fobcore.account import Account
from fobcore.attempts import LIMIT

MODES = {WHOLE: "whole", FRONT: "torn", BACK: "torn from its end"}
PHASES = range(16)  # commits before: a block of metadata has room for 16
# What the owner can tell does not change, but for the tries.
SAME = ("compaction", "entropy_at_setup", "pin_wrong", "pin_right_after_wrong",
        "pin_wrong_tally_full", "pin_right_tally_full")  # fmt: skip
FEW = 8  # steps of an operation
RESTARTS = 4  # that are cut too, for each cut point of an operation with few steps
AGAIN = 3  # cuts during one restart, at most
FURTHEST = 12  # flash steps into it

_image = fresh()
_base = bytearray(len(_image))


class Case:
    """One operation on one image."""

    def __init__(self, name: str, phase: int) -> None:
        self.name = name
        self._before, self._between, self._act = OPERATIONS[name]
        self._given = 0  # parts of the operation that have ended
        self._base_pages: list = []
        fresh()
        if self._before is not None:
            with Mounted(Flash(_image, self._base_pages)) as device:
                fob = started(device, 1)
                self._before(fob)
                for number in range(phase):
                    fob.vault.set("usb_code", "press" if number % 2 else "free")
                device.off()
        _base[:] = _image
        self.before, self.failures = None, None
        if self._before is not None:
            self.before, self.failures = self._look([])
        self.steps = self._run(NEVER, WHOLE)[0]
        self.after, _ = self._look([])
        assert self.steps and (self.after == self.before) == (name in SAME)

    def _run(self, step: int, mode: int) -> tuple:
        """(flash steps, whether it ended, what PINs were looked at, key pages)."""
        gc.collect()
        _image[:] = _base
        self._given = 0
        pages = list(self._base_pages)
        looked: list = []
        with Mounted(Flash(_image, pages)) as device:
            begin, done = 0, False
            try:
                if self._act is None:
                    device.arm(step, mode)
                    started(device, 2)
                else:
                    fob = started(device, 2)
                    self._between(fob)
                    begin = device.steps
                    del fob.looked[:]
                    looked = fob.looked
                    device.arm(step, mode)
                    self._act(fob, self._mark)
                    if step == NEVER:
                        gc.collect()
                        check_clean(fob, _image, pages)
                done = True
            except PowerCut:
                pass
            device.off()
        return device.steps - begin, done, looked, pages

    def _mark(self) -> None:
        self._given += 1

    def _look(self, pages: list) -> tuple:
        """(state, failures) of the image after a restart; remnants are an error."""
        gc.collect()
        with Mounted(Flash(_image, pages)) as device:
            fob = started(device, 3)
            failures = fob.failures()
            if pages:
                check_clean(fob, _image, pages)
            found = state(fob)
            device.off()
        return found, failures

    def cut(self, step: int, mode: int, chance) -> tuple:
        """Cuts there; (whether it is as after the operation, cuts during the restart)."""
        again = 0
        after = False
        restarts = RESTARTS if self.steps < FEW else int(chance() * 2)
        for number in range(1 + restarts):
            _, done, looked, pages = self._run(step, mode)
            assert not done, "it ended before its last step"
            if number:
                again += self._restart_cut(pages, chance)
            found, failures = self._look(pages)
            self._hold(found, failures, looked)
            if not number:
                after = found == self.after
                if step % 4 == 1:
                    self._go_on(found[0])
            assert after == (found == self.after), "the restart's cut changed what holds"
        return after, again

    def _restart_cut(self, pages: list, chance) -> int:
        """Cuts the restart and the first file written after it too, a few times."""
        count = 0
        for _ in range(AGAIN):
            gc.collect()
            with Mounted(Flash(_image, pages)) as device:
                device.arm(1 + int(chance() * FURTHEST), int(chance() * 3))
                try:
                    started(device, 4 + count)
                    Kept("/other").save(b"a file that nobody reads")
                    done = True
                except PowerCut:
                    done = False
                device.off()
            if done:
                break
            count += 1
        return count

    def _hold(self, found: tuple, failures: "int | None", looked: list) -> None:
        """The state is one that it may be in; no try was given back."""
        if self.name == "batch":
            rows = found[1]
            there = len(rows) - len(self.before[1])
            assert self._given <= there <= self._given + 1, "%d given" % self._given
            assert rows == self.after[1][: len(rows)], "not a prefix"
        elif self.before is None:
            assert found == self.after, "not as after a first start"
        else:
            assert found in (self.before, self.after), found
        wiped = self.name in WIPES and found == self.after
        if self.failures is None or failures is None or wiped:
            return  # no PIN before, or none any more
        assert failures < LIMIT, "more tries than there are"
        if failures == 0 and True in looked:
            return
        assert failures <= self.failures + 1, "%d failures" % failures
        assert failures >= self.failures + len(looked), "a try was given back"

    def _go_on(self, pin: str) -> None:
        """A change after the restart holds."""
        for seed in (7, 8):
            with Mounted(Flash(_image, [])) as device:
                fob = started(device, seed)
                if pin:
                    assert fob.try_pin(pin)
                if seed == 7:
                    fob.vault.add(Account("Later", "later", b"later"))
                else:
                    assert fob.vault.find("Later", "later") >= 0, "nothing can be kept"
                device.off()


def chances(seed: int):
    """Numbers from 0 up to 1, the same in each run."""
    random.seed(seed)
    return random.random


def main(name: str, share: int, seed: int) -> None:
    """All phases of the file system, ways to tear and steps of one operation."""
    chance = chances(seed)
    points = tried = again = failed = 0
    skip = int(chance() * share)
    for phase in PHASES if name in PHASED else PHASES[:1]:
        case = Case(name, phase)
        for mode in MODES:
            over = False  # the wipe has begun at an earlier step
            for step in range(1, case.steps + 1):
                points += 1
                if (points + skip) % share:
                    continue
                tried += 1
                try:
                    after, more = case.cut(step, mode, chance)
                    again += more
                    if name in WIPES:
                        assert after or not over, "a wipe once begun was not finished"
                        over = over or after
                except Exception as error:
                    failed += 1
                    told = StringIO()
                    told.write("%s, phase %d, step %d of %d, " % (name, phase, step, case.steps))
                    told.write("%s: %r\n" % (MODES[mode], error))
                    sys.print_exception(error, told)
                    print("\x1e" + told.getvalue().replace("\n", "\n\x1e"))
    print("\x1edone %d %d %d %d" % (points, tried, again, failed))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
