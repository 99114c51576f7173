"""When the fob becomes a keyboard: loaded once its owner wants one."""

_AT_REST = 1500  # ms without a line from the computer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.app import App
    from fobcore.parts import Chip, TicksDiff
    from fobcore.settings import Settings


class Keys:
    """Makes the fob a keyboard besides, where its owner wants one, once the serial line is at
    rest: the computer sees it go and come back for that, and the line breaks for a second."""

    def __init__(
        self, chip: "Chip", app: "App", settings: "Settings", ticks_diff: "TicksDiff"
    ) -> None:
        self._usb = chip.usb()
        self._app = app
        self._settings = settings
        self._ticks_diff = ticks_diff
        self._wanted = False
        self._rest: "int | None" = None  # ticks since when it is

    def look(self) -> None:
        """At the setting. Switched off, nothing is typed; the keyboard goes with the power."""
        typist = self._app.typist
        wanted = self._settings.get("type_code") == "on"
        self._wanted = wanted and self._usb is not None and typist is None

    def step(self, ticks: int, busy: bool) -> None:
        """`busy`: the computer is at something."""
        if not self._wanted:
            return
        if busy or self._rest is None:
            self._rest = ticks
        elif self._ticks_diff(ticks, self._rest) >= _AT_REST:
            self.begin()

    def begin(self) -> None:
        """Now, where it is wanted."""
        if self._wanted and self._usb is not None:
            self._wanted = False
            from drivers.usbkeyboard import UsbKeyboard
            from fobcore.typist import Typist

            keyboard = UsbKeyboard(self._usb())
            self._app.typist = Typist(keyboard, self._settings, self._ticks_diff)
            keyboard.begin()
