"""The screen of an account: its code as large as the display allows, how long it lasts, whose it
is.

What there is room for goes by importance: the digits, one line that says whose they are, the bar
that runs out, the second line. What is at the right end of the lines: place, doubt, next code,
signs.
"""

from fobcore.screens import ALARM, BOX, DIM, GOOD, INK, TEXT, WARN, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Font
    from fobcore.screens import Layout

LOCK = "L"  # characters of the font of signs
STAR = "S"
BATTERY = "01234"  # from empty to full

_GROUPS = {5: (5,), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (5, 5)}
_HURRY = 5  # s at which the bar turns red


class Shown:
    """What is to be seen of an account.

    `code`: "" where it is not shown yet, of `digits` characters then; hidden: it is there, for
    who asks. `left` seconds of `period` remain, 0 and 0: nothing runs out. `place` as "3/12".
    `off`: seconds that the clock may be off by, where that is worth a warning. `next`: the code
    after it, "" while that is far. `note`: why there is no code. `hint`: what a button does.
    `signs`: characters of the font of signs.
    """

    def __init__(self, issuer: str, name: str, code: str, digits: int, place: str) -> None:
        self.issuer = issuer
        self.name = name
        self.code = code
        self.digits = digits
        self.place = place
        self.hidden = False
        self.left = 0
        self.period = 0
        self.off = 0
        self.next = ""
        self.note = ""
        self.hint = ""
        self.signs = ""


def items(layout: "Layout", shown: Shown) -> "list[tuple]":
    """The screen."""
    length = len(shown.code) or shown.digits
    thick = max(3, layout.height // 20)
    foot = thick + 1 if shown.period else layout.small.HEIGHT
    font, gap, lines, below = _arranged(layout, length, foot)
    items: "list[tuple]" = []
    doubt = "!+-%ds" % shown.off if shown.off else shown.note
    more = ">" + "".join(_grouped(shown.next)) if shown.next else ""
    note, ink = (doubt, WARN) if doubt else (more, DIM)
    height = layout.text.HEIGHT
    if not below and not note and not shown.period:
        note = shown.hint  # there is no other place for it
    if lines == 2:
        _line(layout, items, 0, shown.issuer or shown.name, shown.place, DIM, "")
        second = shown.name if shown.issuer else ""
        _line(layout, items, height, second, note, ink, shown.signs)
    else:
        both = shown.issuer + " " + shown.name if shown.issuer else shown.name
        _line(layout, items, 0, both, note or shown.place, ink if note else DIM, "")
    wide = length * font.WIDTH + (len(_grouped("0" * length)) - 1) * gap
    bottom = layout.height - (foot if below else 0)
    top = bottom - font.HEIGHT if lines == 1 else (lines * height + bottom - font.HEIGHT + 1) // 2
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


def _arranged(layout: "Layout", length: int, foot: int) -> "tuple[Font, int, int, bool]":
    """The largest font that leaves room for a line and what is below, `foot` pixels, or beside:
    (font, gap between groups, lines above, whether it is below the digits)."""
    groups = len(_grouped("0" * length))
    for font in reversed(layout.digits):
        gap = font.WIDTH // 2
        wide = length * font.WIDTH + (groups - 1) * gap
        if wide > layout.width:
            continue
        rest = layout.height - font.HEIGHT
        for lines in (2, 1):
            if rest >= lines * layout.text.HEIGHT + foot:
                return font, gap, lines, True
        if rest >= layout.text.HEIGHT and wide + 2 * font.WIDTH + 8 <= layout.width:
            return font, gap, 1, False
    return layout.text, layout.text.WIDTH, 1, True


def _line(
    layout: "Layout", items: list, y: int, text: str, end: str, ink: int, signs: str
) -> None:
    """A text on the left; on the right a note, and signs before it."""
    x = layout.width
    drop = layout.text.HEIGHT - layout.small.HEIGHT
    if end:
        x -= len(end) * layout.small.WIDTH
        items.append((TEXT, x, y + drop // 2, layout.small, end, ink))
    if layout.text.HEIGHT >= layout.signs.HEIGHT:
        middle = (layout.text.HEIGHT - layout.signs.HEIGHT) // 2
        for at in range(len(signs), 0, -1):
            sign = signs[at - 1 : at]
            x -= layout.signs.WIDTH + (2 if x < layout.width else 0)
            ink = ALARM if sign == BATTERY[0] else DIM
            items.append((TEXT, x, y + middle, layout.signs, sign, ink))
    if x < layout.width:
        x -= layout.small.WIDTH
    if text:
        items.append((TEXT, 0, y, layout.text, shorten(text, x // layout.text.WIDTH), INK))


def _grouped(code: str) -> list[str]:
    """A code in the groups that it is read in."""
    groups = []
    start = 0
    for length in _GROUPS.get(len(code), (len(code),)):
        groups.append(code[start : start + length])
        start += length
    return groups
