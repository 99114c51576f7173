"""The chip of the virtual fob: its buses, pins, flash and console lead to the computer."""

import os

import virtual
from machine import I2C, WDT, Pin, reset, unique_id


class Chip:
    """Makes what the drivers and the app are handed; the same calls on every chip."""

    def i2c(self, spec: dict) -> I2C:
        """The bus of a board's {"id", "sda", "scl", "freq"}."""
        return I2C(spec["id"], sda=Pin(spec["sda"]), scl=Pin(spec["scl"]), freq=spec["freq"])

    def pin_in(self, spec: dict) -> Pin:
        """An input for a board's {"pin", "pull": "up", "down" or None}."""
        pulls = {"up": Pin.PULL_UP, "down": Pin.PULL_DOWN, None: None}
        return Pin(spec["pin"], Pin.IN, pulls[spec["pull"]])

    def flash(self) -> virtual.Flash:
        """The raw block device of the file system, as rp2.Flash behaves."""
        return virtual.Flash()

    def console(self) -> virtual.Console:
        """The serial line: readinto, write, and select.poll can register it."""
        return virtual.Console()

    def unique_id(self) -> bytes:
        """The chip's own 8 bytes."""
        return unique_id()

    def urandom(self, n: int) -> bytes:
        """n random bytes, the computer's."""
        return os.urandom(n)

    def reset(self) -> None:
        """Start the chip again; does not return."""
        reset()

    def watchdog(self, ms: int) -> WDT:
        """A running watchdog with feed(); not fed for ms milliseconds it resets the chip."""
        return WDT(timeout=ms)
