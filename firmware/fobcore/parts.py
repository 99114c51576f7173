"""What the parts of a fob are handed, as types: for the type checker only, a fob never imports it.

Whoever names one of these in an annotation imports it under TYPE_CHECKING and quotes it.
"""

from array import array
from typing import Any, Callable, Generator, Iterator, Protocol, Sequence, Tuple, Union

from framebuf import FrameBuffer

from fobcore.account import Account
from fobcore.dialog import Screen
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
Scan = Iterator[Tuple[int, bytes]]  # offset and plaintext of each record

# What a command gives: see fobcore.link. A task yields BUSY or WAIT and is sent the ticks.
Making = Callable[[], dict]  # makes the answer anew each time that it is sent
Answer = Union[dict, Making]
Task = Generator[str, int, Answer]
Asking = Generator[str, int, int]  # ends with the ticks of the owner's approval
Flow = Generator["Screen", None, Any]  # see fobcore.dialog
Typing = Generator["Screen", None, str]
RowText = Callable[[int], str]
Show = Callable[[int], object]  # the account at a position of the list
Marks = Sequence[int]  # of accounts, see fobcore.index
Strips = Iterator[Tuple[FrameBuffer, int]]
Sizes = Tuple[Tuple[int, int], ...]  # (width, height) of fonts
Row = Tuple[str, Callable[[], Flow]]  # of a menu, and what it leads to
OfMenu = Callable[[Any], Flow]  # one of the flows of fobcore.menu, given that module
Canvas = FrameBuffer  # of a display's strip
View = Tuple[object, ...]  # what a picture depends on
GoOn = Callable[["Account", int, bytes], Union[Answer, Task]]
Checks = Iterator[Tuple[str, bool]]
Health = Callable[[], dict]
Lines = Callable[[int], "list[str]"]
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
    def append(self, data: bytes) -> None: ...
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

    @property
    def inks(self) -> Sequence[int]: ...
    @property
    def palettes(self) -> "Sequence[FrameBuffer] | None": ...
    def strips(self, first: int, last: int) -> Strips:
        """Canvases for the rows first to last - 1 from top to bottom, each with the row of the
        picture that is its top. What was painted on one, which the caller clears first, is on the
        display when the next is asked for. May give more rows than asked. Raises OSError."""
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


class Font(Protocol):
    """A module of fonts, or what stands for one until it is loaded."""

    @property
    def WIDTH(self) -> int: ...
    @property
    def HEIGHT(self) -> int: ...
    @property
    def CHARS(self) -> str: ...
    @property
    def DATA(self) -> bytes: ...


Fonts = Sequence[Font]  # from small to large


class RunningHash(Protocol):
    """As hashlib's objects."""

    def update(self, data: bytes) -> None: ...
    def digest(self) -> bytes: ...


NewHash = Callable[[bytes], RunningHash]  # hashlib's constructors
NewOwn = Callable[[bytes], Hash]  # ours, which can be copied
Compress = Callable[["array[int]", bytearray], object]
Mac = Callable[[bytes], bytes]  # of a message, under a key


class BlockHash(Protocol):
    """A hash that makes HMACs over two pads, see fobcore.hashes."""

    block_size: int

    def digest(self, data: bytes) -> bytes: ...
    def keyed(self, inner: bytes, outer: bytes) -> Mac: ...


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
    def console(self) -> Stream: ...
    def unique_id(self) -> bytes: ...
    def urandom(self, n: int) -> bytes: ...
    def reset(self) -> None: ...
    def watchdog(self, ms: int) -> Watchdog: ...
