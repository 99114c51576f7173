"""The driver of the SH1106: pages alone, its columns two on, and only what has changed."""

from drivers.sh1106 import SH1106


class Bus:
    """Keeps each transfer: (control byte, what follows)."""

    def __init__(self) -> None:
        self.sent: list = []

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes:
        raise AssertionError("not used")

    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None:
        raise AssertionError("not used")

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        raise AssertionError("not used")

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        assert address == 0x3C
        data = bytes(data)
        self.sent.append((data[0], list(data[1:])))
        return len(data)


def made() -> tuple:
    bus = Bus()
    return SH1106(bus, 128, 64), bus


def test_the_start() -> None:
    _, bus = made()
    commands = [sent for control, sent in bus.sent if control == 0]
    data = [sent for control, sent in bus.sent if control == 0x40]
    assert commands[0][0] == 0xAE and commands[-1] == [0xAF]
    assert commands[1] == [0xA1, 0xC8]
    assert commands[2:-1] == [[0xB0 | page, 0x02, 0x10] for page in range(8)]
    assert data == [[0] * 128] * 8
    for sent in commands:
        assert not {0x20, 0x21, 0x22}.intersection(sent[:1])


def test_a_pixel_is_a_column() -> None:
    display, bus = made()
    for x, y, column in ((0, 0, [0x02, 0x10]), (127, 63, [0x01, 0x18]), (14, 17, [0x00, 0x11])):
        bus.sent = []
        for canvas, _ in display.strips(0, 64):
            canvas.pixel(x, y, 1)
        assert bus.sent == [(0, [0xB0 | y // 8] + column), (0x40, [1 << y % 8])]
    bus.sent = []
    for _ in display.strips(0, 64):
        pass
    assert bus.sent == []


def test_looks() -> None:
    display, bus = made()
    bus.sent = []
    display.brightness(9)
    display.power(False)
    display.power(True)
    display.turn(True)
    assert bus.sent == [(0, [0x81, 9]), (0, [0xAE]), (0, [0xAF]), (0, [0xA0, 0xC0])]
    assert display.answers()
