"""The parts of a running fob, in one hand: what the commands work on."""

from fobcore.errors import BAD_REQUEST, FobError
from fobcore.rules import is_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.app import App
    from fobcore.clock import Clock
    from fobcore.keeper import Keeper
    from fobcore.parts import Health, Scrub, Ticks, TicksDiff
    from fobcore.vault import Vault


class Fob:
    """`keeper` has the vault. `identity`: firmware, board, id (texts).

    `ticks()` and `ticks_diff()` are the processor's; `health()` gives free bytes of heap and
    flash; `maintain()` starts again, once, into MicroPython's prompt, the vault not open.
    """

    def __init__(
        self,
        keeper: "Keeper",
        clock: "Clock",
        app: "App",
        identity: "dict[str, str]",
        ticks: "Ticks",
        ticks_diff: "TicksDiff",
        health: "Health",
        maintain: "Scrub",
    ) -> None:
        self.keeper = keeper
        self.clock = clock
        self.app = app
        self.identity = identity
        self.ticks = ticks
        self.ticks_diff = ticks_diff
        self.health = health
        self.maintain = maintain

    @property
    def readable(self) -> bool:
        """Whether there is an open vault to work with."""
        return self.keeper.vault is not None

    @property
    def vault(self) -> "Vault":
        """The open vault. Raises FobError LOCKED, or STORAGE when it can't be read."""
        return self.keeper.the_vault()


def whole(request: dict, key: str, default: "int | None" = None) -> int:
    """A non-negative integer of a request. Raises FobError BAD_REQUEST."""
    value = request.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FobError(BAD_REQUEST)
    return value


def text(request: dict, key: str) -> str:
    """A text of a request. Raises FobError BAD_REQUEST."""
    value = request.get(key)
    if not isinstance(value, str) or not is_text(value):
        raise FobError(BAD_REQUEST)
    return value
