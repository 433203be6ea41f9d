"""Staff as the office's own messages need them: which assistants there are, and where they are reached."""

from __future__ import annotations

from sqlalchemy import select, text

from storage.database import Db, Fast
from storage.tables import Contact, Person, Staff

_MARK = Fast(
    text(
        """
        INSERT INTO note (name, value) VALUES (:name, :value)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE note.value <> excluded.value
        RETURNING name
        """
    )
)


def assistants(db: Db) -> list[Staff]:
    """The assistants at work, each with a kecamatan."""
    found = db.session.scalars(
        select(Staff)
        .where(Staff.role == "assistant", Staff.ended_at.is_(None), Staff.kecamatan != "")
        .order_by(Staff.id)
    )
    return list(found)


def places(db: Db) -> list[str]:
    """The kecamatan that have an assistant."""
    return sorted({assistant.kecamatan for assistant in assistants(db)})


def contact_of(db: Db, phone: str) -> int | None:
    """The chat of a staff member, by the phone that a channel or the person's record proves."""
    found: int | None = db.session.scalar(
        select(Contact.id)
        .outerjoin(Person, Person.id == Contact.person_id)
        .where(
            Contact.blocked_at.is_(None),
            (Contact.phone == phone) | ((Person.phone == phone) & Person.phone_verified_at.is_not(None)),
        )
        .order_by(Contact.heard_at.is_(None), Contact.heard_at.desc(), Contact.id.desc())
        .limit(1)
    )
    return found


def mark_once(db: Db, name: str, value: str) -> bool:
    """Note that something was done for this day or week; False where it was noted before."""
    return db.row(_MARK, name=name, value=value) is not None
