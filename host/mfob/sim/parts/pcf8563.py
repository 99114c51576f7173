"""The registers of the PCF8563 real-time clock on I2C (NXP rev 11); the BM8563 answers alike."""

from typing import Any

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.clockpart import ClockPart
from mfob.sim.world import SECOND

_CONTROL_1, _CONTROL_2, _ALARMS, _CLKOUT, _TIMER_CONTROL, _TIMER = 0, 1, 9, 0x0D, 0x0E, 0x0F
_TEST1, _STOP, _TESTC = 0x80, 0x20, 0x08
_TI_TP, _FLAGS, _ENABLES = 0x10, 0x0C, 0x03
_VL = 0x80
_TE = 0x80
_OTHERS = {  # the bits that the registers beside the time have
    _CONTROL_1: _TEST1 | _STOP | _TESTC, _CONTROL_2: _TI_TP | _FLAGS | _ENABLES,
    0x09: 0xFF, 0x0A: 0xBF, 0x0B: 0xBF, 0x0C: 0x87, _CLKOUT: 0x83, _TIMER_CONTROL: 0x83,
    _TIMER: 0xFF,
}  # fmt: skip
# "Register reset values"; what is undefined there is 0 here
_RESET = {
    _CONTROL_1: _TESTC, 0x09: 0x80, 0x0A: 0x80, 0x0B: 0x80, 0x0C: 0x80, _CLKOUT: 0x80,
    _TIMER_CONTROL: 0x03,
}  # fmt: skip
_FIRST = 507_813_000  # ns from the release of STOP to the first increment, at least
_UNKNOWN = 122_000  # and so many more, by where the two stages that run on happen to be


class PCF8563(ClockPart):
    """The part; VL is set when power comes to one that had none, and while its quartz stands."""

    NAME = "PCF8563"
    COUNT = 0x10
    TIME = 2
    DAY, WEEKDAY = 3, 4
    FIRST_WEEKDAY = 0
    BITS = (0xFF, 0x7F, 0x3F, 0x3F, 0x07, 0x9F, 0xFF)
    UNUSED = 0xFF  # the data sheet promises nothing of bits that are not there
    TWELVE = False
    FLAG = _VL

    @property
    def stop_flag(self) -> bool:
        """VL: the voltage was low, or the oscillator stood."""
        return self._low

    def stop_oscillator(self) -> None:
        """The quartz stands: that is a reset of all that is not the time, and sets VL."""
        self.reset_others()
        super().stop_oscillator()

    def dump(self) -> dict[str, Any]:
        """With VL and the registers beside the time."""
        others = {str(register): byte for register, byte in self._others.items()}
        return {**super().dump(), "low": self._low, "others": others}

    def load_others(self, state: dict[str, Any]) -> None:
        """VL and the registers beside the time."""
        self._low = bool(state["low"])
        self._others = {int(register): int(byte) for register, byte in state["others"].items()}

    def reset_others(self) -> None:
        """As at power-on."""
        self._low = True
        self._others = {register: _RESET.get(register, 0) for register in _OTHERS}
        self.quartz.hold(False)

    def clear_flag(self) -> None:
        """VL and STOP."""
        self._low = False
        self._others[_CONTROL_1] &= ~_STOP

    def flip_flag(self) -> None:
        """VL."""
        self._low = not self._low

    def flip_other(self, register: int, mask: int) -> None:
        """Any that is there; TEST1 waits for pulses that nobody gives."""
        if not _OTHERS[register] & mask:
            raise SimError(f"a {self.NAME} has no such bit in register 0x{register:02x}")
        self._others[register] ^= mask
        if register == _CONTROL_1:
            self._prescale()

    def flags(self) -> int:
        """VL stands in bit 7 of the seconds."""
        return _VL if self._low or not self.quartz.running else 0

    def peek(self, register: int) -> int:
        """Bits that are not there read as ones."""
        return self._others[register] | ~_OTHERS[register] & 0xFF

    def poke(self, register: int, byte: int) -> None:
        """Alarms, timer and the test mode may be set up and not switched on."""
        if byte & ~_OTHERS[register]:
            raise ModelError(
                f"PCF8563: 0x{byte:02x} has bits that register 0x{register:02x} has not"
            )
        if register == _CONTROL_1 and byte & _TEST1:
            raise ModelError("PCF8563: the test mode is not modelled")
        if register == _CONTROL_2:
            if byte & _ENABLES:
                raise ModelError("PCF8563: alarms are not modelled")
            byte = self._others[register] & byte & _FLAGS | byte & _TI_TP
        if register == _TIMER_CONTROL and byte & _TE:
            raise ModelError("PCF8563: the timer is not modelled")
        self._others[register] = byte
        if register == _CONTROL_1:
            self._prescale()

    def seconds_written(self, byte: int) -> None:
        """The prescaler goes on as it was; VL can be cleared, not set."""
        self._low = self._low and bool(byte & _VL)

    def _prescale(self) -> None:
        """STOP holds the prescaler in reset, from which it begins in the middle of a second."""
        held = bool(self._others[_CONTROL_1] & (_STOP | _TEST1))
        if held == self.quartz.held:
            return
        time = self.quartz.time()
        if not held:
            unknown = self.quartz.clock() % _UNKNOWN
            self.quartz.set(time - time % SECOND + SECOND - _FIRST - unknown)
        self.quartz.hold(held)
