"""A first dashboard, in counts: who answered this month, how businesses are, where dialogues are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Label, Select, case, distinct, func, select

from console.page import Answer, Page, Shown, Visit
from console.scope import Right
from rules.checkin import StopReason
from rules.months import last_full, shift
from rules.operating import Operating
from storage.database import Db
from storage.tables import CheckIn, Journal, Person

KNOWN_FOR = 12  # months for which the last answer counts as the state of a business
JOURNAL = timedelta(days=30)
PAUSED = (Operating.PAUSED.value, Operating.CLOSED.value)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart: its text, how many, and how many of a hundred."""

    words: str
    count: int
    percent: int
    look: str


@dataclass(frozen=True, slots=True)
class Course:
    """How many forms of a dialogue were under way in the last 30 days, and how they ended."""

    dialogue: str
    forms: int
    done: int
    cancelled: int
    expired: int

    @property
    def unfinished(self) -> int:
        return max(0, self.forms - self.done - self.cancelled - self.expired)


def pages() -> tuple[Page, ...]:
    return (Page("GET", "/dashboard", dashboard, Right.DASHBOARD),)


def dashboard(visit: Visit, db: Db) -> Answer:
    """The part that the first page fetches, or a page of its own."""
    everybody = select(func.count()).where(Person.registered_at.is_not(None))
    registered = db.conn.execute(visit.scope.people(everybody)).scalar_one()
    values = {
        "registered": registered,
        "answered": answered(visit, db),
        "states": states(visit, db, registered),
        "at_work": at_work(visit, db),
        "courses": courses(db, visit.now),
        "days": JOURNAL.days,
        "known_for": KNOWN_FOR,
    }
    return Shown("dashboard-part.html" if visit.partial else "dashboard.html", values)


def answered(visit: Visit, db: Db) -> int:
    """How many of the registered answered a check-in since the first of this month, by chat or by visit."""
    first = visit.now.astimezone(visit.room.office.zone).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    query = (
        select(func.count(distinct(CheckIn.person_id)))
        .join(Person, Person.id == CheckIn.person_id)
        .where(CheckIn.recorded_at >= first, Person.registered_at.is_not(None))
    )
    return db.conn.execute(visit.scope.checkins(query)).scalar_one()


def states(visit: Visit, db: Db, registered: int) -> Sequence[Bar]:
    """Each state with how many businesses were in it when they last answered; the rest is not known."""
    query = _latest(visit, CheckIn.state, func.count().label("n")).group_by(CheckIn.state)
    found = {row.state: row.n for row in db.conn.execute(visit.scope.checkins(query))}
    looks = {"running": "good", "changed": "good", "reduced": "wait", "paused": "wait", "closed": "bad"}
    bars = [
        _bar(visit.label(f"operating-{one.value}"), found.get(one.value, 0), registered, looks[one.value])
        for one in Operating
    ]
    unknown = max(0, registered - sum(found.values()))
    return [*bars, _bar(visit.say("activity-unknown"), unknown, registered, "unknown")]


def at_work(visit: Visit, db: Db) -> int:
    """Of those who stopped, how many because they work elsewhere."""
    query = _latest(visit, func.count()).where(
        CheckIn.state.in_(PAUSED), CheckIn.reason == StopReason.JOB.value
    )
    number: int = db.conn.execute(visit.scope.checkins(query)).scalar_one()
    return number


def courses(db: Db, now: datetime) -> Sequence[Course]:
    """Every dialogue that asks something, the busiest first."""

    def forms(*events: str) -> Label[int]:
        return func.count(distinct(case((Journal.event.in_(events), Journal.form_id)))).label(events[0])

    every = func.count(distinct(Journal.form_id)).label("forms")
    query = (
        select(Journal.dialogue, every, forms("done", "ended"), forms("cancelled"), forms("expired"))
        .where(Journal.at >= now - JOURNAL)
        .group_by(Journal.dialogue)
    )
    found = [Course(*row) for row in db.conn.execute(query)]
    return sorted((one for one in found if one.forms), key=lambda one: (-one.forms, one.dialogue))


def _latest(visit: Visit, *columns: Any) -> Select[Any]:
    """These columns over the latest check-in of each registered person, not older than is worth knowing."""
    oldest = shift(last_full(visit.today), 1 - KNOWN_FOR)
    latest = (
        select(CheckIn.person_id, func.max(CheckIn.month).label("month"))
        .where(CheckIn.month >= oldest)
        .group_by(CheckIn.person_id)
    )
    last = visit.scope.checkins(latest).subquery()
    query = (
        select(*columns)
        .select_from(CheckIn)
        .join(last, (last.c.person_id == CheckIn.person_id) & (last.c.month == CheckIn.month))
        .join(Person, Person.id == CheckIn.person_id)
        .where(Person.registered_at.is_not(None))
    )
    return visit.scope.checkins(query)


def _bar(words: str, count: int, of: int, look: str) -> Bar:
    return Bar(words, count, round(count * 100 / of) if of else 0, look)
