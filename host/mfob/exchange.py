"""Stop and wait, the host's side: one message out in parts, its answer back in parts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from fobcore import frames
from mfob.errors import NO_FOB, HostError
from mfob.lines import LineCutter
from mfob.trace import Trace


class Port(Protocol):
    """What carries the lines. Both may raise serialport.PortLost."""

    def write(self, data: bytes) -> bool: ...
    def read(self) -> bytes: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Timing:
    """Seconds of waiting, by the clock `now`."""

    repeat: float = 0.5  # silence after which a line is sent again
    working: float = 1.5  # the same, once the fob has said that it is at work or waits
    patience: float = 5.0  # silence after which the fob is taken not to answer
    reopen: float = 5.0  # how long a lost port may stay away
    now: Callable[[], float] = time.monotonic


class Exchange:
    """One request's way to the fob and back, over a port; used up with the answer."""

    def __init__(
        self,
        port: Port,
        session: str,
        seq: int,
        timing: Timing,
        event: Callable[[str], None],
        trace: Trace,
    ) -> None:
        self._port = port
        self._session = session
        self._seq = seq
        self._timing = timing
        self._event = event
        self._trace = trace
        self._cutter = LineCutter()

    def run(self, message: bytes) -> bytes:
        """The answer's text. Raises HostError "silent", and PortLost from the port."""
        parts = frames.split(message, self._session, self._seq)
        while True:
            kind, payload = self._tell(parts)
            answer = self._collect(kind, payload)
            if answer is not None:
                return answer

    def _tell(self, parts: list[bytes]) -> tuple[str, bytes]:
        """Sends the message; the answer's first part."""
        total = len(parts)
        for i, part in enumerate(parts[:-1], 1):
            kind, payload = self._ask(f"{i}/{total}", part, f"+{i}")
            if "/" in kind:  # an answer already: an unknown session, say
                return kind, payload
        return self._ask(f"{total}/{total}", parts[-1])

    def _collect(self, kind: str, payload: bytes) -> bytes | None:
        """All parts of the answer whose first part has come; None where they stop coming.

        A fob that was restarted no longer knows of the answer and leaves `?j` unanswered.
        """
        total = int(kind.partition("/")[2])
        answer = [payload]
        for j in range(2, total + 1):
            wanted = f"{j}/{total}"
            try:
                answer.append(self._ask(f"?{j}", b"", wanted, self._timing.working)[1])
            except HostError:
                return None
        return b"".join(answer)

    def _ask(
        self, kind: str, payload: bytes, wanted: str = "", patience: float | None = None
    ) -> tuple[str, bytes]:
        """Sends one line, again after each silence, until a frame answers it.

        That is one of the kind `wanted`, or an answer's first part where none has come yet.
        Raises HostError "silent" after `patience` seconds.
        """
        line = frames.encode(frames.TO_FOB, self._session, self._seq, kind, payload)
        patience = patience or self._timing.patience
        now = self._timing.now
        begins = not kind.startswith("?")
        again = ""
        heard = now()
        while now() - heard < patience:
            self._trace(f"> {self._seq} {kind}{again}")
            self._port.write(b"\n" + line if again else line)
            again = " again"
            quiet = self._timing.repeat
            sent = now()
            while now() - sent < quiet:
                for got, content in self._frames():
                    if got == wanted or begins and got.startswith("1/"):
                        return got, content
                    if got in (frames.BUSY, frames.WAIT):
                        self._event(got[1:])
                        heard = sent = now()
                        quiet = self._timing.working
        raise HostError(
            f"The fob does not answer (silent for {patience:.0f} s): unplug it, plug it in and"
            " try again.",
            "silent",
            NO_FOB,
        )

    def _frames(self) -> list[tuple[str, bytes]]:
        """The good frames of this request that have arrived; everything else is noise."""
        good = []
        for line in self._cutter.feed(self._port.read()):
            frame = frames.decode(line, frames.TO_HOST)
            if frame is None or frame[:2] != (self._session, self._seq):
                self._trace(f"< noise, {len(line)} bytes")
                continue
            self._trace(f"< {self._seq} {frame[2]}")
            good.append((frame[2], frame[3]))
        return good
