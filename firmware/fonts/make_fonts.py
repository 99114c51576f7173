"""Makes this folder's font modules from Spleen's console fonts (PSF; Debian: fonts-spleen), and
the accented letters that its smallest lacks from X11's misc-fixed (PCF; Debian: xfonts-base).

Run on a computer, never on the fob, with Pillow:
    python make_fonts.py [FOLDER WITH spleen-*.psfu.gz] [FOLDER WITH 5x8-ISO8859-1.pcf.gz]
A module holds WIDTH, HEIGHT (pixels), CHARS (the characters in order, the replacement box
last) and DATA: glyph after glyph, rows of (WIDTH + 7) // 8 bytes, the leftmost pixel in the
highest bit (framebuf.MONO_HLSB).
"""

import gzip
import io
import struct
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT_SOURCE = Path("/usr/share/consolefonts")
DEFAULT_MISC = Path("/usr/share/fonts/X11/misc")
REPLACEMENT = "\ufffd"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN_1 = "".join(map(chr, range(0xA1, 0x100))).replace("\u00ad", "")
ELLIPSIS = "\u2026"
TEXT = ASCII + LATIN_1 + ELLIPSIS
BIG = " -0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FONTS = {
    (5, 8): TEXT,
    (6, 12): TEXT,
    (8, 16): TEXT,
    (12, 24): BIG,
    (16, 32): BIG,
    (24, 48): BIG,
    (32, 64): BIG,
}
RINGS = {  # the upper rows of an A with a ring, which those fonts draw as one with a circumflex
    (5, 8): b"\x60\x60\x90\x90\xf0",
    (6, 12): b"\x20\x50\x20\x70\x88\xf8",
}
DOUBLED = {(24, 48): (12, 24)}  # sizes that Spleen does not have, from half of it
PSF1_MAGIC = b"\x36\x04"
PSF2_MAGIC = 0x864AB572
ROW_BYTES = 23  # bytes of DATA on one line of source: 4 * 23 + 7 = 99 columns


def read_psf(data: bytes) -> tuple[int, int, dict[str, bytes]]:
    """Parse a PSF1 or PSF2 console font: (width, height, glyph bytes by character).

    Raises ValueError where the data is no such font with a Unicode table.
    """
    magic, _, header, flags, count, size, height, width = struct.unpack_from("<8I", data)
    if magic == PSF2_MAGIC and flags & 1:
        codec, end, sequence = "utf-8", b"\xff", b"\xfe"
    elif data[:2] == PSF1_MAGIC and data[2] & 2:
        header, count, width = 4, 512 if data[2] & 1 else 256, 8
        size = height = data[3]
        codec, end, sequence = "utf-16-le", b"\xff\xff", b"\xfe\xff"
    else:
        raise ValueError("not a PSF font with a Unicode table")
    if size != height * ((width + 7) // 8):
        raise ValueError("glyph size does not match width and height")
    glyphs = {}
    at = header + count * size
    for number in range(count):
        stop = find_aligned(data, end, at)
        # single characters come first; sequences of several follow after a mark
        singles = min(stop, find_aligned(data, sequence, at))
        start = header + number * size
        for char in data[at:singles].decode(codec):
            glyphs[char] = data[start : start + size]
        at = stop + len(end)
    return width, height, glyphs


def find_aligned(data: bytes, mark: bytes, start: int) -> int:
    """Index of the mark at a whole number of marks after start; the data's end if absent."""
    while start < len(data) and data[start : start + len(mark)] != mark:
        start += len(mark)
    return start


def doubled(width: int, height: int, glyph: bytes) -> bytes:
    """The glyph at twice its size, its corners smoothed by Scale2x (scale2x.it/algorithm).

    Each pixel becomes four; the one at a corner takes the colour of the two neighbours that touch
    there, where they are alike and both differ from those across.
    """
    stride, wide = (width + 7) // 8, (2 * width + 7) // 8
    out = bytearray(2 * height * wide)

    def at(x: int, y: int) -> int:
        inside = 0 <= x < width and 0 <= y < height
        return glyph[y * stride + x // 8] >> 7 - x % 8 & 1 if inside else 0

    for y in range(height):
        for x in range(width):
            pixel = at(x, y)
            for down, right in ((0, 0), (0, 1), (1, 0), (1, 1)):
                near, far = (y + 1, y - 1) if down else (y - 1, y + 1)
                beside, across = (x + 1, x - 1) if right else (x - 1, x + 1)
                a, b, c, d = at(x, near), at(beside, y), at(across, y), at(x, far)
                lit = a if a == b and a != c and b != d else pixel
                column = 2 * x + right
                out[(2 * y + down) * wide + column // 8] |= lit << 7 - column % 8
    return bytes(out)


def box(width: int, height: int) -> bytes:
    """The replacement glyph: a hollow box with a margin, for what a font cannot show."""
    edge = max(1, width // 8)
    left, right = edge - 1, width - edge - 1
    top, bottom = height // 6, height - height // 6 - 1
    rows = bytearray()
    for y in range(height):
        bits = 0
        for x in range(width):
            inside = left <= x <= right and top <= y <= bottom
            hollow = left + edge <= x <= right - edge and top + edge <= y <= bottom - edge
            bits = bits << 1 | (inside and not hollow)
        rows += (bits << -width % 8).to_bytes((width + 7) // 8, "big")
    return bytes(rows)


def ellipsis(width: int, dot: bytes) -> bytes:
    """Three pixels on the rows of a font's full stop, for narrow fonts without their own."""
    if not 5 <= width <= 8:
        raise ValueError(f"no ellipsis for a font {width} pixels wide")
    return bytes(0b10101000 if row else 0 for row in dot)


def literal(data: bytes) -> str:
    """Bytes as source text: one literal that keeps to 99 columns."""
    rows = (data[i : i + ROW_BYTES] for i in range(0, len(data), ROW_BYTES))
    return "\n".join('    b"' + "".join(f"\\x{byte:02x}" for byte in row) + '"' for row in rows)


def module(width: int, height: int, chars: str, glyphs: dict[str, bytes]) -> str:
    """The source of one font's module."""
    if ELLIPSIS in chars and ELLIPSIS not in glyphs:
        glyphs[ELLIPSIS] = ellipsis(width, glyphs["."])
    half = DOUBLED.get((width, height))
    name = f"{width}x{height}" + (f", doubled from {half[0]}x{half[1]}" if half else "")
    known = "".join(char for char in chars if char == " " or any(glyphs[char]))
    data = b"".join(glyphs[char] for char in known) + box(width, height)
    return "\n".join(
        [
            f'"""Spleen {name}, made by make_fonts.py: do not edit. See LICENSES."""',
            "",
            f"WIDTH = {width}",
            f"HEIGHT = {height}",
            "CHARS = (",
            chars_literal(known + REPLACEMENT),
            ")",
            "DATA = (",
            literal(data),
            ")",
            "",
        ]
    )


def chars_literal(chars: str) -> str:
    """The characters as ASCII-only string literals, 15 a line."""
    rows = (chars[i : i + 15] for i in range(0, len(chars), 15))
    lines = []
    for row in rows:
        body = "".join(
            "\\" + char if char in '"\\' else char if " " <= char <= "~" else f"\\u{ord(char):04x}"
            for char in row
        )
        lines.append(f'    "{body}"')
    return "\n".join(lines)


def spleen(source: Path, width: int, height: int) -> dict[str, bytes]:
    """The glyphs of a font of Spleen's, by character. Raises ValueError."""
    name = f"spleen-{width}x{height}.psfu.gz"
    found_width, found_height, glyphs = read_psf(gzip.decompress((source / name).read_bytes()))
    if (found_width, found_height) != (width, height):
        raise ValueError(f"{name} is {found_width}x{found_height}")
    return glyphs


def misc_fixed(folder: Path) -> dict[str, bytes]:
    """The 5x8 font of X11's misc-fixed, ISO 8859-1, by character."""
    from PIL.PcfFontFile import PcfFontFile

    packed = (folder / "5x8-ISO8859-1.pcf.gz").read_bytes()
    font = PcfFontFile(io.BytesIO(gzip.decompress(packed)), "iso8859-1")
    glyphs = {}
    for char in LATIN_1:
        found = font.glyph[ord(char)]
        if found is None or found[3].size != (5, 8):
            raise ValueError(f"no {char} of 5x8")
        glyphs[char] = found[3].convert("1").tobytes()
    return glyphs


def main(source: Path, misc: Path) -> None:
    """Write every module beside this script."""
    for (width, height), chars in FONTS.items():
        half = DOUBLED.get((width, height))
        if half is None:
            glyphs = spleen(source, width, height)
        else:
            small = spleen(source, half[0], half[1])
            glyphs = {char: doubled(half[0], half[1], glyph) for char, glyph in small.items()}
        if (width, height) == (5, 8):  # Spleen maps Latin-1 to empty glyphs there
            glyphs.update(misc_fixed(misc))
        ring = RINGS.get((width, height), b"")
        if ring:
            glyphs["\u00c5"] = ring + glyphs["\u00c5"][len(ring) :]
        target = HERE / f"spleen{width}x{height}.py"
        target.write_text(module(width, height, chars, glyphs), encoding="ascii")


if __name__ == "__main__":
    given = [Path(folder) for folder in sys.argv[1:]]
    main(*given, *(DEFAULT_SOURCE, DEFAULT_MISC)[len(given) :])
