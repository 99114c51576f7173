"""A question to the owner: what is about to happen, read page by page, then the button."""

from fobcore.errors import REFUSED, TIMEOUT, FobError
from fobcore.wire import WAIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Asking, Lines, TicksDiff
    from fobcore.screens import Layout

_RELEASED_FOR = 300  # ms that no button may be down after the page was drawn
_TYPING_FOR = 1500  # the same where the owner was at something else on the fob
_TIMEOUT = 30000  # ms to answer

_ASKED = 0
_APPROVED = 1
_REFUSED = 2


class Consent:
    """One question. `lines(n)` are the lines of page n of `pages`.

    `browse`: the first page says it all, the others may be read (a batch); otherwise every page
    has to be gone through before the last one can be approved. `number`: of a computer's
    question; no two look the same to the app.
    """

    def __init__(
        self, title: str, pages: int, lines: "Lines", ticks_diff: "TicksDiff", browse: bool = False
    ) -> None:
        self.title = title
        self.pages = pages
        self.lines = lines
        self.browse = browse
        self.page = 0
        self.number = 0
        self._turned = False  # a page since the wait was last looked at
        self.over = False  # whether it came over a dialog, whose buttons are being pressed
        self._ticks_diff = ticks_diff
        self._answer = _ASKED
        # ticks since when, with the page drawn, no button was down
        self._quiet_since: "int | None" = None
        self._ready = False  # whether a press counts

    def view(self) -> tuple:
        """What its picture depends on, first the name of the state that the fob is in."""
        return "batch" if self.browse else "consent", self.number, self.page

    def items(self, layout: "Layout") -> "list[tuple]":
        lines = self.lines(self.page)
        return layout.consent(self.title, lines, self.page, self.pages, self.browse)

    def drawn(self) -> None:
        """A page has just been put on the screen as a whole: earlier presses don't count."""
        self._quiet_since = None
        self._ready = False

    def step(self, ticks: int, any_down: bool) -> None:
        """Watches the buttons; to be called after drawn()."""
        if self._ready:
            return
        if any_down:
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = ticks
        elif self._ticks_diff(ticks, self._quiet_since) >= (
            _TYPING_FOR if self.over else _RELEASED_FOR
        ):
            self._ready = True

    def press(self, role: str, kind: str) -> None:
        """A button, "short" or "long".

        `ok` goes on and, on the last page, approves; another one refuses. In a browse, `ok`
        approves, another one goes on when it is short and refuses when it is long.
        """
        if not self._ready or self._answer != _ASKED:
            return
        if role == "ok":
            if kind == "short":
                if self.browse or self.page + 1 == self.pages:
                    self._answer = _APPROVED
                else:
                    self._turn()
        elif self.browse and kind == "short":
            self._turn()
        else:
            self._answer = _REFUSED

    def _turn(self) -> None:
        self.page = (self.page + 1) % self.pages
        self._turned = True

    def wait(self) -> "Asking":
        """Yields WAIT until the owner has approved; returns the ticks. Raises FobError."""
        start = yield WAIT
        ticks = start
        while self._answer == _ASKED:
            if self._turned:  # who reads is there
                start, self._turned = ticks, False
            if self._ticks_diff(ticks, start) >= _TIMEOUT:
                raise FobError(TIMEOUT)
            ticks = yield WAIT
        if self._answer == _REFUSED:
            raise FobError(REFUSED)
        return ticks
