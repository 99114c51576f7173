"""The clock chips' calendar: 2000-01-01 to two centuries on, each fourth year a leap year."""

from typing import NamedTuple

from mfob.sim.errors import ModelError
from mfob.sim.world import SECOND

DAY = 86400
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FOUR_YEARS = 1461
CENTURIES_NS = 50 * _FOUR_YEARS * DAY * SECOND  # two of them, where it begins again


class Fields(NamedTuple):
    """year: 0 to 199 since 2000."""

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int


def month_days(year: int, month: int) -> int:
    """Days of a month as the part counts them."""
    return 29 if month == 2 and year % 4 == 0 else _MONTHS[month - 1]


def fields(nanoseconds_: int) -> Fields:
    """The fields of a time in nanoseconds since 2000-01-01."""
    days, second = divmod(nanoseconds_ // SECOND, DAY)
    years, days = divmod(days, _FOUR_YEARS)
    year = years * 4
    while days >= (366 if year % 4 == 0 else 365):
        days -= 366 if year % 4 == 0 else 365
        year += 1
    month = 1
    while days >= month_days(year, month):
        days -= month_days(year, month)
        month += 1
    return Fields(year, month, days + 1, second // 3600, second // 60 % 60, second % 60)


def nanoseconds(f: Fields) -> int:
    """Nanoseconds since 2000-01-01; ModelError if there is no such date."""
    if not 1 <= f.month <= 12 or not 1 <= f.day <= month_days(f.year, f.month):
        raise ModelError(f"there is no date {2000 + f.year}-{f.month}-{f.day}")
    if f.hour > 23 or f.minute > 59 or f.second > 59:
        raise ModelError(f"there is no time {f.hour}:{f.minute}:{f.second}")
    days = f.year // 4 * _FOUR_YEARS + (f.year % 4 * 365 + 1 if f.year % 4 else 0)
    days += sum(month_days(f.year, m) for m in range(1, f.month)) + f.day - 1
    return ((days * 24 + f.hour) * 3600 + f.minute * 60 + f.second) * SECOND


def to_bcd(value: int) -> int:
    """Two decimal digits in a byte."""
    return value // 10 << 4 | value % 10


def from_bcd(byte: int) -> int:
    """The number in a byte of two decimal digits; ModelError if they are none."""
    if byte & 0x0F > 9 or byte >> 4 > 9:
        raise ModelError(f"0x{byte:02x} is no pair of decimal digits")
    return (byte >> 4) * 10 + (byte & 0x0F)
