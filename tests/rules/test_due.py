"""A check-in comes monthly without drift, spread, never twice within 14 days, never in a burst."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.checkin import Scope, StopReason
from rules.due import (
    APART,
    APPOINTMENT_DAYS,
    BURST,
    Followed,
    Rhythm,
    appointment_moment,
    appointment_reminder,
    at_hour,
    next_checkin,
    put_off,
    reminders,
    rhythm,
)
from rules.months import last_full
from rules.operating import Operating
from rules.quiet import WIB, parse
from rules.regions import is_holiday


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=WIB)


NEW = Followed(person=7, since=date(2026, 11, 24), served=date(2026, 11, 24), hour=10)


def asked(followed: Followed, month: str, when: str) -> Followed:
    return replace(followed, last=month, touched=at(when))


def test_the_first_comes_the_day_after_registration_and_asks_about_the_last_full_month() -> None:
    first = next_checkin(NEW, at("2026-11-24 15:00"))
    assert first is not None
    assert first.at == at("2026-11-25 10:00")
    assert (first.asked.month, first.asked.scope) == ("2026-10", Scope.LIGHT)


def test_the_second_comes_a_month_later_on_the_same_day() -> None:
    second = next_checkin(asked(NEW, "2026-10", "2026-11-25 10:00"), at("2026-11-25 10:00"))
    assert second is not None
    assert (second.at, second.asked.month) == (at("2026-12-25 10:00"), "2026-11")


def history(followed: Followed, count: int) -> list[tuple[date, str, str]]:
    """Days, months and scopes of a person who always answers at once."""
    now, seen = datetime.combine(followed.since, datetime.min.time(), WIB), []
    for _ in range(count):
        planned = next_checkin(followed, now)
        assert planned is not None
        now = planned.at
        seen.append((now.date(), planned.asked.month, planned.asked.scope.value))
        followed = replace(followed, last=planned.asked.month, touched=now)
    return seen


def test_an_anchor_on_the_31st_survives_february() -> None:
    seen = history(replace(NEW, since=date(2026, 12, 30), served=date(2026, 12, 30)), 5)
    assert [day.isoformat() for day, _, _ in seen] == [
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
    ]
    assert [month for _, month, _ in seen] == ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]


def test_every_third_month_asks_in_full() -> None:
    assert [scope for _, _, scope in history(NEW, 7)] == [
        "light", "light", "full", "light", "light", "full", "light",
    ]  # fmt: skip


def test_after_a_year_it_is_quarterly_and_always_full() -> None:
    seen = history(NEW, 15)
    gaps = [(later - earlier).days for (earlier, _, _), (later, _, _) in pairwise(seen)]
    assert max(gaps[:10]) <= 31
    assert min(gaps[12:]) >= 89
    assert {scope for _, _, scope in seen[-2:]} == {"full"}


def test_people_of_one_day_are_spread_over_a_week_and_never_later_than_a_month() -> None:
    days = set()
    for person in range(100):
        planned = next_checkin(
            asked(replace(NEW, person=person), "2026-10", "2026-11-25 10:00"), at("2026-11-25 10:00")
        )
        assert planned is not None
        days.add(planned.at.date())
    assert days == {date(2026, 12, day) for day in range(19, 26)}


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, Rhythm.MONTHLY),
        ({"served": date(2025, 11, 1)}, Rhythm.QUARTERLY),
        ({"served": date(2025, 11, 1), "loan": True}, Rhythm.MONTHLY),
        ({"state": Operating.CLOSED}, Rhythm.RESTART),
        ({"state": Operating.PAUSED, "reason": StopReason.JOB}, Rhythm.RESTART),
        ({"state": Operating.PAUSED, "reason": StopReason.FAMILY}, Rhythm.MONTHLY),
        ({"state": Operating.PAUSED}, Rhythm.MONTHLY),
        ({"state": Operating.REDUCED}, Rhythm.MONTHLY),
        ({"independent": True, "loan": True}, None),
    ],
)
def test_the_rhythm_follows_what_happened(changes: dict[str, object], wanted: Rhythm | None) -> None:
    assert rhythm(replace(NEW, **changes), date(2026, 11, 25)) is wanted  # type: ignore[arg-type]


def test_a_closed_business_is_asked_each_quarter_whether_it_began_again() -> None:
    closed = replace(asked(NEW, "2026-10", "2026-11-25 10:00"), state=Operating.CLOSED)
    planned = next_checkin(closed, at("2026-11-25 11:00"))
    assert planned is not None
    assert (planned.asked.scope, planned.asked.month) == (Scope.RESTART, "2027-01")
    assert planned.at == at("2027-02-25 10:00")


def test_an_independent_business_is_left_in_peace() -> None:
    assert next_checkin(replace(NEW, independent=True), at("2026-11-25 10:00")) is None


def test_months_missed_by_the_clock_are_merged_into_one() -> None:
    planned = next_checkin(asked(NEW, "2026-10", "2026-11-25 10:00"), at("2027-03-01 09:00"))
    assert planned is not None
    assert (planned.asked.month, planned.merged) == ("2027-02", 3)


def test_a_late_one_asks_about_the_month_before_it_goes_out() -> None:
    planned = next_checkin(asked(NEW, "2026-10", "2026-11-25 10:00"), at("2027-01-03 09:00"))
    assert planned is not None
    assert (planned.at, planned.asked.month) == (at("2026-12-25 10:00"), "2026-12")


def test_a_visit_just_before_moves_the_next_one_fourteen_days_on() -> None:
    visited = asked(NEW, "2026-10", "2026-12-20 21:30")
    planned = next_checkin(visited, at("2026-12-21 10:00"))
    assert planned is not None
    assert planned.at == at("2027-01-04 10:00")


def test_the_usual_hour_stays_within_the_day() -> None:
    assert at_hour(date(2026, 11, 25), 3).hour == 8
    assert at_hour(date(2026, 11, 25), 23).hour == 19
    assert at_hour(date(2026, 11, 25), None).hour == 9


def test_late_check_ins_are_spread_so_that_no_day_has_a_burst() -> None:
    assert put_off(12, 0) == 0
    assert put_off(12, BURST) == 0
    days = [put_off(person, 40_000) for person in range(40_000)]
    assert max(days.count(day) for day in set(days)) <= BURST


def test_each_reminder_is_pointless_once_the_next_step_is_due() -> None:
    sent = at("2026-11-25 10:00")
    first, second = reminders(sent, (3, 7), 14)
    assert (first.at, first.until) == (sent + timedelta(days=3), sent + timedelta(days=7))
    assert (second.at, second.until) == (sent + timedelta(days=7), sent + timedelta(days=14))


def test_a_training_is_reminded_of_three_days_and_one_day_before() -> None:
    quiet = parse("20:00-08:00", is_holiday)
    first, second = (appointment_reminder(at("2026-12-10 09:00"), days, quiet) for days in APPOINTMENT_DAYS)
    assert (first.at, first.until) == (at("2026-12-07 09:00"), at("2026-12-09 09:00"))
    assert (second.at, second.until) == (at("2026-12-09 09:00"), at("2026-12-10 09:00"))


def test_a_reminder_held_by_a_holiday_goes_out_at_the_last_hour_before() -> None:
    quiet = parse("20:00-08:00", lambda day: day == date(2026, 12, 9))
    assert appointment_moment(at("2026-12-10 09:00"), 1, quiet) == at("2026-12-08 19:00")


def test_a_reminder_held_by_the_night_only_waits_for_the_morning() -> None:
    quiet = parse("20:00-09:30")
    assert appointment_moment(at("2026-12-10 09:00"), 1, quiet) == at("2026-12-09 09:30")


def test_reminders_squeezed_together_by_a_long_holiday_are_sent_once() -> None:
    quiet = parse("20:00-08:00", lambda day: date(2026, 12, 5) <= day <= date(2026, 12, 9))
    first = appointment_reminder(at("2026-12-10 09:00"), 3, quiet)
    assert first.at == first.until == at("2026-12-04 19:00")


happenings = st.lists(
    st.tuples(
        st.integers(0, 80),  # days until the clock ticks again, downtime included
        st.sampled_from(["answered", "answered late", "silent", "visited", "began again"]),
        st.sampled_from(list(Operating)),
        st.integers(0, 23),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(happenings, st.integers(0, 10_000), st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.booleans())
def test_no_history_brings_two_check_ins_within_fourteen_days(
    happenings: list[tuple[int, str, Operating, int]], person: int, since: date, loan: bool
) -> None:
    followed = Followed(person=person, since=since, served=since, loan=loan)
    now = datetime.combine(since, datetime.min.time(), WIB)
    contacts: list[datetime] = []
    months: list[str] = []
    for days, what, state, hour in happenings:
        now += timedelta(days=days, hours=1)
        planned = next_checkin(followed, now)
        assert planned is not None
        assert last_full(max(planned.at, now).astimezone(WIB).date()) == planned.asked.month
        if planned.at > now:
            continue
        contacts.append(now)
        months.append(planned.asked.month)
        followed = replace(followed, last=planned.asked.month, touched=now, hour=hour)
        if what != "silent":
            followed = replace(followed, state=state)
        if what == "answered late":
            now += timedelta(days=9)
            followed = replace(followed, touched=now)
    assert all(later - earlier >= APART for earlier, later in pairwise(contacts))
    assert len(set(months)) == len(months)
    assert months == sorted(months)
