"""Messages to petugas: the threads that wait, one thread with its lines, the reply, and the end of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from console.fields import Fields
from console.listing import chosen, listing
from console.page import Answer, Missing, Page, Sent, Shown, Turned, Visit
from console.scope import Right
from storage import documents, media, threads
from storage.database import Db
from storage.tables import Contact, Media, Person, Thread, ThreadLine
from storage.threads import ANSWERED, CLOSED, WAITING
from turns import relay

PATH = "/console/messages"
STATES = (WAITING, ANSWERED, CLOSED)
LONGEST = 1_000  # characters of a reply: it fits one message of any channel


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/messages", messages, Right.MESSAGES),
        Page("GET", "/messages/{thread}", thread, Right.MESSAGES),
        Page("GET", "/messages/{thread}/lines", lines, Right.MESSAGES),
        Page("GET", "/messages/{thread}/photos/{media}", photo, Right.MESSAGES),
        Page("POST", "/messages/{thread}", reply, Right.MESSAGES),
        Page("POST", "/messages/{thread}/close", close, Right.MESSAGES),
    )


def find(visit: Visit, db: Db) -> Thread:
    """The thread of the address, within the scope. Missing for all others."""
    query = select(Thread).where(Thread.id == visit.number("thread"))
    found = db.session.scalar(visit.scope.threads(query))
    if found is None:
        raise Missing
    return found


def messages(visit: Visit, db: Db) -> Answer:
    """One page of the threads in a state: what waits longest comes first, what is over last."""
    state = chosen(visit, "state", STATES) or WAITING
    query = (
        select(
            Thread.id,
            Thread.state,
            Thread.due_at,
            Thread.told_at,
            Thread.kecamatan,
            Person.name,
            Contact.name.label("chat"),
            Contact.channel,
            ThreadLine.sealed,
            ThreadLine.at,
            ThreadLine.media_id,
        )
        .join(Contact, Contact.id == Thread.contact_id)
        .outerjoin(Person, Person.id == Thread.person_id)
        .outerjoin(
            ThreadLine,
            ThreadLine.id
            == select(func.max(ThreadLine.id))
            .where(ThreadLine.thread_id == Thread.id)
            .correlate(Thread)
            .scalar_subquery(),
        )
        .where(Thread.state == state)
        .order_by(Thread.due_at if state == WAITING else Thread.id.desc(), Thread.id)
    )
    found = listing(visit, db, visit.scope.threads(query), PATH)
    last = {row.id: db.sealing.open(row.sealed).decode() if row.sealed else "" for row in found.rows}
    counts = select(Thread.state, func.count()).group_by(Thread.state)
    values = {
        "list": found,
        "last": last,
        "state": state,
        "states": STATES,
        "counts": {row[0]: row[1] for row in db.conn.execute(visit.scope.threads(counts))},
        "waits": lambda at: waits(visit, at),
    }
    return Shown("messages.html", values)


def thread(visit: Visit, db: Db) -> Answer:
    """One thread, with a box to answer in."""
    return _shown(visit, db, find(visit, db), Fields({}))


def lines(visit: Visit, db: Db) -> Answer:
    """Its lines alone, for the page to renew while somebody waits for an answer."""
    return Shown("message-lines.html", _lines(visit, db, find(visit, db)))


def reply(visit: Visit, db: Db) -> Answer:
    """The answer reaches the person in the same transaction; a closed thread is open again."""
    row, fields = find(visit, db), Fields(visit.typed)
    text = fields.text("text", LONGEST, required=True)
    if not fields.good:
        return _shown(visit, db, row, fields)
    told = relay.answer(db, row.id, visit.staff.id, text, visit.now)
    visit.room.turns.take(db, told, visit.now)
    return Turned(f"{PATH}/{row.id}", "message-answered", wakes=True)


def close(visit: Visit, db: Db) -> Answer:
    """The bot speaks again; the person is told."""
    row = find(visit, db)
    if row.state != CLOSED:
        visit.room.turns.take(db, relay.close(db, row.id, visit.now), visit.now)
        visit.note(db, "message-close", f"thread:{row.id}")
    return Turned(f"{PATH}/{row.id}", "message-closed", wakes=True)


def photo(visit: Visit, db: Db) -> Answer:
    """A picture or a recording that came with a line of this thread."""
    row, number = find(visit, db), visit.number("media")
    mine = {line.media_id for line in threads.lines(db, row.id)}
    where = media.located(db, number) if number in mine else None
    if where is None:
        raise Missing
    try:
        content = documents.load(visit.room.database, where[0])
    except FileNotFoundError as erased:
        raise Missing from erased
    plays = where[1].startswith(("image/", "audio/"))  # as its bytes say, whatever the channel called it
    return Sent(content, where[1] if plays else "application/octet-stream")


def waits(visit: Visit, since: datetime | None) -> str:
    """How long ago that was, in words."""
    passed = visit.now - (since or visit.now)
    if passed >= timedelta(days=2):
        return visit.say("since-days", n=passed.days)
    hours, minutes = divmod(max(0, int(passed.total_seconds() // 60)), 60)
    if passed >= timedelta(hours=1):
        return visit.say("since-hours", n=passed.days * 24 + hours % 24 if passed.days else hours)
    return visit.say("since-minutes", n=minutes)


def _shown(visit: Visit, db: Db, row: Thread, fields: Fields) -> Answer:
    person = visit.scope.people(select(Person).where(Person.id == row.person_id))
    contact = visit.scope.contacts(select(Contact).where(Contact.id == row.contact_id))
    values = {
        **_lines(visit, db, row),
        "person": db.session.scalar(person),
        "chat": db.session.scalar(contact),
        "most": LONGEST,
        "values": fields.values,
        "faults": fields.faults,
    }
    return Shown("message.html", values, 200 if fields.good else 422)


def _lines(visit: Visit, db: Db, row: Thread) -> dict[str, object]:
    found = threads.lines(db, row.id)
    return {
        "row": row,
        "lines": found,
        "kinds": _kinds(db, found),
        "fates": threads.fates(db, found),
        "waits": lambda at: waits(visit, at),
    }


def _kinds(db: Db, found: Sequence[threads.Line]) -> dict[int, tuple[str, str]]:
    """Of each file that came with a line: what it is, and whether it is here yet."""
    wanted = [line.media_id for line in found if line.media_id is not None]
    query = select(Media.id, Media.kind, Media.state).where(Media.id.in_(wanted))
    return {row.id: (row.kind, row.state) for row in db.conn.execute(query)}
