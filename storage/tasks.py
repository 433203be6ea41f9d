"""The assistants' tasks: raised, offered a few a week, postponed, done, or passed on to the head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, exists, func, select, update

from rules.risk import Reason, need
from storage.database import Db
from storage.tables import Business, CheckIn, Consent, Person, Staff, Task

NEW, OFFERED, POSTPONED, DONE, ESCALATED = "new", "offered", "postponed", "done", "escalated"
OFFICE = ""  # the kecamatan of a task that no assistant may see: it is on the head's list
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A task as its assistant sees it: why, and what was said; never an amount."""

    id: int
    person_id: int
    name: str
    title: str
    business: str
    desa: str
    phone: str | None
    kecamatan: str
    reasons: tuple[Reason, ...]
    state: str  # of the task
    month: str  # of the last check-in, "" for none
    operating: str
    why_stopped: str
    constraint: str
    greeted_at: datetime | None


def raise_task(db: Db, person: int, month: str, reasons: Sequence[Reason], now: datetime) -> int | None:
    """Put a person on a worklist for these reasons, more for the same month are added. None for no reasons.

    Without consent to the assistant it goes on the head's list.
    """
    if not reasons:
        return None
    row = db.session.scalar(select(Task).where(Task.person_id == person, Task.period == month))
    if row is None:
        row = Task(person_id=person, kecamatan=_seen_by(db, person), period=month, state=NEW, created_at=now)
        db.session.add(row)
        before: tuple[Reason, ...] = ()
    else:
        before = read_reasons(row.reasons)
    both = tuple(reason for reason in Reason if reason in before or reason in reasons)
    if row.state == DONE and Reason.CALL_ME in reasons and Reason.CALL_ME not in before:
        row.state, row.offered_at, row.done_at = NEW, None, None
    row.reasons = msgspec.json.encode([reason.value for reason in both]).decode()
    row.need = need(both)
    db.flush()
    return row.id


def read_reasons(kept: str) -> tuple[Reason, ...]:
    """The reasons of a task's row."""
    return tuple(Reason(value) for value in msgspec.json.decode(kept, type=list[str]))


def drop(db: Db, person: int, month: str, now: datetime) -> None:
    """A correction took the reasons away."""
    db.session.execute(
        update(Task)
        .where(Task.person_id == person, Task.period == month, Task.state.in_((NEW, OFFERED, POSTPONED)))
        .values(state=DONE, done_at=now)
    )


def settle(db: Db, person: int, now: datetime) -> None:
    """Somebody has looked in: all open tasks of the person are done."""
    db.session.execute(
        update(Task)
        .where(Task.person_id == person, Task.state.in_((NEW, OFFERED, POSTPONED, ESCALATED)))
        .values(state=DONE, done_at=now)
    )


def _seen_by(db: Db, person: int) -> str:
    found = db.session.get_one(Person, person)
    consented = db.session.scalar(select(_consented(person)))
    return found.kecamatan if consented else OFFICE


def _consented(person: Any) -> ColumnElement[bool]:
    return exists().where(
        Consent.person_id == person, Consent.purpose == "assistant", Consent.withdrawn_at.is_(None)
    )


def offer(db: Db, kecamatan: str, monday: datetime, most: int, now: datetime) -> int:
    """Offer the neediest new tasks of a kecamatan, at most `most` since `monday`; gives how many.

    One process at a time: the assistant's row is locked, so that two ticks at once offer no more than one.
    """
    db.session.scalars(select(Staff.id).where(Staff.kecamatan == kecamatan).with_for_update()).all()
    offered = db.session.scalar(
        select(func.count()).where(Task.kecamatan == kecamatan, Task.offered_at >= monday)
    )
    left = most - (offered or 0)
    if left <= 0:
        return 0
    chosen = list(
        db.session.scalars(
            select(Task)
            .where(Task.kecamatan == kecamatan, Task.state == NEW, _consented(Task.person_id))
            .order_by(Task.need.desc(), Task.id)
            .limit(left)
            .with_for_update(skip_locked=True)
        )
    )
    for task in chosen:
        task.state, task.offered_at = OFFERED, now
    db.flush()
    return len(chosen)


def wake(db: Db, now: datetime) -> int:
    """Postponed tasks whose time has come are on the list again."""
    rows = db.session.scalars(
        select(Task).where(Task.state == POSTPONED, Task.until <= now).order_by(Task.id).limit(CHUNK)
    ).all()
    for task in rows:
        task.state, task.until = OFFERED, None
    db.flush()
    return len(rows)


def escalate(db: Db, before: datetime) -> int:
    """Tasks offered before then and still open go to the head; only what was offered does."""
    rows = db.session.scalars(
        select(Task)
        .where(Task.state.in_((OFFERED, POSTPONED)), Task.offered_at <= before)
        .order_by(Task.id)
        .limit(CHUNK)
    ).all()
    for task in rows:
        task.state = ESCALATED
    db.flush()
    return len(rows)


_SAID = (
    select(func.max(CheckIn.month))
    .where(CheckIn.person_id == Task.person_id)
    .correlate(Task)
    .scalar_subquery()
)


def _listed(db: Db, where: ColumnElement[bool], most: int) -> list[Listed]:
    rows: Sequence[Any] = db.session.execute(
        select(Task, Person, Business.name, CheckIn)
        .join(Person, Person.id == Task.person_id)
        .outerjoin(Business, Business.person_id == Task.person_id)
        .outerjoin(CheckIn, and_(CheckIn.person_id == Task.person_id, CheckIn.month == _SAID))
        .where(where, Person.erased_at.is_(None))
        .order_by(Task.need.desc(), Task.id)
        .limit(most)
    ).all()
    return [
        Listed(
            id=task.id,
            person_id=person.id,
            name=person.name,
            title=person.title,
            business=business or "",
            desa=person.desa,
            phone=person.phone,
            kecamatan=person.kecamatan,
            reasons=read_reasons(task.reasons),
            state=task.state,
            month=said.month if said is not None else "",
            operating=said.state if said is not None else "",
            why_stopped=said.reason if said is not None else "",
            constraint=said.constraint if said is not None else "",
            greeted_at=task.greeted_at,
        )
        for task, person, business, said in rows
    ]


def worklist(db: Db, kecamatan: str, most: int = 10) -> list[Listed]:
    """What was offered to the assistant of a kecamatan, neediest first. Nobody of another, nobody unasked."""
    if not kecamatan:
        return []
    return _listed(
        db,
        and_(
            Task.kecamatan == kecamatan,
            Person.kecamatan == kecamatan,
            Task.state == OFFERED,
            _consented(Task.person_id),
        ),
        most,
    )


def for_assistant(db: Db, task: int, kecamatan: str) -> Listed | None:
    """One open task of the assistant's own kecamatan."""
    if not kecamatan:
        return None
    found = _listed(
        db,
        and_(
            Task.id == task,
            Task.kecamatan == kecamatan,
            Person.kecamatan == kecamatan,
            Task.state.in_((OFFERED, POSTPONED, ESCALATED)),
            _consented(Task.person_id),
        ),
        1,
    )
    return found[0] if found else None


def postpone(db: Db, task: int, until: datetime) -> None:
    """Take a task off the list until then."""
    row = db.session.get_one(Task, task)
    row.state, row.until = POSTPONED, until
    db.flush()


def greeted(db: Db, task: int, now: datetime) -> None:
    """Note that the assistant greeted the person."""
    db.session.get_one(Task, task).greeted_at = now
    db.flush()


def pass_on(db: Db, task: int) -> None:
    """The assistant asks the office to help: the head has it from here."""
    db.session.get_one(Task, task).state = ESCALATED
    db.flush()
