"""The control socket: a line of JSON in, a line of JSON out; how the CLI and tests reach the fob.

{"do": VERB, ...} is answered by {"ok": {...}, "fault": null or a sentence} or {"error": sentence}.
"""

import contextlib
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mfob.sim.errors import SimError
from mfob.sim.loop import READ, WRITE, Loop

_LONGEST = 65536
Reply = Callable[[dict[str, Any]], None]
Serve = Callable[[dict[str, Any], Reply], None]


class Server:
    """Listens in the state folder; `serve` gets each request and calls back, at once or later."""

    def __init__(self, loop: Loop, path: Path, serve: Serve) -> None:
        self._loop = loop
        self._serve = serve
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        mask = os.umask(0o177)
        try:
            with_short_path(path, self._socket.bind)
        finally:
            os.umask(mask)
        self._socket.listen(16)
        self._clients: set[_Client] = set()
        loop.watch(self._socket.fileno(), READ, lambda _: self._accept())

    def close(self) -> None:
        """Hang up on everybody, after what is still to be said."""
        self._loop.watch(self._socket.fileno(), 0, lambda _: None)
        self._socket.close()
        for client in list(self._clients):
            client.finish()

    def _accept(self) -> None:
        try:
            connection, _ = self._socket.accept()
        except BlockingIOError:
            return
        connection.setblocking(False)
        self._clients.add(_Client(self._loop, connection, self._serve, self._clients.discard))


class _Client:
    """One connection."""

    def __init__(
        self,
        loop: Loop,
        connection: socket.socket,
        serve: Serve,
        gone: Callable[["_Client"], None],
    ) -> None:
        self._loop = loop
        self._connection = connection
        self._serve = serve
        self._gone = gone
        self._in = bytearray()
        self._out = bytearray()
        self._open = True
        self._watch()

    def finish(self) -> None:
        """Send what is left, then close."""
        if self._open:
            self._connection.setblocking(True)
            self._connection.settimeout(1)
            with contextlib.suppress(OSError):
                self._connection.sendall(self._out)
            self._close()

    def _watch(self) -> None:
        events = READ | (WRITE if self._out else 0)
        self._loop.watch(self._connection.fileno(), events, self._ready)

    def _close(self) -> None:
        self._open = False
        self._loop.watch(self._connection.fileno(), 0, self._ready)
        self._connection.close()
        self._gone(self)

    def _ready(self, events: int) -> None:
        try:
            if events & WRITE:
                del self._out[: self._connection.send(self._out)]
            if events & READ:
                data = self._connection.recv(_LONGEST)
                if not data:
                    self._close()
                    return
                self._in += data
                self._lines()
        except BlockingIOError:
            pass
        except OSError:
            self._close()
            return
        if self._open:
            self._watch()

    def _lines(self) -> None:
        while b"\n" in self._in and self._open:
            line, _, rest = bytes(self._in).partition(b"\n")
            self._in = bytearray(rest)
            self._request(line)
        if len(self._in) > _LONGEST:
            self._close()

    def _request(self, line: bytes) -> None:
        try:
            request = json.loads(line)
            if not isinstance(request, dict):
                raise SimError("a request is a JSON object")
            self._serve(request, self._reply)
        except SimError as e:
            self._reply({"error": e.message})
        except (ValueError, TypeError, KeyError) as e:
            self._reply({"error": f"not a request that is understood ({type(e).__name__}: {e})"})

    def _reply(self, answer: dict[str, Any]) -> None:
        if self._open:
            self._out += json.dumps(answer).encode() + b"\n"
            self._watch()


def with_short_path(path: Path, call: Callable[[str], None]) -> None:
    """Bind or connect to a socket whose path may be longer than the 107 bytes that fit."""
    if len(os.fsencode(path)) < 100:
        call(str(path))
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        call(f"/proc/self/fd/{folder}/{path.name}")
    finally:
        os.close(folder)
