"""Reads and writes check-ins, and plans a person's next one from what has happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import text

from rules.checkin import Asked, Constraint, StopReason
from rules.due import APPOINTMENT_DAYS, Followed, Why, next_checkin, reminders
from rules.money import Amount, Period
from rules.operating import Operating
from rules.quiet import WIB
from rules.risk import Month
from storage import due
from storage.database import Db, Fast
from storage.due import DueKind
from storage.tables import from_ms

_FOLLOWED = Fast(
    text(
        """
        SELECT p.registered_at, p.served_at, p.independent_at,
          (SELECT MAX(c.given_at) FROM consent c
            WHERE c.person_id = p.id AND c.purpose = 'checkin' AND c.withdrawn_at IS NULL),
          (SELECT MAX(d.period) FROM due d
            WHERE d.person_id = p.id AND d.kind = 'checkin' AND d.state = 'done'),
          (SELECT MAX(d.done_at) FROM due d
            WHERE d.person_id = p.id AND d.kind = 'checkin' AND d.state = 'done'),
          (SELECT t.hour FROM contact t
            WHERE t.person_id = p.id AND t.blocked_at IS NULL ORDER BY t.heard_at DESC LIMIT 1)
        FROM person p WHERE p.id = :person AND p.registered_at IS NOT NULL AND p.erased_at IS NULL
        """
    )
)
_LAST = Fast(
    text(
        """
        SELECT month, state, reason, recorded_at FROM checkin WHERE person_id = :person
        ORDER BY month DESC LIMIT 1
        """
    )
)
_MONTHS = Fast(
    text(
        """
        SELECT month, state, omzet_low, omzet_high, omzet_per, reason, hardest, call_me, unchanged
        FROM checkin WHERE person_id = :person AND month <= :until ORDER BY month DESC LIMIT 12
        """
    )
)
_UNANSWERED = Fast(
    text(
        """
        SELECT COUNT(*) FROM due d WHERE d.person_id = :person AND d.kind = 'checkin' AND d.state = 'done'
          AND d.period > COALESCE((SELECT MAX(c.month) FROM checkin c WHERE c.person_id = :person), '')
        """
    )
)
_REACH = """
    SELECT id FROM contact WHERE person_id = :person AND blocked_at IS NULL
    ORDER BY heard_at IS NULL, heard_at DESC, id DESC LIMIT 1
    """
_REACHABLE = {
    "sqlite": Fast(text(_REACH)),
    "postgresql": Fast(text(f"{_REACH} FOR UPDATE")),  # no turn of the person comes in between
}
_UNSENT = Fast(
    text(
        """
        SELECT id FROM outbox WHERE contact_id = :contact AND state IN ('queued', 'sending')
          AND state = 'queued' AND held = 'template' AND kind = 'checkin' LIMIT 1
        """
    )
)
_TALKING = Fast(text("SELECT id FROM contact WHERE id = :contact AND thread_id IS NOT NULL"))
AHEAD = timedelta(days=10)  # longer than any run of holidays and weekends


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is followed, from when on; None of `since` where there is no consent to be asked."""

    followed: Followed
    consented: bool


def plan_of(db: Db, person: int, served_months: int = 12) -> Plan | None:
    """What decides when this person is asked next; None for who is not registered, or erased."""
    db.flush()
    row = db.row(_FOLLOWED, person=person)
    if row is None:
        return None
    registered, served, independent, consented, asked_month, asked_at, hour = row
    last = db.row(_LAST, person=person)
    months = [month for month in (asked_month, last[0] if last else None) if month]
    moments = [moment for moment in (asked_at, last[3] if last else None) if moment is not None]
    since = max(registered, consented or registered)
    return Plan(
        Followed(
            person=person,
            since=_day(since),
            served=_day(served if served is not None else registered),
            independent=independent is not None,
            state=Operating(last[1]) if last else None,
            reason=StopReason(last[2]) if last and last[2] else None,
            last=max(months, default=None),
            touched=from_ms(max(moments)) if moments else None,
            hour=hour,
            served_months=served_months,
        ),
        consented is not None,
    )


def plan(db: Db, person: int, now: datetime, served_months: int = 12) -> datetime | None:
    """Plan the person's next check-in anew, and cancel what was planned otherwise. Gives its time.

    To be called whenever something changes it: registration, a consent given or withdrawn, an admission, a
    check-in asked or recorded.
    """
    found = plan_of(db, person, served_months)
    following = next_checkin(found.followed, now) if found is not None and found.consented else None
    if following is None:
        due.cancel(db, person, DueKind.CHECKIN, now, Why.CONSENT.value)
        return None
    month = following.asked.month
    due.cancel(db, person, DueKind.CHECKIN, now, Why.MERGED.value, but=month)
    due.put(db, person, DueKind.CHECKIN, month, following.at, about=following.asked.about)
    return following.at


def asked(db: Db, person: int, asking: Asked, now: datetime, after: Sequence[int], task_after: int) -> None:
    """A check-in was sent: its reminders and the assistant's task come due unless it is answered."""
    steps = reminders(now, tuple(after), task_after)
    for step in steps:
        period = f"{asking.month}/{step.after}d"
        due.put(db, person, DueKind.REMINDER, period, step.at, about=asking.about, last_at=step.until)
    at = steps[-1].until if steps else now
    due.put(db, person, DueKind.TASK, asking.month, at, about=asking.about)


def answered(db: Db, person: int, month: str, now: datetime, served_months: int = 12) -> None:
    """A month was recorded, by chat or visit: no reminders of it any more, and the next is planned."""
    due.cancel_of(db, person, DueKind.REMINDER, month, now, Why.RECORDED.value)
    due.cancel_of(db, person, DueKind.TASK, month, now, Why.RECORDED.value)
    plan(db, person, now, served_months)


def visited(db: Db, person: int, now: datetime, served_months: int = 12) -> None:
    """Somebody has looked in: no reminders of any month any more."""
    due.cancel(db, person, DueKind.REMINDER, now, Why.RECORDED.value)
    due.cancel(db, person, DueKind.TASK, now, Why.RECORDED.value)
    plan(db, person, now, served_months)


def admitted(
    db: Db, person: int, application: int, reference: str, starts_at: datetime, now: datetime
) -> None:
    """A seat in a training: its reminders come up for planning some days ahead, when holidays are known.

    To be called again when the training is moved to another time.
    """
    for days in APPOINTMENT_DAYS:
        at = max(now, starts_at - timedelta(days=days) - AHEAD)
        period = f"{reference}/{days}d"
        due.put(db, person, DueKind.TRAINING, period, at, about=str(application), last_at=starts_at)


def freed(db: Db, person: int, reference: str, now: datetime) -> None:
    """The seat was given up: no reminders."""
    due.cancel_of(db, person, DueKind.TRAINING, f"{reference}/", now, Why.PAST.value)


def reachable(db: Db, person: int) -> int | None:
    """The contact that the office writes to: last written from, not blocked; None where there is none."""
    row = db.row(_REACHABLE[db.dialect], person=person)
    return int(row[0]) if row else None


def unsent(db: Db, contact: int) -> bool:
    """Whether a check-in is held there until the person writes: then there is nothing to remind of."""
    return db.row(_UNSENT, contact=contact) is not None


def talking(db: Db, contact: int) -> bool:
    """Whether a human listens there just now."""
    row = db.row(_TALKING, contact=contact)
    return row is not None


def stopped(db: Db, person: int, now: datetime) -> None:
    """The person no longer wants check-ins: nothing of them comes due any more."""
    for kind in (DueKind.CHECKIN, DueKind.REMINDER, DueKind.TASK):
        due.cancel(db, person, kind, now, Why.CONSENT.value)


def months(db: Db, person: int, until: str = "9999-12") -> list[Month]:
    """What was told of the latest twelve months up to `until`, oldest first."""
    db.flush()
    found = [
        Month(
            month=month,
            state=Operating(state),
            omzet=None if low is None else Amount(low, high, Period(per)),
            reason=StopReason(reason) if reason else None,
            constraint=Constraint(constraint) if constraint else None,
            call_me=bool(call_me),
            unchanged=bool(unchanged),
        )
        for month, state, low, high, per, reason, constraint, call_me, unchanged in db.rows(
            _MONTHS, person=person, until=until
        )
    ]
    return found[::-1]


def unanswered(db: Db, person: int) -> int:
    """How many check-ins in a row were sent since the last one that was recorded."""
    row = db.row(_UNANSWERED, person=person)
    return int(row[0]) if row else 0


def _day(moment: int) -> date:
    return from_ms(moment).astimezone(WIB).date()
