"""The settings and what the fob is, on its own screen."""

from fobcore.dialog import Message, Rows
from fobcore.settings import VALUES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keeper import Keeper
    from fobcore.parts import Flow
    from fobcore.settings import Settings

_WORDS = {
    "lock_after": ("Lock after", {"300": "5 min", "60": "1 min", "900": "15 min", "0": "never"}),
    "brightness": ("Brightness", {}),
    "rotation": ("Upside down", {"0": "no", "180": "yes"}),
    "hide": ("Hide digits", {"off": "no", "on": "yes"}),
    "next_code": ("Next code", {}),
    "hand": ("Hand", {}),
    "dark_after": ("Dark after", {"30": "30 s", "60": "1 min", "300": "5 min", "0": "never"}),
    "usb_code": ("Code by USB", {}),
    "type_code": ("Type codes", {}),
    "type_keys": ("Digits by", {}),
    "type_enter": ("Enter after it", {}),
    "type_layout": ("Layout", {"us": "US", "uk": "UK", "de": "DE", "fr": "FR", "es": "ES"}),
}
_KEYS = (
    "lock_after",
    "brightness",
    "rotation",
    "hide",
    "next_code",
    "hand",
    "dark_after",
)  # usb_code: by mfob config
_TYPING = ("type_code", "type_keys", "type_enter", "type_layout")


class SettingRows(Rows):
    """A row a setting: `ok` takes its next value, which holds at once."""

    name = "settings"

    def __init__(self, settings: "Settings") -> None:
        self._keys = _KEYS + _TYPING if settings.typing else _KEYS
        self._settings = settings
        super().__init__(len(self._keys) + 1, self._text)

    def press(self, role: str, kind: str) -> bool:
        if role != "ok" or kind != "short" or self.chosen == len(self._keys):
            return super().press(role, kind)
        key = self._keys[self.chosen]
        values = VALUES[key]
        at = values.index(self._settings.get(key)) if self._settings.get(key) in values else -1
        self._settings.set(key, values[(at + 1) % len(values)])
        return False

    def leave(self) -> bool:
        return True

    def view(self) -> tuple:
        return self.name, self.chosen, self._text(self.chosen)

    def _text(self, number: int) -> str:
        if number == len(self._keys):
            return "Back"
        title, words = _WORDS[self._keys[number]]
        value = self._settings.get(self._keys[number])
        return title + ": " + words.get(value, value)


def settings(settings: "Settings") -> "Flow":
    """All that can be set without a computer. Raises FobError STORAGE."""
    yield SettingRows(settings)


def about(keeper: "Keeper", identity: "dict[str, str]") -> "Flow":
    """Firmware, board, the chip's number, how full it is."""
    vault = keeper.vault
    lines = "mfob %s %s\n%s" % (identity["firmware"], identity["board"], identity["id"])
    if vault is not None:
        lines += "\n%d accounts, room for %d" % (len(vault), vault.room())
    about = Message(vault.setting("name") or "About" if vault is not None else "About", lines)
    about.name = "about"
    yield about
