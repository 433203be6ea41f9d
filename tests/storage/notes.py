"""A work that leaves a trace, and the traces that are there."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import bindparam, insert, select

from storage.database import Database, Db, Fast
from storage.tables import Note

NOTE = Fast(insert(Note).values(name=bindparam("name"), value=bindparam("value")))
NAMES = Fast(select(Note.name))


def note(name: str) -> Callable[[Db], str]:
    def work(db: Db) -> str:
        db.run(NOTE, name=name, value="")
        return name

    return work


def notes(database: Database) -> list[str]:
    with database.read() as db:
        return list(db.session.scalars(select(Note.name).order_by(Note.name)))
