"""The audit: who decided or looked at what. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, text

from storage.database import Db, Fast
from storage.tables import Audit

_NOTE = Fast(
    text(
        "INSERT INTO audit (staff_id, action, subject, detail, at) "
        "VALUES (:staff, :action, :subject, :detail, :now)"
    )
)


def note(db: Db, staff_id: int | None, action: str, subject: str, now: datetime, detail: str = "") -> None:
    """Add what a staff member (None: the program or the command line) did.

    `subject` names a row ("person:12"); `detail` never holds what is masked elsewhere.
    """
    db.run(_NOTE, staff=staff_id, action=action[:30], subject=subject[:40], detail=detail, now=now)


def latest(db: Db, most: int = 100, before: int | None = None) -> Sequence[Audit]:
    """The newest rows, or those older than the id `before`."""
    query = select(Audit).order_by(Audit.id.desc()).limit(most)
    return db.session.scalars(query if before is None else query.where(Audit.id < before)).all()
