"""A fob made of plain Python on a PTY, strict about the link: what it must not see, it records.

It knows the protocol from fobcore.frames and the documented rules only, nothing of fobcore.link or
of the host's own code. Rules broken by the host end up in `violations`, which tests want empty.
"""

from __future__ import annotations

import json
import os
import random
import select
import threading
import time
import tty
from pathlib import Path
from typing import Any

from fobcore import frames
from host.fakeaccounts import Accounts
from host.fakepin import STRETCHED
from host.fakerules import Refusal

REPEAT = 0.05  # seconds: the host's own repeat in these tests is at least this


class FakeFob(threading.Thread):
    """A fob behind `path`, a link to its PTY.

    `consent`: what its owner does: "approve", "refuse", "timeout" or "wait" (nothing, for ever).
    `loss`: the share of lines that are lost or garbled, either way, drawn with `seed`.
    """

    def __init__(self, path: Path, loss: float = 0.0, seed: int = 1) -> None:
        super().__init__(daemon=True)
        self.path = path
        self.accounts = Accounts()
        self.consent = "approve"
        self.consent_takes = 0.0
        self.mute = False
        self.waiting = threading.Event()  # a consent stands
        self.cancelled = threading.Event()  # a consent was ended by another request
        self.violations: list[str] = []
        self.requests: list[dict[str, Any]] = []
        self.die_after: str | None = None  # unplugs itself when this command has been done
        self.restart_after: str | None = None  # restarts when this command has been done
        self.restarts = 1  # how often
        self.chatter = b""  # noise that it prints before each answer
        self._loss = loss
        self._random = random.Random(seed)
        self._wake = os.pipe()
        self._master = self._slave = -1
        self._quit = False
        self._forget()
        self.plug()
        self.start()

    def plug(self) -> None:
        """A fresh PTY behind the same path, as after plugging in again: no session is known."""
        self._forget()
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._slave))
        os.write(self._wake[1], b"x")

    def unplug(self) -> None:
        """The port goes away under the host."""
        self.path.unlink()
        gone = (self._slave, self._master)
        self._slave = self._master = -1
        os.write(self._wake[1], b"x")
        for descriptor in gone:
            os.close(descriptor)

    def restart(self) -> None:
        """The processor restarts: what is in memory is gone, the port stays."""
        self._forget()

    def stop(self) -> None:
        self._quit = True
        os.write(self._wake[1], b"x")
        self.join(5)
        for descriptor in (self._master, self._slave, *self._wake):
            if descriptor >= 0:
                os.close(descriptor)

    def run(self) -> None:
        while not self._quit:
            ports = [fd for fd in (self._master, self._wake[0]) if fd >= 0]
            ready, _, _ = select.select(ports, [], [], 0.02)
            if self._wake[0] in ready:
                os.read(self._wake[0], 100)
            if self._master in ready:
                try:
                    self._bytes(os.read(self._master, 4096))
                except OSError:  # unplugged meanwhile
                    continue
            self._tick()

    def _forget(self) -> None:
        self.accounts.batch = self.accounts.export = None
        self.accounts.guard.restart()
        self.accounts.clock.restart()
        self._session = ""
        self._seq = 0
        self._parts: list[bytes] = []
        self._of = 0
        self._answer: list[bytes] | None = None
        self._asked: tuple[str, Any] | None = None  # the command that waits for the button
        self._asked_at = self._told_at = 0.0
        self._line = bytearray()
        self._last = b""  # the host's last line, and when it came; b"" once it was answered
        self._last_at = 0.0
        self._blank = True

    # -- what comes in

    def _bytes(self, data: bytes) -> None:
        for byte in data:
            if byte == 10:
                line = bytes(self._line)
                self._line.clear()
                self._incoming(line)
            else:
                self._line.append(byte)
                if len(self._line) >= frames.MAX_LINE:
                    self._broken("a line of more than 200 bytes")
                    self._line.clear()

    def _incoming(self, line: bytes) -> None:
        if not line:
            self._blank = True
            return
        if self.mute:
            return
        self._pace(line)
        if self._lost():
            return
        frame = frames.decode(line, frames.TO_FOB)
        if frame is None:
            self._broken(f"no frame: {line[:40]!r}")
            return
        session, seq, kind, payload = frame
        if kind.startswith("?"):
            self._again(session, seq, int(kind[1:]))
            return
        number, of = (int(half) for half in kind.split("/"))
        if session != self._session and not self._opens(session, seq, number, of, payload):
            return
        if seq < self._seq:
            return  # an echo of what is done with
        if seq > self._seq:
            self._begin(seq, of)
        self._part(number, of, payload)

    def _pace(self, line: bytes) -> None:
        """Stop and wait: one line on its way; a repeat is the same line after a blank one."""
        now = time.monotonic()
        if line == self._last and not self._blank:
            self._broken("a repeat without a blank line before it")
        if self._last not in (b"", line) and now - self._last_at < REPEAT * 0.8:
            self._broken("another line before the last one was answered")
        self._last, self._last_at, self._blank = line, now, False

    def _opens(self, session: str, seq: int, number: int, of: int, payload: bytes) -> bool:
        if (number, of) == (1, 1) and json.loads(payload).get("do") == "hello":
            self._session, self._seq = session, 0
            return True
        self._send(session, seq, "1/1", b'{"error":"session"}')
        return False

    def _begin(self, seq: int, of: int) -> None:
        if self._asked is not None:
            self._asked = None
            self.waiting.clear()
            self.cancelled.set()
        self._seq, self._of, self._parts, self._answer = seq, of, [], None

    def _part(self, number: int, of: int, payload: bytes) -> None:
        if of != self._of or number > len(self._parts) + 1:
            self._broken(f"part {number}/{of} behind {len(self._parts)}/{self._of}")
            return
        if number <= len(self._parts):
            if self._parts[number - 1] != payload:
                self._broken("an id with another body")
                self._send(self._session, self._seq, "1/1", b'{"error":"reused_id"}')
                return
        else:
            self._parts.append(payload)
            if number == of:
                self._run(json.loads(b"".join(self._parts)))
                return
        if number < of:
            self._send(self._session, self._seq, f"+{number}")
        elif self._answer is not None:
            self._send_part(1)
        else:
            self._tell()

    def _again(self, session: str, seq: int, number: int) -> None:
        if session != self._session:
            return  # of before a restart
        if seq != self._seq or self._answer is None:
            self._broken("?j without an answer")
        elif not 2 <= number <= len(self._answer):
            self._broken(f"?{number} of {len(self._answer)}")
        else:
            self._send_part(number)

    # -- what goes out

    def _run(self, request: dict[str, Any]) -> None:
        self.requests.append(request)
        change = (self._session, self._seq)
        try:
            needs_button, act = self.accounts.command(request, change)
            if needs_button:
                self._asked, self._asked_at = (request["do"], act), time.monotonic()
                self.waiting.set()
                self._tell()
                return
            answer = {"ok": act()}
        except Refusal as refusal:
            answer = {"error": refusal.code, **refusal.details}
        self._finish(request["do"], answer)

    def _tick(self) -> None:
        """What the owner does, and the word of every so often that the fob still waits."""
        if self._asked is None:
            return
        now = time.monotonic()
        command, act = self._asked
        if self.consent != "wait" and now - self._asked_at >= self.consent_takes:
            self._asked = None
            self.waiting.clear()
            try:
                if self.consent != "approve":
                    raise Refusal({"refuse": "refused", "timeout": "timeout"}[self.consent])
                if command in STRETCHED:
                    self._send(self._session, self._seq, frames.BUSY)
                answer = {"ok": act()}
            except Refusal as refusal:
                answer = {"error": refusal.code, **refusal.details}
            self._finish(command, answer)
        elif now - self._told_at >= REPEAT:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        self._send(self._session, self._seq, frames.WAIT)

    def _finish(self, command: str, answer: dict[str, Any]) -> None:
        if self.die_after == command:
            self.die_after = None
            self.unplug()
            return
        if self.restart_after == command and self.restarts and "ok" in answer:
            self.restarts -= 1
            self._forget()
            return
        text = json.dumps(answer, ensure_ascii=False).encode()
        self._answer = frames.split(text, self._session, self._seq)
        self._send_part(1)

    def _send_part(self, number: int) -> None:
        assert self._answer is not None
        kind = f"{number}/{len(self._answer)}"
        self._send(self._session, self._seq, kind, self._answer[number - 1])

    def _send(self, session: str, seq: int, kind: str, payload: bytes = b"") -> None:
        self._last = b""
        line = self.chatter + frames.encode(frames.TO_HOST, session, seq, kind, payload)
        if self._lost():
            if self._random.random() < 0.5:
                return
            place = self._random.randrange(len(line) - 1)
            line = line[:place] + b"#" + line[place + 1 :]
        if self._master >= 0:
            os.write(self._master, line)

    def _lost(self) -> bool:
        return self._random.random() < self._loss

    def _broken(self, rule: str) -> None:
        self.violations.append(rule)
