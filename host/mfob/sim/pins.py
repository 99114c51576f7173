"""What the board has on each pin of the chip, and what the chip may do with it there.

Every misuse is a ModelError: an input that is driven, a pin that is used before it is set up.
"""

from collections.abc import Callable

from mfob.sim.errors import ModelError
from mfob.sim.parts.button import Button

FULL = 65535  # of a duty


class Terminal:
    """A pin with `what` on it; a subclass allows what that part is for."""

    def __init__(self, number: int, what: str) -> None:
        self.number = number
        self.what = what

    def set_up(self, output: bool, pull: str | None, level: int | None) -> None:
        """As an input with a pull, or as an output at once at level (None: as it was, or low)."""
        raise self._wrong("is an output" if output else "is an input")

    def drive(self, level: int) -> None:
        """The chip puts an output to 0 or 1."""
        raise self._wrong("is driven")

    def level(self) -> int:
        """What the chip reads there."""
        raise self._wrong("is read")

    def pulse(self, freq: int, duty: int) -> None:
        """The chip's PWM drives it, at freq Hz, with duty of 65535 of each period high."""
        raise self._wrong("has PWM")

    def analog(self) -> None:
        """The chip's ADC takes it."""
        raise self._wrong("is an analog input")

    def microvolts(self) -> int:
        """What the ADC measures."""
        raise self._wrong("is measured")

    def release(self) -> None:
        """The chip has been reset, or has no power: it does nothing to the pin any more."""

    def _wrong(self, how: str) -> ModelError:
        return ModelError(f"pin {self.number} {how}, but the board has {self.what} on it")


class ButtonPin(Terminal):
    """An input."""

    def __init__(self, number: int, button: Button, pull: str | None) -> None:
        super().__init__(number, "a button")
        self.button = button
        self._wanted = pull
        self._pull: str | None = None
        self._set_up = False

    def set_up(self, output: bool, pull: str | None, level: int | None) -> None:
        """With the pull that the chip gives it."""
        if output:
            raise self._wrong("is an output")
        self._pull = pull
        self._set_up = True

    def level(self) -> int:
        """The button's, which needs the board's pull."""
        if not self._set_up:
            raise ModelError(f"pin {self.number} is read before it is set up as an input")
        if self._wanted is not None and self._pull != self._wanted:
            raise ModelError(f"pin {self.number} floats: the board wants it pulled {self._wanted}")
        return self.button.level()

    def release(self) -> None:
        """No input any more."""
        self._set_up = False


class OutputPin(Terminal):
    """An output; on_level gets each level that the chip drives it to, None where it lets go."""

    def __init__(
        self,
        number: int,
        what: str,
        on_level: Callable[[int | None], None] = lambda level: None,
    ) -> None:
        super().__init__(number, what)
        self.driven: int | None = None
        self._on_level = on_level

    def set_up(self, output: bool, pull: str | None, level: int | None) -> None:
        """As an output alone."""
        if not output:
            raise self._wrong("is an input")
        self._put(level if level is not None else self.driven or 0)

    def drive(self, level: int) -> None:
        """After it was set up."""
        if self.driven is None:
            raise ModelError(f"pin {self.number} is driven before it is set up as an output")
        self._put(level)

    def level(self) -> int:
        """As it is driven."""
        if self.driven is None:
            raise ModelError(f"pin {self.number} is read before it is set up")
        return self.driven

    def release(self) -> None:
        """It floats."""
        if self.driven is not None:
            self.driven = None
            self._on_level(None)

    def _put(self, level: int) -> None:
        self.driven = level
        self._on_level(level)


class LightPin(OutputPin):
    """An output that may have PWM; on_duty gets 0 to 65535 of it, and Hz (0: it stands)."""

    def __init__(self, number: int, what: str, on_duty: Callable[[int, int], None]) -> None:
        super().__init__(number, what, self._steady)
        self.pulsed = False  # neither dark nor all high
        self._on_duty = on_duty

    def pulse(self, freq: int, duty: int) -> None:
        """Until the pin is set up as another thing."""
        self.driven = 1 if duty else 0
        self.pulsed = 0 < duty < FULL
        self._on_duty(duty, freq)

    def _steady(self, level: int | None) -> None:
        self.pulsed = False
        self._on_duty(FULL if level else 0, 0)


class AnalogPin(Terminal):
    """An input of the ADC; measure gives its microvolts."""

    def __init__(self, number: int, what: str, measure: Callable[[], int]) -> None:
        super().__init__(number, what)
        self._measure = measure
        self._taken = False

    def analog(self) -> None:
        """For the ADC."""
        self._taken = True

    def microvolts(self) -> int:
        """After the ADC has taken it."""
        if not self._taken:
            raise ModelError(f"pin {self.number} is measured before the ADC has it")
        return self._measure()

    def release(self) -> None:
        """The ADC has it no more."""
        self._taken = False
