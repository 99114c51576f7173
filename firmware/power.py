"""What goes on beside the screen: how lit it is, the battery, the lamp, rest and sleep."""

from fobcore.quiet import ASLEEP, BRIGHT, DARK, DIM, Quiet, Wander
from fobcore.settings import LEVELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from drivers.battery import Battery
    from drivers.buttons import Buttons
    from drivers.led import Led
    from drivers.serial_line import SerialLine
    from fobcore.app import App
    from fobcore.parts import Chip, Display, Ticks, TicksDiff

_DIMMER = 8  # times
_WARNED = 1  # the chip's note: a low battery has been said
_BATTERY_EVERY = 10000  # ms between looks at the battery, while the display is lit
_BATTERY_DARK = 60000  # and else
_FLAT_FOR = 3000  # ms that an empty battery is said before the fob sleeps
_HEARD_FOR = 300000  # ms after its last line for which a computer counts as there, unseen
_DARK_CLOSED = 2000  # ms of dark before sleep, on a battery
_DARK_OPEN = 20000  # where the sleep locks: for as long a press finds the vault open
# ms of rest: at long work, while a finger is expected or down, in a dialog, else at most.
_WORKING = 1
_ASKING = 5
_DIALOG = 50
_MOST = 1000
_SLICE = 40  # ms between looks at the buttons, else: well within the shortest press


class Power:
    """Fed once a turn of the loop. `board`: its data, for the buttons that wake it and for what
    has to keep a level while it sleeps."""

    def __init__(
        self,
        chip: "Chip",
        board: dict,
        app: "App",
        display: "Display",
        buttons: "Buttons",
        battery: "Battery | None",
        led: "Led | None",
        ticks: "Ticks",
        ticks_diff: "TicksDiff",
    ) -> None:
        self._chip = chip
        self._board = board
        self._app = app
        self._display = display
        self._buttons = buttons
        self._battery = battery
        self._led = led
        self._ticks = ticks
        self._ticks_diff = ticks_diff
        self._quiet = Quiet(ticks_diff)
        self._wander = Wander(display.spare, ticks_diff)
        self._shown = BRIGHT  # how the display is
        self._lamp = False
        self._measured_at: "int | None" = None
        self._heard_at: "int | None" = None
        self._flat_at: "int | None" = None
        self._naps = False  # nobody talks on a line that a nap would deafen
        self._warned = chip.note() == _WARNED  # at each look would be too often
        if battery is not None and self._warned:
            battery.state = "low"

    def heard(self, ticks: int) -> None:
        """A line has come from a computer."""
        self._heard_at = ticks

    def press(self) -> bool:
        """Whether what the buttons say in this turn is for the app."""
        counts = self._quiet.press(self._buttons.active)
        if self._buttons.active:
            self._app.idle.touch()
        return counts

    def look(self) -> None:
        """The settings of the display have changed."""
        self._light(self._shown)

    def before(self, ticks: int) -> None:
        """Ahead of the app's step: what it draws is for a display that shows it."""
        app = self._app
        if app.idle.touched or app.asking:
            self._quiet.use()
        battery = self._naps = self._on_battery(ticks)
        if self._battery is not None:
            self._measure(self._battery, ticks, battery)
        after = int(app.settings.get("dark_after"))
        dark: "int | None" = _DARK_OPEN if app.keeper.can_lock else _DARK_CLOSED
        if app.in_dialog or app.asking or app.tidying:
            dark = None
        self._quiet.step(ticks, after, battery, dark)
        app.lit = self._quiet.lit or self._flat_at is not None
        if self._shown in (BRIGHT, DIM) and self._wander.step(ticks):
            self._display.place = self._wander.place
            app.redraw()

    def after(self, ticks: int) -> None:
        """Behind it: the picture that comes to light is the new one."""
        app = self._app
        if self._led is not None and app.asking != self._lamp:
            self._lamp = not self._lamp
            if self._lamp:
                self._led.on()
            else:
                self._led.off()
        state = self._quiet.state
        if self._flat_at is not None:
            state = DIM
            if self._ticks_diff(ticks, self._flat_at) >= _FLAT_FOR:
                state = ASLEEP
        if state == ASLEEP:
            self._sleep(ticks)
        elif state != self._shown:
            self._light(state)
            if state == DARK:
                app.put_away()

    def rest(self, line: "SerialLine", computer: bool) -> None:
        """Until the next thing is due, a byte comes or a button goes down. `computer`: it waits
        for long work."""
        app = self._app
        if computer or app.working:
            line.wait(_WORKING)
            return
        if self._buttons.active or app.asking:
            line.wait(_ASKING)
            return
        begun = self._ticks()
        most = min(app.clock.rest(begun), _DIALOG if app.in_dialog else _MOST)
        left = most = most if app.lit else _MOST
        naps = self._naps and (self._chip.naps_lit or not app.lit)
        buttons = self._buttons
        while left > 0:
            if naps:
                self._chip.nap(left, self._board["buttons"])
            elif line.wait(left if left < _SLICE else _SLICE):
                return
            if buttons.touched:
                return
            left = most - self._ticks_diff(self._ticks(), begun)

    def _on_battery(self, ticks: int) -> bool:
        """Whether it is to be sparing. Where the chip can't see a computer, its lines are seen,
        and a charger by a voltage that no cell has by itself."""
        host = self._chip.host()
        if host is not None:
            return not host
        if self._battery is None:
            return False
        if self._heard_at is not None:
            if 0 <= self._ticks_diff(ticks, self._heard_at) < _HEARD_FOR:
                return False
            self._heard_at = None
        return not self._battery.charging

    def _measure(self, cell: "Battery", ticks: int, battery: bool) -> None:
        """Looks at the battery where it is time to; a low one is said, an empty one obeyed."""
        app = self._app
        gone = -1 if self._measured_at is None else self._ticks_diff(ticks, self._measured_at)
        if not 0 <= gone < (_BATTERY_EVERY if app.lit else _BATTERY_DARK):
            self._measured_at = ticks
            app.charge = cell.percent()
        empty = battery and cell.state == "empty"
        if empty and self._flat_at is None:
            self._flat_at = ticks
            app.run_down()
        elif not empty and self._flat_at is not None:
            self._flat_at = None
            app.flat = False
        if self._warned and cell.state == "ok":
            self._warn(False)
        if battery and cell.state == "low" and not self._warned and app.warn():
            self._warn(True)

    def _warn(self, said: bool) -> None:
        """That the battery is low has been said, or would be news again."""
        self._warned = said
        self._chip.keep(_WARNED if said else 0)

    def _light(self, state: str) -> None:
        """The display as a state has it."""
        if state == DARK:
            self._display.power(False)
        else:
            level = LEVELS[self._app.settings.get("brightness")]
            self._display.brightness(level if state == BRIGHT else level // _DIMMER)
            if self._shown == DARK:
                self._display.power(True)
        self._shown = state

    def _sleep(self, ticks: int) -> None:
        """Comes back only where the memory is kept; then it is dark, as before. A vault with a PIN
        is locked first, whatever the chip keeps: nobody watches over it asleep."""
        if self._shown != DARK:
            self._light(DARK)
        if self._app.keeper.can_lock:
            self._app.keeper.lock()
        board = self._board
        held = []
        off_after = 0
        if board["power"]:
            held.append((board["power"]["hold"], 1))
            off_after = board["power"]["off_after"] * 1000
        if board["display"].get("backlight") is not None:
            held.append((board["display"]["backlight"], 0))
        self._chip.sleep(board["buttons"], held, off_after)
        self._app.clock.resume()
        self._app.flat = False
        self._flat_at = self._measured_at = None
        self._quiet.woken(self._ticks())
