"""The fob behind its first screen: buttons, the line to a computer, rest; and the one loop."""

import time

# What an unlock asks for: loaded now, while what is loaded still comes to lie together.
import fobcore.opening  # noqa: F401
from drivers.buttons import Button, Buttons, OnlyButton
from drivers.serial_line import SerialLine
from drivers.storage import Kept, exists, remove
from fobcore.computer import Computer
from fobcore.wire import MAX_LINE
from power import Power
from wiring import battery_of, led_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.app import App
    from fobcore.entropy import Entropy
    from fobcore.link import Link
    from fobcore.parts import Chip, Display, Ticks, TicksDiff
    from keyboard import Keys

_ticks: "Ticks" = time.ticks_ms  # pyright: ignore[reportAssignmentType]  plain numbers
_ticks_diff: "TicksDiff" = time.ticks_diff
_SOUND = 60000  # ms of running after which earlier crashes no longer count
_CRASHES = "/crashes"  # main.py counts in it
_MAINTENANCE = "/maintenance"  # main.py looks for it once
_WATCH = 8000  # ms


class Loop:
    """All parts that get a slice in turn. `board`: its data."""

    def __init__(
        self, chip: "Chip", board: dict, display: "Display", app: "App", entropy: "Entropy"
    ) -> None:
        self._chip = chip
        self._display = display
        self._app = app
        self._entropy = entropy
        self._restarts = False
        self._keys: "Keys | None" = None  # where the fob is to be a keyboard
        if app.keeper.has_pin:
            import fobcore.pin  # noqa: F401
        kind = OnlyButton if len(board["buttons"]) == 1 else Button
        self._buttons = buttons = Buttons(
            [kind(b["role"], chip.pin_in(b), b["active"]) for b in board["buttons"]]
        )
        cell, led = battery_of(board, chip), led_of(board, chip)
        self._power = Power(chip, board, app, display, buttons, cell, led, _ticks, _ticks_diff)
        self._line = SerialLine(chip.console(), MAX_LINE)
        self._computer = Computer(self._link_of)
        app.settings.on_looks = self._looks
        app.keeper.on_lock = self._locked
        self._hand()
        if self._keys is not None:
            self._keys.begin()  # before a computer has found the line

    def run(self) -> None:
        """Until a wipe, or until a computer wants MicroPython's prompt; a part that raises ends
        all."""
        app, keeper = self._app, self._app.keeper
        buttons, computer, line, power = self._buttons, self._computer, self._line, self._power
        watchdog = self._chip.watchdog(_WATCH)
        begun = _ticks()
        sound = False
        while not keeper.wiped and not self._restarts:
            ticks = _ticks()
            if not sound and _ticks_diff(ticks, begun) > _SOUND:
                sound = True
                if exists(_CRASHES):
                    remove(_CRASHES)
            presses = buttons.step(ticks, _ticks_diff)
            if power.press():
                for role, kind in presses:
                    app.press(role, kind)
            computer.step(ticks)
            power.before(ticks)
            app.step(ticks, buttons.down)
            power.after(ticks)
            watchdog.feed()
            received = line.read_line()
            if self._keys is not None:
                self._keys.step(ticks, received is not None or computer.working or app.asking)
            if received is not None:
                power.heard(_ticks())
                computer.receive(received, _ticks())
            else:
                power.rest(line, computer.working)

    def _looks(self) -> None:
        """A setting of the fob's looks has changed."""
        self._power.look()
        self._display.turn(self._app.settings.get("rotation") == "180")
        self._hand()
        self._app.redraw()

    def _hand(self) -> None:
        """What the settings say of buttons and typing."""
        settings = self._app.settings
        self._buttons.swap(settings.get("hand") == "left")
        if self._keys is None and settings.get("type_code") == "on":
            from keyboard import Keys

            self._keys = Keys(self._chip, self._app, settings, _ticks_diff)
        if self._keys is not None:
            self._keys.look()

    def _locked(self) -> None:
        self._computer.forget()
        self._app.locked()

    def _link_of(self) -> "Link":
        from fobcore.commands import Commands
        from fobcore.fob import Fob
        from fobcore.link import Link
        from health import health

        def what_works() -> "dict[str, object]":
            return health(self._display, self._entropy, self._buttons)

        app = self._app
        told = app.keeper, app.clock, app, app.identity
        fob = Fob(*told, _ticks, _ticks_diff, what_works, self._maintain)
        return Link(self._line.write, Commands(fob).run, _ticks_diff)

    def _maintain(self) -> None:
        """Once into MicroPython's prompt, the vault not open."""
        Kept(_MAINTENANCE).save(b"1")
        self._restarts = True
