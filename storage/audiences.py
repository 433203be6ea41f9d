"""Who an announcement is for: the query of an audience, and why somebody of it gets nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, select

from rules.audience import ACTIVE_WITHIN, Activity, Audience, LeftOut
from storage.database import Db
from storage.tables import Application, Business, Consent, Contact, Person, Programme

PURPOSE = "announcements"


@dataclass(frozen=True, slots=True)
class Counted:
    """Who of an audience gets it, and how many not, by the reason."""

    recipients: int
    left_out: Mapping[str, int]
    whatsapp: int  # of the recipients, those on WhatsApp, where the office pays for each


def _consent(withdrawn: bool) -> ColumnElement[bool]:
    current = Consent.withdrawn_at.is_not(None) if withdrawn else Consent.withdrawn_at.is_(None)
    return exists().where(Consent.person_id == Person.id, Consent.purpose == PURPOSE, current)


def _contact(blocked: bool) -> ColumnElement[bool]:
    state = Contact.blocked_at.is_not(None) if blocked else Contact.blocked_at.is_(None)
    return exists().where(Contact.person_id == Person.id, state)


REASON = case(
    (~_consent(False) & ~_consent(True), LeftOut.CONSENT.value),
    (~_consent(False), LeftOut.STOPPED.value),
    (~_contact(False) & _contact(True), LeftOut.BLOCKED.value),
    (~_contact(False), LeftOut.UNREACHABLE.value),
    else_="",
)
REACHED = (
    select(Contact.id)
    .where(Contact.person_id == Person.id, Contact.blocked_at.is_(None))
    .order_by(Contact.heard_at.is_(None), Contact.heard_at.desc(), Contact.id.desc())
    .limit(1)
    .correlate(Person)
    .scalar_subquery()
)


def narrowed(query: Select[Any], audience: Audience, now: datetime) -> Select[Any]:
    """The query of people, narrowed to the registered ones of this audience."""
    query = query.where(Person.registered_at.is_not(None), Person.erased_at.is_(None))
    if audience.kecamatan:
        query = query.where(Person.kecamatan.in_(audience.kecamatan))
    if audience.sectors or audience.nib is not None:
        query = query.select_from(Person).outerjoin(Business, Business.person_id == Person.id)
    if audience.sectors:
        query = query.where(Business.sector.in_([sector.value for sector in audience.sectors]))
    if audience.nib is not None:
        query = query.where(Business.has_nib.is_(True) if audience.nib else Business.has_nib.is_not(True))
    if audience.programme:
        query = query.where(
            exists()
            .where(Application.person_id == Person.id, Application.programme_id == Programme.id)
            .where(func.lower(Programme.code) == audience.programme.lower())
        )
    if audience.activity is not None:
        wrote = exists().where(Contact.person_id == Person.id, Contact.heard_at >= now - ACTIVE_WITHIN)
        query = query.where(wrote if audience.activity is Activity.ACTIVE else ~wrote)
    return query


def count(db: Db, audience: Audience, now: datetime) -> Counted:
    """What would happen if it were sent now."""
    db.flush()
    inner = narrowed(select(REASON.label("reason"), REACHED.label("reached")), audience, now).subquery()
    query = (
        select(inner.c.reason, Contact.channel, func.count())
        .select_from(inner)
        .outerjoin(Contact, Contact.id == inner.c.reached)
        .group_by(inner.c.reason, Contact.channel)
    )
    by_reason: Counter[str] = Counter()
    whatsapp = 0
    for reason, channel, number in db.conn.execute(query):
        by_reason[reason] += number
        whatsapp += number if not reason and channel == "whatsapp" else 0
    recipients = by_reason.pop("", 0)
    return Counted(recipients, dict(by_reason), whatsapp)
