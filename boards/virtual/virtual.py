"""The wire to the computer's half of the virtual fob: one request out, one answer in.

The other end is mfob.sim.chips.bridge, which lists the operations. Nothing here allocates on the
way to the flash: a file closed by the garbage collector calls it with the heap locked.
"""

import sys
from struct import pack_into

from micropython import const

ID = const(1)
TICKS_MS = const(2)
TICKS_US = const(3)
SECONDS = const(4)
SLEEP_MS = const(5)
SLEEP_US = const(6)
POLL = const(7)
READ = const(8)
WRITE = const(9)
WINDOW = const(10)
PIN_MODE = const(16)
PIN_GET = const(17)
PIN_SET = const(18)
PWM = const(20)
PWM_OFF = const(21)
ADC_INIT = const(22)
ADC_READ = const(23)
I2C_INIT = const(24)
I2C_WRITE = const(25)
I2C_READ = const(26)
SPI_INIT = const(28)
SPI_WRITE = const(29)
FLASH_READ = const(32)
FLASH_PROGRAM = const(33)
FLASH_ERASE = const(34)
FLASH_COUNT = const(35)
WATCHDOG = const(40)
RESET = const(41)
NAP = const(42)
SLEEP = const(43)
HOST = const(44)
WOKEN = const(45)
NOTE = const(46)
KEEP = const(47)
RTC_GET = const(48)
RTC_SET = const(49)
USB = const(56)
USB_BUILTIN = const(57)
USB_CONFIG = const(58)
USB_ACTIVE = const(59)
USB_SUBMIT = const(60)
USB_NEXT = const(61)

_BLOCK = const(4096)
_PAGE = const(256)
_ONCE = (0,)
_request = bytearray(12)
_answer = bytearray(8)
usb: list = []  # what is called while the fob waits, once its program uses USB
_wire: list = [None, None]  # the read end and the write end, once connected


def connect(read_fd: int, write_fd: int) -> None:
    """Open the two pipes that the computer's half handed to this process."""
    _wire[0] = open("/dev/fd/%d" % read_fd, "rb")
    _wire[1] = open("/dev/fd/%d" % write_fd, "wb")


def call(
    op: int,
    small: int = 0,
    a: int = 0,
    b: int = 0,
    out: bytes | bytearray | memoryview | None = None,
    into: bytearray | memoryview | None = None,
) -> int:
    """Send a request, wait for its answer and return its value; OSError(errno) if it failed.

    A Ctrl-C that comes meanwhile (the computer's half sends it only then) is raised when the
    answer is complete, as a chip does after a transfer that its hardware makes.
    """
    pack_into("<BBHII", _request, 0, op, small, 0 if out is None else len(out), a, b)
    rx = _wire[0]
    tx = _wire[1]
    sent = False
    interrupt = None
    got = -1
    while got < 0:
        try:
            if not sent:
                sent = True
                tx.write(_request)
                if out is not None:
                    tx.write(out)
            if got < 0:
                got = rx.readinto(_answer)
            for _ in _ONCE:  # a jump: some builds raise there what is pending
                pass
        except KeyboardInterrupt as e:
            interrupt = e
    if got != 8:
        sys.exit(1)  # the computer's half is gone, and so is this chip
    size = _answer[2] | _answer[3] << 8
    if size and rx.readinto(into, size) != size:
        sys.exit(1)
    if _answer[0]:
        raise OSError(_answer[0])
    if interrupt is not None:
        raise interrupt
    return _answer[4] | _answer[5] << 8 | _answer[6] << 16 | _answer[7] << 24


def unique_id() -> bytes:
    """The chip's 8 bytes."""
    uid = bytearray(8)
    call(ID, into=uid)
    return bytes(uid)


class Flash:
    """The raw flash of the file system, with the block protocol of rp2.Flash."""

    def readblocks(self, block: int, buf: bytearray | memoryview, off: int = 0) -> None:
        """Read len(buf) bytes from byte off of block on."""
        call(FLASH_READ, 0, block * _BLOCK + off, len(buf), None, buf)

    def writeblocks(self, block: int, buf: bytes | bytearray | memoryview, off: int = -1) -> None:
        """Without off: erase the blocks, then program them. With off: program whole pages only."""
        if off < 0:
            if len(buf) % _BLOCK:
                raise ValueError("whole blocks only")
            for i in range(len(buf) // _BLOCK):
                call(FLASH_ERASE, 0, block + i)
            off = 0
        elif off % _PAGE or len(buf) % _PAGE:
            raise ValueError("whole pages only")
        call(FLASH_PROGRAM, 0, block * _BLOCK + off, 0, buf)

    def ioctl(self, op: int, arg: int) -> int | None:
        """4: count of blocks, 5: bytes of a block, 6: erase block arg; others do nothing."""
        if op == 4:
            return call(FLASH_COUNT)
        if op == 5:
            return _BLOCK
        if op == 6:
            call(FLASH_ERASE, 0, arg)
        return 0 if op in (1, 2, 3, 6) else None


class Console:
    """The serial line of the fob as a stream that select.poll (the one here) can register."""

    def __init__(self) -> None:
        self._packet = bytearray(64)  # of a USB line; a UART gives one byte at a time
        self._at = 0
        self._end = 0

    def pending(self) -> bool:
        """Whether bytes of a packet are still to be read."""
        return self._at < self._end

    def readinto(self, buf: bytearray | memoryview) -> int:
        """Wait until buf is full, one byte at a time, as the chip's sys.stdin.buffer does."""
        for i in range(len(buf)):
            if self._at == self._end:
                self._end = call(READ, 0, len(self._packet), 0, None, self._packet)
                self._at = 0
            buf[i] = self._packet[self._at]
            self._at += 1
        return len(buf)

    def read(self, size: int) -> bytes:
        """Exactly size bytes, waited for."""
        buf = bytearray(size)
        self.readinto(buf)
        return bytes(buf)

    def write(self, buf: str | bytes | bytearray | memoryview) -> int:
        """Send buf (str or bytes); returns how many bytes. What nobody listens to is dropped."""
        if isinstance(buf, str):
            buf = buf.encode()
        view = memoryview(buf)
        for start in range(0, len(view), 1024):
            call(WRITE, 0, 0, 0, view[start : start + 1024])
        return len(view)
