"""The audit: who decided or looked at what. Rows are only ever added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text

from storage.database import Db, Fast

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
