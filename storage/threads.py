"""Threads between a person and the office: their lines are sealed, and a waiting one has its deadline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import String, cast, select, update

from storage.database import Db
from storage.tables import Contact, Outbox, Staff, Thread, ThreadLine

WAITING, ANSWERED, CLOSED = "waiting", "answered", "closed"
UNSENT = ("queued", "sending")
ANSWER: Final = "line/"  # before a line's id: what its row of the outbox is written once by
FIRST: Final = "/1"  # behind such a word: the first message of a reply
UNSEEN: Final = timedelta(days=7)  # for which an answer that does not arrive holds its thread open


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a thread. `staff` is the name of who wrote it, "" for the person."""

    id: int
    thread_id: int
    staff: str
    text: str
    media_id: int | None
    at: datetime


def start(db: Db, contact: int, person: int | None, kecamatan: str, now: datetime, due_at: datetime) -> int:
    """A new thread that waits for the office until `due_at`; the contact's relay is on from here."""
    thread = Thread(
        contact_id=contact,
        person_id=person,
        kecamatan=kecamatan,
        state=WAITING,
        opened_at=now,
        due_at=due_at,
    )
    db.session.add(thread)
    db.flush()
    relay(db, contact, thread.id)
    return thread.id


def relay(db: Db, contact: int, thread: int | None) -> None:
    """Whether what the contact writes goes to a human."""
    db.session.get_one(Contact, contact).thread_id = thread
    db.flush()


def add(
    db: Db, thread: int, text: str, now: datetime, *, staff: int | None = None, media: int | None = None
) -> int:
    """One more line; gives its id."""
    line = ThreadLine(
        thread_id=thread,
        staff_id=staff,
        sealed=db.sealing.seal(text.encode()),
        media_id=media,
        at=now,
    )
    db.session.add(line)
    db.flush()
    return line.id


def get(db: Db, thread: int) -> Thread | None:
    """The thread's row."""
    return db.session.get(Thread, thread)


def running(db: Db, contact: int) -> Thread | None:
    """The contact's newest thread, unless it is over."""
    found = db.session.scalar(
        select(Thread).where(Thread.contact_id == contact).order_by(Thread.id.desc()).limit(1)
    )
    return found if found is not None and found.state != CLOSED else None


def line(db: Db, number: int) -> Line | None:
    """One line, opened."""
    found = db.session.execute(
        select(ThreadLine, Staff.name)
        .outerjoin(Staff, Staff.id == ThreadLine.staff_id)
        .where(ThreadLine.id == number)
    ).first()
    return None if found is None else _line(db, found[0], found[1])


def lines(db: Db, thread: int) -> list[Line]:
    """All lines of a thread in their order, opened."""
    rows = db.session.execute(
        select(ThreadLine, Staff.name)
        .outerjoin(Staff, Staff.id == ThreadLine.staff_id)
        .where(ThreadLine.thread_id == thread)
        .order_by(ThreadLine.id)
    )
    return [_line(db, row, staff) for row, staff in rows]


def _line(db: Db, row: ThreadLine, staff: str | None) -> Line:
    text = db.sealing.open(row.sealed).decode()
    return Line(row.id, row.thread_id, staff or "", text, row.media_id, row.at)


def overdue(db: Db, now: datetime, most: int = 100) -> list[int]:
    """Threads nobody answered in time, whose person was not told yet."""
    found = db.session.scalars(
        select(Thread.id)
        .where(Thread.state == WAITING, Thread.due_at <= now, Thread.told_at.is_(None))
        .order_by(Thread.due_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(found)


def left(db: Db, before: datetime, most: int = 100) -> list[Thread]:
    """Threads whose last answer went out before then, to which the person has said nothing since."""
    answer = ANSWER + cast(ThreadLine.id, String) + FIRST
    arriving = (
        select(Outbox.id)
        .join(ThreadLine, Outbox.once == answer)
        .where(ThreadLine.thread_id == Thread.id, Outbox.state.in_(UNSENT) | (Outbox.sent_at > before))
    )
    found = db.session.scalars(
        select(Thread)
        .where(Thread.state == ANSWERED, Thread.answered_at <= before)
        .where((Thread.answered_at <= before - UNSEEN) | ~arriving.exists())
        .order_by(Thread.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return list(found)


def holds(db: Db, contact: int, media: int) -> bool:
    """Whether a file came as a line of one of the contact's threads."""
    found = db.session.scalar(
        select(ThreadLine.id)
        .join(Thread, Thread.id == ThreadLine.thread_id)
        .where(Thread.contact_id == contact, ThreadLine.media_id == media)
    )
    return found is not None


def answering(line: int) -> str:
    """The word by which an answer of staff goes out once."""
    return f"{ANSWER}{line}"


def apologising(thread: Thread) -> str:
    """The word by which a person is told once that nobody has answered by then."""
    return f"late/{thread.id}/{int(thread.due_at.timestamp())}"


def take_back_apology(db: Db, thread: Thread) -> None:
    """The answer is there: what was to say that it is late need not go out any more."""
    waiting = (Outbox.once == f"{apologising(thread)}{FIRST}") & (Outbox.state == "queued")
    db.session.execute(update(Outbox).where(waiting).values(state="cancelled", held="", error="answered"))


def fates(db: Db, lines: Sequence[Line]) -> Mapping[int, str]:
    """Of answers that have not arrived: "queued", why they are held, or "failed"."""
    keys = {f"{answering(line.id)}{FIRST}": line.id for line in lines if line.staff}
    rows = db.session.execute(
        select(Outbox.once, Outbox.state, Outbox.held).where(
            Outbox.once.in_(keys), Outbox.state.in_([*UNSENT, "failed", "cancelled"])
        )
    )
    return {keys[row.once]: (row.held or "queued") if row.state in UNSENT else "failed" for row in rows}


def told(db: Db, thread: int, now: datetime) -> None:
    """The person knows that nobody has answered yet."""
    row = db.session.get_one(Thread, thread)
    if row.told_at is None:
        row.told_at = now
        db.flush()
