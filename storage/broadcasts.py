"""Announcements: who would get one, and one outbox row for each recipient, frozen in chunks.

States of a broadcast: freezing, waiting (for a second approval), sending, paused, done, cancelled. Its
recipients are the rows it froze, so its states add up to them at any moment.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, case, exists, func, insert, select, update

from conversations.message import Message, encode
from rules.audience import ACTIVE_WITHIN, Activity, Audience, LeftOut, minutes
from storage import outbox
from storage.database import Db
from storage.lane import Lane
from storage.tables import Application, Broadcast, Business, Consent, Contact, Outbox, Person, Programme

CHUNK = 100  # recipients frozen in one transaction
PURPOSE = "announcements"
FREEZING, WAITING, SENDING, PAUSED, DONE, CANCELLED = (
    "freezing",
    "waiting",
    "sending",
    "paused",
    "done",
    "cancelled",
)


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


_REASON = case(
    (~_consent(False) & ~_consent(True), LeftOut.CONSENT.value),
    (~_consent(False), LeftOut.STOPPED.value),
    (~_contact(False) & _contact(True), LeftOut.BLOCKED.value),
    (~_contact(False), LeftOut.UNREACHABLE.value),
    else_="",
)
_REACHED = (
    select(Contact.id)
    .where(Contact.person_id == Person.id, Contact.blocked_at.is_(None))
    .order_by(
        Contact.channel == "web", Contact.heard_at.is_(None), Contact.heard_at.desc(), Contact.id.desc()
    )
    .limit(1)
    .correlate(Person)
    .scalar_subquery()
)


def _narrowed(query: Select[Any], audience: Audience, now: datetime) -> Select[Any]:
    query = query.where(Person.registered_at.is_not(None), Person.erased_at.is_(None))
    if audience.kecamatan:
        query = query.where(Person.kecamatan.in_(audience.kecamatan))
    if audience.sectors or audience.nib is not None:
        query = query.join(Business, Business.person_id == Person.id)
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
    inner = _narrowed(select(_REASON.label("reason"), _REACHED.label("reached")), audience, now).subquery()
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


def create(
    db: Db, message: Message, audience: Audience, at: datetime, now: datetime, staff: int | None = None
) -> int:
    """A new broadcast that nobody gets yet: freeze it next. Gives its id."""
    counted = count(db, audience, now)
    row = Broadcast(
        text=message.text,
        body=encode(message),
        picture_id=message.picture,
        audience=msgspec.json.encode(audience).decode(),
        state=FREEZING,
        at=at,
        recipients=None,
        left_out=json.dumps(counted.left_out),
        minutes=minutes(counted.recipients),
        created_by=staff,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def freeze(db: Db, broadcast_id: int, now: datetime, approval_above: int | None = None) -> bool:
    """Fix the next chunk of recipients; True when that was the last.

    With more recipients than `approval_above` it then waits for a second pair of eyes, else it is sent.
    """
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != FREEZING:
        return True
    audience = msgspec.json.decode(row.audience, type=Audience)
    query = _narrowed(select(Person.id, _REACHED, _REASON), audience, now)
    found = db.conn.execute(query.where(Person.id > row.cursor).order_by(Person.id).limit(CHUNK)).all()
    reached = [(person, contact) for person, contact, reason in found if not reason]
    if reached:
        channels = dict(
            db.conn.execute(
                select(Contact.id, Contact.channel).where(Contact.id.in_([c for _, c in reached]))
            ).all()
        )
        db.conn.execute(
            insert(Outbox),
            [
                {
                    "contact_id": contact,
                    "person_id": person,
                    "channel": channels[contact],
                    "lane": int(Lane.BROADCAST),
                    "kind": "broadcast",
                    "purpose": PURPOSE,
                    "broadcast_id": broadcast_id,
                    "once": f"broadcast/{broadcast_id}/{person}",
                    "state": "queued",
                    "not_before": row.at,
                    "created_at": now,
                }
                for person, contact in reached
            ],
        )
    if found:
        row.cursor = found[-1][0]
    if len(found) == CHUNK:
        return False
    row.recipients = sum(outbox.tally(db, broadcast_id).values())
    waits = approval_above is not None and row.recipients > approval_above
    row.state = WAITING if waits else SENDING
    return True


def unfrozen(db: Db) -> list[int]:
    """Broadcasts whose recipients are not all fixed: whoever began may have been ended."""
    return list(
        db.session.scalars(select(Broadcast.id).where(Broadcast.state == FREEZING).order_by(Broadcast.id))
    )


def approve(db: Db, broadcast_id: int, staff: int) -> bool:
    """A second member of staff lets it go; False where it was the same one, or nothing waits."""
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != WAITING or row.created_by == staff:
        return False
    row.state, row.approved_by = SENDING, staff
    return True


def pause(db: Db, broadcast_id: int) -> bool:
    """Nothing more is claimed until `resume`; what is in flight goes on."""
    return _move(db, broadcast_id, SENDING, PAUSED)


def resume(db: Db, broadcast_id: int) -> bool:
    return _move(db, broadcast_id, PAUSED, SENDING)


def _move(db: Db, broadcast_id: int, before: str, after: str) -> bool:
    moved = db.conn.execute(
        update(Broadcast).where(Broadcast.id == broadcast_id, Broadcast.state == before).values(state=after)
    )
    return moved.rowcount > 0


def cancel(db: Db, broadcast_id: int, now: datetime) -> bool:
    """No more of it goes out; call `outbox.cancel_broadcast` until it gives 0. False where it was over."""
    moved = db.conn.execute(
        update(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.state.not_in((DONE, CANCELLED)))
        .values(state=CANCELLED, ended_at=now)
    )
    return moved.rowcount > 0


def finish(db: Db, now: datetime) -> int:
    """Broadcasts of which nothing waits any more are done; rows of cancelled ones are cancelled."""
    open_rows = exists().where(Outbox.broadcast_id == Broadcast.id, Outbox.state.in_(("queued", "sending")))
    done = db.conn.execute(
        update(Broadcast).where(Broadcast.state == SENDING, ~open_rows).values(state=DONE, ended_at=now)
    ).rowcount
    for broadcast_id in db.session.scalars(
        select(Broadcast.id).where(Broadcast.state == CANCELLED, open_rows)
    ):
        outbox.cancel_broadcast(db, broadcast_id, CHUNK)
    return done


@dataclass(frozen=True, slots=True)
class Report:
    """How far a broadcast has come; `states` add up to `recipients`."""

    id: int
    state: str
    recipients: int
    states: Mapping[str, int]
    left_out: Mapping[str, int]


def report(db: Db, broadcast_id: int) -> Report | None:
    """None where there is no such broadcast."""
    row = db.session.get(Broadcast, broadcast_id)
    if row is None:
        return None
    states = outbox.tally(db, broadcast_id)
    return Report(row.id, row.state, sum(states.values()), states, json.loads(row.left_out))
