"""Makes the modules of what Spleen's fonts lack: latin*.py, greek*.py, cyrillic*.py, in each size
of text, with the characters that fobcore/scripts.py names.

8x16: Spleen's own Latin letters, the rest Terminus Bold, drawn to the same measures. 6x12:
Terminus, a row higher, its accents moved to where Spleen has them. 5x8: X11's misc-fixed, as the
accented letters of spleen5x8.py. A few glyphs are drawn below: what the source lacks, or has
alike for two characters. Run on a computer, never on the fob, with Pillow (Debian: fonts-spleen,
xfonts-base, xfonts-terminus):
    python make_scripts.py [FOLDER WITH spleen-8x16.psfu.gz] [FOLDER WITH 5x8.pcf.gz, ter-*.pcf.gz]
"""

import sys
import unicodedata
from pathlib import Path

from make_fonts import DEFAULT_MISC, DEFAULT_SOURCE, HERE, pcf, source_of, spleen

sys.path.insert(0, str(HERE.parent))
from fobcore.scripts import SCRIPTS  # noqa: E402  found by the line above

FILES = {(5, 8): "5x8", (6, 12): "ter-u12n_unicode", (8, 16): "ter-u16b_unicode"}
NO_CHARACTER = "\uffff"  # it is drawn as what a font lacks
COPIES = {(5, 8): {"\u0400": "\u00c8", "\u0450": "\u00e8", "\u0401": "\u00cb", "\u0407": "\u00cf"}}
COMMAS = "\u0218\u0219\u021a\u021b"  # Romanian s and t; with a cedilla they are other letters
SHORT = "acegijmnopqrsuvwxyz\u03b1\u03b5\u03b7\u03b9\u03bf\u03c5\u03c9" + (  # as high as an x
    "\u0433\u0435\u0438\u043a\u0443\u0456"
)
EN_DASH, EM_DASH = "\u2013", "\u2014"
TWO_MARKS = "\u0390\u03b0"
# size -> (characters, first row, rows): what of them is drawn anew
DRAWN = {
    (5, 8): (
        ("\u0114\u0115", 0, "#.#.. .#..."),  # E with a breve, not a caron
        ("\u03b8", 1, "..#.. .#.#. .###. .#.#. .#.#. ..#.. ....."),  # theta, not its capital
        ("\u0431", 1, "...#. .##.. #.... ###.. #..#. .##.."),  # b, not a six
        ("\u0403", 0, "..#.. .#... ####. #.... #.... #.... #...."),
        ("\u040c", 0, "..#.. .#... #..#. #.#.. ##... #.#.. #..#."),
        ("\u040d", 0, ".#... ..#.. #..#. #..#. #.##. ##.#. #..#."),
        ("\u045d", 0, ".#... ..#.. ..... #..#. #.##. ##.#. #..#."),
        ("\u040e", 0, "#..#. .##.. #..#. #..#. .#.#. ..#.. .#..."),
        ("\u0453", 0, "..#.. .#... ..... ####. #.... #.... #...."),
        ("\u045c", 0, "..#.. .#... ..... #..#. ###.. #.#.. #..#."),
        ("\u04a2", 1, "#..#. #..#. ####. #..#. #..#. #..## ....#"),
        ("\u04a3", 3, "#..#. ####. #..#. #..## ....#"),
        ("\u04b6", 1, ".#.#. .#.#. .#.#. ..##. ...#. ...## ....#"),
        ("\u04b7", 3, "#..#. #..#. .###. ...## ....#"),
        ("\u1e9e", 1, "####. #..#. #.#.. #.##. #..#. #.##."),
    ),
    (6, 12): (
        ("\u0114", 0, "#...#. .###.."),
        ("\u0115", 0, "#...#. .###.."),
        ("\u0168\u0169", 0, ".#..#. #.##.."),  # a tilde, not two acutes
        ("\u0438\u0439\u045d\u04e3", 3, "#...#. #...#. #..##. #.#.#. ##..#. #...#."),  # no u
        ("\u1e9e", 1, ".####. #...#. #..#.. #.##.. #...#. #...#. #...#. #.##.."),
    ),
    (8, 16): (
        (
            "\u0438\u0439\u045d\u04e3",
            5,
            "##...##. ##...##. ##..###. ##.####. ####.##. ###..##. ##...##.",
        ),
        (
            "\u1e9e",
            2,
            ".######. ##...##. ##..##.. ##.##... ##.###.. ##..###. ##...##. ##...##. ##.#.##. "
            "##.###..",
        ),
    ),
}


def raised(rows: list[bytes]) -> list[bytes]:
    """A letter of Terminus 6x12, a row higher: the baseline is Spleen's.

    A capital with an accent has no room for that: it loses a row of its own, as in Spleen.
    """
    if not any(rows[0]):
        return [*rows[1:], bytes(1)]
    runs = [(_run(rows, at), -at, at) for at in range(2, 9)]
    at = max(runs)[2] + 1  # the second of the longest row of like ones
    return [*rows[:at], *rows[at + 1 :], bytes(1)]


def _run(rows: list[bytes], at: int) -> int:
    end = at
    while end + 1 < 10 and rows[end + 1] == rows[at]:
        end += 1
    return end - at


def accented(char: str, rows: list[bytes]) -> list[bytes]:
    """The same with the accent where Spleen's letters have it: a blank row under it, dots one row
    high."""
    base, *marks = unicodedata.normalize("NFD", char)
    above = len(marks) == 1 and unicodedata.combining(marks[0]) == 230 or char == "\u0123"
    blank = bytes(1)
    if not above:
        return rows
    if base in SHORT and not any(rows[0]):
        rows = [rows[1], rows[2], blank, *rows[3:]]
        return [blank, *rows[1:]] if rows[0] == rows[1] else rows
    if base.isupper() and rows[0] == rows[1]:
        return [rows[0], blank, *rows[2:]]
    return rows


def fitted(char: str, glyph: bytes) -> bytes:
    """A glyph of Terminus 6x12 as it goes with Spleen's."""
    rows = [glyph[y : y + 1] for y in range(len(glyph))]
    if char in TWO_MARKS:  # a tonos over two dots: the dots lose a row
        return b"".join([*rows[:3], *rows[4:], bytes(1)])
    return b"".join(accented(char, raised(rows)))


def glyphs_of(source: Path, misc: Path, size: tuple[int, int], chars: str) -> dict[str, bytes]:
    """The glyphs of the characters in a size. Raises ValueError where one has none."""
    width, height = size
    path = misc / f"{FILES[size]}.pcf.gz"
    found = pcf(path, width, height, chars + NO_CHARACTER)
    lacking = found[NO_CHARACTER]
    glyphs = {char: bytes(height) if found[char] == lacking else found[char] for char in chars}
    own = spleen(source, width, height)
    if size == (6, 12):
        glyphs = {char: fitted(char, glyph) for char, glyph in glyphs.items()}
        commas = {char: own[_base(char)][:9] + b"\x00\x20\x40" for char in COMMAS}
    elif size == (5, 8):  # no room under the letter: it stands a row higher
        letters = {char: pcf(path, width, height, _base(char))[_base(char)] for char in COMMAS}
        commas = {char: glyph[1:7] + b"\x00\x20" for char, glyph in letters.items()}
    else:
        letters = {char: own.get(char, b"") for char in chars if "\u0100" <= char < "\u0180"}
        commas = {char: glyph for char, glyph in letters.items() if any(glyph)}
    copies = COPIES.get(size, {})
    copied = {char: pcf(path, width, height, other)[other] for char, other in copies.items()}
    dash = own["-"]
    dashes = {
        EN_DASH: dash,
        EM_DASH: bytes(0xFF << 8 - width & 0xFF if row else 0 for row in dash),
    }
    for more in (commas, copied, dashes):
        glyphs.update({char: glyph for char, glyph in more.items() if char in glyphs})
    for some, first, text in DRAWN[size]:
        rows = bytes(int(row.replace(".", "0").replace("#", "1"), 2) for row in text.split())
        rows = bytes(row << 8 - width for row in rows)
        for char in some:
            if char in glyphs:
                glyph = glyphs[char]
                glyphs[char] = glyph[:first] + rows + glyph[first + len(rows) :]
    blank = [char for char in chars if not any(glyphs[char])]
    if blank:
        raise ValueError(f"nothing is drawn of {blank} in {path.name}")
    return glyphs


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0]


def main(source: Path, misc: Path) -> None:
    """Write every module beside this script."""
    for script, ranges in SCRIPTS[1:]:
        pairs = zip(ranges[::2], ranges[1::2], strict=True)
        chars = "".join(chr(code) for first, last in pairs for code in range(first, last + 1))
        for size in FILES:
            name = f"{script}{size[0]}x{size[1]}"
            title = f"{script.capitalize()} {size[0]}x{size[1]}, made by make_scripts.py"
            source_text = source_of(title, *size, chars, glyphs_of(source, misc, size, chars))
            (HERE / f"{name}.py").write_text(source_text, encoding="ascii")


if __name__ == "__main__":
    given = [Path(folder) for folder in sys.argv[1:]]
    main(*given, *(DEFAULT_SOURCE, DEFAULT_MISC)[len(given) :])
