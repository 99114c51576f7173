"""The computer's end of the chip's USB: it enumerates the serial port and moves the line's bytes.

As a real host it lets the chip's endpoint wait while it has nothing to say. (rp2040py's own
answers with empty packets without end, and the core is never idle.)
"""

from collections import deque
from collections.abc import Callable

from rp2040py.peripherals.usb import RPUSBController
from rp2040py.usb.cdc import USBCDC

from mfob.sim.line import Line


class UsbHost(USBCDC):
    """sent: the line has something for the port; took: there may be room in it again."""

    def __init__(
        self,
        usb: RPUSBController,
        line: Line,
        sent: Callable[[], None],
        took: Callable[[], None],
    ) -> None:
        super().__init__(usb)
        self._line = line
        self._sent = sent
        self._took = took
        self._waiting: deque[int] = deque()  # sizes of buffers that the chip holds ready
        self._full = 0  # packets of the chip that the line has no room for
        self._others = usb.on_endpoint_read
        self._ready = usb._indicate_buffer_ready
        usb.on_endpoint_read = self._asked
        usb._indicate_buffer_ready = self._done
        usb.on_reset = self._reset
        self.on_serial_data = self._said

    def feed(self) -> None:
        """Hand over what has come for the chip, as far as it has room."""
        for byte in self._line.arrivals():
            self._line.accept(byte)
        while self._waiting and self._line.readable():
            data = self._line.read(self._waiting.popleft())
            self.usb.endpoint_read_done(self._out_endpoint, data)
            self._took()

    def relieved(self) -> None:
        """The port has taken what the chip sent."""
        while self._full and not self._line.congested():
            self._full -= 1
            self._ready(self._in_endpoint, False)

    def _asked(self, endpoint: int, size: int) -> None:
        if endpoint == self._out_endpoint:
            self._waiting.append(size)
            self.feed()
        elif self._others is not None:
            self._others(endpoint, size)

    def _done(self, endpoint: int, out: bool) -> None:
        if endpoint == self._in_endpoint and not out and self._line.congested():
            self._full += 1
        else:
            self._ready(endpoint, out)

    def _said(self, data: bytes | bytearray) -> None:
        self._line.write(bytes(data))
        self._sent()

    def _reset(self) -> None:
        """The chip has dropped off the bus."""
        self._waiting.clear()
        self._full = 0
        self._on_controller_reset()
