"""Which screen is on while nobody asks and no dialog is open, and what its picture is made of."""

from fobcore import codescreen
from fobcore.account import HOTP
from fobcore.clock import SURE, UNSURE
from fobcore.errors import FobError
from fobcore.onscreen import REASONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.clock import Clock
    from fobcore.keeper import Keeper
    from fobcore.onscreen import OnScreen
    from fobcore.screens import Layout
    from fobcore.settings import Settings
    from fobcore.typist import Typist

_TURN = 2  # s that a view of a wide strip stays
_SOON = 10  # s before its end, or a third of the period, at which the next code is shown
_EMPTY = ("empty", "No accounts yet", "On the computer:\nmfob setup\nmfob add --qr PICTURE")
_UNSET = ("unset", "CLOCK NOT SET", "No codes before it is. On the computer:\nmfob clock set")
_UNSURE = "Off by up to %d s.\n%s = show anyway\nor: mfob clock set"
_UNREADABLE = (
    "unreadable", "VAULT UNREADABLE", "The accounts can't be read. On the computer:\nmfob info"
)  # fmt: skip
_SOME_DAMAGED = "A part of the vault can't be read or was changed: mfob info. %s = go on"
_DAMAGED = ("damaged", "ACCOUNT DAMAGED", "This account can't be read.")
_KEYS = "%s = type the PIN\n%s = menu"


class Views:
    """The screens of a fob that is at rest. A view is what such a screen depends on, first its
    name, of the table in firmware/README.md: as long as it is the same, so is the picture.

    `layout`: see fobcore.app. `note`: how the last try of the PIN ended. `told`: whether the
    owner knows that a part of the vault is damaged, or there was nothing to know.
    """

    def __init__(
        self,
        keeper: "Keeper",
        clock: "Clock",
        layout: "Layout",
        settings: "Settings",
        account: "OnScreen",
    ) -> None:
        self.note = ""
        self.told = False
        self._keeper = keeper
        self._clock = clock
        self._layout = layout
        self._settings = settings
        self._account = account

    def view(self, charge: "int | None", typist: "Typist | None") -> tuple:
        """What is to be seen now. `charge`, `typist`: see fobcore.app."""
        keeper = self._keeper
        if keeper.locked:
            return self._locked()
        vault = keeper.vault
        if vault is None:
            return _UNREADABLE
        count = len(vault)
        if not count:
            return _EMPTY
        if vault.damaged and not self.told:
            return "damage", "DAMAGE", _SOME_DAMAGED % self._layout.keys.ok
        self.told = True
        try:
            account, _ = self._account.prepared()
        except FobError:
            return _DAMAGED
        signs = codescreen.STAR if vault.favourite_at(self._account.position) else ""
        if keeper.has_pin:
            signs += codescreen.LOCK
        if charge is not None:
            signs += codescreen.BATTERY[charge * len(codescreen.BATTERY) // 101]
        return self._of(account, count, signs, typist.note if typist is not None else "")

    def _locked(self) -> tuple:
        keys = self._layout.keys
        wait = self._keeper.wait()
        text = _KEYS % (keys.ok, keys.ok_long)
        return "locked", "LOCKED", self.note + ("Next try in %d s" % wait if wait else text)

    def _of(self, account: "Account", count: int, signs: str, note: str) -> tuple:
        """An account, one of `count`, whose code the clock may not be good enough for."""
        it = self._account
        if account.type == HOTP:
            pictured = account.issuer_strip or account.name_strip
            turn = (self._clock.utc or 0) // _TURN if pictured else 0
            return "counted", it.position, count, signs, it.counted, turn, note
        utc = self._clock.utc
        if utc is None:
            it.anyway = False
            return _UNSET
        doubt = self._clock.doubt(account.period)
        if doubt != UNSURE:
            it.anyway = False  # a press before there was a question is no answer to it
        off = 0 if doubt == SURE else ((self._clock.error_ms or 0) + 999) // 1000
        if doubt == UNSURE and not it.anyway:
            return "unsure", "CLOCK UNSURE", _UNSURE % (off, self._layout.keys.ok)
        left = account.period - utc % account.period
        name = "hidden" if self._settings.get("hide") == "on" and not it.revealed else "code"
        return name, it.position, count, signs, utc // account.period, left, off, note

    def items(self, view: tuple) -> "list[tuple]":
        """The picture of a view, or of any that is a title and a text."""
        if view[0] in ("code", "hidden", "counted"):
            return codescreen.items(self._layout, self._shown(view))
        return self._layout.message(view[1], view[2])

    def _shown(self, view: tuple) -> codescreen.Shown:
        account, _ = self._account.prepared()
        shown = codescreen.Shown(account, "%d/%d" % (view[1] + 1, view[2]))
        shown.signs = view[3]
        if view[0] == "counted":
            shown.turn = view[5]
            if view[4] in REASONS.values():
                shown.note = view[4]
            else:
                shown.code = view[4]
                shown.note = view[6]
                shown.hint = self._layout.keys.ok + (" = new code" if view[4] else " = code")
            return shown
        step, left, off, shown.note = view[4:]
        shown.left = left
        shown.turn = (step * account.period + account.period - left) // _TURN
        shown.period = account.period
        shown.off = 0 if shown.note else off  # for a moment
        shown.hidden = view[0] == "hidden"
        if not shown.hidden:
            soon = left <= min(_SOON, account.period // 3)
            shown.code, shown.next = self._account.codes(step, soon)
        return shown

    def code(self, view: "tuple | None") -> str:
        """The code that a view shows; "" where it shows none."""
        if view is not None and view[0] == "code":
            return self._account.code(view[4])
        if view is not None and view[0] == "counted" and view[4] not in REASONS.values():
            return view[4]
        return ""
