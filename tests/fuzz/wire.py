"""The virtual fob's serial line as a program sees it that keeps all it hears; and a finger."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import serial

from e2e.conftest import Bench
from fobcore import frames


class Wire:
    """The virtual fob's port, all that it said on it, and questions of one's own."""

    def __init__(self, port: serial.Serial) -> None:
        self.port = port
        self.heard = bytearray()
        self.asked = 1 << 28

    def pour(self, data: bytes) -> None:
        for start in range(0, len(data), 2048):
            self.port.write(data[start : start + 2048])
            self.heard += self.port.read(65536)

    def ask(self, text: bytes) -> bytes:
        """A short question in a session of its own; the payload of the answer's first line."""
        self.asked += 2
        session = b"5afe%04x" % (self.asked >> 1 & 0xFFFF)
        hello = frames.encode(">", session.decode(), 1, "1/1", b'{"do":"hello"}')
        self.pour(b"\n" + hello)
        self.hear(b"<%s 1 1/" % session)
        self.pour(frames.encode(">", session.decode(), 2, "1/1", text))
        return self.hear(b"<%s 2 1/" % session)

    def hear(self, start: bytes) -> bytes:
        until = time.monotonic() + 60
        while (at := self.heard.find(start)) < 0 or self.heard.find(b"\n", at) < 0:
            assert time.monotonic() < until, bytes(self.heard[-300:])
            self.heard += self.port.read(65536)
            time.sleep(0.005)
        line = bytes(self.heard[at : self.heard.index(b"\n", at)])
        frame = frames.decode(line, "<")
        assert frame is not None, line
        return frame[3]


def approved(fob: Bench, call: Callable[[], object]) -> None:
    """A call that asks the owner: presses `ok` at each page of the question, passes on what it
    raises. A locked fob's screen is no question."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            call()
        except Exception as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while thread.is_alive():
        assert time.monotonic() < until, fob.sim.text()
        if "next = no" in "\n".join(fob.sim.text()):
            time.sleep(0.4)
            fob.sim.press("ok")
        thread.join(0.05)
    if failed:
        raise failed[0]
