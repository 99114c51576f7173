"""The composition root: board data to chip, chip to drivers, drivers to app; and the one loop."""

import gc
import sys
import time

from board import BOARD
from drivers.buttons import Button, Buttons
from drivers.heap import scrub
from drivers.serial_line import SerialLine
from drivers.storage import File, Kept, RawFlash, free_bytes, reserve
from fobcore import frames
from fobcore.app import App
from fobcore.clock import Clock
from fobcore.commands import Commands
from fobcore.fob import Fob
from fobcore.keeper import Keeper
from fobcore.keys import KeySlots, Unreadable
from fobcore.link import Link
from fobcore.screens import Layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import I2C, Chip, Display, Fonts, Rtc, Ticks, Watchdog

FIRMWARE = "0.1.0"
_JOURNAL = "/journal"
_CLOCK = "/clock"
_ticks: "Ticks" = time.ticks_ms  # pyright: ignore[reportAssignmentType]  plain numbers
_REST = 5  # ms that the loop rests when no byte comes


def main() -> None:
    """Starts the fob and runs it for ever, again after a wipe; what goes wrong is raised."""
    chip = _chip()
    board = BOARD
    display = _display(board["display"], chip.i2c(board["i2c"]))
    clock = Clock(_rtc(board["rtc"], chip.i2c(board["i2c"])), Kept(_CLOCK))
    keeper = _keeper(chip)
    size = display.width, display.height
    app = App(keeper, clock, display, Layout(*size, *_fonts(*size)), time.ticks_diff)
    identity = {
        "firmware": FIRMWARE,
        "board": board["name"],
        "id": "".join(["%02x" % byte for byte in chip.unique_id()]),
    }
    fob = Fob(keeper, clock, app, identity, _ticks, time.ticks_diff, _health)
    commands = Commands(fob)
    line = SerialLine(chip.console(), frames.MAX_LINE)
    link = Link(line.write, commands.run, time.ticks_diff)
    buttons = Buttons(
        [Button(b["role"], chip.pin_in(b), b["active"]) for b in board["buttons"]]
    )
    _loop(app, line, link, buttons, chip.watchdog(8000), keeper)
    chip.reset()


def _loop(
    app: App,
    line: SerialLine,
    link: Link,
    buttons: Buttons,
    watchdog: "Watchdog",
    keeper: Keeper,
) -> None:
    """Every part gets its slice in turn, until a wipe; a part that raises ends all."""
    while not keeper.wiped:
        ticks = _ticks()
        for role, kind in buttons.step(ticks, time.ticks_diff):
            app.press(role, kind)
        link.step(ticks)
        app.step(ticks, buttons.down)
        watchdog.feed()
        received = line.read_line()
        if received is not None:
            link.receive(received, _ticks())
        else:
            line.wait(_REST)


def _health() -> "dict[str, int]":
    """Free bytes of heap and of the file system."""
    gc.collect()
    return {"heap": gc.mem_free(), "flash": free_bytes()}


def _keeper(chip: "Chip") -> Keeper:
    """The vault behind its lock."""
    flash = RawFlash(chip.flash())
    file = File(_JOURNAL)
    try:
        slots = KeySlots(flash, reserve(flash, chip.urandom, file.exists()))
    except (Unreadable, OSError):
        slots = None
    keeper = Keeper(slots, file, chip.urandom, _ticks, time.ticks_diff, scrub)
    keeper.start()
    return keeper


def _chip() -> "Chip":
    name = {"rp2": "chip_rp2", "esp32": "chip_esp32"}.get(sys.platform, "chip_unix")
    return getattr(__import__("drivers." + name), name).Chip()


def _display(spec: dict, i2c: "I2C") -> "Display":
    from drivers.ssd1306 import SSD1306

    flip = spec["rotation"] == 180
    return {"ssd1306": SSD1306}[spec["driver"]](
        i2c, spec["width"], spec["height"], spec["address"], flip
    )


def _rtc(spec: dict, i2c: "I2C") -> "Rtc":
    from drivers.ds3231 import DS3231

    return {"ds3231": DS3231}[spec["driver"]](i2c, spec["address"])


def _fonts(width: int, height: int) -> "tuple[Fonts, Fonts]":
    """(text fonts, digit fonts), small to large, as far as the display has use for them."""
    from fonts import spleen5x8, spleen6x12, spleen8x16, spleen12x24, spleen16x32

    return (spleen5x8, spleen6x12), (spleen8x16, spleen12x24, spleen16x32)
