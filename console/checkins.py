"""Answers to check-ins as they come in, and the businesses that need somebody to look in on them."""

from __future__ import annotations

from sqlalchemy import and_, exists, func, or_, select

from console.listing import chosen, listing
from console.page import Answer, Page, Shown, Visit
from console.scope import Right, Role
from rules.consent import Purpose
from storage.database import Db
from storage.tables import Business, CheckIn, Consent, Person, Task
from storage.tasks import ESCALATED, NEW, OFFERED, OFFICE, POSTPONED, read_reasons

CHECKINS = "/console/checkins"
AT_RISK = "/console/at-risk"
MONTHS = 24  # offered in the filter
TOLD = (
    CheckIn.month,
    CheckIn.via,
    CheckIn.channel,
    CheckIn.state,
    CheckIn.reason,
    CheckIn.reopen,
    CheckIn.omzet_low,
    CheckIn.omzet_high,
    CheckIn.omzet_per,
    CheckIn.profit_low,
    CheckIn.profit_high,
    CheckIn.profit_per,
    CheckIn.workers,
    CheckIn.outlets,
    CheckIn.constraint.label("constraint"),
    CheckIn.call_me,
    CheckIn.unchanged,
    CheckIn.complete,
    CheckIn.recorded_at,
)
LISTS = ("open", "head", "escalated", "postponed")


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/checkins", checkins, Right.CHECKINS),
        Page("GET", "/at-risk", at_risk, Right.AT_RISK),
    )


def checkins(visit: Visit, db: Db) -> Answer:
    """One page of what was told, the newest first; amounts as stated, for those who may see them."""
    kecamatan = chosen(visit, "kecamatan", [place.code for place in visit.room.regions.kecamatan])
    known = select(CheckIn.month).distinct().order_by(CheckIn.month.desc()).limit(MONTHS)
    months = db.session.scalars(visit.scope.checkins(known)).all()
    month = chosen(visit, "month", months)
    query = (
        select(
            *TOLD,
            Person.id.label("person"),
            Person.name,
            Person.kecamatan,
            Business.name.label("business"),
        )
        .join(Person, Person.id == CheckIn.person_id)
        .outerjoin(Business, Business.person_id == CheckIn.person_id)
        .order_by(CheckIn.recorded_at.desc(), CheckIn.id.desc())
    )
    if kecamatan:
        query = query.where(Person.kecamatan == kecamatan)
    if month:
        query = query.where(CheckIn.month == month)
    values = {
        "list": listing(visit, db, visit.scope.checkins(query), CHECKINS),
        "filters": {"kecamatan": kecamatan, "month": month},
        "filtered": bool(kecamatan or month),
        "places": visit.room.regions.kecamatan,
        "months": months,
        "amounts": visit.staff.may(Right.AMOUNTS),
    }
    return Shown("checkins.html", values)


def at_risk(visit: Visit, db: Db) -> Answer:
    """One page of the open tasks, the neediest first, each with its reasons; and which are the head's own."""
    assists = visit.staff.role is Role.ASSISTANT
    which = chosen(visit, "list", LISTS) or "open"
    kecamatan = chosen(visit, "kecamatan", [place.code for place in visit.room.regions.kecamatan])
    consented = exists().where(
        Consent.person_id == Task.person_id,
        Consent.purpose == Purpose.ASSISTANT.value,
        Consent.withdrawn_at.is_(None),
    )
    latest = select(func.max(CheckIn.month)).where(CheckIn.person_id == Task.person_id)
    said = visit.scope.checkins(latest).correlate(Task).scalar_subquery()
    wanted = {
        "open": Task.state.in_([NEW, OFFERED, POSTPONED, ESCALATED]),
        "head": and_(Task.state == NEW, or_(Task.kecamatan == OFFICE, ~consented)),
        "escalated": Task.state == ESCALATED,
        "postponed": Task.state == POSTPONED,
    }
    query = (
        select(
            Task.person_id,
            Task.reasons,
            Task.state,
            Task.until,
            func.coalesce(Task.offered_at, Task.created_at).label("since"),
            Person.name,
            Person.phone,
            Person.kecamatan,
            Person.desa,
            Business.name.label("business"),
            CheckIn.month,
            CheckIn.state.label("operating"),
            CheckIn.reason,
            consented.label("consented"),
        )
        .join(Person, Person.id == Task.person_id)
        .outerjoin(Business, Business.person_id == Task.person_id)
        .outerjoin(CheckIn, and_(CheckIn.person_id == Task.person_id, CheckIn.month == said))
        .where(wanted[which])
        .order_by(Task.need.desc(), Task.id)
    )
    if kecamatan:
        query = query.where(Person.kecamatan == kecamatan)
    values = {
        "list": listing(visit, db, visit.scope.tasks(query), AT_RISK),
        "which": which,
        "lists": [one for one in LISTS if one != "head" or not assists],
        "kecamatan": kecamatan,
        "places": visit.room.regions.kecamatan,
        "reasons": lambda task: [reason.value for reason in read_reasons(task.reasons)],
    }
    return Shown("at-risk.html", values)
