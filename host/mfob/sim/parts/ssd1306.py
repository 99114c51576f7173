"""The SSD1306 display controller on I2C (Solomon Systech, SSD1306 rev 1.1), with its glass.

Strict: what the data sheet does not list, or what would come out garbled, raises ModelError.
"""

from collections.abc import Callable, Sequence

from mfob.sim.errors import ModelError

WIDTH = 128  # of the glass
PAGES = 8
_HORIZONTAL, _VERTICAL, _PAGED = 0, 1, 2

# command: what each of its arguments may be (data sheet, table 9-1 and 10.1)
_ARGUMENTS: dict[int, tuple[Sequence[int], ...]] = {
    0x20: (range(3),),
    0x21: (range(WIDTH), range(WIDTH)),
    0x22: (range(PAGES), range(PAGES)),
    0x81: (range(256),),
    0x8D: ((0x10, 0x14),),
    0xA8: (range(15, 64),),
    0xD3: (range(64),),
    0xD5: (range(256),),
    0xD9: ([n for n in range(256) if n & 15 and n >> 4],),
    0xDA: ((0x02, 0x12, 0x22, 0x32),),
    0xDB: ((0x00, 0x20, 0x30),),
}
_PLAIN = (
    set(range(0x20))
    | set(range(0x40, 0x80))
    | set(range(0xB0, 0xB8))
    | {0x2E, 0xA0, 0xA1, 0xA4, 0xA5, 0xA6, 0xA7, 0xAE, 0xAF, 0xC0, 0xC8, 0xE3}
)


class SSD1306:
    """A display of 128 x 64 or 128 x 32; on_change is called when the picture may differ."""

    NAME = "SSD1306"
    HEIGHTS: tuple[int, ...] = (32, 64)
    COLUMNS = WIDTH  # of the memory
    LEFT = 0  # the glass's first column in it
    ARGUMENTS = _ARGUMENTS
    PLAIN = _PLAIN

    def __init__(self, height: int) -> None:
        if height not in self.HEIGHTS:
            raise ModelError(f"there is no {self.NAME} module of {height} rows here")
        self.width = WIDTH
        self.height = height
        self.on_change: Callable[[], None] | None = None
        self.bytes = 0  # of display data received
        self.power_on()

    def power_on(self) -> None:
        """The state after power was cut: registers reset, memory full of noise."""
        noise = 0x2545F491
        self._ram = bytearray(self.COLUMNS * PAGES)
        for i in range(len(self._ram)):
            noise = (noise * 1103515245 + 12345) & 0x7FFFFFFF
            self._ram[i] = noise >> 16 & 0xFF
        self.on = self.inverted = self.pumped = self._all_on = False
        self.contrast = 0x7F
        self._mode = _PAGED
        self._columns = (0, self.COLUMNS - 1)
        self._pages = (0, PAGES - 1)
        self._column = self._page = 0
        self._wrapped = False
        self._multiplex = 64
        self._offset = self._first_line = 0
        self._com_pins = 0x12
        self._mirrored = True
        self._upside_down = True
        self._control: int | None = None
        self._command: int | None = None
        self._given: list[int] = []
        self._changed()

    # the bus

    def start(self, read: bool) -> bool:
        """Addressed; a new transfer begins with a control byte."""
        self._control = None
        self._wrapped = False
        return True

    def write(self, byte: int) -> bool:
        """A control byte, a command byte or a byte of display data."""
        if self._control is None:
            if byte & 0x3F:
                raise ModelError(f"{self.NAME}: 0x{byte:02x} is no control byte")
            self._control = byte
            return True
        if self._control & 0x40:
            self._data(byte)
        else:
            self._command_byte(byte)
        if self._control & 0x80:
            self._control = None
        return True

    def read(self) -> int:
        """The status: bit 6 is set while the display is off."""
        return 0x00 if self.on else 0x40

    def stop(self) -> None:
        """The transfer is over; a command may go on in the next one."""
        self._changed()

    # what one sees

    @property
    def lit(self) -> bool:
        """True if the glass gives light at all."""
        return self.on and self.pumped

    def rows(self) -> list[int]:
        """The glass as seen, a row of `width` bits a line, the leftmost pixel the highest bit."""
        if not self.lit:
            return [0] * self.height
        if self._all_on:
            return [(1 << WIDTH) - 1] * self.height
        self._check_glass()
        rows = [self._row(y) for y in range(self.height)]
        if self._upside_down:
            rows.reverse()
        return rows

    def _row(self, com: int) -> int:
        line = (com + self._first_line + self._offset) % 64
        start = (line >> 3) * self.COLUMNS + self.LEFT
        bit = line & 7
        page = self._ram[start : start + WIDTH]
        row = int("".join("1" if byte >> bit & 1 else "0" for byte in self._as_seen(page)), 2)
        return row ^ ((1 << WIDTH) - 1) if self.inverted else row

    def _as_seen(self, page: bytearray) -> bytearray:
        return page  # mirrored where it went into the memory

    def _check_glass(self) -> None:
        if self._multiplex != self.height:
            raise ModelError(
                f"{self.NAME}: {self._multiplex} rows are driven, the glass has {self.height}"
            )
        wired = 0x12 if self.height == 64 else 0x02
        if self._com_pins != wired:
            raise ModelError(
                f"{self.NAME}: row wiring 0x{self._com_pins:02x}, this glass has 0x{wired:02x}"
            )

    # the registers

    def _data(self, byte: int) -> None:
        if self._command is not None:
            raise ModelError(f"{self.NAME}: data in the middle of command 0x{self._command:02x}")
        if self._wrapped:
            raise ModelError(f"{self.NAME}: more data in one transfer than the window holds")
        self._store(byte)
        self.bytes += 1
        if self._mode == _PAGED:
            self._column = (self._column + 1) % self.COLUMNS
            self._wrapped = self._column == 0
        elif self._mode == _HORIZONTAL:
            self._column, carry = _next(self._column, self._columns)
            if carry:
                self._page, self._wrapped = _next(self._page, self._pages)
        else:
            self._page, carry = _next(self._page, self._pages)
            if carry:
                self._column, self._wrapped = _next(self._column, self._columns)

    def _store(self, byte: int) -> None:
        """Mirrored or not: that acts on what comes, not on what is there (section 10.1.8)."""
        column = self.COLUMNS - 1 - self._column if self._mirrored else self._column
        self._ram[self._page * self.COLUMNS + column] = byte

    def _command_byte(self, byte: int) -> None:
        if self._command is not None:
            allowed = self.ARGUMENTS[self._command][len(self._given)]
            if byte not in allowed:
                raise ModelError(
                    f"{self.NAME}: command 0x{self._command:02x} does not take 0x{byte:02x};"
                    f" the data sheet lists {_listed(allowed)}"
                )
            self._given.append(byte)
            if len(self._given) == len(self.ARGUMENTS[self._command]):
                command, self._command = self._command, None
                self._set(command, *self._given)
        elif byte in self.ARGUMENTS:
            self._command, self._given = byte, []
        elif byte in self.PLAIN:
            self._plain(byte)
        else:
            raise ModelError(f"{self.NAME}: no command 0x{byte:02x} in this model")

    def _set(self, command: int, first: int, last: int = 0) -> None:
        if command in (0x21, 0x22) and first > last:
            raise ModelError(f"{self.NAME}: the window of 0x{command:02x} ends before it begins")
        if command == 0x20:
            self._mode = first
        elif command == 0x21:
            self._columns, self._column = (first, last), first
        elif command == 0x22:
            self._pages, self._page = (first, last), first
        elif command == 0x81:
            self.contrast = first
        elif command == 0x8D:
            self.pumped = first == 0x14
        elif command == 0xA8:
            self._multiplex = first + 1
        elif command == 0xD3:
            self._offset = first
        elif command == 0xDA:
            self._com_pins = first

    def _plain(self, byte: int) -> None:
        if byte < 0x20 or 0xB0 <= byte < 0xB8:
            self._paged(byte)
        elif 0x40 <= byte < 0x80:
            self._first_line = byte & 0x3F
        elif byte & 0xFE == 0xA0:
            self._mirrored = byte == 0xA0
        elif byte & 0xFE == 0xA4:
            self._all_on = byte == 0xA5
        elif byte & 0xFE == 0xA6:
            self.inverted = byte == 0xA7
        elif byte & 0xFE == 0xAE:
            self.on = byte == 0xAF
        elif byte in (0xC0, 0xC8):
            self._upside_down = byte == 0xC0

    def _paged(self, byte: int) -> None:
        if self._mode != _PAGED:
            raise ModelError(f"{self.NAME}: command 0x{byte:02x} is for page addressing only")
        if byte >= 0xB0:
            self._page = byte & 7
        elif byte < 0x10:
            self._column = self._column & 0xF0 | byte
        elif (byte & 15) << 4 < self.COLUMNS:
            self._column = (byte & 15) << 4 | self._column & 0x0F
        else:
            raise ModelError(f"{self.NAME}: there are {self.COLUMNS} columns")

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change()


def _next(value: int, window: tuple[int, int]) -> tuple[int, bool]:
    """The next column or page of a window, and whether it went round."""
    return (window[0], True) if value == window[1] else (value + 1, False)


def _listed(values: Sequence[int]) -> str:
    if len(values) > 4:
        return f"0x{values[0]:02x} to 0x{values[-1]:02x}"
    return ", ".join(f"0x{value:02x}" for value in values)
