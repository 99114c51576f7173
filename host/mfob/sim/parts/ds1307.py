"""The registers of the DS1307 real-time clock on I2C (Maxim, 2015), and its battery."""

from typing import Any

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.clockpart import ClockPart
from mfob.sim.world import SECOND

_CONTROL, _RAM = 0x07, 0x08
_CH = 0x80
_CONTROL_BITS = 0x93  # OUT, SQWE, RS1, RS0


class DS1307(ClockPart):
    """The part; at 2000-01-01 and halted when power comes to one that had none.

    It has no flag for an oscillator that stood: after stop_oscillator() the time stands, no more.
    """

    NAME = "DS1307"
    FASTEST = 100_000
    COUNT = 0x40
    BITS = (0xFF, 0x7F, 0x7F, 0x07, 0x3F, 0x1F, 0xFF)
    FLAG = _CH

    @property
    def stop_flag(self) -> bool:
        """CH: the clock is halted."""
        return self._halted

    def go_oscillator(self) -> None:
        """The quartz runs again, unless the clock is halted."""
        self._broken = False
        self._go()

    def stop_oscillator(self) -> None:
        """The quartz stands, whatever CH says."""
        self._broken = True
        super().stop_oscillator()

    def power_on(self) -> None:
        """Halted it stays halted."""
        super().power_on()
        self._broken = False
        self._go()

    def dump(self) -> dict[str, Any]:
        """With halt bit, control and memory."""
        others = {"halted": self._halted, "control": self._control, "ram": self._ram.hex()}
        return {**super().dump(), **others}

    def load_others(self, state: dict[str, Any]) -> None:
        """Halt bit, control and memory."""
        self._halted, self._control = bool(state["halted"]), int(state["control"])
        self._ram = bytearray.fromhex(state["ram"])
        self._broken = not self._halted and not self.quartz.running

    def reset_others(self) -> None:
        """CH set, control 03, the memory undefined."""
        self._halted, self._broken = True, False
        self._control = 0x03
        self._ram = bytearray(b"\xa5" * (self.COUNT - _RAM))
        self._go()

    def clear_flag(self) -> None:
        """CH."""
        self._halted = False
        self._go()

    def flip_flag(self) -> None:
        """CH."""
        self._halted = not self._halted
        self._go()

    def flip_other(self, register: int, mask: int) -> None:
        """Of control and memory."""
        if register >= _RAM:
            self._ram[register - _RAM] ^= mask
        elif mask & _CONTROL_BITS:
            self._control ^= mask
        else:
            raise SimError(f"a {self.NAME} has no such bit in register 0x{register:02x}")

    def flags(self) -> int:
        """CH stands in bit 7 of the seconds."""
        return _CH if self._halted else 0

    def peek(self, register: int) -> int:
        """Control and memory."""
        return self._control if register == _CONTROL else self._ram[register - _RAM]

    def poke(self, register: int, byte: int) -> None:
        """Control and memory."""
        if register >= _RAM:
            self._ram[register - _RAM] = byte
        elif byte & ~_CONTROL_BITS:
            raise ModelError(f"DS1307: 0x{byte:02x} has bits that the control register has not")
        else:
            self._control = byte

    def seconds_written(self, byte: int) -> None:
        """Resets the divider chain; CH halts the clock, or lets it run."""
        time = self.quartz.time()
        self.quartz.set(time - time % SECOND)
        self._halted = bool(byte & _CH)
        self._go()

    def _go(self) -> None:
        if self._halted or self._broken:
            self.quartz.stop()
        else:
            self.quartz.go()
