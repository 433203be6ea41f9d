"""Announcements on their way: one outbox row for each recipient, frozen in chunks, and states that add up.

States of a broadcast: draft, freezing, waiting (for a second approval), sending, paused, done, cancelled.
One that is to go out later is "sending" too: its rows wait for their time. Its recipients are the rows it
froze, so its states add up to them at any moment.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import and_, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from conversations.message import Message, decode, encode
from rules.audience import Audience, minutes
from storage import outbox, staff
from storage.audiences import PURPOSE, REACHED, REASON, narrowed
from storage.database import Db
from storage.lane import Lane
from storage.sending import Held
from storage.tables import Broadcast, Contact, Outbox, Person

CHUNK = 100  # people looked at in one transaction, or recipients cancelled
NEWS = timedelta(days=14)  # for so long a row waits for the person to write or to open the chat page
DRAFT, FREEZING, WAITING, SENDING, PAUSED, DONE, CANCELLED = (
    "draft",
    "freezing",
    "waiting",
    "sending",
    "paused",
    "done",
    "cancelled",
)


def draft(
    db: Db,
    words: str,
    message: Message,
    audience: Audience,
    at: datetime,
    now: datetime,
    author: int | None = None,
) -> int:
    """A new broadcast that goes nowhere until `launch`; gives its id.

    `words` are what its author wrote, `message` is what people get. `author` is None for the command line.
    """
    row = Broadcast(state=DRAFT, created_by=author, created_at=now)
    _write(row, words, message, audience, at)
    db.session.add(row)
    db.session.flush()
    return row.id


def rewrite(
    db: Db, broadcast_id: int, words: str, message: Message, audience: Audience, at: datetime
) -> bool:
    """Change a draft; False where it is none any more."""
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != DRAFT:
        return False
    _write(row, words, message, audience, at)
    return True


def _write(row: Broadcast, words: str, message: Message, audience: Audience, at: datetime) -> None:
    row.text, row.body, row.picture_id, row.at = words, encode(message), message.picture, at
    row.audience = msgspec.json.encode(audience).decode()


def audience_of(row: Broadcast) -> Audience:
    """Whom it is for."""
    return msgspec.json.decode(row.audience, type=Audience)


def launch(db: Db, broadcast_id: int, now: datetime) -> bool:
    """Begin: its recipients are fixed next, by `freeze`. False where it is no draft any more."""
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != DRAFT:
        return False
    row.state, row.at = FREEZING, max(row.at, now)
    return True


def create(db: Db, words: str, message: Message, audience: Audience, at: datetime, now: datetime) -> int:
    """A broadcast of the command line, launched at once: freeze it next. Gives its id."""
    number = draft(db, words, message, audience, at, now)
    launch(db, number, now)
    return number


def freeze(db: Db, broadcast_id: int, now: datetime, approval_above: int | None = None) -> bool:
    """Fix the next chunk of recipients; True when that was the last, or there is nothing to fix.

    With more recipients than `approval_above` it then waits for a second pair of eyes, else it is sent. What
    the command line began needs none, whoever freezes it to the end.
    """
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != FREEZING:
        return True
    query = narrowed(select(Person.id, REACHED, REASON), audience_of(row), now)
    found = db.conn.execute(query.where(Person.id > row.cursor).order_by(Person.id).limit(CHUNK)).all()
    _queue(db, row, {contact: person for person, contact, reason in found if not reason}, now)
    left_out = Counter(json.loads(row.left_out))
    left_out.update(reason for _, _, reason in found if reason)
    row.left_out = json.dumps(left_out)
    if found:
        row.cursor = found[-1][0]
    row.recipients = sum(outbox.tally(db, broadcast_id).values())
    if len(found) == CHUNK:
        return False
    row.minutes = minutes(row.recipients)
    seen_by_one = row.created_by is not None and approval_above is not None
    row.state = WAITING if seen_by_one and row.recipients > (approval_above or 0) else SENDING
    return True


def _queue(db: Db, row: Broadcast, reached: Mapping[int, int], now: datetime) -> None:
    """A row for each contact with its person; a chat that has one already gets no second."""
    if not reached:
        return
    known = select(Contact.id, Contact.channel).where(Contact.id.in_(reached))
    rows = [
        {
            "contact_id": contact,
            "person_id": reached[contact],
            "channel": channel,
            "lane": int(Lane.BROADCAST),
            "kind": "broadcast",
            "purpose": PURPOSE,
            "broadcast_id": row.id,
            "once": f"broadcast/{row.id}/{contact}",
            "state": "queued",
            "not_before": row.at,
            "created_at": now,
        }
        for contact, channel in db.conn.execute(known.order_by(Contact.id))
    ]
    db.conn.execute(
        insert(Outbox).on_conflict_do_nothing(
            index_elements=[Outbox.once], index_where=Outbox.once.is_not(None)
        ),
        rows,
    )


def unfrozen(db: Db) -> list[int]:
    """Broadcasts whose recipients are not all fixed: whoever began may have been ended."""
    return list(
        db.session.scalars(select(Broadcast.id).where(Broadcast.state == FREEZING).order_by(Broadcast.id))
    )


def approve(db: Db, broadcast_id: int, approver: int) -> bool:
    """A second member of staff lets it go; False where it was the same one, or nothing waits."""
    row = db.session.get(Broadcast, broadcast_id, with_for_update=True)
    if row is None or row.state != WAITING or row.created_by == approver:
        return False
    row.state, row.approved_by = SENDING, approver
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
    """No more of it goes out; `outbox.cancel_broadcast` settles its rows. False where it was over."""
    moved = db.conn.execute(
        update(Broadcast)
        .where(Broadcast.id == broadcast_id, Broadcast.state.not_in((DONE, CANCELLED)))
        .values(state=CANCELLED, ended_at=now)
    )
    return moved.rowcount > 0


_LEFT = exists().where(Outbox.broadcast_id == Broadcast.id, Outbox.state.in_(("queued", "sending")))


def ending(db: Db) -> list[int]:
    """Broadcasts that go out and have nothing left to send."""
    return list(db.session.scalars(select(Broadcast.id).where(Broadcast.state == SENDING, ~_LEFT)))


def finish(db: Db, broadcast_id: int, now: datetime) -> bool:
    """It is done, where nothing of it waits any more."""
    query = update(Broadcast).where(Broadcast.id == broadcast_id, Broadcast.state == SENDING, ~_LEFT)
    return db.conn.execute(query.values(state=DONE, ended_at=now)).rowcount > 0


def lapsed(db: Db, now: datetime) -> list[int]:
    """Up to a chunk of rows that waited too long for their person.

    Held for want of a template since its first try, or never fetched by the chat page: no news any more.
    """
    over = now - NEWS
    query = (
        select(Outbox.id)
        .join(Broadcast, Broadcast.id == Outbox.broadcast_id)
        .where(
            Broadcast.state == SENDING,
            Outbox.state == "queued",
            or_(
                and_(Outbox.held == Held.TEMPLATE.value, Outbox.first_try_at < over),
                and_(Outbox.channel == "web", Outbox.not_before < over),
            ),
        )
    )
    return list(db.session.scalars(query.limit(CHUNK)))


def expire(db: Db, rows: Sequence[int]) -> int:
    """Cancel these, where they wait still; gives how many."""
    waiting = update(Outbox).where(Outbox.id.in_(rows), Outbox.state == "queued")
    return db.conn.execute(waiting.values(state="cancelled", held="", error="too late")).rowcount


def cancelling(db: Db) -> list[int]:
    """Cancelled broadcasts of which rows still wait: `outbox.cancel_broadcast` until it gives 0."""
    queued = exists().where(Outbox.broadcast_id == Broadcast.id, Outbox.state == "queued")
    return list(db.session.scalars(select(Broadcast.id).where(Broadcast.state == CANCELLED, queued)))


def try_out(db: Db, broadcast_id: int, phone: str, now: datetime) -> str | None:
    """Send it to the staff member with this phone alone, now; gives the channel, None where no chat is known.

    It goes with the replies: it waits for no quiet hours and counts nowhere.
    """
    row, contact = db.session.get(Broadcast, broadcast_id), staff.contact_of(db, phone)
    if row is None or contact is None:
        return None
    channel = db.session.get_one(Contact, contact).channel
    outbox.queue(db, contact, None, channel, decode(row.body), Lane.REPLY, "broadcast", now)
    return channel


def channels(db: Db, broadcast_id: int) -> Mapping[str, int]:
    """Its recipients by channel."""
    query = select(Outbox.channel, func.count().label("n")).where(Outbox.broadcast_id == broadcast_id)
    return {row.channel: row.n for row in db.conn.execute(query.group_by(Outbox.channel))}


def holding(db: Db, broadcast_id: int) -> Mapping[str, int]:
    """Of the rows that wait, how many are held back, by why (storage.sending.Held)."""
    query = select(Outbox.held, func.count().label("n")).where(
        Outbox.broadcast_id == broadcast_id, Outbox.state == "queued", Outbox.held != ""
    )
    return {row.held: row.n for row in db.conn.execute(query.group_by(Outbox.held))}


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
