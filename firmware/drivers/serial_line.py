"""The serial line to the host: bytes in one at a time, whole lines out of a bounded buffer."""

import select

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Stream


class SerialLine:
    """Lines from a stream with readinto() and write().

    It never waits for the rest of a line and never holds more than `longest` bytes: a longer line
    is dropped to its end. One byte at a time, because a read for more would wait for more.
    """

    def __init__(self, stream: "Stream", longest: int) -> None:
        self._stream = stream
        self._poll = select.poll()
        self._poll.register(stream, select.POLLIN)
        self._byte = bytearray(1)
        self._line = bytearray(longest)
        self._length = 0
        self._overrun = False

    def read_line(self, most: int = 64) -> bytes | None:
        """The next whole line without its newline; None when there is none within what has come,
        or after `most` bytes, so that other work is not kept waiting."""
        byte = self._byte
        for _ in range(most):
            if not self._ready(0):
                return None
            if not self._stream.readinto(byte):
                return None
            if byte[0] == 10:
                length, overrun = self._length, self._overrun
                self._length, self._overrun = 0, False
                if length and not overrun:
                    line = bytes(self._line[:length])
                    self._line[:length] = bytes(length)
                    return line
            elif self._length == len(self._line):
                self._overrun = True
            else:
                self._line[self._length] = byte[0]
                self._length += 1
        return None

    def wait(self, ms: int) -> bool:
        """Rests until a byte has come, at most so long; whether one has."""
        for _, event in self._poll.ipoll(ms):  # noqa: SIM110  it is called often
            if event & select.POLLIN:
                return True
        return False

    def write(self, data: bytes) -> None:
        self._stream.write(data)

    def _ready(self, ms: int) -> bool:
        ready = False
        for _, event in self._poll.ipoll(ms):
            ready = event & select.POLLIN != 0
        return ready
