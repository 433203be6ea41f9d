"""Reads and writes applications: filed with their answers, each step noted, answers sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from conversations.question import Arg, Json, Label
from rules.application import RUNNING, ApplicationKind, State
from rules.money import Amount, Period
from storage.database import Db
from storage.tables import Application, ApplicationAnswer, ApplicationEvent, Programme


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: its key, what it was called, how it is stored, how it was shown, and its pictures."""

    key: str
    label: str
    kept: Json
    shown: Arg
    media: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class New:
    """What is needed to file an application."""

    reference: str
    kind: ApplicationKind
    person: int
    contact: int
    form: int
    kecamatan: str
    due_on: date
    programme: int | None = None
    source: str = "self"
    answers: Sequence[Given] = ()


def file(db: Db, new: New, now: datetime) -> Application:
    """A filed application. A second one of the same form is a bug that the database refuses."""
    row = Application(
        reference=new.reference,
        kind=new.kind.value,
        person_id=new.person,
        contact_id=new.contact,
        programme_id=new.programme,
        form_id=new.form,
        kecamatan=new.kecamatan,
        source=new.source,
        state=State.FILED.value,
        filed_at=now,
        due_on=new.due_on,
    )
    db.session.add(row)
    db.flush()
    note(db, row, None, now)
    for given in new.answers:
        answer(db, row.id, given, now)
    return row


def note(
    db: Db, application: Application, staff: int | None, now: datetime, words: str = ""
) -> ApplicationEvent:
    """That the application came into the state it has now, by whom (None: the person), and why."""
    event = ApplicationEvent(
        application_id=application.id, state=application.state, staff_id=staff, note=words, at=now
    )
    db.session.add(event)
    db.flush()
    return event


def answer(db: Db, application: int, given: Given, now: datetime) -> None:
    """Keeps an answer in place of an earlier one to the same question."""
    row = db.session.scalar(
        select(ApplicationAnswer).where(
            ApplicationAnswer.application_id == application, ApplicationAnswer.key == given.key
        )
    )
    if row is None:
        row = ApplicationAnswer(application_id=application, key=given.key)
        db.session.add(row)
    body = {"kept": given.kept, "shown": _pack(given.shown), "media": list(given.media)}
    row.label, row.changed_at = given.label[:200], now
    row.sealed = db.sealing.seal(json.dumps(body).encode())
    db.flush()


def soon(db: Db, person: int, now: datetime, until: datetime) -> int | None:
    """The person's seat in the training that begins next, by then."""
    return db.session.scalar(
        select(Application.id)
        .join(Programme, Programme.id == Application.programme_id)
        .where(Application.person_id == person, Application.state == State.ACCEPTED.value)
        .where(Programme.starts_at > now, Programme.starts_at <= until)
        .order_by(Programme.starts_at)
        .limit(1)
    )


def answers(db: Db, application: int) -> Sequence[Given]:
    """All answers of an application, in the order they were asked."""
    rows = db.session.scalars(
        select(ApplicationAnswer)
        .where(ApplicationAnswer.application_id == application)
        .order_by(ApplicationAnswer.id)
    )
    found = []
    for row in rows:
        body = json.loads(db.sealing.open(row.sealed))
        found.append(Given(row.key, row.label, body["kept"], _unpack(body["shown"]), tuple(body["media"])))
    return found


def of_person(db: Db, person: int) -> Sequence[Application]:
    """All applications of a person, the newest first."""
    rows = db.session.scalars(
        select(Application).where(Application.person_id == person).order_by(Application.id.desc())
    )
    return list(rows)


def running(db: Db, person: int, kind: ApplicationKind) -> Sequence[Application]:
    """The person's applications of this kind that are not refused or cancelled."""
    return [row for row in of_person(db, person) if row.kind == kind.value and State(row.state) in RUNNING]


def position(db: Db, application: Application) -> int:
    """The place on the waiting list: who applied first comes first. 0 for one that does not wait."""
    if application.state != State.WAITING.value:
        return 0
    before = db.session.scalar(
        select(func.count()).where(
            Application.programme_id == application.programme_id,
            Application.state == State.WAITING.value,
            (Application.filed_at < application.filed_at)
            | ((Application.filed_at == application.filed_at) & (Application.id < application.id)),
        )
    )
    return (before or 0) + 1


def _pack(shown: Arg) -> Mapping[str, Any]:
    match shown:
        case Label(key, words, n):
            return {"words": words} if words else {"key": key, "n": n}
        case Amount(low, high, per):
            return {"amount": [low, high, per.value]}
        case date():
            return {"date": shown.isoformat()}
        case tuple():
            return {"several": [_pack(one) for one in shown]}
        case int():
            return {"number": shown}
        case _:
            return {"words": str(shown)}


def _unpack(packed: Mapping[str, Any]) -> Arg:
    match packed:
        case {"amount": [low, high, per]}:
            return Amount(low, high, Period(per))
        case {"date": day}:
            return date.fromisoformat(day)
        case {"several": several}:
            return tuple(_unpack(one) for one in several)
        case {"number": number}:
            return int(number)
        case {"key": key}:
            return Label(key, n=packed.get("n", 0))
    return str(packed.get("words", ""))
