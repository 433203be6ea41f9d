"""Working days are counted over weekends and holidays."""

from __future__ import annotations

from datetime import date

import pytest

from rules.regions import is_holiday
from rules.workdays import add_workdays, is_workday, no_holidays


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),  # a Tuesday
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 28), 0, date(2026, 11, 30)),  # a Saturday waits for Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 2, date(2026, 12, 1)),
        (date(2026, 11, 24), 10, date(2026, 12, 8)),
    ],
)
def test_working_days_pass_over_weekends(day: date, count: int, wanted: date) -> None:
    assert add_workdays(day, count, no_holidays) == wanted


def test_a_holiday_is_no_working_day() -> None:
    assert not is_workday(date(2026, 12, 25), is_holiday)  # Christmas, a Friday
    assert add_workdays(date(2026, 12, 24), 1, lambda day: day == date(2026, 12, 25)) == date(2026, 12, 28)


def test_days_are_not_counted_backward() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_workdays(date(2026, 11, 24), -1, no_holidays)
