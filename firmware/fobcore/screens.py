"""What each screen shows, laid out from the display's size: lists of items for the painter.

An item is (TEXT, x, y, font, text, ink) or (BOX, x, y, width, height, ink). A font is a module of
`fonts`, an ink one of the numbers below.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Font, Fonts

TEXT = 0
BOX = 1

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

    def pages(self, text: str) -> list[list[str]]:
        """A consent's text cut into pages of lines."""
        lines = wrap(text, self.width // self.text.WIDTH)
        room = (self.height - self._title_height() - self.small.HEIGHT) // self.text.HEIGHT
        room = max(room, 1)
        return [lines[i : i + room] for i in range(0, len(lines), room)]

    def consent(
        self, title: str, lines: "list[str]", page: int, pages: int, browse: bool = False
    ) -> "list[tuple]":
        """A question: what is about to happen, and which button does what."""
        items = self._titled(title, WARN)
        y = self._title_height()
        for line in lines:
            items.append((TEXT, 0, y, self.text, line, INK))
            y += self.text.HEIGHT
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
        stars = "*" in font.CHARS  # the largest fonts have digits and capitals alone
        if stars and shown:
            items.append((TEXT, 0, y, font, "*" * shown, INK))
        for number in range(0 if stars else shown):
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

    def rows(self) -> int:
        """How many rows of a menu there is room for."""
        return self.height // self.text.HEIGHT

    def menu(self, rows: "list[str]", chosen: int) -> "list[tuple]":
        """Rows (as many as rows() says), the chosen one marked."""
        items: "list[tuple]" = []
        for number, row in enumerate(rows):
            mark, ink = ("> ", GOOD) if number == chosen else ("  ", INK)
            self.line(items, number * self.text.HEIGHT, self.text, mark + row, ink)
        return items

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
        """A title and lines of text; what has no room is left off at the end."""
        items = self._titled(title, WARN if title.isupper() else GOOD)  # capitals warn
        y = self._title_height()
        font = self.text
        lines = wrap(text, self.width // font.WIDTH)
        if y + len(lines) * font.HEIGHT > self.height:
            font = self.small
            lines = wrap(text, self.width // font.WIDTH)
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
        return self.text.HEIGHT + (4 if self.tall else 0)


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
