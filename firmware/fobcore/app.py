"""The fob's state machine: which screen is on, what a button does, when to draw again."""

from fobcore import otp
from fobcore.consent import Consent
from fobcore.errors import STORAGE, FobError
from fobcore.hmac import Hmac
from fobcore.paint import paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.clock import Clock
    from fobcore.parts import Asking, Display, TicksDiff
    from fobcore.screens import Layout
    from fobcore.vault import Vault

_EMPTY = ("No accounts yet", "On the computer:\nmfob setup\nmfob add --qr PICTURE")
_UNSET = ("CLOCK NOT SET", "No codes before it is. On the computer:\nmfob clock set")
_UNREADABLE = ("VAULT UNREADABLE", "The accounts can't be read. On the computer:\nmfob info")
_DAMAGED = ("ACCOUNT DAMAGED", "This account can't be read.")


class App:
    """Screens and buttons over the vault and the clock. `vault` is None when it is unreadable.

    `display`: canvas, show(); `layout`: fobcore.screens.Layout for its size.
    """

    def __init__(
        self,
        vault: "Vault | None",
        clock: "Clock",
        display: "Display",
        layout: "Layout",
        ticks_diff: "TicksDiff",
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._display = display
        self._layout = layout
        self._ticks_diff = ticks_diff
        self._position = 0
        self._account: "tuple[Account, Hmac] | None" = None  # on the screen, its key
        self._consent: "Consent | None" = None
        self._pages: "list[list[str]]" = []
        self._drawn: "tuple | None" = None  # what the picture was made of

    def ask(self, title: str, text: str) -> "Asking":
        """A command's question to the owner: a generator, see fobcore.consent."""
        consent = Consent(title, text, self._ticks_diff)
        self._pages = self._layout.pages(text)
        consent.pages = len(self._pages)
        self._consent = consent
        try:
            return (yield from consent.wait())
        finally:
            self._consent = None

    def press(self, role: str, kind: str) -> None:
        """A button was pressed: kind "short" or "long"."""
        if self._consent is not None:
            if kind == "short":
                self._consent.press(role)
            return
        count = len(self._vault) if self._vault is not None else 0
        if role == "next" and count:
            step = 1 if kind == "short" else count - 1
            self._position = (self._position + step) % count
            self._account = None

    @property
    def asking(self) -> bool:
        """Whether a question waits for the owner."""
        return self._consent is not None

    def show_account(self, id: int) -> None:
        """Puts an account on the screen."""
        if self._vault is not None:
            self._position = self._vault.position(id)
        self._account = None

    def changed(self) -> None:
        """The vault or the clock has changed: looks at both again."""
        if self._vault is not None:
            self._position = min(self._position, max(len(self._vault) - 1, 0))
        self._account = None

    def step(self, ticks: int, any_down: bool) -> None:
        """Reads the clock where it is time to, draws where the picture would change."""
        self._clock.step(ticks, self._ticks_diff)
        consent = self._consent
        view = self._view()
        if view != self._drawn:
            paint(self._display.canvas, self._items(view))
            self._display.show()
            self._drawn = view
            if consent is not None:
                consent.drawn()
        elif consent is not None:
            consent.step(ticks, any_down)

    def _view(self) -> tuple:
        """What the screen depends on."""
        consent = self._consent
        if consent is not None:
            return "consent", id(consent), consent.page
        if self._vault is None:
            return "message", _UNREADABLE
        if not len(self._vault):
            return "message", _EMPTY
        utc = self._clock.utc
        if utc is None:
            return "message", _UNSET
        try:
            account, _ = self._shown()
        except FobError:
            return "message", _DAMAGED
        left = account.period - utc % account.period
        return "code", self._position, len(self._vault), utc // account.period, left

    def _items(self, view: tuple) -> list[tuple]:
        consent = self._consent
        if consent is not None:
            page = consent.page
            return self._layout.consent(consent.title, self._pages[page], page, consent.pages)
        if view[0] == "message":
            return self._layout.message(*view[1])
        account, hmac = self._shown()
        code = otp.hotp(hmac, view[3], account.digits)
        place = "%d/%d" % (view[1] + 1, view[2])
        return self._layout.code(
            account.issuer, account.name, code, view[4], account.period, place
        )

    def _shown(self) -> "tuple[Account, Hmac]":
        """The account on the screen and its prepared key. Raises FobError."""
        if self._account is None:
            if self._vault is None:
                raise FobError(STORAGE)
            account = self._vault.account_at(self._position)
            self._account = account, Hmac(account.secret, account.algorithm)
            account.secret = b""
        return self._account
