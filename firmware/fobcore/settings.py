"""What the owner can set: in the vault what is about codes, in a file of its own what the fob
looks like.

That file is not sealed: a locked fob has to know how bright it is, and on which side its buttons
are.
"""

from fobcore.errors import NO_EXPORT, STORAGE, FobError
from fobcore.wire import NO_CHANGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keeper import Keeper
    from fobcore.parts import Kept, Scrub

VALUES = {  # the first value is the default
    "usb_code": ("press", "free", "off"),
    "lock_after": ("300", "60", "900", "0"),  # seconds without a button or a request; 0: never
    "hide": ("off", "on"),  # the digits, until ok is pressed
    "exportable": ("press", "never"),  # accounts, with their keys; never: only a wipe undoes it
    "next_code": ("on", "off"),  # shown in a code's last seconds
    "brightness": ("medium", "low", "high"),
    "rotation": ("0", "180"),  # degrees, against how the board says
    "hand": ("right", "left"),  # left: ok and next are the other way round
    "type_code": ("off", "on"),  # the fob is a keyboard as well
    "type_keys": ("keypad", "row"),  # for digits
    "type_enter": ("off", "on"),  # behind the code
    "type_layout": ("us", "uk", "de", "fr", "es"),  # of the computer
    # seconds without use after which the display is dark, on a plug ten times as many; 0: never
    "dark_after": ("30", "60", "300", "0"),
}
TYPING = "type_"  # what those begin with that a fob without USB of its own has not
# A byte each in the file, in this order; an older firmware's file has only the first three.
# type_code is there since a computer that finds another device at each unlocking would lose the
# serial line that it unlocks by.
_LOOKS = ("brightness", "rotation", "hand", "type_code", "dark_after")
_FEWEST = 3
LEVELS = {"low": 20, "medium": 127, "high": 255}  # of brightness


class Settings:
    """The settings of a fob. `file` keeps those of its looks; on_looks() is called when they
    change. `typing`: it can be a keyboard."""

    def __init__(self, keeper: "Keeper", file: "Kept", typing: bool = False) -> None:
        self.typing = typing
        self._keeper = keeper
        self._file = file
        self.on_looks: "Scrub" = _nothing
        self._looks = [0] * len(_LOOKS)
        kept = file.load()
        if _FEWEST <= len(kept) <= len(_LOOKS):
            for at in range(len(kept)):
                if kept[at] < len(VALUES[_LOOKS[at]]):
                    self._looks[at] = kept[at]

    @property
    def changed(self) -> bool:
        """Whether the fob's looks are others than as new."""
        return any(self._looks)

    def names(self) -> "list[str]":
        """Those that this fob has."""
        return [key for key in VALUES if self.typing or not key.startswith(TYPING)]

    def get(self, key: str) -> str:
        """A setting's value; the default where the vault is locked or can't be read."""
        if key in _LOOKS:
            return VALUES[key][self._looks[_LOOKS.index(key)]]
        vault = self._keeper.vault
        return VALUES[key][0] if vault is None else vault.setting(key, VALUES[key][0])

    def refuse(self, key: str, value: str) -> None:
        """Raises FobError NO_EXPORT for what would let accounts leave the fob after all."""
        if key == "exportable" and value != "never" and self.get(key) == "never":
            raise FobError(NO_EXPORT)

    def set(self, key: str, value: str, change: bytes = NO_CHANGE) -> None:
        """Keeps one of VALUES. Raises FobError STORAGE, LOCKED, NO_EXPORT."""
        self.refuse(key, value)
        if key in _LOOKS:
            self._looks[_LOOKS.index(key)] = VALUES[key].index(value)
            try:
                self._file.save(bytes(self._looks))
            except OSError:
                raise FobError(STORAGE) from None
            self.on_looks()
        else:
            self._keeper.the_vault().set(key, value, change)


def _nothing() -> None:
    """Nobody is to be told."""
