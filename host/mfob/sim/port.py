"""The PTY that stands for the fob's USB port: raw, and named by the link DIR/port.

The loop's end is the master; the slave is closed here, so that the kernel tells whether a host has
it open. While none has, what the fob says is dropped, as a USB serial device does.
"""

import os
import select
import termios
import tty
from collections.abc import Callable
from pathlib import Path

from mfob.sim.line import Line
from mfob.sim.loop import READ, WRITE, Loop, Timer

_LOOK_EVERY = 0.01  # s, for a host that opens the port
_SLICE = 4096


class Port:
    """Moves bytes between the PTY and the line; on_input is called when some came."""

    def __init__(self, loop: Loop, line: Line, link: Path, on_input: Callable[[], None]) -> None:
        self.host = False  # True while a host has it open
        self.on_drained: Callable[[], None] = lambda: None
        self._full = False  # the line takes no more from the host
        self._loop = loop
        self._line = line
        self._link = link
        self._on_input = on_input
        self._master, slave = os.openpty()
        self.name = os.ttyname(slave)
        _clean(slave)
        os.close(slave)
        os.set_blocking(self._master, False)
        self._hang_up = select.poll()
        self._hang_up.register(self._master, 0)
        self._timer: Timer | None = loop.after(_LOOK_EVERY, self._look)
        new = link.with_name(link.name + ".new")
        new.unlink(missing_ok=True)
        new.symlink_to(self.name)
        new.replace(link)

    def close(self) -> None:
        """Unplugged: a host that has it open sees a hang-up."""
        self._loop.watch(self._master, 0, self._ready)
        if self._timer is not None:
            self._timer.cancel()
        os.close(self._master)
        self._line.hang_up()
        self.host = False
        if self._link.is_symlink() and os.readlink(self._link) == self.name:
            self._link.unlink()

    def service(self) -> None:
        """The line has something for the host."""
        if not self.host and self._line.outgoing() and not self._hung_up():
            self._opened()
        self._send()
        self._watch()

    def took(self) -> None:
        """The chip has read: there may be room for more from the host."""
        if self._full:
            self._watch()

    def _look(self) -> None:
        self._timer = None
        if not self.host and not self._hung_up():
            self._opened()
            self._watch()
        elif not self.host:
            self._timer = self._loop.after(_LOOK_EVERY, self._look)

    def _hung_up(self) -> bool:
        return any(events & select.POLLHUP for _, events in self._hang_up.poll(0))

    def _opened(self) -> None:
        self.host = True
        self._line.hang_up()

    def _watch(self) -> None:
        events = 0
        if self.host:
            self._full = not self._line.room()
            events = 0 if self._full else READ
            events |= WRITE if self._line.outgoing() else 0
            if not events:  # full: look for the hang-up by hand
                self._loop.after(_LOOK_EVERY, self._watch_again)
        self._loop.watch(self._master, events, self._ready)

    def _watch_again(self) -> None:
        if self.host:
            self._watch()

    def _ready(self, events: int) -> None:
        if events & READ and not self._receive():
            self._closed()
            return
        if events & WRITE:
            self._send()
        self._watch()

    def _receive(self) -> bool:
        """Take what the host wrote; False at its hang-up, when all of it has been taken."""
        room = self._line.room()
        if not room:
            return True
        try:
            data = os.read(self._master, min(room, _SLICE))
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._line.send(data)
        self._on_input()
        return True

    def _send(self) -> None:
        out = self._line.outgoing()
        if not self.host:
            out.clear()
        while out:
            try:
                count = os.write(self._master, out[:_SLICE])
            except BlockingIOError:
                break
            except OSError:
                self._closed()
                return
            del out[:count]
        self.on_drained()

    def _closed(self) -> None:
        self.host = False
        self._loop.watch(self._master, 0, self._ready)
        self._line.hang_up()
        self._flush()
        if self._timer is None:
            self._timer = self._loop.after(_LOOK_EVERY, self._look)

    def _flush(self) -> None:
        """What the host has not read is not for the next one."""
        try:
            slave = os.open(self.name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return  # another host was faster; it flushes by itself
        try:
            _clean(slave)
        finally:
            os.close(slave)


def _clean(slave: int) -> None:
    tty.setraw(slave)
    termios.tcflush(slave, termios.TCIFLUSH)
