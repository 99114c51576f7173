"""A light-emitting diode on a pin."""

from mfob.sim.errors import ModelError


class Led:
    """Lit while its pin has the active level; a pin that floats leaves it dark."""

    def __init__(self, active: int) -> None:
        if active not in (0, 1):
            raise ModelError(f"an LED that is active at {active}")
        self.lit = False
        self._active = active

    def level(self, level: int | None) -> None:
        """The pin's level, None: it floats."""
        self.lit = level == self._active
