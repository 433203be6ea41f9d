"""Counts working days: Mondays to Fridays that are no public holiday."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

Holidays: TypeAlias = Callable[[date], bool]
"""Whether a day is a public holiday; `rules.regions` knows the country's."""


def no_holidays(day: date) -> bool:
    """For an office, or a test, that observes none."""
    return False


def is_workday(day: date, holidays: Holidays) -> bool:
    """Whether the office works that day."""
    return day.weekday() < 5 and not holidays(day)


def add_workdays(day: date, count: int, holidays: Holidays) -> date:
    """The working day that is `count` working days after `day`, which itself does not count.

    Zero gives `day` when it is a working day, else the next one. ValueError when `count` is negative.
    """
    if count < 0:
        raise ValueError("working days are counted forward")
    while count or not is_workday(day, holidays):
        day += timedelta(days=1)
        if is_workday(day, holidays) and count:
            count -= 1
    return day
