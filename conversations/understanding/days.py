"""Days of the calendar from a day, a month and perhaps a year; what does not exist is misunderstood."""

from __future__ import annotations

import calendar
from datetime import date

from conversations.heard import Heard, Misunderstood, Sure

_YEARS_AHEAD = 20  # two digits of a year further ahead than this mean the last century


def coming(number: int, month: int, today: date) -> Heard[date]:
    """The next such day, this year or the next; 29 February only where one of the two has it."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, number)
        except (ValueError, OverflowError):
            continue
        if found >= today:
            return Sure(found)
    return Misunderstood("date-none")


def day_of(year: int, month: int, number: int) -> Heard[date]:
    """This very day."""
    try:
        return Sure(date(year, month, number))
    except (ValueError, OverflowError):
        return Misunderstood("date-none")


def full_year(year: str, today: date) -> int:
    """A year of four digits from two: those up to 20 years ahead are in this century."""
    number = int(year)
    if number >= 100:
        return number
    century = today.year // 100 * 100
    return century + number if century + number <= today.year + _YEARS_AHEAD else century - 100 + number


def month_after(today: date) -> tuple[int, int]:
    """Year and month after this one."""
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def month_before(today: date) -> tuple[int, int]:
    """Year and month before this one."""
    return (today.year - 1, 12) if today.month == 1 else (today.year, today.month - 1)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
