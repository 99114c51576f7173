"""A question to the owner: what is about to happen, read page by page, then the button."""

from fobcore.errors import REFUSED, TIMEOUT, FobError
from fobcore.link import WAIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Asking, TicksDiff

_RELEASED_FOR = 300  # ms that no button may be down after the page was drawn
_TIMEOUT = 30000  # ms to answer

_ASKED = 0
_APPROVED = 1
_REFUSED = 2


class Consent:
    """One question. The screen shows page `page` of `pages` (set when it is laid out)."""

    def __init__(self, title: str, text: str, ticks_diff: "TicksDiff") -> None:
        self.title = title
        self.text = text
        self.page = 0
        self.pages = 1
        self._ticks_diff = ticks_diff
        self._answer = _ASKED
        # ticks since when, with the page drawn, no button was down
        self._quiet_since: "int | None" = None
        self._ready = False  # whether a press counts

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
        elif self._ticks_diff(ticks, self._quiet_since) >= _RELEASED_FOR:
            self._ready = True

    def press(self, role: str) -> bool:
        """A button: `ok` goes on and, on the last page, approves; any other refuses.

        Returns whether the screen has to be drawn again.
        """
        if not self._ready or self._answer != _ASKED:
            return False
        if role != "ok":
            self._answer = _REFUSED
        elif self.page + 1 < self.pages:
            self.page += 1
            return True
        else:
            self._answer = _APPROVED
        return False

    def wait(self) -> "Asking":
        """Yields WAIT until the owner has approved; returns the ticks. Raises FobError."""
        start = yield WAIT
        ticks = start
        while self._answer == _ASKED:
            if self._ticks_diff(ticks, start) >= _TIMEOUT:
                raise FobError(TIMEOUT)
            ticks = yield WAIT
        if self._answer == _REFUSED:
            raise FobError(REFUSED)
        return ticks
