"""Announcements: the list, and one with its ledger, its test to oneself, its approval, pause and end."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from console.deliveries import senderless
from console.listing import listing
from console.page import Answer, Missing, Page, Sent, Shown, Turned, Undone, Visit
from console.scope import Right
from conversations.message import decode
from rules.audience import Audience
from storage import audiences, broadcasts, documents, outbox
from storage.database import Db
from storage.tables import Broadcast, Programme, Staff

PATH = "/console/broadcasts"
AT_ONCE = 20  # chunks that are frozen while the browser waits; the heartbeat does the rest
# In the order in which a message goes through them; they add up to the recipients.
STATES = ("queued", "sending", "sent", "delivered", "read", "failed", "uncertain", "cancelled")


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/broadcasts", announcements, Right.BROADCASTS),
        Page("GET", "/broadcasts/{broadcast}", announcement, Right.BROADCASTS),
        Page("GET", "/broadcasts/{broadcast}/ledger", ledger, Right.BROADCASTS),
        Page("GET", "/broadcasts/{broadcast}/picture", picture, Right.BROADCASTS),
        Page("POST", "/broadcasts/{broadcast}/test", test, Right.BROADCASTS),
        Page("POST", "/broadcasts/{broadcast}/move", move, Right.BROADCASTS),
        Page("POST", "/broadcasts/{broadcast}/approve", approve, Right.APPROVE_BROADCASTS),
    )


def find(visit: Visit, db: Db) -> Broadcast:
    """The announcement of the address, or Missing."""
    found = db.session.get(Broadcast, visit.number("broadcast"))
    if found is None:
        raise Missing
    return found


def announcements(visit: Visit, db: Db) -> Answer:
    """All of them, the newest first."""
    query = (
        select(Broadcast.id, Broadcast.text, Broadcast.state, Broadcast.at, Broadcast.recipients, Staff.name)
        .outerjoin(Staff, Staff.id == Broadcast.created_by)
        .order_by(Broadcast.id.desc())
    )
    return Shown("broadcasts.html", {"list": listing(visit, db, query, PATH)})


def announcement(visit: Visit, db: Db) -> Answer:
    """One: what it says, whom it is for, how far it has come, and what can be done with it."""
    row = find(visit, db)
    approver = aliased(Staff)
    names = db.conn.execute(
        select(Staff.name, approver.name)
        .select_from(Broadcast)
        .outerjoin(Staff, Staff.id == Broadcast.created_by)
        .outerjoin(approver, approver.id == Broadcast.approved_by)
        .where(Broadcast.id == row.id)
    ).one()
    values = {
        "author": names[0],
        "approver": names[1],
        "message": decode(row.body),
        "picture": f"{PATH}/{row.id}/picture" if row.picture_id is not None else "",
        "whom": whom(visit, db, broadcasts.audience_of(row)),
        "approves": visit.staff.may(Right.APPROVE_BROADCASTS) and row.created_by != visit.staff.id,
        "mine": row.created_by == visit.staff.id,
        **_ledger(visit, db, row),
    }
    return Shown("broadcast.html", values)


def ledger(visit: Visit, db: Db) -> Answer:
    """The numbers alone, for the page to renew while it goes out."""
    return Shown("broadcast-ledger.html", _ledger(visit, db, find(visit, db)))


def picture(visit: Visit, db: Db) -> Answer:
    """Its picture."""
    row = find(visit, db)
    data = documents.picture(visit.room.database, row.picture_id) if row.picture_id is not None else None
    if data is None:
        raise Missing
    return Sent(data, "image/jpeg")


def test(visit: Visit, db: Db) -> Answer:
    """To the chat of whoever is logged in, and nobody else's."""
    row = find(visit, db)
    phone = db.session.get_one(Staff, visit.staff.id).phone
    channel = broadcasts.try_out(db, row.id, phone, visit.now)
    said = "broadcast-tested" if channel is not None else "broadcast-untested"
    return Turned(f"{PATH}/{row.id}", said, wakes=channel is not None)


def move(visit: Visit, db: Db) -> Answer:
    """Launch, pause, resume or cancel. What has moved on meanwhile stays as it is."""
    row = find(visit, db)
    to = visit.typed.get("to", "")
    match to:
        case "launch":
            raise Undone(lambda _: _launch(visit, row.id))
        case "pause":
            done = broadcasts.pause(db, row.id)
        case "resume":
            done = broadcasts.resume(db, row.id)
        case "cancel":
            done = broadcasts.cancel(db, row.id, visit.now)
            outbox.cancel_broadcast(db, row.id)
        case _:
            raise Missing
    return _moved(visit, db, row.id, to, done)


def _moved(visit: Visit, db: Db, number: int, to: str, done: bool) -> Turned:
    if not done:
        return Turned(f"{PATH}/{number}", "broadcast-late")
    visit.note(db, f"broadcast-{to}", f"broadcast:{number}")
    return Turned(f"{PATH}/{number}", f"broadcast-{to}", wakes=True)


def _launch(visit: Visit, number: int) -> Answer:
    """Launch it, then fix its recipients in transactions of their own, so that nobody waits behind them."""
    database = visit.room.database
    answer = database.write(
        lambda db: _moved(visit, db, number, "launch", broadcasts.launch(db, number, visit.now))
    )
    limit = visit.room.office.rules.approval_above
    for _ in range(AT_ONCE):
        if database.write(lambda db: broadcasts.freeze(db, number, visit.now, limit)):
            break
    return answer


def approve(visit: Visit, db: Db) -> Answer:
    """The second pair of eyes: never those of who wrote it."""
    row = find(visit, db)
    if not broadcasts.approve(db, row.id, visit.staff.id):
        return Turned(f"{PATH}/{row.id}", "broadcast-unapproved")
    visit.note(db, "broadcast-approve", f"broadcast:{row.id}")
    return Turned(f"{PATH}/{row.id}", "broadcast-approve", wakes=True)


def whom(visit: Visit, db: Db, audience: Audience) -> Sequence[tuple[str, str]]:
    """The audience in words: what narrows it, and to what."""
    regions, say, label = visit.room.regions, visit.say, visit.label
    found: list[tuple[str, str]] = []
    if audience.kecamatan:
        places = [regions.kecamatan_of(code) for code in audience.kecamatan]
        found.append((say("kecamatan"), ", ".join(place.name for place in places if place is not None)))
    if audience.sectors:
        found.append((say("sector"), ", ".join(label(f"sector-{one.value}") for one in audience.sectors)))
    if audience.nib is not None:
        found.append(("NIB", say("nib-yes" if audience.nib else "nib-none")))
    if audience.programme:
        title = db.session.scalar(select(Programme.title).where(Programme.code == audience.programme))
        found.append((say("audience-programme"), title or audience.programme))
    if audience.activity is not None:
        found.append((say("audience-activity"), say(f"audience-{audience.activity.value}")))
    return found


def _ledger(visit: Visit, db: Db, row: Broadcast) -> dict[str, object]:
    report = broadcasts.report(db, row.id)
    assert report is not None
    draft = row.state == broadcasts.DRAFT
    counted = audiences.count(db, broadcasts.audience_of(row), visit.now) if draft else None
    settled = report.recipients - report.states.get("queued", 0) - report.states.get("sending", 0)
    return {
        "row": row,
        "report": report,
        "counted": counted,
        "states": [(state, report.states[state]) for state in STATES if report.states.get(state)],
        "channels": sorted(broadcasts.channels(db, row.id).items()),
        "held": sorted(broadcasts.holding(db, row.id).items()),
        "settled": settled,
        "scheduled": row.state == broadcasts.SENDING and row.at > visit.now,
        "senderless": senderless(db, row.id) if row.at <= visit.now else (),
        "live": row.state in (broadcasts.FREEZING, broadcasts.SENDING),
        "limit": visit.room.office.rules.approval_above,
    }
