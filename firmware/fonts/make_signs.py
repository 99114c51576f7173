"""Makes signs8x8.py and signs16x16.py: the pictures beside the text. Run on a computer, never on
the fob.

L a lock, S a star, 0 to 4 a battery from empty to full. The larger ones are the same, doubled,
their steps smoothed (scale2x).
"""

from pathlib import Path

HERE = Path(__file__).resolve().parent
SIGNS = {
    "L": """
        ..####..
        .##..##.
        .#....#.
        ########
        ###..###
        ####.###
        ########
        ........""",
    "S": """
        ...#....
        ...#....
        #######.
        .#####..
        ..###...
        .##.##..
        #.....#.
        ........""",
}
BATTERY = """
    ........
    #######.
    #{}#.
    #{}##
    #{}##
    #{}#.
    #######.
    ........"""
BOX = """
    #######.
    #.....#.
    #.....#.
    #.....#.
    #.....#.
    #.....#.
    #######.
    ........"""


def rows(art: str) -> list[str]:
    """A drawing as lines of # and dots."""
    return [line.strip() for line in art.strip().splitlines()]


def drawings() -> dict[str, list[str]]:
    """Sign by character, the box for all others last."""
    found = {char: rows(art) for char, art in SIGNS.items()}
    for level in range(5):
        inside = "#" * (level + (level > 2)) + "." * 5
        found[str(level)] = rows(BATTERY.format(*[inside[:5]] * 4))
    return {**found, "\\ufffd": rows(BOX)}


def doubled(art: list[str]) -> list[str]:
    """Twice as large, by scale2x: a corner goes on where two neighbours agree."""
    size = len(art)

    def at(x: int, y: int) -> str:
        return art[y][x] if 0 <= x < size and 0 <= y < size else "."

    large = []
    for y in range(size):
        upper, lower = "", ""
        for x in range(size):
            it, up, down = at(x, y), at(x, y - 1), at(x, y + 1)
            left, right = at(x - 1, y), at(x + 1, y)
            upper += left if left == up and left != down and up != right else it
            upper += up if up == right and up != left and right != down else it
            lower += left if left == down and left != up and down != right else it
            lower += right if right == down and right != up and down != left else it
        large += [upper, lower]
    return large


def module(size: int, signs: dict[str, list[str]]) -> str:
    """The source of a font's module."""
    lines = [f'"""Signs of {size}x{size}, made by make_signs.py: do not edit."""', ""]
    lines += [
        f"WIDTH = {size}",
        f"HEIGHT = {size}",
        'CHARS = "' + "".join(signs) + '"',
        "DATA = (",
    ]
    for art in signs.values():
        data = b"".join(
            int(line.replace("#", "1").replace(".", "0"), 2).to_bytes(size // 8, "big")
            for line in art
        )
        for start in range(0, len(data), 16):
            part = data[start : start + 16]
            lines.append('    b"' + "".join(f"\\x{byte:02x}" for byte in part) + '"')
    return "\n".join([*lines, ")", ""])


def main() -> None:
    """Write both beside this script."""
    small = drawings()
    large = {char: doubled(art) for char, art in small.items()}
    for size, signs in ((8, small), (16, large)):
        (HERE / f"signs{size}x{size}.py").write_text(module(size, signs), encoding="ascii")


if __name__ == "__main__":
    main()
