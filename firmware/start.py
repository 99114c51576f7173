"""The composition root: board data to chip, to drivers, to app; as far as the first screen.

What that screen has no use for is loaded behind it, by loop.py: each KB takes 9 ms on an RP2040.
"""

import gc
import sys
import time

from board import BOARD
from drivers.heap import scrub
from drivers.storage import File, Kept, RawFlash, reserve
from fobcore.app import App
from fobcore.clock import Clock
from fobcore.entropy import Entropy, Stuck
from fobcore.keeper import Keeper
from fobcore.keys import KeySlots, Unreadable
from fobcore.settings import LEVELS, Settings
from wiring import chip_of, display_of, keep_power, layout_of, rtc_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Chip, Ticks

FIRMWARE = "0.1.0"
_JOURNAL = "/journal"
_CLOCK = "/clock"
_LOOKS = "/looks"
_ticks: "Ticks" = time.ticks_ms  # pyright: ignore[reportAssignmentType]  plain numbers


def main() -> None:
    """Starts the fob and runs it for ever, again after a wipe; what goes wrong is raised."""
    chip = chip_of()
    board = BOARD
    keep_power(chip, board)
    display = display_of(board, chip)
    rtc = board["rtc"]
    clock = Clock(rtc_of(board, chip), Kept(_CLOCK), rtc["ppm"], rtc["driver"])
    entropy = Entropy(chip.urandom)
    loading = gc.threshold()  # main.py's: opening a thousand records would collect at each
    gc.threshold(-1)
    keeper = _keeper(chip, entropy)
    gc.collect()
    identity = {
        "firmware": FIRMWARE,
        "board": board["name"],
        "id": "".join(["%02x" % byte for byte in chip.unique_id()]),
        "slot": sys.path[0][-1:],  # main.py put it there
    }
    settings = Settings(keeper, Kept(_LOOKS), chip.usb() is not None)
    if settings.changed:  # else all is as the driver has begun it, and nothing is sent twice
        display.turn(settings.get("rotation") == "180")
        display.brightness(LEVELS[settings.get("brightness")])
    layout = layout_of(board, display)
    app = App(keeper, clock, display, layout, time.ticks_diff, settings, identity)
    app.step(_ticks(), False)  # the first screen
    gc.collect()
    gc.threshold(loading)
    from loop import Loop

    gc.threshold(-1)
    Loop(chip, board, display, app, entropy).run()
    chip.reset()


def _keeper(chip: "Chip", entropy: Entropy) -> Keeper:
    """The vault behind its lock."""
    flash = RawFlash(chip.flash())
    file = File(_JOURNAL)
    try:
        slots = KeySlots(flash, reserve(flash, entropy, file.exists()))
    except (Unreadable, Stuck, OSError):
        slots = None
    keeper = Keeper(slots, file, entropy, _ticks, time.ticks_diff, scrub)
    keeper.start()
    return keeper
