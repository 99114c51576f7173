"""The registers of the DS3231 real-time clock on I2C (Maxim 19-5170 rev 10), and its battery."""

from typing import Any

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.clockpart import ClockPart
from mfob.sim.parts.quartz import COMPENSATED
from mfob.sim.world import SECOND

_ALARMS, _CONTROL, _STATUS, _AGING, _TEMPERATURE, _FRACTION = 0x07, 0x0E, 0x0F, 0x10, 0x11, 0x12
_EOSC, _CONV, _ALARM_ENABLES = 0x80, 0x20, 0x03
_OSF, _EN32KHZ, _BUSY, _ALARM_FLAGS = 0x80, 0x08, 0x04, 0x03


class DS3231(ClockPart):
    """The part; 2000-01-01 and its stop flag are set when power comes to one that had none."""

    NAME = "DS3231"
    PARABOLA = COMPENSATED
    COUNT = 0x13
    BITS = (0x7F, 0x7F, 0x7F, 0x07, 0x3F, 0x9F, 0xFF)

    @property
    def stop_flag(self) -> bool:
        """OSF: the oscillator has stopped since the flag was last cleared."""
        return bool(self._status & _OSF)

    def stop_oscillator(self) -> None:
        """The quartz stands and the flag is set."""
        super().stop_oscillator()
        self._status |= _OSF

    def power_off(self) -> None:
        """With EOSC set the quartz stops on battery."""
        super().power_off()
        if self.battery and self._control & _EOSC:
            self.stop_oscillator()

    def dump(self) -> dict[str, Any]:
        """With alarms, control, status."""
        return {
            **super().dump(),
            "alarms": self._alarms.hex(),
            "control": self._control,
            "status": self._status,
        }

    def load_others(self, state: dict[str, Any]) -> None:
        """Alarms, control, status."""
        self._alarms = bytearray.fromhex(state["alarms"])
        self._control, self._status = int(state["control"]), int(state["status"])

    def reset_others(self) -> None:
        """Control 1C, status 88."""
        self._alarms = bytearray(7)
        self._control, self._status = 0x1C, _OSF | _EN32KHZ

    def clear_flag(self) -> None:
        """OSF."""
        self._status &= ~_OSF

    def flip_other(self, register: int, mask: int) -> None:
        """Of alarms, control, status, aging."""
        if register < _CONTROL:
            self._alarms[register - _ALARMS] ^= mask
        elif register == _CONTROL and not mask & _CONV:
            self._control ^= mask
        elif register == _STATUS and mask & (_OSF | _EN32KHZ | _ALARM_FLAGS):
            self._status ^= mask
        elif register == _AGING:
            self.quartz.aging = _signed((self.quartz.aging & 0xFF) ^ mask)
        else:
            raise SimError(f"a {self.NAME} has no such bit in register 0x{register:02x} to keep")

    def peek(self, register: int) -> int:
        """A measurement that is under way shows in CONV and BSY."""
        if register < _CONTROL:
            return self._alarms[register - _ALARMS]
        if register == _CONTROL:
            return self._control | (_CONV if self.quartz.asked else 0)
        if register == _STATUS:
            return self._status | (_BUSY if self.quartz.converting else 0)
        if register == _AGING:
            return self.quartz.aging & 0xFF
        self.quartz.time()  # takes in the last measurement
        quarters = self.quartz.measured // 250
        return quarters >> 2 & 0xFF if register == _TEMPERATURE else (quarters & 3) << 6

    def poke(self, register: int, byte: int) -> None:
        """Flags of the status can be cleared only; CONV begins a measurement."""
        if register < _CONTROL:
            self._alarms[register - _ALARMS] = byte
        elif register == _CONTROL:
            if byte & _ALARM_ENABLES:
                raise ModelError("DS3231: alarms are not modelled")
            self._control = byte & ~_CONV
            if byte & _CONV:
                self.quartz.convert()
        elif register == _STATUS:
            self._status = self._status & byte & (_OSF | _ALARM_FLAGS) | byte & _EN32KHZ
            if not self.quartz.running:
                self._status |= _OSF
        elif register == _AGING:
            self.quartz.time()  # a measurement before this one took the old aging
            self.quartz.aging = _signed(byte)
        else:
            raise ModelError("DS3231: the temperature can't be written")

    def seconds_written(self, byte: int) -> None:
        """Restarts the countdown chain."""
        time = self.quartz.time()
        self.quartz.set(time - time % SECOND)

    def went_round(self) -> None:
        """The time is latched anew."""
        self._latched = self._shown()


def _signed(byte: int) -> int:
    return byte - 256 if byte & 0x80 else byte
