"""Deliveries: what is held and why, what failed or is uncertain, and messages that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, text

from console.page import LANGUAGE, Answer, Missing, Page, Shown, Turned, Undone, Visit
from console.scope import Right
from storage import inbox, leases, outbox
from storage.database import Db
from storage.tables import Halt, Lease, Outbox, from_ms

PATH = "/console/deliveries"
BACK = timedelta(days=30)  # how far back failures are counted
REASONS = 50  # rows of failures shown
UNSENT = text("outbox.state IN ('queued', 'sending')")  # word for word as the index of unsent rows has it


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/deliveries", deliveries, Right.DELIVERIES),
        Page("POST", "/deliveries/release", release, Right.RELEASE),
        Page("POST", "/deliveries/{inbox}/again", again, Right.DELIVERIES),
        Page("POST", "/deliveries/{inbox}/dismiss", dismiss, Right.DELIVERIES),
    )


def deliveries(visit: Visit, db: Db) -> Answer:
    """All of it on one page, in counts: no text of anybody, no address."""
    loud = visit.room.quiet.open_at(visit.now)
    waiting = db.conn.execute(
        select(Outbox.kind, func.count().label("n"), func.min(Outbox.created_at).label("since"))
        .where(UNSENT, Outbox.state == "queued", Outbox.held == "", Outbox.broadcast_id.is_(None))
        .where(Outbox.not_before <= visit.now)
        .group_by(Outbox.kind)
        .order_by(Outbox.kind)
    ).all()
    broken = db.conn.execute(
        select(Outbox.state, Outbox.kind, Outbox.channel, Outbox.error, func.count().label("n"))
        .where(Outbox.state.in_(["failed", "uncertain"]), Outbox.created_at >= visit.now - BACK)
        .group_by(Outbox.state, Outbox.kind, Outbox.channel, Outbox.error)
        .order_by(func.count().desc(), Outbox.kind, Outbox.error)
        .limit(REASONS)
    ).all()
    answer = (
        select(Outbox.error)
        .where(UNSENT, Outbox.channel == Halt.name, Outbox.held == "retry")
        .order_by(Outbox.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    halts = db.conn.execute(
        select(Halt.name, Halt.until, answer)
        .where(Halt.until > from_ms(leases.clock(db)))
        .order_by(Halt.name)
    ).all()
    values = {
        "on_hold": leases.on_hold(db),
        "releases": visit.staff.may(Right.RELEASE),
        "loud": loud,
        "opens": visit.room.quiet.next_open(visit.now) if not loud else None,
        "waiting": waiting,
        "held": sorted(outbox.held(db).items()),
        "halts": halts,
        "senderless": senderless(db),
        "broken": broken,
        "undone": inbox.undone(db),
        "days": BACK.days,
        "named": lambda kind: named(visit, "message-kind", kind),
        "heard": lambda kind: named(visit, "inbound", kind),
    }
    return Shown("deliveries.html", values)


def release(visit: Visit, db: Db) -> Answer:
    """After a restore: let go out what waits, or only what came up since: the rest may have been sent."""
    since = leases.on_hold(db)
    if since is None:
        return Turned(PATH)
    if visit.form.get("old") == "drop":
        outbox.cancel_before(db, since, "before the restore")
    leases.release_all(db)
    visit.note(db, "outbox-release")
    return Turned(PATH, "released", wakes=True)


def again(visit: Visit, db: Db) -> Answer:
    """Take a message once more; where that fails again it stays as it is."""
    number = visit.number("inbox")
    visit.note(db, "inbox-again", f"inbox:{number}")
    try:
        visit.room.turns.retake(db, number, visit.now)
    except inbox.Settled:
        return Turned(PATH, "inbox-settled")
    except Exception as failure:
        raise Undone(lambda _: Turned(PATH, "inbox-failed")) from failure
    return Turned(PATH, "inbox-taken", wakes=True)


def dismiss(visit: Visit, db: Db) -> Answer:
    """Leave it: what it held is deleted."""
    number = visit.number("inbox")
    if not inbox.dismiss(db, number):
        raise Missing
    visit.note(db, "inbox-dismiss", f"inbox:{number}")
    return Turned(PATH, "inbox-dismissed")


def senderless(db: Db, broadcast: int | None = None) -> Sequence[str]:
    """Channels on which something (of one announcement) waits while no program sends there."""
    sending = select(Lease.name).where(Lease.until > from_ms(leases.clock(db)))
    query = select(Outbox.channel).where(
        UNSENT, Outbox.state == "queued", Outbox.channel != "web", Outbox.channel.not_in(sending)
    )
    if broadcast is not None:
        query = query.where(Outbox.broadcast_id == broadcast)
    return db.session.scalars(query.distinct().order_by(Outbox.channel)).all()


def named(visit: Visit, family: str, kind: str) -> str:
    """A kind of message in words; its own name where there are none."""
    key = f"{family}-{kind.replace('_', '-')}"
    return visit.say(key) if visit.room.texts.has(LANGUAGE, f"console-{key}") else kind
