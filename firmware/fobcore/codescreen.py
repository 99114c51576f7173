"""The screen of an account: its code as large as the display allows, how long it lasts, whose it
is.

What there is room for goes by importance: the digits, one line that says whose they are, the bar
that runs out, the second line. What is at the right end of the lines: place, doubt, next code,
signs.
"""

from fobcore.faces import STRIP
from fobcore.screens import ALARM, BOX, DIM, GOOD, INK, PICTURE, TEXT, WARN, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.account import Account
    from fobcore.parts import Font, Line
    from fobcore.screens import Layout

LOCK = "L"  # characters of the font of signs
STAR = "S"
BATTERY = "01234"  # from empty to full

_GROUPS = {5: (5,), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (5, 5)}
_HURRY = 5  # s at which the bar turns red
_AIR = 1  # pixels at least above the digits, which have no blank rows of their own


class Shown:
    """What is to be seen of an account.

    `code`: "" where it is not shown yet, of `digits` characters then; hidden: it is there, for
    who asks. `left` seconds of `period` remain, 0 and 0: nothing runs out. `place` as "3/12".
    `off`: seconds that the clock may be off by, where that is worth a warning. `next`: the code
    after it, "" while that is far. `note`: why there is no code. `hint`: what a button does.
    `signs`: characters of the font of signs. `turn`: which view of a wide strip is on, a number
    that grows.
    """

    def __init__(self, account: "Account", place: str) -> None:
        self.account = account
        self.code = ""
        self.digits = account.digits
        self.place = place
        self.hidden = False
        self.left = 0
        self.period = 0
        self.off = 0
        self.next = ""
        self.note = ""
        self.hint = ""
        self.signs = ""
        self.turn = 0


def items(layout: "Layout", shown: Shown) -> "list[tuple]":
    """The screen."""
    length = len(shown.code) or shown.digits
    thick = max(2, layout.height // 20)
    foot = thick + _AIR if shown.period else layout.small.HEIGHT + _AIR
    names = shown.account.labels()
    heights = [layout.tall_of(part) for part in names] + [layout.text.HEIGHT]
    font, gap, lines, below = _arranged(layout, length, foot, heights[:2])
    items: "list[tuple]" = []
    doubt = "!\xb1%ds" % shown.off if shown.off else shown.note
    more = ">" + "".join(_grouped(shown.next)) if shown.next else ""
    note, ink = (doubt, WARN) if doubt else (more, DIM)
    if not below and not note and not shown.period:
        note = shown.hint  # there is no other place for it
    head = heights[0]
    if lines == 2:
        head += heights[1]
        _line(layout, items, 0, heights[0], names[:1], shown.place, DIM, shown)
        _line(layout, items, heights[0], heights[1], names[1:], note, ink, shown, shown.signs)
    else:
        head = max(heights[: len(names)])
        end = note or shown.place
        _line(layout, items, 0, head, names, end, ink if note else DIM, shown, shown.signs)
    wide = length * font.WIDTH + (len(_grouped("0" * length)) - 1) * gap
    bottom = layout.height - (foot if below else 0)
    top = bottom - font.HEIGHT if lines == 1 else (head + bottom - font.HEIGHT + 1) // 2
    x = (layout.width - wide) // 2 if below else 0
    _code(items, x, top, font, gap, shown)
    if shown.period:
        bar = (0, layout.height - thick, layout.width, thick)
        if not below:
            side = wide + font.WIDTH
            bar = (side, top + font.HEIGHT // 2 - 2, layout.width - side, 4)
        filled = (bar[2] * shown.left + shown.period - 1) // shown.period
        items.append(
            (BOX, bar[0], bar[1], filled, bar[3], ALARM if shown.left <= _HURRY else GOOD)
        )
    elif shown.hint:
        y = layout.height - layout.small.HEIGHT
        if top + font.HEIGHT <= y:
            layout.line(items, y, layout.small, shown.hint, DIM)
    return items


def _code(items: list, x: int, y: int, font: "Font", gap: int, shown: Shown) -> None:
    """The groups of a code; dashes before there is one, dots where it is hidden."""
    length = len(shown.code) or shown.digits
    for group in _grouped(shown.code or "-" * length):
        if shown.hidden:
            size = max(2, font.WIDTH // 3)
            for number in range(len(group)):
                left = x + number * font.WIDTH + (font.WIDTH - size) // 2
                items.append((BOX, left, y + (font.HEIGHT - size) // 2, size, size, INK))
        else:
            items.append((TEXT, x, y, font, group, INK))
        x += len(group) * font.WIDTH + gap


def _arranged(
    layout: "Layout", length: int, foot: int, heights: "list[int]"
) -> "tuple[Font, int, int, bool]":
    """The largest font that leaves room for a line and what is below, `foot` pixels, or beside:
    (font, gap between groups, lines above, whether it is below the digits). `heights`: of both
    lines; a strip among them is worth smaller digits, down to a third of the display."""
    groups = len(_grouped("0" * length))
    pictured = max(heights) != layout.text.HEIGHT or heights[0] != heights[1]
    for both in (True, False) if pictured else (False,):
        for font in reversed(layout.digits):
            gap = font.WIDTH // 2
            wide = length * font.WIDTH + (groups - 1) * gap
            if wide > layout.width:
                continue
            rest = layout.height - font.HEIGHT - _AIR
            if rest >= sum(heights) + foot and (not both or layout.height <= 3 * font.HEIGHT):
                return font, gap, 2, True
            if both:
                continue
            if rest >= max(heights) + foot:
                return font, gap, 1, True
            if rest >= max(heights) and wide + 2 * font.WIDTH + 8 <= layout.width:
                return font, gap, 1, False
    return layout.text, layout.text.WIDTH, 1, True


def _line(
    layout: "Layout",
    items: list,
    y: int,
    tall: int,
    names: "list[str | bytes]",
    end: str,
    ink: int,
    shown: Shown,
    signs: str = "",
) -> None:
    """Names on the left, of a line `tall` pixels high; on the right a note, and signs
    before it."""
    x = layout.width
    font = layout.text if len(end) * layout.text.WIDTH * 3 <= x else layout.small
    if end:
        x -= len(end) * font.WIDTH
        items.append((TEXT, x, y + (tall - font.HEIGHT) // 2, font, end, ink))
    if layout.text.HEIGHT >= layout.signs.HEIGHT:
        middle = (tall - layout.signs.HEIGHT) // 2
        for at in range(len(signs), 0, -1):
            sign = signs[at - 1 : at]
            x -= layout.signs.WIDTH + (2 if x < layout.width else 0)
            ink = ALARM if sign == BATTERY[0] else DIM
            items.append((TEXT, x, y + middle, layout.signs, sign, ink))
    if x < layout.width:
        x -= font.WIDTH
    if not names:
        return
    part = _part(names, x, shown.turn)
    if isinstance(part, str):
        text = shorten(part, x // layout.text.WIDTH)
        items.append((TEXT, 0, y + (tall - layout.text.HEIGHT) // 2, layout.text, text, INK))
    else:
        items.append((PICTURE, 0, y + (tall - STRIP) // 2) + part + (INK,))


def _part(names: "list[str | bytes]", room: int, turn: int) -> "Line":
    """Of names in one line what is shown now: texts together; else what has no room beside each
    other takes turns."""
    turns: "list[Line]" = []
    for name in names:
        if isinstance(name, bytes):
            from fobcore.strip import views

            turns.extend(views(name, room))
        else:
            turns.append(name)
    texts = [part for part in turns if isinstance(part, str)]
    if len(texts) == len(turns):
        return " ".join(texts)
    return turns[turn % len(turns)]


def _grouped(code: str) -> list[str]:
    """A code in the groups that it is read in."""
    groups = []
    start = 0
    for length in _GROUPS.get(len(code), (len(code),)):
        groups.append(code[start : start + length])
        start += length
    return groups
