"""An I2C bus: finds the device that an address means, and says how long the wires are busy."""

from collections.abc import Callable
from typing import Protocol

from mfob.sim.errors import ModelError
from mfob.sim.world import SECOND


class Device(Protocol):
    """A device on the bus, called byte by byte, as the wires would."""

    def start(self, read: bool) -> bool:
        """A start with this device's address; True: acknowledged."""
        ...

    def write(self, byte: int) -> bool:
        """A byte from the controller; True: acknowledged."""
        ...

    def read(self) -> int:
        """A byte for the controller."""
        ...

    def stop(self) -> None:
        """The end of the transfer."""
        ...


class I2CBus:
    """Devices by address on the pins that the board wires together."""

    def __init__(self, number: int, sda: int, scl: int, ticks: Callable[[], int]) -> None:
        self.number = number
        self.sda = sda
        self.scl = scl
        self.bytes = 0  # on the wires since the world began, address bytes too
        self.used_at = 0  # ticks (ns) of the last of them
        self._ticks = ticks
        self._devices: dict[int, Device] = {}
        self.stuck = False  # something holds SDA low: nothing on the bus is heard or answers
        self._freq = 0

    def attach(self, address: int, device: Device) -> None:
        """Solder a device to the bus."""
        if address in self._devices:
            raise ModelError(f"two parts share the I2C address 0x{address:02x}")
        self._devices[address] = device

    def configure(self, sda: int, scl: int, freq: int) -> None:
        """The controller takes the bus on its pins, at freq Hz."""
        if (sda, scl) != (self.sda, self.scl):
            raise ModelError(
                f"I2C {self.number} was set up on pins {sda} and {scl},"
                f" but the board wires it to {self.sda} and {self.scl}"
            )
        self._freq = freq

    def begin(self, address: int, read: bool) -> Device | None:
        """A start and the address; the device that acknowledges it, for byte after byte."""
        device = self._device(address, 0)
        return device if device is not None and device.start(read) else None

    def write(self, address: int, data: bytes, stop: bool) -> int:
        """Write data; returns the bytes acknowledged, or -1 if the address was not."""
        device = self._device(address, len(data))
        if device is None or not device.start(False):
            return -1
        acknowledged = 0
        for byte in data:
            if not device.write(byte):
                break
            acknowledged += 1
        if stop or acknowledged < len(data):
            device.stop()
        return acknowledged

    def read(self, address: int, size: int, stop: bool) -> bytes | None:
        """Read size bytes, or None if the address was not acknowledged."""
        device = self._device(address, size)
        if device is None or not device.start(True):
            return None
        data = bytes(device.read() for _ in range(size))
        if stop:
            device.stop()
        return data

    def duration(self, size: int) -> int:
        """Nanoseconds that an address and size bytes take: nine bits each."""
        return (size + 1) * 9 * SECOND // self._freq

    def _device(self, address: int, size: int) -> Device | None:
        if not self._freq:
            raise ModelError(f"I2C {self.number} is used before it is set up")
        self.bytes += size + 1
        self.used_at = self._ticks()
        device = None if self.stuck else self._devices.get(address)
        fastest = getattr(device, "FASTEST", self._freq)
        if self._freq > fastest:
            raise ModelError(
                f"the part at 0x{address:02x} takes {fastest} Hz at most, not {self._freq}"
            )
        return device
