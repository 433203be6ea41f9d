"""Quiet hours hold what the office starts, and know the next and the last open hour."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from rules.quiet import WIB, QuietHours, parse

CHRISTMAS = date(2026, 12, 25)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)


NIGHT = parse("20:00-08:00", lambda day: day == CHRISTMAS)


@pytest.mark.parametrize(
    ("moment", "is_open", "opens", "before"),
    [
        ("2026-11-24 10:00", True, "2026-11-24 10:00", "2026-11-24 10:00"),
        ("2026-11-24 08:00", True, "2026-11-24 08:00", "2026-11-24 08:00"),
        ("2026-11-24 20:00", False, "2026-11-25 08:00", "2026-11-24 19:00"),
        ("2026-11-24 23:59", False, "2026-11-25 08:00", "2026-11-24 19:00"),
        ("2026-11-24 03:00", False, "2026-11-24 08:00", "2026-11-23 19:00"),
        ("2026-12-25 10:00", False, "2026-12-26 08:00", "2026-12-24 19:00"),  # a holiday holds all day
        ("2026-12-24 21:00", False, "2026-12-26 08:00", "2026-12-24 19:00"),
    ],
)
def test_nights_and_holidays_are_quiet(moment: str, is_open: bool, opens: str, before: str) -> None:
    assert NIGHT.open_at(at(moment)) is is_open
    assert NIGHT.next_open(at(moment)) == at(opens)
    assert NIGHT.last_open_before(at(moment)) == at(before)


def test_quiet_hours_at_noon_leave_two_windows() -> None:
    noon = parse("12:00-13:00")
    assert noon.open_at(at("2026-11-24 03:00"))
    assert noon.next_open(at("2026-11-24 12:30")) == at("2026-11-24 13:00")
    assert noon.last_open_before(at("2026-11-24 12:30")) == at("2026-11-24 11:00")


def test_off_means_holidays_too() -> None:
    off = parse("off", lambda day: True)
    assert off.open_at(at("2026-12-25 03:00"))
    assert off.next_open(at("2026-12-25 03:00")) == at("2026-12-25 03:00")


def test_a_short_window_is_not_overrun_by_the_margin() -> None:
    assert QuietHours(time(9), time(8, 30)).last_open_before(at("2026-11-24 10:00")) == at("2026-11-24 08:30")


@pytest.mark.parametrize("text", ["", "20-08", "8pm-8am", "25:00-08:00", "20:00-20:00"])
def test_what_is_no_pair_of_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)
