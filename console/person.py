"""The page of one person: what the office knows, for those who may know it; NIK and NIB on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from console.page import Answer, Missing, Page, Shown, Visit
from console.scope import Right
from rules.consent import Purpose
from rules.identity import masked
from storage.database import Db
from storage.tables import (
    Application,
    Audit,
    Business,
    CheckIn,
    Consent,
    Contact,
    Erasure,
    Outcome,
    Person,
    Programme,
    Staff,
    Task,
    Thread,
)
from storage.tasks import DONE, read_reasons

Rows = Sequence[Row[*tuple[Any, ...]]]
LOOKS = 10  # in the audit, shown


def pages() -> tuple[Page, ...]:
    return (
        Page("GET", "/people/{person}", person, Right.PEOPLE),
        Page("POST", "/people/{person}/number", number, Right.NUMBERS),
    )


def find(visit: Visit, db: Db) -> tuple[Person, Business]:
    """The person of the address and the business, within the scope. Missing for all others."""
    one = db.session.scalar(visit.scope.people(select(Person).where(Person.id == visit.number("person"))))
    if one is None:
        raise Missing
    business = db.session.scalar(select(Business).where(Business.person_id == one.id))
    return one, business if business is not None else Business(person_id=one.id, name="", sector="")


def person(visit: Visit, db: Db) -> Answer:
    """All of it on one page, in the order in which staff ask."""
    one, business = find(visit, db)
    may = visit.staff.may
    values: dict[str, object] = {
        "person": one,
        "business": business,
        "nik": _masked(db, one.nik_sealed),
        "nib": _masked(db, business.nib_sealed),
        "numbers": may(Right.NUMBERS),
        "consents": _consents(db, one.id),
        "chats": _chats(visit, db, one.id),
        "applications": _applications(visit, db, one.id),
        "follows": may(Right.CHECKINS),
        "amounts": may(Right.AMOUNTS),
        "checkins": _checkins(visit, db, one.id),
        "tasks": _tasks(visit, db, one.id),
        "outcomes": _outcomes(visit, db, one.id),
        "writes": may(Right.MESSAGES),
        "threads": _threads(visit, db, one.id),
        "erasures": _erasures(db, one.id),
        "audits": may(Right.AUDIT),
        "looks": _looks(visit, db, one.id),
    }
    return Shown("person.html", values)


def number(visit: Visit, db: Db) -> Answer:
    """The NIK or NIB in full: shown in this one answer, and the look is in the audit."""
    one, business = find(visit, db)
    kind = visit.typed.get("kind", "")
    sealed = {"nik": one.nik_sealed, "nib": business.nib_sealed}.get(kind)
    if sealed is None:
        raise Missing
    visit.note(db, f"look-{kind}", f"person:{one.id}")
    values = {"person": one, "kind": kind, "number": db.sealing.open(sealed).decode()}
    return Shown("number-part.html" if visit.partial else "number.html", values)


def _masked(db: Db, sealed: bytes | None) -> str:
    """A number with all but its last digits hidden."""
    return masked(db.sealing.open(sealed).decode()) if sealed else ""


def _consents(db: Db, person_id: int) -> Sequence[tuple[str, Consent | None]]:
    """Each purpose with the consent that stands, or the one last withdrawn."""
    rows = db.session.scalars(select(Consent).where(Consent.person_id == person_id).order_by(Consent.id))
    latest = {row.purpose: row for row in rows}
    return [(purpose.value, latest.get(purpose.value)) for purpose in Purpose]


def _chats(visit: Visit, db: Db, person_id: int) -> Rows:
    query = select(Contact.channel, Contact.name, Contact.heard_at, Contact.blocked_at).where(
        Contact.person_id == person_id
    )
    return db.conn.execute(visit.scope.contacts(query).order_by(Contact.heard_at.desc())).all()


def _applications(visit: Visit, db: Db, person_id: int) -> Rows:
    query = (
        select(
            Application.reference, Application.kind, Application.state, Application.filed_at, Programme.title
        )
        .outerjoin(Programme, Programme.id == Application.programme_id)
        .where(Application.person_id == person_id)
        .order_by(Application.id.desc())
    )
    return db.conn.execute(visit.scope.applications(query)).all()


def _checkins(visit: Visit, db: Db, person_id: int) -> Sequence[CheckIn]:
    query = visit.scope.checkins(select(CheckIn).where(CheckIn.person_id == person_id))
    return db.session.scalars(query.order_by(CheckIn.month.desc()).limit(24)).all()


def _tasks(visit: Visit, db: Db, person_id: int) -> Sequence[tuple[Task, Sequence[str]]]:
    query = visit.scope.tasks(select(Task).where(Task.person_id == person_id, Task.state != DONE))
    rows = db.session.scalars(query.order_by(Task.id.desc()))
    return [(row, [reason.value for reason in read_reasons(row.reasons)]) for row in rows]


def _outcomes(visit: Visit, db: Db, person_id: int) -> Rows:
    query = (
        select(Outcome.outcome, Outcome.note, Outcome.at, Staff.name)
        .join(Staff, Staff.id == Outcome.staff_id)
        .where(Outcome.person_id == person_id)
        .order_by(Outcome.id.desc())
    )
    return db.conn.execute(visit.scope.outcomes(query)).all()


def _threads(visit: Visit, db: Db, person_id: int) -> Sequence[Thread]:
    query = visit.scope.threads(select(Thread).where(Thread.person_id == person_id))
    return db.session.scalars(query.order_by(Thread.id.desc())).all()


def _erasures(db: Db, person_id: int) -> Sequence[Erasure]:
    return db.session.scalars(select(Erasure).where(Erasure.person_id == person_id)).all()


def _looks(visit: Visit, db: Db, person_id: int) -> Rows:
    if not visit.staff.may(Right.AUDIT):
        return []
    query = (
        select(Audit.action, Audit.at, Staff.name)
        .outerjoin(Staff, Staff.id == Audit.staff_id)
        .where(Audit.subject == f"person:{person_id}")
        .order_by(Audit.id.desc())
        .limit(LOOKS)
    )
    return db.conn.execute(query).all()
