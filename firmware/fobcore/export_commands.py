"""Accounts that leave the fob, keys and all, for a backup: after the owner's press and the PIN.

The press comes first, as at a change of the PIN: no program tries PINs on its own. What was
approved then goes account by account, in the order of the list and each once, to the session that
asked. The permission lies with the open vault, so a lock and any change of it take it away; so do
any other request, a minute without one, and the last account. No answer with a key is kept: each
is made anew when it is sent.
"""

from fobcore.errors import NO_EXPORT, NOT_APPROVED, FobError
from fobcore.fob import text, whole
from fobcore.lock_commands import asked
from fobcore.wireform import to_wire

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Making, Task

_IDLE = 60000  # ms without a request that end a permission


def export(fob: "Fob", request: dict, change: bytes) -> "Task":
    """`export`: `pin` where the fob has one; its answer is how many accounts there are.

    Raises FobError NO_EXPORT, PIN_WAIT before the press, BAD_PIN, WIPED after it.
    """
    count = len(fob.vault)
    if fob.app.settings.get("exportable") == "never":
        raise FobError(NO_EXPORT)
    pin = None
    if fob.keeper.has_pin:
        pin = text(request, "pin")
        fob.keeper.refuse_early()
    return _export(fob, count, pin, change[:4])


def _export(fob: "Fob", count: int, pin: "str | None", session: bytes) -> "Task":
    what = "1 account" if count == 1 else "%d accounts" % count
    yield from asked(fob, "EXPORT", what + ": the keys leave the fob", fob.keeper.check_pin(pin))
    fob.vault.export = Export(session, count, fob.ticks())
    return {"count": count}


def exported(fob: "Fob", request: dict, change: bytes) -> "Making":
    """`exported`: the account at the position `at`, which is the next one."""
    export = fob.vault.export
    if export is None:
        raise FobError(NOT_APPROVED)
    try:
        return export.give(fob, whole(request, "at"), change[:4])
    except FobError:
        fob.vault.export = None
        raise


class Export:
    """One permission: of a session, for so many accounts, used last at `ticks`."""

    def __init__(self, session: bytes, count: int, ticks: int) -> None:
        self._session = session
        self._count = count
        self._next = 0  # position of the account that has not been given
        self._used_at = ticks

    def give(self, fob: "Fob", at: int, session: bytes) -> "Making":
        """The answer with the account at a position. Raises FobError NOT_APPROVED."""
        now = fob.ticks()
        if (
            session != self._session
            or not 0 <= fob.ticks_diff(now, self._used_at) <= _IDLE
            or at != self._next
            or at >= self._count
        ):
            raise FobError(NOT_APPROVED)
        self._next += 1
        self._used_at = now

        def answer() -> dict:
            vault = fob.vault  # not once it is locked
            if vault.export is not self:
                raise FobError(NOT_APPROVED)  # between two parts of the answer
            return {"account": to_wire(vault.account_at(at))}

        return answer
