"""What MicroPython's module machine gives on every chip; a chip_* adds its flash and its line."""

import os

from machine import I2C, WDT, Pin, reset, unique_id


class MachineChip:
    """Makes what the drivers and the app are handed; the same calls on every chip."""

    def i2c(self, spec: dict) -> I2C:
        """The bus of a board's {"id", "sda", "scl", "freq"}."""
        return I2C(spec["id"], sda=Pin(spec["sda"]), scl=Pin(spec["scl"]), freq=spec["freq"])

    def pin_in(self, spec: dict) -> Pin:
        """An input for a board's {"pin", "pull": "up", "down" or None}."""
        pulls = {"up": Pin.PULL_UP, "down": Pin.PULL_DOWN, None: None}
        return Pin(spec["pin"], Pin.IN, pulls[spec["pull"]])

    def unique_id(self) -> bytes:
        """The chip's own number, 8 bytes."""
        return unique_id()

    def urandom(self, n: int) -> bytes:
        """n random bytes, of the chip's generator."""
        return os.urandom(n)

    def reset(self) -> None:
        """Start the chip again; does not return."""
        reset()

    def watchdog(self, ms: int) -> WDT:
        """A running watchdog with feed(); not fed for ms milliseconds it resets the chip."""
        return WDT(timeout=ms)
