"""Makes this folder's font modules from Spleen's console fonts (PSF; Debian: fonts-spleen), and
the accented letters that its smallest lacks from X11's misc-fixed (PCF; Debian: xfonts-base).

Run on a computer, never on the fob, with Pillow:
    python make_fonts.py [FOLDER WITH spleen-*.psfu.gz] [FOLDER WITH 5x8.pcf.gz]
make_scripts.py makes those of other scripts.

A module holds WIDTH, HEIGHT (pixels), CHARS (the characters in order, the replacement box
last) and DATA: glyph after glyph, rows of (WIDTH + 7) // 8 bytes, the leftmost pixel in the
highest bit (framebuf.MONO_HLSB).
"""

import gzip
import struct
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
DEFAULT_SOURCE = Path("/usr/share/consolefonts")
DEFAULT_MISC = Path("/usr/share/fonts/X11/misc")
REPLACEMENT = "\ufffd"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN_1 = "".join(map(chr, range(0xA1, 0x100))).replace("\u00ad", "")
ELLIPSIS = "\u2026"
TEXT = ASCII + LATIN_1 + ELLIPSIS
CODE = "-0123456789BCDFGHJKMNPQRTVWXY"  # what codes are made of, Steam's too (fobcore.otp)
FONTS = {
    (5, 8): TEXT,
    (6, 12): TEXT,
    (8, 16): TEXT,
}
# Digits as large as a display allows, without blank rows around them: the size of a cell, that of
# Spleen's font behind it, its rows and columns that are kept, its columns that come twice.
DIGITS = {
    (8, 12): ((8, 16), (2, 12), (0, 8), ()),
    (12, 20): ((12, 24), (4, 19), (0, 12), ()),
    (12, 22): ((12, 24), (4, 19), (0, 12), ()),
    (15, 20): ((16, 32), (6, 26), (1, 15), ()),
    (15, 24): ((16, 32), (6, 26), (1, 15), ()),
    (18, 28): ((16, 32), (6, 26), (1, 15), (4, 9)),
    (22, 36): ((24, 48), (8, 38), (2, 22), ()),
    (32, 56): ((32, 64), (12, 52), (2, 30), ()),
}
RINGS = {  # the upper rows of an A with a ring, which those fonts draw as one with a circumflex
    (5, 8): b"\x60\x60\x90\x90\xf0",
    (6, 12): b"\x20\x50\x20\x70\x88\xf8",
}
REDRAWN = {(6, 12): {"V": b"\0\x88\x88\x88\x88\x88\x50\x50\x20\0\0\0"}}  # Spleen's is almost a U
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


def rows_of(width: int, height: int, glyph: bytes) -> list[str]:
    """A glyph as rows of "0" and "1"."""
    stride = (width + 7) // 8
    rows = (glyph[y * stride : (y + 1) * stride] for y in range(height))
    return [f"{int.from_bytes(row, 'big'):0{8 * stride}b}"[:width] for row in rows]


def repeats(glyphs: dict[str, list[str]], height: int) -> list[int]:
    """How often each row comes, so that digits are `height` rows high: again and again the one
    that is like the next in most of them, where stems get longer and no stroke thicker."""
    digits = [rows for char, rows in glyphs.items() if char.isdigit()]
    count = len(digits[0])
    alike = [sum(rows[y] == rows[y + 1] for rows in digits) for y in range(count - 1)]
    times = [1] * count
    for _ in range(height - count):
        times[max(range(count - 1), key=lambda y: alike[y] / times[y])] += 1
    return times


def digits(source: Path, size: tuple[int, int]) -> dict[str, bytes]:
    """The glyphs of what codes are made of, by character, in a size of DIGITS."""
    (width, height), (first, last), (left, right), twice = DIGITS[size]
    found = spleen_or_doubled(source, width, height)
    kept = {
        char: [
            "".join(2 * bit if x in twice else bit for x, bit in enumerate(row[left:right]))
            for row in rows_of(width, height, found[char])[first:last]
        ]
        for char in CODE
    }
    times = repeats(kept, size[1])
    stride = (size[0] + 7) // 8
    return {
        char: b"".join(
            int(row.ljust(8 * stride, "0"), 2).to_bytes(stride, "big") * count
            for row, count in zip(rows, times, strict=True)
        )
        for char, rows in kept.items()
    }


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
    """The source of one font's module, a replacement box at its end."""
    if ELLIPSIS in chars and ELLIPSIS not in glyphs:
        glyphs[ELLIPSIS] = ellipsis(width, glyphs["."])
    known = "".join(char for char in chars if char == " " or any(glyphs[char]))
    boxed = {**glyphs, REPLACEMENT: box(width, height)}
    title = f"Spleen {width}x{height}, made by make_fonts.py"
    return source_of(title, width, height, known + REPLACEMENT, boxed)


def source_of(title: str, width: int, height: int, chars: str, glyphs: dict[str, bytes]) -> str:
    """A module's source: what it says of itself, the size of a cell, the characters in order."""
    return "\n".join(
        [
            f'"""{title}: do not edit. See LICENSES."""',
            "",
            f"WIDTH = {width}",
            f"HEIGHT = {height}",
            "CHARS = (",
            chars_literal(chars),
            ")",
            "DATA = (",
            literal(b"".join(glyphs[char] for char in chars)),
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


def pcf(path: Path, width: int, height: int, chars: str) -> dict[str, bytes]:
    """Glyphs of a font of X11's by character, as FreeType draws them. Raises ValueError."""
    font = ImageFont.truetype(str(path), height)
    if sum(font.getmetrics()) != height:
        raise ValueError(f"{path.name} is {sum(font.getmetrics())} pixels high")
    glyphs = {}
    for char in chars:
        image = Image.new("1", (width, height))
        ImageDraw.Draw(image).text((0, 0), char, 1, font)
        glyphs[char] = image.tobytes()
    return glyphs


def spleen_or_doubled(source: Path, width: int, height: int) -> dict[str, bytes]:
    """As spleen(), also in the sizes of DOUBLED."""
    half = DOUBLED.get((width, height))
    if half is None:
        return spleen(source, width, height)
    small = spleen(source, *half)
    return {char: doubled(*half, glyph) for char, glyph in small.items()}


def main(source: Path, misc: Path) -> None:
    """Write every module beside this script."""
    for (width, height), chars in FONTS.items():
        glyphs = spleen(source, width, height)
        if (width, height) == (5, 8):  # Spleen maps Latin-1 to empty glyphs there
            glyphs.update(pcf(misc / "5x8.pcf.gz", width, height, LATIN_1))
        ring = RINGS.get((width, height), b"")
        if ring:
            glyphs["\u00c5"] = ring + glyphs["\u00c5"][len(ring) :]
        glyphs.update(REDRAWN.get((width, height), {}))
        target = HERE / f"spleen{width}x{height}.py"
        target.write_text(module(width, height, chars, glyphs), encoding="ascii")
    for size, (of, *_) in DIGITS.items():
        title = f"Digits {size[0]}x{size[1]} of Spleen {of[0]}x{of[1]}, made by make_fonts.py"
        glyphs = {**digits(source, size), REPLACEMENT: box(*size)}
        target = HERE / f"digits{size[0]}x{size[1]}.py"
        target.write_text(source_of(title, *size, CODE + REPLACEMENT, glyphs), encoding="ascii")


if __name__ == "__main__":
    given = [Path(folder) for folder in sys.argv[1:]]
    main(*given, *(DEFAULT_SOURCE, DEFAULT_MISC)[len(given) :])
