"""Types the code on the screen for its owner, a key after the other."""

from fobcore.keymap import strokes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Keyboard, TicksDiff
    from fobcore.settings import Settings

_PATIENCE = 500  # ms that a computer may take for a key
_SAID = 2000  # ms that is shown what became of it


class Typist:
    """`ok` held and let go types, held on is what holding it is otherwise: so it is known only
    when it is let go. `note`: a word for the screen."""

    def __init__(
        self, keyboard: "Keyboard", settings: "Settings", ticks_diff: "TicksDiff"
    ) -> None:
        self.note = ""
        self._keyboard = keyboard
        self._settings = settings
        self._ticks_diff = ticks_diff
        self._due = False  # once the button is let go
        self._keys = bytearray()  # that are still to be typed, and those before them
        self._at = 0
        self._times = 0  # of the keyboard, when the first was typed
        self._since: "int | None" = None  # ticks of the last key, or of the note

    @property
    def busy(self) -> bool:
        """Whether keys are on their way."""
        return len(self._keys) > 0

    def meant(self, role: str, kind: str, shown: bool) -> str:
        """What a press is, besides: "" nothing more, "long" where it was held past typing.
        `shown`: there is a code to be typed."""
        due, self._due = self._due, False
        if due:
            self._say("")
            if role == "ok" and kind == "held":
                return "long"
        elif role == "ok" and kind == "long" and shown and self._wanted():
            self._due = not self.busy
            if self._due:
                self._say("let go = type")
            return ""
        return kind

    def step(self, ticks: int, any_down: bool) -> bool:
        """A slice; whether now is the moment to type()."""
        if self._since is None:
            self._since = ticks
        late = self._ticks_diff(ticks, self._since)
        if self._keys:
            self._go_on(ticks, late)
        elif self.note and not self._due and late >= _SAID:
            self._say("")
        if self._due and not any_down:
            self._due = False
            self._say("")
            return True
        return False

    def type(self, text: str) -> None:
        """Begins to; "": there is nothing on the screen any more."""
        get = self._settings.get
        if not text:
            return
        if not self._keyboard.ready:
            self._say("not connected")
            return
        keypad, enter = get("type_keys") == "keypad", get("type_enter") == "on"
        keys = strokes(text, get("type_layout"), keypad, enter, self._keyboard.lamps)
        if keys is None:
            self._say("Caps Lock!")
            return
        self._say("typing")
        # First no key at all: whether a computer takes it says whether there is one, and one that
        # would only wake up later is not left a digit.
        self._keys = bytearray(2) + keys
        for at in range(len(keys)):
            keys[at] = 0
        self._at = 0
        self._times = self._keyboard.times

    def stop(self) -> None:
        """Lets go of it all."""
        self._due = False
        self._drop()
        self._say("")

    def _wanted(self) -> bool:
        return self._settings.get("type_code") == "on"

    def _go_on(self, ticks: int, late: int) -> None:
        keyboard, at = self._keyboard, self._at
        if not keyboard.ready or keyboard.times != self._times:
            self._end("not connected")  # and a key may be lost
            return
        if keyboard.busy:
            pass
        elif at == len(self._keys):
            self._end("typed")
            return
        elif keyboard.press(self._keys[at], self._keys[at + 1]):
            self._at += 2
            self._since = ticks
            return
        if late >= _PATIENCE:
            self._end("not connected")

    def _end(self, note: str) -> None:
        self._drop()
        self._say(note)

    def _drop(self) -> None:
        for at in range(len(self._keys)):
            self._keys[at] = 0
        self._keys = bytearray()

    def _say(self, note: str) -> None:
        self.note = note
        self._since = None
