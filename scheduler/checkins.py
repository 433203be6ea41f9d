"""Sends the check-ins that are due, and gives the assistant a task where one stayed unanswered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from rules.checkin import Asked
from rules.due import LATE_AFTER, Why, at_hour, next_checkin, put_off
from rules.quiet import WIB
from rules.risk import task_reasons
from scheduler import room
from scheduler.moment import Became, Moment
from storage import checkins, due, followup, forms, tasks
from storage.database import Db
from storage.due import DueRow
from storage.followup import Plan
from storage.inbound import Inbound, Kind
from turns.expiry import expire

AGAIN: Final = timedelta(days=7)  # until somebody who cannot be reached is tried again


def ask(db: Db, moment: Moment, row: DueRow) -> Became:
    """Send one check-in, unless what has happened since it was planned says otherwise."""
    now = moment.now
    plan = followup.plan_of(db, row.person_id, moment.office.checkin.served_months)
    why = _pointless(plan)
    if plan is None or why is not None:
        return _skip(db, row, moment, why or Why.CONSENT)
    following = next_checkin(plan.followed, now)
    if following is None or following.asked.month != row.period:
        why = (
            Why.RECORDED
            if plan.followed.last is not None and plan.followed.last >= row.period
            else Why.MERGED
        )
        return _skip(db, row, moment, why)
    if following.at > now:
        due.move(db, row.id, following.at, Why.APART.value)
        return Became.MOVED
    late = now - row.at > LATE_AFTER
    days = put_off(row.person_id, moment.late) if late else 0
    if days:
        day = (now + timedelta(days=days)).astimezone(WIB).date()
        due.move(db, row.id, at_hour(day, plan.followed.hour), Why.HELD.value)
        return Became.MOVED
    contact = followup.reachable(db, row.person_id)
    if contact is None:
        due.move(db, row.id, now + AGAIN, Why.UNREACHABLE.value)
        return Became.MOVED
    if room.busy(db, moment, row.person_id, contact):
        due.move(db, row.id, now + room.LATER, "")
        return Became.MOVED
    _make_room(db, moment, contact, following.asked)
    due.settle(db, row.id, "done", now, Why.LATE.value if late else "")
    _send(db, moment, row, following.asked)
    return Became.DONE


def _pointless(plan: Plan | None) -> Why | None:
    if plan is None or not plan.consented:
        return Why.CONSENT
    return Why.INDEPENDENT if plan.followed.independent else None


def _skip(db: Db, row: DueRow, moment: Moment, why: Why) -> Became:
    due.settle(db, row.id, "skipped", moment.now, why.value)
    followup.plan(db, row.person_id, moment.now, moment.office.checkin.served_months)
    return Became.SKIPPED


def _make_room(db: Db, moment: Moment, contact: int, asked: Asked) -> None:
    """Park what is open, and end any other check-in: of an earlier month, that is."""
    opened = forms.open_of(db, contact)
    if opened is not None:
        forms.park(db, opened.id, moment.now)
    for laid_aside in forms.parked(db, contact):
        if laid_aside.form.name == "checkin" and laid_aside.form.about != asked.about:
            expire(db, moment.turns, contact, laid_aside, moment.now)


def _send(db: Db, moment: Moment, row: DueRow, asked: Asked) -> None:
    rules = moment.office.checkin
    inbound = Inbound(
        channel="office",
        external_id=f"due-{row.id}-{row.period}",
        address=f"person:{row.person_id}",
        kind=Kind.DUE,
        data=f"checkin|ask|{asked.about}",
    )
    moment.turns.take(db, inbound, moment.now)
    followup.asked(db, row.person_id, asked, moment.now, rules.reminders, rules.task_after)
    followup.plan(db, row.person_id, moment.now, rules.served_months)


def unanswered(db: Db, moment: Moment, row: DueRow) -> Became:
    """Nobody answered, nor the reminders: somebody should look in."""
    if checkins.row_of(db, row.person_id, row.period) is not None:
        due.settle(db, row.id, "skipped", moment.now, Why.RECORDED.value)
        return Became.SKIPPED
    missed = followup.unanswered(db, row.person_id)
    months = followup.months(db, row.person_id)
    reasons = task_reasons(months, missed, moment.office.checkin.at_risk_percent)
    tasks.raise_task(db, row.person_id, row.period, reasons, moment.now)
    due.settle(db, row.id, "done", moment.now)
    return Became.DONE
