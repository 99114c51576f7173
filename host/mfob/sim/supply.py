"""What feeds the board: its plug, or a battery behind a latch that the firmware has to hold."""

from collections.abc import Callable

from mfob.sim.errors import ModelError
from mfob.sim.pins import OutputPin
from mfob.sim.world import SECOND

HOLD_NS = SECOND  # that the latch stays closed by itself after power-on or a reset


class Supply:
    """hold: the pin of the latch, None where there is none."""

    def __init__(self, hold: int | None) -> None:
        self.plugged = True
        self.hold = OutputPin(hold, "the power's latch", self._held) if hold is not None else None
        self.on_let_go: Callable[[bool], None] = lambda at_once: None  # the latch may open

    @property
    def enough(self) -> bool:
        """False where the latch is open and there is no plug."""
        return self.plugged or self.hold is None or self.hold.driven == 1

    def _held(self, level: int | None) -> None:
        if level != 1:
            self.on_let_go(level == 0)


def measured(microvolts: Callable[[], int], enable: OutputPin | None) -> Callable[[], int]:
    """The battery's divider for the ADC: it has to be on while one measures."""

    def measure() -> int:
        if enable is not None and enable.driven != 1:
            raise ModelError(f"the battery is measured while {enable.what} is off")
        return microvolts()

    return measure
