"""What the parts of a fob are handed, as types: for the type checker only, a fob never imports it.

Whoever names one of these in an annotation imports it under TYPE_CHECKING and quotes it.
"""

from array import array
from typing import Any, Callable, Generator, Iterator, List, Protocol, Sequence, Tuple, Union

from framebuf import FrameBuffer

from fobcore.dialog import Screen
from fobcore.link import Link
from fobcore.merkle import Hash

Ticks = Callable[[], int]  # as time.ticks_ms
TicksDiff = Callable[[int, int], int]  # as time.ticks_diff
Send = Callable[[bytes], object]
Urandom = Callable[[int], bytes]
Blocks = Callable[[], bytes]
Places = Sequence[Tuple[int, bytes]]  # for each key slot its block and marker
Steps = Generator[None, None, None]  # long work, a slice a step
Stretching = Generator[None, None, "tuple[bytes, int]"]  # ends with the key and its iterations
Work = Generator[None, None, Any]  # long work of the keeper; ends with what it gives
Scrub = Callable[[], object]
LinkOf = Callable[[], Link]
Scan = Iterator[Tuple[int, bytes]]  # offset and plaintext of each record

# What a command gives: see fobcore.link. A task yields BUSY or WAIT and is sent the ticks.
Making = Callable[[], dict]  # makes the answer anew each time that it is sent
Answer = Union[dict, Making]
Task = Generator[str, int, Answer]
Asking = Generator[str, int, int]  # ends with the ticks of the owner's approval
Flow = Generator["Screen", None, Any]  # see fobcore.dialog
Typing = Generator["Screen", None, str]
RowText = Callable[[int], "Listed"]
Show = Callable[[int], object]  # the account at a position of the list
Marks = Sequence[int]  # of accounts, see fobcore.index
Strips = Iterator[Tuple[FrameBuffer, int]]
Sizes = Tuple[Tuple[int, int], ...]  # (width, height) of fonts
Row = Tuple[str, Callable[[], Flow]]  # of a menu, and what it leads to
OfMenu = Callable[[Any], Flow]  # one of the flows of fobcore.menu, given that module
Canvas = FrameBuffer  # of a display's strip
View = Tuple[object, ...]  # what a picture depends on
Checks = Iterator[Tuple[str, bool]]
Health = Callable[[], dict]
What = Union[str, List[Union[str, bytes]]]  # of a question: texts, and strips (fobcore.strip)
Line = Union[str, Tuple[bytes, int, int]]  # a line of it: a text, or columns of a strip
Part = Union[str, bytes, Tuple[bytes, int, int]]
Listed = Union[str, List[Part]]  # of a list: parts beside each other
Lines = Callable[[int], List[Line]]
Page = Callable[[int], str]  # the text of a page of a question, from 0
Run = Callable[[dict, str, int], Union[Answer, Task]]


class Flash(Protocol):
    """Raw sectors: drivers.storage.RawFlash."""

    def erase(self, block: int) -> None: ...
    def program(self, block: int, page: int, data: "bytes | bytearray") -> None: ...
    def read(self, block: int, offset: int, length: int) -> bytes: ...


class Rewriting(Protocol):
    """A new content of a file, which takes the old one's place at commit."""

    def write(self, data: bytes) -> object: ...
    def commit(self) -> None: ...
    def abort(self) -> None: ...


class File(Protocol):
    """The journal's file; an append is there as a whole or not at all."""

    def exists(self) -> bool: ...
    def create(self) -> None: ...
    def size(self) -> int: ...
    def read(self, offset: int, length: int) -> bytes: ...
    def append(self, *pieces: bytes) -> None: ...
    def rewrite(self) -> "Rewriting": ...
    def remove(self) -> None: ...


class Kept(Protocol):
    """A few bytes that outlive the power; empty at first."""

    def load(self) -> bytes: ...
    def save(self, data: bytes) -> None: ...


# When (s UTC), how far off the clock was just before (ms, None where it was not set), the error
# of the setting (ms), after how many seconds (None: the first), clock.PRESSED | clock.BY_HAND.
Setting = Tuple[int, "int | None", int, "int | None", int]


class Rtc(Protocol):
    """A clock chip.

    read() -> seconds UTC in 2000 to 2099, or None where the chip says that it lost the time or
    holds no date, and `lost` why; write(utc); both raise OSError when the bus fails.
    """

    @property
    def lost(self) -> str: ...
    def read(self) -> "int | None": ...
    def write(self, utc: int) -> None: ...


class Display(Protocol):
    """What is painted on the canvases that strips() gives is what a person sees.

    width, height: pixels, as a person sees them. inks: canvas values by ink number (BACK, TEXT,
    DIM, GOOD, WARN, ALARM). palettes: by ink number, for framebuf.blit(glyph, x, y, -1, palette);
    None on a display of one bit. On a colour display a value has its bytes swapped for the wire.
    """

    width: int
    height: int
    strip: int  # rows of a strip
    spare: "tuple[int, int]"  # pixels, at the right and below, by which the picture may move
    place: "tuple[int, int]"  # by which it is; whoever changes it draws all anew

    @property
    def inks(self) -> Sequence[int]: ...
    @property
    def palettes(self) -> "Sequence[FrameBuffer] | None": ...
    def strips(self, first: int, last: int) -> Strips:
        """Canvases for the rows first to last - 1 from top to bottom, each with the row of the
        picture that is its top. What was painted on one, which the caller clears first, is on the
        display when the next is asked for. May give more rows than asked. One bit: the whole
        canvas, with what was painted on it before; only the rows asked for are looked at.
        Raises OSError."""
        ...

    def turn(self, over: bool) -> None:
        """Upside down against the board's rotation; whoever calls draws all anew."""
        ...

    def brightness(self, level: int) -> None:
        """0 (the dimmest that can still be read) to 255."""
        ...

    def power(self, on: bool) -> None:
        """Display and backlight."""
        ...

    def answers(self) -> "bool | None":
        """On the bus; None where the part can't be asked."""
        ...


class Glyphs(Protocol):
    """A module of fonts."""

    @property
    def WIDTH(self) -> int: ...
    @property
    def HEIGHT(self) -> int: ...
    @property
    def CHARS(self) -> str: ...
    @property
    def DATA(self) -> bytes: ...


class Font(Glyphs, Protocol):
    """What stands for one, and for those of other scripts beside it."""

    def other(self, text: str, at: int) -> bytes: ...
    def forget(self) -> None: ...


Fonts = Sequence[Font]  # from small to large


class RunningHash(Protocol):
    """As hashlib's objects."""

    def update(self, data: bytes) -> None: ...
    def digest(self) -> bytes: ...


NewHash = Callable[[Union[bytes, bytearray]], RunningHash]  # hashlib's constructors
NewOwn = Callable[[Union[bytes, bytearray]], Hash]  # ours, which can be copied
Compress = Callable[["array[int]", bytearray], object]
Mac = Callable[[bytes], bytes]  # of a message, under a key


class BlockHash(Protocol):
    """A hash that makes HMACs over two pads, see fobcore.hashes."""

    block_size: int

    def digest(self, data: bytes) -> bytes: ...
    def keyed(self, inner: bytearray, outer: bytearray) -> Mac: ...


class I2C(Protocol):
    """As machine.I2C."""

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes: ...
    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None: ...
    def writeto_mem(self, address: int, memory: int, data: bytes) -> None: ...
    def writeto(self, address: int, data: "bytes | memoryview") -> int: ...


class Pin(Protocol):
    """As machine.Pin, an input."""

    def value(self) -> int: ...


class Output(Protocol):
    """As machine.Pin, an output."""

    def value(self, level: int) -> object: ...


class SPI(Protocol):
    """As machine.SPI."""

    def write(self, data: "bytes | memoryview") -> object: ...


class PWM(Protocol):
    """As machine.PWM."""

    def duty_u16(self, duty: int) -> object: ...


class ADC(Protocol):
    """An analog input: drivers.chip.Adc."""

    def microvolts(self) -> int: ...


class UsbBuiltin(Protocol):
    """As machine.USBDevice.BUILTIN_DEFAULT."""

    @property
    def itf_max(self) -> int: ...
    @property
    def ep_max(self) -> int: ...
    @property
    def desc_dev(self) -> bytes: ...
    @property
    def desc_cfg(self) -> bytes: ...


class UsbDevice(Protocol):
    """As machine.USBDevice."""

    BUILTIN_DEFAULT: Any  # a UsbBuiltin
    builtin_driver: Any
    config: Any

    def active(self, *on: bool) -> object: ...
    def submit_xfer(self, endpoint: int, data: "bytes | bytearray") -> bool: ...


UsbDeviceOf = Callable[[], UsbDevice]


class Keyboard(Protocol):
    """That of a computer: drivers.usbkeyboard.UsbKeyboard."""

    @property
    def ready(self) -> bool: ...
    @property
    def times(self) -> int: ...
    @property
    def lamps(self) -> "int | None": ...
    @property
    def busy(self) -> bool: ...
    def press(self, modifiers: int, key: int) -> bool: ...


class BlockDevice(Protocol):
    """As rp2.Flash."""

    def readblocks(self, block: int, data: bytearray, offset: int) -> None: ...
    def writeblocks(self, block: int, data: "bytes | bytearray", offset: int) -> None: ...
    def ioctl(self, operation: int, argument: int) -> int: ...


class Stream(Protocol):
    """The serial line's bytes; select.poll can register it."""

    def readinto(self, data: bytearray) -> "int | None": ...
    def write(self, data: bytes) -> "int | None": ...


class Watchdog(Protocol):
    """Resets the chip where it is not fed."""

    def feed(self) -> None: ...


class Chip(Protocol):
    """A drivers.chip_*: makes what the drivers are handed."""

    def i2c(self, spec: dict) -> I2C: ...
    def spi(self, spec: dict) -> SPI: ...
    def pin_in(self, spec: dict) -> Pin: ...
    def pin_out(self, number: int, level: int) -> Output: ...
    def pwm(self, number: int) -> PWM: ...
    def adc(self, number: int) -> ADC: ...
    def flash(self) -> BlockDevice: ...
    def usb(self) -> "UsbDeviceOf | None": ...
    def console(self) -> Stream: ...
    def unique_id(self) -> bytes: ...
    def urandom(self, n: int) -> bytes: ...
    def reset(self) -> None: ...
    @property
    def woken(self) -> str:
        """By what, where this start is the end of a sleep(): "button", "timer"; else ""."""
        ...

    @property
    def naps_lit(self) -> bool:
        """Whether a lit backlight stays as it is in a nap."""
        ...

    def host(self) -> "bool | None":
        """Whether a computer is at the other end of the USB line; None where it can't tell."""
        ...

    def nap(self, ms: int, pins: "Sequence[dict]") -> None:
        """The processor stands for so long, or until one of a board's buttons is down, or less;
        the ticks go on. What comes on the serial line meanwhile may be lost."""
        ...

    def sleep(self, pins: "Sequence[dict]", held: "Sequence[tuple[int, int]]", ms: int) -> None:
        """Off, until one of a board's buttons is down, or for ms (0: for ever); `held`: outputs
        that keep a level, (pin, level). Where the memory is kept it returns, and the ticks have
        stood meanwhile; else the chip starts anew."""
        ...

    def note(self) -> int:
        """What keep() was last told, also behind a sleep that loses the memory; 0 when new."""
        ...

    def keep(self, note: int) -> None:
        """A byte for note()."""
        ...

    def watchdog(self, ms: int) -> Watchdog: ...
