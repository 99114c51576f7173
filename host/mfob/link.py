"""Requests to a fob and their answers, across sessions, restarts of the fob, a lost port."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from typing import Any

from fobcore import frames
from mfob import errors, trace
from mfob.errors import NO_FOB, HostError
from mfob.exchange import Exchange, Port, Timing
from mfob.serialport import PortLost

Body = Mapping[str, object]

_AGAIN = 3  # how often one request survives a lost port, or a session that ended
_POLL = 0.1  # seconds between looks for a port that went away
_GOODBYE = 0.3  # seconds for the fob to read that a request is let go
_HELLO: Body = {"do": "hello", "protocol": frames.PROTOCOL}
_REQUEST = 2048  # bytes of a request, until hello has told the fob's own limit
_USUAL = Timing()


def _ignore(_event: str) -> None:
    pass


class Link:
    """A conversation with one fob. Not for several threads.

    `open_port` opens the port, again after a loss. `event` is told "busy" and "wait" (the fob
    works on the request, or waits for its button), "lost" and "back"; `say` what -v shows.
    """

    def __init__(
        self,
        open_port: Callable[[], Port],
        event: Callable[[str], None] = _ignore,
        say: trace.Trace = trace.silent,
        timing: Timing = _USUAL,
    ) -> None:
        self.event = event
        self.locked: Callable[[], None] | None = None  # unlocks the fob, or raises HostError
        self.hello: dict[str, Any] = {}
        self._open_port = open_port
        self._say = say
        self._timing = timing
        self._session = os.urandom(4).hex()
        self._seq = 0  # the newest request's: even. The odd one before it is for a hello
        self._begun = False  # the fob has told that it is at the newest request
        self._port: Port | None = open_port()

    def greet(self) -> dict[str, Any]:
        """Says hello: the fob's `protocol`, `firmware`, `board`, `id` and limits.

        Raises HostError "silent", or "protocol" where the two don't fit together.
        """
        self._seq += 2
        return self._open_session()

    def request(self, body: Body | Callable[[], Body], once: bool = False) -> dict[str, Any]:
        """The answer's fields. Raises HostError with the fob's error code, or the link's.

        The request keeps its id across a restart of the fob and a loss of the port, so that what
        was done is answered as done and not done twice. A body that ages (it holds the time)
        comes as a function: after a restart it is made anew and is another request.

        Where the fob is locked, `locked` is called and the request is made again. `once` is for
        what guards the fob itself, which its journal does not remember: such a request is not
        sent again once the fob was at it and was restarted (HostError "lost", the fob being back),
        nor is `locked` called.
        """
        if not self.hello:
            self.greet()
        renewed = lost = 0
        self._begun = False
        unlock = None if once else self.locked
        fixed = None
        while True:
            if fixed is None or callable(body):
                self._seq += 2
                fixed = body() if callable(body) else body
            try:
                answer = self._send(self._seq, fixed)
                if answer.get("error") == "locked" and unlock:
                    unlock()
                    unlock = fixed = None
                    continue
                if answer.get("error") == "session" and once and self._begun:
                    raise _restarted()
                if answer.get("error") != "session" or renewed >= _AGAIN:
                    return _content(answer)
                renewed += 1
                self._open_session()
            except PortLost:
                lost += 1
                if lost > _AGAIN:
                    raise _gone() from None
                self._reopen()
                if once and self._begun:
                    raise _restarted() from None

    def abandon(self) -> None:
        """Lets a pending request go: the hello of another session ends the fob's consent."""
        if self._port is None:
            return
        session = os.urandom(4).hex()
        line = frames.encode(frames.TO_FOB, session, 1, "1/1", _text(_HELLO))
        heard = b""
        try:
            self._port.write(b"\n" + line)
            until = self._timing.now() + _GOODBYE
            while self._timing.now() < until and session.encode() not in heard:
                heard += self._port.read()
        except PortLost:
            self.close()

    def close(self) -> None:
        """Gives the port back."""
        if self._port is not None:
            self._port.close()
            self._port = None

    def _open_session(self) -> dict[str, Any]:
        """Hello under the id before the newest request's, which thus may be sent after it."""
        if self._port is not None:
            self._port.write(b"\n")  # ends what another program may have left half said
        hello = _content(self._send(self._seq - 1, _HELLO))
        if hello.get("protocol") != frames.PROTOCOL:
            raise HostError(
                f"The fob's firmware {hello.get('firmware')} speaks another protocol than this"
                " mfob: `mfob install` puts this one's firmware on it.",
                "protocol",
            )
        if not all(isinstance(hello.get(name), str) for name in ("firmware", "board", "id")):
            raise _garbled()
        self.hello = hello
        return hello

    def _send(self, seq: int, body: Body) -> dict[str, Any]:
        message = _text(body)
        if len(message) > int(self.hello.get("request", _REQUEST)):
            raise errors.of_code("too_long")
        if self._port is None:
            raise PortLost
        self._say(f"> {seq} {trace.request(body)}{trace.size(body, message)}")
        exchange = Exchange(self._port, self._session, seq, self._timing, self._hear, self._say)
        text = exchange.run(message)
        try:
            answer = json.loads(text)
        except ValueError:
            raise _garbled() from None
        if not isinstance(answer, dict) or not ("error" in answer or "ok" in answer):
            raise _garbled()
        self._say(f"< {seq} {trace.answer(answer)}")
        return answer

    def _hear(self, event: str) -> None:
        self._begun = True
        self.event(event)

    def _reopen(self) -> None:
        """Waits for the lost port to come back. Raises HostError "lost"."""
        self.close()
        self.event("lost")
        until = self._timing.now() + self._timing.reopen
        while self._port is None:
            try:
                self._port = self._open_port()
            except HostError:
                if self._timing.now() > until:
                    raise _gone() from None
                time.sleep(_POLL)
        self.event("back")


def _text(body: Body) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _content(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a good answer. Raises HostError for an error."""
    if "error" in answer:
        details = {name: value for name, value in answer.items() if name != "error"}
        raise errors.of_code(str(answer["error"]), details)
    content = answer["ok"]
    if not isinstance(content, dict):
        raise _garbled()
    return content


def _garbled() -> HostError:
    return HostError(
        "The fob sent an answer that makes no sense: its firmware and this mfob do not fit"
        " together.",
        "bad_answer",
    )


def _gone() -> HostError:
    return HostError(
        "The fob was unplugged before it had answered. Plug it in and look what is on it"
        " (`mfob list`, `mfob info`) before you try again.",
        "lost",
        NO_FOB,
    )


def _restarted() -> HostError:
    return HostError(
        "The fob was restarted before it had answered: look at it (`mfob info`) before you try"
        " again.",
        "lost",
        NO_FOB,
    )
