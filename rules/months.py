"""Calendar months as they are stored, "2026-11": arithmetic that never drifts."""

from __future__ import annotations

import calendar
from datetime import date


def month_of(day: date) -> str:
    """The month a day lies in."""
    return f"{day:%Y-%m}"


def shift(month: str, count: int) -> str:
    """The month `count` months later, or earlier when negative."""
    year, number = divmod(_index(month) + count, 12)
    return f"{year:04}-{number + 1:02}"


def between(first: str, last: str) -> int:
    """How many months `last` lies after `first`; negative when before."""
    return _index(last) - _index(first)


def day_in(month: str, day: int) -> date:
    """That day of the month, or its last day when the month is shorter: 31 in February is the 28th."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, min(day, calendar.monthrange(year, number)[1]))


def last_full(day: date) -> str:
    """The last full calendar month before `day`: the one a check-in asks about."""
    return shift(month_of(day), -1)


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or that month's last day: 31 January and a month is 28 February."""
    return day_in(shift(month_of(day), count), day.day)


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
