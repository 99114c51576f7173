"""The LED: dark at first, whichever level lights it."""

from drivers.led import Led


class Pin:
    """As machine.Pin."""

    def __init__(self) -> None:
        self.level = -1

    def value(self, level: int) -> None:
        self.level = level


def test_on_and_off() -> None:
    for active in (0, 1):
        pin = Pin()
        led = Led(pin, active)
        assert pin.level == 1 - active
        led.on()
        assert pin.level == active
        led.off()
        assert pin.level == 1 - active
