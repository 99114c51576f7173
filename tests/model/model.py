"""What a fob is, in some 60 lines: accounts in order, a name, a PIN with its tries, a lock."""

from collections.abc import Iterator
from typing import Any


class Model:
    def __init__(self) -> None:
        self.accounts: list[list[Any]] = []  # issuer, name, secret, type, digits, counter
        self.name, self.pin, self.failures, self.locked = "", "", 0, False

    def seen(self) -> list[Any]:
        hidden = [None, None] if self.locked else [self.name, self.accounts]
        return [bool(self.pin), self.locked, 10 - self.failures if self.pin else None, *hidden]

    def reboot(self) -> None:
        if self.failures >= 10:
            self.__init__()
        self.locked = bool(self.pin)

    def steps(self, op: list[Any]) -> Iterator[str]:
        """Does it, with a stop wherever a cut can leave it; the last one's word is the result."""
        (kind, *args), word = op, "ok"
        if kind in ("lock", "unlock", "remove_pin") and not self.pin:
            word = "no_pin"
        elif kind in ("reboot", "lock"):
            self.reboot()
        elif self.locked and kind != "unlock":
            word = "locked"
        elif kind in ("unlock", "set_pin", "remove_pin"):
            if self.pin and (kind != "unlock" or self.locked):
                word = yield from self.tried(args[-1])
            if word == "ok":
                self.locked = False
                self.pin = {"set_pin": args[0], "unlock": self.pin}.get(kind, "")
        elif kind == "many":
            for number in range(args[0]):
                self.name = f"n{number}"
                yield ""
        elif kind in ("add", "replace"):
            new = [*args, 5 if args[3] == "steam" else 6, 0]
            same = [at for at, old in enumerate(self.accounts) if old[:2] == new[:2]]
            if any(old[2:5] == new[2:5] for old in self.accounts):
                pass  # its key is there, under whatever name
            elif not same:
                self.accounts.append(new)
            else:
                word = "ok" if kind == "replace" else "clash"
                self.accounts[same[0]] = new if kind == "replace" else self.accounts[same[0]]
        else:
            word = self.change(kind, *args) if self.accounts else "not_found"
        yield word

    def change(self, kind: str, place: int, *args: Any) -> str:
        account = self.accounts[place % len(self.accounts)]
        if kind == "rename":
            if any(old[:2] == list(args) for old in self.accounts if old is not account):
                return "clash"
            account[:2] = args
        elif kind == "code":
            account[5] += account[3] == "hotp"
            return "ok" if account[3] == "hotp" else "clock"  # which is not set
        else:
            self.accounts.remove(account)
        if kind == "move":
            self.accounts.insert(args[0], account)
        return "ok"

    def tried(self, pin: str) -> Any:
        """A PIN, counted before it is looked at. Returns the word for it."""
        self.failures += 1
        yield ""
        if pin == self.pin:
            self.failures = 0
            yield ""
            return "ok"
        if self.failures < 10:
            return "bad_pin"
        self.reboot()
        return "wiped"
