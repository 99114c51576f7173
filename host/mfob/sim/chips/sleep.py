"""The sleeps of the chip `unix`, as strict as the real chips are: what they stop, what ends them.

A nap: the processor stands, ticks and watchdog go on. The clock of a PWM stands, so a light that
is dimmed by one would change; a computer on the USB line would lose the fob; what comes on a UART
is lost. Sleep: the chip is off but for what looks at its wake pins; it lets go of all pins but
those that it holds, and starts anew.
"""

from collections.abc import Callable, Iterator

from mfob.sim.circuit import Circuit
from mfob.sim.errors import ModelError
from mfob.sim.loop import Loop, Timer
from mfob.sim.pins import ButtonPin, LightPin, OutputPin
from mfob.sim.world import World

AWAKE, BUTTON, TIMER = range(3)  # what has ended a sleep
_UNSEEN = 2


class Sleep:
    """What looks at the wake pins, or for the end of the time, while the processor stands."""

    def __init__(self, loop: Loop, world: World, circuit: Circuit) -> None:
        self._loop = loop
        self._world = world
        self._circuit = circuit
        self._timer: Timer | None = None
        self._wakes: Callable[[int], None] | None = None
        self._pins: list[ButtonPin] = []
        for button in circuit.buttons.values():
            button.on_pressed = self._pressed

    @property
    def host(self) -> int:
        """1 where the chip sees a computer, 0 where none; of what is behind a UART it sees
        nothing."""
        if self._circuit.line.kind != "usb":
            return _UNSEEN
        return int(self._circuit.supply.plugged)

    def check_nap(self) -> None:
        """Raises ModelError where a nap would be seen."""
        if self.host == 1:
            raise ModelError("a nap with a computer on the USB line, which would lose the fob")
        for pin in self._circuit.wired().values():
            if isinstance(pin, LightPin) and pin.pulsed:
                raise ModelError(f"a nap while PWM dims {pin.what}: its clock stands then")

    def begin(self, wake: bytes, held: bytes) -> set[int]:
        """The chip is about to sleep; returns the pins that it holds. Raises ModelError."""
        if self.host == 1:
            raise ModelError("sleep with a computer on the USB line")
        kept = set()
        for number, level in _pairs(held):
            pin = self._circuit.pin(number)
            if not isinstance(pin, OutputPin):
                raise ModelError(f"pin {number} is to be held, but {pin.what} is on it")
            pin.set_up(True, None, level)
            kept.add(number)
        for number, _ in _pairs(wake):
            kept.add(number)  # inputs, with their pulls
        return kept

    def wait(self, wake: bytes, ms: int, wakes: Callable[[int], None]) -> None:
        """Calls wakes(BUTTON or TIMER), once, perhaps at once. ms 0: never by time."""
        self.cancel()
        self._pins = []
        for number, level in _pairs(wake):
            pin = self._circuit.pin(number)
            if not isinstance(pin, ButtonPin):
                raise ModelError(f"pin {number} is to wake the chip, but {pin.what} is on it")
            if level != pin.button.active:
                raise ModelError(f"pin {number} is to wake the chip while its button is up")
            pin.level()  # which it must be able to read
            self._pins.append(pin)
        self._wakes = wakes
        if ms:
            at = self._world.ticks() + ms * 1_000_000
            self._timer = self._loop.at_ticks(at, lambda: self._end(TIMER))
        if any(pin.button.pressed for pin in self._pins):
            self._end(BUTTON)

    def cancel(self) -> None:
        """Nobody waits any more."""
        self._wakes = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _pressed(self) -> None:
        if self._wakes is not None and any(pin.button.pressed for pin in self._pins):
            self._end(BUTTON)

    def _end(self, by: int) -> None:
        wakes = self._wakes
        self.cancel()
        if wakes is not None:
            wakes(by)


def _pairs(data: bytes) -> Iterator[tuple[int, int]]:
    return zip(data[0::2], data[1::2], strict=True)
