"""The composition root: board data to chip, chip to drivers, drivers to app; and the one loop."""

import gc
import sys
import time

from board import BOARD
from drivers.buttons import Button, Buttons, OnlyButton
from drivers.heap import scrub
from drivers.serial_line import SerialLine
from drivers.storage import File, Kept, RawFlash, exists, free_bytes, remove, reserve
from fobcore import frames
from fobcore.app import App
from fobcore.clock import Clock
from fobcore.entropy import Entropy, Stuck
from fobcore.keeper import Keeper
from fobcore.keys import KeySlots, Unreadable
from fobcore.link import Link
from fobcore.settings import LEVELS, Settings
from wiring import (
    Lamps,
    battery_of,
    chip_of,
    display_of,
    keep_power,
    layout_of,
    led_of,
    rtc_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Chip, Display, Ticks, Watchdog

FIRMWARE = "0.1.0"
_JOURNAL = "/journal"
_CLOCK = "/clock"
_LOOKS = "/looks"
_ticks: "Ticks" = time.ticks_ms  # pyright: ignore[reportAssignmentType]  plain numbers
# ms of rest where no byte comes: at long work, while a finger is expected or down, else.
# A button has to be looked at twice within a short press, the end of a second within 40 ms.
_REST_WORKING = 1
_REST_ASKING = 5
_REST = 15
_SOUND = 60000  # ms of running after which earlier crashes no longer count
_CRASHES = "/crashes"  # main.py counts in it
_MAINTENANCE = "/maintenance"  # main.py looks for it once


def main() -> None:
    """Starts the fob and runs it for ever, again after a wipe; what goes wrong is raised."""
    chip = chip_of()
    board = BOARD
    keep_power(chip, board)
    display = display_of(board, chip)
    rtc = board["rtc"]
    clock = Clock(rtc_of(board, chip), Kept(_CLOCK), rtc["ppm"], rtc["driver"])
    entropy = Entropy(chip.urandom)
    keeper = _keeper(chip, entropy)
    identity = {
        "firmware": FIRMWARE,
        "board": board["name"],
        "id": "".join(["%02x" % byte for byte in chip.unique_id()]),
        "slot": sys.path[0][-1:],  # main.py put it there
    }
    settings = Settings(keeper, Kept(_LOOKS))
    layout = layout_of(board, display)
    app = App(keeper, clock, display, layout, time.ticks_diff, settings, identity)
    kind = OnlyButton if len(board["buttons"]) == 1 else Button
    buttons = Buttons([kind(b["role"], chip.pin_in(b), b["active"]) for b in board["buttons"]])

    def look() -> None:
        display.brightness(LEVELS[settings.get("brightness")])
        display.turn(settings.get("rotation") == "180")
        buttons.swap(settings.get("hand") == "left")
        app.redraw()

    settings.on_looks = look
    if settings.changed:  # else all is as the drivers have begun it, and nothing is sent twice
        look()
    app.step(_ticks(), False)  # the first screen: what a computer may ask for is loaded behind it
    from fobcore.commands import Commands
    from fobcore.fob import Fob

    def health() -> "dict[str, object]":
        return _health(display, entropy, buttons)

    fob = Fob(keeper, clock, app, identity, _ticks, time.ticks_diff, health, _maintain)
    commands = Commands(fob)
    line = SerialLine(chip.console(), frames.MAX_LINE)
    link = Link(line.write, commands.run, time.ticks_diff)
    keeper.on_lock = lambda: (link.forget(), app.locked())
    lamps = Lamps(app, battery_of(board, chip), led_of(board, chip), time.ticks_diff)
    _loop(app, line, link, buttons, chip.watchdog(8000), keeper, fob, lamps)
    chip.reset()


def _loop(
    app: App,
    line: SerialLine,
    link: Link,
    buttons: Buttons,
    watchdog: "Watchdog",
    keeper: Keeper,
    fob: "Fob",
    lamps: "Lamps",
) -> None:
    """Every part gets its slice in turn, until a wipe; a part that raises ends all."""
    begun = _ticks()
    sound = False
    while not keeper.wiped and not fob.restart:
        ticks = _ticks()
        if not sound and time.ticks_diff(ticks, begun) > _SOUND:
            sound = True
            if exists(_CRASHES):
                remove(_CRASHES)
        for role, kind in buttons.step(ticks, time.ticks_diff):
            app.press(role, kind)
        link.step(ticks)
        app.step(ticks, buttons.down)
        lamps.step(ticks)
        watchdog.feed()
        received = line.read_line()
        if received is not None:
            link.receive(received, _ticks())
        else:
            if link.working or app.working:
                line.wait(_REST_WORKING)
            else:
                line.wait(_REST_ASKING if buttons.active or app.asking else _REST)


def _health(display: "Display", entropy: Entropy, buttons: Buttons) -> "dict[str, object]":
    """What of the fob works: free bytes of heap and file system, and the parts."""
    gc.collect()
    try:
        entropy(16)
        random = True
    except Stuck:
        random = False
    return {
        "heap": gc.mem_free(),
        "flash": free_bytes(),
        "display": display.answers(),
        "random": random,
        "buttons": buttons.held,
    }


def _maintain() -> None:
    """After the next reset, once: MicroPython's prompt."""
    Kept(_MAINTENANCE).save(b"1")


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
