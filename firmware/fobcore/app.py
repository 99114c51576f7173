"""The fob's state machine: what a button does, what comes over what, when to draw again."""

from fobcore.errors import BAD_PIN, TIMEOUT, WIPED, FobError
from fobcore.idle import Idle
from fobcore.onscreen import OnScreen
from fobcore.paint import paint
from fobcore.views import Views

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.clock import Clock
    from fobcore.consent import Consent
    from fobcore.dialog import Dialog
    from fobcore.keeper import Keeper
    from fobcore.parts import Asking, Display, Line, OfMenu, Page, Scrub, TicksDiff, What
    from fobcore.screens import Layout
    from fobcore.settings import Settings
    from fobcore.typist import Typist
    from fobcore.vault import Vault

LOCK = "lock"  # what a dialog's flow gives where the fob is to be locked
_FLAT = ("flat", "BATTERY EMPTY", "Charge it: the fob sleeps. Nothing is lost.")
_ERASED = ("erased", "ERASED", "Starting again ...")
_LOW = "%d %% are left. The accounts need none, the clock does."
# what a button that runs on says, after what it began, and what each of them is on a screen
_BEGAN = {"repeat": "long", "again": "on"}
_MEANT = {"repeat": "long", "again": "short", "on": "short"}
_USUAL = ("code", "hidden", "counted", "locked", "empty", "unset", "unsure")


class App:
    """Screens and buttons over the vault, its lock, and the clock.

    `layout`: fobcore.screens.Layout for the display's size; `identity`: firmware, board, id
    (texts). `charge`: of the battery, in percent; None where there is none. `typist`: types codes,
    where the owner has set that. `lit`: whether there is anybody to draw for. `flat`: the battery
    is empty; that is said, and nothing is done.
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
        self.idle = Idle(keeper, ticks_diff)
        self.charge: "int | None" = None
        self.typist: "Typist | None" = None
        self.lit = True
        self.flat = False
        self.tidying = False  # the journal is being written anew, a slice a step
        self._display = display
        self._layout = layout
        self._account = OnScreen(keeper, settings)
        self._views = Views(keeper, clock, layout, settings, self._account)
        self._consent: "Consent | None" = None
        self._asked = 0  # questions so far: no two look the same to the screen
        self._dialog: "Dialog | None" = None  # what the owner does without a computer
        self._for_locked = False  # it began on a locked fob
        self._began: "dict[tuple[str, str], tuple]" = {}  # where, by role and kind, buttons were
        self._drawn: "tuple | None" = None  # what the picture was made of
        self._picture: "list[tuple] | None" = None  # its items; None: not known

    @property
    def _vault(self) -> "Vault | None":
        return self.keeper.vault

    @property
    def position(self) -> int:
        """In the list, of the account on the screen."""
        return self._account.position

    def warn(self) -> bool:
        """Says that the battery is low, where nothing else is on; whether it did."""
        if self.asking or self._dialog is not None or self.state not in _USUAL:
            return False
        words = _LOW % (self.charge or 0)
        self._open(lambda menu: menu.told("BATTERY LOW", words))
        return True

    def run_down(self) -> None:
        """The battery is empty: locks, where there is a PIN, and lets go of what was begun."""
        self.flat = True
        self._leave()
        self._lock()

    def ask(self, title: str, what: "What") -> "Asking":
        """A command's question to the owner: a generator, see fobcore.consent."""
        from fobcore.consent import Consent

        pages = self._layout.pages(what)
        return self._ask(Consent(title, len(pages), lambda page: pages[page], self.ticks_diff))

    def ask_pages(self, title: str, pages: int, text: "Page") -> "Asking":
        """A question whose first page says it all; `text(n)` of the others can be read."""
        from fobcore.consent import Consent

        def lines(page: int) -> "list[Line]":
            return self._layout.pages(text(page))[0]

        return self._ask(Consent(title, pages, lines, self.ticks_diff, browse=True))

    def _ask(self, consent: "Consent") -> "Asking":
        self._consent = consent
        consent.over = self._dialog is not None
        self._asked += 1
        consent.number = self._asked
        try:
            return (yield from consent.wait())
        finally:
            self._consent = None
            if self._dialog is not None:
                self._dialog.screen.drawn()  # no press counts before it has stood again

    def press(self, role: str, kind: str) -> None:
        """A button was pressed: kind "short", "long"; held on, "repeat" again and again, or
        "held". "on", then "again": held on, but each as good as a short press."""
        self.idle.touch()
        if self.flat:
            return
        where = self._where()
        began = _BEGAN.get(kind)
        if began is None:
            self._began[role, kind] = where
        elif self._consent is not None or where != self._began.get((role, began)):
            return  # a button that runs on does so where it was pressed, no further
        kind = _MEANT.get(kind, kind)
        if self.typist is not None and self._consent is None and self._dialog is None:
            kind = self.typist.meant(role, kind, bool(self._views.code(self._drawn)))
        if self._consent is not None:
            keys = self._layout.keys
            if self._consent.browse and kind == "long" and keys.back == keys.ok_long:
                role = "next"  # a single button that is held on: no
            self._consent.press(role, kind)
        elif self._dialog is not None:
            self._press_dialog(self._dialog, role, kind)
        elif kind in ("held", ""):
            pass  # more than a screen without a dialog has a use for; it was the typist's
        elif role == "ok" and kind == "long":
            self._open(lambda menu: menu.menu(self))
        elif self.keeper.locked:
            if not self.keeper.wait():
                self._open(lambda menu: menu.unlock(self.keeper))
        elif not self._views.told:
            self._views.told = True
        elif self._vault is not None and len(self._vault):
            if role == "next":
                by = 1 if kind == "short" else -1
                self.show((self.position + by) % len(self._vault))
            else:
                self._press_ok(self._vault)

    def _where(self) -> tuple:
        """What a press is for: another question, dialog, screen of one, or none of them."""
        dialog = self._dialog.number if self._dialog else 0
        return self._asked if self._consent else 0, dialog, self._views.told, self.keeper.locked

    def _press_ok(self, vault: "Vault") -> None:
        """On an account: what is not shown yet; else the list."""
        state = self.state
        if state == "counted":
            self._account.count(vault)
        elif state == "unsure":
            self._account.anyway = True
        elif state == "hidden":
            self._account.reveal()
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
            self._views.note = ""
            if dialog.result == LOCK:
                self._lock()
        if dialog.done:
            self.changed()

    def _failed(self, error: FobError) -> None:
        """A dialog's failure: a note on the lock screen, else a screen of its own."""
        from fobcore.dialog import words_of

        words = words_of(error)
        if error.code == BAD_PIN:
            words += " %d tries left" % self.keeper.tries
        if self.keeper.locked:
            self._views.note = words + "\n"
        elif error.code not in (TIMEOUT, WIPED):
            self._open(lambda menu: menu.told("NOT DONE", words))

    def _open(self, flow: "OfMenu") -> None:
        """Begins a dialog, whose modules are not loaded before there is one."""
        from fobcore import menu
        from fobcore.dialog import Dialog

        self._for_locked = self.keeper.locked
        self._dialog = Dialog(flow(menu))

    def _leave(self) -> None:
        """Ends a dialog before it was done with."""
        if self._dialog is not None:
            self._dialog.close()
            self._dialog = None

    def _lock(self) -> None:
        if self.keeper.can_lock:  # a menu may be from before the PIN was removed
            self.keeper.lock()

    def locked(self) -> None:
        """The keeper has locked: lets go of all that was shown or typed."""
        self._leave()
        self._views.note = ""
        self._views.told = False
        if self.typist is not None:
            self.typist.stop()
        self._layout.forget()
        self._forget()

    def show(self, position: int) -> None:
        """Puts the account at a position of the list on the screen."""
        self._account.position = position
        self._forget()

    def redraw(self) -> None:
        """All of the picture anew: the display has lost it, or turned it."""
        self._drawn = None
        self._picture = None

    def _forget(self) -> None:
        """Drops what is kept of the account on the screen."""
        self._account.forget()
        self._drawn = None

    @property
    def asking(self) -> bool:
        """Whether a question waits for the owner."""
        return self._consent is not None

    @property
    def working(self) -> bool:
        """Whether each step does a slice of long work."""
        if self.typist is not None and self.typist.busy:
            return True
        return self.tidying or self._dialog is not None and self._dialog.screen.works

    @property
    def in_dialog(self) -> bool:
        """Whether the owner is at something that has screens of its own."""
        return self._dialog is not None

    def put_away(self) -> None:
        """The display is dark: what was begun on it and left is ended."""
        if self._dialog is not None and not self._dialog.screen.works and not self.asking:
            self._leave()

    def show_account(self, id: int) -> None:
        """Puts an account on the screen."""
        if self._vault is not None:
            self._account.position = self._vault.position(id)
        self.changed()

    def changed(self) -> None:
        """The vault or the clock has changed: looks at both again."""
        if self._dialog is not None and self._dialog.screen.of_list:
            self._leave()  # it may show what is not there any more
        if self._vault is not None:
            self._account.position = min(self.position, max(len(self._vault) - 1, 0))
        self._forget()

    def step(self, ticks: int, any_down: bool) -> None:
        """Reads the clock where it is time to, draws where the picture would change."""
        self.clock.step(ticks, self.ticks_diff)
        if self.typist is not None and self.typist.step(ticks, any_down):
            self.typist.type(self._views.code(self._drawn))
        dialog = self._dialog
        if dialog is not None and self._for_locked and not self.keeper.locked:
            self._leave()  # a computer has unlocked it
        elif dialog is not None:
            self._go_through(dialog, lambda: dialog.step(ticks, any_down))
        self.idle.step(ticks, self._dialog is not None)
        if self._account.revealed:
            self._account.step(ticks, self.ticks_diff)
        consent = self._consent
        view = self._view()
        self.tidying = False
        if view != self._drawn:
            if not self.lit:
                return  # a question lights it first
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
            self.tidying = not self.flat and self._vault.tidy()

    @property
    def state(self) -> str:
        """Which screen is on: a name of the table in firmware/README.md."""
        return self._view()[0]

    def _view(self) -> tuple:
        """What the screen depends on; first its name."""
        if self.flat:
            return _FLAT
        if self._consent is not None:
            return self._consent.view()
        if self.keeper.wiped:
            return _ERASED
        if self._dialog is not None:
            return self._dialog.view()
        return self._views.view(self.charge, self.typist)

    def _items(self, view: tuple) -> "list[tuple]":
        if view[0] not in ("flat", "erased"):
            if self._consent is not None:
                return self._consent.items(self._layout)
            if self._dialog is not None:
                return self._dialog.screen.items(self._layout)
        return self._views.items(view)
