"""The select module that the virtual fob sees: it waits in the world's time, for the console."""

import virtual
from micropython import const

POLLIN = const(1)
POLLOUT = const(4)
POLLERR = const(8)
POLLHUP = const(16)

_FOREVER = const(0xFFFFFFFF)


class poll:
    """One stream, the console: nothing else in the virtual fob has a readable end."""

    def __init__(self) -> None:
        self._console = None
        self._mask = 0

    def register(self, obj: virtual.Console, eventmask: int = POLLIN | POLLOUT) -> None:
        """Watch obj, which must be the console."""
        if not isinstance(obj, virtual.Console):
            raise TypeError("stream operation not supported")
        self._console = obj
        self._mask = eventmask

    def modify(self, obj: virtual.Console, eventmask: int) -> None:
        """Watch obj for other events; OSError(ENOENT) if it is not registered."""
        self._known(obj)
        self._mask = eventmask

    def unregister(self, obj: virtual.Console) -> None:
        """Watch obj no longer."""
        if obj is self._console:
            self._console = None

    def ipoll(self, timeout: int = -1, flags: int = 0):  # noqa: ANN201
        """Wait up to timeout ms (-1: as long as it takes); iterate over (obj, events)."""
        return iter(self.poll(timeout))

    def poll(self, timeout: int = -1) -> list:
        """Wait up to timeout ms (-1: as long as it takes); a list of (obj, events)."""
        if timeout is None or timeout < 0:
            timeout = _FOREVER
        for turn in virtual.usb:
            turn()
        mask = 0 if self._console is None else self._mask
        if self._console is not None and mask & POLLIN and self._console.pending():
            return [(self._console, POLLIN)]
        events = virtual.call(virtual.POLL, mask, timeout)
        return [(self._console, events)] if events else []

    def _known(self, obj: virtual.Console) -> None:
        if obj is not self._console:
            raise OSError(2)
