"""Requests from the MicroPython process and answers to it, at once or when their time has come.

A request is 12 bytes (operation, small, length of what follows, a, b; little-endian) and its
payload; an answer 8 (errno or 0, 0, length, value) and its payload. One request is open at a time.
"""

import contextlib
import os
import struct
from collections.abc import Callable

from mfob.sim.chips.runner import Runner
from mfob.sim.loop import Loop, Timer
from mfob.sim.world import World

_REQUEST = struct.Struct("<BBHII")
_ANSWER = struct.Struct("<BBHI")
_DEBT_NS = 1_000_000  # of bus time, before an answer is held back for it
Serve = Callable[[int, int, int, int, bytes], None]


class Wire:
    """Between `serve` (operation, small, a, b, payload) and one process, to the process' end."""

    def __init__(self, loop: Loop, world: World, runner: Runner, serve: Serve) -> None:
        self.served = 0
        self.open = False  # a request waits for its answer
        self.interrupted = False  # and was interrupted meanwhile
        self._loop = loop
        self._world = world
        self._runner = runner
        self._serve = serve
        self._buffer = bytearray()
        self._timer: Timer | None = None
        self._may_interrupt = False
        self._busy_until = 0

    def take(self, data: bytes) -> None:
        """Bytes from the process: serve the request when it is complete."""
        self._buffer += data
        if len(self._buffer) < _REQUEST.size:
            return
        op, small, size, a, b = _REQUEST.unpack_from(self._buffer)
        if len(self._buffer) < _REQUEST.size + size:
            return
        if len(self._buffer) > _REQUEST.size + size:
            raise RuntimeError("the process asked twice: it was answered twice")
        payload = bytes(self._buffer[_REQUEST.size :])
        self._buffer.clear()
        self.served += 1
        self.open = True
        self._serve(op, small, a, b, payload)

    def answer(self, value: int = 0, error: int = 0, payload: bytes = b"") -> None:
        """Answer the open request, once."""
        if not self.open:
            raise RuntimeError("there is no request to answer")
        self.open = self.interrupted = self._may_interrupt = False
        self._forget_timer()
        with contextlib.suppress(BrokenPipeError):  # its closed request pipe tells the same
            os.write(self._runner.answers, _ANSWER.pack(error, 0, len(payload), value) + payload)

    def rest(self, nanoseconds: int | None, then: Callable[[], None] | None = None) -> None:
        """Answer (or call `then`) after so much of the world's time (None: never by itself).

        A Ctrl-C ends it early.
        """
        self._may_interrupt = True
        if self.interrupted:
            self.answer()
        elif nanoseconds is not None:
            self._hold(self._world.ticks() + nanoseconds, then or self.answer)

    def busy(self, nanoseconds: int, then: Callable[[], None]) -> None:
        """Hardware works for so long, then `then` answers: at once while the debt is small."""
        now = self._world.ticks()
        self._busy_until = max(now - _DEBT_NS, self._busy_until) + nanoseconds
        if self._busy_until - now > _DEBT_NS:
            self._hold(self._busy_until, then)
        else:
            then()

    def interrupt(self) -> None:
        """Ctrl-C reaches MicroPython, which has it armed; once a request is enough."""
        if not self.interrupted:
            self.interrupted = True
            self._runner.interrupt()
            if self._may_interrupt:
                self.answer()

    def close(self) -> None:
        """The process is gone; nothing is answered any more."""
        self.open = False
        self._forget_timer()

    def _hold(self, ticks: int, then: Callable[[], None]) -> None:
        self._forget_timer()
        self._timer = self._loop.at_ticks(ticks, then)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
