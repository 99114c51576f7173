"""The command that gives a code to the computer: by press, freely, or not at all, as is set."""

from fobcore import otp
from fobcore.account import HOTP
from fobcore.clock import SURE, UNSURE
from fobcore.errors import CLOCK, OFF, FobError
from fobcore.fob import whole
from fobcore.hmac import Hmac

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Making, Task



class CodeCommands:
    """`code`. Its answer is made anew whenever it is sent, and kept nowhere."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {"code": self._code}

    def _code(self, request: dict, change: bytes) -> "Answer | Task":
        id = whole(request, "id")
        vault = self._fob.vault
        mode = vault.setting("usb_code", "press")
        if mode == "off":
            raise FobError(OFF)
        account = vault.account(id)
        if account.type == HOTP:
            return self._counted(id, account, change)
        if self._fob.clock.utc is None:
            raise FobError(CLOCK)
        both = request.get("next") is True
        unsure = self._fob.clock.doubt(account.period) == UNSURE
        if mode == "free" and not unsure:
            return self._timed(id, both, False)
        return self._asked(id, account, both)

    def _asked(self, id: int, account: "Account", both: bool) -> "Task":
        title = "2 codes to computer" if both else "Code to computer"
        what = account.labels()
        unsure = self._fob.clock.doubt(account.period) == UNSURE
        if unsure:
            what = what + ["clock unsure!"]
        yield from self._fob.app.ask(title, what)
        return self._timed(id, both, unsure)

    def _timed(self, id: int, both: bool, unsure: bool) -> "Making":
        """`unsure`: the owner has read that the clock is, and wants the code all the same."""

        def period(account: "Account", number: int) -> dict:
            hmac = Hmac(account.secret, account.algorithm)
            start = number * account.period
            code = otp.code(account, hmac, number)
            return {"code": code, "from": start, "until": start + account.period}

        def answer() -> dict:
            utc = self._fob.clock.utc
            if utc is None:
                raise FobError(CLOCK)
            account = self._fob.vault.account(id)  # not once it is locked
            codes = period(account, utc // account.period)
            doubt = self._fob.clock.doubt(account.period)
            if doubt == UNSURE and not unsure:
                raise FobError(CLOCK)  # it has become so since
            if doubt != SURE:
                codes["error_ms"] = self._fob.clock.error_ms
            if both:
                codes["next"] = period(account, utc // account.period + 1)
            return codes

        return answer

    def _counted(self, id: int, account: "Account", change: bytes) -> "Task":
        """A HOTP's: always by press; the next counter is on flash before the code is made."""
        yield from self._fob.app.ask("Code to computer", account.labels())
        counter = self._fob.vault.take_counter(id, change)
        self._fob.app.changed()

        def answer() -> dict:
            account = self._fob.vault.account(id)
            code = otp.code(account, Hmac(account.secret, account.algorithm), counter)
            return {"code": code, "counter": counter, "from": None, "until": None}

        return answer
