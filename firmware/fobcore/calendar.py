"""Dates and seconds since 1970, in whole numbers, for years 1970 to 2199 (Gregorian, UTC)."""

DAY = 86400
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in a month, 1 to 12."""
    return 29 if month == 2 and leap(year) else _LENGTHS[month - 1]


def days(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01."""
    before = year - 1
    total = (year - 1970) * 365 + (before // 4 - before // 100 + before // 400) - 477
    return total + _DAYS_BEFORE[month - 1] + (month > 2 and leap(year)) + day - 1


def seconds(year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    """Seconds since 1970. Raises ValueError for a date or time that does not exist."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise ValueError("no such date")
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise ValueError("no such time")
    return days(year, month, day) * DAY + hour * 3600 + minute * 60 + second


def fields(utc: int) -> tuple[int, int, int, int, int, int, int]:
    """(year, month, day, hour, minute, second, weekday), Monday being 1."""
    day, rest = divmod(utc, DAY)
    weekday = (day + 3) % 7 + 1
    year = 1970 + day // 366
    while days(year + 1, 1, 1) <= day:
        year += 1
    day -= days(year, 1, 1)
    month = 1
    while day >= month_length(year, month):
        day -= month_length(year, month)
        month += 1
    return year, month, day + 1, rest // 3600, rest // 60 % 60, rest % 60, weekday


def text(utc: int) -> str:
    """As `2026-11-24 04:10:30`."""
    return "%04d-%02d-%02d %02d:%02d:%02d" % fields(utc)[:6]
