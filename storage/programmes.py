"""Reads programmes: what is published, how many seats are left, and the extra questions staff defined."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from conversations.questions import Thing
from rules.application import State
from rules.programme import ProgrammeState
from rules.seats import Claim, Quota, Room
from storage.database import Db
from storage.tables import Application, Programme, ProgrammeQuestion, ProgrammeQuota


def published(db: Db, today: date) -> Sequence[Programme]:
    """What is offered and not over, the nearest first."""
    rows = db.session.scalars(select(Programme).where(Programme.state == ProgrammeState.PUBLISHED.value))
    open_still = [row for row in rows if row.apply_until is None or row.apply_until >= today]
    far = date.max
    return sorted(open_still, key=lambda row: (row.starts_at.date() if row.starts_at else far, row.id))


def by_code(db: Db, code: str) -> Programme | None:
    """The programme with this code, in whatever state, capitals aside."""
    found: Programme | None = db.session.scalar(
        select(Programme).where(func.lower(Programme.code) == code.lower())
    )
    return found


def seated(db: Db) -> dict[int, int]:
    """How many have a seat, by programme."""
    rows = db.conn.execute(
        select(Application.programme_id, func.count())
        .where(Application.state == State.ACCEPTED.value, Application.programme_id.is_not(None))
        .group_by(Application.programme_id)
    )
    return {programme: count for programme, count in rows if programme is not None}


def room(db: Db, programme: Programme) -> Room:
    """The seats of a programme and what they are kept for."""
    rows = db.session.scalars(select(ProgrammeQuota).where(ProgrammeQuota.programme_id == programme.id))
    quotas = tuple(Quota(row.source, row.kecamatan, row.seats) for row in rows)
    return Room(programme.seats, quotas, programme.release_on)


def claims(db: Db, programme: int) -> Sequence[Claim]:
    """Those who have a seat, in the order they got it."""
    rows = db.conn.execute(
        select(Application.source, Application.kecamatan)
        .where(Application.programme_id == programme, Application.state == State.ACCEPTED.value)
        .order_by(Application.decided_at, Application.id)
    )
    return [Claim(source, kecamatan) for source, kecamatan in rows]


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra question of a programme, as staff wrote it."""

    id: str
    kind: str
    words: str
    choices: Sequence[Thing] = ()
    required: bool = True


def extras(db: Db, programme: int) -> tuple[Extra, ...]:
    """A programme's extra questions in their order, without those that were retired."""
    rows = db.session.scalars(
        select(ProgrammeQuestion)
        .where(ProgrammeQuestion.programme_id == programme, ProgrammeQuestion.retired_at.is_(None))
        .order_by(ProgrammeQuestion.position, ProgrammeQuestion.id)
    )
    return tuple(extra_of(row) for row in rows)


def extra(db: Db, question: int) -> Extra | None:
    """One extra question, also a retired one."""
    row = db.session.get(ProgrammeQuestion, question)
    return extra_of(row) if row is not None else None


def extra_of(row: ProgrammeQuestion) -> Extra:
    """The definition in a row."""
    choices = tuple(Thing(str(one["id"]), str(one["title"])) for one in json.loads(row.choices or "[]"))
    return Extra(str(row.id), row.kind, row.words, choices, row.required)
