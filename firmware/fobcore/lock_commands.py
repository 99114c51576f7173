"""Commands on the lock: unlock, lock, the PIN, the wipe."""

import binascii

from fobcore.errors import BAD_REQUEST, NO_PIN, FobError
from fobcore.fob import text, whole
from fobcore.wire import BUSY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task, Work

_SEED = 32  # bytes


class LockCommands:
    """Each PIN try over USB waits for a press: no program guesses on its own."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob

    def table(self) -> dict:
        """Command by name."""
        return {
            "unlock": self._unlock,
            "lock": self._lock,
            "set_pin": self._set_pin,
            "remove_pin": self._remove_pin,
            "wipe": self._wipe,
            "maintenance": self._maintenance,
            "entropy": self._entropy,
        }

    def _unlock(self, request: dict, change: bytes) -> "Answer | Task":
        keeper = self._fob.keeper
        if not keeper.has_pin:
            raise FobError(NO_PIN)
        if not keeper.locked:
            return {}
        keeper.refuse_early()
        work = keeper.unlock(text(request, "pin"))
        return asked(self._fob, "Unlock", "from the computer", work)

    def _lock(self, request: dict, change: bytes) -> dict:
        if self._fob.keeper.locked:
            return {}  # and a try on the fob's buttons goes on: broken off, it would count
        self._fob.app.changed()
        self._fob.keeper.lock()
        return {}

    def _set_pin(self, request: dict, change: bytes) -> "Answer | Task":
        keeper = self._fob.keeper
        keeper.the_vault()
        title = "Change PIN" if keeper.has_pin else "Set PIN"
        old = text(request, "old") if "old" in request else None
        limit = whole(request, "limit", 0)
        work = keeper.set_pin(text(request, "pin"), old, limit)
        what = "from the computer"
        if limit:
            what += "\nerased after %d wrong PINs" % limit
        return asked(self._fob, title, what, work, "iterations")

    def _remove_pin(self, request: dict, change: bytes) -> "Answer | Task":
        keeper = self._fob.keeper
        keeper.the_vault()
        work = keeper.remove_pin(text(request, "old"))
        return asked(self._fob, "Remove PIN", "The flash then gives away the keys", work)

    def _wipe(self, request: dict, change: bytes) -> "Task":
        yield from self._fob.app.ask("ERASE EVERYTHING", "all accounts, for ever")
        self._fob.keeper.wipe()
        return {}

    def _maintenance(self, request: dict, change: bytes) -> "Task":
        what = "For new firmware, by\nMicroPython's prompt,\naccounts locked"
        yield from self._fob.app.ask("Maintenance", what)
        self._fob.maintain()
        return {}

    def _entropy(self, request: dict, change: bytes) -> dict:
        """Random bytes of the host's; an empty vault without a PIN gets a new key of them."""
        try:
            data = binascii.unhexlify(text(request, "bytes"))
        except ValueError:
            raise FobError(BAD_REQUEST) from None
        if len(data) != _SEED:
            raise FobError(BAD_REQUEST)
        return {"new_key": self._fob.keeper.mix(data)}


def asked(fob: "Fob", title: str, what: str, work: "Work", result: str = "") -> "Task":
    """After the press, the work, a slice a step; `result` names what it gives in the answer."""
    yield from fob.app.ask(title, what)
    answer = {}
    try:
        while True:
            try:
                next(work)
            except StopIteration as stop:
                if result:
                    answer[result] = stop.value
                fob.app.changed()
                return answer
            yield BUSY
    finally:
        work.close()
