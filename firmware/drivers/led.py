"""A light-emitting diode on a pin."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fobcore.parts import Output


class Led:
    """Dark until on(). `active`: the pin's level at which it is lit."""

    def __init__(self, pin: "Output", active: int) -> None:
        self._pin = pin
        self._active = active
        self.off()

    def on(self) -> None:
        self._pin.value(self._active)

    def off(self) -> None:
        self._pin.value(1 - self._active)
