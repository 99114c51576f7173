"""A whole fob in memory that does what it is told: a list of operations a line, as JSON.

Runs in MicroPython; tests/model/test_model.py writes the lists and holds the answers against its
model. For each operation one line: [result, state, the journal's generation], where the result is
"ok", an error, or "cut" where the power went (the fob has then started again), and the state is
[has PIN, locked, tries, name, accounts], the last two None while it is locked.
"""

import gc
import json
import sys

import fakes
from fob import Fob
from fobcore import base32
from fobcore.errors import FobError


def seen(fob: Fob) -> list:
    keeper = fob.keeper
    assert keeper.locked or keeper.vault is not None, "unreadable"
    rows = name = None
    if not keeper.locked:
        vault = keeper.vault
        assert vault.damaged == 0
        name = vault.setting("name")
        rows = []
        for position in range(len(vault)):
            a = vault.account_at(position)
            rows.append([a.issuer, a.name, base32.encode(a.secret), a.type, a.digits, a.counter])
            assert vault.find(a.issuer, a.name) == position
    return [keeper.has_pin, keeper.locked, keeper.tries, name, rows]


class Driven:
    """Does operations with the shortest waits there are."""

    def __init__(self) -> None:
        self.fob = Fob()
        self.session = 0
        self.hello()

    def hello(self) -> None:
        self.session += 1
        self.ask({"do": "hello", "protocol": 1})

    def ask(self, request: dict) -> str:
        """A request approved where it asks: "ok" or its error."""
        fob = self.fob
        fob.lines.clear()
        fob.send(request, 0, "%08x" % self.session)
        for _ in range(200):
            answer = fob.answer()
            if answer is not None:
                return "ok" if "ok" in answer else answer["error"]
            if fob.app.asking:
                fob.pass_time(400, 200)
                fob.app.press("ok", "short")
            fob.pass_time(20, 20)
        raise AssertionError("no answer")

    def id(self, position: int) -> int:
        vault = self.fob.keeper.vault
        if vault is None or not len(vault):
            return 9999
        return vault.id_at(position % len(vault))

    def do(self, op: list) -> str:
        kind, args = op[0], op[1:]
        if kind in ("add", "replace"):
            issuer, name, secret, type = args
            account = {"issuer": issuer, "name": name, "secret": secret, "type": type}
            if type == "steam":
                account["digits"] = 5
            return self.ask({"do": "add", "account": account, "replace": kind == "replace"})
        if kind == "rename":
            id = self.id(args[0])
            return self.ask({"do": "rename", "id": id, "issuer": args[1], "name": args[2]})
        if kind == "move":
            return self.ask({"do": "move", "id": self.id(args[0]), "to": args[1]})
        if kind == "delete":
            return self.ask({"do": "delete", "id": self.id(args[0])})
        if kind == "code":
            return self.ask({"do": "code", "id": self.id(args[0])})
        if kind == "many":  # changes that leave dead records: the journal is written anew
            for number in range(args[0]):
                self.fob.keeper.the_vault().set("name", "n%d" % number)
            self.fob.app.changed()
            self.fob.pass_time(2000, 20)
            return "ok"
        if kind == "set_pin":
            self.wait()
            return self.ask({"do": "set_pin", "pin": args[0], "old": args[1]})
        if kind == "remove_pin":
            self.wait()
            return self.ask({"do": "remove_pin", "old": args[0]})
        if kind == "unlock":
            self.wait()
            return self.ask({"do": "unlock", "pin": args[0]})
        if kind == "lock":
            return self.ask({"do": "lock"})
        assert kind == "reboot", kind
        self.reboot()
        return "ok"

    def wait(self) -> None:
        self.fob.now += self.fob.keeper.wait() * 1000

    def reboot(self) -> None:
        old = self.fob
        old.flash.power = old.file.power = fakes.Power()
        self.fob = Fob(flash=old.flash, file=old.file, rtc=old.rtc, kept=old.kept, seed=old.now)
        self.fob.now = old.now
        self.hello()

    def step(self, op: list) -> list:
        """An operation, cut at a flash step where op is ["cut", step, torn, op]."""
        if op[0] == "cut":
            _, step, torn, op = op
            self.fob.flash.power = self.fob.file.power = fakes.Power(step, torn)
        try:
            result = self.do(op)
        except fakes.PowerCut:
            self.reboot()
            result = "cut"
        except FobError as error:
            result = error.code
        self.fob.flash.power = self.fob.file.power = fakes.Power()
        if self.fob.keeper.wiped:  # start.py starts again
            self.reboot()
        head = self.fob.file.data[14:18]  # the first record's generation
        return [result, seen(self.fob), int.from_bytes(head, "little") if head else 0]


def serve() -> None:
    gc.threshold(1 << 14)  # a fob wants 8 KB in one piece
    while True:
        line = sys.stdin.readline()
        if not line:
            return
        driven = Driven()
        for op in json.loads(line):
            print("STEP", json.dumps(driven.step(op)))
        driven = None
        gc.collect()


serve()
