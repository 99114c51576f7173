"""The one who reads what the fob's keyboard types: a computer's layout, its locks, its text."""

from mfob.sim.errors import ModelError
from mfob.sim.keytables import FIRST, KEYS

MS = 1_000_000
SYSTEMS = ("linux", "windows", "mac")
_SHIFTS = (0xE1, 0xE5)
_MODIFIERS = range(0xE0, 0xE8)
_ROW = range(0x1E, 0x28)  # the digits
_PAD = range(0x59, 0x63)
_ALL_ROLL = range(1, 4)
_DELAY = 250 * MS  # ns after which the most impatient computer repeats a key
_PERIOD = 33 * MS
# Where Windows' Caps Lock turns digits over as well: Unicode's CLDR 42, keyboards/windows.
_SHIFT_LOCK = ("de", "fr")


class Desk:
    """`text`: what was typed so far. num, caps: the locks; says: whether it tells the keyboard
    of them, which a Mac does of Caps Lock alone."""

    def __init__(self) -> None:
        self.layout = "us"
        self.system = "linux"
        self.num = True
        self.caps = False
        self.says = True
        self.text = ""
        self._down: dict[int, int] = {}  # usage: since when, ns

    def sit(self, layout: str, system: str) -> None:
        """At a computer with that layout and operating system. ValueError: there is none."""
        if layout not in KEYS or system not in SYSTEMS:
            raise ValueError(f"{layout} on {system}")
        self.layout = layout
        self.system = system

    @property
    def lamps(self) -> int:
        """For the keyboard: Num Lock 1, Caps Lock 2."""
        return (1 if self.num and self.system != "mac" else 0) | (2 if self.caps else 0)

    def pressed(self, usages: set[int], now: int) -> None:
        """The keys that are down by the newest report, at `now` ns. ModelError: nobody's
        keyboard types so."""
        if usages & set(_ALL_ROLL):
            raise ModelError("the keyboard reports an error of its own")
        for usage in [usage for usage in self._down if usage not in usages]:
            held = now - self._down.pop(usage)
            if held > _DELAY and usage not in _MODIFIERS:
                self.text += self._char(usage, False) * (1 + (held - _DELAY) // _PERIOD)
        new = usages - self._down.keys()
        for usage in new:
            self._down[usage] = now
        keys = new - set(_MODIFIERS)
        if len(keys) > 1:
            raise ModelError("two keys in one report: their order is not known")
        shift = any(usage in usages for usage in _SHIFTS)
        if usages & set(_MODIFIERS) - set(_SHIFTS):
            raise ModelError("a modifier that no code needs: it may be a command")
        for usage in keys:
            self.text += self._char(usage, shift)

    def all_up(self) -> None:
        """The keyboard is gone."""
        self._down.clear()

    def _char(self, usage: int, shift: bool) -> str:
        rows = KEYS[self.layout]
        at = usage - FIRST
        if not 0 <= at < len(rows[""]):
            raise ModelError(f"the key {usage:#x} types nothing")
        if usage in _PAD:
            on = self.num or self.system == "mac"
            return rows["num" if on else ""][at]
        if self.system != "linux" and self.caps:
            letter = rows["shift"][at] == rows[""][at].upper() != rows[""][at]
            if self.system == "mac":
                shift = shift or letter
            elif letter or (usage in _ROW and self.layout in _SHIFT_LOCK):
                shift = not shift
            return rows["shift" if shift else ""][at]
        held = ("caps " if self.caps else "") + ("shift" if shift else "")
        return rows[held.strip()][at]
