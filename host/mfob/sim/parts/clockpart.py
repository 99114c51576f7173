"""What the models of clock chips on I2C share: seven registers of time, faults, a battery."""

from collections.abc import Callable
from typing import Any

from mfob.sim.errors import ModelError, SimError
from mfob.sim.parts.calendar4 import DAY, Fields, fields, from_bcd, nanoseconds, to_bcd
from mfob.sim.parts.quartz import TUNING_FORK, Quartz
from mfob.sim.world import SECOND, World

EPOCH = 946_684_800 * SECOND  # 2000-01-01 in nanoseconds since 1970
FOREVER = -1
_TWELVE, _AFTERNOON, _CENTURY = 0x40, 0x20, 0x80


class ClockPart:
    """A part. power_off and power_on are the supply's; the battery is beside it, or is not.

    A subclass says what its registers are, and models those that are not the time.
    """

    NAME = ""
    FASTEST = 400_000  # Hz on the bus
    PARABOLA = TUNING_FORK
    COUNT = 0  # of registers
    TIME = 0  # the first of seven: seconds minutes hours, then by DAY and WEEKDAY, month year
    DAY, WEEKDAY = 4, 3
    FIRST_WEEKDAY = 1
    BITS: tuple[int, ...] = ()  # that those seven have; bit 7 of the seconds is a flag
    UNUSED = 0x00  # how bits read that the seven have not
    TWELVE = True  # the hours have a 12-hour mode
    FLAG = 0x00  # what the seconds have beside the seconds

    def __init__(self, world: World) -> None:
        self.quartz = Quartz(world, self.PARABOLA)
        self.battery = True
        self.failing = 0  # so many of the next transfers, or FOREVER, it does not answer
        self.on_set: Callable[[], None] | None = None  # called when the firmware has set it
        self.reset()

    def reset(self) -> None:
        """Power comes to a part that had none: 2000-01-01."""
        self.quartz.reset()
        self._weekday = self.FIRST_WEEKDAY  # what the weekday register says on 2000-01-01
        self._twelve = False
        self._rubbish: dict[int, int] = {}  # registers of the time that hold no date's bytes
        self._pointer = 0
        self._pointing = False
        self._written: dict[int, int] = {}
        self._touched = False
        self.reset_others()
        self._latched = bytes(7)

    # the world outside

    @property
    def stop_flag(self) -> bool:
        """True while the part says that the time may be lost."""
        raise NotImplementedError

    def utc(self) -> int:
        """What it shows, as nanoseconds since 1970 (with the part's own leap years)."""
        return self.quartz.time() + EPOCH

    def set_utc(self, utc_ns: int) -> None:
        """Show utc_ns, as after a proper setting."""
        self.quartz.hold(False)
        self.quartz.go()
        self.quartz.set(utc_ns - EPOCH)
        self._weekday = 6  # 2000-01-01 was a Saturday: with Monday 1, and with Sunday 0 too
        self._twelve = False
        self._rubbish = {}
        self.clear_flag()

    def stop_oscillator(self) -> None:
        """The quartz stands, which most parts notice; go_oscillator, or a power-on, ends that."""
        self.quartz.stop()

    def go_oscillator(self) -> None:
        """The quartz runs again."""
        self.quartz.go()

    def power_off(self) -> None:
        """The supply goes: without a battery all is lost."""
        if not self.battery:
            self.reset()
            self.quartz.stop()

    def power_on(self) -> None:
        """The supply comes back; the quartz runs, where it may."""
        self.quartz.go()
        self._pointing = False
        self._written = {}

    def flip(self, register: int, bit: int) -> None:
        """A bit turns over by itself. In the time: that is another time from then on, or, where it
        is none, what the register shows until it is written. SimError where there is no such bit.
        """
        if not 0 <= bit < 8 or not 0 <= register < self.COUNT:
            raise SimError(f"a {self.NAME} has no bit {bit} in a register 0x{register:02x}")
        place, mask = register - self.TIME, 1 << bit
        if not 0 <= place < 7:
            self.flip_other(register, mask)
        elif not self.BITS[place] & mask:
            raise SimError(f"a {self.NAME} has no bit {bit} in register 0x{register:02x}")
        elif place == 0 and mask & self.FLAG:
            self.flip_flag()
        else:
            shown = bytearray(self._shown())
            shown[place] ^= mask
            try:
                self._take(shown, self.quartz.time() % SECOND)
            except ModelError:
                byte = shown[place] & self.BITS[place]
                self._rubbish[place] = byte & ~self.FLAG if place == 0 else byte
            else:
                self._rubbish = {}

    def dump(self) -> dict[str, Any]:
        """All that the battery keeps, for a file."""
        return {
            "part": self.NAME,
            "quartz": self.quartz.dump(),
            "battery": self.battery,
            "weekday": self._weekday,
            "twelve": self._twelve,
            "rubbish": {str(place): byte for place, byte in self._rubbish.items()},
        }

    def load(self, state: dict[str, Any]) -> None:
        """Go on from what dump() gave; another part's is none of ours."""
        if state.get("part", "DS3231") != self.NAME:
            return
        self.quartz.load(state["quartz"])
        self.battery = bool(state["battery"])
        self._weekday, self._twelve = int(state["weekday"]), bool(state["twelve"])
        self._rubbish = {int(place): int(byte) for place, byte in state.get("rubbish", {}).items()}
        self.load_others(state)

    # the bus

    def start(self, read: bool) -> bool:
        """Addressed: the time is latched; the first byte of a write is the register."""
        self._commit()
        if self.failing:
            self.failing -= self.failing > 0
            return False
        self._latched = self._shown()
        self._pointing = not read
        return True

    def write(self, byte: int) -> bool:
        """The register number, then bytes for it and those after it."""
        if self._pointing:
            if byte >= self.COUNT:
                raise ModelError(f"{self.NAME}: there is no register 0x{byte:02x}")
            self._pointer, self._pointing = byte, False
            return True
        register, self._pointer = self._pointer, (self._pointer + 1) % self.COUNT
        self._touched = True
        if 0 <= register - self.TIME < 7:
            self._poke_time(register - self.TIME, byte)
        else:
            self.poke(register, byte)
        return True

    def read(self) -> int:
        """The register pointed to."""
        register, self._pointer = self._pointer, (self._pointer + 1) % self.COUNT
        if 0 <= register - self.TIME < 7:
            value = self._latched[register - self.TIME]
        else:
            value = self.peek(register)
        if not self._pointer:
            self.went_round()
        return value

    def stop(self) -> None:
        """The end of a transfer; what was written of the date must be one."""
        self._commit()
        if self._touched and self.on_set is not None:
            self.on_set()
        self._touched = False

    # a part's own

    def reset_others(self) -> None:
        """Power comes: the registers beside the time."""
        raise NotImplementedError

    def load_others(self, state: dict[str, Any]) -> None:
        """What dump() adds to the common ones."""
        raise NotImplementedError

    def clear_flag(self) -> None:
        """The part is sure of its time."""
        raise NotImplementedError

    def flip_flag(self) -> None:
        """The flag in the seconds turns over."""
        raise NotImplementedError

    def flip_other(self, register: int, mask: int) -> None:
        """A bit of a register that is not the time's."""
        raise NotImplementedError

    def peek(self, register: int) -> int:
        """Read one that is not the time's."""
        raise NotImplementedError

    def poke(self, register: int, byte: int) -> None:
        """Write one that is not the time's."""
        raise NotImplementedError

    def flags(self) -> int:
        """What stands beside the seconds."""
        return 0

    def seconds_written(self, byte: int) -> None:
        """A whole byte came for the seconds, good ones."""

    def went_round(self) -> None:
        """The pointer has come to the first register again, in a reading."""

    # the time

    def _shown(self) -> bytes:
        """The seven registers as they read now."""
        r = bytearray(self._counted())
        for place, byte in self._rubbish.items():
            r[place] = byte
        r[0] |= self.flags()
        return bytes(byte | self.UNUSED & ~self.BITS[place] for place, byte in enumerate(r))

    def _counted(self) -> bytes:
        """The seven of the time that is counted, without flags."""
        time = self.quartz.time()
        f = fields(time)
        hour = to_bcd(f.hour)
        if self._twelve:
            half = _AFTERNOON if f.hour >= 12 else 0
            hour = _TWELVE | half | to_bcd((f.hour + 11) % 12 + 1)
        month = to_bcd(f.month) | (_CENTURY & self.BITS[5] if f.year >= 100 else 0)
        r = [to_bcd(f.second), to_bcd(f.minute), hour, 0, 0, month, to_bcd(f.year % 100)]
        r[self.DAY] = to_bcd(f.day)
        first = self.FIRST_WEEKDAY
        r[self.WEEKDAY] = (self._weekday - first + time // SECOND // DAY) % 7 + first
        return bytes(r)

    def _poke_time(self, place: int, byte: int) -> None:
        if byte & ~self.BITS[place]:
            raise ModelError(
                f"{self.NAME}: 0x{byte:02x} has bits that register {place + self.TIME} has not"
            )
        if place == 0:
            self._digits(byte & ~self.FLAG)
        elif place == self.WEEKDAY:
            self._checked_weekday(byte)
        else:
            short = place == 5 or place == 2 and self.TWELVE and byte & _TWELVE
            self._digits(byte & (0x1F if short else 0xFF))
        self._written[place] = byte & ~self.FLAG if place == 0 else byte
        self._rubbish.pop(place, None)
        if place == 0:
            self.seconds_written(byte)

    def _commit(self) -> None:
        if not self._written:
            return
        r = bytearray(self._counted())
        for place, byte in self._written.items():
            r[place] = byte
        self._written = {}
        self._take(r, self.quartz.time() % SECOND)

    def _take(self, r: bytearray, fraction: int) -> None:
        """Count on from these seven; ModelError where they are no time."""
        r = bytearray(byte & self.BITS[place] for place, byte in enumerate(r))
        year = self._digits(r[6]) + (100 if r[5] & _CENTURY else 0)
        day, month = self._digits(r[self.DAY]), self._digits(r[5] & 0x1F)
        minute, second = self._digits(r[1]), self._digits(r[0] & ~self.FLAG)
        try:
            time = nanoseconds(Fields(year, month, day, self._hour(r[2]), minute, second))
        except ModelError as e:
            raise ModelError(f"{self.NAME}: {e.message}") from None
        weekday = self._checked_weekday(r[self.WEEKDAY])
        self._twelve = self.TWELVE and bool(r[2] & _TWELVE)
        self.quartz.set(time + fraction)
        first = self.FIRST_WEEKDAY
        self._weekday = (weekday - first - time // SECOND // DAY) % 7 + first

    def _hour(self, byte: int) -> int:
        if not self.TWELVE or not byte & _TWELVE:
            return self._digits(byte & 0x3F)
        hour = self._digits(byte & 0x1F)
        if not 1 <= hour <= 12:
            raise ModelError(f"{self.NAME}: there is no hour {hour} on a 12-hour clock")
        return hour % 12 + (12 if byte & _AFTERNOON else 0)

    def _checked_weekday(self, byte: int) -> int:
        first = self.FIRST_WEEKDAY
        if not first <= byte < first + 7:
            raise ModelError(f"{self.NAME}: the day of the week is {first} to {first + 6}")
        return byte

    def _digits(self, byte: int) -> int:
        try:
            return from_bcd(byte)
        except ModelError as e:
            raise ModelError(f"{self.NAME}: {e.message}") from None
