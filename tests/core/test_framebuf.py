"""framebuf in each runtime: the same bytes, which MicroPython 1.28 made; and its refusals."""

import binascii

import framebuf


def draw(fb: object, ink: int) -> None:
    """One of everything, most of it partly outside."""
    fb.fill(0)
    fb.fill_rect(-2, 1, 5, 3, ink)
    fb.hline(4, 0, 20, ink)
    fb.vline(12, -3, 9, ink)
    fb.rect(3, 4, 8, 6, ink)
    fb.rect(9, 8, 4, 9, ink, True)
    fb.line(0, 9, 12, 5, ink)
    fb.line(7, -2, 5, 11, ink)
    fb.pixel(1, 2, 0)
    fb.pixel(-1, 2, ink)
    fb.pixel(13, 2, ink)
    fb.pixel(2, 10, ink)


SIZES = {framebuf.MONO_VLSB: 26, framebuf.MONO_HLSB: 20, framebuf.RGB565: 260}
INK = {framebuf.MONO_VLSB: 1, framebuf.MONO_HLSB: 1, framebuf.RGB565: 0xF81F}
PICTURE = (
    "....#########/"
    "###....#....#/"
    "#.#...#.....#/"
    "###...#.....#/"
    "...########.#/"
    "...#..#...###/"
    "...#..#.###../"
    "...#.###..#../"
    "..####...####/"
    "##.##########"
)
DRAWN = {
    framebuf.MONO_VLSB: "0e0a0ef01191fd935151f1213f02020103030302020203030303",
    framebuf.MONO_HLSB: "0ff8e108a208e2081fe8123812e017203c78dff8",
    framebuf.RGB565: PICTURE,
}
SCROLLED = {
    framebuf.MONO_VLSB: "0a0e838243fcc4e4bfa494d4d402010303030202020303030303",
    framebuf.MONO_HLSB: "2880f88047f8c48004b805c00f1837f878f8bff8",
}


def made(format: int):
    buffer = bytearray(SIZES[format])
    fb = framebuf.FrameBuffer(buffer, 13, 10, format)
    draw(fb, INK[format])
    return buffer, fb


def hexed(buffer: bytearray) -> str:
    return str(binascii.hexlify(buffer), "ascii")


def test_the_same_bytes() -> None:
    for format, expected in DRAWN.items():
        buffer, _ = made(format)
        if format == framebuf.RGB565:
            # every pixel is ink or nothing: the picture as one bit each
            words = [buffer[i] | buffer[i + 1] << 8 for i in range(0, 260, 2)]
            assert set(words) == {0, 0xF81F}
            dots = "".join("#" if word else "." for word in words)
            assert "/".join(dots[i : i + 13] for i in range(0, 130, 13)) == expected, dots
        else:
            assert hexed(buffer) == expected, hexed(buffer)


def test_reading_pixels() -> None:
    for format in DRAWN:
        _, fb = made(format)
        rows = ["".join("#" if fb.pixel(x, y) else "." for x in range(13)) for y in range(10)]
        assert "/".join(rows) == DRAWN[framebuf.RGB565], format
        for x, y in ((-1, 0), (13, 0), (0, -1), (0, 10)):
            assert fb.pixel(x, y) is None


def test_scroll() -> None:
    for format, expected in SCROLLED.items():
        buffer, fb = made(format)
        fb.scroll(3, -2)
        fb.scroll(-1, 0)
        assert hexed(buffer) == expected, hexed(buffer)


def test_stride() -> None:
    buffer = bytearray(b"\xaa" * 24)
    fb = framebuf.FrameBuffer(buffer, 5, 8, framebuf.MONO_VLSB, 12)
    fb.fill(1)
    assert hexed(buffer) == "ffffffffff" + "aa" * 19
    buffer = bytearray(b"\xaa" * 6)
    fb = framebuf.FrameBuffer(buffer, 5, 2, framebuf.MONO_HLSB, 17)
    fb.fill(0)
    fb.pixel(4, 1, 1)
    assert hexed(buffer) == "02aaaa0aaaaa", hexed(buffer)


def test_a_stripe_of_a_larger_buffer() -> None:
    buffer = bytearray(16)
    fb = framebuf.FrameBuffer(memoryview(buffer)[8:], 8, 8, framebuf.MONO_VLSB)
    fb.hline(0, 0, 8, 1)
    assert hexed(buffer) == "00" * 8 + "01" * 8


def test_blit() -> None:
    glyph = (bytes.fromhex("a0e0405000"), 4, 5, framebuf.MONO_HLSB)
    buffer = bytearray(16)
    screen = framebuf.FrameBuffer(buffer, 16, 8, framebuf.MONO_VLSB)
    screen.fill(1)
    screen.blit(glyph, 1, 1)
    screen.blit(glyph, 6, -2, 0)
    screen.blit(glyph, 14, 6)
    screen.blit(glyph, -3, 4, 1)
    screen.blit(glyph, 16, 0)
    screen.blit(glyph, 0, -5)
    assert hexed(buffer) == "8fc7ddc7d1ffffffffffffffffffffbf", hexed(buffer)


def test_blit_with_a_palette() -> None:
    palette = framebuf.FrameBuffer(bytearray(4), 2, 1, framebuf.RGB565)
    palette.pixel(0, 0, 0x1234)
    palette.pixel(1, 0, 0xABCD)
    source = framebuf.FrameBuffer(bytearray(b"\xa0"), 3, 1, framebuf.MONO_HLSB)
    target = framebuf.FrameBuffer(bytearray(6), 3, 1, framebuf.RGB565)
    target.blit(source, 0, 0, -1, palette)
    assert [target.pixel(x, 0) for x in range(3)] == [0xABCD, 0x1234, 0xABCD]
    target.fill(7)
    target.blit(source, 0, 0, 0x1234, palette)  # the key is a colour behind the palette
    assert [target.pixel(x, 0) for x in range(3)] == [0xABCD, 7, 0xABCD]


def test_what_does_not_fit_is_refused() -> None:
    for size, width, height, format, stride in (
        (25, 13, 10, framebuf.MONO_VLSB, 13),
        (19, 13, 10, framebuf.MONO_HLSB, 13),
        (259, 13, 10, framebuf.RGB565, 13),
        (100, 0, 8, framebuf.MONO_VLSB, 8),
        (100, 8, 0, framebuf.MONO_VLSB, 8),
        (100, 8, 8, framebuf.MONO_VLSB, 7),
        (100, 8, 8, 99, 8),
    ):
        try:
            framebuf.FrameBuffer(bytearray(size), width, height, format, stride)
        except ValueError:
            continue
        raise AssertionError((size, width, height, format, stride))
