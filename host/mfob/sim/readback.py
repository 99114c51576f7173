"""Reads text from the pixels of a picture, with the firmware's own fonts; exact matches only.

A run is a row of neighbouring cells of one font. The rows above and below it and the columns
beside it must be dark, a straight border, or another run's. The run that explains most lit pixels
goes first (of equal ones the one in the larger font), and what it matches is its own. Runs of
nothing but punctuation in a small font count only where they stand alone.

Where letters of several scripts look the same, the letter is taken for one of the script of the
nearest letter that is certain: in its word, else in the run. Without one, and for a digit or a
sign that looks like a letter, it is Spleen's. Two letters of one script that look the same (D with
a stroke, Icelandic eth) can't be told apart: it is Spleen's, too.
"""

from dataclasses import dataclass

from fobcore import scripts
from mfob.sim.fonts import REPLACEMENT, Font, fonts
from mfob.sim.picture import Picture

_SPACES = 2  # blank cells within a run; a wider gap begins another
_ALONE = 4  # dark pixels around a small run of punctuation


@dataclass(frozen=True)
class Item:
    """A piece of text at the pixel x, y of its upper left corner."""

    x: int
    y: int
    font: str
    text: str


@dataclass
class _Run:
    x: int
    y: int
    font: Font
    text: str

    @property
    def right(self) -> int:
        return self.x + len(self.text) * self.font.width

    @property
    def bottom(self) -> int:
        return self.y + self.font.height


def read_text(picture: Picture) -> list[str]:
    """The lines of text from top to bottom, each from left to right; without signs."""
    return lines_of(read_items(picture))


def lines_of(items: list[Item]) -> list[str]:
    """The same, from what read_items() has found."""
    signs = [font.name for font in fonts() if font.signs]
    texts = [item for item in items if item.font not in signs]
    lines: list[list[Item]] = []
    for item in sorted(texts, key=lambda item: (_middle(item), item.x)):
        if lines and abs(_middle(lines[-1][0]) - _middle(item)) < _font_height(item) / 2:
            lines[-1].append(item)
        else:
            lines.append([item])
    return [" ".join(i.text for i in sorted(line, key=lambda i: i.x)) for line in lines]


def read_items(picture: Picture) -> list[Item]:
    """Every piece of text and every sign, top to bottom and left to right."""
    columns = _columns(picture)
    candidates = [run for font in fonts() for run in _runs(picture, columns, font)]
    candidates.sort(key=lambda run: -_lit(run, columns))
    while True:
        free = list(columns)  # what no run has claimed
        unexplained = list(columns)  # what no candidate has, either
        for run in candidates:
            _claim(run, unexplained)
        found: list[_Run] = []
        for run in candidates:
            if _unclaimed(run, columns, free) and _stands_free(run, picture, unexplained):
                _claim(run, free)
                found.append(run)
        wrong = [run for run in found if not _stands_free(run, picture, free)]
        if not wrong:
            break
        candidates = [run for run in candidates if run not in wrong]
    kept = [run for run in found if _counts(run, picture, columns)]
    kept.sort(key=lambda run: (run.y, run.x))
    return [Item(run.x, run.y, run.font.name, run.text) for run in kept]


def _columns(picture: Picture) -> list[int]:
    """Each column of the picture as an int, its lowest bit the top row."""
    columns = [0] * picture.width
    for y, row in enumerate(picture.rows):
        for x in range(picture.width):
            columns[x] |= (row >> (picture.width - 1 - x) & 1) << y
    return columns


def _runs(picture: Picture, columns: list[int], font: Font) -> list[_Run]:
    """Every run that the font could have made."""
    runs: list[_Run] = []
    mask = (1 << font.height) - 1
    for y in range(picture.height - font.height + 1):
        band = [column >> y & mask for column in columns]
        if any(band):
            runs += _runs_in_band(band, y, font)
    return runs


def _runs_in_band(band: list[int], y: int, font: Font) -> list[_Run]:
    width = font.width
    blank = (0,) * width
    half = width // 2
    middles = font.middles
    cells = {}
    for x, pair in enumerate(zip(band[half - 1 :], band[half:], strict=False)):
        if pair in middles and x + width <= len(band):
            char = font.glyphs.get(tuple(band[x : x + width]))
            if char is not None:
                cells[x] = char
    runs = []
    taken: set[int] = set()
    for start in sorted(cells):
        if start in taken:
            continue
        text: list[str] = []
        x, gap = start, 0
        while x + width <= len(band) and gap <= _SPACES:
            if x in cells:
                text += [" "] * gap + [cells[x]]
                taken.add(x)
                gap = 0
            elif tuple(band[x : x + width]) == blank:
                gap += 1
            else:
                break
            x += width
        runs.append(_Run(start, y, font, _settled(text)))
    return runs


def _settled(cells: list[str]) -> str:
    """The text, from what each of its cells may be."""
    if all(len(chars) == 1 for chars in cells):
        return "".join(cells)
    word = 0
    words = [word := word + (chars == " ") for chars in cells]
    sure: list[tuple[int, str]] = []
    for at, chars in enumerate(cells):
        if all(map(str.isalpha, chars)) and len({_script(char) for char in chars}) == 1:
            sure.append((at, _script(chars[0])))
    text = ""
    for at, chars in enumerate(cells):
        near = [it for it in sure if words[it[0]] == words[at]]
        if not near and all(map(str.isalpha, chars)):
            near = sure
        script = min(near, key=lambda it: abs(it[0] - at), default=(0, ""))[1]
        text += next((char for char in chars if _script(char) == script), chars[0])
    return text


def _script(char: str) -> str:
    found = scripts.script_of(ord(char))
    return "latin" if found == "spleen" else found


def _unclaimed(run: _Run, columns: list[int], free: list[int]) -> bool:
    """True if all lit pixels of the run's cells are still free."""
    mask = ((1 << run.font.height) - 1) << run.y
    return all(not (columns[x] ^ free[x]) & mask for x in range(run.x, run.right))


def _lit(run: _Run, columns: list[int]) -> int:
    mask = ((1 << run.font.height) - 1) << run.y
    return sum((columns[x] & mask).bit_count() for x in range(run.x, run.right))


def _claim(run: _Run, free: list[int]) -> None:
    mask = ((1 << run.font.height) - 1) << run.y
    for x in range(run.x, run.right):
        free[x] &= ~mask


def _stands_free(run: _Run, picture: Picture, free: list[int]) -> bool:
    """True if what is around the run, of the pixels in free, is dark or a straight border."""
    for y in (run.y - 1, run.bottom):
        row = [free[x] >> y & 1 for x in range(run.x, run.right)] if y >= 0 else []
        if any(row) and not all(row):
            return False
    mask = ((1 << run.font.height) - 1) << run.y
    for x in (run.x - 1, run.right):
        if 0 <= x < picture.width and free[x] & mask not in (0, mask):
            return False
    return True


def _counts(run: _Run, picture: Picture, columns: list[int]) -> bool:
    """False for what is rather a drawing than a text."""
    if any(char.isalnum() for char in run.text) or run.font.height > 16:
        return any(char != REPLACEMENT for char in run.text)
    top, bottom = max(0, run.y - _ALONE), run.bottom + _ALONE
    mask = ((1 << (bottom - top)) - 1) << top
    inside = ((1 << run.font.height) - 1) << run.y
    for x in range(max(0, run.x - _ALONE), min(picture.width, run.right + _ALONE)):
        own = inside if run.x <= x < run.right else 0
        if columns[x] & mask & ~own:
            return False
    return True


def _font_height(item: Item) -> int:
    return next(font.height for font in fonts() if font.name == item.font)


def _middle(item: Item) -> float:
    return item.y + _font_height(item) / 2
