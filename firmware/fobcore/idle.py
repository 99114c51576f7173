"""When a fob that nobody uses locks itself."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.keeper import Keeper
    from fobcore.parts import TicksDiff

_TYPING = 60000  # ms without a button or a request that end a dialog of a locked fob


class Idle:
    """Told of each use, asked once a turn of the loop."""

    def __init__(self, keeper: "Keeper", ticks_diff: "TicksDiff") -> None:
        self._keeper = keeper
        self._ticks_diff = ticks_diff
        self._used_at: "int | None" = None  # ticks of the last button or request

    def touch(self) -> None:
        """The fob is in use: it does not lock itself for now."""
        self._used_at = None

    @property
    def touched(self) -> bool:
        """Whether it has been used since the last step."""
        return self._used_at is None

    def step(self, ticks: int, dialog: bool) -> None:
        """Locks after a time without a button or a request. `dialog`: there is one."""
        if self._used_at is None:
            self._used_at = ticks
        keeper = self._keeper
        if keeper.locked and dialog:
            if self._ticks_diff(ticks, self._used_at) >= _TYPING:
                keeper.lock()  # half a PIN is not left to who comes by
            return
        vault = keeper.vault
        if vault is None or not keeper.has_pin:
            return
        after = int(vault.setting("lock_after", "300")) * 1000
        if after and self._ticks_diff(ticks, self._used_at) >= after:
            keeper.lock()
