"""The time in the first seven registers of Dallas' clock chips (DS1307, DS3231 and their like)."""

from drivers.registers import digits, number
from fobcore.calendar import fields, seconds


def time_of(r: "bytes | bytearray") -> int:
    """Seconds UTC since 1970 of registers 0 to 6, in 24-hour mode; a bit 7 of the month, which
    some chips have as "century", says nothing that was set. Raises ValueError."""
    # In 12-hour mode bit 6 of the hours is set, which makes them 40 and more: no such time.
    year, month = 2000 + number(r[6]), number(r[5] & 0x1F)
    return seconds(year, month, number(r[4]), number(r[2]), number(r[1]), number(r[0]))


def registers_of(utc: int) -> bytes:
    """Registers 0 to 6 for a time, in 24-hour mode."""
    year, month, day, hour, minute, second, weekday = fields(utc)
    values = (second, minute, hour, weekday, day, month, year % 100)
    return bytes([digits(value) for value in values])
