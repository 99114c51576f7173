"""The driver of the SSD1306: what travels is what has changed, and what the glass then shows."""

from drivers.ssd1306 import SSD1306

_ARGUMENTS = {0x20: 1, 0x21: 2, 0x22: 2, 0x81: 1, 0x8D: 1, 0xA8: 1, 0xD3: 1, 0xD5: 1, 0xD9: 1,
              0xDA: 1, 0xDB: 1}  # fmt: skip
_PLAIN = (0x40, 0xA0, 0xA1, 0xA4, 0xA6, 0xAE, 0xAF, 0xC0, 0xC8)


class Bus:
    """A bus with the controller at its end, in horizontal addressing; strict."""

    def __init__(self, height: int = 64) -> None:
        self.pages = height // 8
        self.ram = bytearray(b"\xa5" * (128 * 8))
        self.on = False
        self.mode = 2
        self.windows: list = []  # (page, first, last) of each transfer of data
        self.bytes = 0
        self.contrast = 0x7F
        self.turned: list = []
        self._columns = (0, 127)
        self._page = (0, 7)

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        assert address == 0x3C
        data = bytes(data)
        self.bytes += len(data)
        assert data[0] in (0x00, 0x40), "no control byte"
        assert len(data) > 1
        if data[0] == 0x40:
            self._data(data[1:])
        else:
            self._commands(list(data[1:]))
        return len(data)

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes:
        raise AssertionError("not used")

    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None:
        raise AssertionError("not used")

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        raise AssertionError("not used")

    def _data(self, data: bytes) -> None:
        first, last = self._columns
        page = self._page[0]
        assert self.mode == 0 and self._page == (page, page)
        assert len(data) == last - first + 1, "not the window's size"
        self.windows.append((page, first, last))
        self.ram[page * 128 + first : page * 128 + last + 1] = data

    def _commands(self, values: list) -> None:
        while values:
            command = values.pop(0)
            given = [values.pop(0) for _ in range(_ARGUMENTS.get(command, 0))]
            assert command in _ARGUMENTS or command in _PLAIN, hex(command)
            if command == 0x20:
                self.mode = given[0]
            elif command == 0x21:
                assert given[0] <= given[1] < 128
                self._columns = (given[0], given[1])
            elif command == 0x22:
                assert given[0] <= given[1] < self.pages
                self._page = (given[0], given[1])
            elif command == 0x81:
                self.contrast = given[0]
            elif command & 0xFE == 0xA0 or command & 0xF0 == 0xC0:
                self.turned.append(command)
            elif command in (0xAE, 0xAF):
                self.on = command == 0xAF

    def same(self, display: SSD1306) -> bool:
        """Whether the memory is the canvas."""
        size = 128 * self.pages
        return bytes(self.ram[:size]) == bytes(display._buffer)

    def shown(self, display: SSD1306) -> tuple:
        """(windows, bytes) of one painting."""
        self.windows = []
        self.bytes = 0
        show(display)
        return self.windows, self.bytes


def show(display: SSD1306) -> None:
    for canvas, top in display.strips(0, display.height):
        assert canvas is display._canvas and top == 0


def made(height: int = 64) -> "tuple[SSD1306, Bus]":
    bus = Bus(height)
    return SSD1306(bus, 128, height), bus


def test_the_start_clears_the_noise_and_then_lights() -> None:
    for height in (64, 32):
        display, bus = made(height)
        assert bus.on
        assert bus.windows == [(page, 0, 127) for page in range(height // 8)]
        assert bus.same(display)
        assert bus.ram[: 128 * height // 8] == bytes(128 * height // 8)


def test_nothing_new_is_nothing_sent() -> None:
    display, bus = made()
    assert bus.shown(display) == ([], 0)
    display._canvas.pixel(5, 5, 1)
    display._canvas.pixel(5, 5, 0)
    assert bus.shown(display) == ([], 0)


def test_a_pixel_is_a_column() -> None:
    display, bus = made()
    for x, y in ((0, 0), (127, 63), (64, 17)):
        display._canvas.pixel(x, y, 1)
        # a command with its control byte and two windows, then the column with its own
        assert bus.shown(display) == ([(y // 8, x, x)], 1 + 6 + 1 + 1)
        assert bus.same(display)
        assert bus.shown(display) == ([], 0)


def test_only_the_stretch_that_differs_of_the_pages_that_differ() -> None:
    display, bus = made()
    display._canvas.fill_rect(10, 8, 20, 8, 1)
    display._canvas.fill_rect(100, 60, 28, 4, 1)
    windows, count = bus.shown(display)
    assert windows == [(1, 10, 29), (7, 100, 127)]
    assert count == (7 + 1 + 20) + (7 + 1 + 28)
    display._canvas.fill_rect(12, 8, 3, 8, 0)
    display._canvas.pixel(25, 8, 0)
    windows, _ = bus.shown(display)
    assert windows == [(1, 12, 25)]
    assert bus.same(display)


def test_a_full_picture_and_back() -> None:
    display, bus = made(32)
    display._canvas.fill(1)
    windows, count = bus.shown(display)
    assert windows == [(page, 0, 127) for page in range(4)]
    assert count == 4 * (7 + 1 + 128)
    display._canvas.fill(0)
    assert len(bus.shown(display)[0]) == 4
    assert bus.same(display)


def test_turned_all_of_it_travels() -> None:
    display, bus = made()
    display._canvas.pixel(3, 3, 1)
    bus.shown(display)
    display.turn(True)
    assert bus.shown(display)[0] == [(page, 0, 127) for page in range(8)]
    assert bus.turned == [0xA1, 0xC8, 0xA0, 0xC0]
    assert bus.shown(display) == ([], 0)


def test_many_changes_leave_the_glass_as_the_canvas() -> None:
    display, bus = made()
    state = 1
    for _ in range(200):
        state = (state * 1103515 + 12345) & 0xFFFFFF
        x, y, width = state & 127, state >> 7 & 63, state >> 13 & 31
        display._canvas.fill_rect(x, y, width, 5, state >> 20 & 1)
        bus.shown(display)
        assert bus.same(display)


def test_a_transfer_that_failed_is_made_up_for() -> None:
    display, bus = made()
    display._canvas.fill_rect(0, 0, 128, 16, 1)
    good = bus.writeto
    count = [0]

    def failing(address: int, data: "bytes | memoryview") -> int:
        count[0] += 1
        if count[0] == 4:  # the data of the second page
            raise OSError(5)
        return good(address, data)

    bus.writeto = failing  # type: ignore[method-assign]
    try:
        show(display)
        raise AssertionError("no error")
    except OSError:
        pass
    bus.writeto = good  # type: ignore[method-assign]
    assert bus.shown(display)[0] == [(1, 0, 127)]
    assert bus.same(display)


def test_brightness_and_power() -> None:
    display, bus = made()
    display.brightness(3)
    assert bus.contrast == 3
    display.power(False)
    assert not bus.on
    display.power(True)
    assert bus.on
