"""Reminds of a check-in that is unanswered, and of a training that is near."""

from __future__ import annotations

from rules.application import State
from rules.due import Why, appointment_reminder
from scheduler import room
from scheduler.moment import Became, Moment
from storage import checkins, due, followup
from storage.database import Db
from storage.due import DueRow
from storage.inbound import Inbound, Kind
from storage.tables import Application, Programme


def remind(db: Db, moment: Moment, row: DueRow) -> Became:
    """A reminder of a check-in: none once it is answered, is too late, or was never sent itself."""
    month, _, days = row.period.partition("/")
    contact = followup.reachable(db, row.person_id)
    plan = followup.plan_of(db, row.person_id)
    why: Why | None = None
    if checkins.row_of(db, row.person_id, month) is not None:
        why = Why.RECORDED
    elif plan is None or not plan.consented:
        why = Why.CONSENT
    elif row.last_at is not None and moment.now >= row.last_at:
        why = Why.PAST
    elif contact is None or followup.unsent(db, contact):
        why = Why.UNREACHABLE
    if why is not None or contact is None:
        return skip(db, moment, row, why or Why.UNREACHABLE)
    if room.busy(db, moment, row.person_id, contact):
        due.move(db, row.id, moment.now + room.LATER, "")
        return Became.MOVED
    take(db, moment, row, f"checkin|remind|{row.about}|{days.removesuffix('d')}")
    return Became.DONE


def remind_of_training(db: Db, moment: Moment, row: DueRow) -> Became:
    """A reminder of a training: its moment is reckoned from when the training begins now, not then."""
    application = db.session.get(Application, int(row.about))
    if application is None or application.state != State.ACCEPTED.value:
        return skip(db, moment, row, Why.PAST)
    programme = db.session.get(Programme, application.programme_id)
    if programme is None or programme.starts_at is None:
        return skip(db, moment, row, Why.PAST)
    days = int(row.period.rpartition("/")[2].removesuffix("d"))
    reminder = appointment_reminder(programme.starts_at, days, moment.quiet)
    if moment.now < reminder.at:
        due.move(db, row.id, reminder.at, "")
        return Became.MOVED
    if moment.now >= reminder.until:
        return skip(db, moment, row, Why.PAST)
    contact = followup.reachable(db, row.person_id)
    if contact is None:
        return skip(db, moment, row, Why.UNREACHABLE)
    later = moment.now + room.LATER
    in_time = later < reminder.until and moment.quiet.open_at(later)
    if in_time and room.interrupts(db, moment, row.person_id, contact):
        due.move(db, row.id, later, "")
        return Became.MOVED
    take(db, moment, row, f"attend|{application.id}|{days}")
    return Became.DONE


def greet(db: Db, moment: Moment, row: DueRow) -> Became:
    """An assistant's greeting, sent in the assistant's name."""
    if followup.reachable(db, row.person_id) is None:
        return skip(db, moment, row, Why.UNREACHABLE)
    take(db, moment, row, f"greet|{row.about}", Kind.NUDGE)
    return Became.DONE


def skip(db: Db, moment: Moment, row: DueRow, why: Why) -> Became:
    """Not sent, and the row says why."""
    due.settle(db, row.id, "skipped", moment.now, why.value)
    return Became.SKIPPED


def take(db: Db, moment: Moment, row: DueRow, data: str, kind: Kind = Kind.DUE) -> None:
    """The row is done, and enters as every message does: as a row of the inbox and one turn."""
    due.settle(db, row.id, "done", moment.now)
    inbound = Inbound(
        channel="office",
        external_id=f"due-{row.id}-{row.period}",
        address=f"person:{row.person_id}",
        kind=kind,
        data=data,
    )
    moment.turns.take(db, inbound, moment.now)
