"""The phrases that staff taught the bot, and what each of them means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from storage.database import Db
from storage.tables import Taught

LONGEST = 200  # signs of a phrase


def taught(db: Db) -> Sequence[tuple[str, str]]:
    """All (phrase, meaning), the latest last."""
    return [(row.phrase, row.meaning) for row in db.session.scalars(select(Taught).order_by(Taught.id))]


def version(db: Db) -> tuple[int, int, datetime | None]:
    """What changes when a phrase is taught or forgotten: highest id, how many, latest time."""
    query = select(func.coalesce(func.max(Taught.id), 0), func.count(Taught.id), func.max(Taught.at))
    highest, count, latest = db.conn.execute(query).one()
    return highest, count, latest


def find(db: Db, phrase: str) -> Taught | None:
    """The lesson of this phrase, capitals aside."""
    rows = db.session.scalars(select(Taught).order_by(Taught.id))
    return next((row for row in rows if row.phrase.casefold() == phrase.casefold()), None)


def teach(db: Db, phrase: str, meaning: str, staff: int | None, now: datetime) -> Taught:
    """From now on this phrase means that; what it meant before is forgotten."""
    said = phrase.strip()[:LONGEST]
    if (before := find(db, said)) is not None:
        db.session.delete(before)
        db.session.flush()
    row = Taught(phrase=said, meaning=meaning, staff_id=staff, at=now)
    db.session.add(row)
    db.session.flush()
    return row


def forget(db: Db, number: int) -> Taught | None:
    """Take a taught phrase back; None where there is none."""
    row = db.session.get(Taught, number)
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    return row
