"""The processor's own clock, for a board without a clock chip: lost whenever the power goes.

It starts at a date that nobody set (2021-01-01 on an RP2040, 2000-01-01 on an ESP32) and can't
tell that from a time: so it is believed only after a write of ours, from this start on.
"""

import time

from drivers.registers import EIO, RUBBISH, STOPPED
from fobcore.calendar import fields, seconds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from machine import RTC

_TRIES = 3
_FIRST_YEAR = 2000
_LAST_YEAR = 2099


class ChipClock:
    """`rtc`: machine.RTC(); None: it is made here. The calls of drivers.ds3231: read, write, lost;
    only write() may raise OSError."""

    def __init__(self, rtc: "RTC | None" = None) -> None:
        if rtc is None:
            from machine import RTC

            rtc = RTC()
        self._rtc = rtc
        self._written: "int | None" = None
        self.lost = ""

    def read(self) -> int | None:
        """Seconds UTC since 1970, in 2000 to 2099; None before the first write() since the start,
        and where what is read can't be: not a date, or before what was written."""
        self.lost = ""
        written = self._written
        if written is None:
            self.lost = STOPPED
            return None
        utc = self._read()
        if utc is None or utc < written:
            self.lost = RUBBISH
            return None
        return utc

    def write(self, utc: int) -> None:
        """Sets the time, and reads it back: OSError where it is not taken. On an ESP32 the second
        begins with the write; an RP2040 does not say where in its second it is, and may be up to
        a second ahead."""
        year, month, day, hour, minute, second, weekday = fields(utc)
        self._written = None
        self._rtc.datetime((year, month, day, weekday - 1, hour, minute, second, 0))
        for _ in range(_TRIES):  # an RP2040 shows what was before for some of its clock's ticks
            if self._read() in (utc, utc + 1):
                self._written = utc
                return
            time.sleep_ms(1)
        raise OSError(EIO)

    def _read(self) -> int | None:
        year, month, day, _, hour, minute, second = self._rtc.datetime()[:7]
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            return None
        try:
            return seconds(year, month, day, hour, minute, second)
        except ValueError:
            return None
