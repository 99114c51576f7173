"""The fake fob's PIN: tries that are counted and delayed, the lock, the wipe at the last one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from host.fakerules import Refusal

WHILE_LOCKED = ("hello", "info", "clock", "unlock", "wipe", "selftest")
STRETCHED = ("unlock", "set_pin", "remove_pin", "export")  # say ~busy once the button is pressed
TRIES = 10
_PIN = re.compile("[0-9]{4,12}", re.ASCII)

Act = Callable[[], dict[str, Any]]


class Guard:
    """What stands between a request and the accounts. `erase` empties the fob."""

    def __init__(self, erase: Callable[[], None]) -> None:
        self.pin: str | None = None
        self.locked = False
        self.limit = self.tries = TRIES
        self.taken: list[str] = []  # PINs that were tried
        self._erase = erase
        self._until = 0.0  # when the next try is taken
        self._delay = 1

    def set(self, pin: str, locked: bool = True) -> None:
        """A PIN that is there already."""
        self.pin, self.locked = pin, locked

    def restart(self) -> None:
        self.locked = self.pin is not None
        self._until, self._delay = 0.0, 1

    def hold(self, seconds: int) -> None:
        """Takes no PIN for that long."""
        self._until = time.monotonic() + seconds

    def info(self) -> dict[str, Any]:
        has = self.pin is not None
        return {
            "pin": has, "locked": self.locked, "tries": self.tries if has else None,
            "wait": self.wait(), "limit": self.limit if has else None,
        }  # fmt: skip

    def wait(self) -> int:
        return max(0, round(self._until - time.monotonic() + 0.5))

    def admits(self, do: str) -> None:
        """Raises Refusal for what a locked fob does not answer."""
        if self.locked and do not in WHILE_LOCKED:
            raise Refusal("locked")

    def unlock(self, request: dict[str, Any]) -> Act:
        """What follows on the press. Raises Refusal before it."""
        self.may_try(request["pin"])

        def act() -> dict[str, Any]:
            self.attempt(request["pin"])
            self.locked = False
            return {}

        return act

    def lock(self) -> dict[str, Any]:
        if self.pin is None:
            raise Refusal("no_pin")
        self.locked = True
        return {}

    def set_pin(self, request: dict[str, Any]) -> Act:
        if not isinstance(request["pin"], str) or not _PIN.fullmatch(request["pin"]):
            raise Refusal("pin_format")
        if (self.pin is None) != ("old" not in request):
            raise Refusal("bad_request")
        limit = request.get("limit", self.limit)
        if type(limit) is not int or not 5 <= limit <= 20:
            raise Refusal("bad_value")
        if self.pin is not None:
            self.may_try(request["old"])

        def act() -> dict[str, Any]:
            if self.pin is not None:
                self.attempt(request["old"])
            self.pin = request["pin"]
            self.limit = self.tries = limit
            return {"iterations": 20_000}

        return act

    def remove_pin(self, request: dict[str, Any]) -> Act:
        self.may_try(request["old"])

        def act() -> dict[str, Any]:
            self.attempt(request["old"])
            self.clear()
            return {}

        return act

    def clear(self) -> None:
        """No PIN."""
        self.pin, self.locked = None, False
        self.limit = self.tries = TRIES

    def may_try(self, pin: object) -> None:
        """Raises Refusal for what is not tried. The host must not send what can be no PIN."""
        if self.pin is None:
            raise Refusal("no_pin")
        if not isinstance(pin, str) or not _PIN.fullmatch(pin):
            raise Refusal("bad_request")
        if self.wait():
            raise Refusal("pin_wait", wait=self.wait())

    def attempt(self, pin: str) -> None:
        """A try, which counts. Raises Refusal for a wrong one."""
        self.taken.append(pin)
        if pin == self.pin:
            self.tries, self._delay, self._until = self.limit, 1, 0.0
            return
        self.tries -= 1
        if not self.tries:
            self._erase()
            raise Refusal("wiped")
        self.hold(self._delay)
        self._delay *= 2
        raise Refusal("bad_pin", tries=self.tries, wait=self.wait())
