"""The fob's state machine: which screen is on, what a button does, when to draw again."""

from fobcore import codescreen, otp
from fobcore.account import HOTP
from fobcore.clock import SURE, UNSURE
from fobcore.consent import Consent
from fobcore.errors import (
    BAD_COUNTER,
    BAD_PIN,
    CLOCK_FAULT,
    CLOCK_RANGE,
    LOCKED,
    NO_PIN,
    PIN_FORMAT,
    PIN_WAIT,
    STORAGE,
    TIMEOUT,
    WIPED,
    FobError,
)
from fobcore.hmac import Hmac
from fobcore.paint import paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.clock import Clock
    from fobcore.dialog import Dialog
    from fobcore.keeper import Keeper
    from fobcore.parts import Asking, Display, OfMenu, Page, Scrub, TicksDiff
    from fobcore.screens import Layout
    from fobcore.settings import Settings
    from fobcore.vault import Vault

_TYPING = 60000  # ms without a button or a request that end a dialog of a locked fob
_REVEALED = 30000  # ms that hidden digits are shown
_SOON = 10  # s before its end, or a third of the period, at which the next code is shown
LOCK = "lock"  # what a dialog's flow gives where the fob is to be locked
_EMPTY = ("No accounts yet", "On the computer:\nmfob setup\nmfob add --qr PICTURE")
_UNSET = ("CLOCK NOT SET", "No codes before it is. On the computer:\nmfob clock set")
_UNSURE = "It may be off by %d s.\n%s = show anyway\nor: mfob clock set"
_UNREADABLE = ("VAULT UNREADABLE", "The accounts can't be read. On the computer:\nmfob info")
# why there is no next code
_REASONS = {BAD_COUNTER: "used up", STORAGE: "not stored"}
_SOME_DAMAGED = (
    "DAMAGE", "A part of the vault can't be read or was changed: mfob info. %s = go on"
)  # fmt: skip
_ERASED = ("ERASED", "Starting again ...")
_FAILED = {
    BAD_PIN: "Wrong PIN.", PIN_FORMAT: "A PIN has 4 to 12 digits.", STORAGE: "Not stored.",
    PIN_WAIT: "Too early for a try.", LOCKED: "It was locked or changed meanwhile.",
    NO_PIN: "There is no PIN any more.", CLOCK_FAULT: "The clock's chip did not take it.",
    CLOCK_RANGE: "The fob keeps times from 2026 to 2099.",
}  # fmt: skip
_DAMAGED = ("ACCOUNT DAMAGED", "This account can't be read.")


class App:
    """Screens and buttons over the vault, its lock, and the clock.

    `layout`: fobcore.screens.Layout for the display's size; `identity`: firmware, board, id
    (texts). `charge`: of the battery, in percent; None where there is none.
    """

    def __init__(
        self,
        keeper: "Keeper",
        clock: "Clock",
        display: "Display",
        layout: "Layout",
        ticks_diff: "TicksDiff",
        settings: "Settings",
        identity: "dict[str, str]",
    ) -> None:
        self.keeper = keeper
        self.clock = clock
        self.settings = settings
        self.identity = identity
        self.ticks_diff = ticks_diff
        self.charge: "int | None" = None
        self.position = 0  # in the list, of the account on the screen
        self._display = display
        self._layout = layout
        self._account: "tuple[Account, Hmac] | None" = None  # on the screen, its key
        self._consent: "Consent | None" = None
        self._asked = 0  # questions so far: no two look the same to the screen
        self._told = False  # of damage
        self._dialog: "Dialog | None" = None  # what the owner does without a computer
        self._for_locked = False  # it began on a locked fob
        self._note = ""  # how the last try ended
        self._used_at: "int | None" = None  # ticks of the last button or request
        self._anyway = False  # the code on the screen, though the clock is unsure
        self._revealed = False  # the digits on the screen, though they are to be hidden
        self._revealed_at: "int | None" = None  # ticks
        self._long: "tuple | None" = None  # where a button was held that may run on
        self._counted = ""  # the code of the HOTP on the screen, once it was asked for
        self._drawn: "tuple | None" = None  # what the picture was made of
        self._picture: "list[tuple] | None" = None  # its items; None: not known

    @property
    def _vault(self) -> "Vault | None":
        return self.keeper.vault

    def touch(self) -> None:
        """The fob is in use: it does not lock itself for now."""
        self._used_at = None

    def ask(self, title: str, text: str) -> "Asking":
        """A command's question to the owner: a generator, see fobcore.consent."""
        pages = self._layout.pages(text)
        return self._ask(Consent(title, len(pages), lambda page: pages[page], self.ticks_diff))

    def ask_pages(self, title: str, pages: int, text: "Page") -> "Asking":
        """A question whose first page says it all; `text(n)` of the others can be read."""

        def lines(page: int) -> "list[str]":
            return self._layout.pages(text(page))[0]

        return self._ask(Consent(title, pages, lines, self.ticks_diff, browse=True))

    def _ask(self, consent: Consent) -> "Asking":
        self._consent = consent
        consent.over = self._dialog is not None
        self._asked += 1
        try:
            return (yield from consent.wait())
        finally:
            self._consent = None
            if self._dialog is not None:
                self._dialog.screen.drawn()  # no press counts before it has stood again

    def press(self, role: str, kind: str) -> None:
        """A button was pressed: kind "short", "long"; held on, "repeat" again and again, or
        "held"."""
        self.touch()
        where = (self._asked if self._consent else 0, self._dialog.number if self._dialog else 0)
        if kind == "long":
            self._long = where
        elif kind == "repeat":  # a button that runs on does so where it was pressed, no further
            if self._consent is not None or where != self._long:
                return
            kind = "long"
        if self._consent is not None:
            keys = self._layout.keys
            if self._consent.browse and kind == "long" and keys.back == keys.ok_long:
                role = "next"  # a single button that is held on: no
            self._consent.press(role, kind)
        elif self._dialog is not None:
            self._press_dialog(self._dialog, role, kind)
        elif kind == "held":
            pass  # more than a screen without a dialog has a use for
        elif role == "ok" and kind == "long":
            self._open(lambda menu: menu.menu(self))
        elif self.keeper.locked:
            if not self.keeper.wait():
                self._open(lambda menu: menu.unlock(self.keeper))
        elif not self._told:
            self._told = True
        elif self._vault is not None and len(self._vault):
            if role == "next":
                self._go(1 if kind == "short" else -1)
            else:
                self._press_ok(self._vault)

    def _press_ok(self, vault: "Vault") -> None:
        """On an account: what is not shown yet; else the list."""
        state = self.state
        if state == "counted":
            self._count(vault)
        elif state == "unsure":
            self._anyway = True
        elif state == "hidden":
            self._revealed = True
            self._revealed_at = None
        elif state == "code" and len(vault) > 1:
            self._open(lambda menu: menu.find(self))

    def _press_dialog(self, dialog: "Dialog", role: str, kind: str) -> None:
        """A button of a dialog. `ok` held on, past the menu that it opened, locks the fob."""
        if kind != "held":
            self._go_through(dialog, lambda: dialog.press(role, kind))
        elif role == "ok" and dialog.screen.locks:
            self._lock()

    def _go_through(self, dialog: "Dialog", act: "Scrub") -> None:
        """A press or a slice of a dialog, and what its end leads to."""
        try:
            act()
        except FobError as error:
            self._dialog = None
            self._failed(error)
        if dialog.done and self._dialog is dialog:
            self._dialog = None
            self._note = ""
            if dialog.result == LOCK:
                self._lock()
        if dialog.done:
            self.changed()

    def _failed(self, error: FobError) -> None:
        """A dialog's failure: a note on the lock screen, else a screen of its own."""
        words = _FAILED.get(error.code, error.code)
        if error.code == BAD_PIN:
            words += " %d tries left" % self.keeper.tries
        if self.keeper.locked:
            self._note = words + "\n"
        elif error.code not in (TIMEOUT, WIPED):
            self._open(lambda menu: menu.told("NOT DONE", words))

    def _open(self, flow: "OfMenu") -> None:
        """Begins a dialog, whose modules are not loaded before there is one."""
        from fobcore import menu
        from fobcore.dialog import Dialog

        self._for_locked = self.keeper.locked
        self._dialog = Dialog(flow(menu))

    def _lock(self) -> None:
        if self.keeper.can_lock:  # a menu may be from before the PIN was removed
            self.keeper.lock()

    def locked(self) -> None:
        """The keeper has locked: lets go of all that was shown or typed."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None
        self._note = ""
        self._told = False
        self._forget()

    def _look_at_idle(self, ticks: int) -> None:
        """Locks after a time without a button or a request."""
        if self._used_at is None:
            self._used_at = ticks
        if self.keeper.locked and self._dialog is not None:
            if self.ticks_diff(ticks, self._used_at) >= _TYPING:
                self.keeper.lock()  # half a PIN is not left to who comes by
            return
        vault = self._vault
        if vault is None or not self.keeper.has_pin:
            return
        after = int(vault.setting("lock_after", "300")) * 1000
        if after and self.ticks_diff(ticks, self._used_at) >= after:
            self._lock()

    def _go(self, by: int) -> None:
        """To another account of the list, around its ends."""
        if self._vault is not None:
            self.position = (self.position + by) % len(self._vault)
        self._forget()

    def show(self, position: int) -> None:
        """Puts the account at a position of the list on the screen."""
        self.position = position
        self._forget()

    def redraw(self) -> None:
        """All of the picture anew: the display has lost it, or turned it."""
        self._drawn = None
        self._picture = None

    def _count(self, vault: "Vault") -> None:
        """The next code of a HOTP on the screen: its counter is on flash before it is shown."""
        try:
            account, hmac = self._shown()
            if account.type == HOTP:
                self._counted = ""
                counter = vault.take_counter(vault.id_at(self.position))
                self._counted = otp.code(account, hmac, counter)
        except FobError as error:
            self._counted = _REASONS[BAD_COUNTER if error.code == BAD_COUNTER else STORAGE]

    def _forget(self) -> None:
        """Drops what is kept of the account on the screen."""
        self._account = None
        self._anyway = False
        self._revealed = False
        self._counted = ""
        self._drawn = None

    @property
    def asking(self) -> bool:
        """Whether a question waits for the owner."""
        return self._consent is not None

    @property
    def working(self) -> bool:
        """Whether the owner is at something on the fob that may take long."""
        return self._dialog is not None

    def show_account(self, id: int) -> None:
        """Puts an account on the screen."""
        if self._vault is not None:
            self.position = self._vault.position(id)
        self.changed()

    def changed(self) -> None:
        """The vault or the clock has changed: looks at both again."""
        if self._dialog is not None and self._dialog.screen.of_list:
            self._dialog.close()  # it may show what is not there any more
            self._dialog = None
        if self._vault is not None:
            self.position = min(self.position, max(len(self._vault) - 1, 0))
        self._forget()

    def step(self, ticks: int, any_down: bool) -> None:
        """Reads the clock where it is time to, draws where the picture would change."""
        self.clock.step(ticks, self.ticks_diff)
        dialog = self._dialog
        if dialog is not None and self._for_locked and not self.keeper.locked:
            dialog.close()  # a computer has unlocked it
            self._dialog = None
        elif dialog is not None:
            self._go_through(dialog, lambda: dialog.step(ticks, any_down))
        self._look_at_idle(ticks)
        if self._revealed:
            if self._revealed_at is None:
                self._revealed_at = ticks
            elif self.ticks_diff(ticks, self._revealed_at) >= _REVEALED:
                self._revealed = False
        consent = self._consent
        view = self._view()
        if view != self._drawn:
            items = self._items(view)
            before, self._picture = self._picture, None  # not known, where drawing fails
            paint(self._display, items, before)
            self._picture = items
            self._drawn = view
            if consent is not None:
                consent.drawn()
            elif self._dialog is not None:
                self._dialog.screen.drawn()
        elif consent is not None:
            consent.step(ticks, any_down)
        elif self._vault is not None:
            self._vault.tidy()

    @property
    def state(self) -> str:
        """Which screen is on: a name of the table in firmware/README.md."""
        return self._view()[0]

    def _view(self) -> tuple:
        """What the screen depends on; first its name."""
        consent = self._consent
        if consent is not None:
            return "batch" if consent.browse else "consent", self._asked, consent.page
        if self.keeper.wiped:
            return ("erased",) + _ERASED
        dialog = self._dialog
        if dialog is not None:
            return dialog.screen.name, dialog.number, dialog.screen.view()
        if self.keeper.locked:
            return self._locked_view()
        if self._vault is None:
            return ("unreadable",) + _UNREADABLE
        if not len(self._vault):
            return ("empty",) + _EMPTY
        if self._vault.damaged and not self._told:
            return "damage", _SOME_DAMAGED[0], _SOME_DAMAGED[1] % self._layout.keys.ok
        self._told = True
        try:
            account, _ = self._shown()
        except FobError:
            return ("damaged",) + _DAMAGED
        signs = self._signs()
        if account.type == HOTP:
            return "counted", self.position, len(self._vault), signs, self._counted
        utc = self.clock.utc
        if utc is None:
            self._anyway = False
            return ("unset",) + _UNSET
        doubt = self.clock.doubt(account.period)
        if doubt != UNSURE:
            self._anyway = False  # a press before there was a question is no answer to it
        off = 0 if doubt == SURE else ((self.clock.error_ms or 0) + 999) // 1000
        if doubt == UNSURE and not self._anyway:
            return "unsure", "CLOCK UNSURE", _UNSURE % (off, self._layout.keys.ok)
        left = account.period - utc % account.period
        hidden = self.settings.get("hide") == "on" and not self._revealed
        name = "hidden" if hidden else "code"
        return name, self.position, len(self._vault), signs, utc // account.period, left, off

    def _locked_view(self) -> tuple:
        keys = self._layout.keys
        wait = self.keeper.wait()
        text = "%s = type the PIN\n%s = menu" % (keys.ok, keys.ok_long)
        return "locked", "LOCKED", self._note + ("Next try in %d s" % wait if wait else text)

    def _signs(self) -> str:
        """A favourite's star, the lock of a fob with a PIN, the battery."""
        vault = self._vault
        signs = ""
        if vault is not None and vault.favourite_at(self.position):
            signs += codescreen.STAR
        if self.keeper.has_pin:
            signs += codescreen.LOCK
        if self.charge is not None:
            signs += codescreen.BATTERY[self.charge * len(codescreen.BATTERY) // 101]
        return signs

    def _items(self, view: tuple) -> "list[tuple]":
        consent = self._consent
        if consent is not None:
            page = consent.page
            lines = consent.lines(page)
            return self._layout.consent(consent.title, lines, page, consent.pages, consent.browse)
        if view[0] in ("code", "hidden", "counted"):
            return codescreen.items(self._layout, self._code_shown(view))
        if self._dialog is not None and view[0] != "erased":
            return self._dialog.screen.items(self._layout)
        return self._layout.message(view[1], view[2])

    def _code_shown(self, view: tuple) -> codescreen.Shown:
        account, hmac = self._shown()
        place = "%d/%d" % (view[1] + 1, view[2])
        shown = codescreen.Shown(account.issuer, account.name, "", account.digits, place)
        shown.signs = view[3]
        if view[0] == "counted":
            if view[4] in _REASONS.values():
                shown.note = view[4]
            else:
                shown.code = view[4]
                shown.hint = self._layout.keys.ok + (" = new code" if view[4] else " = code")
            return shown
        step, left, off = view[4:]
        shown.left = left
        shown.period = account.period
        shown.off = off
        shown.hidden = view[0] == "hidden"
        if not shown.hidden:
            shown.code = otp.code(account, hmac, step)
            soon = min(_SOON, account.period // 3)
            if left <= soon and self.settings.get("next_code") == "on":
                shown.next = otp.code(account, hmac, step + 1)
        return shown

    def _shown(self) -> "tuple[Account, Hmac]":
        """The account on the screen and its prepared key. Raises FobError."""
        if self._account is None:
            if self._vault is None:
                raise FobError(STORAGE)
            account = self._vault.account_at(self.position)
            self._account = account, Hmac(account.secret, account.algorithm)
            account.secret = b""
        return self._account
