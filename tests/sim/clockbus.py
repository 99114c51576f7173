"""Transfers to the model of a clock chip, and the models on a bus as MicroPython's I2C sees it."""

from mfob.sim.bus import I2CBus
from mfob.sim.parts.clockpart import ClockPart


def write(part: ClockPart, register: int, *values: int) -> None:
    """One transfer."""
    assert part.start(False)
    for value in (register, *values):
        assert part.write(value)
    part.stop()


def read(part: ClockPart, register: int, count: int) -> bytes:
    """One transfer, with a repeated start."""
    assert part.start(False)
    part.write(register)
    assert part.start(True)
    values = bytes(part.read() for _ in range(count))
    part.stop()
    return values


class Wired:
    """machine.I2C's calls on a bus that has this part alone, at 100 kHz."""

    def __init__(self, part: ClockPart, address: int) -> None:
        self.bus = I2CBus(0, 4, 5, lambda: 0)
        self.bus.configure(4, 5, 100_000)
        self.bus.attach(address, part)

    def readfrom_mem_into(self, address: int, memory: int, data: bytearray) -> None:
        """OSError where nobody answers."""
        self._write(address, bytes((memory,)), False)
        got = self.bus.read(address, len(data), True)
        if got is None:
            raise OSError(5)
        data[:] = got

    def readfrom_mem(self, address: int, memory: int, length: int) -> bytes:
        """As above."""
        data = bytearray(length)
        self.readfrom_mem_into(address, memory, data)
        return bytes(data)

    def writeto_mem(self, address: int, memory: int, data: bytes) -> None:
        """OSError where nobody answers."""
        self._write(address, bytes((memory,)) + bytes(data), True)

    def writeto(self, address: int, data: "bytes | memoryview") -> int:
        """Nothing that a clock chip is asked with."""
        raise AssertionError("not used")

    def _write(self, address: int, data: bytes, stop: bool) -> None:
        if self.bus.write(address, data, stop) < len(data):
            raise OSError(5)
