"""The registers of the DS3231 real-time clock on I2C (Maxim 19-5170 rev 10), and its battery."""

from collections.abc import Callable
from typing import Any

from mfob.sim.errors import ModelError
from mfob.sim.parts.calendar4 import DAY, Fields, fields, from_bcd, nanoseconds, to_bcd
from mfob.sim.parts.quartz import Quartz
from mfob.sim.world import SECOND, World

EPOCH = 946_684_800 * SECOND  # 2000-01-01 in nanoseconds since 1970
_REGISTERS = 0x13
_CONTROL, _STATUS, _AGING, _TEMPERATURE = 0x0E, 0x0F, 0x10, 0x11
_EOSC, _CONV, _ALARM_ENABLES = 0x80, 0x20, 0x03
_OSF, _EN32KHZ, _BUSY, _ALARM_FLAGS = 0x80, 0x08, 0x04, 0x03
_TWELVE, _AFTERNOON, _CENTURY = 0x40, 0x20, 0x80
_EXISTING = (0x7F, 0x7F, 0x7F, 0x07, 0x3F, 0x9F, 0xFF)  # bits of registers 0 to 6


class DS3231:
    """The part. power_off and power_on are the supply's; the battery is beside it, or is not."""

    def __init__(self, world: World, celsius: int = 25) -> None:
        self.quartz = Quartz(world)
        self.celsius = celsius
        self.battery = True
        self.on_set: Callable[[], None] | None = None  # called when the firmware has set it
        self.reset()

    def reset(self) -> None:
        """Power comes to a part that had none: 2000-01-01, and the stop flag set."""
        self.quartz.reset()
        self._weekday = 1  # what the weekday register says on 2000-01-01
        self._twelve = False
        self._alarms = bytearray(7)
        self._control, self._status = 0x1C, _OSF | _EN32KHZ
        self._pointer = 0
        self._pointing = False
        self._latched = bytes(7)
        self._written: dict[int, int] = {}
        self._touched = False

    # the world outside

    @property
    def stop_flag(self) -> bool:
        """True if the oscillator has stopped since the flag was last cleared."""
        return bool(self._status & _OSF)

    def utc(self) -> int:
        """What it shows, as nanoseconds since 1970 (with the part's own leap years)."""
        return self.quartz.time() + EPOCH

    def set_utc(self, utc_ns: int) -> None:
        """Show utc_ns, as after a proper setting."""
        self.quartz.go()
        self.quartz.set(utc_ns - EPOCH)
        self._weekday = 6  # with Monday 1: 2000-01-01 was a Saturday
        self._twelve = False
        self._status &= ~_OSF

    def stop_oscillator(self) -> None:
        """The quartz stands and the flag is set; go_oscillator, or a power-on, ends that."""
        self.quartz.stop()
        self._status |= _OSF

    def go_oscillator(self) -> None:
        """The quartz runs again."""
        self.quartz.go()

    def power_off(self) -> None:
        """The supply goes: without a battery all is lost, with EOSC set the quartz stops."""
        if not self.battery:
            self.reset()
            self.quartz.stop()
        elif self._control & _EOSC:
            self.stop_oscillator()

    def power_on(self) -> None:
        """The supply comes back; the quartz runs, whatever EOSC says."""
        self.quartz.go()
        self._pointing = False
        self._written = {}

    def dump(self) -> dict[str, Any]:
        """All that the battery keeps, for a file."""
        return {
            "quartz": self.quartz.dump(),
            "battery": self.battery,
            "weekday": self._weekday,
            "twelve": self._twelve,
            "alarms": self._alarms.hex(),
            "control": self._control,
            "status": self._status,
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from what dump() gave."""
        self.quartz.load(state["quartz"])
        self.battery = bool(state["battery"])
        self._weekday, self._twelve = int(state["weekday"]), bool(state["twelve"])
        self._alarms = bytearray.fromhex(state["alarms"])
        self._control, self._status = int(state["control"]), int(state["status"])

    # the bus

    def start(self, read: bool) -> bool:
        """Addressed: the time is latched; the first byte of a write is the register."""
        self._commit()
        self._latch()
        self._pointing = not read
        return True

    def write(self, byte: int) -> bool:
        """The register number, then bytes for it and those after it."""
        if self._pointing:
            if byte >= _REGISTERS:
                raise ModelError(f"DS3231: there is no register 0x{byte:02x}")
            self._pointer, self._pointing = byte, False
        else:
            self._poke(self._pointer, byte)
            self._pointer = (self._pointer + 1) % _REGISTERS
        return True

    def read(self) -> int:
        """The register pointed to; when the pointer goes round, the time is latched anew."""
        value = self._peek(self._pointer)
        self._pointer = (self._pointer + 1) % _REGISTERS
        if not self._pointer:
            self._latch()
        return value

    def stop(self) -> None:
        """The end of a transfer; what was written of the date must be one."""
        self._commit()
        if self._touched and self.on_set is not None:
            self.on_set()
        self._touched = False

    # the registers

    def _latch(self) -> None:
        time = self.quartz.time()
        f = fields(time)
        weekday = (self._weekday - 1 + time // SECOND // DAY) % 7 + 1
        hour = to_bcd(f.hour)
        if self._twelve:
            half = _AFTERNOON if f.hour >= 12 else 0
            hour = _TWELVE | half | to_bcd((f.hour + 11) % 12 + 1)
        month = to_bcd(f.month) | (_CENTURY if f.year >= 100 else 0)
        self._latched = bytes(
            (to_bcd(f.second), to_bcd(f.minute), hour, weekday, to_bcd(f.day), month)
        ) + bytes((to_bcd(f.year % 100),))

    def _peek(self, register: int) -> int:
        if register < 7:
            return self._latched[register]
        if register < _CONTROL:
            return self._alarms[register - 7]
        if register == _CONTROL:
            busy = self.quartz.converting
            return self._control if busy else self._control & ~_CONV
        if register == _STATUS:
            return self._status | (_BUSY if self.quartz.converting else 0)
        if register == _AGING:
            return self.quartz.aging & 0xFF
        return self.celsius & 0xFF if register == _TEMPERATURE else 0

    def _poke(self, register: int, byte: int) -> None:
        self._touched = True
        if register < 7:
            self._poke_time(register, byte)
        elif register < _CONTROL:
            self._alarms[register - 7] = byte
        elif register == _CONTROL:
            if byte & _ALARM_ENABLES:
                raise ModelError("DS3231: alarms are not modelled")
            self._control = byte
            if byte & _CONV:
                self.quartz.convert()
        elif register == _STATUS:
            self._status = self._status & byte & (_OSF | _ALARM_FLAGS) | byte & _EN32KHZ
            if not self.quartz.running:
                self._status |= _OSF
        elif register == _AGING:
            self.quartz.aging = byte - 256 if byte & 0x80 else byte
        else:
            raise ModelError("DS3231: the temperature can't be written")

    def _poke_time(self, register: int, byte: int) -> None:
        if byte & ~_EXISTING[register]:
            raise ModelError(f"DS3231: 0x{byte:02x} has bits that register {register} has not")
        if register == 3 and not 1 <= byte <= 7:
            raise ModelError("DS3231: the day of the week is 1 to 7")
        if register != 3:
            from_bcd(byte & (0x1F if register in (2, 5) and byte & 0xC0 else 0xFF))
        self._written[register] = byte
        if register == 0:  # restarts the countdown chain
            time = self.quartz.time()
            self.quartz.set(time - time % SECOND)

    def _commit(self) -> None:
        if not self._written:
            return
        self._latch()
        r = bytearray(self._latched)
        for register, byte in self._written.items():
            r[register] = byte
        self._written = {}
        self._twelve = bool(r[2] & _TWELVE)
        year = from_bcd(r[6]) + (100 if r[5] & _CENTURY else 0)
        f = Fields(year, from_bcd(r[5] & 0x1F), from_bcd(r[4]), _hour(r[2]), 0, 0)
        f = f._replace(minute=from_bcd(r[1]), second=from_bcd(r[0]))
        time = nanoseconds(f)
        self.quartz.set(time + self.quartz.time() % SECOND)
        self._weekday = (r[3] - 1 - time // SECOND // DAY) % 7 + 1


def _hour(byte: int) -> int:
    if not byte & _TWELVE:
        return from_bcd(byte & 0x3F)
    hour = from_bcd(byte & 0x1F)
    if not 1 <= hour <= 12:
        raise ModelError(f"DS3231: there is no hour {hour} on a 12-hour clock")
    return hour % 12 + (12 if byte & _AFTERNOON else 0)
