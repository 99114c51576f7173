"""For the drivers of colour displays: an SPI bus with D/C and CS that keeps what travels."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Wires:
    """`sent`: (command, its parameters) of each selection; `light`: of the backlight."""

    def __init__(self) -> None:
        self.sent: list = []
        self.light: list = []
        self.levels = {"cs": -1, "dc": -1, "reset": -1}
        self.resets = 0

    def pin(self, name: str) -> "Wire":
        return Wire(self, name)

    def write(self, data: "bytes | memoryview") -> None:
        assert self.levels["cs"] == 0 and self.levels["reset"] == 1
        if self.levels["dc"]:
            command, given = self.sent[-1]
            self.sent[-1] = (command, given + bytes(data))
        else:
            assert len(data) == 1
            self.sent.append((data[0], b""))

    def level(self, level: int) -> None:
        self.light.append(level)

    def off(self) -> None:
        self.light.append(-1)

    def made(self, kind: type, *more: object) -> "Any":
        """A driver on these wires."""
        return kind(self, self.pin("cs"), self.pin("dc"), self.pin("reset"), self, *more)


class Wire:
    def __init__(self, wires: Wires, name: str) -> None:
        self._wires = wires
        self._name = name

    def value(self, level: int) -> None:
        if self._name == "reset" and level == 1 and self._wires.levels["reset"] == 0:
            self._wires.resets += 1
        self._wires.levels[self._name] = level


def check(
    kind: type, size: tuple, rotation: int, offset: tuple, order: int, left: int, top: int
) -> None:
    """The start, a strip, its window and its pixels; left, top: of the picture in the memory."""
    wires = Wires()
    width, height = size
    display = wires.made(kind, width, height, rotation, offset)
    assert wires.resets == 1 and wires.sent == []
    strips = display.strips(0, 2)
    canvas, at = next(strips)
    assert at == 0 and wires.light == []
    sent = wires.sent
    names = [command for command, _ in sent]
    assert names[0] == 0x11 and names[-1] == 0x29 and names.count(0x36) == 1, names
    assert (0x36, bytes((order,))) in sent and (0x21, b"") in sent
    pixels = [given for command, given in sent if command == 0x2C]
    assert b"".join(pixels) == bytes(2 * width * height)  # no noise
    wires.sent = []
    canvas.fill(display.inks[0])
    canvas.pixel(0, 0, display.inks[5])
    canvas.pixel(width - 1, 1, display.inks[3])
    assert list(strips) == []
    end = left + width - 1
    assert wires.sent[0] == (0x2A, bytes((left >> 8, left & 255, end >> 8, end & 255)))
    assert wires.sent[1] == (0x2B, bytes((top >> 8, top & 255, top + 1 >> 8, top + 1 & 255)))
    # red and green, the high byte first
    assert wires.sent[2] == (0x2C, b"\xf8\x00" + bytes(4 * width - 4) + b"\x07\xe0")
    assert len(wires.sent) == 3 and wires.levels["cs"] == 1
    assert wires.light == [127], wires.light
