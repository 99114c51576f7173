"""The serial line between host and chip: what fits into the chip's receive buffer, and when.

`usb` loses nothing: the host waits while the buffer is full. `uart` is 115,200 baud in the world's
time, 8N1, and what comes while its 256-byte buffer is full is gone, as behind a USB-UART chip.
"""

from collections import deque

from mfob.sim.errors import SimError
from mfob.sim.world import SECOND, World

BAUD = 115_200
UART_BUFFER = 256
USB_PACKET = 64
USB_BUFFER = 512  # MicroPython's ring for a USB console on the RP2040
BYTE_NS = 10 * SECOND // BAUD
_OUT_LIMIT = 4096


class Line:
    """Bytes from the host wait in `_coming` with the tick they arrive at, then in the buffer."""

    def __init__(self, world: World, kind: str = "usb") -> None:
        if kind not in ("usb", "uart"):
            raise SimError(f"a line is usb or uart, not {kind!r}")
        self.kind = kind
        self.dropped = 0
        self._world = world
        self._size = USB_BUFFER if kind == "usb" else UART_BUFFER
        self._coming: deque[tuple[int, int]] = deque()
        self._free_at = 0
        self._buffer: deque[int] = deque()
        self._out = bytearray()
        self._out_free_at = 0

    # from the host

    def room(self) -> int:
        """How many bytes may be taken from the host now."""
        if self.kind == "usb":
            return max(0, self._size - len(self._buffer) - len(self._coming))
        return max(0, 4096 - len(self._coming))

    def send(self, data: bytes) -> None:
        """The host puts data on the wire."""
        now = self._world.ticks()
        for byte in data:
            if self.kind == "uart":
                now = self._free_at = max(now, self._free_at) + BYTE_NS
            self._coming.append((now, byte))

    def arrivals(self) -> bytes:
        """Take the bytes that have come by now, before they go into the buffer by accept()."""
        now = self._world.ticks()
        arrived = bytearray()
        while self._coming and self._coming[0][0] <= now:
            arrived.append(self._coming.popleft()[1])
        return bytes(arrived)

    def accept(self, byte: int) -> None:
        """A byte goes into the chip's buffer, or is lost if that is full."""
        if len(self._buffer) >= self._size:
            self.dropped += 1
        else:
            self._buffer.append(byte)

    def next_arrival(self) -> int | None:
        """The tick at which the next byte will have come."""
        return self._coming[0][0] if self._coming else None

    # the chip's side

    def readable(self) -> bool:
        """True if the chip has a byte to read."""
        return bool(self._buffer)

    def read(self, most: int) -> bytes:
        """The oldest bytes: up to a packet of USB, one by one of a UART."""
        count = min(most, USB_PACKET if self.kind == "usb" else 1, len(self._buffer))
        return bytes(self._buffer.popleft() for _ in range(count))

    def write(self, data: bytes) -> int:
        """The chip sends; returns the tick at which the last byte has left."""
        self._out += data
        now = self._world.ticks()
        if self.kind == "uart":
            self._out_free_at = max(now, self._out_free_at) + BYTE_NS * len(data)
            return self._out_free_at
        return now

    def outgoing(self) -> bytearray:
        """What waits for the host; the caller removes what it has handed over."""
        return self._out

    def congested(self) -> bool:
        """True if the host does not take what the chip sends."""
        return len(self._out) > _OUT_LIMIT

    def reset(self) -> None:
        """The chip starts again: its buffers are empty."""
        self._buffer.clear()
        self._coming.clear()
        self._out.clear()

    def hang_up(self) -> None:
        """The host is gone: what was for it is dropped."""
        self._out.clear()
