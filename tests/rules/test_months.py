"""Months are added without drift."""

from __future__ import annotations

from datetime import date

import pytest

from rules.months import add_months, between, day_in, last_full, month_of, shift


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day: date, count: int, wanted: date) -> None:
    assert add_months(day, count) == wanted


def test_months_are_counted_over_a_year() -> None:
    assert shift("2026-12", 1) == "2027-01"
    assert shift("2026-01", -13) == "2024-12"
    assert between("2026-11", "2027-02") == 3
    assert between("2027-02", "2026-11") == -3


def test_a_check_in_asks_about_the_last_full_month() -> None:
    assert last_full(date(2026, 11, 1)) == "2026-10"
    assert last_full(date(2026, 1, 31)) == "2025-12"
    assert month_of(date(2026, 11, 24)) == "2026-11"
    assert day_in("2026-02", 31) == date(2026, 2, 28)
