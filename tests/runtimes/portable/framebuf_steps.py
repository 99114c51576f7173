"""A long random drawing that prints a checksum after each step; for every runtime."""

import binascii

import framebuf

STEPS = 600


class Chance:
    """The same numbers everywhere: a linear congruential generator that fits small ints."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def below(self, limit: int) -> int:
        """0 to limit - 1."""
        self.state = (self.state * 75 + 74) % 65537
        return self.state * limit // 65537

    def between(self, low: int, high: int) -> int:
        """low to high."""
        return low + self.below(high - low + 1)


def sheet(chance: Chance, format: int) -> tuple:
    """A buffer and its frame buffer, of some size and stride."""
    width, height = chance.between(1, 40), chance.between(1, 30)
    stride = width + chance.below(9)
    buffer = bytearray(2 * (stride + 8) * (height + 8))
    return buffer, framebuf.FrameBuffer(buffer, width, height, format, stride), width, height


def step(chance: Chance, target: tuple, source: tuple, palette: object) -> None:
    """One random call on the target."""
    _, fb, width, height = target
    x, y = chance.between(-8, width + 8), chance.between(-8, height + 8)
    w, h = chance.between(-2, width + 8), chance.between(-2, height + 8)
    color = (0, 1, 0xFFFF, 0x1234, 2)[chance.below(5)]
    kind = chance.below(12)
    if kind == 0:
        fb.fill(color if chance.below(4) == 0 else 0)
    elif kind == 1:
        fb.fill_rect(x, y, w, h, color)
    elif kind == 2:
        fb.pixel(x, y, color)
    elif kind == 3:
        fb.hline(x, y, w, color)
    elif kind == 4:
        fb.vline(x, y, h, color)
    elif kind == 5:
        fb.rect(x, y, w, h, color, bool(chance.below(2)))
    elif kind <= 7:
        fb.line(x, y, chance.between(-8, width + 8), chance.between(-8, height + 8), color)
    elif kind == 8:
        fb.scroll(chance.between(1 - width, width - 1), chance.between(1 - height, height - 1))
    elif kind == 9:
        fb.blit(source, x, y)
    elif kind == 10:
        fb.blit(source, x, y, chance.below(2))
    else:
        fb.blit(source, x, y, -1, palette)


def drawing() -> None:
    """All steps, every format."""
    palette = framebuf.FrameBuffer(bytearray(4), 2, 1, framebuf.RGB565)
    palette.pixel(0, 0, 0xBEEF)
    palette.pixel(1, 0, 0x0001)
    for format in (framebuf.MONO_VLSB, framebuf.MONO_HLSB, framebuf.RGB565):
        chance = Chance(format + 1)
        for number in range(STEPS):
            if number % 40 == 0:
                target = sheet(chance, format)
                source = sheet(chance, (framebuf.MONO_VLSB, framebuf.MONO_HLSB)[number // 40 % 2])
                for _ in range(6):
                    step(chance, source, source[1], palette)
            step(chance, target, source[1], palette)
            print(format, number, binascii.crc32(target[0]) & 0xFFFFFFFF)
