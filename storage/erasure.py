"""Requests to have one's data deleted, and the deletion itself: statistics stay, without a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from storage.database import Db
from storage.tables import (
    Application,
    ApplicationAnswer,
    ApplicationEvent,
    Business,
    Consent,
    Contact,
    Due,
    Erasure,
    Form,
    Inbox,
    Journal,
    Media,
    Outbox,
    Outcome,
    Person,
    Task,
    Thread,
    ThreadLine,
    UploadLink,
    WebCode,
)

SPARE = timedelta(hours=24)
"""So long before the legal deadline it is done: until then a person may think again."""


def ask(db: Db, person: int, form: int, reference: str, now: datetime, hours: int) -> Erasure:
    """A request with its deadline, `hours` from now."""
    row = Erasure(
        person_id=person,
        reference=reference,
        form_id=form,
        asked_at=now,
        due_at=now + timedelta(hours=hours),
    )
    db.session.add(row)
    db.flush()
    return row


def standing(db: Db, person: int) -> Erasure | None:
    """A request of this person that is not done yet."""
    found: Erasure | None = db.session.scalar(
        select(Erasure).where(Erasure.person_id == person, Erasure.done_at.is_(None)).limit(1)
    )
    return found


def due(db: Db, now: datetime) -> Sequence[int]:
    """The people whose data is to be deleted now."""
    rows = db.session.scalars(
        select(Erasure.person_id)
        .where(Erasure.done_at.is_(None), Erasure.due_at <= now + SPARE)
        .order_by(Erasure.person_id)
        .distinct()
    )
    return list(rows)


def erase(db: Db, person: int, now: datetime) -> Sequence[str]:
    """Empties a person: what is left are counts by kecamatan, sector and month. Doing it twice does no harm.

    Gives the paths of the document files, which the caller erases once this is committed.
    """
    session = db.session
    session.flush()
    contacts = list(session.scalars(select(Contact.id).where(Contact.person_id == person)))
    _talk(db, person, contacts, now)
    paths = _papers(db, person, contacts)
    session.execute(
        update(Consent)
        .where(Consent.person_id == person, Consent.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by="erased")
    )
    session.execute(
        update(Due)
        .where(Due.person_id == person, Due.state == "waiting")
        .values(state="cancelled", why="erased", done_at=now)
    )
    session.execute(
        update(Task).where(Task.person_id == person, Task.done_at.is_(None)).values(state="done", done_at=now)
    )
    session.execute(update(Outcome).where(Outcome.person_id == person).values(note="", media_id=None))
    session.execute(delete(WebCode).where(WebCode.person_id == person))
    session.execute(
        update(Business)
        .where(Business.person_id == person)
        .values(name="", nib_sealed=None, nib_hash=None, since_year=None)
    )
    found = session.get_one(Person, person)
    found.name = found.title = found.desa = ""
    found.phone = found.phone_verified_at = found.birth_year = None
    found.nik_sealed = found.nik_hash = None
    found.erased_at = now
    session.execute(
        update(Erasure).where(Erasure.person_id == person, Erasure.done_at.is_(None)).values(done_at=now)
    )
    session.flush()
    session.expire_all()
    return paths


def _of(
    column_of_person: Any, person: int, column_of_contact: Any, contacts: Sequence[int]
) -> ColumnElement[bool]:
    return or_(column_of_person == person, column_of_contact.in_(contacts))


def _talk(db: Db, person: int, contacts: Sequence[int], now: datetime) -> None:
    """What was written on either side, open forms, and whom the addresses belong to."""
    session = db.session
    theirs = _of(Outbox.person_id, person, Outbox.contact_id, contacts)
    session.execute(
        update(Outbox).where(theirs, Outbox.state == "queued").values(state="cancelled", error="erased")
    )
    session.execute(update(Outbox).where(theirs, Outbox.broadcast_id.is_(None)).values(body=None))
    session.execute(update(Outbox).where(theirs).values(person_id=None))
    session.execute(delete(Form).where(_of(Form.person_id, person, Form.contact_id, contacts)))
    session.execute(
        update(Inbox)
        .where(Inbox.contact_id.in_(contacts), Inbox.body.is_not(None))
        .values(body=None, state="dismissed")
    )
    db.settle()  # the journal of this very transaction
    session.execute(update(Journal).where(Journal.person_id == person).values(person_id=None, form_id=None))
    threads = select(Thread.id).where(_of(Thread.person_id, person, Thread.contact_id, contacts))
    session.execute(
        update(ThreadLine)
        .where(ThreadLine.thread_id.in_(threads.scalar_subquery()))
        .values(sealed=db.sealing.seal(b""), media_id=None)
    )
    session.execute(
        update(Thread)
        .where(Thread.contact_id.in_(contacts))
        .values(person_id=None, state="closed", closed_at=now)
    )
    for contact in session.scalars(select(Contact).where(Contact.id.in_(contacts))):
        contact.address = f"erased:{contact.id}"  # a phone number or chat id: who writes again is new to us
        contact.person_id = contact.phone = contact.thread_id = contact.hour = contact.came_from = None
        contact.name = contact.shown = ""


def _papers(db: Db, person: int, contacts: Sequence[int]) -> Sequence[str]:
    """Answers, reasons and pictures of applications and of the chat."""
    session = db.session
    mine = select(Application.id).where(Application.person_id == person).scalar_subquery()
    session.execute(delete(UploadLink).where(UploadLink.application_id.in_(mine)))
    session.execute(delete(ApplicationAnswer).where(ApplicationAnswer.application_id.in_(mine)))
    session.execute(update(ApplicationEvent).where(ApplicationEvent.application_id.in_(mine)).values(note=""))
    session.execute(
        update(Application)
        .where(Application.person_id == person)
        .values(reason="", contact_id=None, form_id=None)
    )
    media = _of(Media.person_id, person, Media.contact_id, contacts)
    paths = [path for path in session.scalars(select(Media.path).where(media)) if path]
    session.execute(
        update(Media)
        .where(media)
        .values(state="erased", path="", ref="", person_id=None, contact_id=None, form_id=None)
    )
    return paths
