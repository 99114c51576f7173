"""What the host may ask of the fob: the table of commands, and those on the fob as a whole."""

import binascii
import struct

from fobcore import frames
from fobcore.account_commands import AccountCommands
from fobcore.clock_commands import ClockCommands
from fobcore.code_commands import CodeCommands
from fobcore.errors import BAD_COMMAND, BAD_KEY, BAD_NAME, BAD_VALUE, FobError
from fobcore.fob import text
from fobcore.link import REQUEST_MAX
from fobcore.lock_commands import LockCommands
from fobcore.rules import text_ok
from fobcore.settings import VALUES
from fobcore.wire import BUSY, MAX_LINE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.batch import Batch
    from fobcore.fob import Fob
    from fobcore.parts import Answer, Task

_NAME_MAX = 24  # characters of the fob's own name


class Commands:
    """The commands of a fob. Each gets the request and its id as 8 bytes; see fobcore.link for
    what it returns."""

    def __init__(self, fob: "Fob") -> None:
        self._fob = fob
        self._batch: "Batch | None" = None
        self._table = {
            "hello": self._hello,
            "info": self._info,
            "settings": self._settings,
            "set": self._set,
            "set_name": self._set_name,
            "selftest": self._selftest,
            "batch": self._open_batch,
            "names": self._in_batch,
            "approve": self._in_batch,
            "adds": self._adds,
            "export": self._export,
            "exported": self._export,
        }
        for commands in (AccountCommands, CodeCommands, ClockCommands, LockCommands):
            self._table.update(commands(fob).table())

    def run(self, request: dict, session: str, seq: int) -> "Answer | Task":
        """Runs a request. Raises FobError."""
        self._fob.app.idle.touch()
        command = self._table.get(request["do"])
        if command is None:
            raise FobError(BAD_COMMAND)
        vault = self._fob.keeper.vault
        if vault is not None and request["do"] != "exported":
            vault.export = None  # what else is asked ends a permission
        return command(request, binascii.unhexlify(session) + struct.pack(">I", seq))

    def _hello(self, request: dict, change: bytes) -> dict:
        if self._batch is not None and not self._batch.of(change):
            self._batch = None  # another host's approval is not this one's
        answer: dict = {"protocol": frames.PROTOCOL, "frame": MAX_LINE}
        answer["request"] = REQUEST_MAX
        answer.update(self._fob.identity)
        return answer

    def _info(self, request: dict, change: bytes) -> dict:
        keeper = self._fob.keeper
        vault = keeper.vault
        answer = {
            "protocol": frames.PROTOCOL,
            "name": vault.setting("name") if vault is not None else "",
            "accounts": len(vault) if vault is not None else None,
            "room": vault.room() if vault is not None else None,
            "clock": self._fob.clock.state,
            "pin": keeper.has_pin,
            "locked": keeper.locked,
            "tries": keeper.tries,
            "limit": keeper.limit,
            "wait": keeper.wait(),
            "damaged": vault.damaged if vault is not None else None,
        }
        answer.update(self._fob.identity)
        return answer

    def _settings(self, request: dict, change: bytes) -> dict:
        self._fob.keeper.the_vault()
        settings = self._fob.app.settings
        return {key: settings.get(key) for key in settings.names()}

    def _set(self, request: dict, change: bytes) -> "Answer | Task":
        if self._fob.vault.last_change == change:
            return {}
        key = text(request, "key")
        value = text(request, "value")
        if key not in self._fob.app.settings.names():
            raise FobError(BAD_KEY)
        if value not in VALUES[key]:
            raise FobError(BAD_VALUE)
        self._fob.app.settings.refuse(key, value)
        what = key + "\n" + value
        if key == "exportable" and value == "never":
            what += ", for good"
        return self._set_task("Change setting", what, key, value, change)

    def _set_name(self, request: dict, change: bytes) -> "Answer | Task":
        if self._fob.vault.last_change == change:
            return {}
        name = text(request, "name")
        if len(name) > _NAME_MAX or not text_ok(name, 0):
            raise FobError(BAD_NAME)
        return self._set_task("Name this fob", name, "name", name, change)

    def _set_task(self, title: str, what: str, key: str, value: str, change: bytes) -> "Task":
        yield from self._fob.app.ask(title, what)
        if key in VALUES:
            self._fob.keeper.the_vault()  # it may be locked by now
            self._fob.app.settings.set(key, value, change)
        else:
            self._fob.vault.set(key, value, change)
        self._fob.app.changed()
        return {}

    def _selftest(self, request: dict, change: bytes) -> "Task":
        from fobcore import selftest  # rarely asked for

        failed = []
        passed = 0
        for name, right in selftest.run():
            passed += right
            if not right:
                failed.append(name)
            yield BUSY
        answer = {"passed": passed, "failed": failed, "damaged": None, "journal": None}
        if self._fob.readable:
            answer["damaged"] = self._fob.vault.damaged
            answer["journal"] = self._fob.vault.size
        answer.update(self._fob.health())
        if self._fob.keeper.locked:
            answer["flash"] = None  # it would tell how many accounts there are
        return answer

    def _open_batch(self, request: dict, change: bytes) -> dict:
        from fobcore.batch import Batch  # only when many accounts come at once

        self._fob.keeper.the_vault()
        self._batch = None
        self._batch = Batch(self._fob, request, change)
        return self._batch.opened()

    def _export(self, request: dict, change: bytes) -> "Answer | Task":
        from fobcore import export_commands  # rarely asked for

        if request["do"] == "export":
            return export_commands.export(self._fob, request, change)
        return export_commands.exported(self._fob, request, change)

    def _in_batch(self, request: dict, change: bytes) -> "Answer | Task":
        return self._the_batch(change).run(request)

    def _adds(self, request: dict, change: bytes) -> "Task":
        return self._the_batch(change).adds(request, change)

    def _the_batch(self, change: bytes) -> "Batch":
        from fobcore.errors import NOT_APPROVED

        if self._batch is None or not self._batch.of(change):
            raise FobError(NOT_APPROVED)
        return self._batch
