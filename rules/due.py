"""When a person is asked next: (what happened, now) -> when; no drift of months and never a burst."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from itertools import pairwise
from typing import Final

from rules.checkin import Asked, Scope, StopReason, ended
from rules.months import add_months, between, day_in, last_full, shift
from rules.operating import Operating
from rules.quiet import WIB, QuietHours

APART: Final = timedelta(days=14)  # two check-ins are never closer (contract)
SPREAD: Final = 7  # days before the anchor day over which people who began together are spread
QUARTER: Final = 3  # months
USUAL_HOUR: Final = 9  # WIB, for those whose hour is not known yet
EARLIEST, LATEST = 8, 19  # hours, WIB
BURST: Final = 500  # late check-ins that may go out in one day
LATE_AFTER: Final = timedelta(days=1)  # a check-in later than this was missed by the clock, not by minutes


class Why(Enum):
    """Why something due was not sent at its time; kept with the due row."""

    LATE = "late"  # sent late, once
    MERGED = "merged"  # a newer month's takes its place
    PAST = "past"  # there is no point any more
    RECORDED = "recorded"  # answered or visited meanwhile
    APART = "apart"  # within 14 days of the last
    CONSENT = "consent"  # withdrawn meanwhile
    UNREACHABLE = "unreachable"  # no channel that may be written to
    INDEPENDENT = "independent"
    HELD = "held"  # put off, so that late ones do not come all in one day


class Rhythm(Enum):
    """How often a person is asked."""

    MONTHLY = 1
    QUARTERLY = 2
    RESTART = 3  # each quarter, and only whether the business has begun again

    @property
    def months(self) -> int:
        return 1 if self is Rhythm.MONTHLY else QUARTER


@dataclass(frozen=True, slots=True)
class Followed:
    """What decides when a person is asked next.

    `since` is the day of registration or of the consent, the later one; the first check-in comes the day
    after, and its day of the month stays the anchor. `last` is the latest month asked about or recorded,
    `touched` when that was. `served` is the latest of registered, admitted, paid out.
    """

    person: int
    since: date
    served: date
    loan: bool = False  # running
    independent: bool = False
    state: Operating | None = None
    reason: StopReason | None = None
    last: str | None = None
    touched: datetime | None = None
    hour: int | None = None
    served_months: int = 12  # the office's setting

    @property
    def anchor(self) -> date:
        return self.since + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """The next check-in: what it asks about, when, and how many earlier months it takes the place of."""

    asked: Asked
    at: datetime
    merged: int = 0


def rhythm(followed: Followed, day: date) -> Rhythm | None:
    """How often this person is asked as of `day`; None when follow-up has ended, the person independent."""
    if followed.independent:
        return None
    if ended(followed.state, followed.reason):
        return Rhythm.RESTART
    if followed.loan or day < add_months(followed.served, followed.served_months):
        return Rhythm.MONTHLY
    return Rhythm.QUARTERLY


def checkin_day(followed: Followed, month: str) -> date:
    """The day on which `month` is asked about: in the month after it, near the anchor day, spread by id.

    An anchor of 31 falls on 28 February and on 31 March again. People who began on the same day are spread
    over the SPREAD days up to it.
    """
    day = followed.anchor.day
    return day_in(shift(month, 1), day) - timedelta(days=followed.person % min(SPREAD, day))


def next_checkin(followed: Followed, now: datetime) -> Planned | None:
    """The next check-in; its time may lie in the past when the clock stood still. None when there is none.

    It asks about the last full month before it goes out; months missed meanwhile are merged into that one.
    """
    today = now.astimezone(WIB).date()
    if followed.independent:
        return None
    if followed.last is None:
        first = _apart(followed, followed.anchor)
        return Planned(Asked(last_full(max(today, first.date())), Scope.LIGHT), first)
    month = shift(followed.last, 1)
    pace = rhythm(followed, checkin_day(followed, month))
    if pace is None:
        return None
    planned = shift(followed.last, pace.months)
    at = _apart(followed, checkin_day(followed, planned))
    month = max(planned, last_full(max(today, at.date())))
    return Planned(Asked(month, scope(followed, pace, month)), at, between(planned, month))


def scope(followed: Followed, pace: Rhythm, month: str) -> Scope:
    """Light, but full every third month counted from the first, and always in the quarterly rhythm."""
    if pace is Rhythm.RESTART:
        return Scope.RESTART
    full = pace is Rhythm.QUARTERLY or between(last_full(followed.anchor), month) % QUARTER == QUARTER - 1
    return Scope.FULL if full else Scope.LIGHT


def _apart(followed: Followed, day: date) -> datetime:
    at = at_hour(day, followed.hour)
    if followed.touched is None or at >= (earliest := followed.touched + APART):
        return at
    at = at_hour(earliest.astimezone(WIB).date(), followed.hour)
    return at if at >= earliest else at + timedelta(days=1)


def at_hour(day: date, hour: int | None) -> datetime:
    """That day at the person's usual hour, kept within the hours of the day when one may be written to."""
    return datetime.combine(day, time(min(max(hour or USUAL_HOUR, EARLIEST), LATEST)), WIB)


def put_off(person: int, late: int) -> int:
    """Days by which a late check-in is put off when `late` of them wait, so that about BURST go out a day."""
    return person % -(-late // BURST) if late else 0


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder of something asked: at `at`, pointless after `until`."""

    after: int  # days
    at: datetime
    until: datetime


def reminders(asked_at: datetime, after: tuple[int, ...], task_after: int) -> tuple[Reminder, ...]:
    """The reminders of a check-in, `after` so many days; each is pointless once the next step is due.

    So after downtime at most one of them is sent, and none once the assistant has the task.
    """
    steps = [*after, task_after]
    return tuple(
        Reminder(days, asked_at + timedelta(days=days), asked_at + timedelta(days=following))
        for days, following in pairwise(steps)
    )


APPOINTMENT_DAYS: Final = (3, 1)
ENOUGH: Final = timedelta(hours=12)  # held for longer than this, a reminder of an appointment comes too late


def appointment_moment(starts_at: datetime, days: int, quiet: QuietHours) -> datetime:
    """When to remind of an appointment so many days before: at its own hour of the day.

    Where quiet hours or a holiday would hold that until it is too late, at the last allowed hour before.
    """
    local = starts_at.astimezone(WIB) - timedelta(days=days)
    wanted = at_hour(local.date(), local.hour)
    opens = quiet.next_open(wanted)
    return quiet.last_open_before(wanted) if opens > starts_at - timedelta(days=days) + ENOUGH else opens


def appointment_reminder(starts_at: datetime, days: int, quiet: QuietHours) -> Reminder:
    """The reminder so many days before; pointless once the next is due, the last once it begins."""
    later = [other for other in APPOINTMENT_DAYS if other < days]
    until = appointment_moment(starts_at, max(later), quiet) if later else starts_at
    return Reminder(days, appointment_moment(starts_at, days, quiet), until)
