"""What each screen shows, laid out from the display's size: lists of items for the painter.

An item is (TEXT, x, y, font, text, ink), (BOX, x, y, width, height, ink) or (PICTURE, x, y, strip,
first column, behind the last, ink). A font is a module of `fonts`, a strip a name's picture
(fobcore.strip), an ink one of the numbers below.
"""

from fobcore.faces import STRIP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Font, Fonts, Line, Listed, Part, What

TEXT = 0
BOX = 1
PICTURE = 2

BACK = 0  # inks; a display of one colour has the same for all but this
INK = 1
DIM = 2
GOOD = 3
WARN = 4
ALARM = 5

_TALL = 48  # pixels of height from which there is room for a title and hints beside the text


class Keys:
    """What the buttons are called on the screen: ok and next, short and held."""

    def __init__(self, ok: str, ok_long: str, next: str, back: str) -> None:
        self.ok = ok
        self.ok_long = ok_long
        self.next = next
        self.back = back


TWO_KEYS = Keys("ok", "hold ok", "next", "hold next")
ONE_KEY = Keys("hold", "hold on", "press", "hold on")
THREE_KEYS = Keys("ok", "hold ok", "next", "back")


class Layout:
    """Screens for one display. `texts`: fonts of text, the last for what matters more; `digits`:
    of codes, small to large; `signs`: the font of pictures beside the text."""

    def __init__(
        self,
        width: int,
        height: int,
        texts: "Fonts",
        digits: "Fonts",
        signs: "Font",
        keys: Keys = TWO_KEYS,
    ) -> None:
        self.width = width
        self.height = height
        self.small = texts[0]
        self.text = texts[-1]
        self.digits = digits
        self.signs = signs
        self.keys = keys
        self.tall = height >= _TALL

    def forget(self) -> None:
        """Lets go of what the fonts keep of names that were drawn."""
        for font in (self.small, self.text):
            font.forget()

    def pages(self, what: "What") -> "list[list[Line]]":
        """A consent's texts and strips cut into pages of lines."""
        room = self.height - self._title_height() - self.small.HEIGHT
        pages: "list[list[Line]]" = [[]]
        left = room
        for part in [what] if isinstance(what, str) else what:
            for line in self._lines(part):
                tall = self.tall_of(line)
                if tall > left and pages[-1]:
                    pages.append([])
                    left = room
                pages[-1].append(line)
                left -= tall
        return pages

    def _lines(self, part: "str | bytes") -> "list[Line]":
        if isinstance(part, bytes):
            from fobcore.strip import views

            return list(views(part, self.width))
        return list(wrap(part, self.width // self.text.WIDTH))

    def tall_of(self, line: "Part") -> int:
        """Pixels of height of a text, of a strip or of columns of one."""
        return self.text.HEIGHT if isinstance(line, str) else STRIP

    def consent(
        self, title: str, lines: "list[Line]", page: int, pages: int, browse: bool = False
    ) -> "list[tuple]":
        """A question: what is about to happen, and which button does what."""
        items = self._titled(title, WARN)
        y = self._title_height()
        for line in lines:
            if isinstance(line, str):
                items.append((TEXT, 0, y, self.text, line, INK))
            else:
                items.append((PICTURE, 0, y) + line + (INK,))
            y += self.tall_of(line)
        last = browse or page + 1 == pages
        answer = "%s = yes" if last else "%s = more " + "%d/%d" % (page + 1, pages)
        refuse = (self.keys.back if browse else self.keys.next) + " = no"
        self.ends(items, self.height - self.small.HEIGHT, answer % self.keys.ok, refuse)
        return items

    def pad(self, title: str, taken: int, digit: str) -> "list[tuple]":
        """A PIN being typed: what is taken is not shown."""
        font = self.digits[0]
        items = self._titled(title, DIM) if self.tall else []
        y = self._title_height() if self.tall else 0
        shown = min(taken, self.width // font.WIDTH - 1)
        size = max(2, font.WIDTH // 3)
        for number in range(shown):
            left = number * font.WIDTH + (font.WIDTH - size) // 2
            items.append((BOX, left, y + (font.HEIGHT - size) // 2, size, size, INK))
        x = shown * font.WIDTH
        face = font if digit in font.CHARS else self.text
        items.append((TEXT, x, y, face, digit, GOOD))
        if self.tall:
            items.append((BOX, x, y + font.HEIGHT + 1, font.WIDTH, 1, GOOD))
        keys = self.keys
        y = self.height - 2 * self.small.HEIGHT
        hints = keys.next + "=+1" + (" " + keys.back + "=-1" if keys.back != keys.ok_long else "")
        if not self.tall and not taken:
            hints = title + ": " + keys.next + "=+1"
        self.line(items, y, self.small, hints, DIM)
        self.line(
            items,
            y + self.small.HEIGHT,
            self.small,
            keys.ok + "=take " + keys.ok_long + "=done",
            DIM,
        )
        return items

    def rows(self, tall: int = 0) -> int:
        """How many rows of a menu there is room for; `tall`: of so many pixels of height."""
        return self.height // (tall or self.text.HEIGHT)

    def row_height(self, rows: "list[Listed]") -> int:
        """Pixels of a row's height, in a menu with these."""
        return max([self.tall_of(part) for row in rows for part in _parts(row)] + [1])

    def menu(self, rows: "list[Listed]", chosen: int) -> "list[tuple]":
        """Rows (as many as rows() says), the chosen one marked."""
        items: "list[tuple]" = []
        height = self.row_height(rows)
        for number, row in enumerate(rows):
            mark, ink = ("> ", GOOD) if number == chosen else ("  ", INK)
            y = number * height
            if isinstance(row, str):
                self.line(items, y + (height - self.text.HEIGHT) // 2, self.text, mark + row, ink)
            else:
                self._row(items, y, height, [mark] + row, ink)
        return items

    def _view(self, strip: bytes, room: int) -> "tuple[bytes, int, int]":
        """What of a strip is shown first."""
        from fobcore.strip import views

        return views(strip, room)[0]

    def _row(self, items: list, y: int, height: int, row: "list[Part]", ink: int) -> None:
        """Texts and strips beside each other, as far as there is room."""
        x = 0
        for part in row:
            room = self.width - x
            top = y + (height - self.tall_of(part)) // 2
            if not isinstance(part, str):
                view = self._view(part, room) if isinstance(part, bytes) else part
                if view[2] - view[1] <= room:
                    items.append((PICTURE, x, top) + view + (ink,))
                x += view[2] - view[1] + self.text.WIDTH
            elif part and room >= self.text.WIDTH:
                text = shorten(part, room // self.text.WIDTH)
                items.append((TEXT, x, top, self.text, text, ink))
                x += (len(text) + (0 if x == 0 else 1)) * self.text.WIDTH

    def entry(self, texts: "list[str]", at: int) -> "list[tuple]":
        """A date, time and zone being typed: year, month, day, hour, minute, zone; the field `at`
        has a line under it."""
        font = self.text
        items: "list[tuple]" = []
        top = 0
        if self.tall:
            hint = self.keys.next + "+1 "
            if self.keys.back != self.keys.ok_long:
                hint += self.keys.back + "+10 "
            self.line(items, 0, self.small, hint + self.keys.ok, DIM)
            top = self._title_height()
        x = 0
        for number, text in enumerate(texts):
            if number in (3, 5):  # date, time and zone have a line each
                x = 0
                top += font.HEIGHT + 2
            items.append((TEXT, x, top, font, text, GOOD if number == at else INK))
            if number == at:
                items.append((BOX, x, top + font.HEIGHT, len(text) * font.WIDTH, 1, GOOD))
            x += len(text) * font.WIDTH
            if number in (0, 1, 3):
                items.append((TEXT, x, top, font, "-" if number < 3 else ":", INK))
                x += font.WIDTH
        return items

    def message(self, title: str, text: str) -> "list[tuple]":
        """A title and lines of text. Where there is no room for both the title is left off, then
        the end of the text."""
        items = self._titled(title, WARN if title.isupper() else GOOD)  # capitals warn
        y = self._title_height()
        font = self.text
        lines = wrap(text, self.width // font.WIDTH)
        if y + len(lines) * font.HEIGHT > self.height:
            font = self.small
            lines = wrap(text, self.width // font.WIDTH)
            if y + len(lines) * font.HEIGHT > self.height:
                items = []
                y = 0
        for line in lines:
            if y + font.HEIGHT > self.height:
                break
            items.append((TEXT, 0, y, font, line, INK))
            y += font.HEIGHT
        return items

    def line(self, items: list, y: int, font: "Font", text: str, ink: int = INK) -> None:
        """A text on the left, shortened to the width."""
        if text:
            items.append((TEXT, 0, y, font, shorten(text, self.width // font.WIDTH), ink))

    def ends(self, items: list, y: int, left: str, right: str) -> None:
        """Hints at both ends of a line."""
        font = self.small
        items.append((TEXT, 0, y, font, left, GOOD))
        items.append((TEXT, self.width - len(right) * font.WIDTH, y, font, right, ALARM))

    def _titled(self, title: str, ink: int) -> "list[tuple]":
        items: "list[tuple]" = []
        self.line(items, 0, self.text, title, ink)
        return items

    def _title_height(self) -> int:
        return self.text.HEIGHT + (3 if self.tall else 0)


def _parts(row: "Listed") -> "list[Part]":
    return [row] if isinstance(row, str) else row


def tall_of(item: tuple) -> int:
    """Pixels of an item's height."""
    if item[0] == TEXT:
        return item[3].HEIGHT
    return item[4] if item[0] == BOX else STRIP


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
