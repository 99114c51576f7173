"""What each screen shows, laid out from the display's size: lists of items for the painter.

An item is (TEXT, x, y, font, text) or (BOX, x, y, width, height). A font is a module of `fonts`.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Font, Fonts

TEXT = 0
BOX = 1

_GROUPS = {5: (5,), 6: (3, 3), 7: (3, 4), 8: (4, 4), 9: (3, 3, 3), 10: (5, 5)}
_TALL = 48  # pixels of height from which lines of text get the larger font


class Layout:
    """Screens for one display. `texts` and `digits`: fonts from small to large."""

    def __init__(self, width: int, height: int, texts: "Fonts", digits: "Fonts") -> None:
        self.width = width
        self.height = height
        self._texts = texts
        self._small = texts[0]
        self._text = texts[1] if height >= _TALL else texts[0]
        self._digits = digits

    def code(
        self,
        issuer: str,
        name: str,
        code: str,
        left: int,
        period: int,
        place: str,
        off: int = 0,
    ) -> list[tuple]:
        """An account: `left` seconds of `period` remain; `place` as "3/12"; `off`: the seconds
        that the clock may be off by, where that is worth a warning."""
        doubt = "!+-%ds" % off if off else ""
        font, gap = self._font_for(code)
        groups = _grouped(code)
        digits_width = len(code) * font.WIDTH + (len(groups) - 1) * gap
        label = self._text if issuer else self._small
        items = []
        rest = self.height - font.HEIGHT
        if rest >= label.HEIGHT + self._small.HEIGHT + 6:  # two lines above, the bar below
            self._line(items, 0, label, issuer or name, place)
            if issuer or doubt:
                self._line(items, label.HEIGHT, self._small, name if issuer else "", doubt)
            top = label.HEIGHT + self._small.HEIGHT + 1
            thick = max(3, self.height // 20)
            y = top + (self.height - thick - 1 - top - font.HEIGHT) // 2
            x = (self.width - digits_width) // 2
            bar = (0, self.height - thick, self.width, thick)
        else:  # one line above, the bar beside the digits
            both = issuer + " " + name if issuer else name
            self._line(items, 0, self._small, both, doubt or place)
            x, y = 0, self.height - font.HEIGHT
            side = digits_width + font.WIDTH
            bar = (side, y + font.HEIGHT // 2 - 2, self.width - side, 4)
        for group in groups:
            items.append((TEXT, x, y, font, group))
            x += len(group) * font.WIDTH + gap
        filled = (bar[2] * left + period - 1) // period
        items.append((BOX, bar[0], bar[1], filled, bar[3]))
        return items

    def counted(self, issuer: str, name: str, code: str, digits: int, place: str) -> "list[tuple]":
        """A HOTP: its code, or dashes and what to press, or a word on why there is none."""
        items = self.code(issuer, name, code or "-" * digits, 0, 1, place)
        items.pop()  # the bar: nothing runs out here
        hint = "ok = new code" if code else "ok = code"
        y = self.height - self._small.HEIGHT
        last = items[-1]
        if last[2] + last[3].HEIGHT <= y:
            items.append((TEXT, 0, y, self._small, hint))
        return items

    def pages(self, text: str) -> list[list[str]]:
        """A consent's text cut into pages of lines."""
        lines = wrap(text, self.width // self._text.WIDTH)
        room = (self.height - self._title_height() - self._small.HEIGHT) // self._text.HEIGHT
        room = max(room, 1)
        return [lines[i : i + room] for i in range(0, len(lines), room)]

    def consent(
        self, title: str, lines: "list[str]", page: int, pages: int, browse: bool = False
    ) -> "list[tuple]":
        """A question: what is about to happen, and which button does what."""
        items = [(TEXT, 0, 0, self._text, self._fit(title, self._text))]
        y = self._title_height()
        for line in lines:
            items.append((TEXT, 0, y, self._text, line))
            y += self._text.HEIGHT
        y = self.height - self._small.HEIGHT
        last = browse or page + 1 == pages
        answer = "ok = yes" if last else "ok = more %d/%d" % (page + 1, pages)
        items.append((TEXT, 0, y, self._small, answer))
        refuse = "hold next = no" if browse else "next = no"
        items.append((TEXT, self.width - len(refuse) * self._small.WIDTH, y, self._small, refuse))
        return items

    def pad(self, title: str, taken: int, digit: int) -> "list[tuple]":
        """A PIN being typed: what is taken is not shown."""
        font = self._digits[0]
        tall = self.height >= _TALL
        items = [(TEXT, 0, 0, self._text, title)] if tall else []
        y = self._title_height() if tall else 0
        items.append((TEXT, 0, y, font, "*" * taken + str(digit)))
        y = self.height - 2 * self._small.HEIGHT
        hint = "next = +1, hold = back" if tall or taken else title + ": next = +1"
        items.append((TEXT, 0, y, self._small, hint))
        items.append((TEXT, 0, y + self._small.HEIGHT, self._small, "ok = take, hold = done"))
        return items

    def menu(self, rows: "list[str]", chosen: int) -> "list[tuple]":
        """Rows, the chosen one marked; as many around it as there is room for."""
        font = self._text
        fit = self.height // font.HEIGHT
        first = max(0, min(chosen - fit // 2, len(rows) - fit))
        items = []
        for number, row in enumerate(rows[first : first + fit], first):
            mark = "> " if number == chosen else "  "
            items.append((TEXT, 0, (number - first) * font.HEIGHT, font, mark + row))
        return items

    def entry(self, texts: "list[str]", at: int) -> "list[tuple]":
        """A date, time and zone being typed: year, month, day, hour, minute, zone; the field `at`
        has a line under it."""
        font = self._text
        items: "list[tuple]" = []
        top = 0
        if self.height >= _TALL:
            items.append((TEXT, 0, 0, self._small, "next +1, hold +10, ok"))
            top = self._title_height()
        x = 0
        for number, text in enumerate(texts):
            if number in (3, 5):  # date, time and zone have a line each
                x = 0
                top += font.HEIGHT + 2
            items.append((TEXT, x, top, font, text))
            if number == at:
                items.append((BOX, x, top + font.HEIGHT, len(text) * font.WIDTH, 1))
            x += len(text) * font.WIDTH
            if number in (0, 1, 3):
                items.append((TEXT, x, top, font, "-" if number < 3 else ":"))
                x += font.WIDTH
        return items

    def message(self, title: str, text: str) -> list[tuple]:
        """A title and lines of text; what has no room is left off at the end."""
        items = [(TEXT, 0, 0, self._text, self._fit(title, self._text))]
        y = self._title_height()
        font = self._small
        for line in wrap(text, self.width // font.WIDTH):
            if y + font.HEIGHT > self.height:
                break
            items.append((TEXT, 0, y, font, line))
            y += font.HEIGHT
        return items

    def _title_height(self) -> int:
        return self._text.HEIGHT + (self.height >= _TALL) * 4

    def _font_for(self, code: str) -> "tuple[Font, int]":
        """The largest font that leaves room for a line and the bar, and the gap of its groups."""
        groups = len(_grouped(code))
        for font in reversed(self._digits):
            gap = font.WIDTH // 2
            width = len(code) * font.WIDTH + (groups - 1) * gap
            tall = self.height - font.HEIGHT >= 2 * self._small.HEIGHT + 6
            beside = width + 2 * font.WIDTH + 8 if not tall else width
            if beside <= self.width and self.height >= font.HEIGHT + self._small.HEIGHT:
                return font, gap
        return self._small, self._small.WIDTH

    def _line(self, items: list, y: int, font: "Font", text: str, place: str) -> None:
        """A text on the left, the place in the list on the right."""
        room = self.width - (len(place) + 1) * self._small.WIDTH if place else self.width
        items.append((TEXT, 0, y, font, shorten(text, room // font.WIDTH)))
        if place:
            x = self.width - len(place) * self._small.WIDTH
            items.append((TEXT, x, y, self._small, place))

    def _fit(self, text: str, font: "Font") -> str:
        return shorten(text, self.width // font.WIDTH)


def shorten(text: str, most: int) -> str:
    """A text of at most so many characters, its middle left out where it is longer."""
    if len(text) <= most:
        return text
    keep = most - 1
    return text[: keep - keep // 2] + "\u2026" + text[len(text) - keep // 2 :]


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most so many characters, broken at spaces where there are any."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            while len(word) > columns:
                room = columns - len(line) - 1 if line else columns
                if room > 0:
                    line = line + " " + word[:room] if line else word[:room]
                    word = word[room:]
                lines.append(line)
                line = ""
            if line and len(line) + 1 + len(word) > columns:
                lines.append(line)
                line = word
            else:
                line = line + " " + word if line else word
        lines.append(line)
    return lines


def _grouped(code: str) -> list[str]:
    """A code in the groups that it is read in."""
    groups = []
    start = 0
    for length in _GROUPS.get(len(code), (len(code),)):
        groups.append(code[start : start + length])
        start += length
    return groups
