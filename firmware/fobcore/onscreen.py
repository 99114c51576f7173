"""The account on the screen: its key, kept prepared, its codes, and what was asked of it."""

from fobcore import otp
from fobcore.account import HOTP
from fobcore.errors import BAD_COUNTER, STORAGE, FobError
from fobcore.hmac import Hmac

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.keeper import Keeper
    from fobcore.parts import TicksDiff
    from fobcore.settings import Settings
    from fobcore.vault import Vault

_REVEALED = 30000  # ms that hidden digits are shown
# why there is no next code
REASONS = {BAD_COUNTER: "used up", STORAGE: "not stored"}


class OnScreen:
    """`position`: in the list. `anyway`: its code is shown though the clock is unsure; `revealed`:
    the digits, though they are to be hidden. `counted`: the code of a HOTP once it was asked for,
    or one of REASONS. Whoever changes the position has to forget() what was there before.
    """

    def __init__(self, keeper: "Keeper", settings: "Settings") -> None:
        self.position = 0
        self.anyway = False
        self.revealed = False
        self.counted = ""
        self._keeper = keeper
        self._settings = settings
        self._account: "tuple[Account, Hmac] | None" = None
        self._codes: "tuple[int, str, str] | None" = None  # step, its code, the next one's or ""
        self._revealed_at: "int | None" = None  # ticks

    def prepared(self) -> "tuple[Account, Hmac]":
        """The account, without its secret, and its prepared key. Raises FobError."""
        if self._account is None:
            vault = self._keeper.vault
            if vault is None:
                raise FobError(STORAGE)
            account = vault.account_at(self.position)
            self._account = account, Hmac(account.secret, account.algorithm)
            account.secret = b""
        return self._account

    def forget(self) -> None:
        """Overwrites the prepared key and drops what else is kept of the account."""
        if self._account is not None:
            self._account[1].forget()
        self._account = self._codes = None
        self.anyway = False
        self.revealed = False
        self.counted = ""

    def code(self, step: int) -> str:
        """The code of a step."""
        account, hmac = self.prepared()
        return otp.code(account, hmac, step)

    def codes(self, step: int, soon: bool) -> "tuple[str, str]":
        """The code of a step, and the next one's where that is to be shown; made once."""
        soon = soon and self._settings.get("next_code") == "on"
        kept = self._codes
        if kept is None or kept[0] != step or soon != bool(kept[2]):
            after = self.code(step + 1) if soon else ""
            kept = self._codes = step, self.code(step), after
        return kept[1], kept[2]

    def count(self, vault: "Vault") -> None:
        """The next code of a HOTP: its counter is on flash before it is shown."""
        try:
            account, hmac = self.prepared()
            if account.type == HOTP:
                self.counted = ""
                counter = vault.take_counter(vault.id_at(self.position))
                self.counted = otp.code(account, hmac, counter)
        except FobError as error:
            self.counted = REASONS[BAD_COUNTER if error.code == BAD_COUNTER else STORAGE]

    def reveal(self) -> None:
        """Shows hidden digits for a while, which begins with the next step."""
        self.revealed = True
        self._revealed_at = None

    def step(self, ticks: int, ticks_diff: "TicksDiff") -> None:
        """Hides what is revealed, where it is time to."""
        if self._revealed_at is None:
            self._revealed_at = ticks
        elif ticks_diff(ticks, self._revealed_at) >= _REVEALED:
            self.revealed = False
