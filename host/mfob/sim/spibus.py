"""An SPI bus that only writes: which part hears it, and how long the wires are busy."""

from typing import Protocol

from mfob.sim.errors import ModelError
from mfob.sim.pins import OutputPin
from mfob.sim.world import SECOND

_MODES = (0, 3)  # the parts take a bit at the rising edge


class Listener(Protocol):
    """A part that is written to in whole bytes while it is selected."""

    def write(self, data: bytes) -> None:
        """Bytes, commands or data as its D/C line says."""
        ...


class SPIBus:
    """One part on the pins that the board wires together."""

    def __init__(self, number: int, sck: int, mosi: int) -> None:
        self.number = number
        self.sck = sck
        self.mosi = mosi
        self.bytes = 0  # on the wires since the world began
        self._part: Listener | None = None
        self._select: OutputPin | None = None
        self._others: list[OutputPin] = []
        self._freq = 0

    def attach(self, part: Listener, select: OutputPin, *others: OutputPin) -> None:
        """Solder the part to the bus; others: lines that it has besides, which must not float."""
        self._part = part
        self._select = select
        self._others = list(others)

    def configure(self, sck: int, mosi: int, freq: int, mode: int) -> None:
        """The controller takes the bus on its pins, at freq Hz; mode: 2 * polarity + phase."""
        if (sck, mosi) != (self.sck, self.mosi):
            raise ModelError(
                f"SPI {self.number} was set up on pins {sck} and {mosi},"
                f" but the board wires it to {self.sck} and {self.mosi}"
            )
        if mode not in _MODES:
            raise ModelError(f"SPI {self.number} is in mode {mode}: the part takes 0 and 3")
        fastest = getattr(self._part, "FASTEST", freq)
        if freq > fastest:
            raise ModelError(
                f"the part on SPI {self.number} takes {fastest} Hz at most, not {freq}"
            )
        self._freq = freq

    def release(self) -> None:
        """The controller was reset."""
        self._freq = 0

    def write(self, data: bytes) -> None:
        """Bytes for the part that is selected."""
        if not self._freq:
            raise ModelError(f"SPI {self.number} is used before it is set up")
        if self._part is None or self._select is None:
            raise ModelError(f"SPI {self.number} is used, but nothing is wired to it")
        for pin in (self._select, *self._others):
            if pin.driven is None:
                raise ModelError(f"SPI {self.number} is written while {pin.what} floats")
        if self._select.driven:
            raise ModelError(f"SPI {self.number} is written while {self._select.what} is high")
        self.bytes += len(data)
        self._part.write(data)

    def duration(self, size: int) -> int:
        """Nanoseconds that size bytes take: eight bits each."""
        if not self._freq:
            raise ModelError(f"SPI {self.number} is used before it is set up")
        return size * 8 * SECOND // self._freq
