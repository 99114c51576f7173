"""What the models of the ST7735S and the ST7789 share: SPI with D/C, a memory, and its glass.

Strict: commands that the data sheet does not list, a wrong number of parameters, pixels past the
window, and commands sooner than the data sheet allows raise ModelError.
"""

from collections.abc import Callable
from typing import Protocol

from mfob.sim.errors import ModelError
from mfob.sim.parts.st77memory import BGR, Memory, colours

MS = 1_000_000  # ns
RESET_LOW = 10_000  # ns
SETTLE = 120 * MS
_LIT = 0x40  # of 255, of a pixel's brightest colour: what is clearly not dark
_ANY = -1  # number of parameters of the memory write
# command: how many parameters it takes; those that both data sheets list
COMMON = {
    0x00: 0, 0x01: 0, 0x10: 0, 0x11: 0, 0x12: 0, 0x13: 0, 0x20: 0, 0x21: 0, 0x26: 1, 0x28: 0,
    0x29: 0, 0x2A: 4, 0x2B: 4, 0x2C: _ANY, 0x30: 4, 0x33: 6, 0x34: 0, 0x35: 1, 0x36: 1, 0x37: 2,
    0x38: 0, 0x39: 0, 0x3A: 1,
}  # fmt: skip
_UNSEEN = (0x12, 0x30, 0x33, 0x37, 0x39)  # they change the picture, which is not modelled


class Clock(Protocol):
    """The world's: mfob.sim.world.World."""

    def ticks(self) -> int:
        """Nanoseconds."""
        ...


class ST77xx:
    """A panel of width x height pixels, in its own portrait, that shows the memory from `offset`
    (column, row) on. on_change is called when the picture may differ."""

    NAME = ""
    COLUMNS = ROWS = 0  # of the memory
    FASTEST = 0  # Hz of the serial clock
    COMMANDS: dict[int, int] = {}
    AFTER_RESET = 0  # ns from the software reset to the next command
    AFTER_SLEEP_OUT = 0  # ns to the next command
    BLUE_FIRST = False  # how the glass is wired to the controller
    INVERTED = True  # the glass wants inverted colours, as IPS panels do

    def __init__(self, clock: Clock, width: int, height: int, offset: tuple[int, int]) -> None:
        column, row = offset
        if column < 0 or row < 0 or column + width > self.COLUMNS or row + height > self.ROWS:
            raise ModelError(f"{self.NAME}: the panel lies outside of its memory")
        self.width = width
        self.height = height
        self.on_change: Callable[[], None] | None = None
        self.bytes = 0  # of display data received
        self._dirty = False
        self._clock = clock
        self._offset = offset
        self.power_on()

    def power_on(self) -> None:
        """The state after power was cut: registers reset, memory full of noise, no line driven."""
        self._memory = Memory(self.NAME, self.COLUMNS, self.ROWS)
        self._selected = False
        self._data_next = False
        self._reset: int | None = None
        self._reset_fell = 0
        self.asleep = True
        self._ready = self._may_sleep = self._may_wake = 0
        self._registers()
        self._changed()

    # the wires

    def select(self, level: int) -> None:
        """CS, low active. A parameter that is under way goes on when it is low again."""
        self._selected = level == 0
        if not self._selected and self._dirty:
            self._dirty = False
            self._changed()

    def dc(self, level: int) -> None:
        """D/C: 0 for a command, 1 for its parameters."""
        self._data_next = level == 1

    def reset(self, level: int) -> None:
        """RESX, low active."""
        now = self._clock.ticks()
        if level == 0 and self._reset != 0:
            self._reset_fell = now
        elif level == 1 and self._reset == 0:
            if now - self._reset_fell < RESET_LOW:
                raise ModelError(f"{self.NAME}: its reset was low for less than 10 us")
            self._ready = now + (5 * MS if self.asleep else SETTLE)
            self._may_wake = now + SETTLE
            self.asleep = True
            self._registers()
            self._changed()
        self._reset = level

    def write(self, data: bytes) -> None:
        """Bytes on the wire, all of them with the D/C line as it is."""
        if not self._selected:
            raise ModelError(f"{self.NAME}: written to while its CS is high")
        if self._reset != 1:
            raise ModelError(f"{self.NAME}: written to while it is held in reset")
        if self._data_next:
            self._parameters(bytes(data))
        else:
            for command in data:
                self._begin(command)

    def break_off(self) -> None:
        """The controller stopped midway: it is ready for a command."""
        self._command = None
        self._memory.half = b""

    # what one sees

    @property
    def lit(self) -> bool:
        """True if the picture is on the glass; the backlight is another part."""
        return self.on and not self.asleep and self._reset == 1

    def rgb(self) -> bytes:
        """The glass in its own portrait, row by row, three bytes a pixel."""
        if not self.lit:
            return bytes(3 * self.width * self.height)
        swapped = bool(self._memory.order & BGR) != self.BLUE_FIRST
        colour = colours(swapped, self.inverted != self.INVERTED)
        left, top = self._offset
        rows = [self._memory.row(left, top + y, self.width) for y in range(self.height)]
        return b"".join([colour(value) for row in rows for value in row])

    def rows(self) -> list[int]:
        """A row of `width` bits a line, the leftmost pixel the highest bit: 1 if not dark."""
        rgb = self.rgb()
        lit = []
        for start in range(0, len(rgb), 3 * self.width):
            line = rgb[start : start + 3 * self.width]
            bright = map(max, line[0::3], line[1::3], line[2::3])
            lit.append(int("".join(["1" if value >= _LIT else "0" for value in bright]), 2))
        return lit

    # the registers

    def _registers(self) -> None:
        """As a reset leaves them; the memory stays."""
        self.on = self.inverted = False
        self._command: int | None = None
        self._given = bytearray()
        self._format = 0x06  # 18 bits a pixel
        self._memory.reset()

    def _begin(self, command: int) -> None:
        self._complete()
        now = self._clock.ticks()
        if now < self._ready:
            raise ModelError(
                f"{self.NAME}: command 0x{command:02x} {_ms(self._ready - now)} ms too soon"
            )
        if command not in self.COMMANDS:
            raise ModelError(f"{self.NAME}: no command 0x{command:02x}")
        if command in _UNSEEN:
            raise ModelError(f"{self.NAME}: command 0x{command:02x} is not modelled")
        self._command = command
        self._given.clear()
        if command == 0x2C:
            if self._format != 0x05:
                raise ModelError(f"{self.NAME}: pixels, but it is not set to 16 bits for each")
            self._memory.begin()
        elif self.COMMANDS[command] == 0:
            self._plain(command, now)

    def _complete(self) -> None:
        """The command before has all that belongs to it."""
        if self._command is None:
            return
        wanted = self.COMMANDS[self._command]
        if self._memory.half or wanted not in (_ANY, len(self._given)):
            raise ModelError(
                f"{self.NAME}: command 0x{self._command:02x} broke off in its parameters"
            )

    def _parameters(self, data: bytes) -> None:
        if self._command is None:
            raise ModelError(f"{self.NAME}: parameters without a command")
        if self._command == 0x2C:
            self.bytes += self._memory.write(data)
            self._dirty = True
            return
        wanted = self.COMMANDS[self._command]
        self._given += data
        if len(self._given) > wanted:
            raise ModelError(
                f"{self.NAME}: command 0x{self._command:02x} takes {wanted} parameters"
            )
        if data and len(self._given) == wanted:
            self._set(self._command, bytes(self._given))

    def _plain(self, command: int, now: int) -> None:
        if command == 0x01:
            self._ready = now + self.AFTER_RESET
            self._may_wake = now + SETTLE
            self.asleep = True
            self._registers()
        elif command == 0x10 and not self.asleep:
            if now < self._may_sleep:
                raise ModelError(f"{self.NAME}: sleep in less than 120 ms after sleep out")
            self._ready, self._may_wake = now + 5 * MS, now + SETTLE
            self.asleep = True
        elif command == 0x11 and self.asleep:
            if now < self._may_wake:
                raise ModelError(f"{self.NAME}: sleep out under 120 ms after reset or sleep in")
            self._ready, self._may_sleep = now + self.AFTER_SLEEP_OUT, now + SETTLE
            self.asleep = False
        elif command in (0x20, 0x21):
            self.inverted = command == 0x21
        elif command in (0x28, 0x29):
            self.on = command == 0x29
        self._dirty = True

    def _set(self, command: int, given: bytes) -> None:
        if command == 0x36:
            if given[0] & 0x03:
                raise ModelError(f"{self.NAME}: MADCTL 0x{given[0]:02x} has bits that are none")
            self._memory.order = given[0]
            self._dirty = True
        elif command == 0x3A:
            self._format = given[0] & 0x07
            if given[0] not in (0x05, 0x55):
                raise ModelError(f"{self.NAME}: pixel format 0x{given[0]:02x} is not modelled")
        elif command in (0x2A, 0x2B):
            first, last = int.from_bytes(given[:2], "big"), int.from_bytes(given[2:], "big")
            self._memory.set_window(command == 0x2B, first, last)

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()


def _ms(ns: int) -> str:
    return f"{ns / MS:.1f}"
