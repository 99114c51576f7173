"""The light behind a colour display: LEDs that a PWM output switches."""

from mfob.sim.errors import ModelError

FULL = 65535
_SLOWEST = 100  # Hz: under it an eye sees it flicker


class Backlight:
    """`duty`: 0 (dark) to 65535; `frequency` in Hz, 0 where the pin stands."""

    def __init__(self) -> None:
        self.duty = 0
        self.frequency = 0

    def pulse(self, duty: int, frequency: int) -> None:
        """As the pin has it: duty of 65535 of each period high."""
        if not 0 <= duty <= FULL:
            raise ModelError(f"backlight: a duty of {duty}, of {FULL}")
        if duty not in (0, FULL) and frequency < _SLOWEST:
            raise ModelError(f"backlight: at {frequency} Hz it flickers")
        self.duty = duty
        self.frequency = frequency

    @property
    def lit(self) -> bool:
        """True if there is any light."""
        return self.duty > 0

    @property
    def light(self) -> float:
        """How bright it looks, 0 to 1: about the square root of how much light there is."""
        return float((self.duty / FULL) ** 0.5)
