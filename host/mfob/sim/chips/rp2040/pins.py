"""The board's buttons on the chip's pins: pressed they drive them, let go the pull decides."""

from mfob.sim.chips.rp2040.engine import Engine
from mfob.sim.circuit import Circuit


class Pins:
    """look() brings the pins up to date; it is called between two slices."""

    def __init__(self, engine: Engine, circuit: Circuit) -> None:
        self._engine = engine
        self._buttons = [
            (engine.rp2040.gpio[number], button) for number, button in circuit.wired().items()
        ]
        self._down = [False] * len(self._buttons)

    def look(self) -> None:
        """As the buttons are now, or bounce."""
        for i, (pin, button) in enumerate(self._buttons):
            level = button.level()
            down = level == button.active
            if down != self._down[i]:
                self._down[i] = down
                if down:
                    pin.set_input_value(bool(level))
                else:
                    pin.release_input()
